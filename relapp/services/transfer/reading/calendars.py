"""Calendars: iCalendar and the older vCalendar, as calendar programs and telephones write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from relapp.domain.folding import fold
from relapp.services.transfer.meaning.events import Component, EventReader, Surroundings, address_of
from relapp.services.transfer.meaning.recurrence import parse_rule, parse_stamp
from relapp.services.transfer.meaning.zones import Change, parse_offset
from relapp.services.transfer.reading.content_lines import ContentLine, LinesFile, first_line, look_through
from relapp.services.transfer.reading.documents import Document, Format
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow

_TAKEN = ("VEVENT", "VTODO", "VJOURNAL")
_CLOCKS = ("STANDARD", "DAYLIGHT")
_BEGINNINGS = (
    "BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VJOURNAL", "BEGIN:VFREEBUSY", "BEGIN:VTIMEZONE",
    "BEGIN:VALARM", "BEGIN:VAVAILABILITY",
)  # fmt: skip
_ENDINGS = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")
_DEEPEST = 50
_MOST_LINES = 2000
_MOST_VOICES = 1000
_MOST_MOVED = 200_000


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a calendar."""
    first = first_line(head)
    begun = not first or head[:2000].lstrip(b"\xef\xbb\xbf\r\n\t ")[:6].upper() == b"BEGIN:"
    return first in _BEGINNINGS or (path.suffix.lower() in _ENDINGS and begun)


def open_calendar(path: Path, ours: Collection[str] = ()) -> Document:
    """The entries of a calendar.

    Of the addresses in it, the shop's is one of ``ours``, else the one that invites to most of its events.

    :raises UserError: ``import.empty``, ``import.too_large``, ``import.cannot_read``.
    """
    file = look_through(path)
    around, invited = Surroundings(), _Voices()
    for component in components(file.content_lines()):
        pause()
        _look_around(component, around, invited)
    around.shared = invited.shared
    how_read = HowRead("calendar", file.lines, encoding=file.encoding)
    voices = invited.voices()
    us = next((voice for voice in voices if fold(voice) in {fold(name) for name in ours}), invited.inviting())
    source = partial(_entries, file, around, tuple(ours))
    return Document(path.name, how_read, Content.ENTRIES, source, voices=voices, us=us)


def _entries(file: LinesFile, around: Surroundings, ours: tuple[str, ...], us: str) -> Iterator[EntryRow | BadRow]:
    reader = EventReader(around, (*ours, us), datetime.now().astimezone())
    for component in components(file.content_lines()):
        if component.name in _TAKEN:
            yield from reader.rows(component)


class _Voices:
    """Who stands in a calendar, how often; and which ids several of its events share."""

    def __init__(self) -> None:
        self._all: Counter[str] = Counter()
        self._inviting: Counter[str] = Counter()
        self._ids: set[int] = set()
        self.shared: set[int] = set()

    def hear(self, event: Component) -> None:
        """Take in one event."""
        if event.first("RECURRENCE-ID") is None:
            uid = hash(event.text("UID")[:500])
            (self.shared if uid in self._ids else self._ids).add(uid)
        for line in event.all("ORGANIZER", "ATTENDEE")[:50]:
            email, _ = address_of(line)
            if email and (email in self._all or len(self._all) < _MOST_VOICES):
                self._all[email] += 1
                self._inviting[email] += line.name == "ORGANIZER"

    def voices(self) -> tuple[str, ...]:
        """The addresses, the likeliest to be the shop's first."""
        return tuple(sorted(self._all, key=lambda one: (-self._inviting[one], -self._all[one], one)))

    def inviting(self) -> str:
        """Who invites to more than one event, and to most."""
        most = self._inviting.most_common(1)
        return most[0][0] if most and most[0][1] > 1 else ""


def _look_around(component: Component, around: Surroundings, voices: _Voices) -> None:
    if component.name in _CLOCKS:
        _explain(component, around)
    elif component.name == "VCALENDAR":
        around.cancels = component.text("METHOD").upper() == "CANCEL"
    elif component.name in _TAKEN:
        voices.hear(component)
        again = component.first("RECURRENCE-ID")
        stamp = parse_stamp(again.text) if again is not None else None
        if (
            again is not None
            and stamp is not None
            and 1900 <= stamp[0].year <= 2200
            and len(around.moved) < _MOST_MOVED
        ):
            moment = around.zones.moment(stamp[0], stamp[1] or again.parameter("TZID"))
            around.moved.setdefault(component.text("UID")[:500], set()).add(moment.astimezone(UTC))


def _explain(component: Component, around: Surroundings) -> None:
    """Take in when a zone changes its clocks."""
    stamp = parse_stamp(component.text("DTSTART"))
    before, after = parse_offset(component.text("TZOFFSETFROM")), parse_offset(component.text("TZOFFSETTO"))
    name = component.text("TZID")
    if stamp is None or after is None or not name:
        return
    earlier = before if before is not None else after
    rule = parse_rule(component.text("RRULE"), lambda moment: moment + earlier)
    days = [
        parse_stamp(word.partition("/")[0]) for line in component.all("RDATE") for word in line.text.split(",")[:300]
    ]
    change = Change(stamp[0], earlier, after, rule, tuple(day[0] for day in days if day is not None))
    around.zones.explain(name, change)


def components(lines: Iterator[ContentLine]) -> Iterator[Component]:
    """Events, tasks, journal entries, changes of clocks (with the name of their zone), and the calendar's own lines.

    What is never ended lasts to the next of its kind or to the end of the file.
    """
    stack: list[Component] = []
    for each in lines:
        if each.name == "BEGIN":
            name = each.text.upper()
            if stack and stack[-1].name == name and name in _TAKEN:
                yield stack.pop()
            while len(stack) >= _DEEPEST:
                yield from _whole(stack.pop(), stack)
            stack.append(Component(each.line, name))
        elif each.name == "END":
            name = each.text.upper()
            if any(component.name == name for component in stack):
                while stack:
                    done = stack.pop()
                    yield from _whole(done, stack)
                    if done.name == name:
                        break
        elif stack and len(stack[-1].lines) < _MOST_LINES:
            stack[-1].lines.append(each)
    while stack:
        done = stack.pop()
        yield from _whole(done, stack)


def _whole(done: Component, stack: list[Component]) -> Iterator[Component]:
    if done.name in _CLOCKS and stack:
        done.lines += stack[-1].all("TZID")
    if done.name in (*_TAKEN, *_CLOCKS, "VCALENDAR"):
        yield done


FORMAT = Format(recognises, open_calendar)
