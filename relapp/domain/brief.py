"""The brief: at most seven lines that let any member of staff serve this customer well in five seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from relapp.domain.cases import Case, is_open, was_asked
from relapp.domain.consents import REACH, ConsentState, Purpose, standing
from relapp.domain.facts import Certainty, Fact, FactKind, is_sensitive, needs_check, sensitive_by_words
from relapp.domain.interactions import Kind
from relapp.domain.on_file import merely_on_file
from relapp.domain.owed import owed
from relapp.domain.promises import Promise, PromisedBy, is_late
from relapp.domain.questions import Unknown
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, with_source
from relapp.domain.suggestions.kinds.ask import question_for
from relapp.domain.suggestions.kinds.date import AHEAD_DAYS, upcoming
from relapp.domain.suggestions.kinds.silence import behind, in_peace
from relapp.domain.suggestions.model import Reason

MOST_LINES = 7


class BriefKind(StrEnum):
    """What a line is about, in the order in which lines are read."""

    GREET = "greet"
    PEACE = "peace"
    NOW = "now"
    AVOID = "avoid"
    LAST = "last"
    DIFFERENT = "different"
    USUAL = "usual"
    WISH = "wish"
    ASK = "ask"


class BriefCode(StrEnum):
    """The sentences of the brief; ``ui.wording.brief`` has the words. Days are dates."""

    GREET = "greet"
    """``greet`` (how), ``reach`` (how), ``not_by`` (channels they refused), ``hours`` (from and to, either may be none)
    and ``days`` of their own quiet; at least one of them."""
    PEACE = "peace.asked_for"
    """``until``, ``said`` (the day, or none)."""
    MOURNING = "peace.mourning"
    """As :attr:`PEACE`."""
    QUESTION = "now.question"
    """``kind``, ``asked``, ``words``, ``more``."""
    CASE = "now.case"
    """``cause``, ``remedy`` (may be empty), ``opened``, ``not_yet`` (the day they said so), ``ask_on``, ``more``."""
    PROMISE = "now.promise"
    """``words``, ``due`` (or none), ``late``."""
    THEIR_PROMISE = "now.their_promise"
    """``words``, ``due``."""
    AVOID_TOLD = "avoid.told"
    """``values``, ``since`` (the earliest day)."""
    AVOID_SEEN = "avoid.seen"
    """As :attr:`AVOID_TOLD`."""
    AVOID_GUESSED = "avoid.guessed"
    """As :attr:`AVOID_TOLD`."""
    DISLIKES = "avoid.dislikes"
    """As :attr:`AVOID_TOLD`."""
    LAST = "last.contact"
    """``kind``, ``direction``, ``channel``, ``outcome``, ``day``, ``words``, ``products``, ``staff``."""
    DATE_SOON = "different.date"
    """``kind``, ``value``, ``about``, ``day``."""
    BACK = "different.back"
    """``silence_days``: how long they had been away."""
    FACT_TOLD = "different.told"
    """``kind``, ``value``, ``about``, ``learned``."""
    FACT_SEEN = "different.seen"
    """As :attr:`FACT_TOLD`."""
    FACT_GUESSED = "different.guessed"
    """As :attr:`FACT_TOLD`."""
    USUAL = "usual"
    """``items`` (product and quantity), ``bought`` (of the least certain), ``purchases``, ``weekday``, ``hour``."""
    WISH = "wish"
    """``words`` (one or two wishes), ``made`` (of the oldest)."""
    ASK = "ask"
    """As ``questions.Chosen.details``."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line: its sentence as a code, what it was derived from, and ``check`` where that is so old that it fades.

    ``sensitive`` says that it tells of something sensitive.
    """

    kind: BriefKind
    reason: Reason
    receipts: tuple[Receipt, ...]
    check: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class BeforeOthers:
    """What of the brief may stand where others look on; of the rest only that it is there.

    ``open_matters`` counts what is open; ``heed`` says that there is something to avoid.
    """

    lines: tuple[BriefLine, ...]
    open_matters: int
    heed: bool


_FACT_CODES = {
    Certainty.TOLD: BriefCode.FACT_TOLD,
    Certainty.SEEN: BriefCode.FACT_SEEN,
    Certainty.GUESSED: BriefCode.FACT_GUESSED,
}
_AVOID_CODES = {
    Certainty.TOLD: BriefCode.AVOID_TOLD,
    Certainty.SEEN: BriefCode.AVOID_SEEN,
    Certainty.GUESSED: BriefCode.AVOID_GUESSED,
}
_DANGERS = frozenset({FactKind.ALLERGY, FactKind.AVOID})
# Kinds that have a line of their own, or come up on their day.
_ELSEWHERE = _DANGERS | {FactKind.DISLIKES, FactKind.GREET, FactKind.REACH, FactKind.BIRTHDAY}
_MOST_DIFFERENT = (FactKind.BUYS_FOR, FactKind.LIKES, FactKind.SIZE, FactKind.FAMILY, FactKind.ABOUT)
# When there is more to say than fits: which lines stay. Those further down the same kind come last of all.
_KEEP = (
    BriefKind.AVOID,
    BriefKind.NOW,
    BriefKind.PEACE,
    BriefKind.GREET,
    BriefKind.DIFFERENT,
    BriefKind.WISH,
    BriefKind.USUAL,
    BriefKind.ASK,
    BriefKind.LAST,
)


def brief(dossier: Dossier, shop: ShopView) -> tuple[BriefLine, ...]:
    """What to know about this customer, at most :data:`MOST_LINES` lines in reading order.

    Every line is about this one customer; where nothing is known there is no line. Where there is more, dangers and
    what is open stay first, and each kind keeps its first line before any has a second.
    """
    lines: list[tuple[int, BriefLine]] = []
    for of_one_kind in (
        _greet(dossier),
        _peace(dossier, shop),
        _now(dossier),
        _avoid(dossier),
        _last(dossier, shop),
        _different(dossier),
        _usual(dossier),
        _wish(dossier),
        _ask(dossier, shop),
    ):
        lines += enumerate(of_one_kind)
    order = list(BriefKind)
    kept = sorted(lines, key=lambda line: (_rest(*line), _KEEP.index(line[1].kind)))[:MOST_LINES]
    read = (line for _, line in sorted(kept, key=lambda line: (order.index(line[1].kind), line[0])))
    hidden = {Receipt(Source.FACT, fact.id) for fact in dossier.facts if is_sensitive(fact)}
    return tuple(line if hidden.isdisjoint(line.receipts) else replace(line, sensitive=True) for line in read)


def before_others(dossier: Dossier, shop: ShopView) -> BeforeOthers:
    """The usual and the question to ask; nothing that anybody said, and nobody's name."""
    chosen = question_for(dossier, shop)
    asked = () if chosen is None or _is_private(chosen.unknown) else _ask(dossier, shop)
    return BeforeOthers((*_usual(dossier), *asked), sum(1 for _ in _now(dossier)), any(True for _ in _avoid(dossier)))


