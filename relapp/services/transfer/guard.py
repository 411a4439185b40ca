"""Cells that a spreadsheet would run as a formula: written so that it does not, and read back as they were."""

from __future__ import annotations

_QUOTES = " \u00a0'\"\u2018\u2019\u201c\u201d"
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
FIRST = frozenset((*_SIGNS, *_QUOTES))
"""What a text begins with that may need a guard."""


def guarded(text: str) -> str:
    """``text`` as a cell that stays words: with an apostrophe before what a formula begins with."""
    if text[:1] in FIRST and text.lstrip(_QUOTES).startswith(_SIGNS):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """What :func:`guarded` made of a text, as it was."""
    if text.startswith("'") and text.lstrip(_QUOTES).startswith(_SIGNS):
        return text[1:]
    return text
