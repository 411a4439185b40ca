"""What the tests of the customer page know about their shop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import interactions
from relapp.services.operations import Operations
from relapp.ui.editing import Editing, Notice

NOW = datetime(2026, 11, 19, 14, 5, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
LONG_NOTE = "\n".join(f"Line {number} of the measurements." for number in range(1, 31))


@dataclass
class Shop:
    """The data and who is in it."""

    editing: Editing
    operations: Operations
    ina: int
    tom: int
    ana: int
    bea: int
    told: list[Notice] = field(default_factory=list)

    def log(self, days_ago: float, kind: Kind, words: str = "", *, by: int | None = None, **more: object) -> int:
        """Log an entry of Ana's (or of ``customers``)."""
        at = NOW - timedelta(days=days_ago)
        people = more.pop("customers", (self.ana,))
        new = NewInteraction(people, kind, at, words, **more)  # type: ignore[arg-type]
        before, self.operations.staff_id = self.operations.staff_id, by or self.ina
        done = self.operations.run("log", lambda tx: interactions.log(tx, new), at=at)
        self.operations.staff_id = before
        return done.result
