"""The table of promises says what was measured and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.faults.__main__ import proofs
from tests.faults.figure import RESULTS, Figure, Result, keep, kept
from tests.faults.promises import POWER, PROMISES, TABLE, table


def test_there_are_nineteen_promises_and_what_was_not_measured_says_so() -> None:
    assert [promise.number for promise in PROMISES] == list(range(1, 20))
    assert table({}).count(": not measured") == sum(len(promise.proofs) for promise in PROMISES)


def test_a_short_run_never_takes_the_place_of_a_long_one_nor_anything_that_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "promises.json"
    keep("kill", Figure("", skipped="no kill here"), command="c", percent=100, seconds=1, path=path)
    assert kept(path) == {}
    keep("kill", Figure("4 kills"), command="c --short", percent=0, seconds=1, path=path)
    assert "4 kills (short form)" in table(kept(path))
    keep("kill", Figure("200 kills", ("lost",)), command="c", percent=100, seconds=1, path=path)
    keep("kill", Figure("4 kills"), command="c --short", percent=0, seconds=1, path=path)
    assert "200 kills | **no**" in table(kept(path))


def test_every_row_of_a_promise_says_what_was_measured_in_it() -> None:
    alike = Result("c", "2026-11-28", 100, 1, "100 cuts", reached=True)
    for promise in PROMISES:
        names = [name for name in promise.proofs if name.startswith(POWER)]
        rows = table(dict.fromkeys(names, alike), [promise]).splitlines()
        measured = [row for row in rows if "100 cuts" in row]
        assert [f" {name.removeprefix(POWER)}: 100 cuts" in row for name, row in zip(names, measured, strict=True)] == [
            True for _ in names
        ]


def test_every_proof_there_is_stands_under_a_promise() -> None:
    named = {name.partition(" ")[0] for promise in PROMISES for name in promise.proofs}
    assert named == {*proofs()}


def test_the_table_is_the_one_of_the_results() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(kept(RESULTS))
