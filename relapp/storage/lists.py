"""Lists over the whole shop, each by an index."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise, PromisedBy, PromiseState
from relapp.storage import interactions, promises, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader


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
    statement = select(func.max(batch.c.id)).join(operation, operation.c.id == batch.c.operation_id)
    found = reader.scalar(statement.where(operation.c.state == "done"))
    return None if found is None else int(found)


def of_latest_import(reader: Reader) -> list[int]:
    """Customers that the newest import which stands brought, by id."""
    table = schema.customer
    return reader.scalars(select(table.c.id).where(table.c.batch_id == newest_import(reader)).order_by(table.c.id))


def latest_entries(reader: Reader, customer_ids: Collection[int]) -> dict[int, Interaction]:
    """The latest entry of each customer."""
    people, stat = schema.participant, schema.customer_stat
    newest = (
        select(people.c.interaction_id)
        .where(people.c.customer_id == stat.c.customer_id)
        .order_by(people.c.moment.desc(), people.c.interaction_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    tips: dict[int, int] = {}
    for some in portions(list(customer_ids)):
        rows = reader.rows(select(stat.c.customer_id, newest).where(stat.c.customer_id.in_(some)))
        tips.update((row[0], row[1]) for row in rows if row[1] is not None)
    found = {entry.id: entry for entry in interactions.find(reader, set(tips.values()))}
    return {customer_id: found[tip] for customer_id, tip in tips.items()}


def first_promises(reader: Reader, customer_ids: Collection[int]) -> dict[int, Promise]:
    """The open promise of ours that is due first, by customer."""
    found = {}
    for customer_id, given in promises.open_of(reader, customer_ids).items():
        ours = [promise for promise in given if promise.by is PromisedBy.SHOP]
        if ours:
            found[customer_id] = min(ours, key=lambda promise: (promise.due or date.max, promise.id))
    return found