def _is_private(unknown: Unknown) -> bool:
    """Whether a question is nothing for others' ears: what was told before stands in one whether it still holds."""
    return unknown.old is not None or sensitive_by_words(unknown.question.kind, unknown.question.words)


def _rest(place: int, line: BriefLine) -> int:
    """Dangers and a complaint that is being put right are never dropped for the sake of anything else."""
    return 0 if line.kind is BriefKind.AVOID or line.reason.code == BriefCode.CASE else place


def _greet(dossier: Dossier) -> Iterable[BriefLine]:
    customer = dossier.customer
    greet = _newest(dossier.facts, FactKind.GREET)
    reach = _newest(dossier.facts, FactKind.REACH)
    nickname = customer.nickname if customer.nickname != customer.name else ""
    words = [standing(dossier.consents, way, Purpose.IDEAS) for way in REACH]
    refused = [word for word in words if word is not None and word.state is ConsentState.WITHDRAWN]
    not_by = tuple(word.channel for word in refused)
    facts = [fact for fact in (greet, reach) if fact is not None]
    hours, days = (customer.quiet_from, customer.quiet_to), customer.quiet_days
    if not (nickname or facts or not_by or days or None not in hours):
        return
    details = {
        "greet": greet.value if greet is not None else nickname,
        "reach": reach.value if reach is not None else "",
        "not_by": not_by,
        "hours": hours,
        "days": days,
    }
    check = any(needs_check(fact, dossier.today) for fact in facts)
    said = [receipt for word in refused for receipt in word.receipts]
    if days or None not in hours or (nickname and greet is None):
        said += [Receipt(Source.CUSTOMER, customer.id), *entry_receipts(dossier.quiet_told)]
    receipts = tuple(dict.fromkeys((*_of_facts(facts), *said)))
    yield BriefLine(BriefKind.GREET, Reason(BriefCode.GREET, details), receipts, check)


