"""The shop as lists for spreadsheets: one statement a list, read in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.sql.functions import aggregate_strings

from relapp.domain.cells import Cell
from relapp.domain.customers import ContactKind
from relapp.storage import schema
from relapp.storage.cell_texts import flags, moments, money, quantities
from relapp.storage.reader import Reader

_customer = schema.customer
_entry = schema.interaction
_staff = schema.staff
_BETWEEN = "; "
_AT_ONCE = 500
"""So many rows are made into texts at once, column by column: far quicker than row by row."""

Statement = Select[*tuple[Any, ...]]
Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its name, its columns, and how its rows are read.

    ``told`` makes of the columns of the statement, of some rows at a time, those of the list. ``typed`` are the places
    of the columns that hold what somebody typed; the others are written by relapp itself. ``cells`` say what each
    column holds.
    """

    name: str
    header: tuple[str, ...]
    statement: Callable[[], Statement]
    told: Callable[..., Sequence[Column]]
    typed: tuple[int, ...] = ()
    cells: tuple[Cell, ...] = ()


def rows(reader: Reader, listing: Listing) -> Iterator[Sequence[Any]]:
    """The rows of a list, never all of them in memory: texts, numbers, ``None`` for what is not known."""
    read = reader.stream(listing.statement())
    while some := [*islice(read, _AT_ONCE)]:
        yield from zip(*listing.told(*zip(*some, strict=True)), strict=True)


def _as_they_are(*columns: Column) -> Sequence[Column]:
    return columns


def _reached(kind: ContactKind) -> Any:
    point = schema.contact_point
    inner = (
        select(point.c.value)
        .where(point.c.customer_id == _customer.c.id, point.c.kind == kind)
        .order_by(point.c.id)
        .correlate(_customer)
        .subquery()
    )
    return select(aggregate_strings(inner.c.value, _BETWEEN)).scalar_subquery()


def _customers() -> Statement:
    stat, tag, given = schema.customer_stat, schema.tag, schema.customer_tag
    household = schema.household
    tags = (
        select(aggregate_strings(tag.c.name, _BETWEEN))
        .join(given, given.c.tag_id == tag.c.id)
        .where(given.c.customer_id == _customer.c.id)
        .correlate(_customer)
        .scalar_subquery()
    )
    return (
        select(
            _customer.c.id,
            _customer.c.name,
            _customer.c.nickname,
            _customer.c.reference,
            *(_reached(kind) for kind in (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)),
            tags,
            household.c.name,
            _customer.c.note,
            _customer.c.added,
            _customer.c.leave_until,
            stat.c.entries,
        )
        .outerjoin(stat, stat.c.customer_id == _customer.c.id)
        .outerjoin(household, household.c.id == _customer.c.household_id)
        .order_by(_customer.c.id)
    )


def _of_customer(table: Any, *columns: Any) -> Statement:
    return select(table.c.id, table.c.customer_id, _customer.c.name, *columns).join(
        _customer, _customer.c.id == table.c.customer_id
    )


def _contacts() -> Statement:
    point = schema.contact_point
    return _of_customer(point, point.c.kind, point.c.value, point.c.label).order_by(point.c.id)


def _people(column: ColumnElement[Any]) -> Any:
    """Who took part in an entry, in their places."""
    part = schema.participant
    inner = (
        select(column.label("one"))
        .select_from(part.join(_customer, _customer.c.id == part.c.customer_id))
        .where(part.c.interaction_id == _entry.c.id)
        .order_by(part.c.place)
        .correlate(_entry)
        .subquery()
    )
    return select(aggregate_strings(_as_text(inner), _BETWEEN)).scalar_subquery()


def _as_text(inner: Subquery) -> ColumnElement[str]:
    return func.coalesce(inner.c.one, "") + ""


def _entries() -> Statement:
    return (
        select(
            _entry.c.id,
            _entry.c.moment,
            _entry.c.utc_offset,
            _entry.c.kind,
            _entry.c.channel,
            _entry.c.direction,
            _entry.c.outcome,
            _people(_customer.c.name),
            _people(_customer.c.id.op("||")("")),
            _entry.c.words,
            _staff.c.name,
            _entry.c.currency,
            _entry.c.amount,
        )
        .outerjoin(_staff, _staff.c.id == _entry.c.staff_id)
        .order_by(_entry.c.id)
    )


