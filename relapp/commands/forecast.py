"""``relapp forecast``: what to expect of every customer, as a table for other programs."""

from __future__ import annotations

import csv
import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.errors import UserError
from relapp.domain.forecast.forecast import Horizons
from relapp.paths import Places
from relapp.services import items
from relapp.services.forecast import Prospect, prospects

COLUMNS = ("customer", "p_buy", "p_drift", "expected_purchases", "expected_spend", "days_to_next")
"""The head of the table, before the items; newer versions may add columns after these."""

NEW = 5
"""How many items that they never had are told of everyone."""

Products = Mapping[int, tuple[list[str], list[str]]]
"""By customer: what they take next, and what they never had and could like."""


def forecast(options: Namespace, places: Places) -> int:
    """Print the table or write it to a file; without items nothing is learned of them, which takes most of the time.

    :raises UserError: ``file.cannot_write``; what stood there before still does.
    """
    days = options.days
    horizons = Horizons(days, options.drift_days or 2 * days, options.value_days or days)
    with opened(places) as database, database.read() as reader:
        found = prospects(reader, options.on, horizons)
        wanted = options.items
        products = items.learn(reader, options.on).next_products(reader, wanted, NEW) if wanted else {}
    text = _table(found, products, wanted)
    if options.out is None:
        say(text.removesuffix("\n"))
    else:
        _write(options.out, text)
    return 0


def _table(rows: Sequence[Prospect], products: Products, wanted: int) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if wanted:
        names = *(f"item_{place}" for place in range(1, wanted + 1)), *(f"new_{place}" for place in range(1, NEW + 1))
        writer.writerow([*COLUMNS, *names])
        writer.writerows([*_cells(one), *_products(products.get(one.customer_id, ([], [])), wanted)] for one in rows)
    else:
        writer.writerow(COLUMNS)
        writer.writerows(map(_cells, rows))
    return text.getvalue()


def _products(of: tuple[list[str], list[str]], wanted: int) -> list[str]:
    usual, new = of
    return [*usual, *[""] * (wanted - len(usual)), *new, *[""] * (NEW - len(new))]


def _cells(one: Prospect) -> list[str]:
    return [
        one.known_as,
        f"{one.p_buy:.6f}",
        "" if one.p_drift is None else f"{one.p_drift:.6f}",
        f"{one.purchases:.4f}",
        f"{one.spend:f}",
        "" if one.days_to_next is None else f"{one.days_to_next:.1f}",
    ]


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    # What is no file, such as a device, cannot be replaced by one.
    target = path if path.exists() and not path.is_file() else draft
    try:
        target.write_text(text, encoding="utf-8", newline="")
        if target is draft:
            os.replace(draft, path)
    except OSError as error:
        raise UserError("file.cannot_write", file=str(path)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
