"""What one customer brings, line by line, for owners' eyes: sums, costs, who needs the same, and what they told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain.customers import Customer
from relapp.domain.errors import UserError
from relapp.domain.facts import Fact
from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.receipts import Receipt
from relapp.domain.segments import Rules, Segment
from relapp.domain.value import Brought, Costs, Line, Period, Served, cost_lines
from relapp.services import permissions, segments, settings, value
from relapp.services.pages.insights.value import Value, line_evidence
from relapp.services.shares import told_share
from relapp.services.similar import Potential
from relapp.storage import customers
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """``year`` is what they brought in ``period``, ``ever`` in all up to then.

    ``is_learned``: whether the whole shop was looked through today; only then ``segment`` and ``potential`` are told,
    ``potential`` being ``None`` where too few need the same. ``share`` is what they answered to where else they buy.
    """

    customer: Customer
    currency: str
    period: Period
    costs: Costs
    rules: Rules
    year: Brought
    ever: Brought
    share: Fact | None
    is_learned: bool = False
    segment: Segment | None = None
    potential: Potential | None = None

    @property
    def lines(self) -> tuple[Served, ...]:
        """What serving them cost in the period."""
        return cost_lines(self.year, self.costs)


def page(reader: Reader, customer_id: int, day: date, staff_id: int | None, learned: Value | None) -> CustomerValue:
    """The sums as of the morning of ``day``; ``learned`` is the page of Insights as it was found today, if it was.

    :raises UserError: ``permission.owner`` or ``permission.nobody`` for whom it is not; ``entry.unknown_customer``.
    """
    permissions.check(reader, staff_id, VALUE_PAGE)
    found = customers.find(reader, [customer_id])
    if not found:
        raise UserError("entry.unknown_customer")
    period = value.last_year(day)
    rules = segments.rules(reader)
    return CustomerValue(
        customer=found[0],
        currency=settings.read(reader).currency,
        period=period,
        costs=value.costs(reader),
        rules=rules,
        year=value.brought(reader, period, [customer_id]).get(customer_id, Brought()),
        ever=value.brought(reader, Period(date.min, day), [customer_id]).get(customer_id, Brought()),
        share=told_share(reader, customer_id),
        is_learned=learned is not None,
        segment=None if learned is None else learned.standing.get(customer_id),
        potential=None if learned is None else learned.learned.similar.potential(customer_id, rules.fewest),
    )


def behind(reader: Reader, found: CustomerValue, line: Line) -> tuple[Receipt, ...]:
    """The entries or cases that a line was summed from; what goods cost has none of its own."""
    if line is Line.GOODS:
        return ()
    pieces = line_evidence(reader, found.period, line, found.currency, found.customer.id).evidence
    return tuple(piece.receipt for piece in pieces)
