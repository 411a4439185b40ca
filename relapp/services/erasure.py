"""Erasing a customer for good, keeping to it afterwards, and cleaning the file of what was erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from relapp.domain.customers import ContactKind
from relapp.domain.erasing import GONE, Erased, Mark, Wording, marks
from relapp.domain.errors import UserError
from relapp.services.operations import Operations
from relapp.storage import customers, erasure, merges, scrubbing
from relapp.storage.database import Database
from relapp.storage.erasure import Theirs
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

NAME = "erase"
"""What the journal calls it; nothing else of it stands there."""

_NOTED = ("fact", "promise", "wish", "recovery_case", "consent", "relation", "contact_point", "photo")


@dataclass(frozen=True, slots=True)
class Going:
    """What erasing a customer takes away, and what stays without a name.

    ``entries`` go, ``sales`` stay for the sums, ``shared`` stay with the others who were there; ``noted`` counts what
    else is known, by table.
    """

    customer_id: int
    name: str
    entries: int
    sales: int
    shared: int
    noted: Mapping[str, int]


def going(reader: Reader, customer_id: int) -> Going | None:
    """What erasing a customer would do, ``None`` if there is no such customer."""
    found = customers.find(reader, [customer_id])
    if not found:
        return None
    theirs = erasure.of_customer(reader, customer_id)
    erasure.sort_entries(reader, theirs)
    return Going(
        customer_id,
        found[0].name,
        len(theirs.rows["interaction"]),
        len(theirs.sales),
        len(theirs.shared),
        {name: len(theirs.rows[name]) for name in _NOTED if theirs.rows[name]},
    )


def erase(tx: Transaction, customer_id: int, *, gone: str = GONE) -> None:
    """Remove a customer everywhere, also from the journal; nothing brings them back.

    What they paid stays for the sums, without a name; entries and words about others stay with ``gone`` in the place
    of the name. Marks stay, by which an import knows them. :func:`finish` it afterwards.

    :raises UserError: ``entry.unknown_customer``.
    """
    if not customers.find(tx, [customer_id]):
        raise UserError("entry.unknown_customer")
    _erase(tx, customer_id, gone)


def _erase(tx: Transaction, customer_id: int, gone: str) -> None:
    tx.unwritten = True
    theirs = erasure.of_customer(tx, customer_id)
    erasure.sort_entries(tx, theirs)
    needed = scrubbing.gather(tx, theirs)
    erasure.take_groups(tx, theirs, needed)
    names = erasure.names_of_others(tx, theirs)
    # An address that others have as well names them.
    known = replace(theirs.who, contacts=theirs.who.contacts - erasure.shared_contacts(tx, theirs))
    wording = Wording(known, gone, names.values())
    erasure.remove(tx, theirs)
    erasure.reword(tx, theirs, wording, names)
    erasure.forget_drafts(tx, theirs, wording)
    scrubbing.Scrubbing(tx, theirs, wording, names).run()
    _mark(tx, customer_id, theirs)
    erasure.note_unclean(tx)


def _mark(tx: Transaction, customer_id: int, theirs: Theirs) -> None:
    salt = erasure.salt(tx) or token_hex(16)
    day = tx.at.date()
    erasure.add_marks(tx, [Mark(customer_id, mark, salt, day) for mark in sorted(marks(theirs.who, salt))])


def obey(tx: Transaction, kept: Iterable[Mark], *, gone: str = GONE) -> int:
    """Erase from an older database whoever was erased since; returns how many. For what is restored from a copy.

    ``kept`` are the marks of the newer one (:func:`relapp.storage.erasure.marks`). What the older one has of them
    itself was obeyed when it was made: whoever they mean there was taken in anew.
    """
    known = set(erasure.marks(tx))
    fresh = [mark for mark in kept if mark not in known]
    if not fresh:
        return 0
    tx.unwritten = True
    ids = sorted(_meant(tx, fresh))
    for customer_id in ids:
        _erase(tx, customer_id, gone)
    # After the others, so that whose they are was looked for without them.
    stored = set(erasure.marks(tx))
    erasure.add_marks(tx, [mark for mark in fresh if mark not in stored])
    return len(ids)


def _meant(reader: Reader, fresh: list[Mark]) -> Iterator[int]:
    """Whom the marks mean; by a name alone only who has the same id as well."""
    erased, ids = Erased(fresh), {mark.customer_id for mark in fresh}
    people = customers.every(reader)
    contacts = customers.contacts(reader, [one.id for one in people])
    merged = merges.of_kept(reader, [one.id for one in people])
    for one in people:
        names = {one.name, *(former.name for former in merged.get(one.id, ()))}
        references = {one.reference, *(former.reference for former in merged.get(one.id, ()))}
        points = [(point.kind.value, point.value) for point in contacts[one.id]]
        if _is_meant(erased, names, references, points, one.id in ids):
            yield one.id
    for row, removed in scrubbing.removed_customers(reader):
        points = [(point["kind"], point["value"]) for point in removed]
        if _is_meant(erased, {row["name"]}, {row["reference"]}, points, row["id"] in ids):
            yield row["id"]


def _is_meant(
    erased: Erased, names: set[str], references: set[str], points: list[tuple[str, str]], same_id: bool
) -> bool:
    told: list[dict[str, Any]] = [{"reference": reference} for reference in references if reference]
    told += [{kind: value} for kind, value in points if kind in (ContactKind.EMAIL, ContactKind.PHONE)]
    if same_id:
        told.append({})
    return any(erased.means(name, **one) for name in names for one in told)


def kept_marks(reader: Reader) -> list[Mark]:
    """The marks of everybody who was erased here, for :func:`obey`."""
    return erasure.marks(reader)


def finish(operations: Operations) -> None:
    """Clean the file of what was erased, if that is still to do; takes as long as copying the file.

    :raises StorageUnavailable: somebody else is at it, or the disk is full; it is to be done at the next start.
    """
    database = operations.database
    with database.read() as reader:
        unclean = erasure.is_unclean(reader)
    if unclean:
        database.scrub()
        operations.run("kept", erasure.note_clean)


def forget_copies(database: Database) -> None:
    """Delete the files that were made before an upgrade: they hold everybody as before.

    :raises UserError: ``erase.copy`` (``file``).
    """
    for path in database.older_copies():
        try:
            path.unlink()
        except OSError as error:
            raise UserError("erase.copy", file=path.name) from error
