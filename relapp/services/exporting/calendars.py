"""Appointments, promises and birthdays as a calendar: iCalendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from relapp.domain.customers import Customer
from relapp.domain.facts import Fact, FactKind, NewFact
from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise
from relapp.services.exporting.content_lines import escaped, folded, parameter

_LEAP_YEAR = 1972
_PLAIN = str.maketrans("", "", "-:")
_IN_ADDRESSES = "@!$'*+-/=^_`{|}~."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody an event is with; ``email`` may be empty."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    ``identity`` tells it apart when the calendar is written again. ``at`` is a moment with its offset, or a whole day.
    ``words`` is its title and, after the first line, what is told of it. ``yearly``: whether it comes round.
    """

    identity: str
    at: datetime | date
    words: str
    guests: tuple[Guest, ...] = ()
    yearly: bool = False


def appointment(entry: Interaction, guests: Iterable[Guest]) -> Event:
    """An appointment of the timeline."""
    return Event(f"relapp-entry-{entry.id}", entry.at, entry.words, tuple(guests))


def promise(given: Promise, customer: Customer) -> Event | None:
    """A promise on the day it is due; ``None`` for one without a day."""
    if given.due is None:
        return None
    return Event(f"relapp-promise-{given.id}", given.due, f"{given.words} – {customer.name}")


def birthday(fact: Fact | NewFact, customer: Customer, called: str) -> Event | None:
    """A day that comes round every year; ``called`` is its kind in the language of the shop ("Birthday").

    ``None`` for a fact without a day.
    """
    if fact.month is None or fact.day is None:
        return None
    said = called if fact.kind == FactKind.BIRTHDAY or not fact.value else fact.value
    whose = f"{customer.name} – {fact.about}" if fact.about else customer.name
    # Without a year it begins in one that has 29 February.
    day = date(fact.year or _LEAP_YEAR, fact.month, fact.day)
    return Event(f"relapp-day-{customer.id}-{fact.month:02}{fact.day:02}-{said}", day, f"{said}: {whose}", yearly=True)


def events(given: Iterable[Event], stamp: datetime | None = None) -> Iterator[str]:
    """The whole calendar, event by event; ``stamp`` is when it was written, now if not told."""
    written = _utc(stamp or datetime.now(UTC))
    yield "".join(map(folded, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//relapp//relapp//EN", "CALSCALE:GREGORIAN")))
    for one in given:
        yield "".join(map(folded, _lines(one, written)))
    yield folded("END:VCALENDAR")


def _lines(one: Event, written: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.identity)}"
    yield f"DTSTAMP:{written}"
    if isinstance(one.at, datetime):
        yield f"DTSTART:{_utc(one.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{one.at.isoformat().translate(_PLAIN)}"
        if one.at < date.max:
            yield f"DTEND;VALUE=DATE:{(one.at + timedelta(days=1)).isoformat().translate(_PLAIN)}"
    if one.yearly:
        yield "RRULE:FREQ=YEARLY"
        yield "TRANSP:TRANSPARENT"
    title, _, more = one.words.strip().partition("\n")
    if title:
        yield f"SUMMARY:{escaped(title.strip())}"
    if more.strip():
        yield f"DESCRIPTION:{escaped(more.strip())}"
    for guest in one.guests:
        name = f";CN={parameter(guest.name)}" if guest.name else ""
        # An address is wanted there; nobody has this one.
        # Quoted as in a link: whatever stands in the place of an address stays within its line.
        address = f"mailto:{quote(guest.email, safe=_IN_ADDRESSES)}" if guest.email else "urn:relapp:guest"
        yield f"ATTENDEE{name}:{address}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    """In UTC; a moment at the edge of all years, which has none, as the clock there said."""
    try:
        moment, zone = at.astimezone(UTC), "Z"
    except OverflowError:
        moment, zone = at, ""
    # strftime tells years before 1000 with fewer digits.
    return moment.replace(tzinfo=None).isoformat(timespec="seconds").translate(_PLAIN) + zone
