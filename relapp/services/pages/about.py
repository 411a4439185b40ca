"""What About tells of the shop's file."""

from __future__ import annotations

from relapp.storage import whole
from relapp.storage.reader import Reader


def database(reader: Reader) -> str:
    """Name and version of the database that the shop lies in."""
    return reader.backend.product()


def sizes(reader: Reader) -> dict[str, int]:
    """How many rows each table has; reads the whole file in a large shop."""
    return whole.counts(reader)
