"""Customers: who they are, how to reach them, what is kept beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select, true

from relapp.domain.customers import ContactKind, ContactPoint, Customer, CustomerStat, NewContactPoint, NewCustomer
from relapp.domain.folding import fold, fold_phone
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day, to_moment
from relapp.storage.transaction import Transaction

_customer = schema.customer
_contact = schema.contact_point
_stat = schema.customer_stat
_A_DAY = 86_400
_EASTERNMOST = 14 * 3600


def add(tx: Transaction, new: NewCustomer, batch_id: int | None = None) -> int:
    """Store a customer with their contact points; returns the id."""
    customer_id = tx.insert(_customer, **columns(new, tx.at.date(), batch_id))
    for contact in new.contacts:
        add_contact(tx, customer_id, contact)
    return customer_id


def columns(new: NewCustomer, added: date, batch_id: int | None) -> dict[str, Any]:
    """The row of a new customer."""
    return {
        "name": new.name, "nickname": new.nickname, "reference": new.reference, "note": new.note,
        "added": added.isoformat(), "household_id": None, "leave_until": None, "leave_why": "",
        "quiet_from": None, "quiet_to": None, "quiet_days": "", "batch_id": batch_id,
    }  # fmt: skip


def contact_columns(customer_id: int, contact: NewContactPoint) -> dict[str, Any]:
    """The row of a new contact point."""
    return {
        "customer_id": customer_id, "kind": contact.kind, "value": contact.value, "label": contact.label,
        "folded": folded_contact(contact.kind, contact.value),
    }  # fmt: skip


def folded_contact(kind: ContactKind, value: str) -> str:
    """What two spellings of one phone number or address share."""
    return fold_phone(value) if kind is ContactKind.PHONE else fold(value).strip()


def add_contact(tx: Transaction, customer_id: int, contact: NewContactPoint) -> int:
    """Store one more way to reach a customer."""
    return tx.insert(_contact, **contact_columns(customer_id, contact))


def add_contacts(tx: Transaction, new: Sequence[tuple[int, NewContactPoint]]) -> None:
    """:func:`add_contact` for many, each with whose it is."""
    tx.insert_many(schema.contact_point, [contact_columns(customer_id, contact) for customer_id, contact in new])


def change_contact(tx: Transaction, contact_id: int, contact: NewContactPoint) -> None:
    """Edit a contact point."""
    folded = folded_contact(contact.kind, contact.value)
    tx.update(_contact, contact_id, kind=contact.kind, value=contact.value, label=contact.label, folded=folded)


def remove_contact(tx: Transaction, contact_id: int) -> None:
    """Delete a contact point."""
    tx.delete(_contact, contact_id)


def change(tx: Transaction, customer_id: int, **values: Any) -> None:
    """Edit columns of a customer; days, times and weekdays as in :class:`Customer`."""
    if "quiet_days" in values:
        values["quiet_days"] = "".join(str(day) for day in sorted(values["quiet_days"]))
    plain = {name: value.isoformat() if isinstance(value, (date, time)) else value for name, value in values.items()}
    tx.update(_customer, customer_id, **plain)


def remove_rows(tx: Transaction, table: Table[Any], customer_id: int) -> None:
    """Delete what one table holds of a customer."""
    ids = tx.scalars(select(table.c.id).where(table.c.customer_id == customer_id))
    if table is schema.fact:
        for row_id in ids:
            tx.update(table, row_id, superseded_by=None)
    tx.delete_many(table, ids)


def remove_relations(tx: Transaction, customer_id: int) -> None:
    """Delete a customer's relations to others, in both directions."""
    relation = schema.relation
    ends = or_(relation.c.from_customer_id == customer_id, relation.c.to_customer_id == customer_id)
    tx.delete_many(relation, tx.scalars(select(relation.c.id).where(ends)))


def remove_pairs(tx: Transaction, customer_id: int) -> None:
    """Delete whom a customer was merged with, and whom they only look like."""
    merge, not_same = schema.merge, schema.not_same
    tx.delete_many(merge, tx.scalars(select(merge.c.id).where(merge.c.kept_id == customer_id)))
    either = or_(not_same.c.one_id == customer_id, not_same.c.other_id == customer_id)
    tx.delete_many(not_same, tx.scalars(select(not_same.c.id).where(either)))


