"""The lines below the last of a table that a person keeps by hand."""

from __future__ import annotations

import re

# "Total", "Summe: 12", "Anzahl Kunden: 3".
_TOTAL = re.compile(
    r"(?:grand |sub ?|gesamt)?(?:total|totals|totale|totaal|totalt|"
    r"summe|summa|somme|suma|soma|gesamt|razem|итого|всего|合計|総計)(?:\s*[:=(]?\s*[\d.,]*\)?)"
    r"|(?:total|anzahl|number of|count of|nombre|número|numero|aantal|antal|liczba|количество)"
    r"(?: (?:de |di )?[^\W\d]+)?\s*[:=]?\s*\d[\d.,]*",
    re.I,
)


def is_total(text: str) -> bool:
    """Whether ``text`` heads a line of totals and is nobody's name and no article's."""
    return _TOTAL.fullmatch(text) is not None
