"""Who did what: how the record is looked through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from relapp.domain.changes import OperationState

BY_COMMAND = "cli"
"""The desk of what commands did; no member of staff stands behind it."""


class Sort(StrEnum):
    """What kind of act."""

    DID = "did"
    TOOK_OUT = "took_out"
    SAW = "saw"
    SIGNED_IN = "signed_in"


NAMES: Mapping[Sort, frozenset[str]] = {
    Sort.TOOK_OUT: frozenset({"export", "export_list", "export_copy"}),
    Sort.SAW: frozenset({"seen_many"}),
    Sort.SIGNED_IN: frozenset({"sign_in", "pin", "pin_other"}),
}
"""By the name of the operation; whatever is not here was done."""


def sort_of(name: str) -> Sort:
    """What kind of act an operation of that name is."""
    return next((sort for sort, names in NAMES.items() if name in names), Sort.DID)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the record is looked at; what is ``None`` or empty does not matter.

    ``since`` and ``until`` are local days, both included. What was searched is ``customers`` or acts of ``names``.
    """

    staff_id: int | None = None
    sort: Sort | None = None
    since: date | None = None
    until: date | None = None
    searched: bool = False
    customers: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the record.

    ``state`` is ``None`` for what cannot be taken back. ``reverses`` is the act that was taken back or done again,
    ``reversed_name`` what that one was. ``entry_id`` is the first entry that it wrote.
    """

    id: int
    name: str
    staff_id: int | None
    at: datetime
    desk: str
    state: OperationState | None
    customers: tuple[int, ...] = ()
    reverses: int | None = None
    reversed_name: str = ""
    entry_id: int | None = None
    file_name: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
