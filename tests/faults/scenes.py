"""What is done while the power is cut: each scene is prepared, played in a process of its own, and looked at after."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from relapp.services import erasure
from relapp.storage.transaction import Transaction
from tests.faults.agreement import disagreements
from tests.faults.cutting import ACKNOWLEDGED
from tests.faults.desks import Act, Desk, Told, present
from tests.shop import Rows, Shop

FILE = "shop.relapp"
_OLDEST = Path(__file__).parents[1] / "storage" / "databases" / "v0001.sqlite"
Say = Callable[[tuple[str, Act]], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """``look`` gets the folder as a cut left it and what was told until then; it opens the shop as a start does."""

    prepare: Callable[[Path], None]
    play: Callable[[Path, Say, int], None]
    look: Callable[[Path, Told, bool], list[str]]


def _nothing(folder: Path) -> None:
    Shop(folder / FILE).close()


def _log(folder: Path, say: Say, times: int) -> None:
    desk = Desk(folder / FILE, 1, say, folder)
    desk.add()
    for number in range(times):
        desk.log()
        if number % 50 == 49:
            desk.database.tidy()
    desk.database.close()


def _merge(folder: Path, say: Say, times: int) -> None:
    desk = Desk(folder / FILE, 1, say, folder)
    for _ in range(4):
        desk.add()
    for _ in range(times // 4):
        desk.add()
        desk.log()
        desk.merge()
        desk.database.tidy()
        desk.edit()
    desk.database.close()


def _sound_shop(folder: Path, told: Told, closely: bool) -> list[str]:
    shop = Shop(folder / FILE)
    try:
        found = told.faults(present(shop))
        return found + (disagreements(shop, suggest=False) if closely else shop.database.check())
    finally:
        shop.close()


def _known_names(folder: Path) -> None:
    shop = Shop(folder / FILE)
    for number in range(12):
        name = f"Zebedee{number:02}qx"
        one = shop.customer(name)
        shop.log(one, words=f"said {name} often")
        shop.edit(shop.log(one, words="first words"), words=f"last words of {name}")
    shop.close()


def _erase(folder: Path, say: Say, times: int) -> None:
    shop = Shop(folder / FILE)
    for row in shop.tables()["customer"][:times]:
        act = Act("erase", takes=frozenset({row.name}))
        say(("will", act))

        def verb(tx: Transaction, one: int = row.id) -> None:
            erasure.erase(tx, one)

        shop.run("erase", verb)
        erasure.finish(shop.operations)
        say(("did", act))
    shop.close()


def _erased_shop(folder: Path, told: Told, closely: bool) -> list[str]:
    """Whoever was told to be erased stands in no byte, also after the next start has seen to what was left to do."""
    shop = Shop(folder / FILE)
    try:
        erasure.finish(shop.operations)
        found = disagreements(shop, suggest=False) if closely else shop.database.check()
    finally:
        shop.close()
    content = b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())
    return found + [f"not erased: {name}" for name in told.gone if name.encode() in content]


def _old_file(folder: Path) -> None:
    shutil.copy(_OLDEST, folder / FILE)


def _upgrade(folder: Path, say: Say, _times: int) -> None:
    Shop(folder / FILE).close()
    say(("did", Act("upgrade")))


_upgraded: Rows = {}


def _upgraded_shop(folder: Path, _told: Told, closely: bool) -> list[str]:
    """The next start finds the old file or the new one, and ends with all that was in it."""
    shop = Shop(folder / FILE)
    try:
        rows = shop.tables()
        if not _upgraded:
            _upgraded.update(_whole_upgrade(folder / "apart"))
        found = [f"{name} is not as an upgrade leaves it" for name in rows if rows[name] != _upgraded[name]]
        return found + (disagreements(shop, suggest=False) if closely else shop.database.check())
    finally:
        shop.close()


def _whole_upgrade(folder: Path) -> Rows:
    folder.mkdir()
    _old_file(folder)
    shop = Shop(folder / FILE)
    try:
        return shop.tables()
    finally:
        shop.close()


SCENES = {
    "log": Scene(_nothing, _log, _sound_shop),
    "migration": Scene(_old_file, _upgrade, _upgraded_shop),
    "merge": Scene(_nothing, _merge, _sound_shop),
    "erase": Scene(_known_names, _erase, _erased_shop),
}


def heard(acknowledged: bytes) -> Told:
    """What the person was told, of the bytes that a scene wrote."""
    told = Told()
    for line in acknowledged.decode().splitlines():
        said, name, brings, takes = line.split("\t")
        told.hear((said, Act(name, frozenset(brings.split()), frozenset(takes.split()))))
    return told


def main() -> None:
    """Play the scene of this name in this folder, so many times."""
    name, folder, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    out = os.open(folder / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(word: tuple[str, Act]) -> None:
        act = word[1]
        line = "\t".join((word[0], act.name, " ".join(act.brings), " ".join(act.takes)))
        os.write(out, f"{line}\n".encode())

    SCENES[name].play(folder, say, times)


if __name__ == "__main__":
    main()
