"""Suggestions: the day's list over the whole shop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import chain
from typing import TYPE_CHECKING

from relapp.domain.changes import Changes
from relapp.domain.days import after, before
from relapp.domain.rhythm import KEPT, RhythmState, rhythm_of, silence
from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.kinds.date import AHEAD_DAYS
from relapp.domain.suggestions.kinds.thank import INTRODUCED_DAYS
from relapp.domain.suggestions.model import LeftInPeace, Suggestion, SuggestionKind
from relapp.domain.suggestions.quiet import Quiet, own_quiet
from relapp.domain.suggestions.ranking import LIMIT, Today, candidates_for, choose
from relapp.domain.suggestions.reach import OWED
from relapp.services.dossiers import dossiers, shop_view
from relapp.services.neighbours import also_touched
from relapp.storage import candidates
from relapp.storage.reader import Reader

if TYPE_CHECKING:
    from relapp.services.engine import Engine

_RECENT_DAYS = 92
"""Rules about what happened lately look no further back."""

_SERVED_DAYS = 366
"""Whoever was served by somebody who left is looked for so far back."""

_EACH = 250
"""So many customers are looked at closely for each sort of idea: those with most at stake."""

Pause = Callable[[], None]


@dataclass(slots=True)
class Board:
    """All candidates of a day, kept so that one logged entry costs one customer's rules and not the whole shop's.

    ``engine`` is what the shop teaches; without it only what we owe is on the board.
    """

    day: date
    shop: ShopView
    engine: Engine | None = field(default=None, compare=False, repr=False)
    standing: dict[int, tuple[Suggestion, ...]] = field(default_factory=dict)
    left: dict[int, tuple[LeftInPeace, ...]] = field(default_factory=dict)
    quiet: dict[int, Quiet] = field(default_factory=dict)
    """The quiet hours of those on the board who have their own."""

    def turns(self, hour: time) -> bool:
        """Whether quiet begins or ends, for the shop or for anybody, between the board's own hour and ``hour``."""
        return any(
            quiet.is_quiet(self.day, hour) != quiet.is_quiet(self.day, self.shop.hour)
            for quiet in (self.shop.quiet, *self.quiet.values())
        )

    def today(self, limit: int = LIMIT) -> Today:
        """The short list."""
        return choose(self.standing, self.left, self.day, limit, hold_back=self.shop.hold_back)


def board(
    reader: Reader,
    today: date,
    engine: Engine | None = None,
    pause: Pause = lambda: None,
    *,
    hour: time | None = None,
) -> Board:
    """Look at everyone whom a rule could concern on ``today``, at an ``hour`` or at any; a whole-shop scan.

    Where no ``engine`` of that day is given it is learned first; ``pause`` is called now and then and may raise to
    give up.
    """
    if engine is None or engine.day != today:
        from relapp.services.engine import learn  # brings in NumPy, which a start does without

        engine = learn(reader, today, pause)
    made = Board(today, engine.teach(shop_view(reader, hour=hour)), engine)
    _look_at(reader, made, _concerned(reader, made), pause)
    return made


def owed_board(reader: Reader, today: date) -> Board:
    """Only what we owe, which needs nothing learned: there at once, and the top of any later board."""
    shop = shop_view(reader)
    made = Board(today, replace(shop, off=shop.off | frozenset(SuggestionKind) - OWED))
    _look_at(reader, made, sorted(_owed(reader, today)))
    made.left.clear()
    return made


def reached(reader: Reader, stale: Board, changes: Changes) -> set[int] | None:
    """Whom ``changes`` give another look: those they touch and those beside them.

    ``None`` means everyone: they were many, or what all are measured by (staff, settings) is not the same.
    """
    if changes.customers is None or stale.engine is None or _view(reader, stale, stale.engine) != stale.shop:
        return None
    return set(changes.customers) | also_touched(reader, stale.standing, changes)


def refresh(reader: Reader, stale: Board, changes: Changes) -> Board:
    """The board after ``changes``: only those whom they reach are looked at again."""
    if stale.engine is None:
        return owed_board(reader, stale.day)
    customer_ids = reached(reader, stale, changes)
    if customer_ids is None:
        return board(reader, stale.day, stale.engine, hour=stale.shop.hour)
    return look_again(reader, stale, customer_ids)


def look_again(reader: Reader, stale: Board, customer_ids: Collection[int]) -> Board:
    """The board with another look at these customers, by what the shop had taught before."""
    fresh = Board(stale.day, stale.shop, stale.engine, dict(stale.standing), dict(stale.left), dict(stale.quiet))
    _look_at(reader, fresh, customer_ids)
    return fresh


def _view(reader: Reader, stale: Board, engine: Engine) -> ShopView:
    return engine.teach(shop_view(reader, hour=stale.shop.hour))


def _look_at(reader: Reader, board: Board, customer_ids: Collection[int], pause: Pause = lambda: None) -> None:
    for one in customer_ids:
        board.standing.pop(one, None)
        board.left.pop(one, None)
        board.quiet.pop(one, None)
    signals = {} if board.engine is None else board.engine.signals(reader, customer_ids)
    for dossier in dossiers(reader, customer_ids, board.day, signals):
        standing, cut = candidates_for(dossier, board.shop)
        if standing:
            board.standing[dossier.customer.id] = standing
        elif cut:
            board.left[dossier.customer.id] = cut
        if dossier.customer.quiet_from is not None and (standing or cut):
            board.quiet[dossier.customer.id] = own_quiet(dossier.customer)
        pause()


def _concerned(reader: Reader, board: Board) -> list[int]:
    """Whom to look at closely: everyone to whom something is owed or who has a date, then most at stake first."""
    assert board.engine is not None
    today, stakes = board.day, board.engine.outlooks.stakes
    owed = _owed(reader, today) | candidates.with_something_to_lose(reader)
    owed |= candidates.with_day_between(reader, today, after(today, AHEAD_DAYS))
    beside = candidates.introducers(reader, before(today, INTRODUCED_DAYS))
    beside |= candidates.sharing_contact(reader) | candidates.living_together(reader)
    beside |= candidates.served_by(reader, board.shop.gone, before(today, _SERVED_DAYS))
    slipping, expected = _by_rhythm(reader, today.toordinal())
    lately = candidates.met_between(reader, before(today, _RECENT_DAYS), today)

    def foremost(ids: Iterable[int]) -> list[int]:
        return sorted(ids, key=lambda one: (-stakes.get(one, 0.0), one))[:_EACH]

    ideas = (slipping, board.engine.items.wanting, lately, expected, beside)
    return list(dict.fromkeys([*sorted(owed), *chain.from_iterable(map(foremost, ideas))]))


def _owed(reader: Reader, today: date) -> set[int]:
    asking = candidates.asking(reader, before(today, _RECENT_DAYS), today)
    return candidates.owed(reader) | candidates.waiting(reader) | candidates.with_open_case(reader) | asking


def _by_rhythm(reader: Reader, today: int) -> tuple[list[int], list[int]]:
    """Customers who are slipping, and those who are expected about now, by the cheap look at their days."""
    slipping, expected = [], []
    for customer_id, days in candidates.visits(reader):
        rhythm = rhythm_of([day for day in days if day < today])
        now = silence(rhythm, today)
        if now.state is RhythmState.SLIPPING:
            slipping.append(customer_id)
        elif now.state in KEPT:
            expected.append(customer_id)
    return slipping, expected
