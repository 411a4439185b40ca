"""Small shops drawn from the tasks of a backtest harness: what relapp and others know of 50, 150 or 500 customers."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from random import Random

from tests.benchmarks import backtest

SIZES = (50, 150, 500)

BASELINES = """
import sys
from pathlib import Path

import baselines

model, tasks, out = sys.argv[1:4]
for task in sorted(Path(tasks).iterdir()):
    folder = Path(out) / task.name
    folder.mkdir(parents=True, exist_ok=True)
    asked = {"--history": task / "history.csv", "--task": task / "task.json", "--out": folder}
    sys.argv = ["baselines", model, *(str(word) for pair in asked.items() for word in pair)]
    try:
        baselines.main()
    except Exception as error:
        print(task.name, repr(error))
"""
"""Asks a baseline of the harness about every task of a folder; those it cannot learn from it leaves out."""


def draw(tasks: Path, truth: Path, into: Path, times: int, seed: int = 7) -> tuple[Path, Path]:
    """Tasks and truths of shops of so many customers, each drawn ``times`` from every task; returns their folders."""
    random = Random(seed)
    small, hidden = into / "small-tasks", into / "small-truth"
    for task in sorted(tasks.iterdir()):
        history, future = _rows(task / "history.csv"), _rows(truth / task.name / "future.csv")
        customers = sorted({row[0] for row in history[1:]})
        for size in SIZES:
            for number in range(times):
                chosen = frozenset(random.sample(customers, size))
                name = f"{task.name}_of_{size}_{number}"
                _write(small / name / "history.csv", history, chosen)
                _write(hidden / name / "future.csv", future, chosen)
                asked = json.loads((task / "task.json").read_text("utf-8"))
                (small / name / "task.json").write_text(json.dumps({**asked, "name": name, "what": False}), "utf-8")
    return small, hidden


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: Sequence[Sequence[str]], customers: Collection[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *(row for row in rows[1:] if row[0] in customers)])


def main(tasks: Path, out: Path) -> None:
    """Ask relapp about every task of a folder, in this one process."""
    for task in sorted(tasks.iterdir()):
        folder = out / task.name
        folder.mkdir(parents=True, exist_ok=True)
        backtest.main(task / "history.csv", task / "task.json", folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
