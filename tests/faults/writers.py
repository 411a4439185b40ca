"""Let several programs write at one shop at once: nobody is refused, no update is lost."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from relapp.services import customers
from relapp.services.operations import Operations
from relapp.storage import customers as stored
from relapp.storage.database import Database
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at
from tests.faults.agreement import disagreements
from tests.faults.desks import Told, present, work
from tests.faults.figure import Figure, times
from tests.shop import Shop

WRITERS = 4
ACTS, SHORT_ACTS = 1_500, 25
ADDED, SHORT_ADDED = 500, 20


def run(short: bool) -> Figure:
    """Four desks at random work, then four that all change one and the same row."""
    acts, added = times(ACTS, SHORT_ACTS, short=short), times(ADDED, SHORT_ADDED, short=short)
    with tempfile.TemporaryDirectory(prefix="writers-") as folder:
        done, faults = _at_random(Path(folder) / "random.relapp", acts)
        lost, errors = _on_one_row(Path(folder) / "one.relapp", added)
    faults += errors + ([f"{lost} updates of one row are lost"] if lost else [])
    measured = (
        f"{WRITERS} writers, {done:,} acts and {WRITERS * added:,} changes of one row: {len(faults)} errors or lost"
    )
    return Figure(measured, tuple(faults))


def _at_random(path: Path, acts: int) -> tuple[int, list[str]]:
    Shop(path).close()
    told = [Told() for _ in range(WRITERS)]
    pipes = []
    workers = []
    for place in range(WRITERS):
        ours, theirs = _context().Pipe(duplex=False)
        worker = _context().Process(target=work, args=(path, place + 1, theirs, acts, path.parent))
        worker.start()
        theirs.close()
        workers.append(worker)
        pipes.append(ours)
    for pipe, one in zip(pipes, told, strict=True):
        _hear(pipe, one)
    for worker in workers:
        worker.join()
    faults = [f"a desk ended with {worker.exitcode}" for worker in workers if worker.exitcode]
    shop = Shop(path)
    there = present(shop)
    faults += [fault for one in told for fault in one.faults(there)]
    faults += disagreements(shop, suggest=False)
    shop.close()
    return sum(one.acknowledged for one in told), faults


def _hear(pipe: Connection, told: Told) -> None:
    while True:
        try:
            told.hear(pipe.recv())
        except EOFError:
            pipe.close()
            return


def _on_one_row(path: Path, added: int) -> tuple[int, list[str]]:
    shop = Shop(path)
    one = shop.customer()
    shop.close()
    ours, theirs = _context().Pipe(duplex=False)
    workers = [
        _context().Process(target=_add_to_note, args=(path, one, number, added, theirs)) for number in range(WRITERS)
    ]
    for worker in workers:
        worker.start()
    theirs.close()
    errors = []
    while True:
        try:
            errors.append(ours.recv())
        except EOFError:
            break
    for worker in workers:
        worker.join()
    shop = Shop(path)
    note = shop.read(lambda reader: stored.find(reader, [one]))[0].note.split()
    shop.close()
    return WRITERS * added - len(set(note)), errors


def _add_to_note(path: Path, customer_id: int, number: int, added: int, complain: Connection) -> None:
    database = Database.open(path)
    operations = Operations(database, now=lambda: at(TODAY))
    for place in range(added):

        def verb(tx: Transaction, word: str = f"{number}-{place}") -> None:
            customers.annotate(tx, customer_id, f"{stored.find(tx, [customer_id])[0].note} {word}")

        try:
            operations.run("customer_edit", verb)
        except Exception:
            complain.send(traceback.format_exc(limit=-3))
    database.close()


if sys.platform == "win32":

    def _context() -> multiprocessing.context.SpawnContext:
        return multiprocessing.get_context("spawn")
else:

    def _context() -> multiprocessing.context.ForkServerContext:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.desks"])
        return context
