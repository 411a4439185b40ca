"""The settings page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.customers import Customer
from relapp.domain.imports import ImportBatch
from relapp.domain.permissions import RECORD_PAGE
from relapp.domain.staff import Staff
from relapp.domain.suggestions.answers import NeverRule
from relapp.domain.suggestions.model import RANK, SuggestionKind
from relapp.domain.suggestions.record import Record
from relapp.services import answers, permissions, response, settings, sign_in
from relapp.services.exporting.notes import COPY_SAVED, EXPORTED, LIST_SAVED
from relapp.services.settings import ShopSettings
from relapp.storage import batches, customers, journal, staff
from relapp.storage.journal import Note
from relapp.storage.reader import Reader

MOST_BATCHES = 20
MOST_EXPORTS = 8


@dataclass(frozen=True, slots=True)
class Never:
    """A rule that a kind is never suggested for a customer."""

    rule: NeverRule
    customer: Customer


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The shop's settings, everyone who works or worked here, the latest imports that stand.

    ``records`` are the kinds of suggestion that were ever shown, ``never`` what is never suggested for whom, by name.
    """

    settings: ShopSettings
    staff: tuple[Staff, ...]
    batches: tuple[ImportBatch, ...]
    records: Mapping[SuggestionKind, Record]
    never: tuple[Never, ...]
    exports: tuple[Note, ...] = ()
    """Who took what out of the shop, the latest first; for owners' eyes."""
    with_pin: frozenset[int] = frozenset()
    """Who shows by a PIN who they are."""


def page(reader: Reader, today: date, staff_id: int | None = None) -> SettingsPage:
    """The page as it is now, for who is at the desk: the record is the owners'."""
    seen = permissions.may(reader, staff_id, RECORD_PAGE)
    standing = [batch for batch in batches.every(reader) if not batch.undone]
    return SettingsPage(
        settings=settings.read(reader),
        staff=tuple(staff.every(reader)),
        batches=tuple(standing[:MOST_BATCHES]),
        records=records(reader, today),
        never=never(reader),
        exports=tuple(journal.noted(reader, (EXPORTED, LIST_SAVED, COPY_SAVED), MOST_EXPORTS)) if seen else (),
        with_pin=sign_in.with_pin(reader),
    )


def records(reader: Reader, today: date) -> Mapping[SuggestionKind, Record]:
    """The track record of each kind that was ever shown or answered."""
    found = response.record(reader, today)
    return {kind: one for kind, one in found.items() if one.shown or one.done or one.later or one.no}


def never(reader: Reader) -> tuple[Never, ...]:
    """Every rule that Settings can take back, by the customer's name."""
    rules = answers.rules(reader)
    people = {customer.id: customer for customer in customers.find(reader, {rule.customer_id for rule in rules})}
    found = [Never(rule, people[rule.customer_id]) for rule in rules if rule.customer_id in people]
    return tuple(sorted(found, key=lambda one: (one.customer.name.casefold(), one.customer.id, RANK[one.rule.kind])))
