"""What is remembered of other places of the backups, beside the backups themselves: they may be out of reach."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relapp.storage import durable

_FILE = "second-place.json"
_CLEAN = "cleaned-places.json"


@dataclass(frozen=True, slots=True)
class Carried:
    """How it went with one place: when a backup was last brought there, and what was in the way since (a code)."""

    place: str
    at: datetime | None
    trouble: str = ""


def remembered(folder: Path, place: str) -> Carried:
    """What is known of a place; nothing of one that was never tried."""
    try:
        told = json.loads((folder / _FILE).read_bytes())
        if told["place"] == place:
            at = None if told["at"] is None else datetime.fromisoformat(told["at"])
            return Carried(place, at, str(told["trouble"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Carried(place, None)


def remember(folder: Path, carried: Carried) -> None:
    """Keep it.

    :raises OSError: it cannot be written.
    """
    at = None if carried.at is None else carried.at.isoformat()
    told = {"place": carried.place, "at": at, "trouble": carried.trouble}
    durable.write(folder / _FILE, json.dumps(told).encode())


def cleaned(folder: Path) -> dict[str, str]:
    """Of each place that was cleaned of who was erased: by which marks, as a print of them."""
    try:
        told = json.loads((folder / _CLEAN).read_bytes())
        return {str(place): str(marks) for place, marks in told.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def remember_cleaned(folder: Path, places: dict[str, str]) -> None:
    """Keep it.

    :raises OSError: it cannot be written.
    """
    durable.write(folder / _CLEAN, json.dumps(places).encode())
