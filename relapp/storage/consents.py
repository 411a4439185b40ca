"""Consents: what customers said about being contacted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.interactions import Channel
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_consent = schema.consent


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
