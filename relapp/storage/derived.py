"""What is kept beside the facts so that lists and search are quick, brought up to date in the same transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, insert, select

from relapp.domain.customers import ContactKind
from relapp.domain.folding import digits, fold, fold_words
from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.touched import MEMORY_TABLES, Touched

if TYPE_CHECKING:
    from relapp.storage.transaction import Transaction

T = TypeVar("T")

PORTION = 500
"""How many ids one statement names."""

MANY = 1000
"""Above so many customers a change is announced for everyone."""


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """``items`` in pieces of at most :data:`PORTION`."""
    for start in range(0, len(items), PORTION):
        yield items[start : start + PORTION]


def packed(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as compressed JSON: column names once, then values."""
    content = json.dumps([columns, rows], ensure_ascii=False)
    return zlib.compress(content.encode(), 1)


def unpacked(content: bytes) -> list[dict[str, Any]]:
    """The rows of :func:`packed`."""
    columns, rows = json.loads(zlib.decompress(content))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def refresh(tx: Transaction, touched: Touched) -> set[int] | None:
    """Bring sums and search up to date; the customers touched, ``None`` if they are many."""
    customers = touched.customers | _participants(tx, touched)
    _refresh_sums(tx, touched)
    _refresh_keys(tx, touched)
    _refresh_words(tx, touched)
    _refresh_memory(tx, touched)
    return None if len(customers) > MANY else customers


def _participants(tx: Reader, touched: Touched) -> set[int]:
    if len(touched.words) > MANY:
        return set()
    table = schema.participant
    statement = select(table.c.customer_id).where(table.c.interaction_id.in_(touched.words))
    return set(tx.scalars(statement))


def _refresh_sums(tx: Transaction, touched: Touched) -> None:
    stat, participant = schema.customer_stat, schema.participant
    for some in portions(sorted(touched.gone)):
        tx.pause()
        tx.connection.execute(stat.delete().where(stat.c.customer_id.in_(some)))
    # Whoever is new, or back again, has no sums yet; they are found by new words, too.
    known = set()
    for some in portions(sorted(touched.keys - touched.gone)):
        tx.pause()
        known.update(tx.scalars(select(stat.c.customer_id).where(stat.c.customer_id.in_(some))))
    fresh = sorted(touched.keys - touched.gone - known)
    if fresh:
        tx.connection.execute(insert(stat), [{"customer_id": one, "entries": 0, "spend": 0} for one in fresh])
    # Each end is the tip of one index range, however many entries lie between.
    moment = select(participant.c.moment).where(participant.c.customer_id == stat.c.customer_id).limit(1)
    statement = (
        stat.update()
        .where(stat.c.customer_id == bindparam("one"))
        .values(
            entries=stat.c.entries + bindparam("more"),
            spend=stat.c.spend + bindparam("money"),
            first_moment=moment.order_by(participant.c.moment, participant.c.interaction_id).scalar_subquery(),
            last_moment=moment.order_by(
                participant.c.moment.desc(), participant.c.interaction_id.desc()
            ).scalar_subquery(),
        )
    )
    for some in portions(sorted(touched.sums.keys() - touched.gone)):
        tx.pause()
        sums = ((one, *touched.sums[one]) for one in some)
        tx.connection.execute(statement, [{"one": one, "more": more, "money": money} for one, more, money in sums])


def _refresh_keys(tx: Transaction, touched: Touched) -> None:
    customer, contact, merge = schema.customer, schema.contact_point, schema.merge
    for some in portions(sorted(touched.keys)):
        tx.pause()
        found: dict[int, list[str]] = {one: [] for one in some}
        for row in tx.rows(
            select(customer.c.id, customer.c.name, customer.c.nickname, customer.c.reference).where(
                customer.c.id.in_(some)
            )
        ):
            found[row.id] += [fold(row.name), fold(row.nickname), fold(row.reference)]
        for row in tx.rows(
            select(contact.c.customer_id, contact.c.kind, contact.c.value).where(contact.c.customer_id.in_(some))
        ):
            if row.customer_id in found:
                found[row.customer_id].append(digits(row.value) if row.kind == ContactKind.PHONE else fold(row.value))
        for row in tx.rows(select(merge.c.kept_id, merge.c.name, merge.c.reference).where(merge.c.kept_id.in_(some))):
            if row.kept_id in found:
                found[row.kept_id] += [fold(row.name), fold(row.reference)]
        keys = ((one, " ".join(part for part in parts if part) or None) for one, parts in found.items())
        tx.backend.index_customers(tx.connection, keys)


def _refresh_words(tx: Transaction, touched: Touched) -> None:
    table = schema.interaction
    for some in portions(sorted(touched.words)):
        tx.pause()
        found: dict[int, str | None] = dict.fromkeys(some)
        for row in tx.rows(select(table.c.id, table.c.words).where(table.c.id.in_(some))):
            found[row.id] = fold_words(row.words) or None
        tx.backend.index_words(tx.connection, found.items())


def _refresh_memory(tx: Transaction, touched: Touched) -> None:
    words = {
        schema.fact.name: (schema.fact, schema.fact.c.kind + " " + schema.fact.c.value + " " + schema.fact.c.about),
        schema.promise.name: (schema.promise, schema.promise.c.words),
        schema.wish.name: (schema.wish, schema.wish.c.words),
        schema.customer.name: (schema.customer, schema.customer.c.note),
    }
    for name in MEMORY_TABLES:
        table, column = words[name]
        for some in portions(sorted(row_id for table_name, row_id in touched.memory if table_name == name)):
            tx.pause()
            found: dict[int, str | None] = dict.fromkeys(some)
            for row_id, text in tx.rows(select(table.c.id, column).where(table.c.id.in_(some))):
                found[row_id] = fold_words(text) or None
            tx.backend.index_memory(tx.connection, [(memory_key(name, row_id), text) for row_id, text in found.items()])


def memory_key(table_name: str, row_id: int) -> int:
    """The key of a remembered thing in the search index."""
    return row_id * len(MEMORY_TABLES) + MEMORY_TABLES.index(table_name)


def from_memory_key(key: int) -> tuple[str, int]:
    """Table name and row id of a key made by :func:`memory_key`."""
    return MEMORY_TABLES[key % len(MEMORY_TABLES)], key // len(MEMORY_TABLES)
