"""Erasing somebody: every row that is theirs goes, and every word that names them, also from the journal.

What is written here leaves no line in the journal (``Transaction.unwritten``): nothing brings it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, insert, or_, select

from relapp.domain.customers import ContactKind
from relapp.domain.erasing import Identity, Mark, Wording, contact_key
from relapp.domain.phones import read_phone
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

WORDS: Mapping[str, tuple[str, ...]] = {
    "household": ("name",),
    "customer": ("note", "leave_why"),
    "contact_point": ("label",),
    "relation": ("kind",),
    "tag": ("name",),
    "product": ("name",),
    "interaction": ("words",),
    "fact": ("kind", "value", "about"),
    "promise": ("words", "explanation"),
    "wish": ("words",),
    "recovery_case": ("cause", "remedy", "said"),
    "consent": ("how",),
    "question": ("words", "kind", "about"),
    "question_put": ("product",),
    "arrival": ("words",),
    "import_batch": ("file_name",),
}
"""Columns in which somebody may have typed a name."""

OWNERS: Mapping[str, tuple[str, ...]] = {
    **{
        name: tuple(key.parent.name for key in table.foreign_keys if key.column.table is schema.customer)
        for name, table in schema.JOURNALLED.items()
    },
    "customer": ("id",),
    "merge": ("kept_id", "gone_id"),
}
"""Columns that hold a customer: a row with the erased one in any of them goes."""

GIVEN: Mapping[str, tuple[str, ...]] = {
    "customer": ("name", "nickname", "reference", "note"),
    "merge": ("name", "reference"),
    "consent": ("how",),
}
"""Columns of whoever is kept in a merge that may hold from then on what the other one had."""

UNCLEAN = "unclean"
"""The setting that says that the file still holds what was erased, where nothing refers to it."""


@dataclass(slots=True)
class Theirs:
    """What is to go of somebody: ``ids`` are they and whoever was merged into them."""

    ids: set[int]
    who: Identity = field(default_factory=Identity)
    rows: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Ids by table of what goes, whether it stands or only the journal holds it."""
    sales: set[int] = field(default_factory=set)
    """Entries that were theirs alone and stay for the sums: without words, and nobody's."""
    shared: dict[int, set[int]] = field(default_factory=dict)
    """Entries in which others took part: who they are."""
    partners: set[int] = field(default_factory=set)
    """Whom they had been merged into, and were taken apart from again: a merge gives the other what one had."""
    given: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What a merge gives of them, by column: a nickname, a number, each line of a note or of a consent."""

    def owns(self, table: str, row: Mapping[str, Any]) -> bool:
        """Whether a row, as it stands or as the journal holds it, is theirs."""
        return row["id"] in self.rows[table] or any(row[column] in self.ids for column in OWNERS[table])

    def learn(self, table: str, row: Mapping[str, Any]) -> None:
        """Note by what they were known; ``row`` may be part of one."""
        who = self.who
        if table == "customer":
            who.names |= {row.get("name", "")} - {""}
            who.nicknames |= {row.get("nickname", "")} - {""}
            who.references |= {row.get("reference", "")} - {""}
            for column in GIVEN["customer"]:
                self.given[column] |= set(row.get(column, "").splitlines()) - {""}
        elif table == "consent":
            self.given["how"] |= set(row["how"].splitlines()) - {""}
        elif table == "merge":
            who.names |= {row["name"]} - {""}
            who.references |= {row["reference"]} - {""}
        elif table == "contact_point" and row.get("value"):
            who.contacts.add((ContactKind(row["kind"]) if "kind" in row else _kind(row["value"]), row["value"]))


def _kind(value: str) -> ContactKind:
    """What an earlier value was: an edit tells only what it changed."""
    if "@" in value:
        return ContactKind.EMAIL
    return ContactKind.OTHER if read_phone(value) is None else ContactKind.PHONE


def of_customer(reader: Reader, customer_id: int) -> Theirs:
    """What stands of a customer; what the journal holds of them is for :mod:`relapp.storage.scrubbing`."""
    merge = schema.merge
    gone = reader.scalars(select(merge.c.gone_id).where(merge.c.kept_id == customer_id))
    theirs = Theirs({customer_id, *gone})
    for name, columns in OWNERS.items():
        table = schema.JOURNALLED[name]
        for row in (
            reader.rows(select(table).where(or_(*(table.c[one].in_(theirs.ids) for one in columns)))) if columns else ()
        ):
            theirs.rows[name].add(row.id)
            theirs.learn(name, row._asdict())
    return theirs


def sort_entries(reader: Reader, theirs: Theirs) -> None:
    """Find which of their entries are shared, which stay for the sums, and which go with their lines."""
    people, entry, line = schema.participant.c, schema.interaction.c, schema.purchase_line.c
    mine: set[int] = set()
    for some in portions(sorted(theirs.rows["participant"])):
        mine.update(reader.scalars(select(people.interaction_id).where(people.id.in_(some))))
    for some in portions(sorted(mine)):
        named = select(people.interaction_id, people.customer_id).where(people.interaction_id.in_(some))
        for entry_id, one in reader.rows(named):
            if one not in theirs.ids:
                theirs.shared.setdefault(entry_id, set()).add(one)
    for some in portions(sorted(mine - theirs.shared.keys())):
        sold = select(line.interaction_id).where(line.interaction_id.in_(some))
        paid = select(entry.id).where(entry.id.in_(some), entry.amount.is_not(None))
        theirs.sales.update(reader.scalars(sold), reader.scalars(paid))
    theirs.rows["interaction"] |= mine - theirs.shared.keys() - theirs.sales


def take_groups(reader: Reader, theirs: Theirs, needed: Mapping[str, Collection[int]]) -> None:
    """A household or a tag that nobody else has goes with them, unless the journal needs it for others."""
    for table, used, column in (
        (schema.household, schema.customer, "household_id"),
        (schema.tag, schema.customer_tag, "tag_id"),
    ):
        mine, reference = theirs.rows[used.name], used.c[column]
        wanted = set(reader.scalars(select(reference).where(used.c.id.in_(mine)))) - {None} - set(needed[table.name])
        others = set(reader.scalars(select(reference).where(reference.in_(wanted), used.c.id.not_in(mine))))
        theirs.rows[table.name] |= wanted - others


def names_of_others(reader: Reader, theirs: Theirs) -> dict[int, str]:
    """What everybody else is called."""
    one = schema.customer.c
    return {row.id: row.name for row in reader.rows(select(one.id, one.name)) if row.id not in theirs.ids}


def shared_contacts(reader: Reader, theirs: Theirs) -> set[tuple[ContactKind, str]]:
    """Numbers and addresses of theirs by which others are reached, too, however they are written."""
    contact = schema.contact_point.c
    statement = select(contact.kind, contact.value).where(contact.customer_id.not_in(theirs.ids))
    others = {contact_key(ContactKind(kind), value) for kind, value in reader.rows(statement)}
    return {one for one in theirs.who.contacts if contact_key(*one) in others}


# -- what stands --


def remove(tx: Transaction, theirs: Theirs) -> None:
    """Delete the rows that go; what stays refers to them no more. Imported entries do not come again."""
    entries = sorted(theirs.rows["interaction"])
    _keep_fingerprints(tx, entries)
    line = schema.purchase_line.c
    for some in portions(entries):
        theirs.rows["purchase_line"].update(tx.scalars(select(line.id).where(line.interaction_id.in_(some))))
    tables = [table for table in reversed(schema.metadata.sorted_tables) if table.name in schema.JOURNALLED]
    for table in tables:
        for key in table.foreign_keys:
            if key.parent.nullable and key.column.table.name in theirs.rows:
                _let_go(tx, table, key.parent.name, theirs.rows[key.column.table.name])
    for table in tables:
        for some in portions(sorted(theirs.rows[table.name])):
            tx.delete_many(table, tx.scalars(select(table.c.id).where(table.c.id.in_(some)).order_by(table.c.id)))
    for some in portions(sorted(theirs.sales)):
        tx.update_many(schema.interaction, some, words="", outcome=None)
    for unjournalled in (schema.suggestion_shown, schema.customer_stat):
        tx.connection.execute(unjournalled.delete().where(unjournalled.c.customer_id.in_(theirs.ids)))


def _keep_fingerprints(tx: Transaction, entries: Sequence[int]) -> None:
    entry = schema.interaction.c
    for some in portions(entries):
        imported = select(entry.fingerprint, entry.batch_id).where(
            entry.id.in_(some), entry.fingerprint.is_not(None), entry.batch_id.is_not(None)
        )
        tx.insert_many(schema.removed_entry, [row._asdict() for row in tx.rows(imported.order_by(entry.id))])


def _let_go(tx: Transaction, table: Table[Any], column: str, gone: Collection[int]) -> None:
    for some in portions(sorted(gone)):
        tx.update_many(table, tx.scalars(select(table.c.id).where(table.c[column].in_(some))), **{column: None})


def reword(tx: Transaction, theirs: Theirs, wording: Wording, names: Mapping[int, str]) -> None:
    """Take what names them out of the words about others and out of the entries that they shared."""
    for name, columns in WORDS.items():
        table = schema.JOURNALLED[name]
        found: list[tuple[int, dict[str, str]]] = []
        for row_id, *texts in tx.stream(select(table.c.id, *(table.c[column] for column in columns))):
            others = theirs.shared.get(row_id) if name == "interaction" else None
            changed = _changed(dict(zip(columns, texts, strict=True)), word(wording, others, names))
            if changed:
                found.append((row_id, changed))
        for row_id, changed in found:
            if name in ("product", "tag"):
                changed = {"name": _free_name(tx, table, changed["name"])}
            tx.update(table, row_id, **changed)


def word(wording: Wording, others: Collection[int] | None, names: Mapping[int, str]) -> Callable[[str], str]:
    """How a text loses them: one that they shared with ``others``, or (``None``) any other."""
    if others is None:
        return wording.far
    named = [names[one] for one in others if one in names]
    return lambda text: wording.near(text, named)


def _changed(values: Mapping[str, Any], reworded: Callable[[str], str]) -> dict[str, str]:
    said = {column: reworded(text) for column, text in values.items() if isinstance(text, str) and text}
    return {column: text for column, text in said.items() if text != values[column]}


def _free_name(tx: Transaction, table: Table[Any], name: str) -> str:
    """``name``, numbered where another row is called so: no two may be."""
    found, number = name, 1
    while tx.scalar(select(table.c.id).where(table.c.name == found)) is not None:
        number += 1
        found = f"{name} {number}"
    return found


def forget_drafts(tx: Transaction, theirs: Theirs, wording: Wording) -> None:
    """Half-typed lines at their place, and those that name them."""
    draft = schema.draft
    places = {str(one) for one in theirs.ids}
    for place, words in tx.rows(select(draft.c.place, draft.c.words)):
        if place.rpartition(":")[2] in places or wording.names(words):
            tx.connection.execute(draft.delete().where(draft.c.place == place))


# -- marks --


def salt(reader: Reader) -> str | None:
    """The salt of the marks that were made here last, ``None`` where nobody was erased."""
    found = reader.scalar(select(schema.erased.c.salt).order_by(schema.erased.c.id.desc()).limit(1))
    return None if found is None else str(found)


def add_marks(tx: Transaction, marks: Iterable[Mark]) -> None:
    """Keep marks."""
    rows = [
        {"customer_id": one.customer_id, "mark": one.mark, "salt": one.salt, "day": one.day.isoformat()}
        for one in marks
    ]
    tx.insert_many(schema.erased, rows)


def marks(reader: Reader) -> list[Mark]:
    """Everything that is kept of those who were erased."""
    statement = select(schema.erased).order_by(schema.erased.c.id)
    return [Mark(row.customer_id, row.mark, row.salt, date.fromisoformat(row.day)) for row in reader.rows(statement)]


# -- the file --


def note_unclean(tx: Transaction) -> None:
    """Say that the file has to be cleaned; whoever opens it next sees to it, if nobody does before.

    It is said of the file, so it is not journalled.
    """
    note_clean(tx)
    tx.connection.execute(insert(schema.setting), {"key": UNCLEAN, "value": "true"})


def note_clean(tx: Transaction) -> None:
    """Say that it was."""
    tx.connection.execute(schema.setting.delete().where(schema.setting.c.key == UNCLEAN))


def is_unclean(reader: Reader) -> bool:
    """Whether something erased may still stand somewhere in the file."""
    return reader.scalar(select(schema.setting.c.id).where(schema.setting.c.key == UNCLEAN)) is not None
