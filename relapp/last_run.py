"""How the window's last run on a folder ended: well, by a crash of Qt or C, or cut off from outside.

Two small files beside the log tell it: a note that is rewritten as the run goes on, and one into which Python writes
where it was as the process goes down.
"""

from __future__ import annotations

import faulthandler
import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from relapp import traces
from relapp.traces import Trace

BAD_STARTS = 2
"""So many in a row, and safe mode is offered."""

_LONGEST = 100_000


class Stage(StrEnum):
    """How far a run came."""

    BEGUN = "begun"
    OPEN = "open"  # a shop stood on the screen
    ENDED = "ended"


class End(StrEnum):
    """How a run ended."""

    WELL = "well"
    CRASHED = "crashed"
    CUT = "cut"  # the power failed, or somebody ended the process


@dataclass(frozen=True, slots=True)
class Before:
    """The run before this one; ``crash`` is where it was as it crashed, ``bad`` how many starts in a row were bad."""

    end: End = End.WELL
    crash: Trace | None = None
    bad: int = 0


class Run:
    """This run: notes how far it came, and has a crash leave its places. A folder that cannot be written tells nothing.

    ``folder`` is that of the logs; ``data`` the one that the window holds, which no other window shares.
    """

    def __init__(self, folder: Path, data: Path) -> None:
        name = f"{zlib.crc32(str(data).encode('utf-8', 'surrogateescape')):08x}"
        self._note = folder / f"run-{name}.json"
        self._crash = folder / f"crash-{name}.txt"
        self._file: TextIO | None = None
        self.before = self._look_back()
        self._write(Stage.BEGUN)
        self._heed_crashes()

    def stands(self) -> None:
        """A shop is open and can be used: this start was a good one."""
        self._write(Stage.OPEN)

    def may_end(self) -> None:
        """The system is about to end the session, and asks nobody any more."""
        self._write(Stage.ENDED)

    def end(self) -> None:
        """The run ends well."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._crash.unlink(missing_ok=True)
        self._write(Stage.ENDED)

    def _look_back(self) -> Before:
        try:
            told = json.loads(self._note.read_text("ascii"))
            stage, bad = Stage(told["stage"]), int(told["bad"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return Before()
        crash = self._crashed()
        if crash is not None:
            return Before(End.CRASHED, crash, bad + 1)
        if stage is Stage.ENDED:
            return Before()
        # Who is cut off in the middle of the work did start well.
        return Before(End.CUT, None, bad + 1 if stage is Stage.BEGUN else 0)

    def _crashed(self) -> Trace | None:
        try:
            with self._crash.open(encoding="utf-8", errors="replace") as file:
                return traces.crash(file.read(_LONGEST))
        except OSError:
            return None

    def _heed_crashes(self) -> None:
        with suppress(OSError, ValueError):
            self._file = self._crash.open("w", encoding="utf-8")
            faulthandler.enable(self._file, all_threads=True)

    def _write(self, stage: Stage) -> None:
        bad = self.before.bad if stage is Stage.BEGUN else 0
        # Of what is half-written nothing can be read, which is as good as no note.
        with suppress(OSError):
            self._note.parent.mkdir(parents=True, exist_ok=True)
            draft = self._note.with_suffix(".draft")
            draft.write_text(json.dumps({"stage": stage, "bad": bad}), "ascii")
            os.replace(draft, self._note)
