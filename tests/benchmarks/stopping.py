"""How long an import goes on before it asks whether it should stop: ``python -m tests.benchmarks.stopping FILE``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import TypeVar

from relapp.services.transfer import importing
from tests.shop import Shop

T = TypeVar("T")


@dataclass
class Watch:
    """The longest time between two questions, by the clock and of the processor."""

    begun: float = field(default_factory=perf_counter)
    worked: float = field(default_factory=thread_time)
    wall: float = 0.0
    work: float = 0.0
    asked: int = 0
    at: int = 0
    _last: tuple[float, float] | None = None

    def __call__(self, rows: int) -> bool:
        """Be asked."""
        now = perf_counter(), thread_time()
        last = self._last or (self.begun, self.worked)
        if now[1] - last[1] > self.work:
            self.at = rows
        self.wall, self.work = max(self.wall, now[0] - last[0]), max(self.work, now[1] - last[1])
        self._last = now
        self.asked += 1
        return True


def phase(name: str, act: Callable[[Watch], T]) -> T:
    """Do it and print how long it took, and the longest time between two questions."""
    watch = Watch()
    made = act(watch)
    took = perf_counter() - watch.begun, thread_time() - watch.worked
    watch(-1)
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:24} {took[0]:7.2f} s, processor {took[1]:6.2f} s; asked {watch.asked:5} times; "
        f"longest wait {watch.wall * 1000:6.0f} ms, processor {watch.work * 1000:6.0f} ms (row {watch.at}); "
        f"{memory:.0f} MB",
        flush=True,
    )
    return made


def measure(path: Path, shop: Shop) -> None:
    """Take a file in twice, and take it back."""
    plan = phase("prepare", lambda watch: importing.prepare(path, progress=watch))
    for again in ("", ", again"):
        with shop.database.read() as reader:
            phase(f"preview{again}", partial(importing.preview, reader, plan))
        taken = phase(
            f"take_in{again}",
            lambda watch: shop.run("import_file", lambda tx: importing.take_in(tx, plan, watch)),
        )
        if not again:
            first = taken
    print(first.tally.counts(), taken.tally.counts())
    with shop.database.read() as reader:
        batch = importing.batch(reader, first.batch_id)
    take_back(shop, batch.operation_id)


def take_back(shop: Shop, operation_id: int) -> None:
    """Undo the whole import."""

    def undone(watch: Watch) -> None:
        def pause(rows: int) -> None:
            watch(rows)

        shop.operations.undo_operation(operation_id, pause)

    phase("undo", undone)


def main(path: Path) -> None:
    """Measure with a shop of its own."""
    with TemporaryDirectory() as folder:
        shop = Shop(Path(folder) / "shop.relapp")
        try:
            measure(path, shop)
        finally:
            shop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
