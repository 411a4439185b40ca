"""What is learned from a shop's own entries: which contacts there were, what followed them, and nothing dated later."""

from __future__ import annotations

from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.response import Contact
from relapp.services import answers, response
from tests.builders import TODAY, days_ago
from tests.shop import Shop

ANA, BO = 1, 2


def a_shop(shop: Shop) -> Shop:
    for name in ("Ana", "Bo"):
        shop.customer(name, phone="0123 456", email="x@example.org")
    return shop


def made(shop: Shop) -> list[Contact]:
    return shop.read(lambda reader: response.contacts(reader, TODAY))


def test_every_contact_of_ours_is_a_case_with_what_followed_it(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, kind=Kind.CALL, outcome=Outcome.ANSWERED, ago=90)
    shop.log(ANA, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=80)
    shop.log(ANA, kind=Kind.EMAIL, ago=60)
    shop.log(ANA, kind=Kind.PURCHASE, ago=50)
    shop.log(ANA, kind=Kind.LETTER, ago=30)
    shop.log(BO, kind=Kind.MESSAGE, ago=5)
    shop.log(BO, ANA, kind=Kind.MESSAGE, ago=4)
    shop.log(BO, kind=Kind.CALL, direction=Direction.IN, ago=3)
    shop.log(BO, kind=Kind.DELIVERY, ago=2)
    shop.log(BO, kind=Kind.NOTE, channel=Channel.PHONE, direction=Direction.OUT, ago=2)
    found = [(one.customer_id, one.channel, TODAY.toordinal() - one.day, one.answered) for one in made(shop)]
    assert found == [
        (ANA, Channel.PHONE, 90, True),
        (ANA, Channel.PHONE, 80, False),
        (ANA, Channel.EMAIL, 60, True),
        (ANA, Channel.POST, 30, False),
        (ANA, Channel.MESSAGE, 4, None),
        (BO, Channel.MESSAGE, 5, True),
        (BO, Channel.MESSAGE, 4, True),
    ]


def test_what_came_before_a_contact_on_its_day_is_no_reply_to_it(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, ago=30)
    shop.log(ANA, kind=Kind.EMAIL, moment=shop.now.replace(hour=15) - (TODAY - days_ago(30)))
    assert [one.answered for one in made(shop)] == [False]
    shop.log(ANA, moment=shop.now.replace(hour=17) - (TODAY - days_ago(30)))
    assert [one.answered for one in made(shop)] == [True]


def test_a_contact_knows_the_suggestion_it_was_made_for_and_how_it_was_done(shop: Shop) -> None:
    a_shop(shop)
    one = Suggestion(ANA, SuggestionKind.DATE, Reason("a"), Reason("b"), (), Channel.EMAIL, None, "e")
    shop.set_day(days_ago(20))
    shop.run("suggestion_done", lambda tx: answers.done(tx, one, Outcome.ANSWERED))
    shop.set_day(TODAY)
    (contact,) = made(shop)
    assert (contact.kind, contact.channel, contact.answered) == (SuggestionKind.DATE, Channel.EMAIL, True)


def test_the_way_by_which_they_came_to_us_is_their_own(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, kind=Kind.EMAIL, ago=60)
    shop.log(ANA, kind=Kind.EMAIL, direction=Direction.IN, ago=50)
    shop.log(ANA, kind=Kind.EMAIL, ago=40)
    shop.log(ANA, kind=Kind.CALL, ago=40)
    assert [(one.channel, one.own_way) for one in made(shop)] == [
        (Channel.EMAIL, False),
        (Channel.EMAIL, True),
        (Channel.PHONE, False),
    ]


def test_nothing_dated_on_or_after_the_day_teaches(shop: Shop) -> None:
    a_shop(shop)
    for ago in (100, 70, 40, 8):
        shop.log(ANA, kind=Kind.EMAIL, ago=ago)
        shop.log(BO, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=ago)
    before = made(shop)
    learned = shop.read(lambda reader: response.response(reader, TODAY))
    for ahead in (0, 1, 5):
        for who in (ANA, BO):
            shop.log(who, ago=-ahead)
            shop.log(who, kind=Kind.EMAIL, ago=-ahead)
            shop.log(who, kind=Kind.CALL, direction=Direction.IN, ago=-ahead)
    assert made(shop) == before
    assert shop.read(lambda reader: response.response(reader, TODAY)) == learned


def test_a_small_shop_learns_who_answers_by_what(shop: Shop) -> None:
    a_shop(shop)
    for ago in (200, 160, 120, 80):
        shop.log(ANA, kind=Kind.CALL, outcome=Outcome.ANSWERED, ago=ago)
        shop.log(ANA, kind=Kind.EMAIL, ago=ago - 20)
        shop.log(BO, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=ago)
        shop.log(BO, kind=Kind.EMAIL, ago=ago - 20)
        shop.log(BO, kind=Kind.EMAIL, direction=Direction.IN, ago=ago - 21)
    learned = shop.read(lambda reader: response.response(reader, TODAY))
    assert learned.chance(ANA, None, Channel.PHONE) > learned.chance(ANA, None, Channel.EMAIL)
    assert learned.chance(BO, None, Channel.EMAIL) > learned.chance(BO, None, Channel.PHONE)
