"""Changing things: one entry made durable, a till's file taken in and taken back."""

from __future__ import annotations

import csv
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2 as driver

from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import interactions
from relapp.services.operations import Operations, local_now
from relapp.services.transfer import importing
from relapp.storage.database import Database
from tests.benchmarks.measuring import Figure, Measured, by_turns, cpu
from tests.benchmarks.raw import Yardstick

LOGGED = 120
MOST_ROWS = 300_000


def measure(database: Database, raw: Yardstick, folder: Path, rows: int) -> list[Figure]:
    """Every figure of writing; ``rows`` is how many lines the till's file has."""
    return [*_log(database, raw), *_import(folder, min(rows, MOST_ROWS))]


def _log(database: Database, raw: Yardstick) -> list[Figure]:
    operations = Operations(database)
    customer, now = raw.busiest(1), local_now()

    def ours(number: int) -> Measured:
        entry = NewInteraction((customer,), Kind.VISIT, now, f"asked for roll {number}")
        return lambda: operations.run("log", lambda tx: interactions.log(tx, entry))

    def best(number: int) -> Measured:
        return partial(raw.log, customer, int(now.timestamp()), f"asked for roll {number}")

    logged, least = by_turns([ours(one) for one in range(LOGGED)], [best(one) for one in range(LOGGED)])
    return [
        Figure("log one entry durably: data", logged.median, raw=least.median, goal=3),
        Figure("log one entry durably: p99 over p50", logged.at(0.99), raw=logged.median, goal=5),
    ]


def _import(folder: Path, rows: int) -> list[Figure]:
    file = folder / "till.csv"
    write_till(file, rows)
    best = Yardstick(folder / "raw-import.db")
    database = Database.open(folder / "import.relapp")
    operations = Operations(database)
    try:
        bare = cpu(lambda: bare_rows(file, folder / "bare.db"))
        least = cpu(lambda: best.take_in(file))
        looked = cpu(lambda: _look(database, file))
        before = _reset_peak()
        taken = cpu(lambda: operations.run("import", lambda tx: importing.take_in(tx, importing.prepare(file))))
        more = _peak() - before
        again = cpu(best.take_back)
        undone = cpu(operations.undo)
    finally:
        best.close()
        database.close()
    figures = [
        Figure(f"import {rows:,} rows", taken, raw=least, goal=1.5),
        Figure("import: over its bare rows", taken, raw=bare, goal=3),
        Figure("look at that import first", looked, raw=bare),
        Figure("undo that import", undone, raw=again),
    ]
    if before:
        figures.append(Figure("import: memory on top", more, "MB", goal=100, of="value"))
    return figures


def bare_rows(file: Path, into: Path) -> None:
    """The rows as texts into one table without index: what the shell of SQLite does for ".import"."""
    with closing(driver.connect(str(into), isolation_level=None)) as connection, file.open(encoding="utf-8") as stream:
        rows = csv.reader(stream)
        header = next(rows)
        columns = ", ".join(f'"{name}" TEXT' for name in header)
        connection.execute(f"CREATE TABLE bare({columns})")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(header))})", rows)
        connection.execute("COMMIT")


def _look(database: Database, file: Path) -> None:
    plan = importing.prepare(file)
    with database.read() as reader:
        importing.preview(reader, plan)


def write_till(file: Path, rows: int, seed: int = 11) -> None:
    """A till's export: receipts of two lines, a customer to every twentieth."""
    random = Random(seed)
    begin = datetime(2024, 1, 2, 8)  # noqa: DTZ001 - a till writes its local time
    with file.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["Receipt", "Date", "Customer ID", "Customer", "Product", "Quantity", "Price", "Amount"])
        for number in range(rows):
            receipt = number // 2
            person = 1 + (receipt * 7919) % max(1, rows // 20)
            price, quantity = random.randrange(100, 5_000), random.choice((1, 1, 2))
            moment = begin + timedelta(minutes=receipt)
            out.writerow(
                [f"R{receipt}", moment.strftime("%Y-%m-%d %H:%M:%S"), person, f"Customer {person}",
                 f"Product {random.randrange(400)}", quantity, f"{price / 100:.2f}", f"{price * quantity / 100:.2f}"]
            )  # fmt: skip


def _reset_peak() -> float:
    """Begin to note the highest memory anew; how much there is now, 0 where the system cannot."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return 0.0
    return _peak()


def _peak() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
