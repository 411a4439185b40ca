"""The settings page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from relapp.domain.imports import ImportBatch
from relapp.domain.staff import Staff
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import settings
from relapp.services.settings import ShopSettings
from relapp.storage import batches, staff
from relapp.storage.reader import Reader

MOST_BATCHES = 20


class TrackRecord(Protocol):
    """How often a kind of suggestion was shown and followed, and what customers then did.

    ``quiet``: it did so badly that it is shown less.
    """

    @property
    def shown(self) -> int: ...
    @property
    def done(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def bought(self) -> int: ...
    @property
    def quiet(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The shop's settings, everyone who works or worked here, the latest imports that stand.

    ``records`` are the kinds of suggestion that were ever shown.
    """

    settings: ShopSettings
    staff: tuple[Staff, ...]
    batches: tuple[ImportBatch, ...]
    records: Mapping[SuggestionKind, TrackRecord]


def page(reader: Reader, today: date) -> SettingsPage:
    """The page as it is now."""
    standing = [batch for batch in batches.every(reader) if not batch.undone]
    return SettingsPage(
        settings=settings.read(reader),
        staff=tuple(staff.every(reader)),
        batches=tuple(standing[:MOST_BATCHES]),
        records=records(reader, today),
    )


def records(_reader: Reader, _today: date) -> Mapping[SuggestionKind, TrackRecord]:
    """The track record of each kind that was ever shown; none is kept yet."""
    return {}
