"""One start in a process of its own: prints, as JSON, what it cost until which moment. Nothing is imported early."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_SETTLED = 2_500
"""Milliseconds after which every screen that is made in idle time is there."""
_TICK = 5


def _memory() -> dict[str, float]:
    """Private and proportional megabytes; empty where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {}
    sizes = dict(line.split(":", 1) for line in rollup.read_text(encoding="ascii").splitlines()[1:])
    size = {name: int(text.split()[0]) / 1024 for name, text in sizes.items()}
    # Clean pages of libraries count as private or not by what else happens to run.
    return {"private": size["Private_Dirty"], "pss": size["Pss"]}


def _cpu() -> float:
    return time.process_time() * 1e3


def bare() -> dict[str, float]:
    """A window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    found: dict[str, float] = {}

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            found.setdefault("painted", _cpu())

    app = QApplication([])
    window = Window()
    window.resize(1280, 820)
    window.show()
    QTimer.singleShot(500, app.quit)
    app.exec()
    return found | _memory()


def relapp(folder: Path, watch: bool) -> dict[str, float]:
    """The program on the shop in ``folder``; ``watch`` looks for gaps in the event loop, which costs CPU itself."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from relapp.__main__ import main
    from relapp.app import Program

    found: dict[str, float] = {"gap": 0.0}
    start = Program.start

    def watched(program: Program) -> None:
        program.window.painted.connect(lambda: found.setdefault("painted", _cpu()))
        waiting = QTimer(program)
        waiting.setInterval(_TICK if watch else 25)
        if watch:
            _watch(program, found)

        def shown() -> None:
            found["shown"] = _cpu()
            QTimer.singleShot(_SETTLED, end)

        def end() -> None:
            found.update(_memory())
            program.window.close()

        def look() -> None:
            session = program.session
            if session is not None and session.day_list.page is not None:
                waiting.stop()
                # Behind whatever the new page still has to paint.
                QTimer.singleShot(0, shown)

        waiting.timeout.connect(look)
        waiting.start()
        start(program)

    Program.start = watched  # type: ignore[assignment, method-assign]
    QApplication.setQuitOnLastWindowClosed(True)
    main(["--data-dir", str(folder)])
    return found


def _watch(owner: QObject, found: dict[str, float]) -> None:
    from PySide6.QtCore import QTimer

    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        found["gap"] = max(found["gap"], (now - last[0]) * 1e3 - _TICK)
        last[0] = now

    timer = QTimer(owner)
    timer.setInterval(_TICK)
    timer.timeout.connect(tick)
    timer.start()


def main() -> None:
    """``bare``, or ``relapp FOLDER``, or ``watch FOLDER``."""
    what = sys.argv[1]
    found = bare() if what == "bare" else relapp(Path(sys.argv[2]), watch=what == "watch")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
