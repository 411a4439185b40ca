"""What staff can do about reaching a customer: note their words, leave them in peace, keep their quiet hours."""

from __future__ import annotations

from datetime import date, time

from relapp.domain.consents import Consent, ConsentState, NewWord, Purpose
from relapp.domain.errors import UserError
from relapp.domain.peace import NewPeace, NewQuiet, joined
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.services import customers as customer_verbs
from relapp.services import facts as fact_verbs
from relapp.storage import consents, customers, facts
from relapp.storage.transaction import Transaction


def hear(
    tx: Transaction,
    customer_id: int,
    said: NewWord | NewPeace | NewQuiet,
    day: date | None = None,
    source_id: int | None = None,
) -> None:
    """Note what a customer said about being reached on ``day`` (today where it is not given), in an entry or not.

    :raises UserError: ``entry.unknown_customer``: they may have been removed or erased since they were shown.
    """
    _see(tx, customer_id)
    if isinstance(said, NewPeace):
        leave(tx, customer_id, said, day)
    elif isinstance(said, NewQuiet):
        keep_quiet(tx, customer_id, said)
    else:
        for channels, state in ((said.no, ConsentState.WITHDRAWN), (said.yes, ConsentState.GIVEN)):
            for channel in channels:
                word = Consent(
                    customer_id, channel, said.purpose, state, day or tx.at.date(), said.how.strip(), None, source_id
                )
                if state is ConsentState.GIVEN:
                    _make_room(tx, word)
                customer_verbs.note_consent(tx, word)


def _see(tx: Transaction, customer_id: int) -> None:
    if not customers.find(tx, [customer_id]):
        raise UserError("entry.unknown_customer")


def _make_room(tx: Transaction, yes: Consent) -> None:
    """A no of the same day that the yes takes back: whoever notes by hand knows which of the two came last.

    Of a no to everything the rest stays. (Files do not know it: there, on one day, no beats yes.)
    """
    for said in consents.of_customers(tx, [yes.customer_id]).get(yes.customer_id, ()):
        same = said.channel is yes.channel and said.day == yes.day and said.state is ConsentState.WITHDRAWN
        if not same or said.id is None:
            continue
        if yes.purpose in (Purpose.ANY, said.purpose):
            consents.remove(tx, said.id)
        elif said.purpose is Purpose.ANY:
            consents.narrow(tx, said.id, Purpose.OWED if yes.purpose is Purpose.IDEAS else Purpose.IDEAS)


def leave(tx: Transaction, customer_id: int, new: NewPeace, said: date | None = None) -> None:
    """Leave a customer in peace, as :func:`relapp.services.customers.leave_in_peace`."""
    customer_verbs.leave_in_peace(tx, customer_id, new.until, new.why, said)


def end_peace(tx: Transaction, customer_id: int) -> None:
    """No longer leave a customer in peace, for whatever reason that was.

    :raises UserError: ``entry.unknown_customer``.
    """
    _see(tx, customer_id)
    customer_verbs.leave_in_peace(tx, customer_id, None)
    for fact in facts.current(tx, [customer_id]).get(customer_id, ()):
        if fact.kind == MOURNING:
            fact_verbs.retire(tx, fact.id)


def keep_quiet(tx: Transaction, customer_id: int, new: NewQuiet) -> None:
    """Add hours or days on which a customer is not to be reached to those that are known."""
    for found in customers.find(tx, [customer_id]):
        set_quiet(tx, customer_id, *joined(found, new))


def set_quiet(tx: Transaction, customer_id: int, start: time | None, end: time | None, days: frozenset[int]) -> None:
    """Set a customer's quiet hours (none without both ends, or where both are the same) and days.

    :raises UserError: ``entry.unknown_customer``.
    """
    _see(tx, customer_id)
    if start is None or end is None or start == end:
        start = end = None
    customers.change(tx, customer_id, quiet_from=start, quiet_to=end, quiet_days=days)
