"""Let a monkey strike keys and click over the whole window with the sample shop: nothing is upset, nothing is slow."""

from __future__ import annotations

import faulthandler
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TypedDict
from unittest.mock import patch

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from relapp.app import Program
from relapp.paths import places
from relapp.services import sample
from relapp.ui import application, links
from tests.faults.apart import apart, tell
from tests.faults.figure import Figure, times
from tests.faults.paws import Paws

SEEDS, EVENTS = 20, 10_000
SHORT_EVENTS = 250
SLOW, STUCK = 2.0, 20.0
"""Seconds of the window's own work that one event may take; seconds by the clock after which it counts as stuck."""
_DAY = date(2025, 5, 6)
_LAST = 25
_PATIENCE = 180
_PAUSE = 5
"""Milliseconds between two looks at whether the shop is open: who looks all the time keeps it from being opened."""
_SAID_BY_THE_PLATFORM = "This plugin does not support"


class Told(TypedDict):
    """What one monkey leaves: how far it came, the longest step in seconds of work, what went wrong."""

    events: int
    slowest: float
    faults: list[str]


def run(short: bool) -> Figure:
    """``short`` is one seed for a while."""
    seeds, events = 1 if short else SEEDS, times(EVENTS, SHORT_EVENTS, short=short)
    faults: list[str] = []
    slowest, done = 0.0, 0
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
        sample.make(Path(folder) / "sample.relapp", _DAY)
        found_by = _strike_all(Path(folder), seeds, events)
        for seed, found in enumerate(found_by, start=1):
            done += found["events"]
            slowest = max(slowest, found["slowest"])
            faults += [f"seed {seed}: {fault}" for fault in found["faults"]]
            if not short:
                print(f"seed {seed}: {found['events']} events, slowest {found['slowest']:.2f} s", flush=True)
    measured = f"{seeds} × {events:,} events ({done:,} done): {len(faults)} faults, slowest step {slowest:.2f} s CPU"
    return Figure(measured, tuple(faults))


def _strike_all(made: Path, seeds: int, events: int) -> Iterator[Told]:
    """As many monkeys at a time as there are processors; what each left, in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        yield from executor.map(lambda seed: _strike(made, seed, events), range(1, seeds + 1))


def _strike(made: Path, seed: int, events: int) -> Told:
    """One monkey in a process of its own, so that a crash is seen as well."""
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
        shutil.copy(made / "sample.relapp", folder)
        told = apart("tests.faults.monkey", Path(folder), str(seed), str(events))
    found: Told = {"events": 0, "slowest": 0.0, "faults": [], **told}  # type: ignore[typeddict-item]
    if told["fell"]:
        found["faults"].append(told["fell"])
    return found


class Monkey(QObject):
    """Strikes once in each turn of whatever event loop runs, also of one that a dialog began."""

    def __init__(self, app: QApplication, folder: Path, seed: int, events: int) -> None:
        super().__init__()
        self.app = app
        self.folder = folder
        self.seed = seed
        self.left = events
        self.done = 0
        self.slowest = 0.0
        self.faults: list[str] = []
        self.last: deque[list[str]] = deque(maxlen=_LAST)
        self.program: Program | None = None
        self.paws: Paws | None = None
        self._waiting = 0
        sys.excepthook = self.exception
        qInstallMessageHandler(self.message)

    def exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What no slot may let out."""
        self.fault("".join(traceback.format_exception(kind, error, trace)[-6:]))

    def message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """What Qt complains of."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and _SAID_BY_THE_PLATFORM not in text:
            self.fault(f"Qt: {text}")

    def fault(self, said: str) -> None:
        """Keep it with what was done before."""
        told = said.strip()
        if not any(told in known for known in self.faults):
            self.faults.append(f"after {self.done} events: {told}\n    last: {'; '.join(did for (did,) in self.last)}")
            self.keep()

    def keep(self) -> None:
        """Tell so far, for a process that does not live to the end."""
        tell(self.folder, {"events": self.done, "slowest": round(self.slowest, 3), "faults": self.faults})

    def run(self) -> None:
        """Until all events are done; a window that was closed is opened again."""
        while self.left > 0:
            now = datetime(_DAY.year, _DAY.month, _DAY.day, 10).astimezone()
            self.program = Program(self.app, places(self.folder), lambda now=now: now)  # type: ignore[misc]
            self.paws = Paws(self.seed * 1_000_003 + self.done, self.program.window)
            self.program.start()
            QTimer.singleShot(0, self.turn)
            self.app.exec()
            self.program.window.close()
            self.program.close()
            self.program.window.deleteLater()
            self.program.deleteLater()
            self.program = None
            self.app.sendPostedEvents()
            self.app.processEvents()
        self.keep()

    def turn(self) -> None:
        """One event; the next turn is asked for first, because this one may begin a dialog."""
        program, paws = self.program, self.paws
        if program is None or paws is None:
            return
        if self.left <= 0 or not program.window.isVisible():
            self.app.closeAllWindows()
            self.app.exit()
            if QApplication.activeModalWidget() is not None:
                QTimer.singleShot(1, self.turn)
            return
        if not self.is_ready(program):
            QTimer.singleShot(_PAUSE, self.turn)
            return
        QTimer.singleShot(0, self.turn)
        if self.done % 100 == 0:
            faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        cpu, clock = time.thread_time(), time.monotonic()
        self.left -= 1
        self.done += 1
        did = ["…"]
        self.last.append(did)
        with suppress(RuntimeError):  # what it struck is gone
            did[0] = paws.strike()
        took, waited = time.thread_time() - cpu, time.monotonic() - clock
        self.slowest = max(self.slowest, took)
        if took > SLOW or (waited > STUCK and QApplication.activeModalWidget() is None):
            self.fault(f"a step took {took:.1f} s of work, {waited:.1f} s by the clock")

    def is_ready(self, program: Program) -> bool:
        """Whether the sample is open; now and then the monkey is brought back to it."""
        if program.session is None:
            self._waiting += 1
            # A misfortune or an opening is worth a look, too, but it must pass.
            return program.window.page != "" and self._waiting % 50 == 0
        self._waiting = 0
        if program._path != program.places.sample and (self.done % 200 == 0 or self.done < 2):
            program.open_sample()
            return False
        return True


def main() -> None:
    """One monkey: a folder that holds the sample shop, a seed, so many events."""
    faulthandler.enable()
    folder, seed, events = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    app = application.make()
    app.setQuitOnLastWindowClosed(False)
    with patch.object(links, "QDesktopServices"):  # no other program is begun
        Monkey(app, folder, seed, events).run()


if __name__ == "__main__":
    main()
