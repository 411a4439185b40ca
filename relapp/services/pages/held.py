"""Everything that is held on one customer, of every table: for the readable book and for the customer's own copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain.cases import Case
from relapp.domain.consents import Consent
from relapp.domain.customers import ContactPoint, Customer
from relapp.domain.facts import Fact
from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise
from relapp.domain.question_bank import BankQuestion, QuestionPut
from relapp.domain.rhythm import Rhythm
from relapp.domain.suggestions.model import SuggestionAnswer, SuggestionKind
from relapp.domain.usual import Usual
from relapp.domain.wishes import Wish
from relapp.services import permissions
from relapp.services.dossiers import dossier
from relapp.services.exporting.notes import COPY_SAVED
from relapp.storage import answers, cases, consents, customers, held, interactions, promises, questions, staff, tags
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation: the customer is ``kind`` of the other, or the other of the customer (``outward`` false)."""

    kind: str
    outward: bool
    other: str


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry with the words it had before it was edited, and who else was there."""

    entry: Interaction
    earlier: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the shop made of it by itself: ``shown`` are kinds of suggestion with on how many days they were listed."""

    usual: Usual | None
    rhythm: Rhythm
    shown: tuple[tuple[SuggestionKind, int], ...]
    half_typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """All of it. ``photo`` is its media type and its content in base64; ``merged`` are those taken into them."""

    customer: Customer
    household: str
    contacts: tuple[ContactPoint, ...]
    tags: tuple[str, ...]
    photo: tuple[str, str] | None
    facts: tuple[Fact, ...]
    promises: tuple[Promise, ...]
    wishes: tuple[Wish, ...]
    cases: tuple[Case, ...]
    consents: tuple[Consent, ...]
    ties: tuple[Tie, ...]
    merged: tuple[tuple[str, str], ...]
    look_alikes: int
    answers: tuple[SuggestionAnswer, ...]
    asked: tuple[QuestionPut, ...]
    questions: dict[int, BankQuestion]
    entries: tuple[HeldEntry, ...]
    staff: dict[int, str]
    files: dict[int, str]

    def by(self, staff_id: int | None) -> str:
        """The name of a member of staff, empty for nobody."""
        return self.staff.get(staff_id, "") if staff_id is not None else ""


def own_copy(reader: Reader, customer_id: int, staff_id: int | None) -> Held | None:
    """:func:`page` for who is at the desk.

    :raises UserError: they may not see it.
    """
    permissions.check(reader, staff_id, COPY_SAVED)
    return page(reader, customer_id)


def page(reader: Reader, customer_id: int) -> Held | None:
    """What is held on one customer, ``None`` if there is no such customer."""
    found = customers.find(reader, [customer_id])
    if not found:
        return None
    customer = found[0]
    entries = interactions.find(reader, held.entry_ids(reader, customer_id))
    others = held.names_of(reader, {one for entry in entries for one in entry.customers} - {customer_id})
    return Held(
        customer=customer,
        household=held.household(reader, customer.household_id),
        contacts=tuple(customers.contacts(reader, [customer_id])[customer_id]),
        tags=tuple(tags.of_customers(reader, [customer_id]).get(customer_id, ())),
        photo=held.photo(reader, customer_id),
        facts=tuple(held.every_fact(reader, customer_id)),
        promises=tuple(promises.of_customers(reader, [customer_id]).get(customer_id, ())),
        wishes=tuple(held.every_wish(reader, customer_id)),
        cases=tuple(cases.of_customers(reader, [customer_id]).get(customer_id, ())),
        consents=tuple(consents.of_customers(reader, [customer_id]).get(customer_id, ())),
        ties=tuple(Tie(kind, outward, name) for kind, outward, _, name in held.relations_of(reader, customer_id)),
        merged=tuple(held.merged_from(reader, customer_id)),
        look_alikes=held.not_the_same(reader, customer_id),
        answers=tuple(answers.of_customers(reader, [customer_id]).get(customer_id, ())),
        asked=tuple(questions.of_customers(reader, [customer_id]).get(customer_id, ())),
        questions={one.id: one for one in questions.every(reader)},
        entries=tuple(_entry(reader, entry, customer_id, others) for entry in entries),
        staff={member.id: member.name for member in staff.every(reader)},
        files=held.import_names(reader),
    )


def concluded(reader: Reader, customer_id: int, today: date) -> Concluded | None:
    """What the shop concludes of one customer, ``None`` if there is no such customer."""
    seen = dossier(reader, customer_id, today)
    if seen is None:
        return None
    shown = tuple((SuggestionKind(kind), days) for kind, days in held.shown(reader, customer_id))
    return Concluded(seen.usual, seen.rhythm, shown, tuple(held.half_typed(reader, customer_id)))


def _entry(reader: Reader, entry: Interaction, customer_id: int, names: dict[int, str]) -> HeldEntry:
    earlier = tuple(held.earlier_words(reader, entry.id)) if entry.edited else ()
    others = tuple(names.get(one, "") for one in entry.customers if one != customer_id)
    return HeldEntry(entry, tuple(words for words in earlier if words.strip()), others)


def everyone(reader: Reader) -> list[tuple[int, str]]:
    """Id and name of every customer."""
    return held.names(reader)
