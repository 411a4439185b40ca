"""What stands behind a figure, made ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relapp.services.pages import customer as customer_page
from relapp.services.pages.customer import Evidence
from relapp.services.pages.insights.asking import Piece
from relapp.storage import customers
from relapp.storage.reader import Reader

MOST = 200
"""More pieces of evidence are not shown one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first pieces of evidence, what they say, and the names of whom they are about; ``all`` counts them all."""

    pieces: tuple[Piece, ...]
    evidence: Evidence
    names: dict[int, str]
    all: int


def found(reader: Reader, pieces: Sequence[Piece]) -> Found:
    """Read what pieces of evidence say."""
    first = tuple(pieces[:MOST])
    people = customers.find(reader, sorted({piece.customer_id for piece in first}))
    return Found(
        first,
        customer_page.evidence(reader, tuple(piece.receipt for piece in first)),
        {one.id: one.name for one in people},
        len(pieces),
    )
