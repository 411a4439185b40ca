"""A desk that works at random and says before and after each act what may be seen then.

Every row it writes holds a token of its own, a word that stands nowhere else: what a shop holds is a set of tokens.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.promises import NewPromise
from relapp.domain.rotation import Reason
from relapp.services import customers, interactions, merging, promises, recovery
from relapp.services.backups import Backups
from relapp.services.operations import Operations
from relapp.services.transfer import importing
from relapp.services.transfer.rows import Content
from relapp.storage import interactions as stored
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop

Tokens = frozenset[str]
BACKUPS = "backups"
"""The folder beside the shop's file that has its daybook."""
NOTHING: Tokens = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """What an act brings and what it takes away: all of it or nothing."""

    name: str
    brings: Tokens = NOTHING
    takes: Tokens = NOTHING

    def back(self) -> Act:
        """The act that takes it back."""
        return Act("undo", self.takes, self.brings)


@dataclass(slots=True)
class Told:
    """What a desk said: the tokens of acts it was told are saved, and the act it was at."""

    stands: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    under_way: Act | None = None
    acknowledged: int = 0

    def hear(self, word: tuple[str, Act]) -> None:
        """One message of the desk: ``will`` before, ``did`` after the commit returned."""
        said, act = word
        if said == "will":
            self.under_way = act
            return
        self.under_way = None
        self.acknowledged += 1
        self.stands = (self.stands - act.takes) | act.brings
        self.gone = (self.gone - act.brings) | act.takes

    def faults(self, present: Tokens) -> list[str]:
        """What is lost, back from the dead or done by half, if this is what the file holds."""
        act = self.under_way or Act("nothing")
        found = [f"lost: {one}" for one in sorted(self.stands - act.takes - present)]
        found += [f"is back: {one}" for one in sorted((self.gone & present) - act.brings)]
        done = act.brings <= present and not act.takes & present
        undone = not act.brings & present and act.takes <= present
        if not (done or undone):
            found.append(f"half done: {act}, of which there is {sorted((act.brings | act.takes) & present)}")
        return found


