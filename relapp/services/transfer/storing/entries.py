"""Entries into the shop: joined to people, each only once however often its file comes, brought up to date by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.erasing import Identity, Wording
from relapp.domain.folding import fold
from relapp.domain.interactions import MAX_WORDS, Interaction, NewInteraction
from relapp.services import interactions as verbs
from relapp.services.transfer.rows import BadRow, CancelledEvent, EntryRow, Who
from relapp.services.transfer.storing.joining import Departed, Joiner, Unsure
from relapp.services.transfer.storing.tally import Note, Result, Seen, Tally
from relapp.storage import interactions, loading, staff
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

CHUNK = 2000
"""Entries a statement."""

MORE = " …"
"""What a text ends with that was longer than an entry may be."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SHOWN = 200


@dataclass(slots=True)
class _Chunk:
    """What is new: people, entries with their fingerprints; what the file changed and called off of stored ones."""

    people: list[NewCustomer] = field(default_factory=list)
    entries: list[tuple[NewInteraction, int | None]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    origins: list[dict[int, int]] = field(default_factory=list)
    changes: list[tuple[Interaction, EntryRow]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _People:
    """Whom the names of an entry mean: ``found`` has customers, each with whom they came as before they were merged."""

    found: dict[int, int] = field(default_factory=dict)
    unsure: list[Who] = field(default_factory=list)
    strangers: list[Who] = field(default_factory=list)
    doubtful: bool = False


def count_entries(reader: Reader, rows: Iterable[EntryRow | BadRow], tally: Tally) -> None:
    """What :func:`store_entries` would do, without doing it."""
    for _ in _Intake(reader, tally).chunks(rows):
        pass


def store_entries(
    tx: Transaction, rows: Iterable[EntryRow | BadRow], tally: Tally, *, batch_id: int, currency: str
) -> None:
    """Store entries that are not stored yet, with the people who are new, and edit those that the file has changed.

    - Everyone an entry names takes part in it. Who is not known becomes a customer, if the row allows for strangers;
      an entry that names only strangers and does not allow for them is a bad row, ``row.stranger``.
    - An entry that names nobody is kept without a customer. One of which some name could mean several people is kept
      without them, their names in its words, and counted as doubtful, as is one of somebody whom staff removed, who
      does not become a customer again; so is one that made somebody a customer whose
      name or number another one has.
    - Whose name perhaps stands in the words takes part, too, if exactly one customer is called so.
    - An entry with the identity of a stored one is edited where the file tells it otherwise, unless staff edited or
      removed it since: what they did stands, and the row counts as the same.
    - Somebody who was erased takes part in nothing, and is not named: an entry of theirs alone is left out.
    - What is called off goes, unless staff edited it since (``row.event_kept``). An older file does not bring it back.
    """
    for chunk in _Intake(tx, tally).chunks(rows):
        loading.add_customers(tx, [(customer, tx.at.date()) for customer in chunk.people], batch_id)
        loading.add_interactions(
            tx, chunk.entries, currency, batch_id=batch_id, fingerprints=chunk.marks, origins=chunk.origins
        )
        for stored, row in chunk.changes:
            verbs.change(
                tx,
                stored,
                words=_words(row),
                kind=row.kind,
                at=row.at,
                channel=row.channel,
                direction=row.direction,
                outcome=row.outcome or stored.outcome,
            )
        if chunk.cancelled:
            gone = interactions.by_fingerprint(tx, chunk.cancelled)
            interactions.remove(tx, [entry.id for entry in gone.values()])


def fingerprint(row: EntryRow) -> str:
    """What tells an entry apart: its identity, else who, when and what."""
    if row.identity:
        return _mark("id", row.identity)
    who = (one.reference or one.email or one.phone or one.name for one in row.who)
    return _mark("said", int(row.at.timestamp()), row.kind, row.channel, row.direction, row.words, *who)


def _mark(*parts: object) -> str:
    text = "\x1f".join(map(str, parts))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class _Intake:
    """Sorts rows into what is new, changed, the same, or left out, and counts them."""

    def __init__(self, reader: Reader, tally: Tally) -> None:
        self._reader = reader
        self._tally = tally
        self._joiner = Joiner(reader, tally.go_on)
        self._departed = Departed(reader, tally.go_on)
        # Ids are given ahead, so that a stranger is known from their second entry on, stored or not.
        self._first_new = self._next_id = loading.next_customer_id(reader)
        self._staff = {fold(one.name): one.id for one in staff.every(reader)}
        self._seen: set[str] = set()
        self._brought: set[str] = set()
        self._off: set[str] = set()
        self._cancelled: list[str] = []

    def chunks(self, rows: Iterable[EntryRow | BadRow]) -> Iterator[_Chunk]:
        """What there is to write, a few statements at a time."""
        good = self._good(rows)
        while some := list(islice(good, CHUNK)):
            yield self._chunk(some)
        if self._cancelled:
            yield _Chunk(cancelled=self._cancelled)

    def _good(self, rows: Iterable[EntryRow | BadRow]) -> Iterator[EntryRow]:
        for row in rows:
            self._tally.row()
            if isinstance(row, CancelledEvent):
                self._cancel(row)
            elif isinstance(row, BadRow):
                self._tally.reject(row)
            elif _FIRST_YEAR <= row.at.year <= _LAST_YEAR:
                if row.without and self._call_off(row, row.without)[1]:
                    self._tally.reject(BadRow(row.line, _cells(row), "row.event_kept"))
                yield row
            else:
                self._tally.reject(BadRow(row.line, _cells(row), "row.date", {"value": row.at.date().isoformat()}))

    def _cancel(self, row: CancelledEvent) -> None:
        gone, kept = self._call_off(row, row.identities)
        if kept or not gone:
            self._tally.reject(replace(row, code="row.event_kept") if kept else row)

    def _call_off(self, row: EntryRow | CancelledEvent, identities: Iterable[str]) -> tuple[list[str], set[int]]:
        """Take off what an earlier file brought, or this one: the marks of what goes, and what is kept for staff.

        Wherever this file tells of it again, it stays away.
        """
        marks = list(dict.fromkeys(_mark("id", identity) for identity in identities))
        stored = interactions.by_fingerprint(self._reader, marks)
        kept = interactions.edited_by_staff(self._reader, [entry.id for entry in stored.values()])
        here = {mark for mark, entry in stored.items() if entry.id not in kept} | self._brought.intersection(marks)
        gone = [mark for mark in marks if mark in here and mark not in self._off]
        for mark in gone:
            self._tally.notes[Note.CANCELLED] += 1
            self._count(Result.CHANGED, row, stored.get(mark), note=Note.CANCELLED)
        self._seen.update(marks)
        self._off.update(gone)
        self._cancelled += gone
        return gone, kept

    def _chunk(self, rows: list[EntryRow]) -> _Chunk:
        marks = [fingerprint(row) for row in rows]
        known = loading.known_fingerprints(self._reader, marks)
        stored = interactions.by_fingerprint(self._reader, known)
        kept = interactions.edited_by_staff(self._reader, [entry.id for entry in stored.values()])
        chunk = _Chunk()
        for row, mark in zip(rows, marks, strict=True):
            entry, erased = stored.get(mark), self._erased(row)
            if mark in self._seen or (
                mark in known and (entry is None or entry.id in kept or bool(erased) or _tells(row, entry))
            ):
                self._count(Result.SAME, row, entry)
            elif entry is not None:
                chunk.changes.append((entry, row))
                self._count(Result.CHANGED, row, entry)
            else:
                self._add(chunk, row, mark, erased)
            self._seen.add(mark)
        chunk.cancelled, self._cancelled = self._cancelled, []
        return chunk

    def _erased(self, row: EntryRow) -> list[Who]:
        """Who of those whom it names is not to come back."""
        if not self._joiner.anybody_erased:
            return []
        return [who for who in (*row.who, *row.perhaps) if self._joiner.come_as(who) is Unsure.ERASED]

    def _add(self, chunk: _Chunk, row: EntryRow, mark: str, erased: Sequence[Who]) -> None:
        people = _People()
        for who in row.who:
            self._find(chunk, row, who, people)
        if erased:
            for who in row.perhaps:
                self._perhaps(who, people)
            if not (people.found or people.unsure):
                self._tally.notes[Note.ERASED] += 1
                self._count(Result.SAME, row, None, note=Note.ERASED)
                return
            row = _without(row, erased)
        if people.strangers and not (people.found or people.unsure):
            named = ", ".join(map(_name, people.strangers))
            self._tally.reject(BadRow(row.line, _cells(row), "row.stranger", {"who": named[:_SHOWN]}))
            return
        for who in row.perhaps:
            self._perhaps(who, people)
        customers = tuple(people.found)
        staff_id = self._staff.get(fold(row.staff)) if row.staff else None
        entry = NewInteraction(
            customers=customers,
            kind=row.kind,
            at=row.at,
            words=_words(row, people.unsure, row.staff if staff_id is None else ""),
            channel=row.channel,
            direction=row.direction,
            outcome=row.outcome,
        )
        chunk.entries.append((entry, staff_id))
        chunk.marks.append(mark)
        if row.identity:
            self._brought.add(mark)
        chunk.origins.append({one: came_as for one, came_as in people.found.items() if one != came_as})
        self._count(Result.NEW, row, None, customers)
        if people.doubtful:
            self._count(Result.DOUBTFUL, row, None, customers)

    def _find(self, chunk: _Chunk, row: EntryRow, who: Who, people: _People) -> None:
        """Whom one of the names means."""
        came_as = self._joiner.come_as(who)
        if isinstance(came_as, int):
            people.found.setdefault(self._joiner.kept(came_as), came_as)
        elif came_as is Unsure.ERASED:
            return
        elif (
            came_as is Unsure.SEVERAL
            or (came_as is Unsure.ANOTHER and not row.strangers)
            or (row.strangers and self._departed.day(who))
        ):
            people.unsure.append(who)
            people.doubtful = True
        elif came_as is not Unsure.NOBODY_NAMED and row.strangers:
            one = self._stranger(chunk, who)
            people.found[one] = one
            people.doubtful |= came_as is Unsure.ANOTHER
        elif came_as is None:
            people.strangers.append(who)

    def _perhaps(self, who: Who, people: _People) -> None:
        """Somebody whose name only seems to stand in the words: never a new customer."""
        came_as = self._joiner.come_as(who)
        if isinstance(came_as, int):
            people.found.setdefault(self._joiner.kept(came_as), came_as)
        people.doubtful |= came_as is Unsure.SEVERAL

    def _stranger(self, chunk: _Chunk, who: Who) -> int:
        contacts = [(ContactKind.EMAIL, who.email), (ContactKind.PHONE, who.phone)]
        points = [(kind, value) for kind, value in contacts if value]
        new = NewCustomer(
            name=_name(who), reference=who.reference, contacts=tuple(NewContactPoint(*point) for point in points)
        )
        chunk.people.append(new)
        self._joiner.learn(self._next_id, new.reference, new.name, points)
        self._next_id += 1
        self._tally.people += 1
        return self._next_id - 1

    def _count(
        self,
        result: Result,
        row: EntryRow | CancelledEvent,
        entry: Interaction | None,
        people: tuple[int, ...] = (),
        note: Note | None = None,
    ) -> None:
        tally = self._tally
        tally.add(result)
        if tally.wants(result):
            known = entry.customers if entry else people
            customer_id = next((one for one in known if one < self._first_new), None)
            named = ", ".join(filter(None, map(_name, row.who[:3])))
            tally.see(result, Seen(row.line, named, row.words[:_SHOWN], customer_id, note))


def _without(row: EntryRow, erased: Iterable[Who]) -> EntryRow:
    """The row as it is told of the others: whoever was erased is not named in it."""
    others = [who.name for who in row.who if who not in erased]
    words = row.words
    for who in erased:
        contacts = {(ContactKind.EMAIL, who.email), (ContactKind.PHONE, who.phone)}
        known = Identity({who.name} - {""}, set(), {who.reference} - {""}, {one for one in contacts if one[1]})
        words = Wording(known).near(words, others)
    return replace(row, words=words)


def _tells(row: EntryRow, entry: Interaction) -> bool:
    """Whether the row says what the stored entry says."""
    words = _words(row)
    # Staff that the shop does not know, and whom the words could mean, are told behind them.
    return (
        (entry.words == words or (_adds(row, entry) and entry.words.startswith(f"{words} · ")))
        and int(entry.at.timestamp()) == int(row.at.timestamp())
        and (entry.kind, entry.channel, entry.direction) == (row.kind, row.channel, row.direction)
    )


def _adds(row: EntryRow, entry: Interaction) -> bool:
    # Whose name stands in the words may take part where the row itself could mean several.
    return bool(row.staff) or len(entry.customers) < len(row.who) or entry.words == _words(row, row.who)


def _words(row: EntryRow, unsure: Iterable[Who] = (), staff_name: str = "") -> str:
    # Whoever sorts it out later needs what the file said.
    parts = [row.words, *(part for who in unsure for part in (who.name, who.email, who.phone)), staff_name]
    words = " · ".join(part for part in parts if part)
    return words if len(words) <= MAX_WORDS else words[: MAX_WORDS - len(MORE)].rstrip() + MORE


def _name(who: Who) -> str:
    return who.name or who.email or who.phone or who.reference


def _cells(row: EntryRow) -> tuple[str, ...]:
    return (row.at.isoformat(" ", "minutes"), ", ".join(map(_name, row.who)), row.words[:_SHOWN])
