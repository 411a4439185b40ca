"""Values of the shop as JSON, in the forms of :mod:`relapp.commands.json_forms`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relapp.domain.customers import Customer
from relapp.domain.facts import Fact
from relapp.domain.interactions import PurchaseLine
from relapp.domain.money import Money
from relapp.domain.promises import Promise, is_late
from relapp.domain.receipts import Receipt
from relapp.domain.wishes import Wish
from relapp.services.pages.timeline import TimelineEntry

Json = dict[str, Any]


def when(moment: date | datetime | None) -> str | None:
    """A day or a moment."""
    return moment.isoformat() if moment is not None else None


def money(amount: Money | None) -> Json | None:
    """An amount in minor units."""
    return {"amount": amount.amount, "currency": amount.currency} if amount is not None else None


def quantity(value: Decimal) -> str:
    """A quantity, exact: "2", "0.5"."""
    return f"{value.normalize():f}"


def receipts(pointed_at: Iterable[Receipt]) -> list[Json]:
    """What a statement was derived from."""
    return [{"source": receipt.source, "id": receipt.id} for receipt in pointed_at]


def customer(known: Customer) -> Json:
    """Who somebody is."""
    return {
        "id": known.id,
        "name": known.name,
        "nickname": known.nickname,
        "reference": known.reference,
        "note": known.note,
        "added": when(known.added),
        "leave_until": when(known.leave_until),
    }


def entry(shown: TimelineEntry, currency: str) -> Json:
    """One entry; ``currency`` is the shop's, for lines of an entry whose total names none."""
    logged = shown.interaction
    spent_in = logged.total.currency if logged.total else currency
    return {
        "id": logged.id,
        "kind": logged.kind,
        "at": when(logged.at),
        "words": logged.words,
        "channel": logged.channel,
        "direction": logged.direction,
        "outcome": logged.outcome,
        "staff": shown.staff,
        "customers": list(logged.customers),
        "total": money(logged.total),
        "lines": [_line(line, spent_in) for line in logged.lines],
        "imported": logged.batch_id is not None,
        "edited": logged.edited,
    }


def _line(line: PurchaseLine, currency: str) -> Json:
    amount = money(Money(line.amount, currency)) if line.amount is not None else None
    return {"product": line.product, "quantity": quantity(line.quantity), "amount": amount}


def fact(known: Fact) -> Json:
    """One fact."""
    return {
        "id": known.id,
        "kind": known.kind,
        "value": known.value,
        "about": known.about,
        "certainty": known.certainty,
        "month": known.month,
        "day": known.day,
        "year": known.year,
        "learned": when(known.learned),
        "confirmed": when(known.confirmed),
        "entry": known.source_id,
    }


def promise(given: Promise, today: date) -> Json:
    """One promise."""
    return {
        "id": given.id,
        "words": given.words,
        "by": given.by,
        "state": given.state,
        "late": is_late(given, today),
        "made": when(given.made),
        "due": when(given.due),
        "closed": when(given.closed),
        "explanation": given.explanation,
    }


def wish(wanted: Wish) -> Json:
    """One wish."""
    return {"id": wanted.id, "words": wanted.words, "state": wanted.state, "made": when(wanted.made)}
