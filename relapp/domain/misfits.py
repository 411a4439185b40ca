"""What another program changed in the shop's file, as far as the record shows it."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 100
"""So many misfits are told at most; one edit of many rows would fill pages."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit.

    ``code`` is ``operation`` (what stands of it is not what was sealed), ``line`` (the journal has a line of no
    operation), ``standing`` (whether it was undone is not as later ones left it), ``rows`` (rows of ``table`` are not
    as it left them), ``stranger`` (a row of ``table`` that nobody wrote), ``cut`` (the record ends before an operation
    that was done), ``other`` (an operation noted elsewhere is another one here).
    """

    code: str
    operation_id: int | None = None
    table: str = ""
    row_id: int | None = None

    def __str__(self) -> str:
        what = {
            "operation": "it is not as it was sealed",
            "line": "a line of the journal belongs to no operation",
            "standing": "whether it was undone is not as later operations left it",
            "rows": f"rows of {self.table} are not as it left them",
            "stranger": f"row {self.row_id} of {self.table} was written by no operation",
            "cut": "the record ends before it",
            "other": "it is not the one that was noted elsewhere",
        }[self.code]
        where = "" if self.operation_id is None else f"operation {self.operation_id}, "
        return f"The record was changed from outside: {where}{what}"
