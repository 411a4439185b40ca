"""``python -m tests.benchmarks.learn_weights SHOP.csv.gz…``: the weights that every shop starts from.

Writes ``relapp/domain/forecast/shipped.py``. Each file is a shop: customer, date and amount on each line. What is
learned is how the features of a look go together with what then happened, on many "as if" days of each shop, for
several horizons, both in the shop as a whole and in small shops drawn from it, for a small shop's features are
rougher and it is small shops that need the weights. Every shop counts alike, however large it is.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from relapp.domain.arrays import Floats
from relapp.domain.forecast import chances
from relapp.domain.forecast.chances import DRIFT_FEATURES, Cases
from relapp.domain.forecast.forecast import Weights
from relapp.domain.forecast.history import History, history_of, thinned
from relapp.domain.forecast.look import FEATURES, look_at
from relapp.domain.forecast.regression import fit_chances
from relapp.domain.forecast.standing import standing_on

HORIZONS = (14, 30, 60)
LONGEST = 2
"""Horizons that the own while of a regular may last."""

DAYS = 8
"""As if days for each horizon."""

WHOLE = 6000
SMALL = 150
DRAWN = 12
"""Customers of the whole shop, at most; of a small one; and how many small ones are drawn."""

COUNTS_AS = 5000.0
"""Cases that a shop and horizon count as."""

PULL = 2.0
"""Towards 0, so that features which say the same share the weight."""

PLACE = Path(__file__).parents[2] / "relapp" / "domain" / "forecast" / "shipped.py"

HEAD = '''"""The weights that a shop starts from: written by tests/benchmarks/learn_weights.py, not by hand.

Learned on {sources}. A weight is what one unit of its feature adds to the log-odds.
"""

from __future__ import annotations
'''


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learn_weights")
    parser.add_argument("shops", nargs="+", type=Path, metavar="SHOP")
    parser.add_argument("--out", type=Path, default=PLACE, help="where to write (default: where relapp reads them)")
    wanted = parser.parse_args()
    weights = learn([history(path) for path in wanted.shops])
    names = " and ".join(path.name.removesuffix(".csv.gz") for path in wanted.shops)
    wanted.out.write_text(written(weights, names), encoding="utf-8")


def history(path: Path) -> History:
    """The visits in a file of purchases."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = [(row["customer"], row["date"], float(row["amount"])) for row in csv.DictReader(file)]
    names = {name: row for row, name in enumerate(sorted({line[0] for line in lines}))}
    money = np.array([line[2] for line in lines]) * 100
    return history_of(
        np.array([names[line[0]] for line in lines]),
        np.array([date.fromisoformat(line[1]).toordinal() for line in lines]),
        money,
        money >= 0,
        np.ones(len(lines)),
        len(names),
    )


def learn(shops: Sequence[History]) -> Weights:
    """The weights that fit all shops."""
    buying, drifting = [], []
    for shop in shops:
        for horizon in HORIZONS:
            found = list(_seen(shop, horizon))
            buying.append(_joined([one for one, _ in found]))
            drifting.append(_joined([one for _, one in found]))
    return Weights(_fitted(buying, len(FEATURES)), _fitted(drifting, len(DRIFT_FEATURES)))


def _seen(shop: History, horizon: int) -> Iterator[tuple[Cases, Cases]]:
    """Cases of who bought and of who fell silent, from the whole shop and from small ones."""
    last, first = int(shop.day.max()), int(shop.day.min())
    longest = LONGEST * horizon
    days = [last - longest - step * horizon for step in range(DAYS)]
    days = [day for day in days if day - first >= 2 * horizon]
    for part in _parts(shop):
        looks = [look_at(standing_on(part, day), horizon) for day in days]
        yield chances.buying_cases(looks, part), chances.drifting_cases(looks, part, longest)


def _parts(shop: History) -> Iterator[History]:
    yield thinned(shop, WHOLE)
    step = max(shop.size // SMALL, 1)
    for number in range(min(DRAWN, step)):
        yield thinned(shop, SMALL, number * step // min(DRAWN, step))


def _joined(cases: Sequence[Cases]) -> Cases:
    return Cases(np.concatenate([one.features for one in cases]), np.concatenate([one.happened for one in cases]))


def _fitted(cases: Sequence[Cases], width: int) -> Floats:
    whole = _joined(cases)
    counts = np.concatenate([np.full(len(one.happened), COUNTS_AS / max(len(one.happened), 1)) for one in cases])
    return fit_chances(whole.features, whole.happened, counts, np.zeros(width), np.full(width, PULL))


def written(weights: Weights, sources: str) -> str:
    """The module that holds ``weights``."""
    named = (("BUYING", FEATURES, weights.buying), ("DRIFTING", DRIFT_FEATURES, weights.drifting))
    parts = [HEAD.format(sources=sources)]
    for name, features, values in named:
        lines = (f'    "{feature}": {value:.3f},\n' for feature, value in zip(features, values, strict=True))
        parts.append(f"{name} = {{\n{''.join(lines)}}}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
