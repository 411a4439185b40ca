"""``python -m tests.benchmarks``: a generated shop, every figure beside its yardstick and its goal."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from relapp.storage.database import Database
from tests.benchmarks import backing, desk, generator, reading, starting, writing
from tests.benchmarks.measuring import Figure, print_table, write_json
from tests.benchmarks.raw import Yardstick

PARTS = ("start", "read", "window", "write", "backup")


def main() -> None:
    """Measure and print."""
    wanted = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="relapp-bench-"))
    begin = time.monotonic()
    try:
        figures = _measure(wanted, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    title = f"relapp benchmarks, {wanted.shop.name if wanted.shop else 'size ' + wanted.size}"
    print_table(f"{title} ({time.monotonic() - begin:.0f} s)", figures)
    if wanted.json:
        write_json(wanted.json, title, figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure relapp against the SQLite library.")
    parser.add_argument("--size", choices=generator.SIZES, default="M", help="the generated shop (default M)")
    parser.add_argument("--shop", type=Path, help="measure on a copy of this shop's file instead")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="only these parts")
    return parser.parse_args()


def _measure(wanted: argparse.Namespace, folder: Path) -> list[Figure]:
    today = date.today()  # noqa: DTZ011 - the shop's local day
    shop = folder / "full" / "shop.relapp"
    shop.parent.mkdir()
    if wanted.shop:
        shutil.copyfile(wanted.shop, shop)
    else:
        generator.make(shop, generator.SIZES[wanted.size], today)
    rows = generator.SIZES[wanted.size].entries
    app = QApplication([])
    raw = Yardstick(folder / "raw.db", shop)
    small = None
    if wanted.size != "S" and "start" in wanted.only:
        small = folder / "small"
        small.mkdir()
        generator.make(small / "shop.relapp", generator.SIZES["S"], today)
    parts: dict[str, Callable[[], list[Figure]]] = {
        "start": lambda: starting.measure(shop.parent, small),
        "read": lambda: _on(shop, lambda database: reading.measure(database, raw, today)),
        "window": lambda: desk.measure(app, shop.parent, raw),
        "write": lambda: _on(shop, lambda database: writing.measure(database, raw, folder, rows)),
        "backup": lambda: _on(shop, lambda database: backing.measure(database, raw, folder)),
    }
    try:
        return [figure for part in PARTS if part in wanted.only for figure in parts[part]()]
    finally:
        raw.close()


def _on(shop: Path, work: Callable[[Database], list[Figure]]) -> list[Figure]:
    database = Database.open(shop)
    try:
        return work(database)
    finally:
        database.close()


if __name__ == "__main__":
    main()
