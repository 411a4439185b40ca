"""Today's short list: candidates, answers, guards, rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relapp.domain.suggestions.answers import shown_from
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.guards import left_in_peace
from relapp.domain.suggestions.holding_back import is_drawn, period_of
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.model import RANK, LeftInPeace, Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import OWED
from relapp.domain.suggestions.scoring import score_of

_SAID = ("asked", "since", "made")
"""The details of a reason that tell since when they have been waiting."""

_ALWAYS_LATE = frozenset({SuggestionKind.OWED_REPLY, SuggestionKind.RECOVERY})

LIMIT = 7
"""How many suggestions a day's list holds at most."""


@dataclass(frozen=True, slots=True)
class Today:
    """A day's list.

    ``left_in_peace`` are those for whom something could be said but a guard or a "later" forbids all of it; what was
    settled by an answer is not among them. ``candidates_count`` is how many suggestions stood before the list was cut
    to its length. ``held_back`` would have stood on it, had they not been drawn to be shown to nobody.
    """

    suggestions: tuple[Suggestion, ...]
    left_in_peace: tuple[LeftInPeace, ...]
    candidates_count: int
    held_back: tuple[Suggestion, ...] = ()


def shortlist(dossiers: Iterable[Dossier], shop: ShopView, limit: int = LIMIT) -> Today:
    """The list for one day: at most one suggestion a customer, ``limit`` in all, most pressing first.

    On top, longest waiting first, stands what is overdue: replies, complaints and promises. Then what we owe otherwise
    and what is for today, then ideas of ours by their score, of which no kind takes more than half of the places, and
    last at most one of each kind that has failed lately. The order is total: equal dossiers give equal lists, in
    whatever order they come.
    """
    standing: dict[int, tuple[Suggestion, ...]] = {}
    left: dict[int, tuple[LeftInPeace, ...]] = {}
    today = date.min
    for dossier in dossiers:
        today = dossier.today
        standing[dossier.customer.id], left[dossier.customer.id] = candidates_for(dossier, shop)
    return choose(standing, left, today, limit, hold_back=shop.hold_back)


def choose(
    standing: Mapping[int, tuple[Suggestion, ...]],
    left: Mapping[int, tuple[LeftInPeace, ...]],
    today: date,
    limit: int = LIMIT,
    *,
    hold_back: bool = False,
) -> Today:
    """The list of ``today`` from what :func:`candidates_for` gave, by customer; as :func:`shortlist`.

    ``hold_back``: some ideas are shown to nobody (:mod:`relapp.domain.suggestions.holding_back`).
    """
    candidates = in_order(standing, today)
    peace = [min(cut, key=lambda one: RANK[one.kind]) for who, cut in left.items() if cut and not standing.get(who)]
    picked, held = _pick(candidates, today, limit, hold_back=hold_back)
    return Today(
        suggestions=picked,
        left_in_peace=tuple(sorted(peace, key=lambda one: (RANK[one.kind], one.customer_id))),
        candidates_count=len(candidates),
        held_back=held,
    )


def in_order(standing: Mapping[int, tuple[Suggestion, ...]], today: date) -> list[Suggestion]:
    """Everything that could be said on ``today``, most pressing first."""
    return sorted((one for some in standing.values() for one in some), key=lambda one: _order(one, today))


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
            standing.append(replace(suggestion, score=score_of(dossier, shop, suggestion)))
        else:
            cut.append(left)
    return tuple(standing), tuple(cut)


def _put_off(suggestion: Suggestion, again: date, today: date) -> LeftInPeace | None:
    if again <= today:
        return None
    until = again - timedelta(days=1)
    return LeftInPeace(suggestion.customer_id, suggestion.kind, Reason(Peace.PUT_OFF, {"until": until}), until)


def _tier(suggestion: Suggestion, today: date) -> int:
    """0 overdue, 1 owed or for today, 2 an idea, 3 an idea of a kind that has failed lately."""
    due = suggestion.due
    if suggestion.kind in OWED:
        return 0 if _is_overdue(suggestion, today) else 1
    if suggestion.score is not None and suggestion.score.quieted:
        return 3
    return 1 if due is not None and due <= today else 2


def _is_overdue(suggestion: Suggestion, today: date) -> bool:
    """Whether we are late with it: a reply or a complaint always, all else after its day."""
    if suggestion.due is None:
        return suggestion.kind in _ALWAYS_LATE
    return suggestion.due < today


def _order(suggestion: Suggestion, today: date) -> tuple[float, ...]:
    """Lower comes first. Overdue: the longest waiting; owed: by kind; ideas: by score, without sales by kind first."""
    tier, place, score = _tier(suggestion, today), RANK[suggestion.kind], suggestion.score
    since, urgency = _waiting_since(suggestion).toordinal(), -suggestion.urgency
    total = 0.0 if score is None else -score.total
    if tier == 0:
        return (tier, since, place, urgency, total, suggestion.customer_id)
    if tier == 1:
        return (tier, place, urgency, since, total, suggestion.customer_id)
    weighed = score is not None and score.stake is not None
    return (tier, 0 if weighed else place, total, place, urgency, suggestion.customer_id)


def _waiting_since(suggestion: Suggestion) -> date:
    """The day it was for, else the day on which it was asked or said."""
    if suggestion.due is not None:
        return suggestion.due
    days = (suggestion.reason.details.get(name) for name in _SAID)
    return next((day for day in days if isinstance(day, date)), date.max)


def _most(tier: int, limit: int) -> int:
    """How many of one kind the list may hold."""
    return {2: max(1, limit // 2), 3: 1}.get(tier, limit)


def _pick(
    candidates: Iterable[Suggestion], today: date, limit: int, *, hold_back: bool
) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """What stands on the list, and what would stand in its place had it not been drawn."""
    picked: list[Suggestion] = []
    held: list[Suggestion] = []
    customers: set[int] = set()
    ideas: Counter[SuggestionKind] = Counter()
    for suggestion in candidates:
        tier = _tier(suggestion, today)
        if len(picked) == limit:
            break
        if suggestion.customer_id in customers or ideas[suggestion.kind] >= _most(tier, limit):
            continue
        if hold_back and is_drawn(suggestion.customer_id, suggestion.kind, period_of(today)):
            held.append(suggestion)
            continue
        picked.append(suggestion)
        customers.add(suggestion.customer_id)
        if tier >= 2:
            ideas[suggestion.kind] += 1
    return tuple(picked), tuple(held)
