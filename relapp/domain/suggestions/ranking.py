"""Today's short list: candidates, answers, guards, rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relapp.domain.suggestions.answers import shown_from
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.guards import left_in_peace
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.model import RANK, LeftInPeace, Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import OWED

LIMIT = 7
"""How many suggestions a day's list holds at most."""


@dataclass(frozen=True, slots=True)
class Today:
    """A day's list.

    ``left_in_peace`` are those for whom something could be said but a guard or a "later" forbids all of it; what was
    settled by an answer is not among them. ``candidates_count`` is how many suggestions stood before the list was cut
    to its length.
    """

    suggestions: tuple[Suggestion, ...]
    left_in_peace: tuple[LeftInPeace, ...]
    candidates_count: int


def shortlist(dossiers: Iterable[Dossier], shop: ShopView, limit: int = LIMIT) -> Today:
    """The list for one day: at most one suggestion a customer, ``limit`` in all, most pressing first.

    On top, longest waiting first, stands what is overdue: replies and promises. Then what we owe otherwise and what
    is for today, then ideas of ours, of which no kind takes more than half of the places. The order is total: equal
    dossiers give equal lists, in whatever order they come.
    """
    standing: dict[int, tuple[Suggestion, ...]] = {}
    left: dict[int, tuple[LeftInPeace, ...]] = {}
    today = date.min
    for dossier in dossiers:
        today = dossier.today
        standing[dossier.customer.id], left[dossier.customer.id] = candidates_for(dossier, shop)
    return choose(standing, left, today, limit)


def choose(
    standing: Mapping[int, tuple[Suggestion, ...]],
    left: Mapping[int, tuple[LeftInPeace, ...]],
    today: date,
    limit: int = LIMIT,
) -> Today:
    """The list of ``today`` from what :func:`candidates_for` gave, by customer; as :func:`shortlist`."""
    candidates = [(_order(one, today), one) for some in standing.values() for one in some]
    candidates.sort(key=lambda candidate: candidate[0])
    peace = [min(cut, key=lambda one: RANK[one.kind]) for who, cut in left.items() if cut and not standing.get(who)]
    return Today(
        suggestions=_pick(candidates, limit),
        left_in_peace=tuple(sorted(peace, key=lambda one: (RANK[one.kind], one.customer_id))),
        candidates_count=len(candidates),
    )


def candidates_for(dossier: Dossier, shop: ShopView) -> tuple[tuple[Suggestion, ...], tuple[LeftInPeace, ...]]:
    """All that may be shown for one customer, and what was cut with its reason; both in the default order of kinds."""
    standing: list[Suggestion] = []
    cut: list[LeftInPeace] = []
    for rule in RULES:
        if rule.KIND in shop.off:
            continue
        suggestion = rule.suggest(dossier, shop)
        if suggestion is None:
            continue
        again = shown_from(dossier.answers, suggestion.kind, suggestion.evidence)
        if again == date.max:
            continue
        left = left_in_peace(dossier, shop, suggestion) or _put_off(suggestion, again, dossier.today)
        if left is None:
            standing.append(suggestion)
        else:
            cut.append(left)
    return tuple(standing), tuple(cut)


def _put_off(suggestion: Suggestion, again: date, today: date) -> LeftInPeace | None:
    if again <= today:
        return None
    until = again - timedelta(days=1)
    return LeftInPeace(suggestion.customer_id, suggestion.kind, Reason(Peace.PUT_OFF, {"until": until}), until)


def _tier(suggestion: Suggestion, today: date) -> int:
    due = suggestion.due
    if suggestion.kind is SuggestionKind.OWED_REPLY or (suggestion.kind in OWED and due is not None and due < today):
        return 0
    return 1 if suggestion.kind in OWED or (due is not None and due <= today) else 2


def _order(suggestion: Suggestion, today: date) -> tuple[float, ...]:
    tier, place = _tier(suggestion, today), RANK[suggestion.kind]
    first, second = (-suggestion.urgency, place) if tier == 0 else (place, -suggestion.urgency)
    return (tier, first, second, suggestion.customer_id)


def _pick(candidates: list[tuple[tuple[float, ...], Suggestion]], limit: int) -> tuple[Suggestion, ...]:
    picked: list[Suggestion] = []
    customers: set[int] = set()
    ideas: Counter[SuggestionKind] = Counter()
    for (tier, *_), suggestion in candidates:
        if len(picked) == limit:
            break
        if suggestion.customer_id in customers or (tier == 2 and ideas[suggestion.kind] >= max(1, limit // 2)):
            continue
        picked.append(suggestion)
        customers.add(suggestion.customer_id)
        if tier == 2:
            ideas[suggestion.kind] += 1
    return tuple(picked)
