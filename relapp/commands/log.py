"""``relapp log``: what happened, in one line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.people import not_settled
from relapp.commands.shop import opened, operations
from relapp.domain.cases import NewCase
from relapp.domain.consents import NewWord
from relapp.domain.errors import UserError
from relapp.domain.facts import NewFact
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.chips import Chip
from relapp.domain.wishes import NewWish
from relapp.paths import Places
from relapp.services import quick_log
from relapp.services.operations import Operations, local_now
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.timeline import TimelineEntry
from relapp.services.quick_log import Logged, Person, Understanding
from relapp.services.who import Named, open_customer
from relapp.storage.reader import Reader
from relapp.ui.wording import entries as wording
from relapp.ui.wording import money, timeline, tr
from relapp.ui.wording import operations as operation_words


@dataclass(frozen=True, slots=True)
class _Done:
    """What was logged, read back."""

    entry: TimelineEntry
    customers: tuple[tuple[int, str, bool], ...]
    """Id, name, and whether they are new."""
    remembered: tuple[Chip, ...]
    offered: tuple[Chip, ...]
    understood: Understanding


def log(options: Namespace, places: Places) -> int:
    """Log a line.

    :raises UserError: it is not clear whom it is about, it says nothing, or it is too long.
    """
    now = options.on or local_now()
    with opened(places, make=True) as database:
        with database.read() as reader:
            understood = _understood(reader, options, now)
            persons = _persons(understood, someone_new=options.new)
        done = _log(operations(database, options.person), understood, persons, remember=options.remember)
    if options.json:
        say_json(_json(done, now))
    else:
        _tell(done, now)
    return 0


def _understood(reader: Reader, options: Namespace, now: datetime) -> Understanding:
    if options.customer is not None and open_customer(reader, options.customer) is None:
        raise UserError("customer.unknown", words=str(options.customer))
    understood = quick_log.understand(reader, " ".join(options.words), now, customer_id=options.customer)
    if not understood.people:
        raise UserError("entry.nobody")
    if not understood.says_something:
        raise UserError("entry.empty")
    return understood


def _persons(understood: Understanding, *, someone_new: bool) -> list[Person]:
    return [_person(named, someone_new=someone_new) for named in understood.people]


def _person(named: Named, *, someone_new: bool) -> Person:
    if someone_new and named.new is not None:
        return named.new
    if named.chosen is None:
        raise not_settled(named)
    return named.chosen


def _log(work: Operations, understood: Understanding, persons: Sequence[Person], *, remember: bool) -> _Done:
    chips = understood.reading.chips
    entry = quick_log.entry_of(understood, chips if remember else ())
    verb = partial(quick_log.log_new, entry=entry, persons=persons, origins=understood.origins)
    logged: Logged = work.run("log", verb).result
    with work.database.read() as reader:
        shown = timeline_page.entries(reader, [logged.entry_id])[0]
    added = {one for one, person in zip(logged.customers, persons, strict=True) if not isinstance(person, int)}
    about = zip(shown.interaction.customers, shown.others, strict=True)
    return _Done(
        entry=shown,
        customers=tuple((one, name, one in added) for one, name in about),
        remembered=chips if remember else (),
        offered=() if remember else chips,
        understood=understood,
    )


def _tell(done: _Done, now: datetime) -> None:
    today = now.date()
    entry = done.entry.interaction
    names = " · ".join(f"{name} ({one})" for one, name, _ in done.customers)
    head = [operation_words.told("log"), names, timeline.headline(entry), timeline.moment(entry.at, today)]
    if entry.total is not None:
        head.append(money.money(entry.total))
    say(" · ".join(head))
    say(timeline.text(entry), 4)
    for one, name, is_new in done.customers:
        if is_new:
            say(tr("Commands", "New customer: {name} ({id})").format(name=name, id=one))
    if done.understood.no_usual:
        say(tr("Commands", "Nothing is usual for them yet: no product was noted."))
    for chip in done.remembered:
        say(tr("Commands", "Remembered: {what}").format(what=wording.offer(chip.offer, today)))
    for chip in done.offered:
        text = tr("Commands", "Not remembered without --remember: {what}")
        say(text.format(what=wording.offer(chip.offer, today)))


def _json(done: _Done, now: datetime) -> as_json.Json:
    return {
        "entry": as_json.entry(done.entry, done.understood.currency),
        "customers": [{"id": one, "name": name, "new": is_new} for one, name, is_new in done.customers],
        "remembered": [_chip(chip, now) for chip in done.remembered],
        "offered": [_chip(chip, now) for chip in done.offered],
    }


def _chip(chip: Chip, now: datetime) -> as_json.Json:
    return {"kind": _kind(chip.offer), "words": wording.offer(chip.offer, now.date())}


def _kind(offer: NewFact | NewPromise | NewWish | NewCase | NewWord | NewPeace | NewQuiet) -> str:
    match offer:
        case NewPromise():
            return "promise"
        case NewWish():
            return "wish"
        case NewFact():
            return "fact"
        case NewCase():
            return "case"
        case NewWord():
            return "consent"
        case NewPeace():
            return "peace"
        case NewQuiet():
            return "quiet"
