"""The settings page."""

from __future__ import annotations

from dataclasses import dataclass

from relapp.domain.imports import ImportBatch
from relapp.domain.staff import Staff
from relapp.services import settings
from relapp.services.settings import ShopSettings
from relapp.storage import batches, staff
from relapp.storage.reader import Reader

MOST_BATCHES = 20


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The shop's settings, everyone who works or worked here, the latest imports that stand."""

    settings: ShopSettings
    staff: tuple[Staff, ...]
    batches: tuple[ImportBatch, ...]


def page(reader: Reader) -> SettingsPage:
    """The page as it is now."""
    standing = [batch for batch in batches.every(reader) if not batch.undone]
    return SettingsPage(settings.read(reader), tuple(staff.every(reader)), tuple(standing[:MOST_BATCHES]))
