"""By which way a customer may be contacted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.consents import REACH, Consent, ConsentState, Purpose, is_refused, standing
from relapp.domain.interactions import Channel
from tests.builders import a_refusal_of, days_ago
from tests.domain.suggestions.strategies import consents


def a_yes(channel: Channel, purpose: Purpose = Purpose.ANY, said: int = 100) -> Consent:
    return Consent(1, channel, purpose, ConsentState.GIVEN, days_ago(said))


def test_never_asked_is_not_refused() -> None:
    assert not is_refused([], Channel.PHONE, Purpose.IDEAS)


def test_a_refusal_of_any_purpose_binds_every_purpose() -> None:
    assert all(is_refused([a_refusal_of(Channel.PHONE)], Channel.PHONE, purpose) for purpose in Purpose)


def test_a_refusal_binds_its_channel_and_purpose_only() -> None:
    said = [a_refusal_of(Channel.PHONE, Purpose.IDEAS)]
    assert is_refused(said, Channel.PHONE, Purpose.IDEAS)
    assert not is_refused(said, Channel.PHONE, Purpose.OWED)
    assert not is_refused(said, Channel.EMAIL, Purpose.IDEAS)


def test_the_newest_word_counts() -> None:
    refused, given = a_refusal_of(Channel.EMAIL, said=50), a_yes(Channel.EMAIL, said=20)
    assert not is_refused([given, refused], Channel.EMAIL, Purpose.IDEAS)
    assert is_refused([a_yes(Channel.EMAIL, said=60), refused], Channel.EMAIL, Purpose.IDEAS)


def test_no_beats_yes_on_one_day() -> None:
    both = [a_refusal_of(Channel.EMAIL, said=5), a_yes(Channel.EMAIL, said=5)]
    assert is_refused(both, Channel.EMAIL, Purpose.IDEAS)


def test_the_word_that_stands_is_the_newest_of_this_purpose_or_of_any() -> None:
    no, yes = a_refusal_of(Channel.PHONE, said=50), a_yes(Channel.PHONE, Purpose.OWED, said=20)
    assert standing([no, yes], Channel.PHONE, Purpose.OWED) == yes
    assert standing([no, yes], Channel.PHONE, Purpose.IDEAS) == no
    assert standing([no, yes], Channel.EMAIL, Purpose.IDEAS) is None


def test_on_one_day_the_refusal_of_every_purpose_is_the_one_that_stands() -> None:
    every, ideas = a_refusal_of(Channel.PHONE, said=5), a_refusal_of(Channel.PHONE, Purpose.IDEAS, said=5)
    yes = a_yes(Channel.PHONE, Purpose.IDEAS, said=5)
    for said in ([every, ideas, yes], [yes, ideas, every], [ideas, yes, every]):
        assert standing(said, Channel.PHONE, Purpose.IDEAS) is every


@given(st.permutations(range(6)), st.lists(consents(), min_size=6, max_size=6))
def test_which_word_stands_does_not_hang_on_the_order_in_which_they_are_read(
    order: list[int], said: list[Consent]
) -> None:
    said = [replace(one, id=number) for number, one in enumerate(said, start=1)]
    for channel in REACH:
        for purpose in Purpose:
            word = standing(said, channel, purpose)
            again = standing([said[place] for place in order], channel, purpose)
            assert (word and word.id) == (again and again.id)
