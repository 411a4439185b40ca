"""Customers of another shop's file who were erased here: their rows are left out, and nothing else names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from relapp.domain.customers import ContactKind
from relapp.domain.erasing import Identity, Wording
from relapp.domain.interactions import SALES, Kind
from relapp.services.exporting import form
from relapp.services.transfer.rows import ShopRecord
from relapp.storage.erasure import WORDS


class Forgotten:
    """``rows`` gives the rows of the document from the start on each call."""

    def __init__(self, rows: Callable[[], Iterable[Any]]) -> None:
        self._rows = rows
        self._wordings: dict[int, Wording] = {}
        self._entries: dict[int, bool] | None = None

    def __bool__(self) -> bool:
        return bool(self._wordings)

    def add(self, row: Mapping[str, Any], reached: Mapping[str, str]) -> None:
        """One customer of the file, and how they are reached."""
        contacts = {(ContactKind(kind), value) for kind, value in reached.items() if value}
        who = Identity({row["name"]} - {""}, {row["nickname"]} - {""}, {row["reference"]} - {""}, contacts)
        self._wordings[row["id"]] = Wording(who)

    def took_part(self, table: str, number: int) -> bool:
        """Whether a row is an entry of theirs."""
        return bool(self) and table == "interaction" and number in self._took_part()

    def without(self, table: str, number: int, row: dict[str, Any]) -> dict[str, Any] | None:
        """``row`` as it may stand here, ``None`` if nothing of it may: an entry that is theirs alone and no sale."""
        if not self:
            return row
        alone = self._took_part().get(number) if table == "interaction" else None
        if alone:
            return {**row, "words": ""} if Kind(row["kind"]) in SALES or row["amount"] is not None else None
        found = dict(row)
        for column in WORDS.get(table, ()):
            for wording in self._wordings.values():
                said = found[column]
                found[column] = wording.far(said) if alone is None else wording.near(said)
        return found

    def _took_part(self) -> dict[int, bool]:
        """Their entries, each with whether nobody else took part; people stand behind the entries."""
        if self._entries is None:
            mine = {entry for entry, one in self._people() if one in self._wordings}
            shared = {entry for entry, one in self._people() if entry in mine and one not in self._wordings}
            self._entries = {entry: entry not in shared for entry in mine}
        return self._entries

    def _people(self) -> Iterable[tuple[int, int]]:
        for row in self._rows():
            if isinstance(row, ShopRecord) and row.table == "participant":
                try:
                    told = form.columns("participant", row.values)
                except form.BadValueError:
                    continue
                yield told["interaction_id"], told["customer_id"]
