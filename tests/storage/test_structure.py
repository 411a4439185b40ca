"""How the database is asked, without a clock: by an index, in few statements, and no more for a larger shop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from relapp.domain.changes import Changes
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import customers as customer_verbs
from relapp.services import facts, promises, staff, suggestions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as customers_page
from relapp.services.pages import relationship as relationship_page
from relapp.services.pages import search as search_page
from relapp.services.pages import shop as shop_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customers import ListView
from relapp.storage import candidates, consents, customers, lists, loading, timeline
from relapp.storage.reader import Reader
from relapp.storage.timeline import EVERYTHING, TimelineFilter
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop, a_sold

REGULAR, NEWCOMER = 1, 2
"""The customers that are looked at; the regular comes often, and more often in a larger shop."""

PRODUCTS = ("rye", "spelt", "roll", "wholemeal", "baguette")


def fill(shop: Shop, times: int) -> None:
    """A shop of 20 customers and 700 entries, or ``times`` as many, over as much longer.

    The regular has a quarter of the entries.
    """
    people = [
        (NewCustomer(f"Customer {number}", contacts=(NewContactPoint(ContactKind.PHONE, f"0900 {number:06}"),)), TODAY)
        for number in range(20 * times - 1)
    ]
    count = 700 * times

    def entry(number: int) -> tuple[NewInteraction, None]:
        who = REGULAR if number % 4 == 0 else 3 + number % (20 * times - 2)
        lines = tuple(
            NewPurchaseLine(PRODUCTS[(number + n) % 5], Decimal(1), amount=100 + number % 900) for n in range(2)
        )
        kind = Kind.PURCHASE if number % 2 else Kind.VISIT
        words = f"word{number % 97}" if number % 3 else ""
        moment = at(days_ago(1), 9) - timedelta(hours=12 * (count - number))
        return NewInteraction((who,), kind, moment, words, lines=lines if kind is Kind.PURCHASE else ()), None

    def verb(tx: Transaction) -> None:
        staff.add(tx, "Bea")
        loading.add_customers(tx, [(NewCustomer("Ana Moreira"), TODAY), *people])
        loading.add_interactions(tx, [entry(number) for number in range(count)], "EUR")
        for one in range(1, 20 * times + 1, 7):
            facts.learn(tx, one, NewFact(FactKind.BIRTHDAY, "", month=1 + one % 12, day=1 + one % 28))
            promises.give(tx, one, NewPromise("ring", TODAY))
            promises.wish(tx, one, NewWish("spelt"))

    shop.run("import", verb)
    for number in range(10):
        shop.log(REGULAR, NEWCOMER, words=f"came by {number}", ago=number)


@dataclass
class Watch:
    """What a connection was asked, and how hard SQLite worked."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    steps: int = 0

    @property
    def commits(self) -> int:
        return sum(statement == "COMMIT" for statement, _ in self.statements)

    @property
    def count(self) -> int:
        return sum(not statement.startswith(("BEGIN", "COMMIT")) for statement, _ in self.statements)


