"""Whatever staff do, in whatever order: all of it can be taken back and done again, also after a restart.

``RELAPP_UNDO_RUNS=500 pytest tests/storage/test_undo_machine.py`` walks further than the ordinary suite does.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, Outcome
from relapp.domain.merging import Choice, Field
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.staff import Role
from relapp.domain.suggestions.model import Reason, Refusal, Suggestion, SuggestionKind
from relapp.domain.wishes import NewWish, WishState
from relapp.services import answers, customers, drafts, facts, interactions, merging, promises, relations, staff
from relapp.services import settings as shop_settings
from relapp.services.transfer import importing
from relapp.services.transfer.rows import Content
from relapp.storage import journal
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago
from tests.shop import Rows, Shop, a_sold

NAMES = st.sampled_from(["Ana", "Łucja Ståhl", "王小明", "Bo Ødegård", "O'Hara", "Ana"])
WORDS = st.sampled_from(["", "tried the new roll", "poodle", "asked for spelt?", "日本語", "ÅSA 39"])
PRODUCTS = st.sampled_from(["rye", "spelt", "roll"])
DAYS = st.integers(0, 400)
PLACE = st.integers(0, 30)
"""Picks one of what there is, modulo how many there are."""

LINES = st.lists(st.builds(a_sold, PRODUCTS, st.none() | st.integers(-900, 900), st.integers(-3, 3)), max_size=3)
FACTS = st.builds(
    NewFact,
    st.sampled_from([FactKind.LIKES, FactKind.SIZE, FactKind.BIRTHDAY, "dog"]),
    st.sampled_from(["39", "poodle", "rye"]),
    about=st.sampled_from(["", "daughter"]),
    month=st.none() | st.integers(1, 12),
    day=st.integers(1, 28),
)
PEOPLE = st.tuples(NAMES, st.sampled_from(["a@x.org", "b@x.org", ""]), st.sampled_from(["vip", "VIP; new"]))
PROMISED = st.builds(NewPromise, st.sampled_from(["ring", "repair"]), st.none() | DAYS.map(days_ago))


class Undoing(RuleBasedStateMachine):
    """Acts on a shop in a file; remembers its tables after every act that stands, so that undo can be compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="undo-"))
        self.shop = Shop(self.folder / "shop.sqlite")
        # What the tables hold after each act, and what is kept beside them; ``at`` is where undo and redo stand.
        self.history: list[Rows] = [self.shop.tables()]
        self.beside: list[Rows] = [self.shop.derived()]
        self.at = 0

    def teardown(self) -> None:
        try:
            self._undo_to_the_start_and_redo_to_the_end()
        finally:
            self.shop.close()
            shutil.rmtree(self.folder)

    def _undo_to_the_start_and_redo_to_the_end(self) -> None:
        while self.at:
            self.undo()
        assert self.shop.operations.undo() is None
        assert self.shop.database.check() == []
        assert not any(self.shop.tables().values())
        while self.at < len(self.history) - 1:
            self.redo()
        assert self.shop.operations.redo() is None

    # -- helping --

    def act(self, verb: Callable[[Transaction], object]) -> None:
        """Run a verb; what it refuses must leave nothing behind."""
        try:
            done = self.shop.operations.run("log", verb)
        except UserError:
            assert self.shop.tables() == self.history[self.at]
            return
        now = self.shop.tables()
        if done.operation_id is None:
            assert now == self.history[self.at]
        else:
            self.shop.assert_sound()
            self.history[self.at + 1 :] = [now]
            self.beside[self.at + 1 :] = [self.shop.derived()]
            self.at += 1

    def some(self, table: str, place: int) -> Any:
        """One row that there is."""
        rows = self.history[self.at][table]
        return rows[place % len(rows)]

    def has(self, table: str) -> bool:
        return bool(self.history[self.at][table])

    def suggestion(self, place: int) -> Suggestion:
        promised = self.history[self.at]["promise"]
        about = self.some("customer", place).id
        return Suggestion(about, SuggestionKind.ASK, Reason("a"), Reason("b"), (), None, None, f"{len(promised)}")

    # -- acts --

    @initialize()
    def first_customer(self) -> None:
        self.act(lambda tx: customers.add(tx, NewCustomer("Ana Moreira", nickname="Ani")))

    @rule(name=NAMES, reference=st.sampled_from(["", "7", "8"]), phone=st.sampled_from(["", "0123 45", "98 76"]))
    def add_customer(self, name: str, reference: str, phone: str) -> None:
        contacts = (NewContactPoint(ContactKind.PHONE, phone),) if phone else ()
        self.act(lambda tx: customers.add(tx, NewCustomer(name, reference=reference, contacts=contacts)))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, name=NAMES, note=WORDS, quiet=st.none() | DAYS)
    def change_customer(self, place: int, name: str, note: str, quiet: int | None) -> None:
        one = self.some("customer", place).id

        def verb(tx: Transaction) -> None:
            customers.rename(tx, one, name, note)
            customers.annotate(tx, one, note)
            customers.leave_in_peace(tx, one, None if quiet is None else days_ago(-quiet))

        self.act(verb)

    @precondition(lambda self: len(self.history[self.at]["customer"]) > 1)
    @rule(place=PLACE)
    def remove_customer(self, place: int) -> None:
        one = self.some("customer", place).id
        self.act(lambda tx: customers.remove(tx, [one]))

    @precondition(lambda self: len(self.history[self.at]["customer"]) > 1)
    @rule(place=PLACE, other=PLACE, fields=st.frozensets(st.sampled_from(Field)))
    def merge(self, place: int, other: int, fields: frozenset[Field]) -> None:
        kept, gone = self.some("customer", place).id, self.some("customer", other).id
        self.act(lambda tx: merging.merge(tx, kept, gone, Choice(fields)))

    @precondition(lambda self: self.has("merge"))
    @rule(place=PLACE, divided=st.booleans())
    def take_apart(self, place: int, divided: bool) -> None:
        merged = self.some("merge", place)
        if merged.gone_id != merged.kept_id:
            self.act(lambda tx: merging.unmerge(tx, merged.id, None if divided else ()))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, email=st.sampled_from(["ana@example.org", "  ", "Bo@Example.org"]))
    def add_contact(self, place: int, email: str) -> None:
        one = self.some("customer", place).id
        self.act(lambda tx: customers.add_contact(tx, one, NewContactPoint(ContactKind.EMAIL, email)))

    @precondition(lambda self: self.has("contact_point"))
    @rule(place=PLACE, phone=st.none() | st.sampled_from(["555 1234", "0"]))
    def change_or_remove_contact(self, place: int, phone: str | None) -> None:
        one = self.some("contact_point", place).id
        if phone is None:
            self.act(lambda tx: customers.remove_contact(tx, one))
        else:
            self.act(lambda tx: customers.change_contact(tx, one, NewContactPoint(ContactKind.PHONE, phone)))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, state=st.sampled_from(ConsentState))
    def note_consent(self, place: int, state: ConsentState) -> None:
        consent = Consent(self.some("customer", place).id, Channel.PHONE, Purpose.ANY, state, TODAY, "said so")
        self.act(lambda tx: customers.note_consent(tx, consent))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, other=PLACE, household=st.booleans())
    def relate(self, place: int, other: int, household: bool) -> None:
        pair = [self.some("customer", place).id, self.some("customer", other).id]
        if household:
            self.act(lambda tx: relations.share_household(tx, "Moreira", pair))
        else:
            self.act(lambda tx: relations.relate(tx, pair[0], pair[1], "mother of"))

    @precondition(lambda self: self.has("customer"))
    @rule(
        people=st.lists(PLACE, max_size=3),
        words=WORDS,
        kind=st.sampled_from(Kind),
        ago=DAYS,
        lines=LINES,
        told=st.lists(FACTS, max_size=2),
        promised=st.lists(PROMISED, max_size=1),
        waits=st.lists(st.builds(NewWish, st.sampled_from(["spelt", " "])), max_size=1),
    )
    def log(
        self,
        people: list[int],
        words: str,
        kind: Kind,
        ago: int,
        lines: list[Any],
        told: list[NewFact],
        promised: list[NewPromise],
        waits: list[NewWish],
    ) -> None:
        entry = NewInteraction(
            tuple(self.some("customer", place).id for place in people),
            kind,
            at(days_ago(ago)),
            words,
            lines=tuple(lines),
            facts=tuple(told),
            promises=tuple(promised),
            wishes=tuple(waits),
        )
        self.act(lambda tx: interactions.log(tx, entry))

    @precondition(lambda self: self.has("interaction"))
    @rule(place=PLACE, words=WORDS, kind=st.sampled_from(Kind), ago=DAYS, direction=st.sampled_from(Direction))
    def edit_entry(self, place: int, words: str, kind: Kind, ago: int, direction: Direction) -> None:
        entry = self.shop.entry(self.some("interaction", place).id)
        change = partial(interactions.change, entry=entry, words=words, kind=kind, at=at(days_ago(ago)))
        self.act(lambda tx: change(tx, channel=Channel.PHONE, direction=direction, outcome=None))

    @precondition(lambda self: self.has("interaction"))
    @rule(place=PLACE)
    def remove_entry(self, place: int) -> None:
        one = self.some("interaction", place).id
        self.act(lambda tx: interactions.remove(tx, one))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, fact=FACTS, ago=DAYS)
    def learn(self, place: int, fact: NewFact, ago: int) -> None:
        one = self.some("customer", place).id
        self.act(lambda tx: facts.learn(tx, one, fact, learned=days_ago(ago)))

    @precondition(lambda self: self.has("fact"))
    @rule(place=PLACE, how=st.sampled_from(["correct", "confirm", "retire"]), fact=FACTS)
    def tend_fact(self, place: int, how: str, fact: NewFact) -> None:
        one = self.some("fact", place).id
        verbs: dict[str, Callable[[Transaction], object]] = {
            "correct": lambda tx: facts.correct(tx, one, fact),
            "confirm": lambda tx: facts.confirm(tx, one),
            "retire": lambda tx: facts.retire(tx, one),
        }
        self.act(verbs[how])

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, promise=PROMISED, wish=st.booleans())
    def promise_or_wish(self, place: int, promise: NewPromise, wish: bool) -> None:
        one = self.some("customer", place).id
        if wish:
            self.act(lambda tx: promises.wish(tx, one, NewWish(promise.words)))
        else:
            self.act(lambda tx: promises.give(tx, one, promise))

    @precondition(lambda self: self.has("promise"))
    @rule(place=PLACE, state=st.none() | st.sampled_from(PromiseState))
    def tend_promise(self, place: int, state: PromiseState | None) -> None:
        one = self.some("promise", place).id
        if state is None:
            self.act(lambda tx: promises.reschedule(tx, one, TODAY + timedelta(days=place)))
        else:
            self.act(lambda tx: promises.settle(tx, one, state, "because"))

    @precondition(lambda self: self.has("wish"))
    @rule(place=PLACE, state=st.sampled_from(WishState))
    def tend_wish(self, place: int, state: WishState) -> None:
        one = self.some("wish", place).id
        self.act(lambda tx: promises.settle_wish(tx, one, state))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, later=st.integers(-1, 9), refusal=st.none() | st.sampled_from(Refusal))
    def answer_suggestion(self, place: int, later: int, refusal: Refusal | None) -> None:
        shown = self.suggestion(place)
        if refusal is not None:
            self.act(lambda tx: answers.refuse(tx, shown, refusal))
        else:
            self.act(lambda tx: answers.later(tx, shown, TODAY + timedelta(days=later)))

    @precondition(lambda self: self.has("customer"))
    @rule(place=PLACE, channel=st.none() | st.sampled_from(Channel), outcome=st.none() | st.sampled_from(Outcome))
    def follow_suggestion(self, place: int, channel: Channel | None, outcome: Outcome | None) -> None:
        shown = replace(self.suggestion(place), channel=channel)
        self.act(lambda tx: answers.done(tx, shown, outcome, "so it is" if place % 2 else ""))

    @precondition(lambda self: self.has("participant"))
    @rule(place=PLACE)
    def follow_suggestion_with_an_entry(self, place: int) -> None:
        one = self.some("participant", place)
        shown = self.suggestion(place)
        self.act(lambda tx: answers.done(tx, shown, interaction_id=one.interaction_id))

    @precondition(lambda self: self.has("suggestion_answer"))
    @rule(place=PLACE)
    def allow_suggestion(self, place: int) -> None:
        one = self.some("suggestion_answer", place)
        self.act(lambda tx: answers.allow_again(tx, one.customer_id, SuggestionKind(one.kind)))

    @rule(name=st.sampled_from(["Bea", "Cy", "bea"]))
    def add_staff(self, name: str) -> None:
        self.act(lambda tx: staff.add(tx, name))

    @precondition(lambda self: self.has("staff"))
    @rule(place=PLACE, name=st.sampled_from(["Bea", "Dot"]), role=st.sampled_from(Role), active=st.booleans())
    def change_staff(self, place: int, name: str, role: Role, active: bool) -> None:
        one = self.some("staff", place).id
        self.act(lambda tx: staff.change(tx, one, name=name, role=role, active=active))

    @rule(currency=st.sampled_from(["EUR", "gbp", "?"]), day_first=st.booleans())
    def change_settings(self, currency: str, day_first: bool) -> None:
        self.act(lambda tx: shop_settings.change(tx, currency=currency, day_first=day_first))

    @rule(
        rows=st.lists(st.tuples(st.sampled_from(["7", "8", ""]), PRODUCTS, st.integers(1, 3)), min_size=1, max_size=4)
    )
    def import_sales(self, rows: list[tuple[str, str, int]]) -> None:
        lines = [
            [f"2025-04-{10 + place}", reference, product, str(quantity), "3.20"]
            for place, (reference, product, quantity) in enumerate(rows)
        ]
        header = ["Date", "Customer ID", "Product", "Quantity", "Price"]
        self.take_in("sales.csv", Content.SALES, [header, *lines])

    @rule(rows=st.lists(PEOPLE, min_size=1, max_size=3))
    def import_people(self, rows: list[tuple[str, str, str]]) -> None:
        self.take_in("people.csv", Content.CUSTOMERS, [["Name", "E-mail", "Tags"], *map(list, rows)])

    def take_in(self, name: str, kind: Content, rows: list[list[str]]) -> None:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        plan = importing.prepare(path, content=kind)
        looked = self.shop.read(lambda reader: importing.preview(reader, plan)).counts()
        self.act(lambda tx: importing.take_in(tx, plan))
        assert self.history[self.at]["import_batch"][-1][-6:-1] == (
            looked.new, looked.changed, looked.same, looked.doubtful, looked.bad,
        )  # fmt: skip

    @rule(words=WORDS)
    def keep_draft(self, words: str) -> None:
        before = self.shop.operations.redoable()
        self.shop.run("kept", lambda tx: drafts.keep(tx, "log", words))
        assert self.shop.read(lambda reader: drafts.standing(reader, "log")) == words
        assert self.shop.operations.redoable() == before

    # -- there and back --

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        report = self.shop.operations.undo()
        assert report is not None
        assert report.kept == ()
        self.at -= 1
        self.as_remembered()

    @precondition(lambda self: self.at < len(self.history) - 1)
    @rule()
    def redo(self) -> None:
        report = self.shop.operations.redo()
        assert report is not None
        assert report.kept == ()
        self.at += 1
        self.as_remembered()

    @precondition(lambda self: self.at > 0)
    @rule(places=st.lists(PLACE, min_size=1, max_size=3))
    def undo_older_acts_and_redo_them(self, places: list[int]) -> None:
        """What newer acts stand on is kept; done again, all is as it was."""
        times = 0
        for place in places:
            standing = self.shop.read(lambda reader: journal.recent(reader, 100))
            if standing:
                self.shop.operations.undo_operation(standing[place % len(standing)].id)
                self.shop.assert_sound()
                times += 1
        for _ in range(times):
            assert self.shop.operations.redo() is not None
        self.as_remembered()

    @rule()
    def reopen(self) -> None:
        self.shop.reopen()

    def as_remembered(self) -> None:
        assert self.shop.tables() == self.history[self.at]
        assert self.shop.derived() == self.beside[self.at]


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(
    max_examples=int(os.environ.get("RELAPP_UNDO_RUNS", "6")),
    stateful_step_count=int(os.environ.get("RELAPP_UNDO_STEPS", "25")),
    suppress_health_check=list(HealthCheck),
)
