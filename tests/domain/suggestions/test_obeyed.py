"""What customers said about being reached is obeyed by every kind of suggestion, whatever else is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.consents import REACH, is_refused
from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel, Kind
from relapp.domain.suggestions.codes import Act, Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.quiet import RINGS, Quiet
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.suggestions.reach import OWED, purpose_of, ways
from relapp.ui.wording import suggestions as wording
from tests.builders import TODAY, a_customer, a_promise, a_refusal_of, an_interaction, visits
from tests.domain.suggestions.strategies import dossiers

hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def with_own_quiet(draw: st.DrawFn) -> Dossier:
    dossier, start = draw(dossiers()), draw(st.none() | hours)
    end = None if start is None else draw(hours)
    days = draw(st.frozensets(st.integers(0, 6), max_size=3))
    return replace(dossier, customer=replace(dossier.customer, quiet_from=start, quiet_to=end, quiet_days=days))


def is_theirs(dossier: Dossier, channel: Channel, hour: time | None) -> bool:
    """Whether their own quiet forbids it then, read once more from what they said."""
    who = dossier.customer
    if dossier.today.weekday() in who.quiet_days:
        return channel in REACH
    if None in (who.quiet_from, who.quiet_to, hour) or channel not in RINGS:
        return False
    start, end = who.quiet_from, who.quiet_to
    assert start is not None
    assert end is not None
    assert hour is not None
    return start <= hour < end if start <= end else hour >= start or hour < end


@given(with_own_quiet(), st.none() | hours)
def test_no_suggestion_uses_a_way_that_was_refused_nor_an_idea_one_in_their_quiet(
    dossier: Dossier, hour: time | None
) -> None:
    for one in candidates_for(dossier, ShopView(quiet=Quiet(time(), time()), hour=hour))[0]:
        if one.channel is not None:
            assert not is_refused(dossier.consents, one.channel, purpose_of(one.kind))
            assert one.kind in OWED or not is_theirs(dossier, one.channel, hour)


@given(with_own_quiet())
def test_what_we_owe_goes_by_an_allowed_way_or_says_in_person(dossier: Dossier) -> None:
    for one in candidates_for(dossier, ShopView())[0]:
        known = ways(dossier)
        allowed = [way for way in known if not is_refused(dossier.consents, way, purpose_of(one.kind))]
        if one.kind in OWED and known and not allowed and one.channel is None:
            assert "no channel allowed: in person" in wording.act(one.act, dossier.today)
        if one.kind not in OWED or one.channel is not None:
            assert "in person" not in wording.act(one.act, dossier.today)


def slipping(**own: Any) -> Dossier:
    points = (ContactKind.PHONE, ContactKind.EMAIL)
    return gather(a_customer(**own), TODAY, recent=visits(21, 28, 35, 42, 49), contacts=points)


def test_who_is_not_to_be_rung_before_ten_is_written_to_and_rung_afterwards() -> None:
    own: dict[str, Any] = {"quiet_from": time(), "quiet_to": time(10)}
    for hour, channel in ((time(9), Channel.EMAIL), (time(10), Channel.PHONE), (None, Channel.PHONE)):
        (one,) = candidates_for(slipping(**own), ShopView(hour=hour))[0]
        assert one.channel is channel


def test_on_a_day_of_their_own_no_idea_reaches_them_by_any_way() -> None:
    standing, left = candidates_for(slipping(quiet_days=frozenset({TODAY.weekday()})), ShopView(hour=time(12)))
    assert not standing
    assert left[0].reason.code == Peace.OWN_QUIET


def test_what_we_owe_takes_the_way_that_disturbs_them_less() -> None:
    asked = an_interaction(Kind.ENQUIRY, 2, words="is spelt in?")
    who = a_customer(quiet_from=time(), quiet_to=time(10))
    dossier = gather(who, TODAY, recent=[asked], contacts=(ContactKind.PHONE, ContactKind.EMAIL))
    for hour, channel in ((time(9), Channel.EMAIL), (time(11), Channel.PHONE)):
        (one,) = candidates_for(dossier, ShopView(hour=hour))[0]
        assert one.channel is channel


def test_a_promise_to_somebody_who_allows_no_way_is_kept_in_person() -> None:
    no = [a_refusal_of(way) for way in (Channel.PHONE, Channel.MESSAGE)]
    known = {"promises": [a_promise("call when it is here")], "contacts": (ContactKind.PHONE,)}
    (one,) = candidates_for(gather(a_customer(), TODAY, consents=no, **known), ShopView())[0]  # type: ignore[arg-type]
    assert (one.act.code, one.channel) == (Act.KEEP_PROMISE, None)
    assert wording.act(one.act, TODAY).endswith("no channel allowed: in person")
