"""A desk that does anything at random: work, undo, merging, erasing, backups, cleaning, going back, starting again."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.domain.rotation import Reason
from relapp.services import backup_cleaning, customers, erasure, merging, recovery
from relapp.services.backups import Backups
from relapp.services.operations import Operations
from relapp.services.transfer import importing
from relapp.storage import customers as stored
from relapp.storage import journal, schema
from relapp.storage.database import Database
from tests.shop import Shop, a_sold

NAMES = ("Mara Quist", "Tom Ek", "Ida Lund", "Bo Lind", "Cy Tan", "Ana Moreira")


class Walk:
    """A desk that does anything, with backups and a daybook; ``begin`` is the file it begins with."""

    def __init__(self, folder: Path, seed: int, begin: Path | None = None) -> None:
        self.random = random.Random(seed)
        self.merged: list[int] = []
        self.file, self.folder = folder / "shop.relapp", folder / "backups"
        if begin is not None:
            self.folder.mkdir(parents=True)
            shutil.copy(begin, self.file)
            shutil.copy(begin, self.folder / "relapp-000001-20260101-0900.backup")
        self.shop = Shop(self.file, self.folder)
        self.keep()

    def keep(self) -> None:
        self.kept = Backups(self.shop.operations, self.folder)
        self.shop.operations.backups = self.kept

    def people(self) -> list[int]:
        return [one.id for one in self.shop.read(stored.every)]

    def some(self) -> int:
        people = self.people()
        return self.random.choice(people) if people else self.add()

    def step(self) -> None:
        acts = (
            *(self.add, self.log, self.log, self.edit, self.note, self.remove, self.undo, self.undo, self.redo),
            *(self.merge, self.part, self.back_up, self.back_up, self.erase, self.clean),
        )
        self.shop.now += timedelta(minutes=self.random.randrange(400))
        with suppress(UserError):
            self.random.choice(acts)()

    def add(self) -> int:
        return self.shop.customer(self.random.choice(NAMES), note=f"knows {self.random.choice(NAMES)}")

    def log(self) -> None:
        people = tuple({self.some() for _ in range(self.random.randrange(1, 3))})
        sold = (a_sold("rye", 100),) if self.random.random() < 0.5 else ()
        self.shop.log(*people, words=f"came with {self.random.choice(NAMES)}", lines=sold)

    def edit(self) -> None:
        entries = self.shop.read(lambda reader: reader.scalars(schema.interaction.select()))
        if entries:
            self.shop.edit(self.random.choice(entries), words=f"{self.random.choice(NAMES)} again")

    def note(self) -> None:
        self.shop.learn(self.some(), "size", "39")

    def remove(self) -> None:
        one = self.some()
        self.shop.run("customer_remove", lambda tx: customers.remove(tx, [one]))

    def undo(self) -> None:
        self.shop.operations.undo()

    def redo(self) -> None:
        self.shop.operations.redo()

    def merge(self) -> None:
        one, other = self.some(), self.some()
        if one != other:
            self.merged.append(self.shop.run("merge", lambda tx: merging.merge(tx, one, other)))

    def part(self) -> None:
        standing = {row.id for row in self.shop.tables()["merge"]}
        merge = next((one for one in self.merged if one in standing), None)
        if merge is not None:
            self.shop.run("unmerge", lambda tx: merging.unmerge(tx, merge))

    def back_up(self) -> None:
        self.kept.make(Reason.ASKED)

    def erase(self) -> None:
        one = self.some()
        self.shop.run("erase", lambda tx: erasure.erase(tx, one))
        if self.random.random() < 0.7:
            erasure.finish(self.shop.operations)

    def clean(self) -> None:
        for _ in range(self.random.choice((1, 2, 50))):
            if not backup_cleaning.step(self.kept).cleaned:
                return

    def clean_all(self) -> None:
        erasure.finish(self.shop.operations)
        while backup_cleaning.step(self.kept).cleaned:
            pass

    def assert_that_all_fit(self) -> None:
        for one in self.kept.standing().listed:
            with Database.look_at(self.folder / one.name) as copy:
                assert copy.misfits() == [], one
                with copy.read() as reader:
                    assert journal.last_id(reader) == one.operation_id

    def assert_that_one_goes_on(self, folder: Path) -> None:
        """Whoever goes back to a cleaned backup can take back and do again all there is of it."""
        chosen = self.random.choice(self.kept.standing().listed)
        folder.mkdir()
        goes_on = Shop(Path(shutil.copy(self.folder / chosen.name, folder / "shop.relapp")))
        undone = 0
        while goes_on.operations.undo():
            undone += 1
        for _ in range(undone):
            goes_on.operations.redo()
        goes_on.assert_sound()
        goes_on.close()

    # -- the file itself --

    def take_in(self) -> None:
        """A file of several rows."""
        path = self.file.with_name(f"{self.shop.now:%d%H%M}.csv")
        name = self.random.choice(NAMES)
        path.write_text(f"date;customer;product;amount\n2026-04-01;{name};rye;4.20\n2026-04-02;Bo Lind;rye;1\n")
        plan = importing.prepare(path)
        self.shop.run("import", lambda tx: importing.take_in(tx, plan))

    def start_again(self) -> None:
        """Close the shop and open it as a start does."""
        self.shop.database.close()
        self.begin()

    def begin(self) -> None:
        shop = self.shop
        shop.database = recovery.open_shop(self.file, self.folder)
        shop.operations = Operations(shop.database, desk="counter", now=lambda: shop.now)
        self.keep()

    def go_back(self) -> None:
        """To a backup, or (the file is lost) to all that there is."""
        self.shop.database.close()
        listed = self.kept.folder.glob("*.backup")
        chosen = self.random.choice(sorted(listed)) if self.random.random() < 0.5 else None
        if chosen is None:
            self.file.unlink()
        recovery.restore(self.file, self.folder, at=self.shop.now, chosen=chosen)
        self.begin()