@contextmanager
def watching(shop: Shop) -> Iterator[Watch]:
    watch = Watch()
    engine = shop.database._engine

    def asked(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        watch.statements.append((statement, values))

    def stepped() -> int:
        watch.steps += 1
        return 0

    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(stepped, 10)
    event.listen(engine, "before_cursor_execute", asked)
    try:
        yield watch
    finally:
        event.remove(engine, "before_cursor_execute", asked)
        driver.set_progress_handler(None, 0)


@pytest.fixture(scope="module")
def small() -> Iterator[Shop]:
    """A shop of 20 customers; tests here only look, or take back what they did."""
    shop = Shop()
    fill(shop, 1)
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def large() -> Iterator[Shop]:
    """The same, 30 times as large."""
    shop = Shop()
    fill(shop, 30)
    yield shop
    shop.close()


# -- by an index --

_rows = customers_page.rows
READS: dict[str, Callable[[Reader], object]] = {
    "timeline": lambda r: timeline.page(r, REGULAR),
    "timeline, next page": lambda r: timeline.page(r, REGULAR, after=(1_746_000_000, 99)),
    "timeline, by kind": lambda r: timeline.page(r, REGULAR, TimelineFilter(kinds=frozenset({Kind.CALL}))),
    "timeline, by staff": lambda r: timeline.page(r, REGULAR, TimelineFilter(staff_id=1)),
    "timeline, by product": lambda r: timeline.page(r, REGULAR, TimelineFilter(product_id=1)),
    "timeline, by day": lambda r: timeline.page(r, REGULAR, TimelineFilter(since=days_ago(9), until=TODAY)),
    "timeline, by words": lambda r: timeline.page(r, REGULAR, TimelineFilter(words="word7")),
    "timeline, count": lambda r: timeline.count(r, REGULAR, TimelineFilter(kinds=frozenset({Kind.CALL}))),
    "last served": lambda r: timeline.last_served(r, REGULAR, 1),
    "list, latest contact first": customers.ids_by_last_contact,
    "list, rows": lambda r: _rows(r, range(1, 16)),
    "list, promised": lists.with_open_promise,
    "customer page": lambda r: customer_page.page(r, REGULAR, TODAY, staff_id=1),
    "relationship card": lambda r: relationship_page.page(r, REGULAR, TODAY),
    "search, customers": lambda r: search_page.who(r, "moreira"),
    "search, two letters": lambda r: search_page.who(r, "mo"),
    "search, phone": lambda r: search_page.who(r, "0900 000 007"),
    "search, words": lambda r: search_page.page(r, "word7"),
    "day, owed": candidates.owed,
    "day, dates": lambda r: candidates.with_day_between(r, TODAY, TODAY + timedelta(days=7)),
    "day, met": lambda r: candidates.met_between(r, days_ago(92), TODAY),
    "day, visits of all": lambda r: list(candidates.visits(r)),
    "day, had before": lambda r: candidates.had_before(r, REGULAR, {1, 2}, TODAY, 1),
    "brief, quiet told": lambda r: consents.quiet_told(r, [REGULAR]),
    "shop": shop_page.page,
    "import, known": lambda r: loading.known_fingerprints(r, ["5a1e", "5a1f"]),
}
BIG = {
    "interaction", "participant", "purchase_line", "change", "contact_point", "promise", "fact", "customer",
    "removed_entry", "operation",
}  # fmt: skip


def plans(shop: Shop, watch: Watch) -> Iterator[tuple[str, list[str]]]:
    """Each statement, and how SQLite would go about it."""
    with shop.database.read() as reader:
        for statement, values in watch.statements:
            if statement.startswith(("SELECT", "WITH")):
                rows = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                yield " ".join(statement.split()), [row[3] for row in rows]


def is_scan(step: str) -> bool:
    """Whether a big table is read from end to end without an index."""
    words = step.split()
    return words[0] == "SCAN" and words[1] in BIG and "INDEX" not in words


def may_sort(statement: str) -> bool:
    """Whether it sorts few rows only: those that it names, a capped number, or the acts that could be done again."""
    return any(sign in statement for sign in (" IN (", "LIMIT ?) WHERE", "ORDER BY operation.head DESC"))


@pytest.mark.parametrize("name", READS)
def test_a_read_goes_by_an_index_and_sorts_nothing(large: Shop, name: str) -> None:
    with watching(large) as watch:
        large.read(READS[name])
    assert watch.count
    for statement, steps in plans(large, watch):
        assert not any(map(is_scan, steps)), (statement, steps)
        assert may_sort(statement) or not any("FOR ORDER BY" in step for step in steps), (statement, steps)


@pytest.mark.parametrize("name", ["timeline, by product", "day, had before"])
def test_a_filter_by_product_looks_at_the_lines_of_entries_not_at_all_sales_of_the_product(
    large: Shop, name: str
) -> None:
    with watching(large) as watch:
        large.read(READS[name])
    steps = [step for _, plan in plans(large, watch) for step in plan]
    assert any("purchase_line_interaction_id" in step for step in steps)
    assert not any("purchase_line_product_id" in step for step in steps)


# -- no more for a larger shop --

SAME_WORK: dict[str, Callable[[Reader], object]] = {
    "timeline": lambda r: timeline_page.page(r, REGULAR),
    "timeline, older page": lambda r: timeline_page.page(r, REGULAR, EVERYTHING, (int(at(days_ago(1)).timestamp()), 1)),
    "customer page": lambda r: customer_page.page(r, REGULAR, TODAY, staff_id=1),
    "page of somebody else's regular": lambda r: customer_page.page(r, REGULAR, TODAY, staff_id=99),
    "newcomer's page": lambda r: customer_page.page(r, NEWCOMER, TODAY, staff_id=1),
    "search by name": lambda r: search_page.page(r, "moreira"),
    "search by phone": lambda r: search_page.page(r, "0900 000 007"),
    "list, rows": lambda r: _rows(r, range(1, 16)),
    "shop's frame": shop_page.page,
}


@pytest.mark.parametrize("name", SAME_WORK)
def test_a_shop_thirty_times_as_large_asks_for_no_more_work(small: Shop, large: Shop, name: str) -> None:
    steps = []
    for shop in (small, large):
        with watching(shop) as watch:
            shop.read(SAME_WORK[name])
        steps.append(watch.steps)
    assert 0 < steps[1] <= 1.5 * steps[0], steps


def test_logging_in_a_large_shop_is_no_more_work(small: Shop, large: Shop) -> None:
    steps = []
    for shop in (small, large):
        with watching(shop) as watch:
            shop.log(REGULAR, words="tried the new roll")
        steps.append(watch.steps)
        shop.operations.undo()
    assert 0 < steps[1] <= 1.5 * steps[0], steps


# -- in few statements --


def test_logging_is_one_commit_and_few_statements(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.sell(ana, a_sold("rye"))
    with watching(shop) as watch:
        shop.log(ana, words="tried the new roll")
    assert (watch.commits, watch.count) == (1, 16)
    with watching(shop) as watch:
        shop.sell(ana, *(a_sold("rye", cents) for cents in range(20)))
    assert (watch.commits, watch.count) == (1, 18)
    with watching(shop) as watch:
        shop.log(
            ana,
            bo,
            kind=Kind.PURCHASE,
            lines=(a_sold("new"), a_sold("newer")),
            facts=(NewFact("dog", "poodle"),),
            promises=(NewPromise("ring"),),
            wishes=(NewWish("spelt"),),
        )
    assert (watch.commits, watch.count) == (1, 33)


def test_undo_is_one_commit_and_as_many_statements_as_there_are_tables(shop: Shop) -> None:
    ana = shop.customer("Ana")
    counts = []
    for lines in (1, 50):
        shop.sell(ana, *(a_sold("rye", cents) for cents in range(lines)))
        with watching(shop) as watch:
            shop.operations.undo()
        assert watch.commits == 1
        counts.append(watch.count)
    assert counts == [39, 39]


def test_undo_of_many_small_rows_goes_table_by_table(shop: Shop) -> None:
    """Row by row, taking back a list of 10,000 people would take as long as typing it."""
    counts = []
    for people in (10, 200):
        new = [NewCustomer(f"Customer {n}", contacts=(NewContactPoint(ContactKind.PHONE, "1"),)) for n in range(people)]
        shop.run("import", lambda tx, new=new: [customers.add(tx, one) for one in new])  # type: ignore[misc]
        for turn in (shop.operations.undo, shop.operations.redo, shop.operations.undo):
            with watching(shop) as watch:
                turn()
            counts.append(watch.count)
    assert counts[:3] == counts[3:]


def test_opening_a_customer_is_few_statements_however_much_there_is(small: Shop, large: Shop) -> None:
    for shop in (small, large):
        for one in (REGULAR, NEWCOMER):
            with watching(shop) as watch, shop.database.read() as reader:
                customer_page.page(reader, one, TODAY, staff_id=1)
            assert watch.count == 36


def test_the_relationship_card_is_few_statements_however_much_there_is(small: Shop, large: Shop) -> None:
    for shop in (small, large):
        with watching(shop) as watch, shop.database.read() as reader:
            relationship_page.page(reader, REGULAR, TODAY)
        assert watch.count <= 20


def test_other_pages_are_few_statements(large: Shop) -> None:
    people = range(1, 129)
    with watching(large) as watch:
        large.read(lambda r: _rows(r, people))
    assert watch.count == 3
    with watching(large) as watch:
        large.read(lambda r: timeline_page.page(r, REGULAR))
    assert watch.count <= 11
    with watching(large) as watch:
        large.read(lambda r: customers_page.ids(r, ListView.EVERYONE, TODAY))
    # Who has an appointment ahead, and everyone.
    assert watch.count == 2
    with watching(large) as watch:
        large.read(lambda r: search_page.page(r, "moreira"))
    assert watch.count <= 17


def test_one_logged_entry_costs_one_customers_rules(small: Shop, large: Shop) -> None:
    counts = []
    for shop in (small, large):
        stale = shop.read(lambda r: suggestions.board(r, TODAY))
        changes = Changes(frozenset({"interaction"}), frozenset({REGULAR}))
        with watching(shop) as watch, shop.database.read() as reader:
            suggestions.refresh(reader, stale, changes)
        counts.append(watch.count)
    assert counts[0] == counts[1] <= 30


def test_what_was_logged_is_in_the_file_when_logging_ends(tmp_path: Path) -> None:
    """Another connection sees it at once, and the log of writes has been made durable."""
    shop, other = Shop(tmp_path / "shop.sqlite"), Shop(tmp_path / "shop.sqlite")
    try:
        ana = shop.customer("Ana")
        shop.log(ana, words="poodle")
        assert [row.words for row in other.tables()["interaction"]] == ["poodle"]
    finally:
        other.close()
        shop.close()


# -- removed at once, however much --


def test_removing_a_customer_costs_no_statement_for_each_of_their_entries() -> None:
    asked = []
    for count in (10, 400):
        shop = Shop()
        ana = shop.customer("Ana")
        entries = [(NewInteraction((ana,), Kind.VISIT, at(days_ago(ago))), None) for ago in range(count)]
        shop.run("import", lambda tx, entries=entries: loading.add_interactions(tx, entries, "EUR"))  # type: ignore[misc]
        with watching(shop) as watch:
            shop.run("customer_remove", lambda tx, ana=ana: customer_verbs.remove(tx, [ana]))  # type: ignore[misc]
        asked.append(watch.count)
        shop.close()
    assert asked[0] == asked[1]
