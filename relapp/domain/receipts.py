"""Receipts: links from a statement on the screen to what it was derived from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """What a receipt points at."""

    INTERACTION = "interaction"
    FACT = "fact"
    PROMISE = "promise"
    WISH = "wish"
    CASE = "case"
    CONSENT = "consent"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, order=True)
class Receipt:
    """One piece of evidence: the row ``id`` of ``source``."""

    source: Source
    id: int
