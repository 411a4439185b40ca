"""``relapp --self-test``: the program tries itself out, also as an installed copy. Its words are for programmers."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from relapp.commands.output import say
from relapp.commands.shop import operations
from relapp.domain.promises import NewPromise
from relapp.domain.suggestions.model import SuggestionKind
from relapp.paths import Places, oldest_shop
from relapp.paths import places as places_in
from relapp.services import protection, quick_log, suggestions
from relapp.services.operations import Operations, local_now
from relapp.services.pages import customer as customer_page
from relapp.services.pages import search
from relapp.services.pages import today as today_page
from relapp.services.quick_log import Logged
from relapp.services.transfer.reading.apart import read_apart
from relapp.services.transfer.reading.opening import Wanted
from relapp.services.transfer.reading.tables import Table
from relapp.storage import system_keyring
from relapp.storage.database import Database
from relapp.ui.wording import suggestions as wording

Step = tuple[str, Callable[[], None]]


class _Failed(Exception):  # noqa: N818 - a finding, told as such
    """A step came to another end than it should."""


def self_test(_options: Namespace, _places: Places) -> int:
    """Try everything out in a folder of its own, one line a step; 1 if a step failed."""
    # Windows keeps a file that a failed step left open.
    with TemporaryDirectory(prefix="relapp-self-test-", ignore_cleanup_errors=True) as folder:
        places = places_in(Path(folder))
        for name, step in _steps(places):
            try:
                step()
            except Exception as error:
                print(f"self-test failed: {name}: {type(error).__name__}: {error}", file=sys.stderr)
                return 1
            say(f"{name}: ok")
    say("self-test passed")
    return 0


def _steps(places: Places) -> Iterator[Step]:
    shop: list[_Shop] = []
    yield "make a shop", lambda: shop.append(_Shop(Database.open(places.database)))
    with closing(shop[0].database):
        yield "migrate an old file", lambda: _migrate(places.data / "old.relapp")
        yield from shop[0].steps()
        yield "back up", lambda: shop[0].back_up(places.data / "copy.relapp")
    yield "read a file beside it", lambda: _read_beside(places.data / "people.csv")
    yield "open it again", lambda: _open_again(places.database)
    yield "protect the file", lambda: _protect(places.data / "copy.relapp")
    yield "paint the window", lambda: _paint(places)


def _expect(kept: bool, what: str) -> None:
    if not kept:
        raise _Failed(what)


@dataclass(slots=True)
class _Shop:
    """A shop at work: what each step leaves for the next."""

    database: Database
    logged: Logged | None = None

    def steps(self) -> Iterator[Step]:
        """Everything that needs no window."""
        yield "log a line", self.log
        yield "read the page", self.read
        yield "search", self.search
        yield "suggest", self.suggest
        yield "undo", lambda: self.reverse(self.operations.undo, left=0)
        yield "redo", lambda: self.reverse(self.operations.redo, left=1)
        yield "check the file", lambda: _expect(not self.database.check(), "the file is not sound")

    @property
    def operations(self) -> Operations:
        """The way to change anything."""
        return operations(self.database)

    def log(self) -> None:
        """One line, with a promise due today."""
        now = local_now()
        with self.database.read() as reader:
            understood = quick_log.understand(reader, "Ada Lovelace: bought 2x wholemeal 6.40", now)
        _expect(bool(understood.persons) and len(understood.reading.lines) == 1, "the line was not understood")
        persons = understood.persons or ()
        promise = NewPromise("keep a loaf", due=now.date())
        entry = replace(quick_log.entry_of(understood), promises=(promise,))
        self.logged = self.operations.run("log", lambda tx: quick_log.log_new(tx, entry, persons)).result

    def read(self) -> None:
        """The customer's page tells what was logged."""
        with self.database.read() as reader:
            page = customer_page.page(reader, self._customer, local_now().date())
        _expect(page is not None and page.stat.spend == 640, "the purchase is not on the page")

    def search(self) -> None:
        """Name and words are found."""
        with self.database.read() as reader:
            _expect(len(search.page(reader, "lovel").people) == 1, "the name is not found")
            _expect(bool(search.page(reader, "wholemeal").hits), "the words are not found")

    def suggest(self) -> None:
        """The promise is today's only suggestion, and has its words."""
        today = local_now().date()
        with self.database.read() as reader:
            page = today_page.page(reader, suggestions.board(reader, today))
        _expect([item.suggestion.kind for item in page.items] == [SuggestionKind.PROMISE], "the promise is not there")
        _expect("keep a loaf" in wording.act(page.items[0].suggestion.act, today), "the suggestion has no words")

    def reverse(self, act: Callable[[], object], *, left: int) -> None:
        """Undo or redo, after which so many know the name."""
        _expect(act() is not None, "there was nothing to do")
        with self.database.read() as reader:
            _expect(len(search.page(reader, "lovelace").people) == left, "the shop is not as it should be")

    def back_up(self, target: Path) -> None:
        """A copy made while the shop is open is whole."""
        self.database.copy(target)
        with closing(Database.open(target)) as copy, copy.read() as reader:
            _expect(not copy.check(), "the copy is not sound")
            _expect(len(search.page(reader, "lovelace").people) == 1, "the customer is not in the copy")

    @property
    def _customer(self) -> int:
        return self.logged.customers[0] if self.logged else 0


def _migrate(path: Path) -> None:
    """A shop of the first version, put at ``path``, is brought up to date and read; a copy from before that is kept."""
    copyfile(oldest_shop(), path)
    with closing(Database.open(path)) as database, database.read() as reader:
        _expect(not database.check(), "the upgraded file is not sound")
        people = search.page(reader, "Ana Moreira").people
        _expect([one.name for one in people] == ["Ana Moreira"], "the customer is gone")
        page = customer_page.page(reader, people[0].id, local_now().date())
        told = [entry.interaction.words for entry in page.timeline.entries] if page else []
        _expect("tried the new rye roll" in told, "the entry is not on the page")
    _expect(any(path.parent.glob(f"{path.stem}-before-*")), "no copy from before the upgrade was kept")


def _protect(path: Path) -> None:
    """The libraries of a protected file do their work: its key is wrapped, and only its passphrase opens it again."""
    protection.turn_on(path, protection.planned("for this test only")).database.close()
    _expect(b"ovelace" not in path.read_bytes(), "the file can be read")
    key = protection.by_passphrase(path, "for this test only")
    with closing(protection.opened(path, key)) as database, database.read() as reader:
        _expect(len(search.page(reader, "lovelace").people) == 1, "the customer is gone")
    # Whether there is a keyring or not: asking for it ends well.
    system_keyring.is_there()


def _read_beside(path: Path) -> None:
    """The process that reads files can be started, and what it tells comes through."""
    path.write_text("Name,Phone\nGrace Hopper,0170 1234567\n", encoding="utf-8")
    source = read_apart(Wanted((path,), path.name))
    rows = [list(row) for row in source.rows()] if isinstance(source, Table) else []
    _expect(rows == [[2, ["Grace Hopper", "0170 1234567"]]], "it was read otherwise")


def _open_again(path: Path) -> None:
    with closing(Database.open(path)) as database, database.read() as reader:
        _expect(len(search.page(reader, "lovelace").people) == 1, "what was saved is gone")


def _paint(places: Places) -> None:
    from relapp.commands.window_test import paint

    _expect(paint(places), "the window stayed empty")
