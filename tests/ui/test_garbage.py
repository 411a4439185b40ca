"""Garbage is collected by the window's thread, whoever made it."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from relapp.ui.background import Background


class Witness:
    """In a reference cycle; notes by which thread it was collected."""

    def __init__(self, collected: list[threading.Thread]) -> None:
        self.itself = self
        self.collected = collected

    def __del__(self) -> None:
        self.collected.append(threading.current_thread())


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def test_a_job_begins_once_the_window_is_done_with_what_it_does_now(background: Background, qtbot: QtBot) -> None:
    order: list[str] = []
    owner = QObject()
    try:
        background.run(lambda: order.append("job"), owner, lambda _: order.append("then"))
        assert background.busy
        background.wait()
        order.append("window")
        qtbot.waitUntil(lambda: not background.busy)
        assert order == ["job", "window", "then"]
        background.run(lambda: order.append("late"), owner, lambda _: None)
        order.append("before")
        qtbot.waitUntil(lambda: not background.busy)
        assert order[3:] == ["before", "late"]
    finally:
        background.close()


def test_a_worker_collects_nothing_and_the_window_does(background: Background, qtbot: QtBot) -> None:
    collected: list[threading.Thread] = []
    owner = QObject()

    def job() -> None:
        for _ in range(20_000):
            Witness(collected)

    try:
        finished: list[None] = []
        background.run(job, owner, finished.append)
        qtbot.waitUntil(lambda: bool(finished) and len(collected) >= 20_000)
        assert set(collected) == {threading.main_thread()}
    finally:
        background.close()
    assert gc.isenabled()


class Held:
    """Notes which thread let go of it last."""

    def __init__(self, released: list[threading.Thread]) -> None:
        self.released = released

    def __call__(self, *_value: object) -> None:
        pass

    def __del__(self) -> None:
        self.released.append(threading.current_thread())


def test_only_the_window_lets_go_of_what_a_job_holds(background: Background, qtbot: QtBot) -> None:
    released: list[threading.Thread] = []
    owner = QObject()
    try:
        for _ in range(300):
            background.run(Held(released), owner, Held(released), Held(released))
        qtbot.waitUntil(lambda: not background.busy)
        qtbot.waitUntil(lambda: len(released) == 900)
        assert set(released) == {threading.main_thread()}
    finally:
        background.close()
