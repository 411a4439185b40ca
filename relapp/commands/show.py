"""``relapp show``: everything about one customer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.people import not_settled
from relapp.commands.shop import opened
from relapp.domain.errors import UserError
from relapp.domain.money import Money
from relapp.domain.relationship import Statement
from relapp.domain.usual import Usual
from relapp.paths import Places
from relapp.services import who
from relapp.services.operations import local_now
from relapp.services.pages import customer as customer_page
from relapp.services.pages import relationship as relationship_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customer import CustomerPage
from relapp.services.pages.relationship import RelationshipPage
from relapp.services.pages.timeline import TimelineEntry
from relapp.storage.reader import Reader
from relapp.ui.wording import brief, kinds, memory, money, relationship, sentences, timeline, tr

_LONGEST_ID = 18


def show(options: Namespace, places: Places) -> int:
    """Print a customer's page.

    :raises UserError: nobody, or several people, are meant.
    """
    today = local_now().date()
    with opened(places) as database, database.read() as reader:
        page = _page(reader, " ".join(options.customer), today)
        entries = _latest(reader, page, options.entries)
        between = relationship_page.page(reader, page.customer.id, today)
    if options.json:
        say_json(_json(page, entries, today) | {"relationship": _relationship(between, today)})
    else:
        _tell(page, entries, between, today)
    return 0


def _page(reader: Reader, words: str, today: date) -> CustomerPage:
    if words.isascii() and words.isdigit() and len(words) <= _LONGEST_ID:
        page = customer_page.page(reader, int(words), today)
        if page is not None:
            return page
    meant = who.named(reader, words, today)
    if not isinstance(meant.chosen, int):
        raise not_settled(meant)
    page = customer_page.page(reader, meant.chosen, today)
    if page is None:
        raise UserError("customer.unknown", words=words)
    return page


def _latest(reader: Reader, page: CustomerPage, number: int) -> list[TimelineEntry]:
    """The latest entries, newest first."""
    shown = page.timeline
    entries = list(shown.entries)
    while shown.more and len(entries) < number:
        shown = timeline_page.page(reader, page.customer.id, after=entries[-1].position)
        entries += shown.entries
    return entries[:number]


def _tell(page: CustomerPage, entries: list[TimelineEntry], between: RelationshipPage | None, today: date) -> None:
    known = page.customer
    say(f"{known.name} ({known.id})" + (f" · {known.nickname}" if known.nickname else ""))
    say(f"{memory.standing(page.stat, today)} · {kinds.rhythm(page.silence.state)}")
    say(" · ".join(point.value for point in page.contacts))
    if known.note:
        say(known.note)
    _tell_part(
        tr("Commands", "Brief"),
        (f"{brief.heading(line.kind)}  {brief.line(line, today)}" for line in page.brief),
    )
    _tell_part(
        tr("Commands", "Facts"),
        (f"{memory.fact(fact)} ({memory.fact_state(fact, today)})" for fact in page.facts),
    )
    _tell_part(
        tr("Commands", "Promises"),
        (f"{promise.words} ({memory.promise_state(promise, today)})" for promise in page.promises),
    )
    _tell_part(
        tr("Commands", "Waits for"), (f"{wish.words} ({memory.wish_state(wish, today)})" for wish in page.wishes)
    )
    if between is not None:
        _tell_part(
            relationship.title(between.name), (_sentence(told, between.name, today) for told in between.statements)
        )
    _tell_part(
        tr("Commands", "Timeline, {count}").format(count=_shown(len(entries), page.count)),
        (_entry(entry, today) for entry in entries),
    )


def _sentence(told: Statement, name: str, today: date) -> str:
    said = sentences(relationship.statement(told, name, today), relationship.hint(told, name))
    return f"{relationship.heading(told)}: {said}"


def _shown(shown: int, whole: int) -> str:
    return timeline.count(shown, whole, filtered=shown < whole)


def _tell_part(title: str, lines: Iterable[str]) -> None:
    """A heading and what stands below it; no heading where nothing does."""
    told = list(lines)
    if not told:
        return
    say()
    say(title)
    for line in told:
        say(line, 4)


def _entry(shown: TimelineEntry, today: date) -> str:
    entry = shown.interaction
    head = [timeline.moment(entry.at, today), timeline.headline(entry)]
    if entry.total is not None:
        head.append(money.money(entry.total))
    head.append(timeline.source(entry, shown.staff, shown.others))
    said = timeline.text(entry, shown.came_from, today).replace("\n", "\n    ")
    return " · ".join(part for part in head if part) + (f"\n    {said}" if said else "")


def _json(page: CustomerPage, entries: list[TimelineEntry], today: date) -> as_json.Json:
    return {
        "customer": as_json.customer(page.customer),
        "contacts": [{"kind": one.kind, "value": one.value, "label": one.label} for one in page.contacts],
        "spend": as_json.money(Money(page.stat.spend, page.currency)),
        "first": as_json.when(page.stat.first),
        "last": as_json.when(page.stat.last),
        "next": as_json.when(page.stat.next),
        "rhythm": {
            "state": page.silence.state,
            "visits": page.rhythm.visits,
            "gap_days": page.rhythm.gap,
            "silent_days": page.silence.days,
        },
        "brief": [
            {
                "kind": line.kind,
                "words": brief.line(line, today),
                "check": line.check,
                "receipts": as_json.receipts(line.receipts),
            }
            for line in page.brief
        ],
        "usual": _usual(page.usual),
        "facts": [as_json.fact(fact) for fact in page.facts],
        "promises": [as_json.promise(promise, today) for promise in page.promises],
        "wishes": [as_json.wish(wish) for wish in page.wishes],
        "entries": page.count,
        "timeline": [as_json.entry(entry, page.currency) for entry in entries],
    }


def _relationship(between: RelationshipPage | None, today: date) -> list[as_json.Json]:
    if between is None:
        return []
    return [
        {
            "aspect": told.aspect,
            "holds": told.holds,
            "code": told.reason.code,
            "words": relationship.statement(told, between.name, today),
            "would_change": relationship.hint(told, between.name),
            "rule": relationship.rule(told.aspect),
            "receipts": as_json.receipts(told.receipts),
        }
        for told in between.statements
    ]


def _usual(usual: Usual | None) -> list[as_json.Json] | None:
    if usual is None:
        return None
    return [
        {"product": item.product, "quantity": as_json.quantity(item.quantity), "bought": item.bought}
        for item in usual.items
    ]
