"""Coming: whether a customer is expected, by a rhythm of their own."""

from __future__ import annotations

from relapp.domain.days import day_of
from relapp.domain.rhythm import KEPT, silence
from relapp.domain.suggestions.dossier import Dossier
from relapp.domain.suggestions.urgency import within

_AHEAD_DAYS = 2


def is_expected(dossier: Dossier) -> bool:
    """Whether they keep to a rhythm and may come any day now."""
    rhythm = dossier.rhythm
    now = silence(rhythm, dossier.today.toordinal())
    if now.state not in KEPT or rhythm.gap is None or now.days is None:
        return False
    return now.days >= rhythm.gap - _AHEAD_DAYS


def comes_by(dossier: Dossier, day: int) -> bool:
    """Whether they keep to a rhythm by which they will have come by ``day`` (an ordinal)."""
    rhythm = dossier.rhythm
    kept = silence(rhythm, dossier.today.toordinal()).state in KEPT
    return kept and rhythm.gap is not None and rhythm.last is not None and rhythm.last + rhythm.gap <= day


def pressing(dossier: Dossier) -> float:
    """How pressing it is to be ready for someone who is expected: the longer they are awaited, the more."""
    rhythm = dossier.rhythm
    now = silence(rhythm, dossier.today.toordinal())
    if rhythm.gap is None or rhythm.last is None or now.slipping_from is None:
        return 0.0
    first = day_of(rhythm.last + max(0, round(rhythm.gap) - _AHEAD_DAYS))
    return within(first, day_of(rhythm.last + now.slipping_from - 1), dossier.today)
