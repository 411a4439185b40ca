"""What a proof measured, and the place where it is kept for the table of promises."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parents[2] / "docs" / "promises.json"
_SHOWN = 10
PART = "RELAPP_FAULTS_PART"
"""The environment may say that so many percent of a long form are enough today; the table tells it."""


def percent(*, short: bool) -> int:
    """How much of the long form is run; a short form counts as nothing of it."""
    return 0 if short else int(os.environ.get(PART, "100"))


def times(most: int, few: int, *, short: bool) -> int:
    """How often to do what the long form does ``most`` and the short one ``few`` times."""
    return few if short else max(few, most * percent(short=False) // 100)


@dataclass(frozen=True, slots=True)
class Figure:
    """``measured`` in words and numbers; ``faults`` are what broke the promise, ``skipped`` why nothing was tried."""

    measured: str
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def reached(self) -> bool:
        """Whether the promise was tried and held."""
        return not (self.faults or self.skipped)

    def told(self) -> str:
        """For the person who ran it."""
        if self.skipped:
            return f"skipped: {self.skipped}"
        lines = [f"{'reached' if self.reached else 'NOT REACHED'}: {self.measured}"]
        lines += [f"  {fault}" for fault in self.faults[:_SHOWN]]
        if len(self.faults) > _SHOWN:
            lines.append(f"  and {len(self.faults) - _SHOWN} more")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Result:
    """A figure as it is kept: of which day, by which command, and whether that was all of it (100 %)."""

    command: str
    day: str
    percent: int
    seconds: int
    measured: str
    reached: bool


def kept(path: Path = RESULTS) -> dict[str, Result]:
    """The latest result of each proof."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {name: Result(**one) for name, one in found.items()}


def keep(name: str, figure: Figure, *, command: str, percent: int, seconds: float, path: Path = RESULTS) -> None:
    """Keep a figure; a shorter run never takes the place of a longer one, nothing is kept of what was not tried."""
    known = kept(path)
    if figure.skipped or (name in known and percent < known[name].percent):
        return
    result = Result(command, date.today().isoformat(), percent, round(seconds), figure.measured, figure.reached)  # noqa: DTZ011 - the day on the wall
    path.parent.mkdir(exist_ok=True)
    kept_now = {**{one: asdict(other) for one, other in known.items()}, name: asdict(result)}
    path.write_text(json.dumps(dict(sorted(kept_now.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
