"""The processes in which faults are forced: every exception bears a needle, wherever it comes from."""

from __future__ import annotations

import ctypes
import gc
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.faults.needle_shop import NEEDLE

_OURS = tuple(f"{os.sep}relapp{os.sep}{name}{os.sep}" for name in ("services", "storage", "domain", "ui"))
_SPARED = ("trouble", "garbage", "focus_ring", "theme", "background")
"""What tells of faults, and what runs between any two steps of Qt."""

_forced: list[None] = []


def errors(database: Any) -> list[Callable[[], BaseException]]:
    """Exceptions as the program may meet them, each with a needle in it."""

    def by_sql() -> BaseException:
        try:
            with database._engine.connect() as connection:
                connection.exec_driver_sql("SELECT * FROM nothing WHERE name = ?", (f"{NEEDLE}parameter",))
        except Exception as error:
            return error
        raise AssertionError

    def from_another() -> BaseException:
        error = RuntimeError(f"{NEEDLE}outer")
        error.__cause__ = OSError(2, f"{NEEDLE}reason", f"/home/{NEEDLE}/{NEEDLE}.csv")
        return error

    return [
        lambda: KeyError(f"{NEEDLE}key"),
        lambda: UnicodeEncodeError("ascii", f"{NEEDLE}ü", 4, 5, f"{NEEDLE}reason"),
        lambda: FileNotFoundError(2, "No such file", f"/home/{NEEDLE}/{NEEDLE}.csv"),
        by_sql,
        from_another,
        lambda: ExceptionGroup(f"{NEEDLE}group", [ValueError(f"{NEEDLE}value"), TypeError(NEEDLE)]),
        lambda: AttributeError(f"no {NEEDLE}", name=NEEDLE, obj=NEEDLE),
        lambda: SyntaxError(f"{NEEDLE}syntax", (f"{NEEDLE}.py", 1, 1, f"{NEEDLE} = 1")),
    ]


def window(folder: str, start: str, wanted: str) -> None:
    """Open the window as people do, force ``wanted`` faults in it, and crash."""
    from relapp import app, instance
    from relapp.paths import places

    opened = app.Program._opened
    steps: list[Iterator[None]] = []

    def opening(program: app.Program, *found: Any) -> None:
        from PySide6.QtCore import QTimer

        opened(program, *found)
        steps.append(_force(program, random.Random(int(start)), int(wanted)))
        QTimer.singleShot(1500, lambda: _go_on(steps[0]))

    app.Program._opened = opening  # type: ignore[method-assign, assignment]
    where = places(Path(folder))
    lock = instance.enter(where.data, instance.Call())
    assert lock is not None
    app.run(where, lock)


def _go_on(steps: Iterator[None]) -> None:
    """One step at a time from Qt's own loop, as slots are called, so that what they raise comes to the one hook."""
    from PySide6.QtCore import QTimer

    def after() -> None:
        _go_on(steps)

    QTimer.singleShot(0, lambda: next(steps, None))
    QTimer.singleShot(5, after)


def _acts(program: Any) -> list[Callable[[], object]]:
    session = program.session
    editing = session.editing
    from relapp.services.pages import search as search_page

    people = editing.read(lambda reader: search_page.who(reader, f"{NEEDLE}name"))
    ids = [one.id for one in people]
    file = next(program.places.data.glob(f"{NEEDLE}*/*.csv"))

    def log() -> None:
        session.open_log(f"{NEEDLE}name1: bought 2x {NEEDLE}bread 6.40, promised {NEEDLE}cake on Friday")
        session.log.form.save()

    return [
        *(lambda one=one: session.open_customers(one) for one in ids),
        lambda: session.show("today"),
        lambda: session.show("promises"),
        lambda: session.show("settings"),
        log,
        lambda: session.find_duplicates(),
        lambda: session.about.open(),
        lambda: session.counter.toggle(ids[0]),
        lambda: session.counter.toggle(ids[0]),
        lambda: session.customers.customer.memory.acts.learn(ids[0]),
        lambda: session.exports.copy_of(ids[1]),
        lambda: session.show_waiting(),
        lambda: session.questions.show_bank(),
        editing.undo,
        editing.redo,
        lambda: session.palette.open(),
        lambda: session.import_file(file),
    ]


