"""The list of customers keeps its order while single customers change."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import customers, interactions
from relapp.services.operations import Operations
from relapp.services.pages import customers as page
from relapp.services.pages.customers import ListView
from relapp.storage.database import Database
from tests.builders import TODAY, at

PEOPLE = 6


@given(st.lists(st.tuples(st.integers(1, PEOPLE), st.integers(0, 4), st.booleans()), max_size=12))
def test_a_changed_customer_is_put_where_reading_everyone_again_puts_them(
    acts: list[tuple[int, int, bool]],
) -> None:
    database = Database.in_memory()
    operations = Operations(database, now=lambda: at(TODAY))
    for number in range(PEOPLE):
        operations.run("customer_add", partial(customers.add, new=NewCustomer(f"Customer {number}")))
    with database.read() as reader:
        shown = page.ids(reader, ListView.EVERYONE, TODAY)
    for customer, ago, undone in acts:
        entry = NewInteraction((customer,), Kind.VISIT, at(TODAY) - timedelta(days=ago), "here")
        report = operations.run("log", partial(interactions.log, entry=entry))
        if undone:
            operations.undo()
        assert report.changes.customers is not None
        with database.read() as reader:
            shown = page.moved(reader, shown, report.changes.customers, TODAY)
            assert shown == page.ids(reader, ListView.EVERYONE, TODAY)
    database.close()


def test_a_customer_who_is_gone_leaves_the_list_and_a_new_one_joins_it() -> None:
    database = Database.in_memory()
    operations = Operations(database, now=lambda: at(TODAY))
    first, second = (
        operations.run("customer_add", partial(customers.add, new=NewCustomer(name))).result for name in ("Ana", "Ben")
    )
    operations.undo()
    with database.read() as reader:
        assert page.moved(reader, [first, second], [second], TODAY) == [first]
        assert page.moved(reader, [], [first], TODAY) == [first]
    database.close()


def test_without_an_import_nobody_was_just_imported() -> None:
    database = Database.in_memory()
    Operations(database, now=lambda: at(TODAY)).run("customer_add", partial(customers.add, new=NewCustomer("Ana")))
    with database.read() as reader:
        assert page.ids(reader, ListView.IMPORTED, TODAY) == []
    database.close()