class Desk:
    """Works at a shop's file; ``say`` is told ``("will", act)`` before and ``("did", act)`` after each commit."""

    def __init__(self, path: Path, seed: int, say: Callable[[tuple[str, Act]], None], folder: Path) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.say = say
        self.folder = folder
        self.database = recovery.open_shop(path, path.parent / BACKUPS)
        self.operations = Operations(self.database, desk=f"desk {seed}", now=lambda: at(TODAY))
        if self.database.daybook is not None and self.database.daybook.wants_backup:
            # As the program does where a save is not in the daybook.
            Backups(self.operations, path.parent / BACKUPS).make(Reason.LARGE)
        self.count = 0
        self.people: dict[int, str] = {}
        self.entries: dict[int, str] = {}
        self.kept_promises: list[int] = []
        self.last: tuple[int, Act] | None = None

    def token(self) -> str:
        """A word that stands nowhere else."""
        self.count += 1
        return f"q{self.seed}x{self.count}"

    def do(self, act: Act, verb: Callable[[Transaction], int | None]) -> int:
        """Run one verb and tell of it; returns what the verb did."""
        self.say(("will", act))
        done = self.operations.run(act.name, verb)
        self.say(("did", act))
        self.last = None if done.operation_id is None else (done.operation_id, act)
        return done.result or 0

    def work(self, acts: int) -> None:
        """So many acts, whatever comes to mind."""
        verbs = (self.log, self.log, self.log, self.edit, self.edit, self.promise, self.add, self.merge, self.remove,
                 self.undo, self.take_in)  # fmt: skip
        self.add()
        for number in range(acts):
            self.random.choice(verbs)()
            if number % 40 == 39:
                self.database.tidy()

    # -- acts --

    def add(self) -> None:
        name = self.token()
        one = self.do(Act("customer_add", frozenset({name})), lambda tx: customers.add(tx, NewCustomer(name)))
        self.people[one] = name

    def log(self) -> None:
        words, promised = self.token(), self.token()
        ago = self.random.randint(0, 300)
        entry = NewInteraction(
            (self.random.choice(list(self.people)),), Kind.VISIT, at(days_ago(ago)), words,
            promises=(NewPromise(promised, TODAY + timedelta(days=ago % 9)),) if ago % 3 == 0 else (),
        )  # fmt: skip
        brings = {words, promised} if entry.promises else {words}
        made = self.do(Act("log", frozenset(brings)), lambda tx: interactions.log(tx, entry))
        if not entry.promises:
            self.entries[made] = words

    def edit(self) -> None:
        if not self.entries:
            return
        one, new = self.random.choice(list(self.entries)), self.token()

        def verb(tx: Transaction) -> None:
            old = stored.find(tx, [one])[0]
            interactions.change(
                tx, old, words=new, kind=old.kind, at=old.at, channel=old.channel, direction=old.direction,
                outcome=old.outcome,
            )  # fmt: skip

        self.do(Act("log_edit", frozenset({new}), frozenset({self.entries[one]})), verb)
        self.entries[one] = new

    def remove(self) -> None:
        if len(self.entries) < 3:
            return
        one = self.random.choice(list(self.entries))
        words = self.entries.pop(one)
        self.do(Act("log_remove", takes=frozenset({words})), lambda tx: interactions.remove(tx, one))

    def promise(self) -> None:
        words, one = self.token(), self.random.choice(list(self.people))
        self.do(Act("promise_give", frozenset({words})), lambda tx: promises.give(tx, one, NewPromise(words, TODAY)))

    def merge(self) -> None:
        if len(self.people) < 3:
            return
        kept, gone = self.random.sample(list(self.people), 2)
        name = self.people.pop(gone)

        def verb(tx: Transaction) -> None:
            merging.merge(tx, kept, gone)

        self.do(Act("merge", takes=frozenset({name})), verb)

    def take_in(self) -> None:
        """Three sales of new products to the first customer of this desk."""
        products = [self.token() for _ in range(3)]
        path = self.folder / f"sales-{self.seed}-{self.count}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = [[f"2025-04-{self.random.randint(10, 28)}", one, "2", "3.20"] for one in products]
            csv.writer(file).writerows([["Date", "Product", "Quantity", "Price"], *rows])
        plan = importing.prepare(path, content=Content.SALES)

        def verb(tx: Transaction) -> None:
            importing.take_in(tx, plan)

        self.do(Act("import", frozenset(products)), verb)

    def undo(self) -> None:
        """Take back the act that this desk did last, where it did one since."""
        if self.last is None or self.last[1].name in ("customer_add", "merge", "log_remove", "log_edit"):
            return
        operation_id, act = self.last
        self.say(("will", act.back()))
        self.operations.undo_operation(operation_id)
        self.say(("did", act.back()))
        self.last = None
        self.entries = {one: words for one, words in self.entries.items() if words not in act.brings}


def work(path: Path, seed: int, pipe: Connection, acts: int, folder: Path) -> None:
    """What a process of its own does: work, telling it through ``pipe``."""
    desk = Desk(path, seed, pipe.send, folder)
    desk.work(acts)
    desk.database.close()
    pipe.close()


def present(shop: Shop) -> Tokens:
    """The tokens that a shop's file holds."""
    tables = shop.tables()
    words = [row.words for name in ("interaction", "promise") for row in tables[name]]
    return frozenset(words + [row.name for name in ("customer", "product") for row in tables[name]])


def found(reader: Reader, token: str) -> bool:
    """Whether search finds an entry, a promise or a customer by a token."""
    from relapp.storage import search

    looks: tuple[Callable[[Reader, str, int], list[object]], ...] = (search.entries, search.memory, search.customers)  # type: ignore[assignment]
    return any(look(reader, token, 5) for look in looks)
