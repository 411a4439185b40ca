"""What is done while the power is cut: each scene is prepared, played in a process of its own, and looked at after."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Reason
from relapp.services import erasure, recovery
from relapp.services.backups import Backups
from relapp.storage import backups, keys, turning
from relapp.storage.database import Database
from relapp.storage.keys import Slots
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at
from tests.faults.agreement import disagreements
from tests.faults.cutting import ACKNOWLEDGED
from tests.faults.desks import BACKUPS, Act, Desk, Told, present
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


def _sound_shop(folder: Path, told: Told, closely: bool, beside: Iterable[str] = ()) -> list[str]:
    """What was told is there; ``beside`` is what stands elsewhere than in the shop's file."""
    # As a start does: what is as it should be is not taken for a loss.
    recovery.open_shop(folder / FILE, _backed_up(folder)).close()
    shop = Shop(folder / FILE)
    try:
        found = told.faults(present(shop) | frozenset(beside))
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


def _backed_up(folder: Path) -> Path:
    return folder / BACKUPS


_worked: set[str] = set()


def _some_work(folder: Path) -> None:
    desk = Desk(folder / FILE, 2, _nobody, folder)
    desk.work(40)
    desk.database.close()
    shop = Shop(folder / FILE)
    _worked.update(present(shop))
    shop.close()


def _nobody(_word: tuple[str, Act]) -> None:
    """Who is told nothing."""


def _back_up(folder: Path, say: Say, times: int) -> None:
    """Entries and backups in turn; a daybook follows each."""
    desk = Desk(folder / FILE, 1, say, folder)
    kept = Backups(desk.operations, _backed_up(folder))
    desk.add()
    for number in range(1, times + 1):
        desk.log()
        act = Act("backup", frozenset({_backup(number)}))
        say(("will", act))
        kept.make(Reason.ASKED)
        say(("did", act))
    desk.database.close()


def _backup(number: int) -> str:
    return f"backup{number}"


def _backed_up_shop(folder: Path, told: Told, closely: bool) -> list[str]:
    """Each backup that counts is whole, and each that was told to be made counts."""
    known = [one for one in backups.listed(_backed_up(folder)) if one.verified_at is not None]
    found = []
    for one in known:
        with Database.look_at(backups.file_of(_backed_up(folder), one)) as copy:
            found += [f"{one.name}: {line}" for line in copy.check()]
    return found + _sound_shop(folder, told, closely, {_backup(one.number) for one in known})


_KEY = bytes(range(32))


def _turn(folder: Path, say: Say, times: int) -> None:
    """Protected and plain in turn."""
    on, path = frozenset({"protected"}), folder / FILE
    for _ in range(times):
        say(("will", Act("protect", on)))
        turning.protect(path, _KEY, Slots((keys.by_secret(_KEY, _KEY),)))
        say(("did", Act("protect", on)))
        say(("will", Act("unprotect", takes=on)))
        turning.unprotect(path, _KEY)
        say(("did", Act("unprotect", takes=on)))


def _turned_shop(folder: Path, told: Told, closely: bool) -> list[str]:
    """The next start ends what was begun; the file opens with its key, or without where there are no slots."""
    path = folder / FILE
    turning.settle(path)
    protected = keys.is_protected(path)
    found = told.faults(frozenset({"protected"} if protected else ()))
    if protected and keys.with_secret(keys.load(keys.place(path)).every[0], _KEY) != _KEY:
        found.append("nothing opens the file")
    shop = Shop(path, key=_KEY if protected else None)
    try:
        found += [f"lost: {one}" for one in sorted(_worked - present(shop))]
        return found + (disagreements(shop, suggest=False) if closely else shop.database.check())
    finally:
        shop.close()


def _swapped(folder: Path) -> None:
    """A shop with a backup and a daybook, in whose place an older copy of it was put."""
    desk = Desk(folder / FILE, 2, _nobody, folder)
    desk.work(20)
    Backups(desk.operations, _backed_up(folder)).make(Reason.ASKED)
    desk.database.tidy()
    shutil.copy(folder / FILE, folder / "older")
    desk.work(20)
    desk.database.close()
    shop = Shop(folder / FILE)
    _restored.update(shop.tables())
    shop.close()
    (folder / "older").replace(folder / FILE)


_restored: Rows = {}


def _restore(folder: Path, say: Say, _times: int) -> None:
    recovery.restore(folder / FILE, _backed_up(folder), at=at(TODAY))
    say(("did", Act("restore", frozenset({"restored"}))))


def _restored_shop(folder: Path, told: Told, closely: bool) -> list[str]:
    """The next start ends what was begun, or says again that the file is an older one; then it is restored again."""
    path, found = folder / FILE, list[str]()
    try:
        recovery.open_shop(path, _backed_up(folder)).close()
    except StorageUnavailable as error:
        if told.stands:
            found.append(f"told as restored, and the next start says {error}")
        recovery.restore(path, _backed_up(folder), at=at(TODAY))
    shop = Shop(path)
    try:
        rows = shop.tables()
        found += [f"{name} is not as it was" for name in rows if rows[name] != _restored[name]]
        return found + (disagreements(shop, suggest=False) if closely else shop.database.check())
    finally:
        shop.close()


SCENES = {
    "log": Scene(_nothing, _log, _sound_shop),
    "migration": Scene(_old_file, _upgrade, _upgraded_shop),
    "merge": Scene(_nothing, _merge, _sound_shop),
    "erase": Scene(_known_names, _erase, _erased_shop),
    "backup": Scene(_some_work, _back_up, _backed_up_shop),
    "restore": Scene(_swapped, _restore, _restored_shop),
    "rekey": Scene(_some_work, _turn, _turned_shop),
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
