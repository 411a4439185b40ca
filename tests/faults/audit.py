"""Whole days at the window under Python's audit hook: no socket, and no file outside the shop's own folders."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.figure import Figure, percent

JOURNEYS = Path(__file__).parents[1] / "journeys"
_TOLD = "RELAPP_AUDIT_TOLD"
"""The environment names the file that a whole run writes its findings to."""

_SOCKETS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.")
_PLACES: dict[str, tuple[int, ...]] = {
    "os.rename": (0, 1), "os.link": (0, 1), "os.symlink": (1,), "os.remove": (0,), "os.mkdir": (0,), "os.rmdir": (0,),
    "os.truncate": (0,), "os.chmod": (0,), "os.chown": (0,), "os.utime": (0,), "os.setxattr": (0,),
    "shutil.rmtree": (0,), "shutil.move": (0, 1), "shutil.copyfile": (1,), "shutil.make_archive": (0,),
    "tempfile.mkstemp": (0,), "tempfile.mkdtemp": (0,), "sqlite3.connect": (0,),
}  # fmt: skip
"""Acts on files, and which of their arguments are places."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Notes what is done while it is on. A hook stays for the life of the process, so there is one watch."""

    def __init__(self) -> None:
        self.on = False
        self.folders: tuple[str, ...] = ()
        self.seen: Counter[str] = Counter()
        self.faults: list[str] = []
        self._hooked = False

    def begin(self, *folders: Path) -> None:
        """From now on, files may be changed in ``folders`` only."""
        self.folders = tuple(os.path.realpath(folder) for folder in folders)
        if not self._hooked:
            self._hooked = True
            sys.addaudithook(self._heard)
        self.on = True

    def end(self) -> None:
        """Look away."""
        self.on = False

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        self.seen["events"] += 1
        if event.startswith(_SOCKETS):
            self.faults.append(f"{event} {arguments[:2]}"[:200])
        elif event == "subprocess.Popen":
            self.seen["processes"] += 1
        elif event == "open":
            self._opened(arguments[0], arguments[2])
        elif event in _PLACES:
            for place in _PLACES[event]:
                self._changed(event, arguments[place])

    def _opened(self, path: Any, flags: Any) -> None:
        # A file without a name, gone when it is closed, is asked for by naming its folder.
        if isinstance(flags, int) and flags & _WRITES and not isinstance(path, int) and not os.path.isdir(path):
            self._changed("open", path)

    def _changed(self, event: str, path: Any) -> None:
        if path is None or isinstance(path, int):
            return
        self.seen["files"] += 1
        place = os.path.realpath(os.fsdecode(path))
        if not self._allowed(place):
            self.faults.append(f"{event} {place}")

    def _allowed(self, place: str) -> bool:
        # Python's own keeping of what it compiled; the installed program brings that along.
        if place == os.devnull or "__pycache__" in place:
            return True
        return any(place == folder or place.startswith(folder + os.sep) for folder in self.folders)


watch = Watch()


def internet_sockets() -> list[str]:
    """Those of this process, whoever opened them: the hook hears of Python's alone. What is local is not among them."""
    own = set()
    for name in os.listdir("/proc/self/fd") if sys.platform == "linux" else ():
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            continue
        if found:
            own.add(found[1])
    told = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/self/net") / kind
        for line in table.read_text().splitlines()[1:] if own and table.exists() else ():
            if line.split()[9] in own:
                told.append(f"{kind} {line.split()[2]}")
    return told


# -- as a plugin of pytest --


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    base = Path(tempfile.gettempdir())
    folders = [Path(os.environ["HOME"])]
    if "tmp_path" in getattr(item, "funcargs", {}):
        folders.append(item.funcargs["tmp_path"])  # type: ignore[attr-defined]
    before = {each.name for each in base.iterdir()}
    watch.begin(*folders)
    try:
        return (yield)
    finally:
        watch.end()
        watch.seen["tests"] += 1
        new = {each.name for each in base.iterdir()} - before
        ours = {name for name in new if "relapp" in name.lower()}
        watch.faults += [f"{item.name}: left {name} in the folder for what passes" for name in sorted(ours)]
        watch.faults += [f"{item.name}: {one}" for one in internet_sockets()]


def pytest_sessionfinish() -> None:
    if told := os.environ.get(_TOLD):
        Path(told).write_text(json.dumps({"seen": watch.seen, "faults": sorted(set(watch.faults))}), encoding="utf-8")


# -- as a proof --


def run(short: bool) -> Figure:
    """All journeys under the hook; the short form is one working day."""
    whole = percent(short=short) == 100
    tests = [JOURNEYS] if whole else [JOURNEYS / "test_day.py"]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        passing = Path(folder) / "passing"
        passing.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "tests.faults.audit", "-p", "no:cacheprovider"]
            + [str(one) for one in tests],
            env={**os.environ, _TOLD: str(told), "TMPDIR": str(passing)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    seen: dict[str, int] = found.get("seen", {})
    faults: list[str] = found.get("faults", [f"no result: {done.stdout[-500:]}"])
    last = done.stdout.strip().splitlines()[-1:] if done.returncode else []
    return Figure(
        f"{seen.get('tests', 0)} journeys under the audit hook, {seen.get('events', 0):,} events, "
        f"{seen.get('files', 0):,} changes of files: {len(faults)} sockets or files outside {' '.join(last)}".strip(),
        tuple(faults),
    )
