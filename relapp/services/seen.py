"""What was seen in bulk: noted in the journal as what was taken out is.

To open a customer is everyday work and noted nowhere. Whoever opens many different ones within a few minutes reads the
shop's customers through, which leaves as much with them as a list does.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from relapp.services.exporting import notes
from relapp.services.operations import Operations

SEEN_MANY = "seen_many"
"""The operation that notes it."""

MANY = 30
"""Different customers opened within :data:`WITHIN` are noted; so are so many more, every time."""

WITHIN = timedelta(minutes=10)


class Seen:
    """Whom the person at the window opened lately; in memory only, until it is many."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._opened: deque[tuple[datetime, int]] = deque()
        self._staff_id = operations.staff_id

    def open(self, customer_id: int) -> None:
        """A customer's page was opened."""
        now = self._operations.now()
        if self._staff_id != self._operations.staff_id:
            self._opened.clear()
            self._staff_id = self._operations.staff_id
        # A clock that was set back makes nobody's views older than they are.
        while self._opened and not timedelta() <= now - self._opened[0][0] <= WITHIN:
            self._opened.popleft()
        self._opened.append((now, customer_id))
        seen = len({one for _, one in self._opened})
        if seen >= MANY:
            notes.note(self._operations, SEEN_MANY, customers=seen, minutes=int(WITHIN.total_seconds() // 60))
            self._opened.clear()
