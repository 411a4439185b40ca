"""``python -m tests.benchmarks.backtest HISTORY TASK OUT``: the program as an engine of a backtest harness.

``HISTORY`` (CSV: customer, date, item, qty, amount) is imported into a fresh shop, ``TASK`` (JSON) says as of which
day and how far to look ahead, and the answers of ``relapp forecast`` go into ``OUT``: who.csv, when.csv, value.csv,
and where the shop's items are known what.csv and what_new.csv. The harness hides what came after; it runs this with
{history} {task} {out}.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from relapp.__main__ import main as relapp

FILES = {
    "who.csv": {"customer": "customer", "p_buy": "p_buy", "p_drift": "p_drift"},
    "when.csv": {"customer": "customer", "days": "days_to_next"},
    "value.csv": {"customer": "customer", "amount": "expected_spend", "orders": "expected_purchases"},
}
"""Each file's columns, and the columns of the forecast they are."""

LISTS = {"what.csv": "item_", "what_new.csv": "new_"}
"""The files that rank items, and how the columns of the forecast begin in which these stand."""


def main(history: Path, task: Path, out: Path) -> None:
    """Ask, and write what was answered."""
    asked = json.loads(task.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="relapp-backtest-") as folder:
        run("import", history, "--as", "sales", "--data-dir", folder)
        forecast = Path(folder) / "forecast.csv"
        run("forecast", *options(asked), "--out", forecast, "--data-dir", folder)
        with forecast.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    for name, columns in FILES.items():
        write(out / name, columns, rows)
    if asked["what"]:
        for name, begins in LISTS.items():
            write_list(out / name, begins, rows)


def run(*arguments: str | Path) -> None:
    """Run the program in this process; stops if it refuses."""
    code = relapp([str(one) for one in arguments])
    if code:
        sys.exit(f"relapp {arguments[0]} ended with {code}")


def options(task: Mapping[str, Any]) -> list[str]:
    """What a task asks for; its cut-off is the last day that is known."""
    on = date.fromisoformat(task["cutoff"]) + timedelta(days=1)
    days = {
        "--days": task["horizon_days"],
        "--drift-days": task["next_visit_days"],
        "--value-days": task["value_days"],
        "--items": task["top_items"] if task["what"] else 0,
    }
    return ["--on", on.isoformat(), *(word for name, value in days.items() for word in (name, str(value)))]


def write(path: Path, columns: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> None:
    """The rows under other names."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[name] for name in columns.values()] for row in rows)


def write_list(path: Path, begins: str, rows: Sequence[Mapping[str, str]]) -> None:
    """One line for each customer and place where an item stands."""
    columns = [name for name in rows[0] if name.startswith(begins)] if rows else []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["customer", "rank", "item"])
        for row in rows:
            places = ((rank, row[name]) for rank, name in enumerate(columns, 1) if row[name])
            writer.writerows([row["customer"], rank, item] for rank, item in places)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
