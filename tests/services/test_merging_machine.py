"""Whoever is merged with whomever, and taken apart in whatever order: each entry is on the right person.

``RELAPP_UNDO_RUNS=500 pytest tests/services/test_merging_machine.py`` walks further than the ordinary suite does.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from relapp.domain.interactions import Kind
from relapp.domain.merging import Choice, Field, Part
from relapp.services import interactions, merging
from relapp.storage import merges
from tests.builders import at, days_ago
from tests.shop import Shop, a_sold

PLACE = st.integers(0, 30)
FIVE = 5


class Merging(RuleBasedStateMachine):
    """Five people, each with an entry; entries and facts since are told whose they are when a merge is taken apart."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = Shop()
        names = ("Ana", "Bea", "Cleo", "Dora", "Emma")
        self.everyone = [self.shop.customer(name, f"0151 99900{place}") for place, name in enumerate(names)]
        self.start = self.shop.tables()
        self.into: dict[int, int] = {}
        # Who was truly meant, by entry and by fact; what it cost.
        self.meant: dict[int, frozenset[int]] = {}
        self.told: dict[int, int] = {}
        self.paid: dict[int, int] = {}
        self.acts = 0

    def teardown(self) -> None:
        try:
            for _ in range(self.acts):
                self.shop.operations.undo()
            assert self.shop.tables() == self.start
        finally:
            self.shop.close()

    def now(self, one: int) -> int:
        while one in self.into:
            one = self.into[one]
        return one

    @property
    def standing(self) -> list[int]:
        return [one for one in self.everyone if one not in self.into]

    def inside(self, one: int) -> set[int]:
        """Who was merged into somebody, and they themselves."""
        direct = [other for other, kept in self.into.items() if kept == one]
        return {one}.union(*(self.inside(other) for other in direct))

    def act(self) -> None:
        self.acts += 1

    # -- acts --

    @rule(people=st.lists(st.integers(0, FIVE - 1), min_size=1, max_size=4), cents=st.integers(1, 900), ago=PLACE)
    def log(self, people: list[int], cents: int, ago: int) -> None:
        """The desk knows whom it means, even where two are one by now."""
        meant = [self.everyone[one] for one in people]
        chosen = tuple(dict.fromkeys(self.now(one) for one in meant))
        # One customer may stand for only one of those who were merged: nobody can mean more.
        truly = frozenset(next(one for one in meant if self.now(one) == kept) for kept in chosen)
        entry = self.shop.log(*chosen, kind=Kind.PURCHASE, ago=ago, lines=(a_sold("rye", cents),))
        self.act()
        self.meant[entry], self.paid[entry] = truly, cents

    @rule(one=st.integers(0, FIVE - 1), known=st.booleans())
    def log_by_name(self, one: int, known: bool) -> None:
        """A till file names one of them."""
        meant = self.everyone[one]
        entry = self.shop.log(self.now(meant), words="x")
        self.act()
        if known and self.now(meant) != meant:
            self.shop.run("origin", lambda tx: merges.came_as(tx, entry, self.now(meant), meant))
            self.act()
        self.meant[entry], self.paid[entry] = frozenset({meant}), 0

    @rule(one=st.integers(0, FIVE - 1), value=st.sampled_from(["38", "39", "40"]))
    def learn(self, one: int, value: str) -> None:
        before = {row.id for row in self.shop.tables()["fact"]}
        fact = self.shop.learn(self.now(self.everyone[one]), "size", f"{value} {len(before)}")
        self.act()
        self.told[fact] = self.everyone[one]

    @precondition(lambda self: self.meant)
    @rule(place=PLACE, ago=PLACE, turned=st.booleans())
    def edit(self, place: int, ago: int, turned: bool) -> None:
        entry = sorted(self.meant)[place % len(self.meant)]
        known = self.shop.entry(entry)
        kind = {Kind.PURCHASE: Kind.RETURN, Kind.RETURN: Kind.PURCHASE}.get(known.kind) if turned else None
        undoable = self.shop.operations.undoable()
        self.shop.edit(entry, at=at(days_ago(ago)), kind=kind or known.kind)
        if kind is not None:
            self.paid[entry] *= -1
        self.acts += self.shop.operations.undoable() != undoable

    @precondition(lambda self: self.meant)
    @rule(place=PLACE)
    def remove(self, place: int) -> None:
        entry = sorted(self.meant)[place % len(self.meant)]
        self.shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
        self.act()
        del self.meant[entry], self.paid[entry]

    @precondition(lambda self: len(self.standing) > 1)
    @rule(places=st.lists(PLACE, min_size=2, max_size=2), fields=st.frozensets(st.sampled_from(Field)))
    def merge(self, places: list[int], fields: frozenset[Field]) -> None:
        kept, gone = (self.standing[place % len(self.standing)] for place in places)
        if kept != gone:
            self.shop.run("merge", lambda tx: merging.merge(tx, kept, gone, Choice(fields)))
            self.act()
            self.into[gone] = kept
            known = self.shop.read(lambda reader: merging.known_as(reader, kept))
            assert {one.merge.gone_id for one in known} == self.inside(kept) - {kept}

    @precondition(lambda self: self.into)
    @rule(place=PLACE, again=st.booleans())
    def take_apart(self, place: int, again: bool) -> None:
        gone = sorted(self.into)[place % len(self.into)]
        known = self.shop.read(lambda reader: merging.known_as(reader, self.now(gone)))
        row = next(one.merge for one in known if one.merge.gone_id == gone)
        asked = self.shop.read(lambda reader: merging.since(reader, row.id))
        theirs = self.inside(gone)
        chosen = [
            one.key for one in asked
            if (one.part is Part.ENTRY and self.meant[one.id] & theirs)
            or (one.part is Part.FACT and self.told[one.id] in theirs)
        ]  # fmt: skip
        self.shop.run("unmerge", lambda tx: merging.unmerge(tx, row.id, chosen))
        self.act()
        del self.into[gone]
        if again:
            self.shop.operations.undo()
            self.shop.operations.redo()

    # -- what holds --

    @invariant()
    def each_entry_is_on_the_right_people(self) -> None:
        for entry, meant in self.meant.items():
            people = self.shop.entry(entry).customers
            assert sorted(people) == sorted({self.now(one) for one in meant}), (entry, meant)

    @invariant()
    def each_fact_is_the_right_persons(self) -> None:
        rows = {row.id: row for row in self.shop.tables()["fact"]}
        assert {one: rows[one].customer_id for one in self.told} == {one: self.now(of) for one, of in self.told.items()}
        for row in rows.values():
            assert row.superseded_by is None or rows[row.superseded_by].customer_id == row.customer_id

    @invariant()
    def nothing_is_lost_and_the_sums_are_right(self) -> None:
        tables = self.shop.tables()
        assert {row.id for row in tables["interaction"]} == set(self.meant)
        assert sum(row.amount for row in tables["participant"]) == sum(self.paid.values())
        numbers = {row.customer_id for row in tables["contact_point"]}
        assert numbers == set(self.standing)
        assert {row.gone_id for row in tables["merge"] if row.gone_id != row.kept_id} >= set(self.into)
        self.shop.assert_sound()


Merging.TestCase.settings = settings(
    max_examples=int(os.environ.get("RELAPP_UNDO_RUNS", "10")),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestMerging = Merging.TestCase
