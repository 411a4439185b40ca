"""Whom a row of a file means: someone the shop knows, someone new, or more than one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum, auto

from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import clearly_other, same_name
from relapp.domain.erasing import Erased
from relapp.domain.folding import digits, fold, search_terms
from relapp.domain.phones import Phone, phone_key, read_phone, same_phone
from relapp.services.transfer.rows import Who
from relapp.storage import customers, erasure, loading, put_aside
from relapp.storage.customers import folded_contact
from relapp.storage.reader import Reader


class Unsure(Enum):
    """Why nobody was chosen."""

    NOBODY_NAMED = auto()
    SEVERAL = auto()
    """It could be any of several."""
    ANOTHER = auto()
    """What fits belongs to somebody of another name or number: most likely somebody new, who shares it."""
    ERASED = auto()
    """Nobody of the shop, and somebody who was erased and is not to come back."""


class Joiner:
    """Finds people as safely as the row allows: by customer number, e-mail, phone, or a name that only one has.

    What contradicts is never joined in silence: a number, an address or a phone that belongs to somebody of quite
    another name. Reads the shop's people once, about half a kilobyte each; :meth:`learn` adds those that the import
    itself brings. Whoever was merged into another is found by the number and name they had; so is whom staff renamed,
    or gave another number or address, by those that their file goes on using.
    """

    def __init__(self, reader: Reader, go_on: Callable[[], None] = lambda: None) -> None:
        self._forget()
        self._read(reader, go_on)

    def _forget(self) -> None:
        self._by_reference: dict[str, list[int]] = {}
        self._by_email: dict[str, set[int]] = {}
        self._by_phone: dict[str, list[tuple[Phone | None, int]]] = {}
        self._by_name: dict[str, set[int]] = {}
        self._names: dict[int, str] = {}
        self._numbers: dict[int, str] = {}
        self._phoned: set[int] = set()
        self._kept: dict[int, int] = {}
        self._came_as: dict[int, str] = {}
        self._erased = Erased(())

    def _read(self, reader: Reader, go_on: Callable[[], None]) -> None:
        self._erased = Erased(erasure.marks(reader))
        for some in loading.called(reader):
            go_on()
            points = customers.contacts(reader, [customer_id for customer_id, _, _ in some])
            for customer_id, reference, name in some:
                self.learn(customer_id, reference, name, [(point.kind, point.value) for point in points[customer_id]])
        for gone_id, kept_id, name, reference in loading.merged(reader):
            self._kept[gone_id] = kept_id
            self.learn(gone_id, reference, name, [])
        for customer_id, reached in put_aside.contacts(reader).items():
            if customer_id in self._names:
                self.learn(customer_id, "", "", [(ContactKind(kind), value) for kind, value in reached])
        for customer_id, name in loading.names_in_files(reader).items():
            # Unless somebody else is called so now.
            self._came_as[customer_id] = fold(name)
            self._by_name.setdefault(fold(name), {customer_id})

    def learn(self, customer_id: int, reference: str, name: str, points: Iterable[tuple[ContactKind, str]]) -> None:
        """From now on find this customer, too."""
        if reference:
            self._by_reference.setdefault(reference, []).append(customer_id)
            self._numbers[customer_id] = reference
        if name:
            self._names[customer_id] = name
            self._by_name.setdefault(fold(name), set()).add(customer_id)
        for kind, value in points:
            if kind is ContactKind.EMAIL and (folded := folded_contact(kind, value)):
                self._by_email.setdefault(folded, set()).add(customer_id)
            elif kind is ContactKind.PHONE and (key := _key(phone := read_phone(value), value)):
                self._by_phone.setdefault(key, []).append((phone, customer_id))
                self._phoned.add(customer_id)

    def find(self, who: Who) -> int | Unsure | None:
        """The customer's id, ``None`` for somebody new."""
        found = self.come_as(who)
        return self.kept(found) if isinstance(found, int) else found

    def kept(self, customer_id: int) -> int:
        """The customer into whom this one was merged, else this one."""
        return self._kept.get(customer_id, customer_id)

    def come_as(self, who: Who) -> int | Unsure | None:
        """As :meth:`find`, but where someone merged into another is named, theirs is the id."""
        found = self._come_as(who)
        return Unsure.ERASED if found in (None, Unsure.ANOTHER) and self.was_erased(who) else found

    @property
    def anybody_erased(self) -> bool:
        """Whether anybody was erased here."""
        return bool(self._erased)

    def was_erased(self, who: Who) -> bool:
        """Whether this is somebody who was erased; that the shop knows them by now is for the caller to see first."""
        return bool(self._erased) and self._erased.means(who.name, who.reference, who.email, who.phone)

    def _come_as(self, who: Who) -> int | Unsure | None:
        if who.reference:
            return self._numbered(who)
        reached = self._reached(who)
        if reached is not None:
            return reached
        if not who.name:
            return None if who.email or who.phone else Unsure.NOBODY_NAMED
        named = self._by_name.get(fold(who.name), set())
        if who.email or who.phone:
            # Two people may well have one name; where it is a whole one, they are worth a look.
            return Unsure.ANOTHER if named and len(search_terms(who.name)) > 1 else None
        return self._one(named) if named else None

    def possible(self, who: Who) -> list[int]:
        """Everyone whom a row does not contradict: called exactly so, or reached so and of no quite other name."""
        name = who.name if _is_name(who.name) else ""
        reached = self._with_email(who.email) | self._with_phone(who.phone)
        ids = {one for one in reached if not self._other_name(one, name)} | self._by_name.get(fold(who.name), set())
        return sorted(one for one in ids if not who.reference or self._numbers.get(one) == who.reference)

    def candidates(self, who: Who) -> list[int]:
        """Whom an unsure row may mean."""
        near = {*self._by_reference.get(who.reference, ())} | self._with_email(who.email) | self._with_phone(who.phone)
        return sorted({self.kept(one) for one in near or self._by_name.get(fold(who.name), set())})

    def _numbered(self, who: Who) -> int | Unsure | None:
        known = self._by_reference.get(who.reference)
        if known:
            fits = {one for one in known if not self._other_name(one, who.name)}
            fits = fits or self._with_email(who.email).union(self._with_phone(who.phone)).intersection(known)
            return self._one(fits) if fits else Unsure.ANOTHER
        reached = self._reached(who)
        # Two people may share an e-mail or a name, but nobody has two customer numbers.
        if isinstance(reached, Unsure) or (reached is not None and reached in self._numbers):
            return Unsure.ANOTHER
        return reached

    def _reached(self, who: Who) -> int | Unsure | None:
        emails, phones = self._with_email(who.email), self._with_phone(who.phone)
        found = emails & phones or emails or phones
        if not found:
            return None
        named = {one for one in emails | phones if who.name and same_name(who.name, self._names.get(one, ""))}
        if len(named) == 1:
            return named.pop()
        fits = {one for one in found if not self._other_name(one, who.name)}
        if fits:
            return fits.pop() if len(fits) == 1 else Unsure.SEVERAL
        one = next(iter(found))
        # The name is quite another; but an e-mail is one person's, unless the phone is another's, too.
        sure = len(found) == 1 and one in emails and (one in phones or not who.phone or one not in self._phoned)
        return one if sure else Unsure.ANOTHER

    def _one(self, ids: set[int]) -> int | Unsure:
        """The only one of them, who may have come in twice, merged by now."""
        if len({self.kept(one) for one in ids}) > 1:
            return Unsure.SEVERAL
        return min(ids, key=lambda one: (one in self._kept, one))

    def _other_name(self, customer_id: int, name: str) -> bool:
        known = self._names.get(customer_id, "")
        if not name or not known or name == known or fold(name) == self._came_as.get(customer_id):
            return False
        # Who is called by a number or an address has no name yet.
        number = fold(self._numbers.get(customer_id, ""))
        if not _is_name(known) or (number and number in search_terms(known)):
            return False
        return clearly_other(name, known)

    def _with_email(self, email: str) -> set[int]:
        return self._by_email.get(folded_contact(ContactKind.EMAIL, email), set()) if email else set()

    def _with_phone(self, value: str) -> set[int]:
        if not value:
            return set()
        phone = read_phone(value)
        known = self._by_phone.get(_key(phone, value), ())
        return {one for other, one in known if phone is None or (other is not None and same_phone(phone, other))}


def _is_name(name: str) -> bool:
    """Whether somebody is called so, and not by an address or a number alone."""
    return "@" not in name and any(map(str.isalpha, name))


class Departed(Joiner):
    """Finds those whom an import brought and staff removed since: no file brings them back."""

    def _read(self, reader: Reader, go_on: Callable[[], None]) -> None:
        self._days: dict[int, date] = {}
        gone = put_aside.removed(reader)
        reached = put_aside.contacts(reader) if gone else {}
        for one in gone:
            go_on()
            self._days[one.id] = one.day
            if one.kept_id != one.id:
                self._kept[one.id] = one.kept_id
            # Last of all as they were called last.
            for name, reference in reversed(one.called):
                self.learn(one.id, reference, name, [])
            self.learn(one.id, "", "", [(ContactKind(kind), value) for kind, value in reached.get(one.id, ())])

    def day(self, who: Who) -> date | None:
        """When whoever this is was removed; ``None`` where it is nobody, or not sure."""
        found = self.find(who) if self._days else None
        return self._days.get(found) if isinstance(found, int) else None


def _key(phone: Phone | None, value: str) -> str:
    return phone_key(phone) if phone else digits(value).lstrip("0")
