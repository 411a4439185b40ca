"""Facts: what is known of a customer; an old value stays, with what took its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from relapp.domain.facts import OF_ENTRIES, Certainty, Fact, NewFact
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day
from relapp.storage.transaction import Transaction

_fact = schema.fact


def add(tx: Transaction, customer_id: int, new: NewFact, learned: date, source_id: int | None = None) -> int:
    """Store a fact; returns its id."""
    return tx.insert(_fact, **_columns(tx, customer_id, new, learned, source_id))


def add_many(tx: Transaction, new: Sequence[tuple[int, NewFact]], learned: date) -> None:
    """:func:`add` for many, each with whom it is about."""
    tx.insert_many(_fact, [_columns(tx, customer_id, fact, learned, None) for customer_id, fact in new])


def _columns(tx: Transaction, customer_id: int, new: NewFact, learned: date, source_id: int | None) -> dict[str, Any]:
    return {
        "customer_id": customer_id, "kind": new.kind, "value": new.value, "about": new.about,
        "certainty": new.certainty, "month": new.month, "day": new.day, "year": new.year,
        "learned": learned.isoformat(), "confirmed": None, "source_id": source_id, "staff_id": tx.staff_id,
        "superseded_by": None, "retired": False, "sensitive": new.sensitive,
    }  # fmt: skip


def supersede(tx: Transaction, fact_id: int, by: int) -> None:
    """Note that another fact took this one's place."""
    tx.update(_fact, fact_id, superseded_by=by)


def confirm(tx: Transaction, fact_id: int, day: date) -> None:
    """Note that it still held on ``day``."""
    tx.update(_fact, fact_id, confirmed=day.isoformat())


def retire(tx: Transaction, fact_id: int) -> None:
    """Take a fact out of use; it stays in the history."""
    tx.update(_fact, fact_id, retired=True)


def mark(tx: Transaction, fact_id: int, sensitive: bool | None) -> None:
    """Note whether it is sensitive; ``None`` leaves that to its words."""
    tx.update(_fact, fact_id, sensitive=sensitive)


def find(reader: Reader, fact_ids: Collection[int]) -> list[Fact]:
    """These facts, by id."""
    found = []
    for some in portions(sorted(fact_ids)):
        found += [_to_fact(row) for row in reader.rows(select(_fact).where(_fact.c.id.in_(some)).order_by(_fact.c.id))]
    return found


def current(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Fact]]:
    """The facts that hold, oldest first, by customer; what is only of one entry is not among them."""
    holds = (_fact.c.superseded_by.is_(None), _fact.c.retired.is_(False), _fact.c.kind.not_in(OF_ENTRIES))
    return _of(reader, customer_ids, *holds)


def ever(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Fact]]:
    """The facts that hold, and those that once did, oldest first, by customer."""
    return _of(reader, customer_ids)


def _of(reader: Reader, customer_ids: Collection[int], *such: ColumnElement[bool]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_fact).where(_fact.c.customer_id.in_(some), *such)
        for row in reader.rows(statement.order_by(_fact.c.id)):
            found[row.customer_id].append(_to_fact(row))
    return found


def earlier(reader: Reader, fact_id: int) -> list[Fact]:
    """The facts that this one took the place of, newest first."""
    found: list[Fact] = []
    seen = {fact_id}
    wave = [fact_id]
    while wave:
        statement = select(_fact).where(_fact.c.superseded_by.in_(wave)).order_by(_fact.c.id.desc())
        facts = [_to_fact(row) for row in reader.rows(statement) if row.id not in seen]
        found += facts
        wave = [fact.id for fact in facts]
        seen.update(wave)
    return found


def of_sources(reader: Reader, interaction_ids: Collection[int]) -> dict[int, list[Fact]]:
    """Facts by the entry they came from."""
    found: dict[int, list[Fact]] = defaultdict(list)
    for some in portions(list(interaction_ids)):
        statement = select(_fact).where(_fact.c.source_id.in_(some)).order_by(_fact.c.id)
        for row in reader.rows(statement):
            found[row.source_id].append(_to_fact(row))
    return found


