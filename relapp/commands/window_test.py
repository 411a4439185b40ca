"""The window's part of the self-test: built and painted once where nobody sees it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from relapp.app import Program
from relapp.paths import Places

_PATIENCE = 60_000
_LOOK_EVERY = 50


def paint(places: Places) -> bool:
    """Open the shop at ``places`` in the window and paint it; whether anything was painted.

    :raises FileNotFoundError: this copy lacks what Qt needs for that.
    :raises TimeoutError: the shop was not open after a minute.
    :raises Exception: what went wrong inside the window.
    """
    # Without it Qt would end the whole process at once.
    if not any(list(Path(folder, "platforms").glob("*qoffscreen*")) for folder in QCoreApplication.libraryPaths()):
        raise FileNotFoundError("Qt's offscreen platform")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(sys.argv[:1])
    errors: list[BaseException] = []

    def stop(_kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        errors.append(error)
        app.exit(1)

    program = Program(app, places)
    before, sys.excepthook = sys.excepthook, stop
    try:
        return _painted(app, program, errors)
    finally:
        sys.excepthook = before
        program.close()
        program.window.close()


def _painted(app: QApplication, program: Program, errors: list[BaseException]) -> bool:
    looking, patience = QTimer(), QTimer()
    looking.timeout.connect(lambda: app.exit(0) if program.session is not None else None)
    patience.timeout.connect(lambda: app.exit(2))
    looking.start(_LOOK_EVERY)
    patience.start(_PATIENCE)
    program.start()
    code = app.exec()
    if errors:
        raise errors[0]
    if code != 0:
        raise TimeoutError("the shop was not opened")
    picture = program.window.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    return len(colours) > 1