def find(reader: Reader, customer_ids: Collection[int]) -> list[Customer]:
    """These customers, in the order asked for; ids that are not there are left out."""
    found: dict[int, Customer] = {}
    for some in portions(list(customer_ids)):
        for row in reader.rows(select(_customer).where(_customer.c.id.in_(some))):
            found[row.id] = _to_customer(row)
    return [found[one] for one in customer_ids if one in found]


def every(reader: Reader) -> list[Customer]:
    """All customers, by id."""
    return [_to_customer(row) for row in reader.rows(select(_customer).order_by(_customer.c.id))]


def _to_customer(row: Any) -> Customer:
    return Customer(
        id=row.id,
        name=row.name,
        nickname=row.nickname,
        reference=row.reference,
        note=row.note,
        added=date.fromisoformat(row.added),
        household_id=row.household_id,
        leave_until=to_day(row.leave_until),
        leave_why=row.leave_why,
        quiet_from=_to_time(row.quiet_from),
        quiet_to=_to_time(row.quiet_to),
        quiet_days=frozenset(map(int, row.quiet_days)),
    )


def _to_time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def contacts(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[ContactPoint]]:
    """The contact points of these customers, in the order they were added."""
    found: dict[int, list[ContactPoint]] = {one: [] for one in customer_ids}
    for some in portions(list(customer_ids)):
        statement = select(_contact).where(_contact.c.customer_id.in_(some)).order_by(_contact.c.id)
        for row in reader.rows(statement):
            contact = ContactPoint(row.id, row.customer_id, ContactKind(row.kind), row.value, row.label)
            found[row.customer_id].append(contact)
    return found


def stats(reader: Reader, customer_ids: Collection[int], today: date = date.max) -> dict[int, CustomerStat]:
    """What is kept beside these customers; entries after ``today`` are no contact yet."""
    found: dict[int, CustomerStat] = {}
    for some in portions(list(customer_ids)):
        for row in reader.rows(select(_stat).where(_stat.c.customer_id.in_(some))):
            found[row.customer_id] = CustomerStat(
                row.customer_id, row.entries, row.spend, _utc(row.first_moment), _utc(row.last_moment)
            )
    ahead = [one for one, stat in found.items() if stat.last and stat.last.timestamp() >= _soonest_after(today)]
    for one, (last, coming) in (_ahead(reader, today, _stat.c.customer_id.in_(ahead)) if ahead else {}).items():
        found[one] = replace(found[one], last=_utc(last), next=_utc(coming))
    return found


def _soonest_after(today: date) -> int:
    """The moment at which the day after ``today`` begins where it begins first."""
    return ((today - date(1970, 1, 1)).days + 1) * _A_DAY - _EASTERNMOST


def _ahead(reader: Reader, today: date, whose: ColumnElement[bool]) -> dict[int, tuple[int | None, int]]:
    """Of those who have an entry after ``today``: the latest moment before, and the earliest after it."""
    people, soonest = schema.participant, _soonest_after(today)
    moment = select(people.c.moment).where(people.c.customer_id == _stat.c.customer_id).limit(1)
    before = moment.where(people.c.day <= today.toordinal()).order_by(people.c.moment.desc())
    after = moment.where(people.c.moment >= soonest, people.c.day > today.toordinal()).order_by(people.c.moment)
    columns = (_stat.c.customer_id, before.scalar_subquery(), after.scalar_subquery())
    rows = reader.rows(select(*columns).where(whose, _stat.c.last_moment >= soonest))
    return {customer_id: (last, coming) for customer_id, last, coming in rows if coming is not None}


def _utc(moment: int | None) -> datetime | None:
    return None if moment is None else to_moment(moment, 0)


def count(reader: Reader) -> int:
    """How many customers the shop knows."""
    return int(reader.scalar(select(func.count()).select_from(_customer)))


