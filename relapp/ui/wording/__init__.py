"""Codes into sentences: the only place where words that a person reads are made; one file a noun, no widgets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale, Qt

_LONGEST_QUOTE = 90


def tr(context: str, text: str, n: int | None = None) -> str:
    """``text`` in the person's language; ``%n`` in it becomes ``n``, in the right number.

    ``context`` and ``text`` are literals, so that they can be collected for translators, who write a form for each
    number. English needs no such file: there "(s)" goes for one and loses its brackets for any other number. Gaps in
    braces are filled by the caller afterwards.
    """
    if n is None:
        return QCoreApplication.translate(context, text)
    said = QCoreApplication.translate(context, text, "", n)
    return said.replace("(s)", "" if n == 1 else "s")


def quoted(words: str) -> str:
    """What a person typed, as a quotation on one line; cut with an ellipsis where it is long."""
    line = " ".join(words.split())
    if len(line) > _LONGEST_QUOTE:
        line = line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
    return QLocale().quoteString(line)


def left_to_right(words: str) -> str:
    """A phone number or an address as it is dialled and typed, also in a language written from the right."""
    if QLocale().textDirection() is not Qt.LayoutDirection.RightToLeft:
        return words
    return f"\N{LEFT-TO-RIGHT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def listed(words: Iterable[str]) -> str:
    """Several things as one list: "bread, milk and tea"."""
    return QLocale().createSeparatedList(list(words))


def sentences(*parts: str) -> str:
    """The non-empty ``parts``, one after the other."""
    return " ".join(part for part in parts if part)
