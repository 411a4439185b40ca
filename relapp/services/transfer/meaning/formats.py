"""How a table writes its dates and numbers, settled by whole columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace
from datetime import date

from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import (
    DateEvidence,
    DateOrder,
    NumberStyle,
    date_evidence,
    number_evidence,
    parse_moment,
)
from relapp.services.transfer.reading.tables import Table

_DATES = (Field.MOMENT, Field.BIRTHDAY)
_NUMBERS = (Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS, Field.DISCOUNT)
# So many steps in one direction are no accident.
_STEPS = 6
# So many decisive numbers settle a column; a later cell that says otherwise is still read by its own evidence.
_ENOUGH = 500


@dataclass(frozen=True, slots=True)
class Formats:
    """How dates and numbers are written, by column index.

    A date column is in ``dates`` if its order is known, in ``unsettled`` (with a cell as an example) if the file leaves
    it open: ask, then :meth:`answered`. A number column that is not in ``numbers`` never showed its style; its cells
    speak for themselves. ``rows`` counts the rows; ``in_order`` says that their days only rise, or only fall.
    """

    dates: Named[int, DateOrder]
    numbers: Named[int, NumberStyle]
    unsettled: Named[int, str]
    rows: int
    in_order: bool

    def answered(self, order: DateOrder) -> Formats:
        """The formats with every open order settled by a person."""
        return replace(self, dates={**self.dates, **dict.fromkeys(self.unsettled, order)}, unsettled={})


def settle(table: Table, mapping: Mapping, progress: Callable[[int], None] | None = None) -> Formats:
    """Read the table once to find how it writes dates and numbers. ``progress`` is told the line now and then.

    Raises :class:`UserError` as :meth:`Table.rows` does.
    """
    dates = {column.index: _DateColumn() for column in mapping.all(*_DATES)}
    numbers: dict[int, Counter[NumberStyle]] = {column.index: Counter() for column in mapping.all(*_NUMBERS)}
    watched = list(numbers.items())
    rows = 0
    for line, cells in table.rows():
        rows += 1
        if progress is not None and rows % 256 == 0:
            progress(line)
        for index, column in dates.items():
            if cells[index] != column.last:
                column.take(cells[index])
        for index, votes in watched:
            style = number_evidence(cells[index])
            if style is not None:
                votes[style] += 1
                if votes.total() == _ENOUGH:
                    watched = [each for each in watched if each[0] != index]
    return _settled(dates, numbers, rows, mapping.first(Field.MOMENT))


class _DateColumn:
    """What the cells of one column said so far."""

    def __init__(self) -> None:
        self.last = ""
        self.example = ""
        self.votes: Counter[DateEvidence] = Counter()
        self.by_day, self.by_month = _Direction(DateOrder.DAY_FIRST), _Direction(DateOrder.MONTH_FIRST)

    def take(self, text: str) -> None:
        """Hear one cell."""
        self.last = text
        evidence = date_evidence(text)
        if evidence is DateEvidence.NONE:
            return
        self.votes[evidence] += 1
        if evidence is DateEvidence.EITHER:
            self.example = self.example or text.strip()
        self.by_day.take(text)
        self.by_month.take(text)

    def order(self) -> DateOrder | None:
        """The order of day and month that the cells agree on."""
        by_day, by_month = self.votes[DateEvidence.DAY_FIRST], self.votes[DateEvidence.MONTH_FIRST]
        if by_day != by_month:
            return DateOrder.DAY_FIRST if by_day > by_month else DateOrder.MONTH_FIRST
        if self.by_day.steady and not self.by_month.steady and self.by_day.steps >= _STEPS:
            return DateOrder.DAY_FIRST
        if self.by_month.steady and not self.by_day.steady and self.by_month.steps >= _STEPS:
            return DateOrder.MONTH_FIRST
        return None


class _Direction:
    """Whether the days of a column, read in one order, only rise or only fall."""

    def __init__(self, order: DateOrder) -> None:
        self._order = order
        self._day: date | None = None
        self._rising = self._falling = True
        self.steps = 0

    def take(self, text: str) -> None:
        """See one more cell."""
        moment = parse_moment(text, self._order)
        if moment is None:
            return
        day = moment.date()
        if self._day is not None and day != self._day:
            self.steps += 1
            if day > self._day:
                self._falling = False
            else:
                self._rising = False
        self._day = day

    @property
    def steady(self) -> bool:
        """Whether it went one way only."""
        return self._rising or self._falling


def _settled(
    dates: dict[int, _DateColumn], numbers: dict[int, Counter[NumberStyle]], rows: int, moment: int | None
) -> Formats:
    orders = {index: order for index, column in dates.items() if (order := column.order()) is not None}
    shared = set(orders.values())
    styles = {index: votes.most_common(1)[0][0] for index, votes in numbers.items() if votes}
    if not shared and set(styles.values()) == {NumberStyle.COMMA}:
        # Nobody who writes 3,20 for three and a fifth writes the month first.
        shared = {DateOrder.DAY_FIRST}
    unsettled: dict[int, str] = {}
    for index, column in dates.items():
        if index in orders or not column.example:
            continue
        # One program wrote all the columns.
        if len(shared) == 1:
            orders[index] = next(iter(shared))
        else:
            unsettled[index] = column.example
    shared_styles = set(styles.values())
    if len(shared_styles) == 1:
        styles = dict.fromkeys(numbers, next(iter(shared_styles)))
    in_order = False
    if moment is not None:
        column = dates[moment]
        way = column.by_month if orders.get(moment) is DateOrder.MONTH_FIRST else column.by_day
        in_order = way.steady and moment not in unsettled
    return Formats(orders, styles, unsettled, rows, in_order)
