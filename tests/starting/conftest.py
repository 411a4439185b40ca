"""The program as processes of their own, as a person, a file manager or a session starts and ends it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds; only a test that fails waits so long."""

# Started as people start it; each line says what the window did.
TELLING = """
import sys
from relapp.app import Program
from relapp.ui.main_window.window import MainWindow

opened, show_page, come_forward = Program._opened, MainWindow.show_page, MainWindow.come_forward

def telling_what_opens(program, *found):
    opened(program, *found)
    print("open", program._path.name.encode("ascii", "backslashreplace").decode(), flush=True)

def telling_the_page(window, name):
    show_page(window, name)
    print("page", name, flush=True)

def telling_that_it_comes(window, token=""):
    come_forward(window, token)
    print("forward", token, flush=True)

Program._opened, MainWindow.show_page, MainWindow.come_forward = (
    telling_what_opens, telling_the_page, telling_that_it_comes
)
"""
RUN = """
from relapp.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def _heed_signals() -> None:
    # A test run that was itself started in the background hands down that interrupts are ignored.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Process:
    """A process that is read line by line."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            preexec_fn=_heed_signals if os.name == "posix" else None,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        self.said: list[str] = []
        self.complaint = ""
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._readers = [threading.Thread(target=self._read), threading.Thread(target=self._read_complaint)]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())
        self._lines.put(None)

    def _read_complaint(self) -> None:
        assert self.process.stderr is not None
        self.complaint = self.process.stderr.read()

    def wait_for(self, line: str) -> None:
        """Wait until it has said ``line``, from where the last wait ended."""
        while True:
            said = self._lines.get(timeout=PATIENCE)
            if said is None:
                self.ended()
                raise AssertionError(f"it never said {line!r}, only {self.said}\n{self.complaint}")
            self.said.append(said)
            if said == line:
                return

    def ended(self) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        while not self._lines.empty():
            said = self._lines.get()
            if said is not None:
                self.said.append(said)
        return code

    @property
    def lives(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, however it is."""
        if self.lives:
            self.process.kill()
        self.ended()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """A function that starts relapp; ``telling``: so that it says what its window does, ``also`` after a program."""
    started: list[Process] = []

    def begin(*arguments: str | Path, telling: bool = False, also: str = "", **settings: str | None) -> Process:
        words = ["-c", TELLING + also + RUN] if telling else ["-m", "relapp"]
        changed = os.environ | settings
        environment = {name: value for name, value in changed.items() if value is not None}
        started.append(Process([sys.executable, *words, *map(str, arguments)], environment))
        return started[-1]

    yield begin
    for process in started:
        process.close()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop that is still to be made."""
    return tmp_path / "shop"
