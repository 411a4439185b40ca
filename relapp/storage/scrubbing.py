"""Taking somebody out of the journal, so that what others did can still be taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, insert, select

from relapp.domain.erasing import Wording
from relapp.storage import chain, fitting, schema
from relapp.storage.backwards import FOUND
from relapp.storage.derived import packed, portions, unpacked
from relapp.storage.erasure import GIVEN, OWNERS, WORDS, Theirs, word
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_change = schema.change
_operation = schema.operation


def removed_customers(reader: Reader) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Customers whom staff removed and whom the journal could bring back, each with their contacts."""
    there = set(reader.scalars(select(schema.customer.c.id)))
    points: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _deleted(reader, "contact_point"):
        points[row["customer_id"]].append(row)
    rows = {row["id"]: row for row in _deleted(reader, "customer") if row["id"] not in there}
    for one, row in rows.items():
        yield row, points[one]


def gather(reader: Reader, theirs: Theirs) -> dict[str, set[int]]:
    """Note in ``theirs`` what only the journal holds of them.

    Returns the households and groups that the journal needs for others, by table.
    """
    entries: set[int] = set()
    needed: dict[str, set[int]] = {"household": set(), "tag": set()}
    merged: list[dict[str, Any]] = []
    for name in filter(OWNERS.get, OWNERS):
        held: set[int] = set()
        for row in _deleted(reader, name):
            if theirs.owns(name, row):
                held.add(row["id"])
                if name == "merge":
                    merged.append(row)
                    continue
                theirs.learn(name, row)
                if name == "participant":
                    entries.add(row["interaction_id"])
            elif name == "customer":
                needed["household"].add(row["household_id"])
            elif name == "customer_tag":
                needed["tag"].add(row["tag_id"])
        # What stands may be somebody else's by now, who was taken for them once.
        theirs.rows[name] |= held - _standing(reader, schema.JOURNALLED[name], held)
    _learn_merges(reader, theirs, merged)
    _learn_edits(reader, theirs)
    _sort_removed(reader, theirs, entries)
    return needed


def _deleted(reader: Reader, table: str) -> Iterator[dict[str, Any]]:
    statement = select(_change.c.rows).where(_change.c.action == "delete", _change.c.table_name == table)
    for (content,) in reader.stream(statement):
        yield from unpacked(content)


