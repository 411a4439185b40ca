"""The frame, before any shop is open in it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relapp.ui.main_window.actions import commands
from relapp.ui.main_window.window import MainWindow


def test_the_window_closes_by_its_key_while_no_shop_is_open(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QTest.keySequence(window, "Ctrl+Q")
    assert not window.isVisible()


def test_every_command_has_a_key_on_every_system() -> None:
    # What Qt calls the standard key for quitting is none at all on Windows.
    assert [command.name for command in commands() if not isinstance(command.keys[0], str)] == ["undo"]
