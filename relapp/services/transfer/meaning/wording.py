"""Words for comparing: headers, kinds and answers in any writing."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """``text`` for comparing: small letters, no accents, words apart: "InvoiceDate" equals "invoice_date"."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text[:200])
    text = unicodedata.normalize(
        "NFKD", text.replace("ł", "l").replace("Ł", "L").replace("№", " nr ").replace("#", " number ")
    ).casefold()
    text = "".join(char if char.isalnum() else "" if unicodedata.combining(char) else " " for char in text)
    return " ".join(text.split())


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())
