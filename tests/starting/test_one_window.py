"""One window a folder: a second start brings the first one's window to the front."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from relapp.instance import LOCK, Call, enter
from tests.starting.conftest import PATIENCE, Process, Start

ALREADY_OPEN = "The folder {folder} is already open in relapp, maybe on another computer. Close it there and try again."


def open_window(start: Start, shop: Path) -> Process:
    """A window that is open and hears who calls it."""
    first = start("--data-dir", shop, telling=True)
    first.wait_for("open shop.relapp")
    return first


def left_in(shop: Path) -> list[str]:
    return [path.name for path in shop.iterdir() if path.suffix in (".call", ".draft")]


def test_a_second_start_brings_the_window_to_the_front_and_ends(start: Start, shop: Path) -> None:
    first = open_window(start, shop)
    second = start("--data-dir", shop, XDG_ACTIVATION_TOKEN="leave-7", DESKTOP_STARTUP_ID=None)
    assert (second.ended(), second.complaint) == (0, "")
    first.wait_for("forward leave-7")
    assert first.lives
    assert left_in(shop) == []


def test_the_leave_of_an_older_desktop_is_handed_on_too(start: Start, shop: Path) -> None:
    first = open_window(start, shop)
    assert start("--data-dir", shop, XDG_ACTIVATION_TOKEN=None, DESKTOP_STARTUP_ID="leave-8").ended() == 0
    first.wait_for("forward leave-8")


def test_of_twenty_starts_at_once_one_window_comes(start: Start, shop: Path) -> None:
    starts = [start("--data-dir", shop) for _ in range(20)]
    until = time.monotonic() + PATIENCE
    while sum(one.lives for one in starts) > 1 and time.monotonic() < until:
        time.sleep(0.05)
    left = [one for one in starts if one.lives]
    assert len(left) == 1
    assert [(one.ended(), one.complaint) for one in starts if one not in left] == [(0, "")] * 19
    assert json.loads((shop / LOCK).read_text("ascii"))["pid"] == left[0].process.pid
    assert left_in(shop) == []


def test_windows_on_two_folders_do_not_know_of_each_other(start: Start, tmp_path: Path) -> None:
    one, other = open_window(start, tmp_path / "one"), open_window(start, tmp_path / "other")
    assert one.lives
    assert other.lives


def test_after_a_window_was_killed_the_next_start_opens_at_once(start: Start, shop: Path) -> None:
    first = open_window(start, shop)
    first.process.kill()
    first.ended()
    second = open_window(start, shop)
    assert second.lives
    assert "forward" not in second.said


def test_who_waits_for_a_window_that_is_killed_opens_its_own(start: Start, shop: Path) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    second = start("--data-dir", shop, telling=True)
    while not list(shop.glob("*.call")):
        time.sleep(0.01)
    lock.release()
    second.wait_for("open shop.relapp")
    assert left_in(shop) == []


def test_a_window_that_does_not_answer_is_told_in_one_sentence(start: Start, shop: Path) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    lock.hear(True)
    second = start("--data-dir", shop)
    assert second.ended() == 3
    assert second.complaint == ALREADY_OPEN.format(folder=shop) + "\n"
    assert left_in(shop) == []
    lock.release()


def test_a_window_on_another_computer_is_not_called(start: Start, shop: Path) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    (shop / LOCK).write_text('{"pid": 1, "seat": "elsewhere", "hears": false}', "ascii")
    second = start("--data-dir", shop)
    assert (second.ended(), second.complaint) == (3, ALREADY_OPEN.format(folder=shop) + "\n")
    lock.release()


def test_a_call_from_elsewhere_is_left_to_wait(shop: Path) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    call = shop / "relapp-1.call"
    call.write_text('{"seat": "elsewhere", "file": "", "token": ""}', "ascii")
    assert lock.calls() == []
    assert call.exists()
    lock.release()


def test_what_only_looks_like_a_call_is_left_alone(shop: Path) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    seat = json.loads((shop / LOCK).read_text("ascii"))["seat"]
    broken = json.dumps({"seat": seat, "file": "", "token": "a\0b"})
    for number, words in enumerate(("", "[]", "{}", "1", "ä", broken, json.dumps({"seat": seat, "file": 1}))):
        (shop / f"relapp-{number}.call").write_text(words, "utf-8")
    assert lock.calls() == []
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_in_a_shared_folder_no_link_and_no_pipe_is_a_trap(shop: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("of somebody else", "ascii")
    shop.mkdir(exist_ok=True)
    (shop / LOCK).symlink_to(precious)
    lock = enter(shop, Call())
    assert lock is not None
    lock.release()
    assert precious.read_text("ascii") == "of somebody else"
    (shop / LOCK).unlink()
    lock = enter(shop, Call())
    assert lock is not None
    os.mkfifo(shop / "relapp-1.call")
    (shop / "relapp-2.call").symlink_to(precious)
    assert lock.calls() == []
    lock.release()


def test_commands_work_beside_the_window(start: Start, shop: Path) -> None:
    first = open_window(start, shop)
    told = start("log", "Ada: came", "--data-dir", shop)
    assert (told.ended(), told.complaint) == (0, "")
    found = start("find", "Ada", "--data-dir", shop)
    assert found.ended() == 0
    assert first.lives


def test_a_folder_that_cannot_be_made_is_told_in_the_window(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    first = start("--data-dir", tmp_path / "a file" / "shop", telling=True)
    first.wait_for("page misfortune")
