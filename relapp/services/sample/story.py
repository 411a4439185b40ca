"""The sample shop's stories, told by the same verbs that staff use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from relapp.domain.cases import NewCase
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import (
    DEFAULT_CHANNEL,
    DEFAULT_DIRECTION,
    SALES,
    Channel,
    Direction,
    Kind,
    NewInteraction,
    Outcome,
)
from relapp.domain.promises import NewPromise, PromisedBy, PromiseState
from relapp.domain.staff import Role
from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.model import Refusal, Suggestion
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.wishes import NewWish, WishState
from relapp.services import answers as answer_verbs
from relapp.services import arrivals as arrival_verbs
from relapp.services import cases as case_verbs
from relapp.services import facts as fact_verbs
from relapp.services import interactions as interaction_verbs
from relapp.services import promises as promise_verbs
from relapp.services import staff as staff_verbs
from relapp.services.dossiers import dossiers, notable_amount, shop_view
from relapp.services.sample.book import Book, Deed, Line, Person
from relapp.services.sample.calendar import Calendar
from relapp.services.sample.routine import lines
from relapp.storage import facts, interactions, promises, wishes
from relapp.storage.transaction import Transaction

Verb = Callable[[Transaction], object]

_OUTCOMES = {None: None, True: Outcome.ANSWERED, False: Outcome.UNANSWERED}
_EDITED_AFTER = timedelta(minutes=12)
_CAME_IN = (8, 15)
_CLOSING = (18, 30)
_VIEW_DAYS = 91
"""For so many days the shop as a whole is looked at once: it changes little, and making the sample stays quick."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a member of staff did: ``name`` is the operation's code."""

    at: datetime
    by: str
    name: str
    verb: Verb


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns the stories of ``book`` into acts."""

    book: Book
    customers: Mapping[str, int]
    staff: Mapping[str, int]
    calendar: Calendar
    views: dict[int, ShopView] = field(default_factory=dict)

    def acts(self) -> list[Act]:
        """Everything that was done, in the order in which it was done."""
        found = [act for person in self.book.people for act in self._of(person)]
        found += self._in_the_shop()
        return sorted(found, key=lambda act: act.at)

    def _of(self, person: Person) -> Iterator[Act]:
        random = Random(person.name)
        for line in person.story:
            written: list[int] = []
            entry = self._entry(person, line, random)
            yield Act(entry.at, line.by, "log", _log(entry, written))
            yield from self._afterwards(line, entry.at, written)
        for deed in person.deeds:
            at = self.calendar.moment(deed.ago, 16, int(random.random() * 60))
            yield Act(at, deed.by, *self._done(deed, self.customers[person.name]))

    def _in_the_shop(self) -> Iterator[Act]:
        for came in self.book.arrivals:
            at = self.calendar.moment(came.ago, *_CAME_IN)
            yield Act(at, came.by, "arrival_note", partial(arrival_verbs.note, words=came.words, day=at.date()))
        for left in self.book.left:
            at = self.calendar.moment(left.ago, *_CLOSING)
            yield Act(at, left.by, "staff_edit", partial(_leave, staff_id=self.staff[left.name], name=left.name))

    def _entry(self, person: Person, line: Line, random: Random) -> NewInteraction:
        ago = self.calendar.workday(line.ago) if person.workdays else line.ago
        hour, minute = int(9 + random.random() * 8), int(random.random() * 60)
        if line.at:
            hour, minute = map(int, line.at.split(":"))
        sold = lines(self.book, line.took, -1 if line.kind is Kind.RETURN else 1) if line.kind in SALES else ()
        return NewInteraction(
            customers=tuple(self.customers[name] for name in (person.name, *line.also)),
            kind=line.kind,
            at=self.calendar.moment(ago, hour, minute),
            words=self.calendar.words(line.was or line.words),
            channel=Channel(line.via) if line.via else DEFAULT_CHANNEL[line.kind],
            direction=Direction(line.way) if line.way else DEFAULT_DIRECTION[line.kind],
            outcome=_OUTCOMES[line.answered],
            lines=sold,
            facts=tuple(self._facts(line)),
            promises=tuple(self._promises(line)),
            wishes=(NewWish(line.wish),) if line.wish else (),
        )

    def _facts(self, line: Line) -> Iterator[NewFact]:
        known = {Certainty.TOLD: line.told, Certainty.SEEN: line.seen, Certainty.GUESSED: line.guessed}
        for certainty, by_kind in known.items():
            for kind, values in by_kind.items():
                for value in values if isinstance(values, list) else (values,):
                    yield self._fact(kind, value, line.about, certainty)

    def _fact(self, kind: str, value: Any, about: str, certainty: Certainty) -> NewFact:
        if isinstance(value, str):
            return NewFact(kind, value, about, certainty)
        if "on" in value:
            month, day = map(int, value["on"].split("-"))
            return NewFact(kind, value.get("what", ""), about, certainty, month, day, value.get("year"))
        when = self.calendar.day(-value.get("in", value.get("ends_in")))
        year = when.year if "ends_in" in value else value.get("year")
        return NewFact(kind, value.get("what", ""), about, certainty, when.month, when.day, year)

    def _promises(self, line: Line) -> Iterator[NewPromise]:
        due = None if line.due_in is None else self.calendar.day(-line.due_in)
        if line.promise:
            yield NewPromise(self.calendar.words(line.promise), due)
        if line.their_promise:
            yield NewPromise(self.calendar.words(line.their_promise), due, PromisedBy.CUSTOMER)

    def _afterwards(self, line: Line, at: datetime, written: list[int]) -> Iterator[Act]:
        if line.was:
            yield Act(at + _EDITED_AFTER, line.by, "log_edit", _edit(written, self.calendar.words(line.words)))
        if line.cause:
            ask_on = None if line.ask_in is None else self.calendar.day(-line.ask_in)
            case = NewCase(line.cause, remedy=line.remedy, owner_id=self.staff[line.by], ask_on=ask_on)
            yield Act(at + _EDITED_AFTER, line.by, "case_open", _open_case(written, case))
        for ago, state in (
            (line.kept, PromiseState.KEPT),
            (line.broken, PromiseState.BROKEN),
            (line.explained, PromiseState.EXPLAINED),
        ):
            if ago is not None:
                closing = self.calendar.moment(ago, 17, 30)
                yield Act(closing, line.by, "promise_settle", _settle(written, state, line.because))
        for ago, outcome in ((line.met, WishState.MET), (line.dropped, WishState.DROPPED)):
            if ago is not None:
                yield Act(self.calendar.moment(ago, 17, 40), line.by, "wish_settle", _settle_wish(written, outcome))

    def _done(self, deed: Deed, customer_id: int) -> tuple[str, Verb]:
        day = self.calendar.day(deed.ago)
        until = None if deed.until_in is None else self.calendar.day(-deed.until_in)
        match deed.do:
            case "correct":
                return "fact_correct", lambda tx: fact_verbs.correct(
                    tx, _fact_id(tx, customer_id, deed), NewFact(deed.what, deed.now)
                )
            case "confirm":
                return "fact_confirm", lambda tx: fact_verbs.confirm(tx, _fact_id(tx, customer_id, deed))
            case "retire":
                return "fact_retire", lambda tx: fact_verbs.retire(tx, _fact_id(tx, customer_id, deed))
            case "done":
                return "suggestion_done", lambda tx: answer_verbs.done(
                    tx, self._shown(tx, customer_id, deed), _OUTCOMES[deed.answered], self.calendar.words(deed.words)
                )
            case "later" if until is not None:
                return "suggestion_later", lambda tx: answer_verbs.later(tx, self._shown(tx, customer_id, deed), until)
            case "no":
                return "suggestion_no", lambda tx: answer_verbs.refuse(
                    tx, self._shown(tx, customer_id, deed), Refusal(deed.why), until
                )
            case "left":
                return "kept", lambda tx: self._shown(tx, customer_id, deed)
        raise ValueError(f"nobody can {deed.do} on {day}")

    def _shown(self, tx: Transaction, customer_id: int, deed: Deed) -> Suggestion:
        """The suggestion that stood when ``deed`` says it was seen, noted as shown that day."""
        ago = deed.ago if deed.seen is None else deed.seen
        day = self.calendar.day(ago)
        if ago // _VIEW_DAYS not in self.views:
            self.views[ago // _VIEW_DAYS] = replace(shop_view(tx), notable=notable_amount(tx, day))
        for seen in dossiers(tx, [customer_id], day):
            standing, _ = candidates_for(seen, self.views[ago // _VIEW_DAYS])
            for suggestion in standing:
                if suggestion.kind == deed.what:
                    answer_verbs.note_shown(tx, [suggestion], day)
                    return suggestion
        raise ValueError(f"no suggestion of kind {deed.what} stood {ago} days ago for customer {customer_id}")


def _log(entry: NewInteraction, written: list[int]) -> Verb:
    return lambda tx: written.append(interaction_verbs.log(tx, entry))


def _open_case(written: list[int], case: NewCase) -> Verb:
    def open_it(tx: Transaction) -> None:
        (entry,) = interactions.find(tx, written)
        case_verbs.open_case(tx, entry.customers[0], case, source_id=entry.id)

    return open_it


def _edit(written: list[int], words: str) -> Verb:
    def edit(tx: Transaction) -> None:
        (entry,) = interactions.find(tx, written)
        interaction_verbs.change(
            tx,
            entry,
            words=words,
            kind=entry.kind,
            at=entry.at,
            channel=entry.channel,
            direction=entry.direction,
            outcome=entry.outcome,
        )

    return edit


def _leave(tx: Transaction, staff_id: int, name: str) -> None:
    staff_verbs.change(tx, staff_id, name=name, role=Role.STAFF, active=False)


def _settle(written: list[int], state: PromiseState, because: str) -> Verb:
    def settle(tx: Transaction) -> None:
        for promise in promises.of_sources(tx, written)[written[0]]:
            promise_verbs.settle(tx, promise.id, state, because)

    return settle


def _settle_wish(written: list[int], state: WishState) -> Verb:
    def settle(tx: Transaction) -> None:
        for wish in wishes.of_sources(tx, written)[written[0]]:
            promise_verbs.settle_wish(tx, wish.id, state)

    return settle


def _fact_id(tx: Transaction, customer_id: int, deed: Deed) -> int:
    found = [fact.id for fact in facts.current(tx, [customer_id])[customer_id] if fact.kind == deed.what]
    if not found:
        raise ValueError(f"no {deed.what} was known {deed.ago} days ago")
    return found[0]
