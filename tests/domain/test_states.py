"""Where every customer stands by their own rhythm."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.rhythm import KEPT, RhythmState, rhythm_of, silence
from relapp.domain.states import CustomerState, state_of, states_on

TODAY = 739_000

NAMES = {
    RhythmState.SLIPPING: CustomerState.SLIPPING,
    RhythmState.LOST: CustomerState.LOST,
    RhythmState.BACK: CustomerState.BACK,
    **dict.fromkeys(KEPT, CustomerState.KEPT),
}


@given(st.lists(st.one_of(st.integers(1, 30), st.integers(60, 900)), min_size=3, max_size=16), st.integers(1, 700))
def test_it_says_what_the_rhythm_says(gaps: list[int], quiet: int) -> None:
    backwards = list(accumulate(gaps[1:], initial=quiet))
    days = [TODAY - ago for ago in reversed(backwards)]
    assert state_of(days, TODAY) is NAMES[silence(rhythm_of(days), TODAY).state]
    assert state_of([*days, TODAY, TODAY + 5], TODAY) is state_of(days, TODAY)


def test_below_three_days_there_is_no_rhythm() -> None:
    assert state_of([], TODAY) is CustomerState.NEVER_CAME
    assert state_of([TODAY], TODAY) is CustomerState.NEVER_CAME
    assert state_of([TODAY - 900, TODAY - 5], TODAY) is CustomerState.TOO_NEW
    assert state_of([TODAY - 900, TODAY - 5, TODAY], TODAY) is CustomerState.TOO_NEW


def test_one_of_each() -> None:
    weekly = [TODAY - 7 * week for week in range(12, 0, -1)]
    assert state_of(weekly, TODAY) is CustomerState.KEPT
    assert state_of(weekly, TODAY + 20) is CustomerState.SLIPPING
    assert state_of(weekly, TODAY + 120) is CustomerState.LOST
    assert state_of([*weekly, TODAY + 120], TODAY + 121) is CustomerState.BACK


@given(
    st.lists(st.one_of(st.integers(1, 30), st.integers(60, 900)), max_size=24),
    st.lists(st.integers(0, 900), min_size=1, max_size=14),
)
def test_several_mornings_are_each_told_by_what_was_known_then(gaps: list[int], ago: list[int]) -> None:
    days = [TODAY - back for back in reversed(list(accumulate(gaps, initial=3)))]
    mornings = sorted(TODAY - back for back in ago)
    known = [[day for day in days if day < morning] for morning in mornings]
    assert states_on(days, mornings) == [
        NAMES[silence(rhythm_of(some), morning).state]
        if len(some) >= 3
        else (CustomerState.TOO_NEW if some else CustomerState.NEVER_CAME)
        for some, morning in zip(known, mornings, strict=True)
    ]
