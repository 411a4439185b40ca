"""Customers into the shop: new ones added, known ones filled in; what staff wrote or took away stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from relapp.domain.customers import ContactKind, NewContactPoint, Photo
from relapp.domain.facts import Fact, NewFact, holds_one
from relapp.domain.folding import fold
from relapp.domain.phones import read_phone
from relapp.services.transfer.meaning.headers import Field, known_header
from relapp.services.transfer.rows import BadRow, NewConsent, PersonRow, Who
from relapp.services.transfer.storing.agreed import Agreed, store_agreed
from relapp.services.transfer.storing.joining import Departed, Joiner, Unsure
from relapp.services.transfer.storing.tally import Note, Result, Seen, Tally
from relapp.storage import batches, customers, facts, loading, photos, put_aside, tags
from relapp.storage.customers import folded_contact
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_CHUNK = 500
_PICTURED = 1 << 24
"""So many bytes of pictures are held at a time."""
_PHOTO = ("photo",)
_FILLED = ("nickname", "reference", "note")


def count_people(reader: Reader, rows: Iterable[PersonRow | BadRow], tally: Tally) -> None:
    """What :func:`store_people` would do, without doing it."""
    for _ in _news(reader, rows, tally, set()):
        pass


def store_people(tx: Transaction, rows: Iterable[PersonRow | BadRow], tally: Tally, *, batch_id: int) -> None:
    """Add new customers and fill in known ones.

    Someone whose name several customers have, and nothing else tells apart, or who shares a number or an address with
    somebody of another name, is added and counted as doubtful. Whom staff removed stays away, and counts as the same.
    """
    tagged: list[tuple[int, str]] = []
    marks: set[bytes] = set()
    for news in _news(tx, rows, tally, marks):
        _store(tx, news, batch_id)
        tagged += [(one.customer_id, name) for one in news for name in one.tags]
    tags.give(tx, tagged)
    batches.keep_marks(tx, batch_id, marks)


def _store(tx: Transaction, news: Sequence[_News], batch_id: int) -> None:
    """All but the tags, each table in one piece."""
    day = tx.at.date()
    loading.add_customers(tx, [(one.row.customer, day) for one in news if one.is_new], batch_id)
    known = [one for one in news if not one.is_new]
    customers.add_contacts(tx, [(one.customer_id, contact) for one in known for contact in one.contacts])
    for one in known:
        if one.columns:
            customers.change(tx, one.customer_id, **one.columns)
    facts.add_many(tx, [(one.customer_id, fact) for one in news for fact in one.facts], day)
    for one in news:
        if one.photo is not None:
            photos.add(tx, one.customer_id, one.photo)
    store_agreed(tx, [(one.customer_id, said) for one in news for said in one.consents])


@dataclass(frozen=True, slots=True)
class _News:
    """What a row says that the shop did not know."""

    customer_id: int
    is_new: bool
    row: PersonRow
    contacts: tuple[NewContactPoint, ...]
    facts: tuple[NewFact, ...]
    columns: dict[str, str]
    tags: tuple[str, ...]
    photo: Photo | None
    consents: tuple[NewConsent, ...]

    def shown(self) -> str:
        """What the row adds, in its own words."""
        facts = (f"{fact.kind} {fact.value or _day(fact)}" for fact in self.facts)
        contacts = (contact.value for contact in self.contacts)
        return " · ".join((*contacts, *facts, *self.columns.values(), *self.tags))

    def __bool__(self) -> bool:
        more = (self.contacts, self.facts, self.columns, self.tags, self.photo, self.consents)
        return self.is_new or any(map(bool, more))


def _news(reader: Reader, rows: Iterable[PersonRow | BadRow], tally: Tally, marks: set[bytes]) -> Iterator[list[_News]]:
    """What the rows bring, some at a time; ``marks`` are filled with what they are known by when they come again."""
    came = batches.marks(reader)
    joiner, departed, known = Joiner(reader, tally.go_on), Departed(reader, tally.go_on), _Known(reader)
    # Ids are given ahead, so that a stranger is known from their second row on, stored or not.
    first_new = next_id = loading.next_customer_id(reader)
    for chunk in _chunks(_good(rows, tally)):
        brought: list[_News] = []
        told = list(map(who, chunk))
        known.look_up([found for one in told if isinstance(found := joiner.find(one), int)])
        for row, one in zip(chunk, told, strict=True):
            marks.add(mark := _mark(row))
            found = joiner.find(one)
            if not (isinstance(found, int) and known.knows(found, row)):
                found = next(
                    (near for near in _told_before(reader, joiner, one, first_new) if known.knows(near, row)), found
                )
            if not isinstance(found, int) and any(map(joiner.was_erased, _every_way(row))):
                found = Unsure.ERASED
            if mark in came and found is not Unsure.ERASED and not departed.day(one):
                _leave_out(tally, row, customer_id=found if isinstance(found, int) else None)
                continue
            if isinstance(found, int):
                news = known.learn(found, row, is_new=False)
                _see(tally, Result.CHANGED if news else Result.SAME, news)
            elif found is Unsure.ERASED:
                _leave_out(tally, row, Note.ERASED)
                continue
            elif day := departed.day(one):
                _leave_out(tally, row, Note.REMOVED, day=day)
                continue
            else:
                news = known.learn(next_id, row, is_new=True)
                next_id += 1
                tally.people += 1
                _see(tally, Result.NEW, news)
                if isinstance(found, Unsure):
                    _see(tally, Result.DOUBTFUL, news, joiner.candidates(one))
            name = row.customer.name if news.is_new else ""
            points = [(contact.kind, contact.value) for contact in news.contacts]
            joiner.learn(news.customer_id, news.columns.get("reference", ""), name, points)
            if news:
                brought.append(news)
        yield brought


def _told_before(reader: Reader, joiner: Joiner, told: Who, first_new: int) -> list[int]:
    """Whom a row of ``told`` may have brought: of whom it tells nothing new goes before somebody else who fits as well.

    What the rows after it brought would otherwise have the same file tell of somebody else, or of one more.
    """
    possible = [joiner.kept(one) for one in joiner.possible(told)]
    brought = loading.of_files(reader, possible) if possible else set()
    return [one for one in possible if one in brought or one >= first_new]


def _see(tally: Tally, result: Result, news: _News, near: Sequence[int] = ()) -> None:
    """Count a row and keep it to be shown; ``near`` are those whom it may mean."""
    tally.add(result)
    if tally.wants(result):
        known = None if news.is_new else news.customer_id
        customer_id = near[0] if near else known
        tally.see(result, Seen(news.row.line, news.row.customer.name, news.shown(), customer_id))


def _leave_out(
    tally: Tally, row: PersonRow, why: Note | None = None, *, day: date | None = None, customer_id: int | None = None
) -> None:
    """Count a row that brings nothing: it came before, or is of somebody who is not to come back with a file.

    ``why`` is the latter, and ``day`` when they were removed.
    """
    tally.add(Result.SAME)
    if why is not None:
        tally.notes[why] += 1
    if tally.wants(Result.SAME):
        tally.see(Result.SAME, Seen(row.line, row.customer.name, "", customer_id, note=why, day=day))


def _mark(row: PersonRow) -> bytes:
    """What tells a row from any other, wherever in a file it stands."""
    said = (row.customer, row.facts, row.tags, row.photo, row.consents)
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=batches.MARK).digest()


def _good(rows: Iterable[PersonRow | BadRow], tally: Tally) -> Iterator[PersonRow]:
    for row in tally.rows_of(rows):
        if isinstance(row, BadRow):
            tally.reject(row)
        else:
            yield row


def _chunks(rows: Iterator[PersonRow]) -> Iterator[list[PersonRow]]:
    chunk: list[PersonRow] = []
    pictured = 0
    for row in rows:
        chunk.append(row)
        pictured += len(row.photo.content) if row.photo is not None else 0
        if len(chunk) == _CHUNK or pictured > _PICTURED:
            yield chunk
            chunk, pictured = [], 0
    if chunk:
        yield chunk


def who(row: PersonRow) -> Who:
    """What the row says of the person."""
    new = row.customer
    of = {contact.kind.value: contact.value for contact in reversed(new.contacts)}
    return Who(new.reference, of.get("email", ""), of.get("phone", ""), new.name)


def _every_way(row: PersonRow) -> Iterator[Who]:
    """The person by each of their numbers and addresses alone."""
    new = row.customer
    for contact in new.contacts:
        if contact.kind is ContactKind.EMAIL:
            yield Who("", contact.value, "", new.name)
        elif contact.kind is ContactKind.PHONE:
            yield Who("", "", contact.value, new.name)


class _Known:
    """What the shop knows of customers, and what the rows read so far have added to it; folded, as sets of words."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._words: dict[int, set[tuple[object, ...]]] = {}
        self._agreed = Agreed(reader)
        self._contacts, self._tags = put_aside.contacts(reader), put_aside.tags(reader)
        self._columns = put_aside.columns(reader, _FILLED)

    def look_up(self, customer_ids: Collection[int]) -> None:
        """Read what is known of them."""
        ids = sorted(set(customer_ids) - self._words.keys())
        points = customers.contacts(self._reader, ids)
        current = facts.ever(self._reader, ids)
        tagged = tags.of_customers(self._reader, ids)
        pictured = photos.having(self._reader, ids)
        self._agreed.look_up(ids)
        for customer in customers.find(self._reader, ids):
            one = customer.id
            self._words[one] = {
                *((column,) for column in _FILLED if getattr(customer, column)),
                *(_contact(point.kind.value, point.value) for point in points[one]),
                *(_contact(*point) for point in self._contacts.get(one, ())),
                *((column,) for column in self._columns.get(one, ())),
                *map(_fact, current.get(one, ())),
                *map(_tag, (*tagged.get(one, ()), *self._tags.get(one, ()))),
                *([_PHOTO] if one in pictured else []),
            }

    def knows(self, customer_id: int, row: PersonRow) -> bool:
        """Whether there is nothing of somebody in a row but what is known."""
        self.look_up([customer_id])
        words = self._words.get(customer_id, set())
        contacts = (_contact(one.kind.value, one.value) for one in row.customer.contacts)
        columns = ((column,) for column in _FILLED if getattr(row.customer, column))
        return words.issuperset((*contacts, *columns, *map(_fact, row.facts), *map(_tag, row.tags)))

    def learn(self, customer_id: int, row: PersonRow, *, is_new: bool) -> _News:
        """What ``row`` adds; from now on it is known."""
        if not is_new:
            self.look_up([customer_id])
        words = self._words.setdefault(customer_id, set())

        def unknown(key: tuple[object, ...]) -> bool:
            new = key not in words
            words.add(key)
            return new

        told = {column: getattr(row.customer, column) for column in _FILLED}
        return _News(
            customer_id=customer_id,
            is_new=is_new,
            row=row,
            contacts=tuple(one for one in row.customer.contacts if unknown(_contact(one.kind.value, one.value))),
            facts=tuple(one for one in row.facts if unknown(_fact(one))),
            columns={column: value for column, value in told.items() if value and unknown((column,))},
            tags=tuple(one for one in row.tags if unknown(_tag(one))),
            photo=row.photo if row.photo is not None and unknown(_PHOTO) else None,
            consents=self._agreed.news(customer_id, row.consents),
        )


def _contact(kind: str, value: str) -> tuple[object, ...]:
    # One person's number with the country's code and without it is one number.
    phone = read_phone(value) if kind == ContactKind.PHONE else None
    return ("contact", kind, phone.number if phone else folded_contact(ContactKind(kind), value))


def _fact(fact: Fact | NewFact) -> tuple[object, ...]:
    """Of a kind that holds one value any value is enough: what staff noted stays."""
    key = ("fact", _kind(fact.kind), fold(fact.about))
    return key if holds_one(fact.kind) else (*key, fold(fact.value), fact.month, fact.day)


@lru_cache(1024)
def _kind(words: str) -> str:
    """A kind of fact by its words; the firm somebody is of is one kind, whatever a file calls it."""
    known = known_header(words)
    return "company" if known is not None and known.field is Field.COMPANY else fold(words)


def _day(fact: NewFact) -> str:
    return "-".join(f"{part:02}" for part in (fact.year, fact.month, fact.day) if part is not None)


def _tag(name: str) -> tuple[object, ...]:
    return ("tag", fold(name))
