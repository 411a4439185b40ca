"""Kind 6: what they take again and again is due."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from statistics import median_low

from relapp.domain.days import day_of
from relapp.domain.interactions import Channel, Kind
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.coming import comes_by
from relapp.domain.suggestions.dossier import Dossier, ShopView, Take
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.signals import Due
from relapp.domain.suggestions.unwanted import is_unwanted
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.REPLENISH
WHEN = (
    "They took a product at least twice, by their own gaps (with fewer than five purchases by ten or more gaps of "
    "other customers too) they want it again about now, and it is not yet twice that long since they took it last; "
    "they come by a rhythm before it runs out, or can be reached."
)

_AHEAD_DAYS = 3
_MARGIN_DAYS = 7
_OWN_SHARE = 0.8
_JUST_HERE_DAYS = 14
"""Whoever came so lately and did without is not written or rung for it."""

_FEWEST_OTHERS = 10
"""Gaps of other customers with the product below which two to four purchases tell nothing."""

_UNSURE = 0.5
"""Of two to four purchases, which are little to go by."""

CITED = 9
"""Gaps are told of so many of the latest days on which they took it."""


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """The most pressing of what they will want again."""
    found = []
    for due in dossier.signals.due:
        if _is_due(dossier, due) and not is_unwanted(due.product, dossier.facts):
            one = _suggestion(dossier, shop, due)
            if one is not None and not is_settled(dossier.answers, KIND, one.evidence, dossier.today):
                found.append((-one.urgency, due.product_id, one))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _gap(due: Due) -> int:
    """The days between two times, as they are told: of their own the median, which anyone can count again."""
    if due.pooled:
        return max(1, round(due.gap))
    return median_low(_own_gaps(due))


def _own_gaps(due: Due) -> list[int]:
    return [later - earlier for earlier, later in pairwise(due.days[-CITED:])]


def _window(due: Due) -> tuple[date, date]:
    """From a few days before they want it until some after; twice the gap later it is no longer what they do."""
    last, gap = due.days[-1], _gap(due)
    first = max(due.day, last + gap) - _AHEAD_DAYS
    until = min(max(due.latest, due.day) + _MARGIN_DAYS, last + 2 * gap)
    if due.pooled:
        # What others do says little against the customer's own gaps.
        first = max(first, last + int(_OWN_SHARE * min(_own_gaps(due))))
        until = max(until, first + _MARGIN_DAYS)
    return day_of(first), day_of(until)


def _is_due(dossier: Dossier, due: Due) -> bool:
    if len(due.days) < 2 or (due.pooled and due.others < _FEWEST_OTHERS):
        return False
    first, last = _window(due)
    if not first <= dossier.today <= last:
        return False
    return not any(
        entry.kind is Kind.PURCHASE and any(line.product_id == due.product_id for line in entry.lines)
        for entry in dossier.before_today
        if entry.day.toordinal() > due.days[-1]
    )


def _suggestion(dossier: Dossier, shop: ShopView, due: Due) -> Suggestion | None:
    days = due.days[-CITED:]
    shown = takes_on(dossier, due.product_id, days)
    if {take.day for take in shown} != set(days):
        return None
    first, last = _window(due)
    # Whoever comes within a fortnight is not rung for it before.
    soon = comes_by(dossier, max(due.latest, dossier.today.toordinal() + _JUST_HERE_DAYS))
    if not soon and any(visit.day >= dossier.today.toordinal() - _JUST_HERE_DAYS for visit in dossier.visits):
        return None
    channel = Channel.COUNTER if soon else way_for_idea(dossier, shop, KIND)
    if channel is None:
        return None
    details = {
        "product": due.product,
        "times": len(days),
        "gap_days": _gap(due),
        "last": day_of(days[-1]),
        "since": dossier.today.toordinal() - days[-1],
    }
    if due.pooled:
        details |= {"others": due.others, "own_days": median_low(_own_gaps(due))}
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(
            Act.HAVE_READY if soon else Act.OFFER_AGAIN,
            {"name": dossier.customer.name, "channel": channel, "product": due.product},
        ),
        reason=Reason(Why.RUNS_OUT_POOLED if due.pooled else Why.RUNS_OUT, details),
        receipts=entry_receipts(take.interaction_id for take in shown),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, entry_receipts((shown[-1].interaction_id,)), due.product_id),
        minutes=2 if soon else 5,
        urgency=within(first, last, dossier.today) * (_UNSURE if due.pooled else 1),
    )


def takes_on(dossier: Dossier, product_id: int, days: tuple[int, ...]) -> tuple[Take, ...]:
    """Of each of ``days`` on which an entry shows that they took the product, the first such entry."""
    first: dict[int, Take] = {}
    for take in dossier.takes:
        if take.product_id == product_id and take.day in days:
            first.setdefault(take.day, take)
    return tuple(first[day] for day in sorted(first))
