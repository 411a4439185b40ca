"""Learning who replies to what: the shop, the kind, the channel, the customer; never from what is not known yet."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.suggestions.model import Heard, SuggestionKind
from relapp.domain.suggestions.response import WAYS, Contact, is_answered, tiredness, warmth
from relapp.domain.suggestions.response_fit import learn
from tests.builders import TODAY

DAY = TODAY.toordinal()
ASK, DATE, SLIPPING = SuggestionKind.ASK, SuggestionKind.DATE, SuggestionKind.SLIPPING
PHONE, MESSAGE, EMAIL, POST = WAYS


def contacts(
    who: int, channel: Channel, *answered: bool | None, kind: SuggestionKind | None = None, ago: int = 200
) -> list[Contact]:
    """Contacts ten days apart, the first so many days ago."""
    return [Contact(who, kind, channel, DAY - ago + 10 * place, yes) for place, yes in enumerate(answered)]


MADE = st.builds(
    Contact,
    st.integers(1, 5),
    st.none() | st.sampled_from([ASK, DATE, SLIPPING]),
    st.sampled_from(WAYS),
    st.integers(DAY - 400, DAY + 20),
    st.none() | st.booleans(),
    st.floats(-2, 2),
    st.booleans(),
    st.booleans(),
)


def test_before_any_contact_every_channel_and_kind_is_alike() -> None:
    response = learn([], DAY)
    assert len({response.chance(7, kind, channel) for kind in (None, ASK) for channel in WAYS}) == 1
    assert (response.cases, response.heard(7)) == (0, ())


def test_the_shop_learns_its_better_channel_and_its_better_kind() -> None:
    made = [one for who in range(1, 9) for one in contacts(who, PHONE, True, who % 2 == 0, kind=DATE)]
    made += [one for who in range(1, 9) for one in contacts(who, EMAIL, False, who == 3, kind=SLIPPING)]
    response = learn(made, DAY)
    new = 99
    assert response.chance(new, ASK, PHONE) > response.chance(new, ASK, MESSAGE) > response.chance(new, ASK, EMAIL)
    assert response.chance(new, DATE, POST) > response.chance(new, ASK, POST) > response.chance(new, SLIPPING, POST)


def test_a_customers_own_replies_beat_what_the_shop_is_used_to() -> None:
    made = [one for who in range(1, 9) for one in contacts(who, PHONE, True, True, False)]
    made += [one for who in range(1, 9) for one in contacts(who, EMAIL, False, False, True)]
    other = contacts(9, PHONE, False, False, False, False) + contacts(9, EMAIL, True, True, True, True, ago=150)
    response = learn([*made, *other], DAY)
    assert response.chance(1, None, PHONE) > response.chance(1, None, EMAIL)
    assert response.chance(9, None, EMAIL) > response.chance(9, None, PHONE)
    assert response.heard(9) == (Heard(PHONE, 0, 4), Heard(EMAIL, 4, 4))


def test_who_replies_is_told_from_who_does_not_and_how_a_kind_suits_them_too() -> None:
    made = contacts(1, PHONE, True, True, True) + contacts(2, PHONE, False, False, False)
    made += contacts(3, PHONE, True, True, kind=DATE) + contacts(3, PHONE, False, False, kind=ASK)
    made += contacts(4, PHONE, False, False, kind=DATE) + contacts(4, PHONE, True, True, kind=ASK)
    response = learn(made, DAY)
    assert response.chance(1, None, PHONE) > response.chance(2, None, PHONE)
    assert response.chance(3, DATE, PHONE) > response.chance(3, ASK, PHONE)
    assert response.chance(4, ASK, PHONE) > response.chance(4, DATE, PHONE)


def test_contacts_that_led_to_nothing_lately_tire() -> None:
    lately = learn(contacts(1, PHONE, False, ago=3), DAY)
    long_ago = learn(contacts(1, PHONE, False, ago=300), DAY)
    assert lately.chance(1, None, PHONE) < long_ago.chance(1, None, PHONE)
    one, two = contacts(1, PHONE, False, None, ago=38)
    assert tiredness([one, two], DAY) == [0.0, pytest.approx(2 ** (-10 / 28)), pytest.approx(2**-1 + 2 ** (-38 / 28))]
    assert tiredness(contacts(1, PHONE, True, True), DAY) == [0.0, 0.0, 0.0]


def test_warmth_is_measured_by_their_own_gaps() -> None:
    weekly, monthly = range(DAY - 77, DAY, 7), range(DAY - 307, DAY, 30)
    assert warmth(weekly, DAY) == pytest.approx(0)
    assert warmth(monthly, DAY) > 1
    assert warmth(weekly[:-4], DAY) == -2
    assert warmth([], DAY) == 0
    assert warmth([DAY, DAY + 1], DAY) == 0


@pytest.mark.parametrize(
    ("channel", "outcome", "sign_after", "ago", "expected"),
    [
        (PHONE, Outcome.ANSWERED, None, 1, True),
        (PHONE, Outcome.UNANSWERED, None, 1, False),
        (PHONE, Outcome.UNANSWERED, 7, 20, True),
        (PHONE, None, 8, 20, False),
        (PHONE, None, None, 7, None),
        (PHONE, None, None, 8, False),
        (EMAIL, None, 14, 20, True),
        (EMAIL, None, 15, 20, False),
        (EMAIL, None, None, 14, None),
        (EMAIL, Outcome.UNANSWERED, None, 14, None),
        (POST, None, None, 15, False),
        (MESSAGE, Outcome.ANSWERED, None, 0, True),
    ],
)
def test_what_counts_as_answered(
    channel: Channel, outcome: Outcome | None, sign_after: int | None, ago: int, expected: bool | None
) -> None:
    day = DAY - ago
    assert is_answered(channel, outcome, day, None if sign_after is None else day + sign_after, DAY) is expected


def test_what_may_still_be_answered_teaches_nothing_but_tires() -> None:
    response = learn(contacts(1, EMAIL, None, ago=2), DAY)
    assert (response.cases, response.heard(1)) == (0, ())
    assert response.chance(1, None, PHONE) < response.chance(2, None, PHONE)


def test_an_early_reply_teaches_nothing_and_does_not_tire() -> None:
    response = learn([Contact(1, None, EMAIL, DAY - 2, answered=True, early=True)], DAY)
    assert (response.cases, response.heard(1)) == (0, ())
    assert response.chance(1, None, PHONE) == response.chance(2, None, PHONE)


@settings(max_examples=40)
@given(st.lists(MADE, max_size=25), st.randoms())
def test_the_order_of_contacts_and_what_is_yet_to_come_do_not_matter(made: list[Contact], random: Random) -> None:
    shuffled = [one for one in made if one.day < DAY]
    random.shuffle(shuffled)
    assert learn(shuffled, DAY) == learn(made, DAY)


@settings(max_examples=40)
@given(st.lists(MADE, max_size=25), st.integers(1, 6), st.sampled_from(WAYS))
def test_a_further_reply_never_lowers_a_chance_and_silence_never_raises_it(
    made: list[Contact], who: int, channel: Channel
) -> None:
    """With nobody tired by it and all else as it is for the shop."""
    before = learn(made, DAY).people.get(who)
    yes, no = (learn([*made, Contact(who, None, channel, DAY - 1, reply)], DAY).people[who] for reply in (True, False))
    assert yes.likes >= no.likes
    assert yes.channels.get(channel, 0) >= no.channels.get(channel, 0)
    assert before is None or len(yes.heard) >= len(before.heard)


def test_hostile_histories_stay_finite() -> None:
    always = [Contact(who, ASK, PHONE, DAY - day, True) for who in range(50) for day in range(1, 9)]
    never = [Contact(1, None, EMAIL, DAY - 1 - place % 300, False) for place in range(10_000)]
    assert 0.9 < learn(always, DAY).chance(1, ASK, PHONE) < 1
    assert 0 < learn(never, DAY).chance(1, None, EMAIL) < 0.1
