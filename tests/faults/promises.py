"""The nineteen promises, what measures each, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faults.figure import RESULTS, Result

TABLE = RESULTS.with_suffix(".md")
POWER = "power "
"""What the results of the scenes in which power is cut are called by, before the scene's name."""


@dataclass(frozen=True, slots=True)
class Promise:
    """``proofs`` are the results that measure it, all of them needed; ordinary ``tests`` hold it as well."""

    number: int
    said: str
    mark: str
    proofs: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


PROMISES = (
    Promise(
        1,
        "A power cut loses nothing",
        "1,000 entries × 2,000 cuts, 500 cuts each in migration, backup, restore, merge, erase, re-key: "
        "0 lost, 0 unsound, old state or new",
        tuple(f"{POWER}{name}" for name in ("log", "migration", "backup", "restore", "merge", "erase", "rekey")),
    ),
    Promise(
        2,
        "A killed program loses nothing",
        "200 kills -9, at least 10,000 acknowledged: 0 lost; row, timeline, search and suggestions agree",
        ("kill",),
    ),
    Promise(
        3,
        "Whatever happens to the file, backup and daybook bring every entry back",
        "every acknowledged entry back, noticed at the next start, at most 3 clicks",
        ("damage", "held 3"),
        ("tests/storage/test_daybook.py", "tests/services/test_recovery.py"),
    ),
    Promise(
        4,
        "A backup counts only after it was opened and checked, and enough are kept",
        "verified before it counts; two days, 12 daily, 10 weekly, 9 monthly, never fewer than 3, by rising numbers",
        ("power backup", "held 4"),
        ("tests/domain/test_rotation.py", "tests/storage/test_backups.py", "tests/services/test_backups.py"),
    ),
    Promise(
        5,
        "An upgrade is whole or not begun",
        "from every released schema, killed at every statement: no half state, second try works; "
        "newer files refused unchanged",
        ("power migration", "held 5"),
        ("tests/storage/test_migrations.py",),
    ),
    Promise(
        6,
        "Any text may be typed",
        "485 known and 2,000 made strings through every field and view: 0 crashes, 0 changed characters, 0 markup",
        ("strings",),
    ),
    Promise(
        7,
        "A bad file harms nothing",
        "0 escaped exceptions, 0 partial imports, at most 10 s CPU and 300 MB each, the window answers in 100 ms",
        ("inputs", "held 7"),
        (
            "tests/services/transfer/test_hostile.py",
            "tests/services/transfer/test_fuzz.py",
            "tests/services/transfer/test_apart.py",
        ),
    ),
    Promise(
        8,
        "A full disk loses nothing",
        "not acknowledged, the text stays in the form, works again without a restart",
        ("full",),
    ),
    Promise(
        9,
        "Two programs on one shop get along",
        "two copies or four writers: 0 errors, 0 lost updates; a second start raises the first window",
        ("writers", "held 9"),
        ("tests/starting/test_one_window.py",),
    ),
    Promise(
        10,
        "No hand upsets the window",
        "20 seeds × 10,000 events: 0 exceptions, 0 Qt warnings, no step over 2 s",
        ("monkey",),
    ),
    Promise(
        11,
        "Erased means erased",
        "0 hits of the name in any byte of database, log, daybook, reachable backups, temporary files, logs",
        ("power erase", "held 11"),
        ("tests/services/test_erasure.py", "tests/journeys/test_erasing.py"),
    ),
    Promise(12, "No customer stands in a log", "200 forced faults: 0 needles found", ("needles",)),
    Promise(
        13,
        "Only who may, does",
        "the whole matrix of role and operation in the services, unknown is no",
        ("held 13",),
        ("tests/domain/test_permissions.py", "tests/services/test_permissions.py", "tests/services/test_sign_in.py"),
    ),
    Promise(
        14,
        "An edit from outside is found",
        "1,000 outside tamperings of the journal: all found",
        ("held 14",),
        ("tests/storage/test_fitting.py",),
    ),
    Promise(15, "A long day costs nothing", "10,000 operations: at most 1 kB growth each", ("soak",)),
    Promise(
        16,
        "What is done is what was meant",
        "50,000 steps over log, edit, merge, erase, undo, backup, restore, reopen equal a model",
        ("machine",),
    ),
    Promise(
        17,
        "A wrong clock harms nothing",
        "back 10 years, forward 30, daylight changes: order kept, no backup wrongly removed",
        ("clocks",),
    ),
    Promise(18, "Nothing leaves the computer", "the whole test run: 0 sockets, 0 files outside", ("audit",)),
    Promise(
        19,
        "A shared folder is warned of",
        "40 path fixtures: warned before creating; the log mode refused on network file systems",
        ("held 19",),
        ("tests/domain/test_shared_folders.py", "tests/storage/test_network_folders.py"),
    ),
)


def table(results: Mapping[str, Result], promises: Iterable[Promise] = PROMISES) -> str:
    """The promises with what was measured of each; what was not measured is called so."""
    lines = [
        "# Promises",
        "",
        "What relapp promises, the mark that was set, and what was measured. Written by `python -m tests.faults table`",
        "from `promises.json`, which each proof leaves; a figure that was not measured does not stand here.",
        "Where less was run than the whole, its row says so, and *reached* speaks of what was run.",
        "",
        "| | promise | mark | measured | reached | day | command |",
        "|---|---|---|---|---|---|---|",
    ]
    for promise in promises:
        start = f"| {promise.number} | {promise.said} | {promise.mark} "
        for place, name in enumerate(promise.proofs):
            lines.append((start if place == 0 else "| | | ") + _measured(name, results.get(name)))
    return "\n".join(lines) + "\n"


def _measured(name: str, result: Result | None) -> str:
    if result is None:
        return f"| {name}: not measured | – | | |"
    form = {0: " (short form)", 100: ""}.get(result.percent, f" ({result.percent} % of the long form)")
    reached = "yes" if result.reached else "**no**"
    # Scenes measure the same things in the same words, so each says which it is.
    scene = f"{name.removeprefix(POWER)}: " if name.startswith(POWER) else ""
    return f"| {scene}{result.measured}{form} | {reached} | {result.day} | `{result.command}` |"


def write(results: Mapping[str, Result], path: Path = TABLE) -> None:
    """Write the table anew."""
    path.write_text(table(results), encoding="utf-8")
