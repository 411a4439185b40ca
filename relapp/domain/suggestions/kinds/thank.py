"""Kind 11: thank, or give back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relapp.domain.days import day_of
from relapp.domain.facts import next_occurrence
from relapp.domain.interactions import Channel, Direction, Kind
from relapp.domain.introductions import Introduced
from relapp.domain.owed import answers
from relapp.domain.receipts import Receipt
from relapp.domain.rhythm import KEPT, silence
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.budget import is_contact
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.praise import is_praise
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.THANK
WHEN = (
    "Somebody whom they introduced came for the first time within sixty days, or they praised us within thirty, and we "
    "have not been in touch since; or within a fortnight they came for the 10th, 25th, 50th, 100th or 250th time, or "
    "it was one, five or ten years since the first time."
)

INTRODUCED_DAYS = 60
MILESTONE_DAYS = 14
_PRAISED_DAYS = 30
_YEARS = (1, 5, 10)
_BEGINNING_DAYS = 60
"""Of those who came so soon after the oldest entry of the shop, nobody knows when they first came."""


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Thank for the introduction first, then for praise, then for having come so often or so long."""
    for found in (*_introduced(dossier, shop), *_praised(dossier, shop), *_milestones(dossier, shop)):
        if not is_settled(dossier.answers, KIND, found.evidence, dossier.today):
            return found
    return None


def _introduced(dossier: Dossier, shop: ShopView) -> Iterator[Suggestion]:
    def newest_first(one: Introduced) -> tuple[int, int]:
        return -one.first.day, one.customer_id

    for one in sorted(dossier.introduced, key=newest_first):
        first = day_of(one.first.day)
        young = (dossier.today - first).days <= INTRODUCED_DAYS
        if young and not any(is_contact(entry) and entry.day >= first for entry in dossier.before_today):
            yield _suggestion(
                dossier,
                Reason(Why.INTRODUCED, {"who": one.name, "first": first}),
                entry_receipts((one.first.interaction_id,)),
                way_for_idea(dossier, shop, KIND),
                within(first, day_of(one.first.day + INTRODUCED_DAYS), dossier.today),
            )


def _praised(dossier: Dossier, shop: ShopView) -> Iterator[Suggestion]:
    for entry in dossier.before_today:
        if answers(entry) or entry.kind is Kind.COMPLAINT:
            return
        days = (dossier.today - entry.day).days
        theirs = entry.kind is Kind.FEEDBACK and entry.direction is Direction.IN
        if theirs and days <= _PRAISED_DAYS and is_praise(entry.words):
            yield _suggestion(
                dossier,
                Reason(Why.PRAISED, {"words": entry.words, "day": entry.day}),
                entry_receipts((entry,)),
                way_for_idea(dossier, shop, KIND),
                within(entry.day, day_of(entry.day.toordinal() + _PRAISED_DAYS), dossier.today),
            )


def _milestones(dossier: Dossier, shop: ShopView) -> Iterator[Suggestion]:
    if silence(dossier.rhythm, dossier.today.toordinal()).state in KEPT:
        channel: Channel | None = Channel.COUNTER
    else:
        channel = way_for_idea(dossier, shop, KIND)
    if dossier.counted:
        last = day_of(dossier.counted[-1].day)
        if (dossier.today - last).days <= MILESTONE_DAYS:
            yield _suggestion(
                dossier,
                Reason(
                    Why.TIMES,
                    {
                        "times": len(dossier.counted),
                        "day": last,
                        "first": day_of(dossier.counted[0].day),
                    },
                ),
                entry_receipts(visit.interaction_id for visit in dossier.counted),
                channel,
                within(last, day_of(last.toordinal() + MILESTONE_DAYS), dossier.today),
            )
    years = _years(dossier, shop)
    if years is not None and dossier.first is not None:
        first = day_of(dossier.first.day)
        reached = _anniversary(first, years)
        yield _suggestion(
            dossier,
            Reason(Why.YEARS, {"years": years, "first": first}),
            entry_receipts((dossier.first.interaction_id,)),
            channel,
            within(reached, day_of(reached.toordinal() + MILESTONE_DAYS), dossier.today),
        )


def _years(dossier: Dossier, shop: ShopView) -> int | None:
    """How many years it is since they first came, if that is a round number and was reached within a fortnight."""
    alive = silence(dossier.rhythm, dossier.today.toordinal()).state in KEPT
    if dossier.first is None or not alive:
        return None
    first = day_of(dossier.first.day)
    if shop.begun is not None and (first - shop.begun).days < _BEGINNING_DAYS:
        return None
    for years in _YEARS:
        if first.year + years > dossier.today.year:
            break
        if 0 <= (dossier.today - _anniversary(first, years)).days <= MILESTONE_DAYS:
            return years
    return None


def _anniversary(first: date, years: int) -> date:
    return next_occurrence(first.month, first.day, date(first.year + years, 1, 1)) or date.max


def _suggestion(
    dossier: Dossier, reason: Reason, receipts: tuple[Receipt, ...], channel: Channel | None, urgency: float
) -> Suggestion:
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.THANK, {"name": dossier.customer.name, "channel": channel}),
        reason=reason,
        receipts=receipts,
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, receipts, reason.code, reason.details.get("years")),
        minutes=2,
        urgency=urgency,
    )
