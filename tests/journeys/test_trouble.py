"""What a person sees when relapp itself fails, and after it did; and safe mode."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relapp import preferences
from relapp.app import Program
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.last_run import Before, End
from relapp.paths import places
from relapp.preferences import Preferences
from relapp.traces import Trace
from relapp.ui.trouble.dialog import TroubleDialog
from relapp.ui.widgets.strip import Strip
from tests.journeys.conftest import Desk


def fail(desk: Desk, words: str) -> None:
    """As Qt does with what a slot raises."""
    assert desk.program is not None
    try:
        raise KeyError(words)
    except KeyError as error:
        desk.program.report_bug(type(error), error, error.__traceback__)
    QTest.qWait(20)


def dialogs(desk: Desk) -> list[TroubleDialog]:
    return [dialog for dialog in desk.window.findChildren(TroubleDialog) if dialog.isVisible()]


def test_a_fault_is_told_once_and_the_half_typed_line_stays(desk: Desk) -> None:
    desk.log("Ada Moreira: bought bread 3.40")
    desk.press("F2")
    desk.type("Ada Moreira: called about the oven")
    fail(desk, "Ada Moreira")
    (dialog,) = dialogs(desk)
    assert "“Log entry”" in dialog.accessibleDescription()
    dialog.show_button.click()
    report = dialog.report.toPlainText()
    assert "KeyError" in report
    assert "customer about" in report
    assert "Ada" not in report
    dialog.close()
    assert desk.session.log.form.line.toPlainText() == "Ada Moreira: called about the oven"
    fail(desk, "Ada Moreira")
    assert dialogs(desk) == []
    desk.window.activateWindow()  # as every system does once a dialog is gone
    desk.wait(desk.window.isActiveWindow)
    desk.press("Return")
    assert len(desk.entries("Ada Moreira")) == 2


def test_further_faults_are_added_to_the_dialog_that_is_open(desk: Desk) -> None:
    fail(desk, "one")
    (dialog,) = dialogs(desk)
    dialog.show_button.click()
    assert desk.program is not None
    desk.program.faults.note(ValueError("another"))
    QTest.qWait(20)
    assert dialogs(desk) == [dialog]
    assert "ValueError" in dialog.report.toPlainText()
    dialog.close()


@pytest.mark.parametrize("error", [StorageUnavailable("full"), UserError("fact.gone")])
def test_a_misfortune_is_a_sentence_and_no_fault(desk: Desk, error: UserError) -> None:
    assert desk.program is not None
    desk.program.report_bug(type(error), error, None)
    QTest.qWait(20)
    assert dialogs(desk) == []
    assert desk.program.faults.counts == {}
    assert desk.shown()


def test_how_the_last_run_ended_is_told(desk: Desk) -> None:
    assert desk.program is not None
    desk.program.telling.tell_last_run(Before())
    assert dialogs(desk) == []
    desk.program.telling.tell_last_run(Before(End.CUT))
    assert "power cut" in desk.shown()
    desk.program.telling.tell_last_run(Before(End.CRASHED, Trace(("Fatal Python error: Aborted",), ("x.py:1 f",))))
    (dialog,) = dialogs(desk)
    dialog.show_button.click()
    assert "Fatal Python error: Aborted\n  x.py:1 f" in dialog.report.toPlainText()
    dialog.close()


def test_safe_mode_says_so_and_leaves_the_preferences_alone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    kept = Preferences(scheme="dark", text_size=200, page="settings", desk="till")
    preferences.save(tmp_path / "preferences.json", kept)
    program = Program(qapp, places(tmp_path), safe=True)
    program.start()
    try:
        qtbot.waitUntil(lambda: program.session is not None and program.session.day_list.board is not None)
        assert program.session is not None
        strip = program.window.findChild(Strip)
        assert strip is not None
        assert "Safe mode" in strip.label.text()
        assert program.preferences == Preferences(desk="till", shop=program.preferences.shop)
        assert not program.session.day_list.complete
        program.session.show("settings")
        program.change_preferences(page="settings")
    finally:
        program.window.close()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    assert preferences.load(tmp_path / "preferences.json") == kept
