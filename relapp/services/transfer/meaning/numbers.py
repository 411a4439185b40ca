"""Cells with more than one telephone number, and numbers with a word about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relapp.services.transfer.meaning.values import is_phone, one_line
from relapp.services.transfer.meaning.wording import plain, word_set

_BETWEEN = re.compile(r"\s*(?::::|[;\n|])\s*")
# These stand within numbers, too: only what is a whole number on both sides of them was two.
_MAYBE_BETWEEN = re.compile(
    r"\s*(?:[/,&+](?=\s|[a-z])|/|,|\b(?:or|oder|ou|eller|of|lub|или|o|e|y|and|und|et)\b)\s*", re.I
)
_WORD_BEFORE = re.compile(r"([^\W\d][^\d:()+]{0,24}?)\s*[.:]*\s*(?=[+(\d])")
_WORD_BEHIND = re.compile(r"\s*\(?([^\W\d][^\d()]{1,24})\)?$")
_ONLY_PHONE = word_set("tel telefon telephone phone t telefono telefone telefoon тел телефон 電話 no nr number")


def several(text: str) -> Iterator[tuple[str, str]]:
    """The telephone numbers (or whatever else stands there) in a cell, each with the word beside it, empty for none."""
    # An apostrophe keeps a spreadsheet from reckoning with a number.
    for part in _BETWEEN.split(text.strip().removeprefix("'")):
        for one in _apart(part):
            yield _labelled(one)


def _apart(text: str) -> list[str]:
    parts = [part for part in _MAYBE_BETWEEN.split(text) if part]
    if len(parts) > 1 and all(_is_whole(_labelled(part)[0]) for part in parts):
        return parts
    return [text] if text else []


def _is_whole(text: str) -> bool:
    # Bare digits are a sum elsewhere, but not beside another number.
    return sum(map(str.isdigit, text)) >= 7 and (is_phone(text) or (text.isdecimal() and len(text) <= 15))


def _labelled(text: str) -> tuple[str, str]:
    for pattern, number_of in ((_WORD_BEFORE, lambda found: text[found.end() :]), (_WORD_BEHIND, _before)):
        found = pattern.match(text) if pattern is _WORD_BEFORE else pattern.search(text)
        if found is not None and is_phone(number := number_of(found).strip()):
            word = one_line(found[1]).strip(" .:")
            return number, "" if plain(word) in _ONLY_PHONE else word
    return text, ""


def _before(found: re.Match[str]) -> str:
    return found.string[: found.start()]
