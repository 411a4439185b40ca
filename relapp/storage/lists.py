"""Lists over the whole shop, each by an index."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, func, select, union

from relapp.domain.changes import OperationState
from relapp.domain.interactions import Kind
from relapp.domain.promises import Promise, PromisedBy, PromiseState
from relapp.storage import promises, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_moment

PRODUCTS_NAMED = 3


@dataclass(frozen=True, slots=True)
class LatestEntry:
    """What a list says of somebody's latest entry; ``products`` are the first few of it."""

    at: datetime
    kind: Kind
    words: str
    products: tuple[str, ...]


def with_open_promise(reader: Reader) -> list[int]:
    """Customers to whom the shop owes something, the earliest due first, those without a day last."""
    table = schema.promise
    statement = (
        select(table.c.customer_id)
        .where(table.c.state == PromiseState.OPEN, table.c.promised_by == PromisedBy.SHOP)
        .order_by(table.c.due.nulls_last(), table.c.id)
    )
    return list(dict.fromkeys(reader.scalars(statement)))


def added_since(reader: Reader, day: date) -> list[int]:
    """Customers added on ``day`` or later, newest first."""
    table = schema.customer
    return reader.scalars(select(table.c.id).where(table.c.added >= day.isoformat()).order_by(table.c.id.desc()))


def newest_import(reader: Reader) -> int | None:
    """The newest batch that stands."""
    batch, operation = schema.import_batch, schema.operation
    # One that brought a whole shop brought the records of that shop's imports with it; its own came first.
    statement = select(func.min(batch.c.id)).join(operation, operation.c.id == batch.c.operation_id)
    standing = statement.where(operation.c.state == OperationState.DONE).group_by(batch.c.operation_id)
    found = reader.scalar(standing.order_by(batch.c.operation_id.desc()).limit(1))
    return None if found is None else int(found)


def of_import(reader: Reader, batch_id: int) -> list[int]:
    """Customers that an import brought, or to whom it added entries, contacts or facts; by id."""
    customer, entry, people = schema.customer, schema.interaction, schema.participant
    change, batch = schema.change, schema.import_batch
    act = select(batch.c.operation_id).where(batch.c.id == batch_id).scalar_subquery()

    def written(table: Table[Any], whose: ColumnElement[Any], action: str) -> Select[Any]:
        within = table.c.id.between(change.c.row_id, change.c.last_id)
        found = select(whose).select_from(change.join(table, within))
        return found.where(change.c.operation_id == act, change.c.table_name == table.name, change.c.action == action)

    statement = union(
        select(customer.c.id).where(customer.c.batch_id == batch_id),
        select(people.c.customer_id)
        .join(entry, entry.c.id == people.c.interaction_id)
        .where(entry.c.batch_id == batch_id),
        # A whole shop's customers keep the imports that they came by there.
        written(customer, customer.c.id, "insert"),
        written(customer, customer.c.id, "update"),
        *(written(table, table.c.customer_id, "insert") for table in (schema.contact_point, schema.fact)),
    )
    return sorted(reader.scalars(statement))


def latest_entries(reader: Reader, customer_ids: Collection[int], today: date = date.max) -> dict[int, LatestEntry]:
    """The latest entry up to ``today`` of each customer who has any."""
    people, stat = schema.participant, schema.customer_stat
    newest = (
        select(people.c.interaction_id)
        .where(people.c.customer_id == stat.c.customer_id, people.c.day <= today.toordinal())
        .order_by(people.c.moment.desc(), people.c.interaction_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    entry = schema.interaction
    columns = (stat.c.customer_id, entry.c.moment, entry.c.utc_offset, entry.c.kind, entry.c.words)
    products = [_product(place) for place in range(PRODUCTS_NAMED)]
    found: dict[int, LatestEntry] = {}
    for some in portions(list(customer_ids)):
        pairs = stat.join(entry, entry.c.id == newest)
        statement = select(*columns, *products).select_from(pairs).where(stat.c.customer_id.in_(some))
        for customer_id, moment, offset, kind, words, *names in reader.rows(statement):
            named = tuple(dict.fromkeys(name for name in names if name is not None))
            found[customer_id] = LatestEntry(to_moment(moment, offset), Kind(kind), words, named)
    return found


def _product(place: int) -> ScalarSelect[Any]:
    """What stands on one line of an entry; an index finds it, however many lines follow."""
    line, product, entry = schema.purchase_line, schema.product, schema.interaction
    return (
        select(product.c.name)
        .join(line, line.c.product_id == product.c.id)
        .where(line.c.interaction_id == entry.c.id)
        .order_by(line.c.id)
        .limit(1)
        .offset(place)
        .correlate(entry)
        .scalar_subquery()
    )


def first_promises(reader: Reader, customer_ids: Collection[int]) -> dict[int, Promise]:
    """The open promise of ours that is due first, by customer."""
    found = {}
    for customer_id, given in promises.open_of(reader, customer_ids).items():
        ours = [promise for promise in given if promise.by is PromisedBy.SHOP]
        if ours:
            found[customer_id] = min(ours, key=lambda promise: (promise.due or date.max, promise.id))
    return found
