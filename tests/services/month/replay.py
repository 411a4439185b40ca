"""Types the month of ``days.txt`` into a shop, line by line, each at its moment and by whoever stood there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from relapp.domain.cases import NewCase
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Kind
from relapp.domain.promises import PromiseState
from relapp.services import cases, customers, promises, quick_log, relations, staff
from relapp.services.pages import timeline
from tests.shop import Shop

DAYS = Path(__file__).with_name("days.txt")
YEAR = 2025

PEOPLE = {
    "ana moreira": "Ana Moreira",
    "kwame osei": "Kwame Osei",
    "lea brandt": "Lea Brandt",
    "tom fletcher": "Tom Fletcher",
    "sofia rossi": "Sofia Rossi",
    "jonas weber": "Jonas Weber",
    "priya nair": "Priya Nair",
    "margaret doyle": "Margaret Doyle",
    "yusuf demir": "Yusuf Demir",
    "elif kaya": "Elif Kaya",
    "hannah lindqvist": "Hannah Lindqvist",
    "cafe lune": "Café Lune",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: when, by whom, what, and whether every chip that it offered was taken.

    ``acts`` says that it was done, not typed into the log line.
    """

    at: datetime
    by: str
    words: str
    all_chips: bool
    acts: bool


def lines() -> Iterator[Typed]:
    """The month, oldest first."""
    for line in DAYS.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        day, clock, by, sign, words = line.split(" ", 4)
        at = datetime.fromisoformat(f"{YEAR}-{day}T{clock}").replace(tzinfo=UTC)
        yield Typed(at, by, words.removesuffix("+").strip(), words.endswith("+"), sign == "!")


def keep_shop(shop: Shop, instead: Mapping[str, str] | None = None) -> dict[str, int]:
    """Live the month in an empty shop; the ids of its customers by name.

    ``instead`` puts one name in the place of another wherever staff typed it.
    """
    shop.now = next(lines()).at
    by_name = {name: shop.run("staff_add", partial(staff.add, name=name)) for name in ("Ina", "Tom")}
    ids = {name: shop.run("customer_add", partial(customers.add, new=NewCustomer(name))) for name in PEOPLE.values()}
    for typed in lines():
        shop.now, shop.operations.staff_id = typed.at, by_name[typed.by]
        who, rest = typed.words.split(": ", 1)
        named = [(instead or {}).get(one, one) for one in who.split(" and ")]
        if typed.acts:
            _act(shop, ids[PEOPLE[named[0]]], rest, ids)
        else:
            _log(shop, f"{' and '.join(named)}: {rest}", typed)
    return ids


def _log(shop: Shop, line: str, typed: Typed) -> None:
    """Log a line as the form does once everybody in it is known."""
    understood = shop.read(lambda reader: quick_log.understand(reader, line, typed.at))
    persons = understood.persons
    assert persons is not None, line
    assert all(isinstance(one, int) for one in persons), line
    chips = quick_log.offers(understood, quick_log.happened(understood, quick_log.Overrides()))
    assert bool(chips) or not typed.all_chips, line
    entry = quick_log.entry_of(understood, chips if typed.all_chips else ())
    shop.run("log", lambda tx: quick_log.log_new(tx, entry, persons, understood.origins))


def _act(shop: Shop, customer_id: int, words: str, ids: Mapping[str, int]) -> None:
    """Do what is done by key on the page of a customer."""
    match words.split(" ", 1):
        case ["phone" | "email" as kind, value]:
            contact = NewContactPoint(ContactKind(kind), value)
            shop.run("contact_add", lambda tx: customers.add_contact(tx, customer_id, contact))
        case ["kept", promised]:
            promise_id = _promised(shop, customer_id, promised)
            shop.run("promise_settle", lambda tx: promises.settle(tx, promise_id, PromiseState.KEPT))
        case ["introduced", by]:
            other = ids[PEOPLE[by.removeprefix("by ")]]
            shop.run("relation_add", lambda tx: relations.relate(tx, customer_id, other, "introduced by"))
        case ["case", told]:
            cause, remedy, cost, ask_on = told.split("; ")
            day = date.fromisoformat(f"{YEAR}-{ask_on}")
            new = NewCase(cause, 2, remedy, cases.cost_of(cost, "EUR"), ask_on=day)
            source = _complaint(shop, customer_id)
            shop.run("case_open", lambda tx: cases.open_case(tx, customer_id, new, source_id=source))
        case ["all", "right"]:
            (case_id,) = (row.id for row in shop.tables()["recovery_case"] if row.customer_id == customer_id)
            shop.run("case_asked", lambda tx: cases.asked(tx, case_id, all_right=True))
        case _:
            raise AssertionError(words)


def _promised(shop: Shop, customer_id: int, words: str) -> int:
    (found,) = (
        row.id for row in shop.tables()["promise"] if row.customer_id == customer_id and row.words.startswith(words)
    )
    return int(found)


def _complaint(shop: Shop, customer_id: int) -> int:
    page = shop.read(lambda reader: timeline.page(reader, customer_id))
    return next(entry.interaction.id for entry in page.entries if entry.interaction.kind is Kind.COMPLAINT)
