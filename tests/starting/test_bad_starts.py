"""A crash of Qt or C, a kill, and safe mode: in real processes, one start after the other."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.starting.conftest import Start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends the process by signals")

CRASHING = """
import ctypes
from PySide6.QtCore import QTimer
from relapp.ui.main_window.session import Session

def down(): ctypes.string_at(0)

begin = Session.begin
def beginning(session):
    begin(session)
    QTimer.singleShot(200, down)
Session.begin = beginning
"""

TELLING_THE_END = """
from PySide6.QtCore import QTimer
from relapp.ui.trouble.telling import Telling

tell = Telling.tell_last_run
def telling(self, before):
    tell(self, before)
    print("before", before.end, before.bad, flush=True)
    QTimer.singleShot(200, self._window.close)
Telling.tell_last_run = telling
"""

FAILING = """
import relapp.commands.shop
def failing(*_, **__):
    raise KeyError("Quastenflosser")
relapp.commands.shop.opened = failing
import relapp.commands.check
relapp.commands.check.opened = failing
"""


def test_a_crash_leaves_its_places_and_the_next_start_says_so_once(start: Start, tmp_path: Path) -> None:
    crashed = start("--data-dir", tmp_path, telling=True, also=CRASHING)
    assert crashed.ended() == -signal.SIGSEGV
    (left,) = (tmp_path / "logs").glob("crash-*.txt")
    assert "in down" in left.read_text("utf-8")
    for expected in ("before crashed 1", "before well 0"):
        following = start("--data-dir", tmp_path, telling=True, also=TELLING_THE_END)
        following.wait_for(expected)
        assert following.ended() == 0


def test_a_kill_is_no_crash(start: Start, tmp_path: Path) -> None:
    killed = start("--data-dir", tmp_path, telling=True)
    killed.wait_for("page first_run")
    note = next((tmp_path / "logs").glob("run-*.json"))
    while json.loads(note.read_text("ascii"))["stage"] != "open":
        pass
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.ended()
    following = start("--data-dir", tmp_path, telling=True, also=TELLING_THE_END)
    following.wait_for("before cut 0")
    assert following.ended() == 0


def test_safe_mode_stands_alone(start: Start, tmp_path: Path) -> None:
    process = start("--data-dir", tmp_path, "--safe", telling=True, also=TELLING_THE_END)
    process.wait_for("before well 0")
    assert process.ended() == 0
    refused = start("--data-dir", tmp_path, "--safe", "check")
    assert refused.ended() == 2


def test_a_command_that_fails_prints_no_value(start: Start, tmp_path: Path) -> None:
    process = start("--data-dir", tmp_path, "check", telling=True, also=FAILING)
    assert process.ended() == 4
    log = (tmp_path / "logs" / "relapp.log").read_text("utf-8")
    assert "KeyError" in log
    assert "Quastenflosser" not in log + process.complaint + "".join(process.said)
    assert "Something went wrong" in process.complaint
