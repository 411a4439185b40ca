"""Commands as processes of their own, without a display."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import FILES

ROOT = Path(__file__).parents[2]


def start(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run relapp where there is no display; ``settings`` go to the environment."""
    return subprocess.run(
        [sys.executable, "-m", "relapp", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=environment(**settings),
        cwd=ROOT,
    )


def environment(**settings: str) -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden} | settings


def loaded(*arguments: str | Path) -> set[str]:
    """The names of all modules that a command had loaded when it ended."""
    program = (
        "import sys\n"
        "from relapp.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print()\nprint(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=environment(),
        cwd=ROOT,
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["log", "--help"], ["dance"]])
def test_help_and_version_load_neither_qt_nor_the_database(words: list[str]) -> None:
    modules = loaded(*words)
    assert "relapp.commands.parser" in modules
    assert not {"PySide6", "sqlalchemy", "sqlcipher3", "platformdirs"} & modules


def test_commands_load_no_widgets(tmp_path: Path) -> None:
    start("import", FILES / "square-items.csv", "--data-dir", tmp_path)
    for words in (["today"], ["show", "Ana"], ["log", "Ana: came"], ["import", FILES / "square-items.csv"]):
        modules = loaded("--data-dir", tmp_path, *words)
        assert "PySide6.QtCore" in modules
        assert not {"PySide6.QtGui", "PySide6.QtWidgets", "alembic"} & modules


def test_the_program_tests_itself() -> None:
    run = start("--self-test")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "make a shop: ok",
        "migrate an old file: ok",
        "log a line: ok",
        "read the page: ok",
        "search: ok",
        "suggest: ok",
        "undo: ok",
        "redo: ok",
        "check the file: ok",
        "back up: ok",
        "read a file beside it: ok",
        "open it again: ok",
        "protect the file: ok",
        "paint the window: ok",
        "self-test passed",
    ]


def test_the_self_test_leaves_nothing_behind(tmp_path: Path) -> None:
    assert start("--self-test", TMPDIR=str(tmp_path), TEMP=str(tmp_path)).returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no limit to the size of a file can be set there")
def test_a_step_of_the_self_test_that_fails_is_named() -> None:
    import resource

    run = subprocess.run(
        [sys.executable, "-m", "relapp", "--self-test"],
        capture_output=True,
        encoding="utf-8",
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("self-test failed: make a shop: ")


def test_a_terminal_that_knows_few_signs_gets_question_marks(tmp_path: Path) -> None:
    start("log", "山田 美咲: came — “twice”", "--data-dir", tmp_path)
    run = start("find", "山田", "--data-dir", tmp_path, PYTHONIOENCODING="cp1252")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("?? ?? (1)")
    told = start("find", "山田", "--json", "--data-dir", tmp_path, PYTHONIOENCODING="cp1252")
    assert json.loads(told.stdout)["people"][0]["name"] == "山田 美咲"


@pytest.mark.parametrize("words", [["--help"], ["log", "--help"], ["today", "--on", "明日"]])
def test_help_and_usage_can_be_read_on_every_terminal(words: list[str]) -> None:
    run = start(*words, PYTHONIOENCODING="ascii")
    assert "usage: relapp" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_a_reader_who_has_left_is_no_failure(tmp_path: Path) -> None:
    start("import", FILES / "gift-shop-slice.csv.gz", "--data-dir", tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-m", "relapp", "show", "Customer 14527", "--json", "--data-dir", str(tmp_path)],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


def _heed_interrupts() -> None:
    # A test run that was itself started in the background hands down that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="a process there cannot be interrupted by itself")
def test_an_interrupted_import_ends_quietly_and_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "endless.csv"
    os.mkfifo(source)
    process = subprocess.Popen(
        [sys.executable, "-m", "relapp", "import", str(source), "--data-dir", str(tmp_path / "shop")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
        preexec_fn=_heed_interrupts,
    )
    # Opens only when the import has begun to read.
    with source.open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not (tmp_path / "shop").exists()