def _told_entries(number: Column, moment: Column, offset: Column, *told: Column) -> Sequence[Column]:
    *rest, currency, amount = told
    return (number, moments(moment, offset), *rest, currency, money(amount, currency))


def _lines() -> Statement:
    line, product, part = schema.purchase_line, schema.product, schema.participant
    return (
        select(
            line.c.id,
            line.c.interaction_id,
            _entry.c.moment,
            _entry.c.utc_offset,
            part.c.customer_id,
            _customer.c.name.label("customer"),
            product.c.name,
            line.c.quantity,
            line.c.unit_price,
            line.c.discount,
            line.c.amount,
            _entry.c.currency,
        )
        .join(_entry, _entry.c.id == line.c.interaction_id)
        .join(product, product.c.id == line.c.product_id)
        .outerjoin(part, (part.c.interaction_id == _entry.c.id) & (part.c.place == 0))
        .outerjoin(_customer, _customer.c.id == part.c.customer_id)
        .order_by(line.c.id)
    )


def _told_lines(number: Column, entry: Column, moment: Column, offset: Column, *told: Column) -> Sequence[Column]:
    customer, name, product, units, price, discount, amount, currency = told
    sums = (money(one, currency) for one in (price, discount, amount))
    return (number, entry, moments(moment, offset), customer, name, product, quantities(units), *sums, currency)


def _facts() -> Statement:
    fact = schema.fact
    told = (fact.c.kind, fact.c.value, fact.c.about, fact.c.certainty, fact.c.year, fact.c.month, fact.c.day)
    state = (fact.c.learned, fact.c.confirmed, fact.c.source_id, fact.c.superseded_by, fact.c.retired)
    statement = _of_customer(fact, *told, *state, _staff.c.name.label("staff"))
    return statement.outerjoin(_staff, _staff.c.id == fact.c.staff_id).order_by(fact.c.id)


def _told_facts(*columns: Column) -> Sequence[Column]:
    *rest, retired, staff = columns
    return (*rest, flags(retired), staff)


def _promises() -> Statement:
    one = schema.promise
    said = (one.c.words, one.c.promised_by, one.c.due, one.c.state, one.c.made, one.c.closed, one.c.explanation)
    statement = _of_customer(one, *said, one.c.source_id, _staff.c.name.label("staff"))
    return statement.outerjoin(_staff, _staff.c.id == one.c.staff_id).order_by(one.c.id)


def _wishes() -> Statement:
    one, product = schema.wish, schema.product
    said = (one.c.words, product.c.name.label("product"), one.c.state, one.c.made, one.c.closed, one.c.source_id)
    statement = _of_customer(one, *said, _staff.c.name.label("staff"))
    return (
        statement.outerjoin(product, product.c.id == one.c.product_id)
        .outerjoin(_staff, _staff.c.id == one.c.staff_id)
        .order_by(one.c.id)
    )


def _consents() -> Statement:
    one = schema.consent
    return _of_customer(one, one.c.channel, one.c.purpose, one.c.state, one.c.day, one.c.how).order_by(one.c.id)


def _relations() -> Statement:
    one, other = schema.relation, _customer.alias("other")
    return (
        select(
            one.c.id,
            one.c.from_customer_id,
            _customer.c.name,
            one.c.kind,
            one.c.to_customer_id,
            other.c.name.label("to_name"),
        )
        .join(_customer, _customer.c.id == one.c.from_customer_id)
        .join(other, other.c.id == one.c.to_customer_id)
        .order_by(one.c.id)
    )


def _complaints() -> Statement:
    one = schema.recovery_case
    said = (one.c.cause, one.c.severity, one.c.remedy, one.c.opened, one.c.asked_again, one.c.closed, one.c.source_id)
    statement = _of_customer(one, *said, _staff.c.name.label("owner"), one.c.currency, one.c.cost)
    return statement.outerjoin(_staff, _staff.c.id == one.c.owner_id).order_by(one.c.id)


def _told_complaints(*columns: Column) -> Sequence[Column]:
    *rest, currency, cost = columns
    return (*rest, currency, money(cost, currency))


