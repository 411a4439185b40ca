"""Words for the entries of a timeline and for its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from PySide6.QtCore import QLocale

from relapp.domain.interactions import DEFAULT_CHANNEL, Channel, Direction, Interaction, Kind, Outcome, PurchaseLine
from relapp.domain.returns import CameFrom
from relapp.ui.wording import dates, kinds, listed, tr
from relapp.ui.wording.money import quantity, times

_OMITTED = re.compile(
    r"^<\s*(?:media (?:omitted|weggelaten)|medien (?:ausgeschlossen|weggelassen)|médias? omis|multimedia omitido|"
    r"media omessi|mídia oculta|mídia omitida|ficheiro não revelado|archivo omitido|"
    r"без медиафайлов|メディアは含まれていません)\s*>$",
    re.I | re.M,
)
"""What messengers write in the place of a picture that they leave out of an exported chat."""
_TALKS = frozenset({Kind.CALL, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER})


def headline(entry: Interaction) -> str:
    """What happened and who began it: "Message from them", "Call, no answer"."""
    name = kinds.interaction(entry.kind)
    if entry.kind in _TALKS and entry.direction is Direction.IN:
        name = tr("Timeline", "{kind} from them").format(kind=name)
    if entry.outcome is Outcome.UNANSWERED:
        name = tr("Timeline", "{kind}, no answer").format(kind=name)
    return name


def source(entry: Interaction, staff: str, others: tuple[str, ...]) -> str:
    """Who logged it, who else was there, and by which way where that is unusual: "Maja · with Tove · by phone"."""
    parts = []
    if staff:
        parts.append(staff)
    if entry.batch_id is not None:
        parts.append(tr("Timeline", "imported"))
    if others:
        parts.append(tr("Timeline", "with {others}").format(others=listed(others)))
    if entry.channel not in (DEFAULT_CHANNEL[entry.kind], Channel.ELSEWHERE):
        parts.append(kinds.by_channel(entry.channel))
    return " · ".join(parts)


def text(
    entry: Interaction, came_from: Mapping[int, tuple[CameFrom, ...]] = MappingProxyType({}), today: date | None = None
) -> str:
    """Everything the entry says: what was bought, or brought back and from when, then the words as they were typed.

    What has no name is only said where no words say it: "paid 12.50" needs no more.
    """
    words = entry.words.strip()
    if entry.kind is Kind.MESSAGE and words.startswith("<"):
        words = _OMITTED.sub(tr("Timeline", "(picture or file, not in the export)"), words)
    bought = ", ".join(
        times(abs(line.quantity), line.product) + _from_when(line, came_from.get(line.id, ()), today or entry.day)
        for line in entry.lines
        if line.product or not words
    )
    return "\n".join(part for part in (bought, words) if part)


def _from_when(line: PurchaseLine, parts: tuple[CameFrom, ...], today: date) -> str:
    """ " (from 3 Dec)", or " (from 3 Dec, 2 of 6)" where some was kept."""
    said = []
    for part in parts:
        day = dates.short(part.day, with_year=part.day.year != today.year)
        if part.quantity == part.bought == -line.quantity:
            said.append(tr("Timeline", "from {day}").format(day=day))
        else:
            some, whole = quantity(part.quantity), quantity(part.bought)
            said.append(tr("Timeline", "from {day}, {n} of {whole}").format(day=day, n=some, whole=whole))
    return f" ({'; '.join(said)})" if said else ""


def moment(at: datetime, today: date) -> str:
    """ "Tue 17 Nov, 16:20"; an entry that only knows its day (midnight) shows no time."""
    day = at.date()
    said = f"{dates.weekday(day.weekday(), short=True)} {dates.short(day, with_year=day.year != today.year)}"
    if at.hour == 0 and at.minute == 0:
        return said
    return tr("Timeline", "{day}, {time}").format(day=said, time=dates.clock(at))


def heading(day: date, today: date) -> str:
    """The stretch of time an entry stands in: "Today", "Yesterday", "This week", "October", "May 2024"."""
    if day > today:
        return tr("Timeline", "To come")
    if day == today:
        return tr("Timeline", "Today")
    if day == today - timedelta(days=1):
        return tr("Timeline", "Yesterday")
    first = QLocale().firstDayOfWeek().value - 1
    if day >= today - timedelta(days=(today.weekday() - first) % 7):
        return tr("Timeline", "This week")
    month = QLocale().standaloneMonthName(day.month)
    month = month[:1].upper() + month[1:]
    if day.year == today.year:
        return month
    return tr("Timeline", "{month} {year}").format(month=month, year=day.year)


def served() -> str:
    """The line between what others did and what the present member of staff knows."""
    return tr("Timeline", "Since you last served them")


def count(shown: int, whole: int, *, filtered: bool) -> str:
    """ "212 entries", or "37 of 212" where a filter leaves some out."""
    if not filtered:
        return tr("Timeline", "%n entry", whole) if whole == 1 else tr("Timeline", "%n entries", whole)
    number = QLocale().toString
    return tr("Timeline", "{shown} of {whole}").format(shown=number(shown), whole=number(whole))


def earlier(edited: datetime, by: str, today: date) -> str:
    """When an earlier text was replaced: "Until today 10:02, changed by Ina"."""
    when = f"{dates.day(edited.date(), today)} {dates.clock(edited)}"
    if by:
        return tr("Timeline", "Until {when}, changed by {staff}").format(when=when, staff=by)
    return tr("Timeline", "Until {when}").format(when=when)
