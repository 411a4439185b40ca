"""Kind 10: protect them from losing what is theirs."""

from __future__ import annotations

from datetime import date

from relapp.domain.days import before, day_of
from relapp.domain.facts import Certainty, Fact, is_credit, is_warranty
from relapp.domain.protect import Credit, credits_of, end_of
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import waited, within

KIND = SuggestionKind.PROTECT
WHEN = (
    "A warranty, a credit or a voucher of theirs, of which they told us or that we saw, ends within thirty days; or a "
    "credit with no day was noted, or given for a complaint, more than sixty days ago and they have not come since."
)

_AHEAD_DAYS = 30
_UNUSED_DAYS = 60


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Tell them of what ends first, then of what lies unused."""
    ending = [
        (end, Receipt(Source.FACT, fact.id), _ends(dossier, shop, fact, end))
        for fact in dossier.sayable
        if fact.certainty is not Certainty.GUESSED and (is_warranty(fact.kind) or is_credit(fact.kind))
        for end in [end_of(fact)]
        if end is not None and 0 <= (end - dossier.today).days <= _AHEAD_DAYS
    ]
    found = [one for _, _, one in sorted(ending, key=lambda one: one[:2])]
    found += [_unused(dossier, shop, credit) for credit in _lying_unused(dossier)]
    open_ones = [one for one in found if not is_settled(dossier.answers, KIND, one.evidence, dossier.today)]
    return next(iter(open_ones), None)


def _lying_unused(dossier: Dossier) -> list[Credit]:
    """Credits with no day to end on, noted long ago, since when they have not come; what was promised has its own."""
    undated = [fact for fact in dossier.sayable if fact.month is None]
    standing = credits_of(undated, (), dossier.cases, dossier.today)
    last = dossier.visits[-1].day if dossier.visits else 0
    return [
        credit
        for credit in standing
        if (dossier.today - credit.since).days > _UNUSED_DAYS and last <= credit.since.toordinal()
    ]


def _ends(dossier: Dossier, shop: ShopView, fact: Fact, end: date) -> Suggestion:
    act, why = (
        (Act.TELL_OF_WARRANTY, Why.WARRANTY_ENDS) if is_warranty(fact.kind) else (Act.TELL_OF_CREDIT, Why.CREDIT_ENDS)
    )
    details = {"value": fact.value, "about": fact.about, "day": end, "learned": fact.learned}
    pressing = within(before(end, _AHEAD_DAYS), end, dossier.today)
    receipt = Receipt(Source.FACT, fact.id)
    return _suggestion(dossier, shop, receipt, fact.source_id, act, Reason(why, details), pressing)


def _unused(dossier: Dossier, shop: ShopView, credit: Credit) -> Suggestion:
    visited = day_of(dossier.visits[-1].day) if dossier.visits else None
    details = {"value": credit.words, "about": credit.about, "learned": credit.since, "visited": visited}
    pressing = waited((dossier.today - credit.since).days - _UNUSED_DAYS)
    reason = Reason(Why.CREDIT_UNUSED, details)
    return _suggestion(dossier, shop, credit.receipt, credit.source_id, Act.TELL_OF_CREDIT, reason, pressing)


def _suggestion(
    dossier: Dossier, shop: ShopView, receipt: Receipt, source_id: int | None, act: Act, reason: Reason, urgency: float
) -> Suggestion:
    channel = way_for_idea(dossier, shop, KIND)
    shown = () if reason.details.get("visited") is None else (dossier.visits[-1].interaction_id,)
    cited = (*with_source(receipt, source_id), *(Receipt(Source.INTERACTION, one) for one in shown))
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(act, {"name": dossier.customer.name, "channel": channel}),
        reason=reason,
        receipts=tuple(dict.fromkeys(cited)),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, (receipt,), reason.details.get("day")),
        urgency=urgency,
    )
