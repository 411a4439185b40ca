"""What stands in a calendar as entries: appointments, and what was to be done or was written down, as notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from relapp.domain.folding import fold
from relapp.domain.interactions import DEFAULT_CHANNEL, DEFAULT_DIRECTION, Kind
from relapp.services.transfer.meaning.card_parts import plain_address, without_controls
from relapp.services.transfer.meaning.recurrence import Rule, occurrences, parse_rule, parse_stamp
from relapp.services.transfer.meaning.values import is_email, one_line
from relapp.services.transfer.meaning.zones import Zones
from relapp.services.transfer.reading.content_lines import ContentLine
from relapp.services.transfer.rows import BadRow, CancelledEvent, EntryRow, Who

MOST_OCCURRENCES = 500
"""So many times something that comes round is taken in, the latest ones."""
AHEAD = timedelta(days=366)
"""So far ahead what comes round is taken in."""
MOST_STEPS = 2_000_000
"""So many occurrences are looked at in one file; what comes round after that is taken once."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_PEOPLE = 200
_MOST_WORDS_OF_NAMES = 14
_LONGEST_NAME = 4
_WORDS = ("SUMMARY", "LOCATION", "DESCRIPTION", "COMMENT", "CONTACT", "RESOURCES", "CONFERENCE", "URL")
_DATES = {
    "VEVENT": ("DTSTART",),
    "VTODO": ("DUE", "DTSTART", "COMPLETED", "CREATED"),
    "VJOURNAL": ("DTSTART", "CREATED"),
}
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.I
)
_NO_PEOPLE = ("ROOM", "RESOURCE")


@dataclass(slots=True)
class Component:
    """One event, task or journal entry: ``line`` is where it begins, ``name`` its kind."""

    line: int
    name: str
    lines: list[ContentLine] = field(default_factory=list)

    def first(self, *names: str) -> ContentLine | None:
        """The first line of one of these names, tried in order."""
        return next((each for name in names for each in self.lines if each.name == name and each.text), None)

    def all(self, *names: str) -> list[ContentLine]:
        """All lines of these names."""
        return [each for each in self.lines if each.name in names]

    def text(self, name: str) -> str:
        """The words of the first line of that name."""
        found = self.first(name)
        return found.text if found is not None else ""


@dataclass(slots=True)
class Surroundings:
    """What the rest of a calendar says that its events need.

    ``moved`` are the occurrences, by the event's id, that have an event of their own; ``shared`` are ids that several
    events have. ``cancels``: the whole file calls its events off.
    """

    zones: Zones = field(default_factory=Zones)
    moved: dict[str, set[datetime]] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)
    cancels: bool = False