def _arrivals() -> Statement:
    one = schema.arrival
    return (
        select(one.c.id, one.c.day, one.c.words, _staff.c.name)
        .outerjoin(_staff, _staff.c.id == one.c.staff_id)
        .order_by(one.c.id)
    )


def _products() -> Statement:
    line, product = schema.purchase_line, schema.product
    return (
        select(product.c.id, product.c.name, func.count(line.c.id))
        .outerjoin(line, line.c.product_id == product.c.id)
        .group_by(product.c.id)
        .order_by(product.c.id)
    )


_WHOSE = ("id", "customer id", "customer")
_OWN = frozenset({
    "id", "customer id", "entry id", "source entry id", "entries", "amount", "quantity", "unit price", "discount",
    "year", "month", "day", "severity", "cost", "lines", "related customer id", "superseded by", "date", "added",
    "leave in peace until", "learned", "confirmed", "due", "made", "closed", "opened", "asked again", "channel",
    "direction", "outcome", "certainty", "state", "purpose", "promised by", "taken out", "customer ids",
})  # fmt: skip
"""Columns in which nothing stands that somebody typed."""
_CELLS = {
    **dict.fromkeys(("entries", "lines", "quantity", "year", "month", "day", "severity"), Cell.NUMBER),
    **dict.fromkeys(("amount", "unit price", "discount", "cost"), Cell.MONEY),
    **dict.fromkeys(
        (
            "date", "added", "leave in peace until", "learned", "confirmed", "due", "made", "closed", "opened",
            "asked again",
        ),
        Cell.WHEN,
    ),
}  # fmt: skip
"""What the columns hold that are no text."""


def _listing(
    name: str,
    header: tuple[str, ...],
    statement: Callable[[], Statement],
    told: Callable[..., Sequence[Column]] = _as_they_are,
) -> Listing:
    typed = tuple(n for n, title in enumerate(header) if title not in _OWN)
    return Listing(name, header, statement, told, typed, tuple(_CELLS.get(title, Cell.TEXT) for title in header))


LISTINGS: Mapping[str, Listing] = {
    one.name: one
    for one in (
        _listing(
            "customers",
            (
                "id", "name", "nickname", "customer number", "phone", "e-mail", "address", "tags", "household",
                "note", "added", "leave in peace until", "entries",
            ),
            _customers,
        ),
        _listing("contacts", (*_WHOSE, "kind", "value", "label"), _contacts),
        _listing(
            "entries",
            (
                "id", "date", "kind", "channel", "direction", "outcome", "customers", "customer ids", "words", "staff",
                "currency", "amount",
            ),
            _entries,
            _told_entries,
        ),
        _listing(
            "purchase_lines",
            (
                "id", "entry id", "date", "customer id", "customer", "product", "quantity", "unit price", "discount",
                "amount", "currency",
            ),
            _lines,
            _told_lines,
        ),
        _listing(
            "facts",
            (
                *_WHOSE, "kind", "value", "about", "certainty", "year", "month", "day", "learned", "confirmed",
                "source entry id", "superseded by", "taken out", "staff",
            ),
            _facts,
            _told_facts,
        ),
        _listing(
            "promises",
            (
                *_WHOSE, "words", "promised by", "due", "state", "made", "closed", "explanation", "source entry id",
                "staff",
            ),
            _promises,
        ),
        _listing(
            "wishes",
            (*_WHOSE, "words", "product", "state", "made", "closed", "source entry id", "staff"),
            _wishes,
        ),
        _listing("consents", (*_WHOSE, "channel", "purpose", "state", "date", "how"), _consents),
        _listing("relations", (*_WHOSE, "is", "related customer id", "related customer"), _relations),
        _listing(
            "complaints",
            (
                *_WHOSE, "cause", "severity", "remedy", "opened", "asked again", "closed", "source entry id", "owner",
                "currency", "cost",
            ),
            _complaints,
            _told_complaints,
        ),
        _listing("arrivals", ("id", "date", "words", "staff"), _arrivals),
        _listing("products", ("id", "product", "lines"), _products),
    )
}  # fmt: skip
"""Every list, in the order in which they are written."""
