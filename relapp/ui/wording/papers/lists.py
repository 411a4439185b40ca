"""The lists of the screens in words, to be saved as files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from relapp.domain.cells import Cell
from relapp.domain.customers import ContactKind, ContactPoint
from relapp.services.arrivals import Waiting
from relapp.services.exporting.lists import SavedList
from relapp.services.pages.customers import CustomerRow
from relapp.services.pages.promises import LedgerRow
from relapp.services.pages.timeline import TimelineEntry
from relapp.services.pages.today import TodayItem
from relapp.ui.wording import kinds, memory, suggestions, timeline, tr

_BETWEEN = "; "
_T, _W, _N, _M = Cell.TEXT, Cell.WHEN, Cell.NUMBER, Cell.MONEY


def customers(rows: Iterable[tuple[CustomerRow, Collection[ContactPoint], str]]) -> SavedList:
    """The list of customers."""
    header = (
        tr("Lists", "Name"),
        tr("Lists", "Nickname"),
        tr("Lists", "Customer number"),
        tr("Lists", "Phone"),
        tr("Lists", "E-mail"),
        tr("Lists", "Last contact"),
        tr("Lists", "What"),
        tr("Lists", "Words"),
        tr("Lists", "Promised"),
        tr("Lists", "Due"),
    )
    cells = (
        (
            row.name,
            row.nickname,
            number,
            _reached(points, ContactKind.PHONE),
            _reached(points, ContactKind.EMAIL),
            row.last.replace(tzinfo=None).isoformat(" ", "minutes") if row.last else "",
            kinds.interaction(row.kind) if row.kind else "",
            row.words,
            row.promise,
            row.due.isoformat() if row.due else "",
        )
        for row, points, number in rows
    )
    return SavedList(tr("Lists", "Customers"), header, cells, (_T, _T, _T, _T, _T, _W, _T, _T, _T, _W))


def _reached(points: Collection[ContactPoint], kind: ContactKind) -> str:
    return _BETWEEN.join(point.value for point in points if point.kind is kind)


def of_timeline(name: str, entries: Iterable[TimelineEntry]) -> SavedList:
    """A customer's timeline."""
    header = (
        tr("Lists", "Date"),
        tr("Lists", "Time"),
        tr("Lists", "What"),
        tr("Lists", "Words"),
        tr("Lists", "Amount"),
        tr("Lists", "Currency"),
        tr("Lists", "By"),
        tr("Lists", "With"),
        tr("Lists", "Way"),
    )
    cells = (
        (
            one.interaction.day.isoformat(),
            one.interaction.at.strftime("%H:%M"),
            timeline.headline(one.interaction),
            timeline.text(one.interaction),
            one.interaction.total.value if one.interaction.total else "",
            one.interaction.total.currency if one.interaction.total else "",
            one.staff,
            _BETWEEN.join(one.others),
            kinds.channel(one.interaction.channel),
        )
        for one in entries
    )
    return SavedList(name, header, cells, (_W, _W, _T, _T, _M))


def promises(rows: Iterable[LedgerRow], today: date) -> SavedList:
    """A part of the ledger."""
    header = (
        tr("Lists", "Customer"),
        tr("Lists", "Promise"),
        tr("Lists", "Due"),
        tr("Lists", "State"),
        tr("Lists", "Given"),
        tr("Lists", "Closed"),
        tr("Lists", "By"),
    )
    cells = (
        (
            row.customer,
            row.promise.words,
            row.promise.due.isoformat() if row.promise.due else "",
            memory.promise_state(row.promise, today),
            row.promise.made.isoformat(),
            row.promise.closed.isoformat() if row.promise.closed else "",
            row.staff,
        )
        for row in rows
    )
    return SavedList(tr("Lists", "Promises"), header, cells, (_T, _T, _W, _T, _W, _W))


def waiting(rows: Iterable[Waiting]) -> SavedList:
    """Who waits for what."""
    header = (tr("Lists", "Customer"), tr("Lists", "Wish"), tr("Lists", "Since"), tr("Lists", "Came in"))
    cells = (
        (row.customer.name, row.wish.words, row.wish.made.isoformat(), row.came.words if row.came else "")
        for row in rows
    )
    return SavedList(tr("Lists", "Waiting"), header, cells, (_T, _T, _W, _T))


def day(items: Iterable[TodayItem], today: date) -> SavedList:
    """Today's list."""
    header = (
        tr("Lists", "Customer"),
        tr("Lists", "Phone"),
        tr("Lists", "What to do"),
        tr("Lists", "Why"),
        tr("Lists", "Due"),
        tr("Lists", "Minutes"),
    )
    cells = (
        (
            item.customer.name,
            item.phone,
            suggestions.act(item.suggestion.act, today),
            suggestions.why(item.suggestion.reason, today),
            item.suggestion.due.isoformat() if item.suggestion.due else "",
            item.suggestion.minutes,
        )
        for item in items
    )
    return SavedList(tr("Lists", "Today"), header, cells, (_T, _T, _T, _T, _W, _N))