def _peace(dossier: Dossier, shop: ShopView) -> Iterable[BriefLine]:
    reason = in_peace(dossier)
    if reason is not None:
        code = BriefCode.MOURNING if reason.code == Peace.MOURNING else BriefCode.PEACE
        yield BriefLine(BriefKind.PEACE, Reason(code, reason.details), behind(dossier, shop, reason))


def _now(dossier: Dossier) -> Iterable[BriefLine]:
    waiting = owed(dossier.recent, dossier.today)
    if waiting is not None:
        first = waiting.asked[0]
        details = {"kind": first.kind, "asked": first.day, "words": first.words, "more": len(waiting.asked) - 1}
        yield BriefLine(BriefKind.NOW, Reason(BriefCode.QUESTION, details), entry_receipts(waiting.asked))
    put_right = [case for case in dossier.cases if is_open(case, dossier.today)]
    if put_right:
        first_case = min(put_right, key=lambda case: (case.opened, case.id))
        receipts = with_source(Receipt(Source.CASE, first_case.id), first_case.source_id)
        receipts += tuple(Receipt(Source.CASE, case.id) for case in put_right if case is not first_case)
        told = _open_case(first_case, dossier.today, len(put_right) - 1)
        yield BriefLine(BriefKind.NOW, told, receipts)
    open_ones = sorted(dossier.promises, key=lambda promise: (promise.due or date.max, promise.id))
    for promise in open_ones:
        reason = _open_promise(promise, dossier.today)
        if reason is not None:
            receipts = with_source(Receipt(Source.PROMISE, promise.id), promise.source_id)
            yield BriefLine(BriefKind.NOW, reason, receipts)


def _open_case(case: Case, today: date, more: int) -> Reason:
    not_yet = case.asked_again if case.all_right is False and was_asked(case, today) else None
    told = {"cause": case.cause, "remedy": case.remedy, "opened": case.opened, "ask_on": case.ask_on}
    return Reason(BriefCode.CASE, {**told, "not_yet": not_yet, "more": more})


def _open_promise(promise: Promise, today: date) -> Reason | None:
    late = is_late(promise, today)
    if promise.by is PromisedBy.CUSTOMER:
        return Reason(BriefCode.THEIR_PROMISE, {"words": promise.words, "due": promise.due}) if late else None
    return Reason(BriefCode.PROMISE, {"words": promise.words, "due": promise.due, "late": late})


def _avoid(dossier: Dossier) -> Iterable[BriefLine]:
    for certainty, code in _AVOID_CODES.items():
        dangers = [fact for fact in dossier.facts if fact.kind in _DANGERS and fact.certainty is certainty]
        yield from _together(code, dangers, dossier.today)
    dislikes = [
        fact
        for fact in dossier.facts
        if fact.kind == FactKind.DISLIKES and fact.certainty is not Certainty.GUESSED and not fact.about
    ]
    yield from _together(BriefCode.DISLIKES, dislikes, dossier.today)


def _together(code: BriefCode, facts: list[Fact], today: date) -> Iterable[BriefLine]:
    if facts:
        values = tuple(dict.fromkeys(f"{fact.about}: {fact.value}" if fact.about else fact.value for fact in facts))
        details = {"values": values, "since": min(fact.learned for fact in facts)}
        check = any(needs_check(fact, today) for fact in facts)
        yield BriefLine(BriefKind.AVOID, Reason(code, details), _of_facts(facts), check)


def _last(dossier: Dossier, shop: ShopView) -> Iterable[BriefLine]:
    last = next((entry for entry in dossier.recent if entry.kind is not Kind.NOTE), None)
    waiting = owed(dossier.recent, dossier.today)
    # What is open was just said above.
    if last is None or (waiting is not None and last in waiting.asked):
        return
    details: Mapping[str, Any] = {
        "kind": last.kind,
        "direction": last.direction,
        "channel": last.channel,
        "outcome": last.outcome,
        "day": last.day,
        "words": last.words,
        "products": tuple(dict.fromkeys(line.product for line in last.lines if line.product)),
        "staff": shop.staff.get(last.staff_id, "") if last.staff_id is not None else "",
    }
    yield BriefLine(BriefKind.LAST, Reason(BriefCode.LAST, details), entry_receipts((last,)))


