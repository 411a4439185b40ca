"""Time zones of calendars: by their usual names, Windows' names, or as the file itself explains them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from relapp.services.transfer.meaning.recurrence import Rule, occurrences

_MOST_ZONES = 500
_MOST_CHANGES = 300
_MOST_KEPT = 20_000
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?:?(\d{2})?")
_NAMED_OFFSET = re.compile(r"(?:UTC|GMT|Etc/GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.I)
# Windows' own names of zones, as Outlook and Exchange write them, by the place that stands for each.
_WINDOWS = dict(
    line.split("=")
    for line in """Pacific Standard Time=America/Los_Angeles
Mountain Standard Time=America/Denver
US Mountain Standard Time=America/Phoenix
Central Standard Time=America/Chicago
Eastern Standard Time=America/New_York
US Eastern Standard Time=America/Indiana/Indianapolis
Canada Central Standard Time=America/Regina
Atlantic Standard Time=America/Halifax
Newfoundland Standard Time=America/St_Johns
Alaskan Standard Time=America/Anchorage
Hawaiian Standard Time=Pacific/Honolulu
Central Standard Time (Mexico)=America/Mexico_City
Central America Standard Time=America/Guatemala
SA Pacific Standard Time=America/Bogota
SA Western Standard Time=America/La_Paz
SA Eastern Standard Time=America/Cayenne
Venezuela Standard Time=America/Caracas
Pacific SA Standard Time=America/Santiago
Paraguay Standard Time=America/Asuncion
Argentina Standard Time=America/Buenos_Aires
Montevideo Standard Time=America/Montevideo
E. South America Standard Time=America/Sao_Paulo
Greenland Standard Time=America/Godthab
Azores Standard Time=Atlantic/Azores
Cape Verde Standard Time=Atlantic/Cape_Verde
GMT Standard Time=Europe/London
Greenwich Standard Time=Atlantic/Reykjavik
W. Europe Standard Time=Europe/Berlin
Western/Central Europe=Europe/Berlin
Central Europe Standard Time=Europe/Budapest
Central European Standard Time=Europe/Warsaw
Romance Standard Time=Europe/Paris
E. Europe Standard Time=Europe/Chisinau
GTB Standard Time=Europe/Bucharest
FLE Standard Time=Europe/Kiev
Kaliningrad Standard Time=Europe/Kaliningrad
Russian Standard Time=Europe/Moscow
Belarus Standard Time=Europe/Minsk
Turkey Standard Time=Europe/Istanbul
Morocco Standard Time=Africa/Casablanca
W. Central Africa Standard Time=Africa/Lagos
South Africa Standard Time=Africa/Johannesburg
E. Africa Standard Time=Africa/Nairobi
Egypt Standard Time=Africa/Cairo
Namibia Standard Time=Africa/Windhoek
Israel Standard Time=Asia/Jerusalem
Jordan Standard Time=Asia/Amman
Middle East Standard Time=Asia/Beirut
Syria Standard Time=Asia/Damascus
Arabic Standard Time=Asia/Baghdad
Arab Standard Time=Asia/Riyadh
Arabian Standard Time=Asia/Dubai
Iran Standard Time=Asia/Tehran
Georgian Standard Time=Asia/Tbilisi
Caucasus Standard Time=Asia/Yerevan
Azerbaijan Standard Time=Asia/Baku
Afghanistan Standard Time=Asia/Kabul
Pakistan Standard Time=Asia/Karachi
West Asia Standard Time=Asia/Tashkent
India Standard Time=Asia/Calcutta
Sri Lanka Standard Time=Asia/Colombo
Nepal Standard Time=Asia/Katmandu
Bangladesh Standard Time=Asia/Dhaka
Central Asia Standard Time=Asia/Almaty
Myanmar Standard Time=Asia/Rangoon
SE Asia Standard Time=Asia/Bangkok
China Standard Time=Asia/Shanghai
Singapore Standard Time=Asia/Singapore
Taipei Standard Time=Asia/Taipei
W. Australia Standard Time=Australia/Perth
Korea Standard Time=Asia/Seoul
Tokyo Standard Time=Asia/Tokyo
Cen. Australia Standard Time=Australia/Adelaide
AUS Central Standard Time=Australia/Darwin
E. Australia Standard Time=Australia/Brisbane
AUS Eastern Standard Time=Australia/Sydney
Tasmania Standard Time=Australia/Hobart
Central Pacific Standard Time=Pacific/Guadalcanal
New Zealand Standard Time=Pacific/Auckland
Fiji Standard Time=Pacific/Fiji
Tonga Standard Time=Pacific/Tongatapu
Samoa Standard Time=Pacific/Apia""".splitlines()
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clock as a calendar explains it: from when on, on which days, the offsets before and after."""

    start: datetime
    before: timedelta
    after: timedelta
    rule: Rule | None = None
    days: tuple[datetime, ...] = ()

    def latest(self, wall: datetime) -> datetime | None:
        """When it last happened up to ``wall``."""
        days = [day for day in (self.start, *self.days) if day <= wall]
        if self.rule is not None and days:
            days += occurrences(self.rule, self.start, wall, since=wall - timedelta(days=1100))
        return max(days, default=None)


