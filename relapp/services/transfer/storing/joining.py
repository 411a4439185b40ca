"""Whom a row of a file means: someone the shop knows, someone new, or more than one."""

from __future__ import annotations

from enum import Enum, auto

from relapp.domain.customers import ContactKind
from relapp.domain.folding import fold
from relapp.services.transfer.rows import Who
from relapp.storage import customers
from relapp.storage.customers import folded_contact
from relapp.storage.reader import Reader


class Unsure(Enum):
    """Why nobody was chosen."""

    NOBODY_NAMED = auto()
    SEVERAL = auto()


class Joiner:
    """Finds people as safely as the row allows: by customer number, e-mail, phone, or a name that only one has.

    Reads the shop's people once; :meth:`learn` adds those that the import itself brings.
    """

    def __init__(self, reader: Reader) -> None:
        self._by_reference: dict[str, int] = {}
        self._numbered: set[int] = set()
        self._by_contact: dict[tuple[ContactKind, str], set[int]] = {}
        self._by_name: dict[str, set[int]] = {}
        people = customers.every(reader)
        points = customers.contacts(reader, [customer.id for customer in people])
        for customer in people:
            self.learn(
                customer.id,
                customer.reference,
                customer.name,
                [(point.kind, point.value) for point in points[customer.id]],
            )

    def learn(self, customer_id: int, reference: str, name: str, points: list[tuple[ContactKind, str]]) -> None:
        """From now on find this customer, too."""
        if reference:
            self._by_reference[reference] = customer_id
            self._numbered.add(customer_id)
        if name:
            self._by_name.setdefault(fold(name), set()).add(customer_id)
        for kind, value in points:
            folded = folded_contact(kind, value)
            if folded and kind in (ContactKind.EMAIL, ContactKind.PHONE):
                self._by_contact.setdefault((kind, folded), set()).add(customer_id)

    def find(self, who: Who) -> int | Unsure | None:
        """The customer's id, ``None`` for somebody new."""
        if who.reference:
            known = self._by_reference.get(who.reference)
            if known is not None or not who.email:
                return known
            # Two people may share an e-mail or a name, but nobody has two customer numbers.
            reached = self._by(ContactKind.EMAIL, who.email)
            return None if reached in self._numbered else reached
        for kind, value in ((ContactKind.EMAIL, who.email), (ContactKind.PHONE, who.phone)):
            if value:
                found = self._by(kind, value)
                if found is not None:
                    return found
        if who.name:
            named = self._by_name.get(fold(who.name), set())
            if len(named) > 1:
                return Unsure.SEVERAL
            return next(iter(named), None) if not (who.email or who.phone) else None
        return None if who.email or who.phone else Unsure.NOBODY_NAMED

    def _by(self, kind: ContactKind, value: str) -> int | Unsure | None:
        found = self._by_contact.get((kind, folded_contact(kind, value)), set())
        if len(found) > 1:
            return Unsure.SEVERAL
        return next(iter(found), None)
