"""What the cells of a list hold, for forms of file that tell a day and a number from a text."""

from __future__ import annotations

from enum import Enum, auto


class Cell(Enum):
    """What one column holds. Rows are handed on as texts all the same, as CSV has them."""

    TEXT = auto()
    """Words, and numbers that nobody adds up: ids, telephones."""
    NUMBER = auto()
    MONEY = auto()
    """A number with as many decimals as its currency has."""
    WHEN = auto()
    """A day, a moment or a time of day in ISO 8601."""