def _force(program: Any, chance: random.Random, wanted: int) -> Iterator[None]:
    acts, kinds = _acts(program), errors(program.session.database)
    reports = (program.places.data / "reports.txt").open("a", encoding="utf-8")
    yield from _elsewhere(reports, program)
    _forced.extend([None] * 5)
    tried = 0
    chance.shuffle(acts)
    while len(_forced) < wanted and tried < wanted * 3:
        act = acts[0]
        acts.append(acts.pop(0))
        for _ in range(2):  # what is kept from the first time is not asked for again
            _put_away(program, reports)
            seen = _functions(act)
            yield
        for code in chance.sample(seen, min(8, len(seen))):
            tried += 1
            _put_away(program, reports)
            yield from _forcing(act, code, kinds[tried % len(kinds)])
            if len(_forced) >= wanted:
                break
    _put_away(program, reports)
    reports.close()
    _crash(f"{NEEDLE}local")


def _functions(act: Callable[[], object]) -> list[CodeType]:
    """The functions of the program that an act calls, each once."""
    found: dict[CodeType, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        ours = any(layer in code.co_filename for layer in _OURS)
        # A widget half-made, or what Qt asks for as it lays out and paints, would end in Qt's own crash.
        qts = f"{os.sep}ui{os.sep}" in code.co_filename and (code.co_name == "__init__" or not code.co_name.islower())
        if event == "call" and ours and not qts and not any(name in code.co_filename for name in _SPARED):
            found.setdefault(code)

    sys.setprofile(note)
    try:
        # What earlier faults left half-done may fail by itself.
        with suppress(Exception):
            act()
    finally:
        sys.setprofile(None)
    return list(found)


def _forcing(act: Callable[[], object], code: CodeType, error: Callable[[], BaseException]) -> Iterator[None]:
    """Do the act once more; the first call of ``code`` raises."""

    def fail(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code is code:
            sys.setprofile(None)
            print("forced", flush=True)
            _forced.append(None)
            raise error()

    from PySide6.QtCore import QTimer

    def acting() -> None:
        sys.setprofile(fail)
        try:
            act()
        finally:
            sys.setprofile(None)

    QTimer.singleShot(0, acting)
    yield
    yield


def _elsewhere(reports: Any, program: Any) -> Iterator[None]:
    """Faults that come by other ways: another thread, the worker, what Python tidies away, Qt's messages, a slot."""
    from PySide6.QtCore import QTimer, qWarning

    def fail() -> None:
        raise KeyError(f"{NEEDLE}elsewhere")

    class Failing:
        def __del__(self) -> None:
            fail()

    thread = threading.Thread(target=fail, name=f"{NEEDLE}thread")
    thread.start()
    thread.join()
    program.background.run(fail, program, lambda _: None)
    Failing()
    gc.collect()
    qWarning(f"QLabel::setText: {NEEDLE}message")
    qWarning(f"{NEEDLE} is not a function")
    QTimer.singleShot(0, fail)
    for _ in range(20):
        yield
    print("forced\n" * 5, end="", flush=True)
    _put_away(program, reports)


def _put_away(program: Any, reports: Any) -> None:
    """Keep what the dialog says and its report, and close what is open; forget the fault, so that it is told again."""
    from PySide6.QtWidgets import QApplication, QDialog

    from relapp.ui.trouble.dialog import TroubleDialog
    from relapp.ui.widgets.sheet import Sheet

    for dialog in program.window.findChildren(QDialog):
        if isinstance(dialog, TroubleDialog) and dialog.isVisible():
            dialog.show_button.click()
            reports.write(f"{dialog.windowTitle()}\n{dialog.accessibleDescription()}\n{dialog.report.toPlainText()}\n")
        dialog.close()
        dialog.deleteLater()
    for sheet in program.window.findChildren(Sheet):
        sheet.dismiss()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    reports.flush()
    program.faults._first.clear()
    program.faults._counts.clear()


def _crash(local: str) -> None:
    assert local
    ctypes.string_at(0)


def command(folder: str, number: str, *arguments: str) -> None:
    """Run a command in which the database raises as it is read."""
    from relapp.__main__ import main
    from relapp.storage.database import Database

    opened = Database.open

    def failing(*given: Any, **more: Any) -> Database:
        database = opened(*given, **more)
        every = errors(database)
        raise every[int(number) % len(every)]()

    Database.open = failing  # type: ignore[method-assign]
    sys.exit(main([*arguments, "--data-dir", folder]))
