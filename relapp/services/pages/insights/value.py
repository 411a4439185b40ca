"""What customers bring: sums of the last year, what is expected of the next, and who is served how by which rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from relapp.domain import return_on_customer
from relapp.domain.days import months_after
from relapp.domain.facts import Fact
from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.pictures import Bar, Bars, Line, Measure, Point, Unit
from relapp.domain.receipts import Receipt, Source
from relapp.domain.segments import Measured, Rules, Segment, segments
from relapp.domain.suggestions.signals import Range
from relapp.domain.value import Brought, Costs, Period, Served, cost_lines
from relapp.domain.value import Line as CostLine
from relapp.services import equity, permissions, settings, similar, value
from relapp.services import segments as segment_verbs
from relapp.services.pages.insights.asking import Asked, Behind, Piece
from relapp.services.shares import told_shares
from relapp.storage import customers
from relapp.storage import value as stored
from relapp.storage.reader import Reader

FEW = 2_000
"""Up to so many changed customers are summed anew; above, everybody is."""

MONTHS = 12
MOST_SHOWN = 5

BROUGHT, EXPECTED, MARGIN = "brought:", "expected:", "margin:"
"""Codes of figures: who paid, of whom something is expected, who has goods of which no cost is known."""


def in_segment(segment: Segment) -> str:
    """The code that opens a segment."""
    return f"segment:{segment}"


@dataclass(frozen=True, slots=True)
class Learned:
    """What is found out once a day from everybody together: what is expected of each, and what people alike spend."""

    expected: Mapping[int, int]
    potentials: Mapping[int, Range]
    similar: similar.Similar


@dataclass(frozen=True, slots=True)
class Value:
    """The page as of the morning of ``day``; ``brought`` is that of ``period``, ``whole`` all of it together.

    ``months`` are the spends of the last whole months by their first days; ``shares`` what customers said of where else
    they buy, the newest first; ``names`` are of everybody who is shown in a list.
    """

    day: date
    currency: str
    period: Period
    costs: Costs
    rules: Rules
    learned: Learned
    brought: Mapping[int, Brought]
    people: tuple[Measured, ...]
    standing: Mapping[int, Segment]
    whole: Brought
    months: tuple[tuple[date, int | None], ...]
    shares: tuple[Fact, ...]
    seen: int = 0
    """For how many days there have been entries."""
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def expected(self) -> int:
        """What everybody together is expected to spend within a year."""
        return sum(self.learned.expected.values())

    def lines(self) -> tuple[Served, ...]:
        """What serving everybody cost, line by line."""
        return cost_lines(self.whole, self.costs)

    def first(self, segment: Segment, most: int | None = MOST_SHOWN) -> tuple[Measured, ...]:
        """Who stands in a segment, those first who weigh most in it."""
        found = [one for one in self.people if self.standing[one.customer_id] is segment]
        match segment:
            case Segment.SERVE_DIFFERENTLY:
                found.sort(key=lambda one: (one.brought.remains, one.customer_id))
            case Segment.MOST_GROWABLE:
                found.sort(key=lambda one: (-one.room, one.customer_id))
            case _:
                found.sort(key=lambda one: (-one.expected, one.customer_id))
        return tuple(found[:most])


def load(reader: Reader, asked: Asked) -> Value:
    """The page as of a morning.

    What everybody together teaches is learned once a day; then only the sums of those who changed are made anew.

    :raises UserError: ``permission.owner`` or ``permission.nobody`` for whom it is not.
    """
    permissions.check(reader, asked.staff_id, VALUE_PAGE)
    before = asked.before if isinstance(asked.before, Value) and asked.before.day == asked.day else None
    period, costs = value.last_year(asked.day), value.costs(reader)
    brought = _brought(reader, period, costs, before, asked.changed)
    learned = _learn(reader, asked, brought) if before is None else before.learned
    rules = segment_verbs.rules(reader)
    spend = segment_verbs.spends(reader, asked.day, learned.potentials, brought)
    begun = stored.first_day(reader)
    people = segment_verbs.measured(brought, learned.expected, learned.potentials, spend)
    page = Value(
        day=asked.day,
        currency=settings.read(reader).currency,
        period=period,
        costs=costs,
        rules=rules,
        learned=learned,
        brought=brought,
        people=people,
        standing=segments(people, rules),
        whole=return_on_customer.all_of(brought.values()),
        months=_months(reader, asked.day, begun),
        seen=0 if begun is None else asked.day.toordinal() - begun,
        shares=tuple(told_shares(reader, asked.day)),
    )
    return _named(reader, page)


def _brought(
    reader: Reader, period: Period, costs: Costs, before: Value | None, changed: frozenset[int] | None
) -> Mapping[int, Brought]:
    if before is None or before.costs != costs or changed is None or len(changed) > FEW:
        return value.brought(reader, period)
    kept = {one: what for one, what in before.brought.items() if one not in changed}
    return dict(sorted((kept | value.brought(reader, period, changed)).items()))


def _learn(reader: Reader, asked: Asked, brought: Mapping[int, Brought]) -> Learned:
    past = equity.past(reader, asked.day, asked.pause)
    expected = past.expected(None, asked.pause)
    alike = similar.learn(reader, past, asked.pause)
    return Learned(expected, segment_verbs.ranges(alike, brought, asked.pause), alike)


def _months(reader: Reader, day: date, begun: int | None) -> tuple[tuple[date, int | None], ...]:
    """What was spent in each of the last whole months; unknown in those that ended before anybody came."""
    until = day.replace(day=1)
    firsts = [months_after(until, -back) for back in range(MONTHS, 0, -1)]
    spent: defaultdict[date, int] = defaultdict(int)
    for on, amount in stored.by_day(reader, Period(firsts[0], until)).items():
        spent[date.fromordinal(on).replace(day=1)] += amount
    return tuple(
        (first, spent[first] if begun is not None and months_after(first, 1).toordinal() > begun else None)
        for first in firsts
    )


def _named(reader: Reader, page: Value) -> Value:
    shown = {one.customer_id for segment in Segment for one in page.first(segment)}
    shown |= {fact.customer_id for fact in page.shares[:MOST_SHOWN]}
    return replace(page, names=names(reader, shown))


def names(reader: Reader, customer_ids: Collection[int]) -> dict[int, str]:
    """What customers are called, by id."""
    return {one.id: one.name for one in customers.find(reader, customer_ids)}


# -- pictures --


def segment_bars(page: Value) -> Bars:
    """What is expected of each segment within a year."""
    sums = dict.fromkeys(Segment, 0)
    for one in page.people:
        sums[page.standing[one.customer_id]] += one.expected
    bars = tuple(Bar(segment, amount, opens=in_segment(segment)) for segment, amount in sums.items())
    return Bars(bars, Measure(Unit.MONEY, page.currency, about=True))


def month_line(page: Value) -> Line:
    """What was spent month by month."""
    points = tuple(Point(first, amount, opens=f"month:{first.isoformat()}") for first, amount in page.months)
    return Line(points, Measure(Unit.MONEY, page.currency))


def cost_bars(page: Value) -> Bars:
    """What serving everybody cost, as far as it is told: what is not known is no bar of nothing."""
    told = [one for one in page.lines() if one.known or one.amount]
    bars = tuple(Bar(one.line, one.amount, opens=f"line:{one.line}") for one in told)
    return Bars(bars, Measure(Unit.MONEY, page.currency))


# -- what is behind them --


def behind(reader: Reader, page: Value, code: str, asked: Asked) -> Behind:
    """Who or what stands behind a mark or a figure, those first who weigh most.

    :raises UserError: as :func:`load`.
    """
    permissions.check(reader, asked.staff_id, VALUE_PAGE)
    what, _, which = code.partition(":")
    match what:
        case "segment":
            return Behind(tuple(one.customer_id for one in page.first(Segment(which), None)))
        case "month":
            first = date.fromisoformat(which)
            return Behind(tuple(stored.payers(reader, Period(first, months_after(first, 1)))))
        case "line":
            return line_evidence(reader, page.period, CostLine(which), page.currency)
        case "expected":
            people = sorted((one for one in page.people if one.expected), key=lambda one: -one.expected)
            return Behind(tuple(one.customer_id for one in people))
        case "margin":
            unknown = sorted((-what.unknown, one) for one, what in page.brought.items() if what.unknown)
            return Behind(tuple(one for _, one in unknown))
    return Behind(tuple(stored.payers(reader, page.period)))


def line_evidence(
    reader: Reader, period: Period, line: CostLine, currency: str, customer_id: int | None = None
) -> Behind:
    """The entries or cases that a line of costs was summed from; what goods cost has no entry of its own."""
    match line:
        case CostLine.RETURNS:
            rows, source = stored.returns(reader, period, customer_id), Source.INTERACTION
        case CostLine.DISCOUNTS:
            rows, source = stored.discounted(reader, period, currency, customer_id), Source.INTERACTION
        case CostLine.TIME:
            rows, source = stored.contacts(reader, period, customer_id), Source.INTERACTION
        case CostLine.REMEDIES:
            rows, source = stored.cases(reader, period, customer_id), Source.CASE
        case CostLine.GOODS:
            return Behind(tuple(stored.payers(reader, period)))
    return Behind(evidence=tuple(Piece(Receipt(source, row), customer) for row, customer in rows))
