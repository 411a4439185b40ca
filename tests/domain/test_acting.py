"""Did acting help: each customer, kind and period once, in a time of their own, and only fair groups compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relapp.domain.acting import Comparison, Group, Told, acting
from relapp.domain.came_again import came_again, window
from relapp.domain.intervals import newcombe
from relapp.domain.suggestions.holding_back import HOLDABLE, ONE_IN, PERIOD_DAYS, is_drawn, period_of
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.reach import OWED
from tests.builders import TODAY, days_ago

NOW = TODAY.toordinal()
ASK, SLIPPING = SuggestionKind.ASK, SuggestionKind.SLIPPING


def ago(*days: int) -> list[int]:
    return sorted(NOW - one for one in days)


# -- the time that counts --


def test_who_has_no_rhythm_has_thirty_days() -> None:
    assert window(ago(50, 40), NOW - 40) == 30
    assert window([], NOW) == 30


def test_who_has_one_has_their_own_gap_from_two_weeks_to_half_a_year() -> None:
    assert window(ago(100, 80, 60, 40), NOW - 35) == 20
    assert window(ago(10, 9, 8, 7), NOW - 5) == 14
    assert window(ago(2000, 1400, 800, 200), NOW - 100) == 183


def test_only_what_was_known_then_makes_the_rhythm() -> None:
    later = ago(100, 80, 60, 1, 2, 3, 4, 5, 6, 7)
    assert window(later, NOW - 50) == window(ago(100, 80, 60), NOW - 50) == 20


@pytest.mark.parametrize(
    ("came", "again"), [((), False), ((40,), False), ((39,), True), ((10,), True), ((9,), False), ((45, 9), False)]
)
def test_a_visit_counts_after_the_day_itself_up_to_the_last_day_of_the_time(came: tuple[int, ...], again: bool) -> None:
    assert came_again(ago(*came), NOW - 40, NOW) is again


def test_nothing_is_said_before_the_time_is_over() -> None:
    assert came_again(ago(20), NOW - 30, NOW) is None
    assert came_again(ago(20), NOW - 31, NOW) is True


# -- groups --


def told(customer: int, days: int, kind: SuggestionKind = ASK, evidence: str = "e") -> Told:
    return Told(customer, kind, evidence, days_ago(days))


def test_followed_left_and_what_was_chosen_against() -> None:
    shown = [told(1, 60), told(2, 60), told(3, 60), told(4, 60), told(5, 10)]
    done = [told(1, 58)]
    found = acting(shown, done, {(1, ASK, "e"), (3, ASK, "e")}, [], {1: ago(50), 2: ago(59), 4: ago(20)}, TODAY)
    assert found.followed.one == Group((1,), (1,))
    assert found.followed.other == Group((2, 4), (2,), waiting=1), "3 was put off, of 5 the time is not over"
    assert found.shown is None


def test_a_customer_counts_once_for_a_kind_and_period_and_following_comes_before_leaving() -> None:
    start = date.fromordinal(period_of(days_ago(200)) * PERIOD_DAYS)
    near, later = (start + timedelta(days=days) for days in (3, 20))
    both = [Told(1, ASK, "a", near), Told(1, ASK, "b", later), Told(1, SLIPPING, "c", near)]
    found = acting(both, [Told(1, ASK, "b", later)], {(1, ASK, "b")}, [], {1: []}, TODAY)
    assert (found.followed.one.counted, found.followed.other.counted) == ((1,), (1,)), "the slipping one was left"
    next_period = Told(1, ASK, "d", start + timedelta(days=PERIOD_DAYS))
    again = acting([*both, next_period], [], (), [], {1: []}, TODAY)
    assert again.followed.other.counted == (1, 1, 1)


def test_what_we_owe_is_never_compared() -> None:
    owed = [told(1, 60, kind) for kind in OWED]
    assert acting(owed, owed, (), [], {}, TODAY).followed == Comparison(Group(), Group())


def undrawn(kind: SuggestionKind, day: date, drawn: bool = False) -> list[int]:
    return [one for one in range(1, 400) if is_drawn(one, kind, period_of(day)) is drawn]


def test_shown_is_held_against_held_back_only_where_a_draw_decided() -> None:
    day = days_ago(60)
    free, drawn = undrawn(ASK, day), undrawn(ASK, day, drawn=True)
    held = [Told(one, ASK, "e", day) for one in drawn[:3]]
    shown = [Told(one, ASK, "e", day) for one in free[:4]]
    before = Told(free[5], ASK, "e", day - timedelta(days=1))
    not_drawn_then = Told(drawn[4], ASK, "e", day)
    other_kind = Told(free[6], SuggestionKind.TIDY, "e", day)
    visits = {free[0]: ago(55), free[1]: ago(20), drawn[0]: ago(40)}
    found = acting([*shown, before, not_drawn_then, other_kind], [], (), held, visits, TODAY)
    assert found.shown is not None
    assert found.shown.one == Group(tuple(sorted(free[:4])), (free[0],))
    assert found.shown.other == Group(tuple(sorted(drawn[:3])), (drawn[0],))


def test_a_comparison_says_how_sure_it_is_and_when_it_is_too_thin() -> None:
    one, other = Group(tuple(range(70)), tuple(range(56))), Group(tuple(range(80)), tuple(range(48)))
    found = Comparison(one, other)
    assert found.difference == pytest.approx(0.2)
    assert found.interval == newcombe(56, 70, 48, 80)
    assert not found.is_thin
    assert Comparison(Group(tuple(range(11))), other).is_thin
    assert Comparison(Group(), other).interval == (-1, 1)


# -- the draw --


def test_the_draw_is_one_in_ten_the_same_everywhere_and_new_each_period() -> None:
    drawn = [one for one in range(10_000) if is_drawn(one, ASK, 7)]
    assert 900 < len(drawn) < 1100
    assert drawn[:5] == [one for one in range(100) if is_drawn(one, ASK, 7)][:5]
    again = sum(is_drawn(one, ASK, 8) for one in drawn)
    assert again < len(drawn) / ONE_IN * 2


def test_what_we_owe_dates_and_what_protects_are_never_drawn() -> None:
    safe = {*OWED, SuggestionKind.PROTECT, SuggestionKind.DATE, SuggestionKind.TIDY, SuggestionKind.SILENCE}
    assert not safe & HOLDABLE
    assert not any(is_drawn(one, kind, 3) for kind in safe for one in range(500))