class EventReader:
    """Turns events into entries. ``ours`` are addresses and names of the shop, ``now`` is the day that counts."""

    def __init__(self, around: Surroundings, ours: Collection[str], now: datetime) -> None:
        self._around = around
        self._ours = {fold(plain_address(name)) for name in ours if name}
        self._now = now
        self._steps = 0

    def rows(self, event: Component) -> Iterator[EntryRow | BadRow]:
        """The entry of an event, one for each time it comes round."""
        if event.text("STATUS").upper() == "CANCELLED" or self._around.cancels:
            yield self._cancelled(event)
            return
        begins = event.first(*_DATES[event.name])
        stamp = _stamp(begins.text) if begins is not None else None
        if begins is None:
            yield self._bad(event, "row.no_date")
            return
        if stamp is None:
            yield self._bad(event, "row.date", value=begins.text[:40])
            return
        wall, zone = stamp[0], _zone_of(begins, stamp[1])
        who, perhaps = tuple(self._people(event)), tuple(names_in(one_line(event.text("SUMMARY"))))
        rule_words, times = self._times(event, wall, zone)
        words = "\n".join(filter(None, (_words(event), self._length(event, begins, wall, zone), rule_words)))
        if not words and not who:
            yield self._bad(event, "row.nothing_said")
            return
        kind = Kind.APPOINTMENT if event.name == "VEVENT" else Kind.NOTE
        without = tuple(self._without(event, wall, zone))
        for place, (identity, at) in enumerate(times):
            yield EntryRow(
                line=event.line,
                who=who,
                at=at.astimezone(),
                kind=kind,
                channel=DEFAULT_CHANNEL[kind],
                direction=DEFAULT_DIRECTION[kind],
                words=words,
                identity=identity,
                perhaps=perhaps,
                without=() if place else without,
            )

    @staticmethod
    def _bad(event: Component, code: str, **details: str) -> BadRow:
        cells = (f"{each.name}: {one_line(each.text[:500])}" for each in event.lines[:40] if not each.base64)
        return BadRow(event.line, tuple(cells), code, dict(details))

    def _cancelled(self, event: Component) -> CancelledEvent:
        bad = self._bad(event, "row.event_cancelled")
        names, who = tuple(filter(None, self._identities(event))), tuple(self._people(event))
        return CancelledEvent(bad.line, bad.cells, bad.code, identities=names, who=who, words=_words(event))

    def _identities(self, event: Component) -> Iterator[str]:
        """Under which identities an earlier file may have brought it: its id alone, or with a moment."""
        uid, again = event.text("UID")[:500], event.first("RECURRENCE-ID")
        begins = again or event.first(*_DATES[event.name])
        stamp = _stamp(begins.text) if begins is not None else None
        if again is None:
            yield uid
        if begins is None or stamp is None:
            return
        zone = _zone_of(begins, stamp[1])
        yield _identity(uid, self._around.zones.moment(stamp[0], zone))
        if again is None:
            yield from (identity for identity, _ in self._times(event, stamp[0], zone)[1])

    # -- when --

    def _times(self, event: Component, wall: datetime, zone: str) -> tuple[str, list[tuple[str, datetime]]]:
        """Its rule in its own words where that is not followed; when it happens, each time with what tells it apart."""
        moment = self._around.zones.moment(wall, zone)
        uid, again = event.text("UID")[:500], event.first("RECURRENCE-ID")
        if again is not None:
            stamp = _stamp(again.text)
            told = self._around.zones.moment(stamp[0], stamp[1] or again.parameter("TZID")) if stamp else moment
            return "", [(_identity(uid, told), moment)]
        words, walls = self._walls(event, wall, zone)
        if not event.all("RRULE", "RDATE"):
            return "", [(_identity(uid, moment) if hash(uid) in self._around.shared else uid, moment)]
        moved = self._around.moved.get(uid, set()) | set(self._stamps(event, "EXDATE", wall, zone))
        moments = [self._around.zones.moment(each, zone) for each in walls]
        moments += self._stamps(event, "RDATE", wall, zone)
        horizon = self._now + AHEAD
        kept = sorted({each.astimezone(UTC): each for each in moments if each <= horizon or each == moment}.items())
        kept = [(utc, each) for utc, each in kept if utc not in moved]
        return words, [(_identity(uid, each), each) for _, each in kept[-MOST_OCCURRENCES:]]

    def _without(self, event: Component, wall: datetime, zone: str) -> Iterator[str]:
        """The times that were taken out of what comes round, but for those that have an event of their own."""
        uid = event.text("UID")[:500]
        if event.all("RRULE", "RDATE") and event.first("RECURRENCE-ID") is None:
            moved = self._around.moved.get(uid, set())
            out = (moment for moment in self._stamps(event, "EXDATE", wall, zone) if moment not in moved)
            yield from filter(None, (_identity(uid, moment) for moment in out))

    def _walls(self, event: Component, wall: datetime, zone: str) -> tuple[str, list[datetime]]:
        walls, words = [wall], ""
        last = (self._now + AHEAD).replace(tzinfo=None)
        for line in event.all("RRULE")[:10]:
            rule = parse_rule(line.text, lambda moment: self._in_zone(moment, zone))
            if rule is None or self._steps > MOST_STEPS:
                words = "\n".join(filter(None, (words, line.text[:200])))
                continue
            found = self._follow(rule, wall, last)
            walls += found
        return words, walls

    def _in_zone(self, moment: datetime, zone: str) -> datetime:
        return self._around.zones.wall(moment.replace(tzinfo=UTC), zone)

    def _follow(self, rule: Rule, wall: datetime, last: datetime) -> list[datetime]:
        # Of a rule that goes on and on the latest are wanted, so that counting can begin near today.
        since = (
            last - timedelta(days=2 * MOST_OCCURRENCES) if rule.frequency == "DAILY" else last - timedelta(days=7300)
        )
        if rule.until is not None and rule.until < last:
            since = rule.until - (last - since)
        found = list(occurrences(rule, wall, last, since=since))
        self._steps += len(found) + 10
        return found[-MOST_OCCURRENCES:]

    def _stamps(self, event: Component, name: str, wall: datetime, zone: str) -> list[datetime]:
        """The moments that lines of this name list; a bare day means the time at which the event begins."""
        moments = []
        for line in event.all(name):
            for word in line.text.split(",")[:MOST_OCCURRENCES]:
                text = word.partition("/")[0]
                stamp = _stamp(text)
                if stamp is None:
                    continue
                day, own = stamp
                if len(text.strip()) <= 10:
                    day = datetime.combine(day.date(), wall.time())
                found = self._around.zones.moment(day, own or line.parameter("TZID") or zone)
                moments.append(found.astimezone(UTC) if name == "EXDATE" else found)
        return moments

    def _length(self, event: Component, begins: ContentLine, wall: datetime, zone: str) -> str:
        """From when to when on the shop's clock, in figures, where the event says so."""
        ends, lasts = event.first("DTEND"), event.first("DURATION")
        stamp = _stamp(ends.text) if ends is not None else None
        span = parse_duration(lasts.text) if lasts is not None else None
        if ends is not None and stamp is not None:
            end = self._around.zones.moment(stamp[0], _zone_of(ends, stamp[1])).astimezone()
        elif span is not None and abs(span) < timedelta(days=3660):
            end = self._around.zones.moment(wall + span, zone).astimezone()
        else:
            return ""
        start = self._around.zones.moment(wall, zone).astimezone()
        if end <= start:
            return ""
        if _is_day(begins):
            last = end.date() - timedelta(days=1)
            return f"{start.date()} – {last}" if last > start.date() else ""
        if end.date() == start.date():
            return f"{start:%H:%M}–{end:%H:%M}"
        return f"{start:%Y-%m-%d %H:%M} – {end:%Y-%m-%d %H:%M}"

    # -- who --

    def _people(self, event: Component) -> Iterator[Who]:
        """Those invited and who invites, without the shop and without rooms."""
        seen: set[str] = set()
        for line in event.all("ATTENDEE", "ORGANIZER")[:_MOST_PEOPLE]:
            email, name = address_of(line)
            key = fold(email or name)
            ours = key in self._ours or (name and fold(name) in self._ours)
            if not key or key in seen or ours or line.parameter("CUTYPE").upper() in _NO_PEOPLE:
                continue
            seen.add(key)
            yield Who(email=email, name=name)


