"""``python -m tests.benchmarks.transfer [FILE]``: a till's file in and out, beside SQLite and csv by themselves.

Without a file one is generated. Ours and its yardstick take turns; figures are medians of CPU time, that of the process
which reads the file included, but for the gap: the longest time for which a window could not answer while a worker took
the file in. Yardsticks are the bare rows as texts (what SQLite's shell does for ".import"), of the generated file also
the best tables with statistics and search driven by SQLite alone, and csv.writer on a cursor.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from relapp.services.exporting import tables
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.storage.listing import LISTINGS
from relapp.storage.reader import Reader
from relapp.ui.background import Background
from tests.benchmarks.measuring import Figure, Measured, Times, by_turns, cpu, print_table
from tests.benchmarks.raw import Yardstick
from tests.benchmarks.writing import bare_rows, write_till
from tests.shop import Shop

ROWS = 100_000
TURNS = 3
_TICK = 5
"""Milliseconds between two looks at the clock."""


def measure(file: Path, folder: Path, turns: int = TURNS, *, generated: bool = False) -> list[Figure]:
    """Every figure; what is written meanwhile goes into ``folder``. Only a ``generated`` file fits the best tables."""
    taken, undone, bare, best = _in_and_back(file, folder, turns, generated=generated)
    plan = importing.prepare(file)
    shop = Shop(folder / "kept.relapp")
    try:
        gap, undo_gap = _gaps(shop, plan)
        shop.run("import_file", lambda tx: importing.take_in(tx, plan))
        exported = [figure for name in ("purchase_lines", "entries") for figure in _out(shop, name, folder, turns)]
    finally:
        shop.close()
    return [
        Figure("take a till's file in: over its bare rows", taken.median, raw=bare.median, goal=3),
        *([Figure("take it in: over the best tables", taken.median, raw=best.median, goal=1.5)] if generated else []),
        Figure("undo that", undone.median, raw=bare.median),
        *exported,
        Figure("longest gap of a window beside the import", gap, "ms", goal=50, of="value"),
        Figure("longest gap beside its undo", undo_gap, "ms", goal=50, of="value"),
    ]


def _in_and_back(file: Path, folder: Path, turns: int, *, generated: bool) -> tuple[Times, ...]:
    times: list[tuple[float, ...]] = []
    for turn in range(turns):
        shop = Shop(folder / f"shop{turn}.relapp")
        best = Yardstick(folder / f"best{turn}.db")
        try:
            bare = cpu(lambda: bare_rows(file, folder / f"bare{turn}.db"))  # noqa: B023 - done at once
            least = cpu(lambda: best.take_in(file)) if generated else 0.0  # noqa: B023
            taken = _with_reading(lambda: _take_in(shop, importing.prepare(file)))  # noqa: B023
            times.append((taken, cpu(shop.operations.undo), bare, least))
        finally:
            best.close()
            shop.close()
    return tuple(map(Times, zip(*times, strict=True)))


def _take_in(shop: Shop, plan: Plan) -> None:
    shop.run("import_file", lambda tx: importing.take_in(tx, plan))


def _with_reading(work: Measured) -> float:
    """CPU milliseconds of ``work``, with those of processes that it began and ended."""
    before = sum(os.times()[:4])
    work()
    return 1000 * (sum(os.times()[:4]) - before)


def _out(shop: Shop, name: str, folder: Path, turns: int) -> list[Figure]:
    one = LISTINGS[name]

    def ours(reader: Reader) -> None:
        with (folder / "ours.csv").open("wb") as file:
            tables.save(file, tables.Form.CSV, name, one.header, tables.of_shop(reader, one), typed=one.typed)

    def least(reader: Reader) -> None:
        with (folder / "bare.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(reader.stream(one.statement()))

    with shop.database.read() as reader:
        taken, bare = by_turns([lambda: ours(reader)] * turns, [lambda: least(reader)] * turns, warm=1)
    return [Figure(f"write {name} as CSV", taken.median, raw=bare.median, goal=1.2)]


def _gaps(shop: Shop, plan: Plan) -> tuple[float, float]:
    """The longest gaps of an event loop beside an import and beside its undo, in milliseconds."""
    into = _gap(lambda: shop.run("import_file", lambda tx: importing.take_in(tx, plan)))
    return into, _gap(shop.operations.undo)


def _gap(work: Callable[[], object]) -> float:
    app = QCoreApplication.instance() or QCoreApplication([])
    background = Background()
    seen = [perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: seen.append(perf_counter()))
    timer.start(_TICK)
    background.run(work, timer, lambda _: app.quit(), app.quit)
    app.exec()
    background.close()
    gaps = sorted(1000 * (late - early) for early, late in pairwise(seen))
    print(
        f"gaps: median {median(gaps):.0f} ms, 99 of 100 below {gaps[len(gaps) * 99 // 100]:.0f} ms, {len(gaps)} looks"
    )
    return gaps[-1]


def of_generated(rows: int = ROWS, turns: int = TURNS) -> list[Figure]:
    """Every figure, of a generated file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "till.csv"
        write_till(file, rows)
        return measure(file, Path(folder), turns, generated=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.transfer", description="Measure import and export."
    )
    parser.add_argument("file", type=Path, nargs="?", help="a till's file (default: one is generated)")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"so many rows are generated (default {ROWS})")
    parser.add_argument("--turns", type=int, default=TURNS, help=f"how often each is measured (default {TURNS})")
    wanted = parser.parse_args()
    if wanted.file is None:
        title = f"import and export of {wanted.rows:,} generated rows"
        print_table(title, of_generated(wanted.rows, wanted.turns))
        return
    with TemporaryDirectory() as folder:
        print_table(f"import and export of {wanted.file.name}", measure(wanted.file, Path(folder), wanted.turns))


if __name__ == "__main__":
    main()
