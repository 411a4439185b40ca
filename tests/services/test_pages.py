"""What each screen shows, in one consistent look."""

from __future__ import annotations

from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Kind
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.wishes import NewWish
from relapp.services import customers, promises, staff
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as customers_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customer import CustomerPage
from relapp.services.pages.customers import CustomerRow, ListView
from relapp.storage.timeline import TimelineFilter, position
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold


def page(shop: Shop, customer_id: int, **options: object) -> CustomerPage:
    found = shop.read(lambda reader: customer_page.page(reader, customer_id, TODAY, **options))  # type: ignore[arg-type]
    assert found is not None
    return found


def listed(shop: Shop, view: ListView) -> list[str]:
    with shop.database.read() as reader:
        ids = customers_page.ids(reader, view, TODAY)
        rows = customers_page.rows(reader, ids)
    return [rows[one].name for one in ids]


def row(shop: Shop, customer_id: int) -> CustomerRow:
    return shop.read(lambda reader: customers_page.rows(reader, [customer_id]))[customer_id]


# -- one customer --


def test_a_customer_page_holds_all_that_is_known(shop: Shop) -> None:
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    ana, bo = shop.customer("Ana", phone="0123", email="ana@example.org"), shop.customer("Bo")
    first = shop.log(ana, bo, ago=20, words="came together")
    entry = shop.sell(ana, a_sold("rye", 320), ago=9)
    fact = shop.learn(ana, FactKind.SIZE, "39")
    kept, due = shop.promise(ana, "old", due_in=-9), shop.promise(ana, "ring", due_in=2)
    shop.run("promise_settle", lambda tx: promises.settle(tx, kept, PromiseState.KEPT))
    wish = shop.wish(ana, "spelt")
    shop.log(bo, words="somebody else")

    found = page(shop, ana, staff_id=1)
    assert found.customer.name == "Ana"
    assert (found.stat.entries, found.stat.spend, found.count) == (2, 320, 2)
    assert [point.value for point in found.contacts] == ["0123", "ana@example.org"]
    assert [one.id for one in found.facts] == [fact]
    assert [one.id for one in found.promises] == [due, kept]
    assert [one.id for one in found.wishes] == [wish]
    assert [(shown.interaction.id, shown.staff, shown.others) for shown in found.timeline.entries] == [
        (entry, "Bea", ()),
        (first, "Bea", ("Bo",)),
    ]
    assert found.served == position(shop.entry(entry))
    assert not found.timeline.more
    assert page(shop, ana).served is None
    assert found.brief


def test_somebody_who_is_gone_has_no_page(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert shop.read(lambda reader: customer_page.page(reader, ana, TODAY)) is None
    assert shop.read(lambda reader: customers_page.rows(reader, [ana])) == {}


def test_the_count_follows_the_filter(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for ago in range(60):
        shop.log(ana, ago=ago, kind=Kind.CALL if ago % 3 else Kind.VISIT)
    found = page(shop, ana, keep=TimelineFilter(kinds=frozenset({Kind.VISIT})))
    assert (found.count, len(found.timeline.entries), found.stat.entries) == (20, 20, 60)
    assert page(shop, ana).timeline.more


def test_entries_of_days_to_come_are_on_the_timeline(shop: Shop) -> None:
    ana = shop.customer("Ana")
    past, coming = shop.log(ana, ago=1), shop.log(ana, kind=Kind.APPOINTMENT, ago=-3)
    assert [one.interaction.id for one in page(shop, ana).timeline.entries] == [coming, past]


def test_a_timeline_entry_shows_what_came_of_it(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, facts=(NewFact("dog", "poodle"),), promises=(NewPromise("ring"),), wishes=(NewWish("spelt"),))
    (shown,) = page(shop, ana).timeline.entries
    assert shown.interaction.id == entry
    assert [one.value for one in shown.facts] == ["poodle"]
    assert [one.words for one in shown.promises] == ["ring"]
    assert [one.words for one in shown.wishes] == ["spelt"]


def test_receipts_open_what_they_point_at(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    old, new = shop.log(ana, ago=9), shop.log(ana, bo, ago=1)
    fact, promise, wish = shop.learn(ana, "dog", "poodle"), shop.promise(ana, "ring"), shop.wish(ana, "spelt")
    receipts = (
        Receipt(Source.INTERACTION, old),
        Receipt(Source.INTERACTION, new),
        Receipt(Source.FACT, fact),
        Receipt(Source.PROMISE, promise),
        Receipt(Source.WISH, wish),
        Receipt(Source.WISH, 99),
    )
    found = shop.read(lambda reader: customer_page.evidence(reader, receipts, ana))
    assert [(entry.interaction.id, entry.others) for entry in found.entries] == [(new, ("Bo",)), (old, ())]
    assert [one.id for one in found.facts] == [fact]
    assert [one.id for one in found.promises] == [promise]
    assert [one.id for one in found.wishes] == [wish]


def test_earlier_texts_say_who_changed_them(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="first")
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.edit(entry, words="second")
    (text,) = shop.read(lambda reader: timeline_page.earlier_texts(reader, entry))
    assert (text.words, text.by, text.edited) == ("first", "Bea", shop.now)


# -- the list --


def test_each_view_lists_in_its_own_order(shop: Shop) -> None:
    shop.set_day(days_ago(40))
    zoe = shop.customer("Zoë")
    shop.set_day(days_ago(30))
    ana, never = shop.customer("Ána"), shop.customer("bo")
    shop.set_day(TODAY)
    latest = shop.customer("Cy")
    shop.log(latest, ago=1)
    shop.log(zoe, ago=5)
    shop.log(ana, ago=9)
    shop.promise(never, "ring", due_in=5)
    shop.promise(zoe, "call")
    shop.promise(ana, "write", due_in=-2)
    assert listed(shop, ListView.EVERYONE) == ["Cy", "Zoë", "Ána", "bo"]
    assert listed(shop, ListView.NAME) == ["Ána", "bo", "Cy", "Zoë"]
    assert listed(shop, ListView.DUE) == ["Ána", "bo", "Zoë"]
    assert listed(shop, ListView.NEW) == ["Cy", "bo", "Ána"]
    assert listed(shop, ListView.IMPORTED) == []
    assert shop.read(lambda reader: customers_page.recent_imports(reader, TODAY)) == ()


def test_a_row_tells_the_latest_contact_and_the_promise_due_first(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira")
    assert (row(shop, ana).last, row(shop, ana).kind, row(shop, ana).words, row(shop, ana).initials) == (
        None,
        None,
        "",
        "AM",
    )
    shop.log(ana, words="older", ago=9)
    entry = shop.log(ana, words="tried the new roll", kind=Kind.CALL, ago=2)
    shop.promise(ana, "later", due_in=9)
    shop.promise(ana, "sooner", due_in=3)
    found = row(shop, ana)
    assert (found.last, found.kind, found.words) == (shop.entry(entry).at, Kind.CALL, "tried the new roll")
    assert (found.promise, found.due) == ("sooner", days_ago(-3))


def test_a_row_names_at_most_three_products(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.sell(ana, *(a_sold(name) for name in ("rye", "rye", "roll", "spelt", "bun")))
    assert row(shop, ana).words == "rye, roll"
    shop.sell(ana, *(a_sold(name) for name in ("rye", "roll", "spelt", "bun")))
    assert row(shop, ana).words == "rye, roll, spelt"
