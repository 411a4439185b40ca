"""Quiet hours and days: no phone rings for an idea of ours, and what is owed is not cut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel, Interaction, Kind
from relapp.domain.suggestions.budget import Budget
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.domain.suggestions.quiet import RINGS, Quiet
from relapp.domain.suggestions.ranking import candidates_for, shortlist
from relapp.domain.suggestions.reach import OWED
from tests.builders import TODAY, a_customer, a_promise, a_refusal_of, an_interaction, visits
from tests.domain.suggestions.strategies import dossiers, guarded

SUNDAY = date(2025, 5, 11)
SUNDAYS = Quiet(days=frozenset({6}))
TUESDAYS = Quiet(days=frozenset({TODAY.weekday()}))

times = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
quiets = st.builds(Quiet, times, times, st.frozensets(st.integers(0, 6)))


def slipping_one(
    *more: Interaction, contacts: Iterable[ContactKind] = (ContactKind.PHONE,), **known: object
) -> Dossier:
    return gather(a_customer(), TODAY, recent=[*visits(21, 28, 35, 42, 49), *more], contacts=contacts, **known)  # type: ignore[arg-type]


def shown(dossier: Dossier, quiet: Quiet, hour: time | None = None, budget: Budget | None = None) -> list[Suggestion]:
    shop = ShopView(quiet=quiet, hour=hour, budget=budget or Budget())
    return list(candidates_for(dossier, shop)[0])


# -- when it is quiet --


@pytest.mark.parametrize(
    ("hour", "is_quiet"),
    [
        (time(7, 59), True),
        (time(8), False),
        (time(19, 59), False),
        (time(20), True),
        (time(23, 59), True),
        (None, False),
    ],
)
def test_the_quiet_hours_go_over_midnight(hour: time | None, is_quiet: bool) -> None:
    assert Quiet().is_quiet(TODAY, hour) is is_quiet


@pytest.mark.parametrize(
    ("hour", "is_quiet"), [(time(11), False), (time(12), True), (time(13, 59), True), (time(14), False)]
)
def test_quiet_hours_may_lie_within_a_day(hour: time, is_quiet: bool) -> None:
    assert Quiet(time(12), time(14)).is_quiet(TODAY, hour) is is_quiet


def test_from_and_to_the_same_hour_means_never() -> None:
    assert not any(Quiet(time(8), time(8)).is_quiet(TODAY, time(hour)) for hour in range(24))


def test_a_quiet_day_is_quiet_from_midnight_to_midnight() -> None:
    assert SUNDAYS.is_quiet(SUNDAY)
    assert SUNDAYS.is_quiet(SUNDAY, time(12))
    assert not SUNDAYS.is_quiet(TODAY)


@pytest.mark.parametrize(
    ("quiet", "day", "hour", "ends"),
    [
        (Quiet(), TODAY, time(7), (TODAY, time(8))),
        (Quiet(), TODAY, time(21), (TODAY + timedelta(days=1), time(8))),
        (SUNDAYS, SUNDAY, None, (SUNDAY + timedelta(days=1), time(8))),
        (SUNDAYS, SUNDAY - timedelta(days=1), time(21), (SUNDAY + timedelta(days=1), time(8))),
        (Quiet(time(8), time(8), frozenset({6})), SUNDAY, time(9), (SUNDAY + timedelta(days=1), None)),
        (Quiet(days=frozenset(range(7))), TODAY, time(9), None),
    ],
)
def test_it_says_when_the_quiet_ends(
    quiet: Quiet, day: date, hour: time | None, ends: tuple[date, time | None] | None
) -> None:
    assert quiet.until(day, hour) == ends


@given(quiets, st.integers(0, 6), times)
def test_the_end_is_the_first_moment_at_which_it_is_not_quiet(quiet: Quiet, ahead: int, hour: time) -> None:
    day = TODAY + timedelta(days=ahead)
    assume(quiet.is_quiet(day, hour))
    ends = quiet.until(day, hour)
    if ends is None:
        assert all(quiet.is_quiet(day + timedelta(days=more), time(12)) for more in range(7))
        return
    end = datetime.combine(ends[0], ends[1] or time())
    assert not quiet.is_quiet(end.date(), end.time())
    moment = datetime.combine(day, hour)
    assert moment < end <= moment + timedelta(days=8)
    for back in (1, 59, 60, 719, 1440, 2880):
        before = end - timedelta(minutes=back)
        assert before < moment or quiet.is_quiet(before.date(), before.time())


# -- the guard --


def test_an_idea_that_would_ring_is_cut_with_the_hour_at_which_it_may() -> None:
    standing, (left,) = candidates_for(slipping_one(), ShopView(hour=time(7)))
    assert not standing
    assert (left.reason.code, left.until) == (Peace.QUIET, None)
    assert left.reason.details == {"channel": Channel.PHONE, "day": TODAY, "hour": time(8)}
    assert shown(slipping_one(), Quiet(), time(8))


def test_on_a_quiet_day_it_is_cut_for_the_whole_day() -> None:
    _, (left,) = candidates_for(slipping_one(), ShopView(quiet=TUESDAYS))
    assert (left.reason.code, left.until) == (Peace.QUIET, TODAY)
    assert left.reason.details["day"] == TODAY + timedelta(days=1)


def test_of_a_day_as_a_whole_only_quiet_days_count() -> None:
    assert shown(slipping_one(), Quiet(time(0), time(23, 59)))


@pytest.mark.parametrize(
    ("contact", "channel"), [(ContactKind.EMAIL, Channel.EMAIL), (ContactKind.ADDRESS, Channel.POST)]
)
def test_what_rings_nobody_is_used_instead(contact: ContactKind, channel: Channel) -> None:
    dossier = slipping_one(contacts=[ContactKind.PHONE, contact])
    (found,) = shown(dossier, TUESDAYS)
    assert found.channel is channel
    assert shown(dossier, Quiet(), time(12))[0].channel is Channel.PHONE


def test_a_way_that_they_refused_or_that_is_used_up_is_not_used_instead() -> None:
    both = [ContactKind.PHONE, ContactKind.EMAIL]
    refused = slipping_one(contacts=both, consents=[a_refusal_of(Channel.EMAIL)])
    assert not shown(refused, TUESDAYS)
    assert not shown(slipping_one(contacts=both), TUESDAYS, budget=Budget(writings=0))


def test_what_we_owe_is_not_cut() -> None:
    dossier = slipping_one(an_interaction(Kind.CALL, 2, "does it come?"), promises=[a_promise("call her", due_in=0)])
    kinds = [one.kind for one in shown(dossier, TUESDAYS, time(7))]
    assert set(kinds) == {SuggestionKind.PROMISE} | ({SuggestionKind.OWED_REPLY} & set(kinds))
    assert SuggestionKind.PROMISE in kinds


def test_what_is_for_the_counter_is_not_cut() -> None:
    dossier = gather(a_customer(), TODAY, recent=visits(7, 14, 21, 28, 35), contacts=[ContactKind.PHONE])
    found = shown(dossier, TUESDAYS, time(7))
    assert [(one.kind, one.channel) for one in found] == [(SuggestionKind.ASK, Channel.COUNTER)]


@given(dossiers() | guarded(), quiets, st.none() | times)
def test_no_idea_ever_rings_in_quiet_time(dossier: Dossier, quiet: Quiet, hour: time | None) -> None:
    shop = ShopView(quiet=quiet, hour=hour, notable=5_000)
    standing, left = candidates_for(dossier, shop)
    for one in (*standing, *shortlist([dossier], shop).suggestions):
        if one.kind not in OWED:
            assert one.channel not in RINGS or not quiet.is_quiet(TODAY, hour)
    for cut in left:
        if cut.reason.code == Peace.QUIET:
            assert quiet.is_quiet(TODAY, hour)
            assert cut.kind not in OWED
            assert cut.until is None or cut.until >= TODAY


@given(dossiers(), quiets, times)
def test_quiet_time_takes_away_and_adds_nothing_but_another_way(dossier: Dossier, quiet: Quiet, hour: time) -> None:
    loud = {one.kind: one for one in shown(dossier, Quiet(time(0), time(0)))}
    calm = {one.kind: one for one in shown(dossier, quiet, hour)}
    assert set(calm) <= set(loud)
    for kind, one in calm.items():
        assert one.evidence == loud[kind].evidence
        assert one.channel is loud[kind].channel or one.channel not in RINGS
