"""The rhythm of a customer and what their present silence means for them."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.rhythm import FEWEST, KEPT, WINDOW, RhythmState, Silence, rhythm_of, silence

MONDAY = date(2024, 5, 6).toordinal()


def came_every(gap: int, times: int, last: int = 0) -> list[int]:
    """Days (ordinals) of visits that far apart, the last one at ``last``."""
    return [last - gap * back for back in reversed(range(times))]


def state_after(days: list[int], quiet: int) -> RhythmState:
    return silence(rhythm_of(days), days[-1] + quiet).state


def gap_lists(fewest: int = 1) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(1, 500), min_size=fewest, max_size=20)


def days_from(gaps: list[int]) -> list[int]:
    return list(accumulate(gaps, initial=700_000))


def test_a_weekly_buyer_is_flagged_at_three_weeks() -> None:
    assert state_after(came_every(7, 10), 21) is RhythmState.SLIPPING


def test_a_weekly_buyer_of_only_three_visits_is_flagged_at_three_weeks_too() -> None:
    assert state_after(came_every(7, 3), 20) is RhythmState.DUE
    assert state_after(came_every(7, 3), 21) is RhythmState.SLIPPING


def test_a_yearly_buyer_is_not_flagged_at_five_months() -> None:
    assert state_after(came_every(365, 4), 150) is RhythmState.IN_RHYTHM


def test_the_same_silence_is_normal_for_a_monthly_visitor() -> None:
    assert state_after(came_every(7, 8), 28) is RhythmState.SLIPPING
    assert state_after(came_every(30, 8), 28) is RhythmState.IN_RHYTHM


def test_someone_irregular_is_waited_for_longer_than_someone_regular() -> None:
    irregular = days_from([3, 10, 28, 20, 7, 9, 4])
    assert rhythm_of(irregular).gap == 9
    assert state_after(irregular, 25) is RhythmState.DUE
    assert state_after(came_every(9, 8), 25) is RhythmState.SLIPPING


def test_a_daily_visitor_is_not_missed_before_two_weeks() -> None:
    assert state_after(came_every(1, 30), 13) is RhythmState.DUE
    assert state_after(came_every(1, 30), 14) is RhythmState.SLIPPING


@pytest.mark.parametrize("days", [[], [700_000], [700_000, 700_007]])
def test_fewer_than_three_visits_make_no_rhythm(days: list[int]) -> None:
    rhythm = rhythm_of(days)
    assert rhythm.gap is None
    assert not rhythm.regular
    assert silence(rhythm, 701_000).state is RhythmState.NEW


def test_someone_who_never_came_has_no_silence() -> None:
    assert silence(rhythm_of([]), 700_000) == Silence(RhythmState.NEW, None)


def test_a_visit_after_the_day_is_no_silence() -> None:
    assert silence(rhythm_of(came_every(7, 5, last=100)), 90).days == 0


def test_a_very_long_silence_is_lost() -> None:
    assert state_after(came_every(7, 8), 89) is RhythmState.SLIPPING
    assert state_after(came_every(7, 8), 90) is RhythmState.LOST


def test_who_returns_after_being_lost_is_back_for_two_visits() -> None:
    days = [*came_every(7, 8), 200]
    assert rhythm_of(days).broken == 200
    assert state_after(days, 3) is RhythmState.BACK
    assert state_after([*days, 207], 3) is RhythmState.BACK
    assert state_after([*days, 207, 214], 3) is RhythmState.IN_RHYTHM


def test_a_long_gap_of_a_yearly_visitor_is_no_return() -> None:
    assert rhythm_of(came_every(365, 6)).broken is None


def test_only_the_last_visits_count() -> None:
    assert rhythm_of([*came_every(300, 5, last=-60), *came_every(7, WINDOW)]).gap == 7


def test_an_even_rhythm_is_regular_and_an_uneven_one_is_not() -> None:
    assert rhythm_of(days_from([7, 8, 7, 6, 7])).regular
    assert not rhythm_of(days_from([2, 20, 5, 30, 9])).regular


def test_three_visits_are_too_few_to_be_called_regular() -> None:
    assert not rhythm_of(came_every(7, 3)).regular


def test_a_clear_weekday_is_named_and_a_mixed_one_is_not() -> None:
    assert rhythm_of([MONDAY + 4 + 7 * week for week in range(6)]).weekday == 4
    assert rhythm_of([MONDAY + 8 * step for step in range(6)]).weekday is None


def test_a_clear_hour_is_named_and_midnight_is_no_hour() -> None:
    days = came_every(7, 5)
    assert rhythm_of(days, [10, 10, 11, 9, 17]).hour == 10
    assert rhythm_of(days, [8, 12, 17, 10, 15]).hour is None
    assert rhythm_of(days, [0, 0, 0, 0, 0]).hour is None


def test_a_back_dated_visit_counts_at_its_date() -> None:
    assert rhythm_of(sorted([*came_every(14, 4), -7])).gap == 10.5


@given(gap_lists(fewest=FEWEST - 1))
def test_the_states_follow_each_other_as_the_silence_grows(gaps: list[int]) -> None:
    rhythm = rhythm_of(days_from(gaps))
    assert rhythm.last is not None
    now = silence(rhythm, rhythm.last)
    assert now.due_from is not None
    assert now.slipping_from is not None
    assert now.lost_from is not None
    assert now.due_from <= now.slipping_from < now.lost_from
    assert silence(rhythm, rhythm.last + now.lost_from).state is RhythmState.LOST
    assert silence(rhythm, rhythm.last + now.lost_from - 1).state is RhythmState.SLIPPING
    assert silence(rhythm, rhythm.last + now.slipping_from - 1).state in KEPT | {RhythmState.BACK}


@given(gap_lists(fewest=FEWEST - 1), st.integers(0, 2000))
def test_a_silence_no_longer_than_twice_the_typical_gap_is_never_flagged(gaps: list[int], quiet: int) -> None:
    rhythm = rhythm_of(days_from(gaps))
    assert rhythm.gap is not None
    assert rhythm.last is not None
    if quiet <= 2 * rhythm.gap:
        state = silence(rhythm, rhythm.last + quiet).state
        assert state not in {RhythmState.SLIPPING, RhythmState.LOST}


@given(gap_lists(), st.integers(0, 2000), st.integers(-500, 500))
def test_only_distances_matter_not_the_calendar(gaps: list[int], quiet: int, shift: int) -> None:
    days = days_from(gaps)
    moved = [day + shift for day in days]
    assert silence(rhythm_of(days), days[-1] + quiet) == silence(rhythm_of(moved), moved[-1] + quiet)


@given(gap_lists(fewest=FEWEST - 1))
def test_the_rhythm_can_be_recomputed_from_its_window_alone(gaps: list[int]) -> None:
    whole = rhythm_of(days_from(gaps))
    again = rhythm_of(whole.window)
    assert (again.gap, again.spread, again.regular, again.weekday) == (
        whole.gap,
        whole.spread,
        whole.regular,
        whole.weekday,
    )
