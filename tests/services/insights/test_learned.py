"""What was learned: by week, sort and person, by hand and by plain queries; and how much is known of those who come."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from relapp.domain.facts import Certainty, FactKind, NewFact
from relapp.domain.interactions import Kind
from relapp.domain.learned import What
from relapp.domain.questions import STANDARD, Unknown
from relapp.domain.receipts import Receipt, Source
from relapp.services import facts, questions, staff
from relapp.services.pages.insights import learned as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.learned import NOBODY, SHALLOW, LearnedPage, lacking_code, week_code
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.shop import Shop

MONDAY = TODAY - timedelta(days=1)
BIRTHDAY = next(one for one in STANDARD if one.kind == FactKind.BIRTHDAY)


def load(shop: Shop) -> LearnedPage:
    return shop.read(lambda reader: page.load(reader, Asked(TODAY)))


def opened(shop: Shop, found: LearnedPage, code: str) -> list[Receipt]:
    shown = shop.read(lambda reader: page.behind(reader, found, code, Asked(TODAY)))
    return [piece.receipt for piece in shown.evidence]


def fact(number: int) -> Receipt:
    return Receipt(Source.FACT, number)


def test_each_sort_counts_in_its_week_for_who_noted_it(shop: Shop) -> None:
    ina = shop.run("staff_add", lambda tx: staff.add(tx, "Ina"))
    kwame = shop.run("staff_add", lambda tx: staff.add(tx, "Kwame"))
    ana = shop.customer()
    shop.set_day(MONDAY - timedelta(days=1))
    old = shop.learn(ana, "size", "38")
    likes = shop.learn(ana, "likes", "rye")
    shop.set_day(MONDAY)
    shop.operations.staff_id = ina
    new = shop.learn(ana, "size", "39")
    shop.operations.staff_id = kwame
    shop.run("fact_confirm", lambda tx: facts.confirm(tx, likes))
    shop.run("fact_confirm", lambda tx: facts.confirm(tx, likes))
    told = shop.run("question_answer", lambda tx: questions.answer(tx, ana, Unknown(BIRTHDAY), "3 May"))
    shop.run("question_answer", lambda tx: questions.nothing(tx, ana, Unknown(STANDARD[1])))
    shop.set_day(TODAY)
    found = load(shop)
    now, before = found.weeks[:2]
    assert now.monday == MONDAY
    assert now.counts() == {What.NEW: 1, What.CORRECTED: 1, What.CONFIRMED: 1, What.ANSWERED: 2}
    assert before.counts() == {What.NEW: 2}
    assert now.people() == {ina: 1, kwame: 4}
    assert opened(shop, found, week_code(now, What.CORRECTED)) == [fact(new)]
    assert opened(shop, found, week_code(now, What.CONFIRMED)) == [fact(likes)]
    assert opened(shop, found, week_code(now, What.NEW)) == [fact(told or 0)]
    customer = Receipt(Source.CUSTOMER, ana)
    assert set(opened(shop, found, week_code(now, What.ANSWERED))) == {fact(told or 0), customer}
    assert set(opened(shop, found, week_code(before, staff_id=NOBODY))) == {fact(old), fact(likes)}
    assert opened(shop, found, week_code(now, staff_id=ina)) == [fact(new)]
    shop.operations.undo()
    assert load(shop).weeks[0].counts()[What.ANSWERED] == 1


def test_what_is_of_an_entry_or_was_taken_back_is_not_learned(shop: Shop) -> None:
    ana = shop.customer()
    fact_of_entry = NewFact(FactKind.BOUGHT_FOR, "her son")
    shop.log(ana, kind=Kind.PURCHASE, facts=(fact_of_entry,))
    shop.learn(ana, "likes", "rye")
    shop.operations.undo()
    assert all(not week.lessons for week in load(shop).weeks)


def test_depth_by_hand(shop: Shop) -> None:
    ana, ben, eva = shop.customer("Ana", phone="0171 2345678"), shop.customer("Ben"), shop.customer("Eva")
    for one in (ana, ben):
        shop.log(one, kind=Kind.PURCHASE, ago=5)
    shop.log(eva, kind=Kind.PURCHASE, ago=366)
    shop.set_day(TODAY - timedelta(days=500))
    shop.learn(ana, "birthday", "", month=5, day=3)
    shop.learn(ana, "Likes", "rye")
    shop.set_day(TODAY - timedelta(days=3))
    shop.learn(ben, "likes", "spelt", certainty=Certainty.GUESSED)
    shop.learn(ana, "likes", "buns")
    shop.learn(eva, "hobby", "trains")
    shop.set_day(TODAY)
    depth = load(shop).depth
    assert set(depth.people) == {ana, ben}
    things = {thing.kind: thing for thing in depth.things}
    assert set(things) == {"reach", "size", "buys for", "usual", "birthday", "Likes"}
    assert (things["reach"].known, things["reach"].fresh, things["reach"].lacking) == (1, 0, (ben,))
    assert (things["birthday"].known, things["birthday"].fresh) == (1, 0)
    assert (things["Likes"].known, things["Likes"].fresh, things["Likes"].lacking) == (1, 1, (ben,))
    assert depth.scores == {ana: (3, 1), ben: (0, 0)}
    assert depth.typical == (1.5, 0.5)
    found = load(shop)
    place = [thing.kind for thing in depth.things].index("birthday")
    for code in (SHALLOW, lacking_code(place)):
        assert shop.read(partial(page.behind, found=found, code=code, _asked=Asked(TODAY))).customers == (ben,)


def test_the_sample_shops_figures_are_those_of_plain_queries(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
    run = bakery._engine.connect().exec_driver_sql
    plain = "kind NOT IN ('bought for', 'remark theme')"
    for week in found.weeks:
        days = f"BETWEEN '{week.monday}' AND '{min(week.monday + timedelta(days=6), TODAY)}'"
        counts = week.counts()
        learned = run(f"SELECT count(*) FROM fact WHERE {plain} AND learned {days}").scalar()
        assert counts[What.NEW] + counts[What.CORRECTED] == learned
        confirmed = run(f"SELECT count(*) FROM fact WHERE {plain} AND confirmed {days}").scalar()
        assert counts[What.CONFIRMED] >= (confirmed or 0), "one that was confirmed again later counts in both weeks"
        asked = run(f"SELECT count(*) FROM question_put WHERE answer = 'answered' AND day {days}").scalar()
        assert counts[What.ANSWERED] == asked
    first, last = TODAY.toordinal() - 364, TODAY.toordinal()
    came = {
        row[0]
        for row in run(
            "SELECT DISTINCT customer_id FROM participant WHERE kind IN ('visit', 'purchase') "
            f"AND day BETWEEN {first} AND {last}"
        )
    }
    assert set(found.depth.people) == came
    holding = "superseded_by IS NULL AND NOT retired AND certainty != 'guessed'"
    for thing in found.depth.things:
        query = f"SELECT DISTINCT customer_id FROM fact WHERE {holding} AND kind = '{thing.kind}'"
        known = {row[0] for row in run(query)}
        if thing.kind == FactKind.REACH:
            known |= {row[0] for row in run("SELECT customer_id FROM contact_point WHERE kind != 'other'")}
        assert thing.known == len(known & came)
        assert set(thing.lacking) == came - known
    assert sum(known for known, _ in found.depth.scores.values()) == sum(one.known for one in found.depth.things)
