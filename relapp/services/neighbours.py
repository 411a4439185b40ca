"""Neighbours: whose suggestions a change reaches although nothing about themselves was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from relapp.domain.changes import Changes
from relapp.domain.receipts import Source
from relapp.domain.suggestions.codes import Why
from relapp.domain.suggestions.model import Suggestion
from relapp.storage import candidates
from relapp.storage.reader import Reader

_ARRIVED = frozenset({"arrival", "product"})
_WHO_IS_WHO = frozenset({"contact_point", "customer"})
_SOLD = frozenset({"interaction", "purchase_line"})


def also_touched(reader: Reader, standing: Mapping[int, Collection[Suggestion]], changes: Changes) -> set[int]:
    """Customers to look at again after ``changes`` besides those they touch; ``standing`` is the list before them.

    Those who wait, where something came in; those through whom a touched customer came; those who may be the same
    person as a touched one.
    """
    touched = changes.customers or frozenset()
    found: set[int] = set()
    if changes.tables & _ARRIVED:
        found |= candidates.waiting(reader)
    if changes.tables & _SOLD:
        found |= {one for one, some in standing.items() if any(each.reason.code == Why.FIRST_SOLD for each in some)}
    if touched:
        found |= candidates.introducers_of(reader, touched)
    if touched and changes.tables & _WHO_IS_WHO:
        found |= candidates.sharing_contact_with(reader, touched) | candidates.living_with(reader, touched)
        found |= {one for one, some in standing.items() if any(_names(each, touched) for each in some)}
    return found - touched


def _names(suggestion: Suggestion, people: Collection[int]) -> bool:
    return any(receipt.source is Source.CUSTOMER and receipt.id in people for receipt in suggestion.receipts)
