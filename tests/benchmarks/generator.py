"""A generated shop of any size, the same for the same seed: what benchmarks are measured on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import (
    DEFAULT_CHANNEL,
    DEFAULT_DIRECTION,
    Kind,
    NewInteraction,
    NewPurchaseLine,
    Outcome,
)
from relapp.storage import loading, schema
from relapp.storage.database import Database
from tests.benchmarks.names import NAMES

CHUNK = 5_000
REGULAR_ENTRIES = 5_000
WALK_IN_SHARE = 0.05
DUPLICATE_SHARE = 0.03
YEARS = 3

_KINDS = {
    Kind.PURCHASE: 70,
    Kind.VISIT: 12,
    Kind.CALL: 6,
    Kind.MESSAGE: 4,
    Kind.ENQUIRY: 3,
    Kind.EMAIL: 2,
    Kind.NOTE: 2,
    Kind.COMPLAINT: 1,
}
_SYLLABLES = tuple("ba ko li mer ta shi rön del zu pa né vo quin sar ło ge mu tri hal ces ив ση".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Size:
    """How many customers and entries a shop has."""

    customers: int
    entries: int


SIZES = {"S": Size(500, 10_000), "M": Size(10_000, 300_000), "L": Size(100_000, 3_000_000)}


def make(path: Path, size: Size, today: date, seed: int = 7) -> None:
    """Write a shop of ``size`` whose last day is ``today`` to ``path``.

    Customer 1 is a walk-in account with a twentieth of everything, customer 2 a regular of 5,000 entries; the others
    come as Zipf says. Three in a hundred customers are another spelling of an earlier one.
    """
    random = Random(seed)
    database = Database.open(path)
    at = datetime.combine(today, time(9), UTC)
    try:
        with database.write("import", at=at) as tx:
            tx.insert(schema.staff, name="Ina", role="staff", active=True)
            tx.insert(schema.staff, name="Tom", role="staff", active=True)
        people = [
            (person, today - timedelta(days=random.randrange(30, 365 * YEARS))) for person in _people(size, random)
        ]
        for start in range(0, len(people), CHUNK):
            with database.write("import", at=at) as tx:
                loading.add_customers(tx, people[start : start + CHUNK])
        entries = _entries(size, today, random)
        while chunk := list(islice(entries, CHUNK)):
            with database.write("import", at=at) as tx:
                loading.add_interactions(tx, chunk, "EUR")
        with database.write("import", at=at) as tx:
            tx.insert_many(schema.fact, list(_facts(size, today, random)))
            tx.insert_many(schema.promise, list(_promises(size, today, random)))
    finally:
        database.close()


def _people(size: Size, random: Random) -> list[NewCustomer]:
    languages = list(NAMES)
    people = [NewCustomer("Walk-in"), NewCustomer("Ella Thorne", contacts=(_phone(random),))]
    while len(people) < size.customers:
        if len(people) > 50 and random.random() < DUPLICATE_SHARE:
            twin = people[random.randrange(2, len(people))]
            people.append(NewCustomer(twin.name.upper(), contacts=twin.contacts))
            continue
        given, family = (words.split() for words in NAMES[random.choice(languages)])
        parts = [random.choice(given), random.choice(family)]
        if random.random() < 0.3:
            parts.insert(1, random.choice(given))
        contacts = [_phone(random)] if random.random() < 0.6 else []
        if random.random() < 0.4:
            contacts.append(NewContactPoint(ContactKind.EMAIL, f"c{len(people)}@example.org"))
        name = " ".join(parts).replace("_", " ")
        people.append(NewCustomer(name, reference=str(10_000 + len(people)), contacts=tuple(contacts)))
    return people


def _phone(random: Random) -> NewContactPoint:
    return NewContactPoint(ContactKind.PHONE, f"+49 30 {random.randrange(10**7, 10**8)}")


def _entries(size: Size, today: date, random: Random) -> Iterator[tuple[NewInteraction, int]]:
    """Oldest first, each with who logged it."""
    vocabulary, weights = _vocabulary(random), _zipf(2_000)
    products, shares = _products(random), _zipf(400)
    kinds, odds = list(_KINDS), list(accumulate(_KINDS.values()))
    everyone = range(3, size.customers + 1)
    visitors = _zipf(len(everyone))
    total, first = size.entries, datetime.combine(today - timedelta(days=365 * YEARS), time(8), UTC)
    seconds = (YEARS * 365 - 1) * 86_400
    walk_ins, regulars = int(total * WALK_IN_SHARE), min(REGULAR_ENTRIES, total // 2)
    others = random.choices(everyone, cum_weights=visitors, k=total - walk_ins - regulars)
    who = [1] * walk_ins + [2] * regulars + others
    random.shuffle(who)
    for number, customer in enumerate(who):
        kind = Kind.PURCHASE if customer == 1 else random.choices(kinds, cum_weights=odds)[0]
        moment = first + timedelta(seconds=seconds * number // total)
        lines: tuple[NewPurchaseLine, ...] = ()
        words = ""
        if kind is Kind.PURCHASE:
            bought = random.choices(range(400), cum_weights=shares, k=random.choice((1, 1, 2, 3)))
            lines = tuple(_line(*products[one], random.choice((1, 1, 1, 2))) for one in dict.fromkeys(bought))
        if not lines or random.random() < 0.1:
            words = " ".join(random.choices(vocabulary, cum_weights=weights, k=random.randrange(3, 14)))
        yield (
            NewInteraction(
                (customer,), kind, moment, words, DEFAULT_CHANNEL[kind], DEFAULT_DIRECTION[kind],
                Outcome.ANSWERED if kind is Kind.CALL else None, lines,
            ),
            1 + number % 2,
        )  # fmt: skip


def _line(product: str, price: int, quantity: int) -> NewPurchaseLine:
    return NewPurchaseLine(product, Decimal(quantity), price, 0, price * quantity)


def _vocabulary(random: Random) -> list[str]:
    """Words as one hears them in fifteen languages at once."""
    known: dict[str, None] = {}
    while len(known) < 2_000:
        known["".join(random.choices(_SYLLABLES, k=random.choice((1, 2, 2, 3, 4))))] = None
        if len(known) == 100:
            known["wholemeal"] = None
    return list(known)


def _products(random: Random) -> list[tuple[str, int]]:
    words = _vocabulary(random)
    return [(f"{random.choice(words)} {random.choice(words)} {one}", random.randrange(80, 9_000)) for one in range(400)]


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (place + 10) for place in range(count)))


def _facts(size: Size, today: date, random: Random) -> Iterator[dict[str, Any]]:
    for customer in range(3, size.customers + 1):
        day = today - timedelta(days=random.randrange(7_000, 25_000))
        for kind, value, share in (("birthday", "", 0.3), ("likes", "rye", 0.2), ("allergy", "nuts", 0.03)):
            if random.random() < share:
                born = kind == "birthday"
                yield {
                    "customer_id": customer, "kind": kind, "value": value, "about": "", "certainty": "told",
                    "month": day.month if born else None, "day": day.day if born else None, "year": None,
                    "learned": (today - timedelta(days=400)).isoformat(), "confirmed": None, "source_id": None,
                    "staff_id": 1, "superseded_by": None, "retired": False,
                }  # fmt: skip


def _promises(size: Size, today: date, random: Random) -> Iterator[dict[str, Any]]:
    for customer in _sample(random, size.customers, size.customers // 100):
        due = today + timedelta(days=random.randrange(-10, 40))
        yield {
            "customer_id": customer, "words": "put one aside", "due": due.isoformat(), "promised_by": "shop",
            "state": "open", "made": (today - timedelta(days=20)).isoformat(), "closed": None, "explanation": "",
            "source_id": None, "staff_id": 1,
        }  # fmt: skip


def _sample(random: Random, highest: int, count: int) -> Sequence[int]:
    return random.sample(range(3, highest + 1), count)
