"""Fingerprints of evidence, so that an answer belongs to the evidence it was given on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from relapp.domain.interactions import Interaction
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.model import SuggestionKind


def fingerprint(kind: SuggestionKind, receipts: Iterable[Receipt], *marks: object) -> str:
    """The same for the same kind, receipts (in any order) and ``marks`` (a due day, a product), on every machine."""
    parts = [str(kind), *(f"{receipt.source}:{receipt.id}" for receipt in sorted(set(receipts))), *map(str, marks)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def entry_receipts(entries: Iterable[Interaction | int]) -> tuple[Receipt, ...]:
    """Receipts for ``entries`` (or their ids), each once, in the given order."""
    ids = (entry if isinstance(entry, int) else entry.id for entry in entries)
    return tuple(dict.fromkeys(Receipt(Source.INTERACTION, entry) for entry in ids))


def with_source(receipt: Receipt, source_id: int | None) -> tuple[Receipt, ...]:
    """``receipt``, and the entry it came from where one is known."""
    return (receipt,) if source_id is None else (receipt, Receipt(Source.INTERACTION, source_id))
