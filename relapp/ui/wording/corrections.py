"""Words for what a customer puts right in their own copy."""

from __future__ import annotations

from relapp.services.corrections import Line, Part
from relapp.ui.wording import dates, kinds, quoted, tr


def line(one: Line) -> str:
    """A line of the copy to choose: "Size: “39”"."""
    return tr("Copy", "{what}: {said}").format(what=_what(one), said=quoted(one.said))


def _what(one: Line) -> str:
    if one.part is Part.FACT:
        return kinds.fact(one.kind)
    if one.part is Part.ENTRY:
        return dates.short(one.at.date()) if one.at is not None else ""
    return {
        Part.NAME: tr("Copy", "Name"),
        Part.NICKNAME: tr("Copy", "Nickname"),
        Part.NOTE: tr("Copy", "Note"),
        Part.CONTACT: tr("Copy", "To reach them"),
    }[one.part]


def said(one: Line, right: str) -> str:
    """The words of the entry from which it is known."""
    return tr("Copy", "Read their own copy. {what}: {right}").format(what=_what(one), right=quoted(right))
