"""Power cuts lose nothing, and a program that would lose something is found out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.cutting import Disk, File, cuts
from tests.faults.recording import Event, missing, record
from tests.faults.scenes import SCENES, heard

HERE = missing()


def test_nothing_is_lost_whenever_the_power_goes() -> None:
    figures = power.run(short=True)
    assert not [figure.told() for figure in figures.values() if figure.faults]


@pytest.mark.skipif(bool(HERE), reason=HERE)
def test_a_program_that_did_not_sync_is_found_out(tmp_path: Path) -> None:
    scene, folder = SCENES["log"], tmp_path / "before"
    folder.mkdir()
    scene.prepare(folder)
    disk = Disk(folder)
    events = [one for one in record(folder, "-m", "tests.faults.scenes", "log", str(folder), "4") if one.kind != "s"]
    chance, lost = random.Random(1), []
    for number in cuts(disk, events, 8, chance):
        after = tmp_path / f"after {number}"
        after.mkdir(exist_ok=True)
        disk.cut(after, chance)
        try:
            lost += scene.look(after, heard(bytes(disk.acknowledged)), False)
        except Exception as error:
            lost.append(str(error))
    assert lost


def test_what_was_not_synced_may_stand_in_any_part_or_not_at_all(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for event in (
        Event("c", "a", 0, b""),
        Event("w", "a", 0, b"x" * 1024),
        Event("s", "a", 0, b""),
        Event("w", "a", 0, b"y" * 1024),
        Event("c", "b", 0, b""),
        Event("r", "a", 0, b"c"),
    ):
        disk.happens(event)
    seen = set()
    for number in range(200):
        after = tmp_path / str(number)
        after.mkdir()
        disk.cut(after, random.Random(number))
        names = tuple(sorted(one.name for one in after.iterdir()))
        seen.add((names, (after / names[-1]).read_bytes() if names != ("a", "b") else (after / "a").read_bytes()))
    assert {names for names, _ in seen} == {("a",), ("a", "b"), ("b", "c")}
    assert {content for _, content in seen} >= {b"x" * 1024, b"y" * 1024, b"y" * 512 + b"x" * 512}


def test_a_synced_file_stands_as_it_was_written() -> None:
    file = File()
    file.loose += [(0, b"abcdef"), (3, None), (5, b"z")]
    file.sync()
    assert file.after_cut(random.Random()) == b"abc\0\0z"
