"""The settings page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.imports import ImportBatch
from relapp.domain.staff import Staff
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.record import Record
from relapp.services import response, settings
from relapp.services.settings import ShopSettings
from relapp.storage import batches, staff
from relapp.storage.reader import Reader

MOST_BATCHES = 20


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The shop's settings, everyone who works or worked here, the latest imports that stand.

    ``records`` are the kinds of suggestion that were ever shown.
    """

    settings: ShopSettings
    staff: tuple[Staff, ...]
    batches: tuple[ImportBatch, ...]
    records: Mapping[SuggestionKind, Record]


def page(reader: Reader, today: date) -> SettingsPage:
    """The page as it is now."""
    standing = [batch for batch in batches.every(reader) if not batch.undone]
    return SettingsPage(
        settings=settings.read(reader),
        staff=tuple(staff.every(reader)),
        batches=tuple(standing[:MOST_BATCHES]),
        records=records(reader, today),
    )


def records(reader: Reader, today: date) -> Mapping[SuggestionKind, Record]:
    """The track record of each kind that was ever shown or answered."""
    found = response.record(reader, today)
    return {kind: one for kind, one in found.items() if one.shown or one.done or one.later or one.no}
