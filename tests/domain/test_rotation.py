"""Which backups are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.rotation import DAILY, LEAST, MONTHLY, WEEKLY, WHOLE, Backup, Reason, kept

START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
TEN_YEARS_BACK, THIRTY_YEARS_ON = -3652, 10957


def a_backup(number: int, at: datetime) -> Backup:
    return Backup(number, f"relapp-{number:06}", at, number, 6, 4096, Reason.SCHEDULE, at)


def made(moments: Iterable[datetime], known: Iterable[Backup] = ()) -> list[Backup]:
    """As the program makes them: after each the ones that need not be kept are removed."""
    here = list(known)
    for at in moments:
        here = kept([*here, a_backup(max((one.number for one in here), default=0) + 1, at)])
    return here


def days(count: int, start: datetime = START, a_day: int = 4) -> list[datetime]:
    return [start + timedelta(days=day, hours=2 * hour) for day in range(count) for hour in range(a_day)]


def test_nothing_is_kept_of_nothing() -> None:
    assert kept([]) == []


def test_everything_of_two_days_is_kept() -> None:
    every_half_hour = [START + timedelta(minutes=30 * step) for step in range(400)]
    here = made(every_half_hour)
    newest = every_half_hour[-1]
    assert {one.at for one in here if newest - one.at <= WHOLE} == {
        at for at in every_half_hour if newest - at <= WHOLE
    }


def test_then_the_last_of_each_day_week_and_month() -> None:
    moments = days(420)
    here = made(moments)
    newest = moments[-1]
    old = [one for one in here if newest - one.at > WHOLE]
    assert {one.at.hour for one in old} == {15}, "the last one of a day is kept"
    dates = [one.at.date() for one in here]
    assert {newest.date() - timedelta(days=back) for back in range(DAILY)} <= set(dates)
    assert len({one.isocalendar()[:2] for one in dates}) >= WEEKLY
    assert len({(one.year, one.month) for one in dates}) == MONTHLY
    assert len(here) <= 12 + DAILY + WEEKLY + MONTHLY


def test_never_fewer_than_three_however_far_apart() -> None:
    years_apart = [START + timedelta(days=400 * year) for year in range(5)]
    assert len(made(years_apart)) == 5
    same_day = [a_backup(number, START - timedelta(days=30 * number)) for number in (1, 2, 3, 4)]
    assert [one.number for one in kept(same_day)][-LEAST:] == [2, 3, 4]


def test_numbers_say_which_is_newest_and_not_dates() -> None:
    here = [a_backup(number, START - timedelta(days=900 * number)) for number in range(1, 30)]
    assert [one.number for one in kept(here)][-LEAST:] == [27, 28, 29]


def test_a_clock_set_back_ten_years_removes_nothing_that_was_there() -> None:
    before = made(days(60))
    after = made(days(1, START + timedelta(days=60 + TEN_YEARS_BACK)), before)
    true_clock = made(days(1, START + timedelta(days=60)), before)
    assert {one.number for one in true_clock} <= {one.number for one in after}


def test_a_clock_set_forward_thirty_years_removes_nothing_of_the_last_days() -> None:
    before = made(days(60))
    after = made(days(1, START + timedelta(days=60 + THIRTY_YEARS_ON)), before)
    true_clock = made(days(1, START + timedelta(days=60)), before)
    assert {one.number for one in true_clock} <= {one.number for one in after}


def test_a_clock_that_begins_anew_each_day_lets_them_neither_vanish_nor_pile_up() -> None:
    here = made(at for _ in range(200) for at in days(1))
    assert 12 <= len(here) <= 60
    numbers = [one.number for one in here]
    assert numbers[-8:] == list(range(793, 801))


JUMPS = st.sampled_from((0, 0, 0, 0, 0, TEN_YEARS_BACK, THIRTY_YEARS_ON, -THIRTY_YEARS_ON, -TEN_YEARS_BACK))


@given(st.lists(st.tuples(st.integers(20, 3_000), JUMPS), min_size=1, max_size=120))
def test_whatever_the_clock_does_two_days_and_three_stay(steps: list[tuple[int, int]]) -> None:
    truly, shift = START, timedelta(days=11_000)
    here: list[Backup] = []
    moments: dict[int, datetime] = {}
    for number, (minutes, jump) in enumerate(steps, 1):
        truly += timedelta(minutes=minutes)
        shift = min(max(shift + timedelta(days=jump), timedelta(days=-8_000)), timedelta(days=60_000))
        moments[number] = truly
        here = kept([*here, a_backup(number, truly + shift)])
        numbers = [one.number for one in here]
        assert numbers == sorted(numbers)
        wanted = {one for one, at in moments.items() if truly - at <= WHOLE} | set(range(number, 0, -1)[:LEAST])
        assert wanted <= set(numbers)


@given(st.lists(st.integers(20, 3_000), min_size=1, max_size=200))
def test_with_a_right_clock_the_last_of_each_of_twelve_days_stays(gaps: list[int]) -> None:
    moments = [START + timedelta(minutes=sum(gaps[: place + 1])) for place in range(len(gaps))]
    here = {one.at for one in made(moments)}
    last_of = {at.date(): at for at in moments}
    assert {last_of[day] for day in sorted(last_of)[-DAILY:]} <= here