def kinds(reader: Reader) -> list[str]:
    """Every kind of fact in use, by name."""
    return reader.scalars(select(_fact.c.kind).where(_fact.c.kind.not_in(OF_ENTRIES)).distinct().order_by(_fact.c.kind))


def _holding(*such: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return (_fact.c.superseded_by.is_(None), _fact.c.retired.is_(False), _fact.c.kind.not_in(OF_ENTRIES), *such)


def kinds_counted(reader: Reader) -> list[tuple[str, int]]:
    """Every kind of fact that holds of somebody, and of how many customers."""
    statement = select(_fact.c.kind, func.count(_fact.c.customer_id.distinct())).where(*_holding())
    return [(kind, number) for kind, number in reader.rows(statement.group_by(_fact.c.kind))]


def values_counted(reader: Reader, kinds: Collection[str]) -> list[tuple[str, int]]:
    """What facts of these kinds say, and of how many customers."""
    statement = select(_fact.c.value, func.count(_fact.c.customer_id.distinct()))
    statement = statement.where(*_holding(_fact.c.kind.in_(sorted(kinds)))).group_by(_fact.c.value)
    return [(value, number) for value, number in reader.rows(statement.order_by(_fact.c.value))]


def holders(reader: Reader, kinds: Collection[str]) -> list[tuple[int, str]]:
    """Of whom facts of these kinds hold, and what they say; the latest learned first."""
    statement = select(_fact.c.customer_id, _fact.c.value).where(*_holding(_fact.c.kind.in_(sorted(kinds))))
    rows = reader.rows(statement.order_by(_fact.c.learned.desc(), _fact.c.id.desc()))
    return [(customer_id, value) for customer_id, value in rows]


def customers_with(reader: Reader, kind: str, value: str = "") -> list[int]:
    """Customers of whom a fact of this kind (and value) holds."""
    statement = select(_fact.c.customer_id).where(
        _fact.c.kind == kind, _fact.c.superseded_by.is_(None), _fact.c.retired.is_(False)
    )
    if value:
        statement = statement.where(_fact.c.value == value)
    return reader.scalars(statement.distinct().order_by(_fact.c.customer_id))


def values_known(
    reader: Reader, kinds: Collection[str], day: date, customer_ids: Collection[int] | None = None
) -> dict[int, list[str]]:
    """What facts of these kinds said on a local day of the customers themselves, not of theirs, by customer.

    Of everyone if ``customer_ids`` are not given. A fact holds until the day on which its successor was learned.
    """
    later = _fact.alias()
    statement = (
        select(_fact.c.customer_id, _fact.c.value)
        .outerjoin(later, later.c.id == _fact.c.superseded_by)
        .where(_fact.c.kind.in_(sorted(kinds)), _fact.c.about == "", _fact.c.retired.is_(False))
        .where(_fact.c.learned <= day.isoformat(), or_(later.c.id.is_(None), later.c.learned > day.isoformat()))
        .order_by(_fact.c.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    wanted = [None] if customer_ids is None else list(portions(sorted(customer_ids)))
    for some in wanted:
        rows = reader.rows(statement if some is None else statement.where(_fact.c.customer_id.in_(some)))
        for customer_id, value in rows:
            found[customer_id].append(value)
    return found


def _to_fact(row: Any) -> Fact:
    return Fact(
        id=row.id,
        customer_id=row.customer_id,
        kind=row.kind,
        value=row.value,
        about=row.about,
        certainty=Certainty(row.certainty),
        month=row.month,
        day=row.day,
        year=row.year,
        learned=date.fromisoformat(row.learned),
        source_id=row.source_id,
        staff_id=row.staff_id,
        confirmed=to_day(row.confirmed),
        superseded_by=row.superseded_by,
        retired=bool(row.retired),
        sensitive=row.sensitive,
    )
