"""The whole window on a shop, driven by itself: what a person waits for until it is repainted."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from relapp.app import Program
from relapp.paths import places
from relapp.storage import timeline
from relapp.ui.main_window.session import Session
from tests.benchmarks.measuring import Figure, Times, by_turns, cpu
from tests.benchmarks.raw import Yardstick
from tests.benchmarks.reading import keys_of

LINES = 60
OPENED = 15
STEPS = 40
PATIENCE = 120
"""Seconds until a window that does not get ready is given up."""


class Desk:
    """The program, open and at rest."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.program = Program(app, places(folder))
        self.program.start()
        self._wait(lambda: self.program.session is not None)
        self._wait(lambda: self.session.day_list.page is not None)
        self._wait(lambda: all(name in self.session.__dict__ for name in ("customers", "log", "palette")))

    @property
    def session(self) -> Session:
        """The open shop."""
        assert self.program.session is not None
        return self.program.session

    def _wait(self, until: Callable[[], bool]) -> None:
        last = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > last:
                raise TimeoutError("the window does not get ready")
            self.app.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Until everything that is due is painted."""
        for _ in range(3):
            self.app.processEvents()

    def until_painted(self, work: Callable[[], object]) -> None:
        """Do ``work`` and wait until it is seen."""
        work()
        self.settle()

    def close(self) -> None:
        """Close the program."""
        self.program.window.close()
        self.program.close()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def measure(app: QApplication, folder: Path, raw: Yardstick) -> list[Figure]:
    """Every figure of the window."""
    desk = Desk(app, folder)
    try:
        return [*_keys(desk, raw), *_customers(desk, raw), *_logging(desk, raw)]
    finally:
        desk.close()


def _keys(desk: Desk, raw: Yardstick) -> list[Figure]:
    palette = desk.session.palette
    palette.open()
    desk.settle()
    times = _each(desk, [partial(palette.search.setText, key) for key in keys_of([*raw.names(10), *raw.words(10)])])
    palette.dismiss()
    desk.session.open_customers(None)
    desk.settle()
    search = desk.session.customers.list.search
    listed = _each(desk, [partial(search.setText, key) for key in keys_of(raw.names(12))])
    search.clear()
    desk.settle()
    return [
        Figure("key in the palette, repainted", times.median, goal=50, of="value"),
        Figure("key in the palette, repainted, p95", times.at(0.95), goal=50, of="value"),
        Figure("key in the list of customers, repainted", listed.median, goal=50, of="value"),
        Figure("key in the list of customers, repainted, p95", listed.at(0.95), goal=50, of="value"),
    ]


def _each(desk: Desk, works: list[Callable[[], object]]) -> Times:
    return by_turns([partial(desk.until_painted, work) for work in works])[0]


def _customers(desk: Desk, raw: Yardstick) -> list[Figure]:
    figures = []
    view = desk.session.customers
    for name, customer in (("5,000 entries", raw.busiest(1)), ("walk-in", raw.busiest(0))):
        times = []
        for _ in range(OPENED):
            desk.session.open_customers(raw.busiest(5))
            desk.settle()
            times.append(cpu(partial(desk.until_painted, partial(desk.session.open_customers, customer))))
        opened = Times(tuple(times))
        figures.append(Figure(f"open customer, {name}: painted", opened.median, goal=20, of="value"))
    bar = view.customer.timeline.verticalScrollBar()
    step = bar.pageStep()
    scrolled = _each(desk, [partial(bar.setValue, step * number) for number in range(1, STEPS)])
    figures.append(Figure("timeline: dearest step of a page", scrolled.at(1), goal=16, of="value"))
    return figures


def _logging(desk: Desk, raw: Yardstick) -> list[Figure]:
    """Words typed beforehand; measured is Enter, the save, and everything shown anew."""
    session, form = desk.session, desk.session.customers.form
    customer = raw.busiest(1)
    session.open_customers(customer)
    desk.settle()
    times = []
    for number in range(LINES):
        form.line.set_text(f"tried the new roll {number}, liked it")
        desk.settle()
        times.append(cpu(partial(desk.until_painted, form.save)))
    with session.database.read() as reader:
        newest = timeline.page(reader, customer)[0].words
    if newest != f"tried the new roll {LINES - 1}, liked it":
        raise AssertionError(f"the last line was not logged, the newest entry is {newest!r}")
    logged = Times(tuple(times))
    return [
        Figure("log: Enter to timeline, list and Today repainted", logged.median, goal=50, of="value"),
        Figure("log: the same, p95", logged.at(0.95), goal=100, of="value"),
    ]
