"""Looking things up: search, a customer's page, the day's list; each against the same question put to SQLite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from relapp.domain.changes import Changes
from relapp.domain.folding import fold
from relapp.services import suggestions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as customers_page
from relapp.services.pages import search as search_page
from relapp.services.pages import today as today_page
from relapp.services.pages.customers import ListView
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.benchmarks.measuring import Figure, Measured, by_turns
from tests.benchmarks.raw import Yardstick

KEYS = 240
TURNS = 40
FEW = 5
LISTED = 128

Query = Callable[[Reader], object]


def measure(database: Database, raw: Yardstick, today: date) -> list[Figure]:
    """Every figure of reading."""
    return [
        *_search(database, raw),
        *_customer(database, raw, today, "5,000 entries", raw.busiest(1)),
        *_customer(database, raw, today, "walk-in", raw.busiest(0)),
        *_day(database, raw, today),
    ]


def _read(database: Database, query: Query) -> None:
    with database.read() as reader:
        query(reader)


def keys_of(words: Sequence[str]) -> list[str]:
    """What stands in the field after each key of each of ``words``."""
    return [word[:end] for word in words for end in range(1, min(len(word), 8) + 1)][:KEYS]


def _search(database: Database, raw: Yardstick) -> list[Figure]:
    names, words = keys_of(raw.names(60)), keys_of(raw.words(60))
    who = [partial(_read, database, partial(search_page.who, words=key, limit=8)) for key in names]
    people, best = by_turns(who, [partial(raw.people, fold(key).strip(), 8) for key in names])
    both = [partial(_read, database, partial(search_page.page, words=key)) for key in words]
    found, least = by_turns(both, [partial(_people_and_words, raw, fold(key).strip()) for key in words])
    return [
        Figure("key in customer search", people.median, raw=best.median, goal=2),
        Figure("key in customer search, p95", people.at(0.95), raw=best.at(0.95), goal=6, of="value"),
        Figure("key in the search of everything", found.median, raw=least.median, goal=2),
        Figure("key in the search of everything, p95", found.at(0.95), raw=least.at(0.95), goal=20, of="value"),
    ]


def _people_and_words(raw: Yardstick, key: str) -> None:
    raw.people(key, 8)
    raw.found_words(key, 12)


def _customer(database: Database, raw: Yardstick, today: date, name: str, customer: int) -> list[Figure]:
    ours: Measured = partial(_read, database, lambda reader: customer_page.page(reader, customer, today, staff_id=1))
    page, best = by_turns([ours] * TURNS, [partial(raw.customer, customer)] * TURNS)
    return [Figure(f"open customer, {name}: data", page.median, raw=best.median, goal=3)]


def _day(database: Database, raw: Yardstick, today: date) -> list[Figure]:
    with database.read() as reader:
        board = suggestions.board(reader, today)
    one = Changes(frozenset({"participant"}), frozenset({raw.busiest(1)}))

    def promised(reader: Reader) -> None:
        ids = customers_page.ids(reader, ListView.DUE, today)
        customers_page.rows(reader, ids[:LISTED])

    looked, scanned = by_turns(
        [partial(_read, database, lambda reader: suggestions.board(reader, today))] * FEW, [raw.scan] * FEW, warm=0
    )
    refreshed, best = by_turns(
        [partial(_read, database, lambda reader: suggestions.refresh(reader, board, one))] * TURNS,
        [partial(raw.customer, raw.busiest(1))] * TURNS,
    )
    shown, _ = by_turns(
        [partial(_read, database, lambda reader: today_page.page(reader, board))] * TURNS, [int] * TURNS
    )
    listed, due = by_turns([partial(_read, database, promised)] * TURNS, [partial(raw.due, LISTED)] * TURNS)
    return [
        Figure("the day's list over the whole shop (one scan)", looked.median, raw=scanned.median, goal=10),
        Figure("one customer looked at again", refreshed.median, raw=best.median, goal=3),
        Figure("the day's list read from the board", shown.median),
        Figure("the list of whom we promised something", listed.median, raw=due.median, goal=3),
    ]