def parse_offset(text: str) -> timedelta | None:
    """ "+0100" as a span; ``None`` where it is none or longer than a day."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return None if span >= timedelta(days=1) else -span if found[1] == "-" else span


@dataclass(slots=True)
class Zones:
    """The zones of one calendar; what is in none is in the shop's own."""

    explained: dict[str, list[Change]] = field(default_factory=dict)
    _found: dict[str, tzinfo | None] = field(default_factory=dict)
    _offsets: dict[tuple[str, datetime], timedelta] = field(default_factory=dict)

    def explain(self, name: str, change: Change) -> None:
        """Take in what the file says of a zone."""
        if name in self.explained or len(self.explained) < _MOST_ZONES:
            changes = self.explained.setdefault(name, [])
            if len(changes) < _MOST_CHANGES:
                changes.append(change)

    def moment(self, wall: datetime, name: str) -> datetime:
        """The moment that a wall clock shows in the zone ``name`` ("Z" and "+0100" are zones, too)."""
        zone = self._zone(name)
        if zone is not None:
            return wall.replace(tzinfo=zone)
        changes = self.explained.get(name)
        return wall.replace(tzinfo=timezone(self._offset(name, changes, wall))) if changes else wall.astimezone()

    def wall(self, moment: datetime, name: str) -> datetime:
        """What a clock in the zone ``name`` shows at a moment."""
        zone = self._zone(name)
        if zone is None and name in self.explained:
            rough = moment.astimezone(UTC).replace(tzinfo=None)
            zone = timezone(self._offset(name, self.explained[name], rough))
        return moment.astimezone(zone).replace(tzinfo=None)

    def _zone(self, name: str) -> tzinfo | None:
        if name not in self._found:
            if len(self._found) > _MOST_KEPT:
                self._found.clear()
            self._found[name] = _named(name, known=name in self.explained)
        return self._found[name]

    def _offset(self, name: str, changes: list[Change], wall: datetime) -> timedelta:
        key = name, wall
        if key not in self._offsets:
            if len(self._offsets) > _MOST_KEPT:
                self._offsets.clear()
            happened = [(day, change) for change in changes if (day := change.latest(wall)) is not None]
            if happened:
                self._offsets[key] = max(happened, key=lambda one: one[0])[1].after
            else:
                self._offsets[key] = min(changes, key=lambda change: change.start).before
        return self._offsets[key]


def _named(name: str, *, known: bool) -> tzinfo | None:
    """The zone of that name; ``known`` to the file itself, only a place's own name counts for more."""
    if not name:
        return None
    if name.upper() in ("Z", "UTC", "GMT", "ETC/UTC", "ETC/GMT"):
        return UTC
    if re.fullmatch(r"[+-]\d{2}:?\d{2}", name):
        offset = parse_offset(name)
        return timezone(offset) if offset is not None else None
    parts = name.strip("/ ").split("/")
    # Some programs put their own path in front of the place.
    for tail in dict.fromkeys(("/".join(parts), "/".join(parts[-3:]), "/".join(parts[-2:]))):
        zone = _system_zone(tail) if "/" in tail else None
        if zone is not None:
            return zone
    if known:
        return None
    if name in _WINDOWS:
        return _system_zone(_WINDOWS[name])
    found = _NAMED_OFFSET.fullmatch(name)
    if found is not None and int(found[2]) < 15:
        span = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-span if found[1] == "-" else span)
    return None


def _system_zone(name: str) -> ZoneInfo | None:
    if not re.fullmatch(r"[A-Za-z_]{2,20}(?:/[A-Za-z0-9_+\-]{2,30}){1,2}", name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
