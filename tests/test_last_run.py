"""A run that was cut off is told from one that crashed, and bad starts are counted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from relapp.last_run import BAD_STARTS, Before, End, Run

ROOT = Path(__file__).parents[1]
Play = Callable[[str], None]

PLAY = """
import ctypes, os, signal, sys
from pathlib import Path
from relapp.last_run import Run
run = Run(Path(sys.argv[1]), Path("data"))
"""


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """A function that has a process of its own begin a run and do something then."""

    def playing(then: str) -> None:
        subprocess.run([sys.executable, "-c", PLAY + then, str(tmp_path)], cwd=ROOT, capture_output=True)

    return playing


def look_back(folder: Path) -> Before:
    run = Run(folder, Path("data"))
    found = run.before
    run.stands()
    run.end()
    return found


def test_the_first_run_has_nothing_to_tell(tmp_path: Path) -> None:
    assert look_back(tmp_path) == Before()


def test_a_run_that_ended_well_is_no_news(tmp_path: Path, play: Play) -> None:
    play("run.stands(); run.end()")
    assert look_back(tmp_path) == Before()
    assert list(tmp_path.glob("crash-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_killed_run_was_cut_off(tmp_path: Path, play: Play) -> None:
    play("run.stands(); os.kill(os.getpid(), signal.SIGKILL)")
    assert look_back(tmp_path) == Before(End.CUT)


def test_a_crash_tells_where_it_was_once(tmp_path: Path, play: Play) -> None:
    play("run.stands()\ndef down(): ctypes.string_at(0)\ndown()")
    before = look_back(tmp_path)
    assert before.end is End.CRASHED
    assert before.crash is not None
    assert any(place.endswith(" down") for place in before.crash.places)
    assert look_back(tmp_path) == Before()


def test_a_crash_after_the_session_might_have_ended_is_still_told(tmp_path: Path, play: Play) -> None:
    play("run.may_end()\nos.abort()")
    assert look_back(tmp_path).end is End.CRASHED


def test_two_bad_starts_in_a_row_are_counted_and_a_good_one_ends_the_row(tmp_path: Path, play: Play) -> None:
    for _ in range(BAD_STARTS):
        play("os._exit(1)")
    run = Run(tmp_path, Path("data"))
    assert run.before == Before(End.CUT, None, BAD_STARTS)
    run.stands()
    run.end()
    play("os._exit(1)")
    assert look_back(tmp_path).bad == 1


def test_two_folders_of_data_do_not_mix(tmp_path: Path, play: Play) -> None:
    play("os._exit(1)")
    other = Run(tmp_path, Path("other"))
    other.end()
    assert other.before == Before()


def test_where_nothing_can_be_written_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "ascii")
    run = Run(tmp_path / "file", Path("data"))
    run.stands()
    run.end()
    assert run.before == Before()


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"stage": "lost", "bad": 0}', '{"stage": "open", "bad": []}', "\0"])
def test_a_damaged_note_is_no_news(tmp_path: Path, note: str) -> None:
    Run(tmp_path, Path("data")).end()
    next(tmp_path.glob("run-*.json")).write_text(note, "ascii")
    assert look_back(tmp_path) == Before()
