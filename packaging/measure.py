"""Sizes and starts of the built program, beside their goals. Starts are watched from outside, on a screen of their own.

A start is measured by turns with a bare PySide6 window, and on request with other programs of this kind that are
installed; figures are medians. *Painted* is when the window was first drawn, *settled* when it was last drawn to.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

TURNS = 7
CUSTOMERS, ENTRIES = 10_000, 30_000

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1280, 820)
window.show()
app.exec()
"""
OTHERS = ("keepassxc", "picard", "electrum")


@dataclass(frozen=True, slots=True)
class Goal:
    """One line: what was found and the most that is wanted."""

    what: str
    found: float
    unit: str
    most: float | None = None

    def __str__(self) -> str:
        wanted = "" if self.most is None else f"≤ {self.most:g} {self.unit}"
        verdict = "" if self.most is None else ("met" if self.found <= self.most else "MISSED")
        return f"{self.what:<58} {self.found:>8.2f} {self.unit:<6} {wanted:<12} {verdict}".rstrip()


def main() -> int:
    """Measure and print; a goal missed is said, and stops nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("--beside", action="store_true", help="also start " + ", ".join(OTHERS))
    wanted = parser.parse_args()
    for goal in sizes(wanted.built):
        print(goal)
    if sys.platform != "linux" or not shutil.which("Xvfb"):
        print("starts: not measured here (that needs Linux and Xvfb)")
        return 0
    for goal in starts(wanted.built, OTHERS if wanted.beside else ()):
        print(goal)
    return 0


def sizes(built: Path) -> Iterator[Goal]:
    """What the folder takes on the disk."""
    files = [path for path in built.rglob("*") if path.is_file() and not path.is_symlink()]
    yield Goal("built folder", sum(path.stat().st_size for path in files) / 1e6, "MB", 165)
    yield Goal("files in it", len(files), "files", 300)


def starts(built: Path, others: tuple[str, ...]) -> Iterator[Goal]:
    """From the start of the process to the window, by turns."""
    with tempfile.TemporaryDirectory(prefix="relapp-measure-") as folder, _screen() as display:
        shop = Path(folder, "shop")
        _make_shop(shop)
        programs: dict[str, tuple[str, ...]] = {
            "a bare PySide6 window": (sys.executable, "-c", BARE),
            "relapp": (str(built / "relapp"), "--data-dir", str(shop)),
        }
        for name in others:
            if shutil.which(name):
                programs[name] = (name,)
            else:
                print(f"{name}: not installed here")
        found: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
        for turn in range(TURNS + 1):
            for name, command in programs.items():
                figures = _start(display, command, Path(folder, name))
                # The first turn fills the caches of the disk.
                if turn:
                    found[name].append(figures)
        yield from _goals({name: _medians(each) for name, each in found.items()})


def _goals(found: dict[str, dict[str, float]]) -> Iterator[Goal]:
    for name, figures in found.items():
        for moment in ("mapped", "painted", "settled"):
            yield Goal(f"{name}: {moment} after", figures[moment], "s")
        yield Goal(f"{name}: CPU until settled", figures["cpu"], "s")
        yield Goal(f"{name}: memory (PSS)", figures["pss"], "MB", 110 if name == "relapp" else None)
    ours, bare = found["relapp"], found["a bare PySide6 window"]
    yield Goal("first paint, against a bare window", ours["painted"] / bare["painted"], "×", 1.3)
    yield Goal("data on screen, against a bare window", ours["settled"] / bare["painted"], "×", 2)
    yield Goal(f"data on screen with {CUSTOMERS:,} customers", ours["settled"], "s", 1)
    if "keepassxc" in found:
        yield Goal("window, against KeePassXC", ours["mapped"] / found["keepassxc"]["mapped"], "×", 1.5)


def _medians(each: list[dict[str, float]]) -> dict[str, float]:
    return {moment: median(one[moment] for one in each) for moment in each[0]}


def _make_shop(folder: Path) -> None:
    from tests.benchmarks import generator

    folder.mkdir()
    today = date.today()  # noqa: DTZ011 - the shop's local day
    generator.make(folder / "shop.relapp", generator.Size(CUSTOMERS, ENTRIES), today)


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _start(display: str, command: tuple[str, ...], home: Path) -> dict[str, float]:
    """One start in a process that watches the screen, so that no connection outlives it."""
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    told = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environment = kept | dict.fromkeys(told, str(home)) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    watcher = [sys.executable, str(Path(__file__).with_name("first_paint.py")), *command]
    done = subprocess.run(watcher, env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} showed no window: {done.stderr[-2000:]}")
    words = done.stdout.split()
    return {name: float(value) for name, value in zip(words[::2], words[1::2], strict=True)}


if __name__ == "__main__":
    sys.exit(main())
