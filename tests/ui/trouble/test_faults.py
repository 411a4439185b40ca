"""Every fault is heard once, from whichever thread or library, and told without anybody's data."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relapp.traces import Trace
from relapp.ui.trouble import report
from relapp.ui.trouble.dialog import TroubleDialog
from relapp.ui.trouble.faults import Faults, tell_to

NEEDLE = "Zwölfender"


class Heard:
    def __init__(self, faults: Faults) -> None:
        self.traces: list[Trace] = []
        self.threads: list[threading.Thread] = []
        tell_to(faults, self.hear)

    def hear(self, trace: Trace) -> None:
        self.traces.append(trace)
        self.threads.append(threading.current_thread())


@pytest.fixture
def faults(qapp: QApplication) -> Iterator[Faults]:
    assert qapp is not None
    heard = Faults()
    heard.heed()
    yield heard
    heard.release()


def fail() -> None:
    raise KeyError(NEEDLE)


def note(faults: Faults) -> None:
    try:
        fail()
    except KeyError as error:
        faults.note(error)


def test_a_flood_is_told_once_and_counted(faults: Faults, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard(faults)
    for _ in range(1000):
        note(faults)
    qtbot.wait(20)
    assert len(heard.traces) == 1
    assert list(faults.counts.values()) == [1000]
    assert len(caplog.records) == 4  # the 1st, 10th, 100th and 1,000th
    assert NEEDLE not in caplog.text


def test_a_fault_in_another_thread_is_told_in_the_windows(faults: Faults, qtbot: QtBot) -> None:
    heard = Heard(faults)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard.traces))
    assert heard.threads == [threading.main_thread()]
    assert heard.traces[0].kinds == ("KeyError",)


def test_what_python_could_not_raise_is_written_down_and_troubles_nobody(
    faults: Faults, qtbot: QtBot, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    class Failing:
        def __del__(self) -> None:
            raise ValueError(NEEDLE)

    heard = Heard(faults)
    Failing()
    gc.collect()
    qtbot.wait(20)
    assert heard.traces == []
    assert "ValueError" in caplog.text
    assert NEEDLE not in caplog.text + "".join(capfd.readouterr())


def test_of_what_qt_says_only_its_function_is_written_down(
    faults: Faults, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    qWarning(f"QLayout::addChild: {NEEDLE} has a layout already")
    assert [trace.places for trace in faults.counts] == [("QLayout::addChild",)]
    assert NEEDLE not in caplog.text + "".join(capfd.readouterr())


def test_hooks_are_left_as_they_were(qapp: QApplication) -> None:
    before = threading.excepthook, sys.unraisablehook
    faults = Faults(qapp)
    faults.heed()
    assert (threading.excepthook, sys.unraisablehook) != before
    faults.release()
    assert (threading.excepthook, sys.unraisablehook) == before


def test_a_log_that_cannot_be_written_prints_nothing(faults: Faults, capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            try:
                raise OSError(NEEDLE)
            except OSError:
                self.handleError(record)

    log = logging.getLogger("relapp")
    broken = Broken()
    log.addHandler(broken)
    try:
        log.error("something about %s", NEEDLE)
    finally:
        log.removeHandler(broken)
    assert faults.counts == {}
    assert "Traceback" not in capfd.readouterr().err


def test_the_report_rounds_and_names_nobody() -> None:
    trace = Trace(("KeyError",), ("relapp/ui/x.py:3 f",))
    said = report.text(
        {trace: 3}, {"customer": 1287, "interaction": 96_999, "wish": 0}, "SQLite 3.53.4", safe=True, crashed=False
    )
    assert "customer about 1000, interaction about 100000" in said
    assert "wish" not in said
    assert "in safe mode" in said
    assert "Fault, 3 times:\nKeyError\n  relapp/ui/x.py:3 f" in said


def test_the_report_is_read_before_it_can_be_copied(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = TroubleDialog("Something went wrong", "All is saved.", lambda: "the report", None)
    qtbot.addWidget(dialog, before_close_func=lambda _: None)
    dialog.open()
    assert not dialog.copy_button.isVisible()
    QTest.keyClick(dialog.show_button, Qt.Key.Key_Space)
    assert dialog.report.toPlainText() == "the report"
    assert dialog.report.isReadOnly()
    QTest.keyClick(dialog.copy_button, Qt.Key.Key_Space)
    assert qapp.clipboard().text() == "the report"
    assert all(
        button.accessibleName() or button.text()
        for button in (dialog.show_button, dialog.copy_button, dialog.close_button)
    )
    dialog.close()
