"""Words for the Today page: what was copied, what could not be, what has changed."""

from __future__ import annotations

from relapp.ui.wording import quoted, tr


def copied(what: str) -> str:
    """A number or an address is on the clipboard."""
    return tr("Today", "Copied: {what}").format(what=what)


def words_copied(words: str) -> str:
    """Ready words are on the clipboard, and how they begin."""
    return tr("Today", "Words copied: {words}").format(words=quoted(words))


def not_opened(value: str) -> str:
    """No program of the system took a number or an address; it is on the clipboard instead."""
    return tr("Today", "No program here opens that. Copied instead: {what}").format(what=value)


def end(more: int) -> str:
    """Below the last card."""
    if not more:
        return tr("Today", "That is all for today. Nothing else needs you.")
    return tr("Today", "That is all for today. %n smaller thing(s) can wait.", more)
