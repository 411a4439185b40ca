"""A whole shop out of relapp's own export: into an empty shop as it was, into another one beside what is there.

Each row that came is remembered by the shop it came from and its id there (``numbers``), so the same file brings
nothing twice, and a later one brings what is new or was changed there. What staff changed or removed here stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from relapp.domain.customers import ContactKind
from relapp.services.exporting import form
from relapp.services.transfer.rows import BadRow, ShopRecord
from relapp.services.transfer.storing.forgotten import Forgotten
from relapp.services.transfer.storing.joining import Unsure
from relapp.services.transfer.storing.lodging import UNIQUE, Lodging, Lost
from relapp.services.transfer.storing.numbers import NOWHERE
from relapp.services.transfer.storing.tally import Cancelled, Note, Result, Seen, Tally
from relapp.storage import whole
from relapp.storage.reader import Reader, to_moment
from relapp.storage.transaction import Transaction

Rows = Callable[[], Iterable[Any]]
"""The rows of the document, from the start on each call."""

_CHUNK = 1000
_SHOWN = 200
_FILLED = ("reference", "nickname", "note")
_FROM_ENTRY = ("moment", "day", "kind", "direction", "amount")


def count_shop(reader: Reader, rows: Rows, tally: Tally) -> None:
    """What :func:`store_shop` would do, without doing it."""
    for _ in _Arrival(Lodging(reader, tally.go_on), rows, tally).news():
        pass


def store_shop(tx: Transaction, rows: Rows, tally: Tally) -> None:
    """Take every row in that is new or was changed there."""
    lodging = Lodging(tx, tally.go_on)
    for news in _Arrival(lodging, rows, tally, tx.operation_id).news():
        whole.insert(tx, news.table, news.added)
        for row_id, values in news.changed:
            whole.update(tx, news.table, row_id, values)
    lodging.remember(tx)


@dataclass(slots=True)
class _News:
    """What one stretch of a file changes in one table."""

    table: str
    added: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


@dataclass(slots=True)
class _Told:
    """One record: its columns as the file has them, and as they would stand here."""

    record: ShopRecord
    told: dict[str, Any]
    row: dict[str, Any]

    @property
    def number(self) -> int:
        return int(self.told["id"])


@dataclass(frozen=True, slots=True)
class _Successor:
    """That a fact here is to be followed by a fact of the file; told once all facts are here."""

    fact_id: int
    by: int | None
    now: int | None
    new: bool


class _Arrival:
    """One file on its way in, a stretch of one table at a time."""

    def __init__(self, lodging: Lodging, rows: Rows, tally: Tally, operation_id: int = 0) -> None:
        self._lodging = lodging
        self._rows = rows
        self._tally = tally
        self._operation_id = operation_id
        self._last: dict[str, int] = {}
        self._reached: dict[int, dict[str, str]] | None = None
        self._successors: list[_Successor] = []
        self._forgotten = Forgotten(rows)

    def news(self) -> Iterator[_News]:
        """What the file changes, in an order in which it can be written."""
        for table, records in _stretches(self._good()):
            yield self._sorted(table, [one for one in map(self._told, records) if one is not None])
        yield self._follow()

    def _good(self) -> Iterator[ShopRecord]:
        for row in self._rows():
            if isinstance(row, ShopRecord) and not row.table:
                self._lodging.begin(row.values)
                continue
            self._tally.row()
            if isinstance(row, BadRow):
                self._tally.reject(row)
            elif isinstance(row, ShopRecord):
                yield row

    def _told(self, record: ShopRecord) -> _Told | None:
        """The record read; ``None`` if it is bad or for nobody here."""
        table = record.table
        try:
            told = form.columns(table, record.values)
            if told["id"] <= self._last.get(table, 0):
                raise form.BadValueError("id", told["id"])
            self._last[table] = told["id"]
            if table == "setting" and self._lodging.keeps_own(told["key"], told["value"]):
                known = self._lodging.numbers[table].get(told["id"])
                if known is None or not known[0]:
                    self._leave(table, told["id"])
                    return None
            row = self._forgotten.without(table, told["id"], self._lodging.translated(table, told))
        except form.BadValueError as error:
            self._reject(record, "row.value", column=error.field, value=str(error.value)[:_SHOWN])
        except Lost as lost:
            if lost.missing:
                value = str(record.values.get(lost.column))[:_SHOWN]
                self._reject(record, "row.no_such", column=lost.column, value=value)
            else:
                self._leave(table, told["id"])
        else:
            if row is not None:
                return _Told(record, told, row)
            self._leave(table, told["id"])
        return None

    def _reject(self, record: ShopRecord, code: str, **details: str) -> None:
        cells = (record.table, *(str(value)[:_SHOWN] for key, value in record.values.items() if key != "table"))
        self._tally.reject(BadRow(record.line, cells, code, details))

    def _leave(self, table: str, number: int, here: int = NOWHERE) -> None:
        """The row says nothing new; what refers to it finds ``here``."""
        self._lodging.seen[table].put(number, here)
        self._tally.same += 1

    # -- what each row is --

    def _sorted(self, table: str, told: list[_Told]) -> _News:
        lodging = self._lodging
        numbers = lodging.numbers[table]
        known = {one.number: numbers.get(one.number) for one in told}
        present = whole.find(lodging.reader, table, {found[0] for found in known.values() if found and found[0]})
        entries = self._entries(table, told)
        strangers = [one for one in told if known[one.number] is None]
        matches = lodging.matches(table, [one.row for one in strangers])
        news, changed = _News(table), []
        if table == "customer" and lodging.anybody_erased:
            # Those who are left out come first: what is noted of others is not to name them.
            told = sorted(told, key=lambda one: not lodging.was_erased(one.row, self._contacts().get(one.number, {})))
        for one in told:
            if table == "participant":
                self._complete(one, entries)
            elif table == "customer":
                one.row = self._forgotten.without(table, one.number, one.row) or one.row
            found = known[one.number]
            if found is None:
                self._stranger(one, matches, news)
            elif (now := present.get(found[0])) is None:
                if not (table == "customer" and self._forget(one)):
                    self._leave(table, one.number, self._moved(table, found[0]))
            else:
                lodging.seen[table].put(one.number, found[0])
                one.row = lodging.in_peace(table, now, one.row)
                theirs = self._forgotten.took_part(table, one.number)
                if found[1] or theirs or not self._differs(table, one, now):
                    self._tally.same += 1
                    if not found[1]:
                        self._after(table, one, now)
                else:
                    changed.append((one, now))
        self._settle(table, changed, news)
        return news

    def _moved(self, table: str, here: int) -> int:
        return (self._lodging.now_kept_in(here) or NOWHERE) if table == "customer" else NOWHERE

    def _stranger(self, one: _Told, matches: dict[tuple[Any, ...], int], news: _News) -> None:
        lodging, table = self._lodging, news.table
        key = lodging.key(table, one.row)
        match = matches.get(key) if key is not None else None
        if table == "customer" and (
            (lodging.joins_people and self._person(one, news) is not None) or self._forget(one)
        ):
            return
        if match is None and (lodging.is_part_of_joined(table, one.told) or lodging.is_laxer(table, one.row)):
            match = NOWHERE
        if match is not None:
            if table == "setting" and match:
                news.changed.append((match, {"value": one.row["value"]}))
            lodging.numbers[table].put(one.number, match, joined=True)
            self._leave(table, one.number, match)
        elif not lodging.claim(table, one.row):
            self._reject(one.record, "row.value", column="id", value=str(one.number))
        else:
            self._add(one, news)

    def _person(self, one: _Told, news: _News) -> int | None:
        """Whom of the shop's customers this one is; what was blank of them is filled in."""
        found = self._lodging.person(one.row, self._contacts().get(one.number, {}))
        if isinstance(found, Unsure) and found is not Unsure.ERASED:
            self._tally.doubtful += 1
        if not isinstance(found, int):
            return None
        now = whole.find(self._lodging.reader, "customer", [found])[found]
        filled = {name: one.row[name] for name in _FILLED if one.row[name] and not now[name]}
        self._lodging.numbers["customer"].put(one.number, found, joined=True)
        if filled:
            self._lodging.seen["customer"].put(one.number, found)
            news.changed.append((found, filled))
            self._count(Result.CHANGED, one, found)
        else:
            self._leave("customer", one.number, found)
        return found

    def _forget(self, one: _Told) -> bool:
        """Leave out somebody who was erased here, with all that is theirs; whether it is such a one."""
        if not self._lodging.anybody_erased:
            return False
        reached = self._contacts().get(one.number, {})
        if not self._lodging.was_erased(one.row, reached):
            return False
        self._forgotten.add(one.told, reached)
        if self._lodging.numbers["customer"].get(one.number) is None:
            self._lodging.numbers["customer"].put(one.number, NOWHERE, joined=True)
        self._leave("customer", one.number)
        self._tally.notes[Note.ERASED] += 1
        self._tally.see(Result.SAME, Seen(one.record.line, one.told["name"], "", None, Note.ERASED))
        return True

    def _add(self, one: _Told, news: _News) -> None:
        lodging, table = self._lodging, news.table
        here = lodging.new_id(table, one.number)
        lodging.numbers[table].put(one.number, here)
        lodging.seen[table].put(one.number, here)
        row = {**one.row, "id": here}
        if table == "fact":
            if row["superseded_by"] is not None:
                self._successors.append(_Successor(here, row["superseded_by"], None, new=True))
            row["superseded_by"] = None
        elif table == "import_batch":
            row["operation_id"] = self._operation_id
        elif table == "merge":
            row["operation_id"] = 0
        elif table == "customer":
            self._tally.people += 1
        news.added.append(row)
        self._count(Result.NEW, one, None)

    def _settle(self, table: str, changed: list[tuple[_Told, dict[str, Any]]], news: _News) -> None:
        """Take over what was changed there, unless staff changed it here as well."""
        by_hand = whole.edited_by_hand(self._lodging.reader, table, {now["id"] for _, now in changed})
        loosens = self._lodging.loosens
        kept = {one.number for one, now in changed if now["id"] in by_hand or loosens(table, now, one.row)}
        if table in UNIQUE:
            held = self._lodging.matches(table, [one.row for one, _ in changed])
            kept |= {
                one.number
                for one, now in changed
                if held.get(self._lodging.key(table, one.row) or (), now["id"]) != now["id"]
            }
        for one, now in changed:
            if one.number in kept:
                self._tally.same += 1
                continue
            values = {name: value for name, value in one.row.items() if name not in ("id", "superseded_by")}
            news.changed.append((now["id"], values))
            self._count(Result.CHANGED, one, None)
            self._after(table, one, now)

    def _differs(self, table: str, one: _Told, now: dict[str, Any]) -> bool:
        passed = {"id", "superseded_by", *(_FROM_ENTRY if table == "participant" else ())}
        return any(now[name] != value for name, value in one.row.items() if name not in passed)

    def _after(self, table: str, one: _Told, now: dict[str, Any]) -> None:
        if table == "fact" and (one.row["superseded_by"] is not None or now["superseded_by"] is not None):
            self._successors.append(_Successor(now["id"], one.row["superseded_by"], now["superseded_by"], new=False))

    def _count(self, result: Result, one: _Told, customer_id: int | None) -> None:
        tally = self._tally
        if result is Result.NEW:
            tally.new += 1
        else:
            tally.changed += 1
        if tally.wants(result):
            row = one.told
            who = str(row.get("name") or row.get("reference") or "")
            what = str(row.get("words") or row.get("value") or row.get("cause") or one.record.table)
            tally.see(result, Seen(one.record.line, who, what[:_SHOWN], customer_id))

    # -- what stands in more than one row --

    def _entries(self, table: str, told: list[_Told]) -> dict[int, dict[str, Any]]:
        if table != "participant":
            return {}
        return whole.find(self._lodging.reader, "interaction", {one.row["interaction_id"] for one in told})

    def _complete(self, one: _Told, entries: dict[int, dict[str, Any]]) -> None:
        """The entry's own columns stand beside its people, and its amount where sums are to count it."""
        entry = entries.get(one.row["interaction_id"])
        if entry is None:
            return
        at = to_moment(entry["moment"], entry["utc_offset"])
        one.row |= {
            "moment": entry["moment"],
            "day": date.toordinal(at.date()),
            "kind": entry["kind"],
            "direction": entry["direction"],
        }
        if entry["currency"] != self._lodging.currency:
            one.row["amount"] = 0

    def _follow(self) -> _News:
        """Facts that later ones took the place of."""
        news, seen = _News("fact"), self._lodging.seen["fact"]
        by_hand = whole.edited_by_hand(
            self._lodging.reader, "fact", {one.fact_id for one in self._successors if not one.new}
        )
        for one in self._successors:
            found = seen.get(one.by) if one.by is not None else None
            here = (found[0] or None) if found else None
            if here == one.now or here == one.fact_id or one.fact_id in by_hand:
                continue
            news.changed.append((one.fact_id, {"superseded_by": here}))
            if not one.new:
                self._tally.same -= 1
                self._tally.changed += 1
        return news

    def _contacts(self) -> dict[int, dict[str, str]]:
        """The first phone and e-mail of each customer of the file: they stand behind the customers."""
        if self._reached is None:
            self._reached = {}
            for count, row in enumerate(self._rows()):
                if count % 2000 == 0 and not self._tally.progress(self._tally.rows):
                    raise Cancelled
                if isinstance(row, ShopRecord) and row.table == "contact_point":
                    self._note_contact(row)
        return self._reached

    def _note_contact(self, row: ShopRecord) -> None:
        assert self._reached is not None
        try:
            told = form.columns("contact_point", row.values)
        except form.BadValueError:
            return
        if told["kind"] in (ContactKind.EMAIL, ContactKind.PHONE):
            self._reached.setdefault(told["customer_id"], {}).setdefault(told["kind"], told["value"])


def _stretches(records: Iterator[ShopRecord]) -> Iterator[tuple[str, list[ShopRecord]]]:
    held: list[ShopRecord] = []
    for record in records:
        if held and (record.table != held[0].table or len(held) == _CHUNK):
            yield held[0].table, held
            held = []
        held.append(record)
    if held:
        yield held[0].table, held
