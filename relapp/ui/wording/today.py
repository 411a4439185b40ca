"""Words for the Today page: what was copied, what could not be, what has changed."""

from __future__ import annotations

from collections.abc import Sequence

from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.wording import kinds, listed, quoted, tr


def copied(what: str) -> str:
    """A number or an address is on the clipboard."""
    return tr("Today", "Copied: {what}").format(what=what)


def words_copied(words: str) -> str:
    """Ready words are on the clipboard, and how they begin."""
    return tr("Today", "Words copied: {words}").format(words=quoted(words))


def words_missing(kind: SuggestionKind, fields: Sequence[str], name: str) -> str:
    """Why there are no ready words, and where the owner mends it."""
    if not fields:
        text = tr("Today", "There are no ready words for “{kind}”. The owner can write some in Settings.")
    else:
        text = tr(
            "Today", "The ready words for “{kind}” ask for {fields}, which is not known of {name}. "
            "The owner can change them in Settings.",
        )  # fmt: skip
    return text.format(kind=kinds.suggestion(kind), fields=listed(fields), name=name)


def no_words() -> str:
    """Where no ready words are made at all."""
    return tr("Today", "There are no ready words for this.")


def not_opened(value: str) -> str:
    """No program of the system took a number or an address; it is on the clipboard instead."""
    return tr("Today", "No program here opens that. Copied instead: {what}").format(what=value)