def with_photo(reader: Reader, customer_ids: Collection[int]) -> set[int]:
    """Of whom there is a picture."""
    table = schema.photo
    return set(reader.scalars(select(table.c.customer_id).where(table.c.customer_id.in_(list(customer_ids)))))


def household_names(reader: Reader, customer_ids: Collection[int]) -> dict[int, str]:
    """What the household of each customer who has one is called."""
    home = schema.household
    statement = select(_customer.c.id, home.c.name).join(home, home.c.id == _customer.c.household_id)
    return {row.id: row.name for row in reader.rows(statement.where(_customer.c.id.in_(list(customer_ids))))}


def references(reader: Reader) -> dict[int, str]:
    """The number by which another system knows them, for every customer who has one."""
    statement = select(_customer.c.id, _customer.c.reference).where(_customer.c.reference != "")
    return {row.id: row.reference for row in reader.rows(statement)}


def latest_contact(reader: Reader, today: date = date.max) -> datetime | None:
    """When anybody was last in touch up to ``today``, in UTC."""
    ahead = _ahead(reader, today, true())
    newest = select(_stat.c.last_moment).order_by(_stat.c.last_moment.desc().nulls_last(), _stat.c.customer_id)
    others = reader.scalars(newest.where(_stat.c.customer_id.not_in(ahead)).limit(1))
    found = [last for last in (*others, *(last for last, _ in ahead.values())) if last is not None]
    return _utc(max(found, default=None))


def ids_by_last_contact(reader: Reader, today: date = date.max) -> list[int]:
    """All ids, the latest contact up to ``today`` first, then those never met, by id."""
    order = (_stat.c.last_moment.desc().nulls_last(), _stat.c.customer_id)
    ahead = _ahead(reader, today, true())
    if not ahead:
        return reader.scalars(select(_stat.c.customer_id).order_by(*order))
    lasts = {row[0]: row[1] for row in reader.rows(select(_stat.c.customer_id, _stat.c.last_moment))}
    lasts.update((one, last) for one, (last, _) in ahead.items())
    return sorted(lasts, key=lambda one: _latest_first(one, lasts[one]))


def place_by_last_contact(reader: Reader, customer_id: int, today: date = date.max) -> int | None:
    """Where a customer stands in :func:`ids_by_last_contact`, counted by the index; ``None`` if there is no such."""
    own = reader.row(select(_stat.c.last_moment).where(_stat.c.customer_id == customer_id))
    if own is None:
        return None
    ahead = {one: last for one, (last, _) in _ahead(reader, today, true()).items()}
    moment = ahead.get(customer_id, own.last_moment)
    last, before = _stat.c.last_moment, _stat.c.customer_id < customer_id
    counted = or_(last.is_not(None), before) if moment is None else or_(last > moment, and_(last == moment, before))
    # Those with an appointment stand where they would without it; by the index all of them stand in front.
    place = int(reader.scalar(select(func.count()).select_from(_stat).where(counted)))
    own_key = _latest_first(customer_id, moment)
    return place - sum(_latest_first(one, at) >= own_key for one, at in ahead.items())


def _latest_first(customer_id: int, moment: int | None) -> tuple[bool, int, int]:
    return moment is None, -(moment or 0), customer_id


def ids_by_name(reader: Reader) -> list[int]:
    """All ids in the order of the folded name."""
    rows = reader.rows(select(_customer.c.id, _customer.c.name))
    return [row.id for row in sorted(rows, key=lambda row: (fold(row.name), row.id))]


def by_contact(reader: Reader, kind: ContactKind, values: Iterable[str]) -> dict[str, list[int]]:
    """Customer ids by folded phone number or e-mail, for each of ``values``."""
    folded = sorted({folded_contact(kind, value) for value in values} - {""})
    found: dict[str, list[int]] = {}
    for some in portions(folded):
        statement = select(_contact.c.folded, _contact.c.customer_id).where(
            _contact.c.kind == kind, _contact.c.folded.in_(some)
        )
        for row in reader.rows(statement.order_by(_contact.c.customer_id)):
            found.setdefault(row.folded, []).append(row.customer_id)
    return found
