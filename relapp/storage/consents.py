"""Consents: what customers said about being contacted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

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
    return tx.insert(
        _consent,
        customer_id=consent.customer_id,
        channel=consent.channel,
        purpose=consent.purpose,
        state=consent.state,
        day=consent.day.isoformat(),
        how=consent.how,
    )


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Consent]]:
    """Everything that was said, oldest first, by customer."""
    found: dict[int, list[Consent]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_consent).where(_consent.c.customer_id.in_(some)).order_by(_consent.c.id)
        for row in reader.rows(statement):
            found[row.customer_id].append(
                Consent(
                    row.customer_id,
                    Channel(row.channel),
                    Purpose(row.purpose),
                    ConsentState(row.state),
                    date.fromisoformat(row.day),
                    row.how,
                )
            )
    return found