def _different(dossier: Dossier) -> Iterable[BriefLine]:
    soon = sorted((day, fact.id, fact) for fact, day in upcoming(dossier.facts, dossier.today, AHEAD_DAYS))
    for day, _, fact in soon:
        details = {"kind": fact.kind, "value": fact.value, "about": fact.about, "day": day}
        yield BriefLine(BriefKind.DIFFERENT, Reason(BriefCode.DATE_SOON, details), _of_facts([fact]))
    if dossier.rhythm.broken is not None:
        details = {"silence_days": dossier.rhythm.broken}
        # The two visits around the silence, and the one after it where there is one.
        shown = entry_receipts(visit.interaction_id for visit in dossier.visits[-3:])
        yield BriefLine(BriefKind.DIFFERENT, Reason(BriefCode.BACK, details), shown)
    dated = {fact.id for _, _, fact in soon}
    for fact in sorted(dossier.facts, key=_sets_apart):
        if fact.kind in _ELSEWHERE or fact.id in dated or fact.month is not None or not fact.value:
            continue
        if merely_on_file(fact):
            continue
        details = {"kind": fact.kind, "value": fact.value, "about": fact.about, "learned": fact.learned}
        check = needs_check(fact, dossier.today)
        yield BriefLine(BriefKind.DIFFERENT, Reason(_FACT_CODES[fact.certainty], details), _of_facts([fact]), check)


def _sets_apart(fact: Fact) -> tuple[int, int, int, int]:
    """Told before seen before guessed; then by kind, the shop's own kinds last; then newest first."""
    place = _MOST_DIFFERENT.index(FactKind(fact.kind)) if fact.kind in _MOST_DIFFERENT else len(_MOST_DIFFERENT)
    return (list(Certainty).index(fact.certainty), place, -fact.learned.toordinal(), -fact.id)


def _usual(dossier: Dossier) -> Iterable[BriefLine]:
    usual, rhythm = dossier.usual, dossier.rhythm
    if usual is not None:
        details = {
            "items": tuple((item.product, item.quantity) for item in usual.items),
            "bought": min(item.bought for item in usual.items),
            "purchases": usual.purchases,
            "weekday": rhythm.weekday,
            "hour": rhythm.hour,
        }
        yield BriefLine(BriefKind.USUAL, Reason(BriefCode.USUAL, details), entry_receipts(usual.interactions))


def _wish(dossier: Dossier) -> Iterable[BriefLine]:
    wishes = sorted(dossier.wishes, key=lambda wish: (wish.made, wish.id))[:2]
    if wishes:
        receipts = [
            receipt for wish in wishes for receipt in with_source(Receipt(Source.WISH, wish.id), wish.source_id)
        ]
        details = {"words": tuple(wish.words for wish in wishes), "made": wishes[0].made}
        yield BriefLine(BriefKind.WISH, Reason(BriefCode.WISH, details), tuple(dict.fromkeys(receipts)))


def _ask(dossier: Dossier, shop: ShopView) -> Iterable[BriefLine]:
    peace = in_peace(dossier)
    if peace is not None and peace.code == Peace.MOURNING:
        return
    chosen = question_for(dossier, shop)
    if chosen is not None:
        old = chosen.unknown.old
        receipts = (*entry_receipts(chosen.unknown.interactions), *_of_facts([] if old is None else [old]))
        yield BriefLine(BriefKind.ASK, Reason(BriefCode.ASK, chosen.details), tuple(dict.fromkeys(receipts)))


def _newest(facts: Iterable[Fact], kind: FactKind) -> Fact | None:
    own = [fact for fact in facts if fact.kind == kind and not fact.about and fact.certainty is not Certainty.GUESSED]
    return max(own, key=lambda fact: (fact.learned, fact.id), default=None)


def _of_facts(facts: Iterable[Fact]) -> tuple[Receipt, ...]:
    found = [receipt for fact in facts for receipt in with_source(Receipt(Source.FACT, fact.id), fact.source_id)]
    return tuple(dict.fromkeys(found))
