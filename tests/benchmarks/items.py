"""``python -m tests.benchmarks.items HISTORY TASK OUT``: the ranking of items as an engine of a backtest harness.

``HISTORY`` (CSV: customer, date, item, qty, amount) are a shop's purchase lines, ``TASK`` (JSON) says which day is the
last that is known and how many items to rank; what.csv and what_new.csv go into ``OUT``. This asks the rule itself, not
the program, so that its time and memory are seen alone. The harness runs it with {history} {task} {out}.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from relapp.domain.arrays import Ints
from relapp.domain.items.learning import learn
from relapp.domain.items.lines import Lines
from relapp.domain.items.ranking import Ranking, rankings

NEW = 5


def main(history: Path, task: Path, out: Path) -> None:
    """Learn, rank and write."""
    asked = json.loads(task.read_text("utf-8"))
    lines, customers, items = read(history)
    model = learn(lines, date.fromisoformat(asked["cutoff"]).toordinal() + 1)
    everyone = np.arange(len(customers))
    usual, new = rankings(model, everyone, asked["top_items"], NEW)
    write(out / "what.csv", usual, customers, items)
    write(out / "what_new.csv", new, customers, items)


def read(history: Path) -> tuple[Lines, Sequence[str], Sequence[str]]:
    """The lines, and the names of customers and items by index."""
    with history.open(encoding="utf-8", newline="") as file:
        rows = [(row["customer"], row["item"], row["date"], row["qty"]) for row in csv.DictReader(file)]
    days = {text: date.fromisoformat(text).toordinal() for text in {row[2] for row in rows}}
    customer, customers = indexed([row[0] for row in rows])
    item, items = indexed([row[1] for row in rows])
    day = np.array([days[row[2]] for row in rows], np.int64)
    return Lines(customer, item, day, np.array([float(row[3] or 1) for row in rows])), customers, items


def indexed(names: Sequence[str]) -> tuple[Ints, Sequence[str]]:
    """An index for each name, in the order of the alphabet, and the names by index."""
    known = sorted(set(names))
    places = {name: index for index, name in enumerate(known)}
    return np.array([places[name] for name in names], np.int64), known


def write(path: Path, ranking: Ranking, customers: Sequence[str], items: Sequence[str]) -> None:
    """One line for each customer and place."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["customer", "rank", "item"])
        for customer, places in zip(customers, ranking.item.tolist(), strict=True):
            writer.writerows([customer, rank, items[item]] for rank, item in enumerate(places, 1) if item >= 0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
