"""What a list of customers holds about everybody and what sets nobody apart: "Anrede: Frau", "Umsatz: 1.234,50"."""

from __future__ import annotations

import re

from relapp.domain.facts import Fact, FactKind

# How somebody is addressed, as the column is named in the lists of common programs.
_SALUTATIONS = frozenset({
    "salutation", "name prefix", "prefix", "honorific", "mr/mrs", "name suffix", "gender", "sex", "anrede",
    "geschlecht", "civilité", "genre", "tratamiento", "género", "sexo", "tratamento", "appellativo", "sesso", "aanhef",
    "geslacht", "tilltal", "kön", "zwrot", "płeć", "обращение", "пол", "敬称", "性別",
})  # fmt: skip
_KNOWN = frozenset(FactKind)
_SIGN = r"(?:[A-Z]{3}|[^\w\s])"
_MONEY = re.compile(rf"[^\w\s.,]*\d[\d.,'\s]*[.,]\d\d(?:\s*{_SIGN})?|{_SIGN}\s*\d[\d.,'\s]*")
_DAY = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}\.?(?:[T ,]+\d{1,2}:\d\d.*)?")


def merely_on_file(fact: Fact) -> bool:
    """Whether a fact of the shop's own kind is a salutation, a sum of money or a bare day.

    It stays on the page; it is nothing to say before one talks to somebody.
    """
    if fact.kind in _KNOWN:
        return False
    value = fact.value.strip()
    return fact.kind.strip().casefold() in _SALUTATIONS or bool(_MONEY.fullmatch(value) or _DAY.fullmatch(value))
