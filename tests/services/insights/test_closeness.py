"""The four steps: by hand on a small shop, and by plain queries on the sample shop, each with what it was before."""

from __future__ import annotations

from datetime import timedelta

from relapp.domain.closeness import Closeness, Step
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.wishes import WishState
from relapp.services import customers, promises
from relapp.services.pages.insights import closeness as page
from relapp.services.pages.insights.asking import Asked
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.shop import Shop, a_sold


def load(shop: Shop) -> Closeness:
    return shop.read(lambda reader: page.load(reader, Asked(TODAY)))


def now(shop: Shop, step: Step) -> tuple[set[int], int]:
    found = load(shop)
    shown = shop.read(lambda reader: page.behind(reader, found, step, Asked(TODAY)))
    assert shown.customers == found.steps[step].now
    return set(found.steps[step].now), found.steps[step].before


def at(shop: Shop, ago: int) -> None:
    shop.set_day(TODAY - timedelta(days=ago))


def test_identified_is_who_has_a_contact_and_had_it_then(shop: Shop) -> None:
    from relapp.domain.customers import ContactKind, NewContactPoint

    at(shop, 120)
    early = shop.customer("Ana", phone="0171 2345678")
    later = shop.customer("Ben")
    shop.customer("Eva")
    at(shop, 10)
    point = NewContactPoint(ContactKind.EMAIL, "ben@example.org")
    shop.run("contact_add", lambda tx: customers.add_contact(tx, later, point))
    new = shop.customer("Ida", email="ida@example.org")
    assert now(shop, Step.IDENTIFY) == ({early, later, new}, 1)


def test_differentiated_is_of_whom_a_need_or_the_worth_is_known(shop: Shop) -> None:
    needs, guessed, greeted, wishing, buying, twice, corrected = (shop.customer(str(n)) for n in range(1, 8))
    at(shop, 100)
    shop.learn(needs, "likes", "rye")
    at(shop, 5)
    shop.learn(guessed, "likes", "rye", certainty=Certainty.GUESSED)
    shop.learn(greeted, "greet as", "Mrs Dr")
    shop.learn(corrected, "size", "38")
    at(shop, 4)
    shop.learn(corrected, "size", "39")
    shop.wish(wishing, "spelt")
    for ago in (3, 2, 1):
        shop.sell(buying, a_sold("rye", 320), ago=ago)
    for ago in (3, 2):
        shop.sell(twice, a_sold("rye", 320), ago=ago)
    assert now(shop, Step.DIFFERENTIATE) == ({needs, wishing, buying, corrected}, 1)


def test_interacted_is_both_ways_and_reached(shop: Shop) -> None:
    both, alone, vain, met, missed, before = (shop.customer(str(n)) for n in range(1, 7))
    for one in (both, alone, vain):
        shop.log(one, kind=Kind.VISIT, ago=90)
    shop.log(both, kind=Kind.CALL, channel=Channel.PHONE, outcome=Outcome.ANSWERED, ago=0)
    shop.log(vain, kind=Kind.CALL, channel=Channel.PHONE, outcome=Outcome.UNANSWERED, ago=5)
    shop.log(alone, kind=Kind.DELIVERY, ago=5)
    shop.log(met, kind=Kind.APPOINTMENT, ago=5)
    shop.log(missed, kind=Kind.APPOINTMENT, outcome=Outcome.UNANSWERED, ago=5)
    shop.log(before, kind=Kind.VISIT, ago=91)
    shop.log(before, kind=Kind.EMAIL, direction=Direction.OUT, ago=181)
    assert now(shop, Step.INTERACT) == ({both, met}, 1)


def test_tailored_is_for_whom_something_was_done(shop: Shop) -> None:
    wishing, promised, neither = (shop.customer(str(n)) for n in range(1, 4))
    wish = shop.wish(wishing, "spelt")
    given = shop.promise(promised, "keep a loaf")
    shop.promise(neither, "keep another")
    at(shop, 91)
    shop.run("wish_settle", lambda tx: promises.settle_wish(tx, wish, WishState.MET))
    at(shop, 0)
    shop.run("promise_settle", lambda tx: promises.settle(tx, given, PromiseState.KEPT))
    assert now(shop, Step.TAILOR) == ({promised}, 1)


def test_the_sample_shops_four_numbers_are_those_of_plain_queries(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
    run = bakery._engine.connect().exec_driver_sql
    reachable = "SELECT DISTINCT customer_id FROM contact_point WHERE kind IN ('phone', 'email', 'address')"
    assert set(found.steps[Step.IDENTIFY].now) == {row[0] for row in run(reachable)}
    since = TODAY.toordinal() - 90
    contacts = (
        "SELECT p.customer_id, p.direction, p.kind, i.outcome FROM participant p JOIN interaction i "
        f"ON i.id = p.interaction_id WHERE p.kind != 'note' AND p.day BETWEEN {since} AND {TODAY.toordinal()}"
    )
    theirs, ours, met = set(), set(), set()
    for customer, direction, kind, outcome in run(contacts):
        if direction == "in":
            theirs.add(customer)
        elif outcome != "unanswered" and direction == "out" and kind != "delivery":
            ours.add(customer)
        elif outcome != "unanswered" and direction == "both":
            met.add(customer)
    assert set(found.steps[Step.INTERACT].now) == (theirs & ours) | met
    day = "date(a.moment + 60 * a.utc_offset, 'unixepoch')"
    first, last = (TODAY - timedelta(days=90)).isoformat(), TODAY.isoformat()
    done = {
        row[0]
        for row in run(
            "SELECT a.customer_id FROM suggestion_answer a LEFT JOIN interaction i ON i.id = a.interaction_id "
            "WHERE a.answer = 'done' AND a.kind NOT IN ('tidy', 'hand_over') AND "
            f"coalesce(i.outcome, a.outcome, '') != 'unanswered' AND {day} BETWEEN '{first}' AND '{last}'"
        )
    }
    for query in (
        f"SELECT customer_id FROM wish WHERE state = 'met' AND closed BETWEEN '{first}' AND '{last}'",
        "SELECT customer_id FROM promise WHERE state = 'kept' AND promised_by = 'shop' AND "
        f"closed BETWEEN '{first}' AND '{last}'",
    ):
        done |= {row[0] for row in run(query)}
    assert set(found.steps[Step.TAILOR].now) == done
    assert found.everybody == run("SELECT count(*) FROM customer").scalar()
    assert all(one.before <= found.everybody for one in found.steps.values())
