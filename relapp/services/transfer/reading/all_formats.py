"""Every format of file that is no table."""

from __future__ import annotations

from relapp.services.transfer.reading import calendars, vcards
from relapp.services.transfer.reading.documents import Format

FORMATS: tuple[Format, ...] = (vcards.FORMAT, calendars.FORMAT)
"""In the order in which they are tried; what none recognises is taken for a table."""
