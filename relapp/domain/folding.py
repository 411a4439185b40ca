"""Folding: one spelling for everything that should be found alike, whatever accents, case or script."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD leaves whole although people type them plain.
_PLAIN = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ĸ": "k",
    "’": "'", "‘": "'", "ʼ": "'",
})  # fmt: skip

# Marks that only decorate a letter (Latin, Greek, Cyrillic; Hebrew points; Arabic vowels); others, as in Thai or
# Hindi, are letters in their own right and stay.
_DECORATION = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")

# Scripts written without spaces: each sign is a word of its own.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
)

_NO_DIGITS = re.compile("[^0-9]+")
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0dff\u0e00-\u0eff]+[^\W_]*)*")


def fold(text: str) -> str:
    """``text`` in lower case, without accents, ligatures or width variants: ``fold("Łódź ÅSA") == "lodz asa"``."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return unicodedata.normalize("NFC", _DECORATION.sub("", plain))


def fold_words(text: str) -> str:
    """``text`` folded for a search of words: signs of scripts without spaces stand apart."""
    folded = fold(text)
    return folded if folded.isascii() else _UNSPACED.sub(r" \1 ", folded)


def search_terms(text: str) -> list[str]:
    """The words of a search, folded: ``search_terms("Spelt, 39!") == ["spelt", "39"]``."""
    return _WORD.findall(fold_words(text))


def digits(text: str) -> str:
    """Only the decimal digits of ``text``, in any script, as 0–9."""
    if text.isascii():
        return _NO_DIGITS.sub("", text)
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def fold_phone(text: str) -> str:
    """What two spellings of one phone number share: its digits without an international or trunk prefix of zeros."""
    return digits(text).lstrip("0")