def address_of(line: ContentLine) -> tuple[str, str]:
    """The e-mail address and the name of somebody who takes part; empty where the line has none."""
    address = plain_address(line.text)
    email = next((one.lower() for one in (address, line.parameter("EMAIL")) if is_email(one)), "")
    name = without_controls(one_line(line.parameter("CN")))[:200]
    return email, "" if name.lower() == email else name


def names_in(summary: str) -> Iterator[Who]:
    """Each few words that stand together in a title and could be somebody's name: "Haircut Ana Moreira" holds one.

    A single word is none: too many things are called as people are.
    """
    words = re.findall(r"[^\W\d_](?:[\w.'’\-]*\w)?\.?", summary)[:_MOST_WORDS_OF_NAMES]
    given = dict.fromkeys([" ".join(words)] if len(words) > 1 else [])
    for length in range(_LONGEST_NAME, 1, -1):
        for start in range(len(words) - length + 1):
            given[" ".join(words[start : start + length])] = None
    # "Moreira, Ana" and "Moreira Ana" are the same person.
    for first, second in pairwise(words):
        given[f"{second} {first}"] = None
    return (Who(name=name) for name in given)


def _is_day(line: ContentLine) -> bool:
    """Whether a line tells a day without a time."""
    return len(line.text.partition("\n")[0]) <= len("2026-01-01")


def _zone_of(line: ContentLine, told: str) -> str:
    """The zone that a moment is told in; a whole day is one wherever it is read."""
    return "" if _is_day(line) else told or line.parameter("TZID")


def _identity(uid: str, moment: datetime) -> str:
    return f"{uid}/{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if uid else ""


def _words(event: Component) -> str:
    parts = (without_controls(each.text).strip() for name in _WORDS for each in event.all(name)[:20])
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _stamp(text: str) -> tuple[datetime, str] | None:
    """As :func:`parse_stamp`; a year that no clock of a shop has shown or will show is none."""
    stamp = parse_stamp(text)
    return stamp if stamp is not None and _FIRST_YEAR <= stamp[0].year <= _LAST_YEAR else None


def parse_duration(text: str) -> timedelta | None:
    """ "PT1H30M" as a span, ``None`` where it is none."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if found[1] == "-" else span
