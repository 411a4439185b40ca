"""A screen of a test's own, where the system has what that takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE = 30.0


class Screen:
    """What can be seen and done at one X server."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def settings(self) -> dict[str, str | None]:
        """What a program needs to be seen here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": None, "WAYLAND_DISPLAY": None, "XDG_SESSION_TYPE": "x11"}

    def ask(self, *command: str) -> str:
        """What a tool says; nothing where it fails."""
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"DISPLAY": self.name})
        return done.stdout.strip() if done.returncode == 0 else ""

    def window(self, title: str = "relapp") -> str:
        """The window of this title, as soon as it can be seen."""
        self.wait(lambda: bool(self.ask("xdotool", "search", "--onlyvisible", "--name", title)))
        return self.ask("xdotool", "search", "--onlyvisible", "--name", title).splitlines()[-1]

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end
            time.sleep(0.05)


@contextmanager
def screen() -> Iterator[Screen]:
    """An X server with a window manager, until the block ends."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": name}, stderr=subprocess.DEVNULL)
    found = Screen(name)
    try:
        found.wait(lambda: "window id" in found.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        yield found
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()
