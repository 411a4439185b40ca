"""Words for the frame of Insights; each page has a module of its own for the rest."""

from __future__ import annotations

from relapp.ui.wording import tr
from relapp.ui.wording.money import number


def customers(count: int) -> str:
    """How many customers are behind a figure."""
    if not count:
        return tr("Insights", "Nobody is behind it any more.")
    return tr("Insights", "{n} customer(s). Enter opens one.", count).format(n=number(count))


def evidence(shown: int, whole: int) -> str:
    """How many pieces of evidence are shown, of how many."""
    if not whole:
        return tr("Insights", "Nothing is behind it any more.")
    if shown < whole:
        return tr("Insights", "The first {n} of {all}.").format(n=number(shown), all=number(whole))
    return tr("Insights", "{n} in all. Enter opens one where it stands.", whole).format(n=number(whole))
