"""Walk at random through log, edit, merge, erase, undo, backup, restore, reopen: the shop equals a plain model."""

from __future__ import annotations

import random
import shutil
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from relapp.domain.interactions import Kind
from relapp.domain.merging import Part
from relapp.domain.promises import PromiseState
from relapp.services import erasure, interactions, merging, promises
from tests.builders import at, days_ago
from tests.faults.agreement import disagreements
from tests.faults.figure import Figure, times
from tests.faults.model import Entry, Promised, State, seen
from tests.shop import Shop, a_sold

STEPS, SHORT_STEPS = 50_000, 200
A_SHOP = 200
"""So many steps one shop goes through: a small one is undone to its beginning and merged with itself soon."""
_CLOSELY = 25
_MEMORY = Path("/dev/shm")


def run(short: bool) -> Figure:
    """Shop after shop, each walked from its own seed."""
    shops = times(STEPS, SHORT_STEPS, short=short) // A_SHOP
    did: Counter[str] = Counter()
    faults = []
    for seed in range(1, shops + 1):
        with tempfile.TemporaryDirectory(prefix="machine-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
            walk = Walk(Path(folder), seed)
            fault = walk.go(A_SHOP)
            did += walk.did
        faults += [f"seed {seed}: {fault}"] if fault else []
    what = ", ".join(f"{count:,} {name}" for name, count in did.most_common())
    return Figure(f"{sum(did.values()):,} steps ({what}): {len(faults)} unlike the model", tuple(faults))


@dataclass(frozen=True, slots=True)
class Done:
    """An act that undo takes back: from this state to that."""

    operation_id: int
    before: State
    after: State

    def erased(self, whom: frozenset[int]) -> Done:
        """The same without somebody who is erased."""
        return Done(self.operation_id, self.before.erased(whom), self.after.erased(whom))


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the file, and what the shop was then."""

    file: Path
    state: State
    done: tuple[Done, ...]
    undone: tuple[Done, ...]
    merged: frozenset[int]


class Walk:
    """One shop, real and as a model."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.shop = Shop(folder / "shop.relapp")
        self.state = State()
        self.done: list[Done] = []
        self.undone: list[Done] = []
        self.ever_merged: set[int] = set()
        self.copies: list[Copy] = []
        self.did: Counter[str] = Counter()
        self.count = 0

    def go(self, steps: int) -> str:
        """Take so many steps; what was unlike the model, empty if nothing was."""
        verbs = {
            self.log: 22, self.edit: 10, self.remove: 4, self.add: 6, self.promise: 5, self.settle: 5, self.merge: 6,
            self.take_apart: 5, self.erase: 2, self.undo: 12, self.redo: 9, self.reopen: 2, self.backup: 2,
            self.restore: 1,
        }  # fmt: skip
        name = "begin"
        try:
            for number in range(steps):
                verb = self.random.choices(list(verbs), list(verbs.values()))[0]
                name = verb.__name__
                verb()
                self.did[name] += 1
                if seen(self.shop) != self.state.seen():
                    return f"step {number}, {name}: {_difference(self.shop, self.state)}"
                if number % _CLOSELY == 0 and (odd := disagreements(self.shop, suggest=False)):
                    return f"step {number}, {name}: {odd}"
        except Exception:
            return f"{name}: {traceback.format_exc(limit=-4)}"
        finally:
            self.shop.close()
        return ""

    def words(self) -> str:
        """A word of its own, for search finds the words of an entry."""
        self.count += 1
        return f"q{self.count}"

    def acted(self, after: State) -> None:
        """An act was done that undo takes back; what had been undone before is gone."""
        undoable = self.shop.operations.undoable()
        if undoable is None or (self.done and undoable.id == self.done[-1].operation_id):
            assert after.seen() == self.state.seen(), "nothing was journalled"
            return
        self.done.append(Done(undoable.id, self.state, after))
        self.undone.clear()
        self.state = after

    def some(self, choices: list[int]) -> int:
        """One of them, or of everybody; there is always somebody."""
        if not choices:
            self.add()
            return self.some(self.state.standing)
        return self.random.choice(choices)

    # -- acts --

    def add(self) -> None:
        name = f"Zq{self.words()}"
        one = self.shop.customer(name, f"0151 9{len(self.state.people):05}")
        self.acted(self.state.with_person(one, name))

    def log(self) -> None:
        self.some(self.state.standing)
        meant = self.random.choices(list(self.state.people), k=self.random.choice((1, 1, 1, 2)))
        chosen = tuple(dict.fromkeys(self.state.now(one) for one in meant))
        # One customer may stand for only one of those who were merged: nobody can mean more.
        truly = frozenset(next(one for one in meant if self.state.now(one) == kept) for kept in chosen)
        words, sold = self.words(), self.random.random() < 0.3
        cents = self.random.randint(1, 900) if sold else None
        kind = Kind.PURCHASE if sold else Kind.VISIT
        lines = (a_sold("rye", cents),) if sold else ()
        one = self.shop.log(*chosen, words=words, kind=kind, ago=self.random.randint(0, 300), lines=lines)
        self.acted(self.state.with_entry(one, Entry(truly, words, kind, cents)))

    def edit(self) -> None:
        if self.state.entries:
            one, words = self.random.choice(list(self.state.entries)), self.words()
            entry = self.state.entries[one]
            self.shop.edit(one, words=words, at=at(days_ago(self.random.randint(0, 300))))
            self.acted(self.state.with_entry(one, Entry(entry.meant, words, entry.kind, entry.cents)))

    def remove(self) -> None:
        if self.state.entries:
            one = self.random.choice(list(self.state.entries))
            self.shop.run("log_remove", lambda tx: interactions.remove(tx, one))
            self.acted(self.state.without_entry(one))

    def promise(self) -> None:
        self.some(self.state.standing)
        meant, words = self.random.choice(list(self.state.people)), self.words()
        one = self.shop.promise(self.state.now(meant), words, 3)
        self.acted(self.state.with_promise(one, Promised(meant, words, PromiseState.OPEN)))

    def settle(self) -> None:
        if self.state.promises:
            one, state = self.random.choice(list(self.state.promises)), self.random.choice(list(PromiseState))
            promise = self.state.promises[one]
            self.shop.run("promise_settle", lambda tx: promises.settle(tx, one, state, "because"))
            self.acted(self.state.with_promise(one, Promised(promise.meant, promise.words, state)))

    def merge(self) -> None:
        if len(self.state.standing) > 1:
            kept, gone = self.random.sample(self.state.standing, 2)
            self.shop.run("merge", lambda tx: merging.merge(tx, kept, gone))
            self.ever_merged |= {kept, gone}
            self.acted(self.state.merged(kept, gone))

    def take_apart(self) -> None:
        if not self.state.into:
            return
        gone = self.random.choice(list(self.state.into))
        known = self.shop.read(lambda reader: merging.known_as(reader, self.state.now(gone)))
        row = next(one.merge for one in known if one.merge.gone_id == gone)
        theirs = self.state.inside(gone) | self._into(gone)
        asked = self.shop.read(lambda reader: merging.since(reader, row.id))
        chosen = [
            one.key for one in asked
            if (one.part is Part.ENTRY and self.state.entries[one.id].meant & theirs)
            or (one.part is Part.PROMISE and self.state.promises[one.id].meant in theirs)
        ]  # fmt: skip
        self.shop.run("unmerge", lambda tx: merging.unmerge(tx, row.id, chosen))
        self.acted(self.state.parted(gone))

    def _into(self, gone: int) -> frozenset[int]:
        return self.state.parted(gone).inside(gone)

    def erase(self) -> None:
        """Somebody goes for good. Of who was ever merged nothing is undone afterwards: who they were then is gone."""
        if len(self.state.standing) < 3:
            return
        one = self.random.choice(self.state.standing)
        whom = self.state.inside(one)
        self.shop.run("erase", lambda tx: erasure.erase(tx, one))
        erasure.finish(self.shop.operations)
        self.state = self.state.erased(whom)
        if whom & self.ever_merged:
            self.done.clear()
        self.done = [act.erased(whom) for act in self.done]
        self.undone.clear()
        self.copies = [copy for copy in self.copies if not (copy.merged | self.ever_merged) & whom]
        self.log()

    def undo(self) -> None:
        if self.done:
            self._reverse(self.shop.operations.undo(), self.done, self.undone)

    def redo(self) -> None:
        if self.undone:
            self._reverse(self.shop.operations.redo(), self.undone, self.done)

    def _reverse(self, report: object, stack: list[Done], other: list[Done]) -> None:
        assert report is not None
        operation_id = report.operation_id  # type: ignore[attr-defined]
        while stack[-1].operation_id != operation_id:
            # Erasing leaves out acts of which nothing remains.
            empty = stack.pop()
            assert empty.before.seen() == empty.after.seen(), f"undo took back {operation_id}, not {empty.operation_id}"
        act = stack.pop()
        self.state = act.before if stack is self.done else act.after
        other.append(act)

    # -- the file --

    def reopen(self) -> None:
        self.shop.reopen()

    def backup(self) -> None:
        target = self.folder / f"copy-{len(self.did)}-{self.count}.relapp"
        target.unlink(missing_ok=True)
        self.shop.database.copy(target)
        self.copies = [one for one in self.copies if one.file != target]
        self.copies.append(
            Copy(target, self.state, tuple(self.done), tuple(self.undone), frozenset(self.ever_merged))
        )  # fmt: skip

    def restore(self) -> None:
        """A copy takes the place of the file; whoever was erased since stays erased."""
        if not self.copies:
            return
        copy = self.random.choice(self.copies)
        kept = self.shop.read(erasure.kept_marks)
        self.shop.close()
        for one in self.folder.glob("shop.relapp*"):
            one.unlink()
        shutil.copy(copy.file, self.folder / "shop.relapp")
        self.shop = Shop(self.folder / "shop.relapp")
        erased = frozenset(mark.customer_id for mark in kept) & copy.state.people.keys()
        self.shop.run("erase", lambda tx: erasure.obey(tx, kept))
        erasure.finish(self.shop.operations)
        self.state = copy.state.erased(erased)
        self.done = [act.erased(erased) for act in copy.done]
        self.undone = [] if erased else list(copy.undone)
        self.ever_merged = set(copy.merged)
        if erased:
            self.log()


def _difference(shop: Shop, state: State) -> str:
    """Where real and model part, told briefly."""
    told = []
    for name, real, model in zip(("customer", "entry", "promise"), seen(shop), state.seen(), strict=True):
        both: dict[int, tuple[object, object]] = {
            one: (real.get(one), model.get(one))  # type: ignore[attr-defined]
            for one in sorted(real.keys() | model.keys())  # type: ignore[attr-defined]
            if real.get(one) != model.get(one)  # type: ignore[attr-defined]
        }
        told += [f"{name} {one}: {found}, expected {wanted}" for one, (found, wanted) in list(both.items())[:3]]
    return "; ".join(told)
