"""Measuring: CPU time of this process, ours and its yardstick by turns, medians; and the table they make."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Literal

Measured = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``goal`` is the most that is wanted: of the ratio to the yardstick, or of the value."""

    work: str
    value: float
    unit: str = "ms CPU"
    raw: float | None = None
    goal: float | None = None
    of: Literal["ratio", "value", "more"] = "ratio"

    @property
    def measured(self) -> float:
        """What the goal speaks of; ``more`` is how much the value exceeds the yardstick."""
        if self.raw is None or self.of == "value":
            return self.value
        return self.value - self.raw if self.of == "more" else self.value / self.raw

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached, ``None`` where there is none."""
        return None if self.goal is None else self.measured <= self.goal


@dataclass(frozen=True, slots=True)
class Times:
    """CPU milliseconds of each turn."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.each)

    def at(self, share: float) -> float:
        """The one that ``share`` of all stay below."""
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * share))]


def cpu(work: Measured) -> float:
    """CPU milliseconds that ``work`` takes, whatever thread does it."""
    begin = time.process_time_ns()
    work()
    return (time.process_time_ns() - begin) / 1e6


def by_turns(*works: Sequence[Measured], warm: int = 2) -> list[Times]:
    """Measure equally long lists of works by turns, so that what slows the machine slows all alike."""
    for some in zip(*(works_of_one[:warm] for works_of_one in works), strict=True):
        for work in some:
            work()
    found: list[list[float]] = [[] for _ in works]
    gc.collect()
    for some in zip(*works, strict=True):
        for times, work in zip(found, some, strict=True):
            times.append(cpu(work))
    return [Times(tuple(times)) for times in found]


def print_table(title: str, figures: Sequence[Figure]) -> None:
    """The table, with the goal beside each figure."""
    wide = max(len(figure.work) for figure in figures)
    print(f"\n{title}\n{'work':<{wide}} {'relapp':>10} {'yardstick':>10} {'unit':<7} {'×':>7} {'goal':>10}")
    for figure in figures:
        raw = "" if figure.raw is None else f"{figure.raw:.2f}"
        ratio = "" if figure.raw is None else f"{figure.value / figure.raw:.2f}"
        verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
        print(
            f"{figure.work:<{wide}} {figure.value:>10.2f} {raw:>10} {figure.unit:<7} {ratio:>7} {goal_of(figure):>10} "
            f"{verdict}".rstrip()
        )


def goal_of(figure: Figure) -> str:
    """The goal in words, empty where there is none."""
    if figure.goal is None:
        return ""
    return {"ratio": f"≤ {figure.goal:g} ×", "value": f"≤ {figure.goal:g}", "more": f"≤ + {figure.goal:g}"}[figure.of]


def write_json(path: Path, title: str, figures: Sequence[Figure]) -> None:
    """The figures for comparing runs."""
    rows = [{**asdict(figure), "measured": figure.measured, "met": figure.met} for figure in figures]
    path.write_text(json.dumps({"title": title, "figures": rows}, indent=1, ensure_ascii=False), encoding="utf-8")
