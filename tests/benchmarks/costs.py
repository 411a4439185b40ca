"""``python -m tests.benchmarks.costs CORE LINES.npz``: what the core of forecasts or items takes, as JSON.

``CORE`` is ``forecast`` or ``items``; ``LINES.npz`` are a shop's purchase lines as :func:`enlarged` makes them. What is
measured is one process on one core, without the database: CPU seconds, and how far its memory rose over that of numpy
alone.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from relapp.domain.arrays import Ints
from relapp.domain.forecast.forecast import Horizons, forecast
from relapp.domain.forecast.history import history_of
from relapp.domain.items.learning import learn
from relapp.domain.items.lines import Lines
from relapp.domain.items.ranking import rankings
from tests.benchmarks.items import NEW, read

_SHIFT = 20
_KEPT = 0.75
_SWAPPED = 0.3
_USUAL = 20
_HORIZONS = Horizons(30, 60, 90)

Columns = Mapping[str, Any]


def enlarged(file: Path, customers: int, seed: int = 5) -> Columns:
    """The lines of a shop with so many customers, from those in ``file`` (CSV: customer, date, item, qty, amount).

    The first of them; or all, and after them copies, each of which comes some days sooner or later, takes three
    lines of four, and of three in ten of these an item that somebody else took.
    """
    chance = np.random.default_rng(seed)
    lines, names, _ = read(file)
    parts = [(lines.customer, lines.item, lines.day, lines.quantity)]
    for start in range(len(names), customers, len(names)):
        kept = chance.random(len(lines.day)) < _KEPT
        item = np.where(chance.random(len(lines.day)) < _SWAPPED, chance.permutation(lines.item), lines.item)
        day = lines.day + chance.integers(-_SHIFT, _SHIFT + 1, len(names))[lines.customer]
        day = np.clip(day, lines.day.min(), lines.day.max())
        parts.append((lines.customer[kept] + start, item[kept], day[kept], lines.quantity[kept]))
    customer, item, day, quantity = (np.concatenate(column) for column in zip(*parts, strict=True))
    known = customer < customers
    return {"customer": customer[known], "item": item[known], "day": day[known], "quantity": quantity[known]}


def forecasting(lines: Columns) -> None:
    """Who, drift, when and value of everyone."""
    customer: Ints = lines["customer"]
    ones = np.ones(len(customer))
    history = history_of(customer, lines["day"], 1000 * ones, ones > 0, ones, int(customer.max()) + 1)
    forecast(history, int(lines["day"].max()) + 1, _HORIZONS)


def ranking(lines: Columns) -> None:
    """What everyone takes next, and what could be new to them."""
    model = learn(Lines(**lines), int(lines["day"].max()) + 1)
    rankings(model, np.arange(len(model.takes.visits)), _USUAL, NEW)


CORES = {"forecast": forecasting, "items": ranking}


def main(core: str, file: Path) -> None:
    """Measure and print."""
    before = _highest()
    lines = dict(np.load(file))
    begin = time.process_time()
    CORES[core](lines)
    print(json.dumps({"cpu_s": time.process_time() - begin, "mib": _highest() - before}))


def _highest() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # What the system counts for a whole process begins with what its parent had.
        (line,) = (line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
