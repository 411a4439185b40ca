"""Consents: what customers said about being contacted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from sqlalchemy import select

from relapp.domain.changes import OperationState
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.interactions import Channel
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_consent = schema.consent
_change = schema.change
_part = schema.participant


def add(tx: Transaction, consent: Consent) -> int:
    """Store what was said; earlier words stay as proof."""
    return tx.insert(_consent, **_columns(consent))


def add_many(tx: Transaction, said: Sequence[Consent]) -> None:
    """:func:`add` for many."""
    tx.insert_many(_consent, [_columns(one) for one in said])


def narrow(tx: Transaction, consent_id: int, purpose: Purpose) -> None:
    """Let what was said of any purpose hold for one only."""
    tx.update(_consent, consent_id, purpose=purpose.value)


def remove(tx: Transaction, consent_id: int) -> None:
    """Take back what was noted; the journal keeps it."""
    tx.delete(_consent, consent_id)


def find(reader: Reader, consent_ids: Collection[int]) -> list[Consent]:
    """These, by id."""
    found = []
    for some in portions(sorted(consent_ids)):
        statement = select(_consent).where(_consent.c.id.in_(some)).order_by(_consent.c.id)
        found += [_to_consent(row) for row in reader.rows(statement)]
    return found


def of_customers(
    reader: Reader, customer_ids: Collection[int], *, before: int | None = None
) -> dict[int, list[Consent]]:
    """Everything that was said, oldest first, by customer; only words with smaller ids than ``before``, if given."""
    found: dict[int, list[Consent]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_consent).where(_consent.c.customer_id.in_(some)).order_by(_consent.c.id)
        for row in reader.rows(statement if before is None else statement.where(_consent.c.id < before)):
            found[row.customer_id].append(_to_consent(row))
    return found


def quiet_told(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[int]]:
    """By customer, the entries in which they told the quiet hours and days that stand, newest first.

    What staff set by hand rests on no entry, and with it nothing that was told before.
    """
    found: dict[int, list[int]] = {}
    for some in portions(list(customer_ids)):
        acts = _quiet_set(reader, some)
        logged = _logged(reader, {act for of_one in acts.values() for act in of_one})
        for one, of_one in acts.items():
            told = takewhile(logged.__contains__, ((act, one) for act in of_one))
            found[one] = [logged[by] for by in told]
    return found


def _quiet_set(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[int]]:
    """By customer, the acts that set their quiet and stand, newest first."""
    statement = (
        select(_change.c.row_id, _change.c.operation_id, _change.c.after)
        .join(schema.operation, schema.operation.c.id == _change.c.operation_id)
        .where(
            _change.c.table_name == schema.customer.name,
            _change.c.row_id.in_(customer_ids),
            _change.c.action == "update",
            schema.operation.c.state == OperationState.DONE,
        )
        .order_by(_change.c.id.desc())
    )
    acts: dict[int, list[int]] = defaultdict(list)
    for row in reader.rows(statement):
        if any(name.startswith("quiet_") for name in json.loads(row.after or "{}")):
            acts[row.row_id].append(row.operation_id)
    return acts


def _logged(reader: Reader, acts: Collection[int]) -> dict[tuple[int, int], int]:
    """The entry that each of these acts logged, by act and customer."""
    written: dict[int, int] = {}
    for some in portions(sorted(acts)):
        statement = select(_change.c.operation_id, _change.c.table_name, _change.c.action, _change.c.row_id)
        for row in reader.rows(statement.where(_change.c.operation_id.in_(some))):
            if (row.table_name, row.action) == (schema.interaction.name, "insert"):
                written[row.row_id] = row.operation_id
    found: dict[tuple[int, int], int] = {}
    for some in portions(sorted(written)):
        people = select(_part.c.interaction_id, _part.c.customer_id).where(_part.c.interaction_id.in_(some))
        for entry, customer_id in reader.rows(people):
            found[written[entry], customer_id] = entry
    return found


def _columns(consent: Consent) -> dict[str, Any]:
    return {
        "customer_id": consent.customer_id,
        "channel": consent.channel.value,
        "purpose": consent.purpose.value,
        "state": consent.state.value,
        "day": consent.day.isoformat(),
        "how": consent.how,
        "staff_id": consent.staff_id,
        "source_id": consent.source_id,
    }


def _to_consent(row: Any) -> Consent:
    return Consent(
        row.customer_id,
        Channel(row.channel),
        Purpose(row.purpose),
        ConsentState(row.state),
        date.fromisoformat(row.day),
        row.how,
        row.staff_id,
        row.source_id,
        row.id,
    )
