"""By which way a customer may be contacted."""

from __future__ import annotations

from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.interactions import Channel
from tests.builders import a_refusal_of, days_ago


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
