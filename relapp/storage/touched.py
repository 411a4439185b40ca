"""What a transaction touched: gathered row by row, so that nobody has to declare it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from relapp.storage import schema

MEMORY_TABLES = (schema.fact.name, schema.promise.name, schema.wish.name, schema.customer.name)
"""Tables whose words are remembered things; their place here is part of their key in the search index."""


@dataclass(slots=True)
class Touched:
    """Ids by what has to be brought up to date for them."""

    customers: set[int] = field(default_factory=set)
    """Something about them changed."""
    keys: set[int] = field(default_factory=set)
    """Customers who are found by other words now."""
    gone: set[int] = field(default_factory=set)
    """Customers that were removed."""
    words: set[int] = field(default_factory=set)
    """Interactions written or removed."""
    memory: set[tuple[str, int]] = field(default_factory=set)
    """Facts, promises, wishes and customer notes written or removed."""
    sums: dict[int, list[int]] = field(default_factory=dict)
    """By customer, how many entries and how much money came on top."""

    def written(self, table: Table[Any], row_id: int, row: Mapping[str, Any]) -> None:
        """Note a row as it stands now."""
        self._either(table, row_id, row, 1)
        if table is schema.customer:
            self.gone.discard(row_id)

    def loaded(
        self, table: Table[Any], columns: Sequence[str], rows: Sequence[Sequence[Any]], ids: Sequence[int]
    ) -> None:
        """Note many rows as they stand now."""
        self._many(table, columns, rows, ids, 1)
        if table is schema.customer:
            self.gone.difference_update(ids)

    def unloaded(
        self, table: Table[Any], columns: Sequence[str], rows: Sequence[Sequence[Any]], ids: Sequence[int]
    ) -> None:
        """Note many rows as they stood before they were removed."""
        self._many(table, columns, rows, ids, -1)
        if table is schema.customer:
            self.gone.update(ids)

    def _many(
        self,
        table: Table[Any],
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        ids: Sequence[int],
        sign: int,
    ) -> None:
        if table is schema.interaction:
            # One without words is not in the search index.
            words = columns.index("words")
            self.words.update(row_id for row_id, row in zip(ids, rows, strict=True) if row[words])
        elif table is schema.participant:
            customer, amount = columns.index("customer_id"), columns.index("amount")
            for row in rows:
                sums = self.sums.setdefault(row[customer], [0, 0])
                sums[0] += sign
                sums[1] += sign * row[amount]
            self.customers.update(row[customer] for row in rows)
        elif table is schema.customer:
            self.customers.update(ids)
            self.keys.update(ids)
            notes = columns.index("note")
            self.memory.update((table.name, row_id) for row_id, row in zip(ids, rows, strict=True) if row[notes])
        elif table is not schema.purchase_line:
            for row_id, row in zip(ids, rows, strict=True):
                self._either(table, row_id, dict(zip(columns, row, strict=True)), sign)

    def removed(self, table: Table[Any], row_id: int, row: Mapping[str, Any]) -> None:
        """Note a row as it stood before it was changed or removed."""
        self._either(table, row_id, row, -1)
        if table is schema.customer:
            self.gone.add(row_id)

    def _either(self, table: Table[Any], row_id: int, row: Mapping[str, Any], sign: int) -> None:
        for column in ("customer_id", "from_customer_id", "to_customer_id", "kept_id", "one_id", "other_id"):
            if column in row:
                self.customers.add(row[column])
        if table.name in MEMORY_TABLES:
            self.memory.add((table.name, row_id))
        if table is schema.customer:
            self.customers.add(row_id)
            self.keys.add(row_id)
        elif table is schema.contact_point:
            self.keys.add(row["customer_id"])
        elif table is schema.merge:
            self.keys.add(row["kept_id"])
        elif table is schema.interaction:
            self.words.add(row_id)
        elif table is schema.participant:
            sums = self.sums.setdefault(row["customer_id"], [0, 0])
            sums[0] += sign
            sums[1] += sign * row["amount"]