def _standing(reader: Reader, table: Table[Any], row_ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in portions(sorted(row_ids)):
        found.update(reader.scalars(select(table.c.id).where(table.c.id.in_(some))))
    return found


def _learn_merges(reader: Reader, theirs: Theirs, merged: Collection[Mapping[str, Any]]) -> None:
    """Of merges that stand no more: whoever is there by themselves again was somebody else."""
    others = _standing(reader, schema.customer, {row["gone_id"] for row in merged}) - theirs.ids
    for row in merged:
        if row["gone_id"] not in others:
            theirs.learn("merge", row)
        if row["gone_id"] in theirs.ids:
            theirs.partners.add(row["kept_id"])
    mine = [row["id"] for row in merged if row["gone_id"] in theirs.ids]
    for some in portions(mine):
        statement = select(_change.c.before).where(
            _change.c.table_name == "merge", _change.c.action == "update", _change.c.row_id.in_(some)
        )
        theirs.partners.update(json.loads(before).get("kept_id") for before in reader.scalars(statement))
    theirs.partners -= {*theirs.ids, None}


def _learn_edits(reader: Reader, theirs: Theirs) -> None:
    """By what they were known before somebody wrote it otherwise."""
    for name in ("customer", "contact_point"):
        for some in portions(sorted(theirs.rows[name])):
            statement = select(_change.c.before, _change.c.after).where(
                _change.c.table_name == name, _change.c.action == "update", _change.c.row_id.in_(some)
            )
            for texts in reader.rows(statement):
                for side in texts:
                    theirs.learn(name, json.loads(side))


def _sort_removed(reader: Reader, theirs: Theirs, entries: set[int]) -> None:
    """Entries that staff removed: those of others as well are theirs, too; the rest goes with its lines."""
    there = _standing(reader, schema.interaction, entries)
    for one in there - theirs.sales - theirs.rows["interaction"]:
        theirs.shared.setdefault(one, set())
    gone = entries - there
    if not gone:
        return
    for row in _deleted(reader, "participant"):
        if row["interaction_id"] in gone and row["customer_id"] not in theirs.ids:
            theirs.shared.setdefault(row["interaction_id"], set()).add(row["customer_id"])
    alone = gone - theirs.shared.keys()
    theirs.rows["interaction"] |= alone
    lines = (row["id"] for row in _deleted(reader, "purchase_line") if row["interaction_id"] in alone)
    theirs.rows["purchase_line"].update(lines)


class Scrubbing:
    """Goes once through the journal, then writes what has to be otherwise."""

    def __init__(self, tx: Transaction, theirs: Theirs, wording: Wording, names: Mapping[int, str]) -> None:
        self._tx = tx
        self._theirs = theirs
        self._wording = wording
        self._names = names
        self._dropped: list[int] = []
        self._rewritten: list[dict[str, Any]] = []
        self._added: list[dict[str, Any]] = []
        self._operations: set[int] = set()
        self._left: set[str] = set()

    def run(self) -> None:
        """Take them out of every line."""
        if not self._tx.rewritten.operations:
            unfit = sorted({*fitting.unfit(self._tx, self._tx.operation_id), *self._tx.unfit})
            if unfit:
                self._tx.detail[chain.UNFIT] = unfit
        statement = select(*_change.c).order_by(_change.c.id)
        columns = _change.c.keys()
        for number, values in enumerate(self._tx.stream(statement)):
            if number % 500 == 0:
                self._tx.pause()
            self._look(dict(zip(columns, values, strict=True)))
        self._write()
        self._clean_partners()
        self._leave_empty_acts()
        self._unname_acts()

    def _look(self, line: dict[str, Any]) -> None:
        match line["action"]:
            case "insert" | "found":
                self._look_at_added(line)
            case "update":
                self._look_at_edit(line)
            case _:
                self._look_at_removed(line)

    def _look_at_added(self, line: dict[str, Any]) -> None:
        gone = self._theirs.rows[line["table_name"]]
        first, last = line["row_id"], line["last_id"]
        mine = (
            [one for one in range(first, last + 1) if one in gone]
            if last - first < len(gone)
            else sorted(one for one in gone if first <= one <= last)
        )
        if not mine:
            return
        stretches = [(a + 1, b - 1) for a, b in zip([first - 1, *mine], [*mine, last + 1], strict=True) if b - a > 1]
        self._drop(line)
        # Its print is to be made anew, and it stands in its act where the whole stretch stood.
        rest = {**line, "id": None, "before": line["before"] or str(line["id"]), "after": ""}
        self._added += [{**rest, "row_id": begin, "last_id": end} for begin, end in stretches]

    def _look_at_edit(self, line: dict[str, Any]) -> None:
        name, row_id = line["table_name"], line["row_id"]
        if row_id in self._theirs.rows[name]:
            self._drop(line)
            return
        sides = [json.loads(line[side]) for side in ("before", "after")]
        said = [self._reworded(name, {"id": row_id, **side}) for side in sides]
        if name == "interaction" and row_id in self._theirs.sales:
            for side in said:
                side.pop("words", None)
                side.pop("outcome", None)
        if name == "customer" and row_id in self._theirs.partners:
            self._take_back(sides, said)
        for side in said:
            del side["id"]
        if not said[0]:
            self._drop(line)
        elif said != sides:
            before, after = (json.dumps(side, ensure_ascii=False, separators=(",", ":")) for side in said)
            self._rewrite(line, before=before, after=after)
            self._tx.rewritten.rows(name, row_id, row_id)

    def _look_at_removed(self, line: dict[str, Any]) -> None:
        name = line["table_name"]
        rows = unpacked(line["rows"])
        kept = [
            self._without_given(name, self._reworded(name, row)) for row in rows if not self._theirs.owns(name, row)
        ]
        if not kept:
            self._drop(line)
        elif kept != rows:
            columns = list(kept[0])
            content = packed(columns, [[row[column] for column in columns] for row in kept])
            self._rewrite(line, row_id=kept[0]["id"], last_id=kept[-1]["id"], rows=content)
            for row in kept:
                self._tx.rewritten.rows(name, row["id"], row["id"])

    def _reworded(self, name: str, row: dict[str, Any]) -> dict[str, Any]:
        found = dict(row)
        if name == "interaction" and row["id"] in self._theirs.sales and "words" in row:
            found["words"] = ""
        for column in WORDS.get(name, ()):
            if found.get(column):
                others = self._theirs.shared.get(row["id"]) if name == "interaction" else None
                found[column] = word(self._wording, others, self._names)(found[column])
        return found

    def _take_back(self, sides: list[dict[str, Any]], said: list[dict[str, Any]]) -> None:
        """An edit of somebody they had been merged into says nothing of what is theirs."""
        for column in GIVEN["customer"]:
            before, after = (set(side.get(column, "").splitlines()) for side in sides)
            if (before | after) & self._theirs.given[column]:
                if column == "note":
                    self._left |= (before ^ after) & self._theirs.given[column]
                for side in said:
                    side.pop(column)

    def _without_given(self, name: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row that was removed, without what a merge gave it of theirs."""
        whose = {"customer": "id", "merge": "gone_id", "consent": "customer_id"}
        if name not in GIVEN or row[whose[name]] not in self._theirs.partners:
            return row
        lost = {column: _without(row[column], self._theirs.given[column]) for column in GIVEN[name]}
        if not lost.get("name", "some"):
            lost["name"] = self._wording.near(row["name"])
        return {**row, **lost}

    def _clean_partners(self) -> None:
        """A note that was edited between merging and taking apart has kept the lines that a merge gave."""
        one = schema.customer.c
        for row_id, note in self._tx.rows(select(one.id, one.note).where(one.id.in_(self._theirs.partners))):
            if (kept := _without(note, self._left)) != note:
                self._tx.update(schema.customer, row_id, note=kept)

    # -- writing --

    def _drop(self, line: Mapping[str, Any]) -> None:
        self._dropped.append(line["id"])
        self._operations.add(line["operation_id"])
        self._tx.rewritten.operations.add(line["operation_id"])

    def _rewrite(self, line: Mapping[str, Any], **values: Any) -> None:
        columns = ("row_id", "last_id", "before", "after", "rows")
        self._tx.rewritten.operations.add(line["operation_id"])
        self._rewritten.append({"one": line["id"], **{f"new_{c}": values.get(c, line[c]) for c in columns}})

    def _write(self) -> None:
        run = self._tx.connection.execute
        for some in portions(self._dropped):
            run(_change.delete().where(_change.c.id.in_(some)))
        columns = ("row_id", "last_id", "before", "after", "rows")
        statement = _change.update().where(_change.c.id == bindparam("one"))
        for some_rows in portions(self._rewritten):
            run(statement.values({column: bindparam(f"new_{column}") for column in columns}), list(some_rows))
        # Behind the others of their act: undo goes through an act by what refers to what, not by these numbers.
        for some_added in portions(self._added):
            run(insert(_change), [{c: v for c, v in row.items() if c != "id"} for row in some_added])

    def _leave_empty_acts(self) -> None:
        """Acts of which nothing is left are no acts any more: undo goes past them."""
        for some in portions(sorted(self._operations)):
            lines = select(_change.c.operation_id).where(_change.c.operation_id.in_(some), _change.c.action != FOUND)
            full = set(self._tx.scalars(lines))
            empty = sorted(set(some) - full)
            left = _operation.c.head.in_(empty), _operation.c.state.is_not(None), _operation.c.state != "abandoned"
            acts = self._tx.rows(select(_operation.c.id, _operation.c.head).where(*left))
            self._tx.connection.execute(_operation.update().where(*left).values(state="abandoned"))
            if acts:
                told = [[act, "abandoned", head] for act, head in acts]
                self._tx.detail.setdefault(chain.STANDING, []).extend(told)

    def _unname_acts(self) -> None:
        acts = select(_operation.c.id, _operation.c.customers).where(_operation.c.customers != "[]")
        for act_id, text in self._tx.rows(acts):
            named: Collection[int] = json.loads(text)
            if self._theirs.ids.intersection(named):
                rest = json.dumps([one for one in named if one not in self._theirs.ids])
                self._tx.connection.execute(_operation.update().where(_operation.c.id == act_id).values(customers=rest))
                self._tx.rewritten.operations.add(act_id)


def _without(text: str, lines: Collection[str]) -> str:
    kept = [line for line in text.splitlines() if line not in lines]
    return text if len(kept) == len(text.splitlines()) else "\n".join(kept)
