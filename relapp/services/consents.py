"""What staff can do about reaching a customer: note their words, leave them in peace, keep their quiet hours."""

from __future__ import annotations

from datetime import date, time

from relapp.domain.peace import NewPeace, NewQuiet, joined
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.services import customers as customer_verbs
from relapp.services import facts as fact_verbs
from relapp.storage import customers, facts
from relapp.storage.transaction import Transaction


def leave(tx: Transaction, customer_id: int, new: NewPeace, said: date | None = None) -> None:
    """Leave a customer in peace, as :func:`relapp.services.customers.leave_in_peace`."""
    customer_verbs.leave_in_peace(tx, customer_id, new.until, new.why, said)


def end_peace(tx: Transaction, customer_id: int) -> None:
    """No longer leave a customer in peace, for whatever reason that was."""
    customer_verbs.leave_in_peace(tx, customer_id, None)
    for fact in facts.current(tx, [customer_id]).get(customer_id, ()):
        if fact.kind == MOURNING:
            fact_verbs.retire(tx, fact.id)


def keep_quiet(tx: Transaction, customer_id: int, new: NewQuiet) -> None:
    """Add hours or days on which a customer is not to be reached to those that are known."""
    for found in customers.find(tx, [customer_id]):
        set_quiet(tx, customer_id, *joined(found, new))


def set_quiet(tx: Transaction, customer_id: int, start: time | None, end: time | None, days: frozenset[int]) -> None:
    """Set a customer's quiet hours (none without both ends, or where both are the same) and days."""
    if start is None or end is None or start == end:
        start = end = None
    customers.change(tx, customer_id, quiet_from=start, quiet_to=end, quiet_days=days)
