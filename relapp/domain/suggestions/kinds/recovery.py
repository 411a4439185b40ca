"""Kind 3: a complaint is put right to the end."""

from __future__ import annotations

from datetime import date

from relapp.domain.cases import ASK_AFTER, Case, is_open, was_asked
from relapp.domain.interactions import Direction, Interaction, Kind, Outcome
from relapp.domain.owed import MEMORY_DAYS, answers, answers_complaint, owed
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled, shown_from
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_owed
from relapp.domain.suggestions.urgency import waited

KIND = SuggestionKind.RECOVERY
WHEN = (
    "A complaint is being put right: nothing was done about it yet, or the day has come to ask the customer again "
    "(four days after our last act where no day was set); or they complained within three months, we answered four or "
    "more days ago, and since then they have neither bought nor spoken with us."
)

_REST_DAYS = ASK_AFTER.days


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """The next step of the oldest open case, else the question whether it is all right now."""
    for case in sorted(dossier.cases, key=lambda case: (case.opened, case.id)):
        found = _of_case(dossier, shop, case) if is_open(case, dossier.today) else None
        if found is not None and not is_settled(dossier.answers, KIND, found.evidence, dossier.today):
            return found
    return _of_complaint(dossier, shop)


def _of_case(dossier: Dossier, shop: ShopView, case: Case) -> Suggestion | None:
    """What was promised about it comes up as a promise; once something was done they are asked again on its day."""
    if any(one.id == case.promise_id and one.state is PromiseState.OPEN for one in dossier.promises):
        return None
    asks = bool(case.remedy)
    last = _last_act(dossier, case)
    ask_on = case.ask_on or last + ASK_AFTER
    if asks and dossier.today < ask_on:
        return None
    not_yet = case.all_right is False and was_asked(case, dossier.today)
    receipt = Receipt(Source.CASE, case.id)
    act = Act.CHECK_BACK if asks else Act.PUT_RIGHT
    details = {
        "cause": case.cause,
        "remedy": case.remedy,
        "opened": case.opened,
        "not_yet": case.asked_again if not_yet else None,
        "staff": shop.staff.get(case.owner_id, "") if case.owner_id is not None else "",
    }
    way = way_owed(dossier, shop)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(act, {"name": dossier.customer.name, **way, "cause": case.cause}),
        reason=Reason(Why.CASE_CHECK if asks else Why.CASE_OPEN, details),
        receipts=with_source(receipt, case.source_id),
        channel=way["channel"],
        due=case.ask_on if asks else None,
        evidence=fingerprint(KIND, (receipt,), act, *filter(None, (case.ask_on,))),
        minutes=5 if asks else 10,
        urgency=waited((dossier.today - last).days),
    )


def _last_act(dossier: Dossier, case: Case) -> date:
    ours = [
        entry.day for entry in dossier.recent if entry.direction is not Direction.IN and entry.kind is not Kind.NOTE
    ]
    return max((day for day in ours if day >= case.opened), default=case.opened)


def _of_complaint(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    found = _to_ask_about(dossier)
    if found is None:
        return None
    complaint, answer = found
    if (dossier.today - answer.day).days < _REST_DAYS:
        return None
    way = way_owed(dossier, shop)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.CHECK_BACK, {"name": dossier.customer.name, **way, "cause": ""}),
        reason=Reason(
            Why.COMPLAINT_ANSWERED,
            {"complained": complaint.day, "words": complaint.words, "answered": answer.day},
        ),
        receipts=entry_receipts((complaint, answer)),
        channel=way["channel"],
        due=None,
        evidence=_evidence_of(complaint),
        urgency=waited((dossier.today - answer.day).days - _REST_DAYS),
    )


def complained(dossier: Dossier, *, asks_again: bool = True) -> date | None:
    """Since when a complaint of theirs has not been seen to the end, ``None`` where there is none.

    It waits for our answer, or a case of it is open, or we answered and do not know yet whether it is all right now,
    unless staff settled that question or nobody is to put it (``asks_again``).
    """
    waiting = _waiting(dossier)
    since = [case.opened for case in dossier.cases if is_open(case, dossier.today)]
    since += [entry.day for entry in waiting[:1]]
    found = _to_ask_about(dossier) if asks_again else None
    if found is not None and shown_from(dossier.answers, KIND, _evidence_of(found[0])) < date.max:
        since.append(found[0].day)
    return min(since, default=None)


def _waiting(dossier: Dossier) -> list[Interaction]:
    waiting = owed(dossier.recent, dossier.today)
    return [] if waiting is None else [entry for entry in waiting.asked if entry.kind is Kind.COMPLAINT]


def _to_ask_about(dossier: Dossier) -> tuple[Interaction, Interaction] | None:
    """The last complaint that has no case, and our answer, after which nothing was heard of them."""
    if _waiting(dossier):
        return None
    in_hand = {case.source_id for case in dossier.cases}
    entries = [entry for entry in reversed(dossier.recent) if entry.kind is not Kind.NOTE]
    places = [place for place, entry in enumerate(entries) if _complains(entry)]
    if not places or entries[places[-1]].id in in_hand:
        return None
    complaint, after = entries[places[-1]], entries[places[-1] + 1 :]
    if (dossier.today - complaint.day).days > MEMORY_DAYS:
        return None
    answer, after = _answered(complaint, after)
    return None if answer is None or any(_heard(entry) for entry in after) else (complaint, answer)


def _evidence_of(complaint: Interaction) -> str:
    return fingerprint(KIND, entry_receipts((complaint,)))


def _complains(entry: Interaction) -> bool:
    return entry.kind is Kind.COMPLAINT and entry.direction is Direction.IN


def _answered(complaint: Interaction, after: list[Interaction]) -> tuple[Interaction | None, list[Interaction]]:
    """The entry with which we answered, and what came later."""
    if complaint.outcome is Outcome.ANSWERED:
        return complaint, after
    for place, entry in enumerate(after):
        if answers_complaint(entry):
            return entry, after[place + 1 :]
    return None, after


def _heard(entry: Interaction) -> bool:
    """Whether it tells how they are served now: they were here, told us something, or spoke with us."""
    if entry.direction is Direction.OUT:
        return entry.kind is Kind.CALL and entry.outcome is Outcome.ANSWERED
    return answers(entry) or entry.kind is Kind.FEEDBACK
