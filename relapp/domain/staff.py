"""Staff: who works here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may see and do."""

    OWNER = "owner"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff; ``active`` is false for those who left, whose entries stay."""

    id: int
    name: str
    role: Role
    active: bool = True
