"""Taking a merge apart: each row goes back to whom it came from, wherever later acts and later merges left it.

The journal of the merge tells whose each row was. An entry's people follow :attr:`origin <columns.ParticipantColumns>`,
for one person may stand in an entry for several who were merged.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, func, select

from relapp.domain.changes import KeptRow
from relapp.domain.merging import Merged, people
from relapp.storage import merges, schema
from relapp.storage.derived import portions, unpacked
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_change = schema.change
_merge = schema.merge
_participant = schema.participant

_ONCE: dict[str, tuple[str, ...]] = {
    "customer_tag": ("customer_id", "tag_id"),
    "photo": ("customer_id",),
    "not_same": ("one_id", "other_id"),
}
"""Of these only one row may say the same."""


def part(tx: Transaction, merge: Merged) -> list[KeptRow]:
    """Give the one who went everything back that was theirs; what was changed since is kept and returned."""
    return _Parting(tx, merge).run()


_ENDS = ("from_customer_id", "to_customer_id", "one_id", "other_id")

_Seats = dict[int, tuple[int, int]]
"""By participant, their place in an entry before the merge and after it."""


class _Parting:
    """One merge being taken apart."""

    def __init__(self, tx: Transaction, merge: Merged) -> None:
        self.tx = tx
        self.merge = merge
        self.kept = merge.kept_id
        self.gone = merge.gone_id
        self.lost = _Lost(tx, merge)
        self.told: dict[KeptRow, None] = {}

    def run(self) -> list[KeptRow]:
        changes = _changes(self.tx, [self.merge.operation_id])
        own = next(change for change in reversed(changes) if change.table_name == "customer" and change.rows)
        self._bring_back(schema.customer, unpacked(own.rows))
        theirs = {self.gone, *self._brought()}
        for change in reversed(changes):
            table = schema.JOURNALLED[change.table_name]
            if table is _participant:
                continue
            if change.action == "update":
                self._set_back(table, change)
            elif change.action == "delete" and table is not schema.customer:
                self._bring_back(table, unpacked(change.rows))
            elif change.action == "insert" and table is not _merge:
                self._take_out(table, change.row_id)
        self._divide_entries(theirs, changes)
        of_this = self.tx.scalars(
            select(_merge.c.id).where(
                _merge.c.operation_id == self.merge.operation_id, _merge.c.kept_id.in_([self.kept, self.gone])
            )
        )
        self.tx.delete_many(_merge, of_this)
        return list(self.told)

    def _brought(self) -> set[int]:
        """Who had been merged into the one who went before, and still is."""
        return self.lost.brought_by(self.merge)

    # -- rows of one owner --

    def _set_back(self, table: Table[Any], change: Any) -> None:
        before, after = json.loads(change.before), json.loads(change.after)
        row = self.tx.row(select(table).where(table.c.id == change.row_id))
        if row is None:
            # A customer whom a later merge took comes back when that one is taken apart.
            if table is schema.customer:
                return
            later = self.lost.row(table, change.row_id)
            if later is not None:
                self._bring_back(table, [{**later, **before}])
            return
        now = row._asdict()
        back = {}
        for column in after:
            if self._still_is(change, column, now[column]) and self._is_there(table, column, before[column]):
                back[column] = before[column]
            elif now[column] != before[column]:
                self.told[KeptRow(table.name, change.row_id)] = None
        if back and not self._is_said(table, {**now, **back}):
            self.tx.update(table, change.row_id, **back)

    def _still_is(self, change: Any, column: str, now: Any) -> bool:
        """Whether what stands there by now is what the merge wrote, or what merges since made of it."""
        if self._names_customer(schema.JOURNALLED[change.table_name], column):
            return self.lost.brought(change, column, now)
        return bool(json.loads(change.after)[column] == now)

    @staticmethod
    def _names_customer(table: Table[Any], column: str) -> bool:
        return any(key.column.table is schema.customer for key in table.c[column].foreign_keys)

    def _is_there(self, table: Table[Any], column: str, value: Any) -> bool:
        parents = [key.column.table for key in table.c[column].foreign_keys]
        if value is None or not parents:
            return True
        return self.tx.scalar(select(parents[0].c.id).where(parents[0].c.id == value)) is not None

    def _is_said(self, table: Table[Any], row: dict[str, Any]) -> bool:
        """Whether another row says it already."""
        names = _ONCE.get(table.name, ())
        if not names:
            return False
        same = [table.c[name] == row[name] for name in names]
        return self.tx.scalar(select(table.c.id).where(*same, table.c.id != row["id"])) is not None

    def _bring_back(self, table: Table[Any], rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            back = dict(row)
            for column in table.c:
                if self._names_customer(table, column.name) and back[column.name] != self.gone:
                    back[column.name] = self.lost.now(back[column.name])
                if not self._is_there(table, column.name, back[column.name]):
                    if not column.nullable and table is not schema.customer:
                        break
                    back[column.name] = None
            else:
                if self._is_new(table, back):
                    self.tx.restore(table, [back])

    def _is_new(self, table: Table[Any], row: dict[str, Any]) -> bool:
        """Whether nothing says what a row says, and it is not between somebody and themselves."""
        ends = [row[name] for name in _ENDS if name in row]
        if ends and ends[0] == ends[1]:
            return False
        if table is schema.not_same:
            row["one_id"], row["other_id"] = sorted(ends)
        there = self.tx.scalar(select(table.c.id).where(table.c.id == row["id"])) is not None
        return not there and not self._is_said(table, row)

    def _take_out(self, table: Table[Any], row_id: int) -> None:
        if self.tx.scalar(select(table.c.id).where(table.c.id == row_id)) is not None:
            self.tx.delete(table, row_id)

    # -- entries --

    def _divide_entries(self, theirs: set[int], changes: list[Any]) -> None:
        """Each entry names whoever of the two it named: the one, the other, or both."""
        named = self.lost.participants()
        rows = self.tx.rows(select(_participant).where(_participant.c.customer_id == self.kept))
        going = [row for row in rows if row.origin in theirs]
        for row in going:
            stays = [one for one in named.get(row.interaction_id, ()) if _who(one) not in theirs]
            self.tx.update(
                _participant, row.id, customer_id=self.gone, origin=None if row.origin == self.gone else row.origin
            )
            if stays:
                _name_again(self.tx, row.interaction_id, stays[0], self.kept)
        seats = _seats(changes)
        for row in rows:
            if row.origin in theirs:
                continue
            goes = [one for one in named.get(row.interaction_id, ()) if _who(one) in theirs]
            if goes:
                _name_again(self.tx, row.interaction_id, goes[0], self.gone, seats)


def _name_again(
    tx: Transaction, interaction_id: int, lost: dict[str, Any], customer_id: int, seats: _Seats | None = None
) -> None:
    """Let an entry name somebody again who was taken out of it by a merge."""
    people = merges.people(tx, interaction_id)
    paid = sum(row.amount for row in people)
    places = {row.id: (seats or {}).get(row.id, (row.place, row.place)) for row in people}
    # Who moved up when two became one moves back, unless the order is another by now.
    order = {row.id: places[row.id][0] if places[row.id][1] == row.place else row.place for row in people}
    like = people[0]._asdict()
    back = {
        **lost, "customer_id": customer_id, "amount": 0, "moment": like["moment"], "day": like["day"],
        "kind": like["kind"], "direction": like["direction"],
        "origin": None if _who(lost) == customer_id else _who(lost),
    }  # fmt: skip
    if tx.scalar(select(_participant.c.id).where(_participant.c.id == lost["id"])) is None:
        tx.restore(_participant, [back])
        row_id = lost["id"]
    else:
        back.pop("id")
        row_id = tx.insert(_participant, **back)
    order[row_id] = lost["place"]
    rows = merges.people(tx, interaction_id)
    # Before the one who took the place: it was theirs first.
    merges.seat(tx, sorted(rows, key=lambda row: (order[row.id], row.id != row_id)), paid)


def _who(participant: dict[str, Any]) -> int:
    """Under whose name a participant came."""
    origin = participant["origin"]
    return int(participant["customer_id"] if origin is None else origin)


def _seats(changes: list[Any]) -> _Seats:
    found: _Seats = {}
    for change in changes:
        if change.table_name == _participant.name and change.action == "update":
            before, after = json.loads(change.before), json.loads(change.after)
            if "place" in after:
                found[change.row_id] = before["place"], after["place"]
    return found


def _changes(reader: Reader, operation_ids: Iterable[int]) -> list[Any]:
    found: list[Any] = []
    for some in portions(sorted(operation_ids)):
        found += reader.rows(select(_change).where(_change.c.operation_id.in_(some)).order_by(_change.c.id))
    return found


class _Lost:
    """What the merges into one customer that stand took out, and who stands for whom."""

    def __init__(self, reader: Reader, merge: Merged) -> None:
        self._reader = reader
        self._into = {one.gone_id: one.kept_id for one in merges.every(reader) if one.gone_id != one.kept_id}
        self._all = list(merges.of_kept(reader, [merge.kept_id]).get(merge.kept_id, []))
        self._changes = _changes(reader, {one.operation_id for one in self._all})
        self._rows: dict[tuple[str, int], dict[str, Any]] = {}
        self._own: set[tuple[str, int]] = set()
        self._moves: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for change in self._changes:
            if change.action == "update":
                self._moves[change.table_name, change.row_id].append(change)
            if change.action == "delete":
                for row in unpacked(change.rows):
                    self._rows[change.table_name, row["id"]] = row
                    if change.operation_id == merge.operation_id:
                        self._own.add((change.table_name, row["id"]))
        self._merge = merge

    def now(self, customer_id: Any) -> Any:
        """Who this customer is by now."""
        return self._into.get(customer_id, customer_id)

    def brought(self, change: Any, column: str, customer_id: Any) -> bool:
        """Whether a change is one of those by which a row came to whom it is with by now.

        Who was parted from the others took theirs along, and may have come back since by another merge.
        """
        for one in reversed(self._moves.get((change.table_name, change.row_id), [])):
            before, after = json.loads(one.before), json.loads(one.after)
            if column in after and after[column] == customer_id:
                if one.id == change.id:
                    return True
                customer_id = before[column]
        return False

    def row(self, table: Table[Any], row_id: int) -> dict[str, Any] | None:
        """A row that one of the merges took out, as it stood then."""
        return self._rows.get((table.name, row_id))

    def brought_by(self, merge: Merged) -> set[int]:
        """Whose merges into the one who went became merges into the kept one."""
        moved = {
            change.row_id
            for change in self._changes
            if change.operation_id == merge.operation_id
            and change.table_name == _merge.name
            and change.action == "update"
        }
        return {one.gone_id for one in self._all if one.id in moved}

    def own_participants(self) -> list[dict[str, Any]]:
        """Those whom this merge took out of entries."""
        return [self._rows[key] for key in self._own if key[0] == _participant.name]

    def participants(self) -> dict[int, list[dict[str, Any]]]:
        """By entry, those who were taken out of it because it named somebody else of the same person.

        First those whom this merge took out: what the others did is still known from them afterwards.
        """
        inside = {self._merge.kept_id, *(one.gone_id for one in self._all)}
        back = self._given_back()
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for (name, row_id), row in sorted(self._rows.items(), key=lambda item: (item[0] not in self._own, item[0])):
            if name == _participant.name and _who(row) in inside and row_id not in back:
                found[row["interaction_id"]].append(row)
        return found

    def _given_back(self) -> set[int]:
        """Those who stand in their entry again since somebody else was parted from the others."""
        ids = sorted(row_id for name, row_id in self._rows if name == _participant.name)
        there: set[int] = set()
        for some in portions(ids):
            there.update(self._reader.scalars(select(_participant.c.id).where(_participant.c.id.in_(some))))
        return there


def newest_before(reader: Reader, table: Table[Any], operation_id: int) -> int:
    """The highest id that a table had before an operation."""
    statement = select(func.max(_change.c.last_id)).where(
        _change.c.table_name == table.name, _change.c.action == "insert", _change.c.operation_id < operation_id
    )
    return int(reader.scalar(statement) or 0)


def first_kept(reader: Reader, merge: Merged) -> int:
    """Into whom the merge took the other, who may have been merged since."""
    moved = reader.rows(
        select(_change.c.before)
        .where(_change.c.table_name == _merge.name, _change.c.row_id == merge.id, _change.c.action == "update")
        .order_by(_change.c.id)
    )
    told = (json.loads(before) for (before,) in moved)
    return int(next((columns["kept_id"] for columns in told if "kept_id" in columns), merge.kept_id))


def _links(reader: Reader, merge: Merged) -> list[tuple[int, int]]:
    """Whoever stood for the two since the merge, each with the operation from which on they did."""
    by_gone = {one.gone_id: one for one in people(merges.every(reader))}
    found = [(first_kept(reader, merge), merge.operation_id)]
    while found[-1][0] != merge.kept_id:
        later = by_gone[found[-1][0]]
        found.append((first_kept(reader, later), later.operation_id))
    return found


def _noted_for(reader: Reader, merge: Merged) -> dict[tuple[str, int], int]:
    """For whom rows were noted that later merges brought to the kept one, by table and id."""
    later = {one.operation_id for one in merges.of_kept(reader, [merge.kept_id]).get(merge.kept_id, [])}
    found: dict[tuple[str, int], int] = {}
    for change in _changes(reader, {one for one in later if one > merge.operation_id}):
        if change.action == "update" and "customer_id" in (before := json.loads(change.before)):
            found.setdefault((change.table_name, change.row_id), before["customer_id"])
    return found


class Undivided:
    """What the kept one got since a merge without a word of whose it is; ``ids`` by table, ``entries`` by id."""

    def __init__(self, reader: Reader, merge: Merged) -> None:
        self._merge = merge
        self._links = _links(reader, merge)
        moved = _noted_for(reader, merge)
        self.ids: dict[str, list[int]] = {}
        for table in (schema.fact, schema.promise, schema.wish, schema.contact_point, schema.consent):
            since = self._since(reader, table)
            ids = reader.scalars(
                select(table.c.id).where(table.c.customer_id == merge.kept_id, table.c.id > min(since.values()))
            )
            known = ((one, moved.get((table.name, one), merge.kept_id)) for one in ids)
            self.ids[table.name] = sorted((one for one, of in known if one > since.get(of, one)), reverse=True)
        self._find_entries(reader)

    def _since(self, reader: Reader, table: Table[Any]) -> dict[int, int]:
        return {one: newest_before(reader, table, operation_id) for one, operation_id in self._links}

    def _find_entries(self, reader: Reader) -> None:
        since = self._since(reader, _participant)
        own = {row["id"] for row in _Lost(reader, self._merge).own_participants()}
        self._lost: dict[int, list[dict[str, Any]]] = {}
        for entry, rows in _Lost(reader, self._merge).participants().items():
            self._lost[entry] = [row for row in rows if row["id"] not in own]
        self._rows = {
            row.interaction_id: row._asdict()
            for row in reader.rows(select(_participant).where(_participant.c.customer_id == self._merge.kept_id))
        }

        def unsaid(row: dict[str, Any]) -> bool:
            return bool(row["id"] > since.get(_who(row), row["id"]))

        self._unsaid = {
            entry: [one for one in (row, *self._lost.get(entry, ())) if unsaid(one)]
            for entry, row in self._rows.items()
        }
        self.entries = sorted((entry for entry, rows in self._unsaid.items() if rows), reverse=True)

    def give_entries(self, tx: Transaction, entries: Sequence[int]) -> None:
        """Give these to the one who went: whoever stood in an entry for more than one of the two stays there too."""
        for entry in entries:
            present = {row.customer_id: row for row in merges.people(tx, entry)}
            mine, going = present.get(self._merge.kept_id), self._unsaid.get(entry, [])
            if self._merge.gone_id in present or not going:
                continue
            if mine is None or going[0]["id"] != mine.id:
                _name_again(tx, entry, {**going[0], "origin": self._merge.gone_id}, self._merge.gone_id)
                continue
            tx.update(_participant, mine.id, customer_id=self._merge.gone_id, origin=None)
            staying = self._lost.get(entry, [])
            if staying:
                _name_again(tx, entry, staying[0], self._merge.kept_id)


def give(tx: Transaction, table: Table[Any], ids: Sequence[int], customer_id: int) -> None:
    """Give rows to a customer."""
    tx.update_many(table, ids, customer_id=customer_id)


def said_by(reader: Reader, merge: Merged) -> set[int]:
    """The consents that the merge itself wrote."""
    changes = _changes(reader, [merge.operation_id])
    return {one.row_id for one in changes if one.table_name == schema.consent.name and one.action == "insert"}


def copy_consents(tx: Transaction, ids: Sequence[int], customer_id: int) -> None:
    """Say the same of another customer."""
    table = schema.consent
    rows = [row._asdict() for row in tx.rows(select(table).where(table.c.id.in_(list(ids))).order_by(table.c.id))]
    for row in rows:
        row["customer_id"] = customer_id
        del row["id"]
    tx.insert_many(table, rows)


def uncross(tx: Transaction, kept_id: int, gone_id: int) -> list[int]:
    """Let stand again what is history only for a fact of the other customer; the ids of what they were history for."""
    table, newer = schema.fact, schema.fact.alias()
    statement = (
        select(table.c.id, newer.c.id)
        .join(newer, newer.c.id == table.c.superseded_by)
        .where(table.c.customer_id.in_([kept_id, gone_id]), newer.c.customer_id != table.c.customer_id)
        .order_by(table.c.id)
    )
    crossed = [tuple(row) for row in tx.rows(statement)]
    tx.update_many(table, [one for one, _ in crossed], superseded_by=None)
    return sorted({other for _, other in crossed})
