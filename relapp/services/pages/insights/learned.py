"""What the shop learned: this week and the weeks before, by person, and how much it knows of those who come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.days import after, before
from relapp.domain.learned import WEEKS, YEAR, Depth, Lesson, Week, What, depth, monday_of, useful, weeks
from relapp.services.pages.insights.asking import Asked, Behind, Piece
from relapp.services.questions import bank
from relapp.storage import customers, lessons, staff
from relapp.storage.reader import Reader

NOBODY = "nobody"
LACKING, SHALLOW = "lacking", "shallow"
_ALL = "*"


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """``weeks`` with this one first; ``staff`` are names by id."""

    day: date
    weeks: tuple[Week, ...]
    staff: Mapping[int, str]
    depth: Depth


def load(reader: Reader, asked: Asked) -> LearnedPage:
    """The page as of ``asked.day``, included."""
    day = asked.day
    first = before(monday_of(day), 7 * (WEEKS - 1))
    told = [
        *lessons.learned(reader, first, day),
        *lessons.confirmed(reader, first, day),
        *lessons.answered(reader, first, day),
    ]
    coming = lessons.came_since(reader, after(before(day, YEAR), 1), day)
    people = [one for one in customers.ids_by_last_contact(reader, day) if one in coming]
    asked.pause()
    known = lessons.holding(reader, day)
    asked.pause()
    things = useful(bank(reader), known, coming)
    return LearnedPage(
        day=day,
        weeks=weeks(told, day),
        staff={member.id: member.name for member in staff.every(reader)},
        depth=depth(things, known, lessons.reachable(reader), people, day),
    )


def week_code(week: Week, what: What | None = None, staff_id: int | str | None = None) -> str:
    """What opens the lessons of a week: of one sort, by one person (:data:`NOBODY`: by nobody named)."""
    return f"{week.monday.isoformat()}|{what or _ALL}|{_ALL if staff_id is None else staff_id}"


def lacking_code(place: int) -> str:
    """What opens of whom the thing at a place of ``Depth.things`` is not known."""
    return f"{LACKING}|{place}|"


def behind(_reader: Reader, found: LearnedPage, code: str, _asked: Asked) -> Behind:
    """What those codes speak of; :data:`SHALLOW` opens of whom least is known."""
    first, what, staff_id = [*code.split("|"), "", ""][:3]
    if first == SHALLOW:
        return Behind(customers=found.depth.shallow)
    if first == LACKING:
        return Behind(customers=found.depth.things[int(what)].lacking)
    week = next((one for one in found.weeks if one.monday.isoformat() == first), None)
    if week is None:
        return Behind()
    who = None if staff_id == _ALL else [None if staff_id == NOBODY else int(staff_id)]
    return Behind(evidence=tuple(map(_piece, week.of(None if what == _ALL else What(what), who))))


def _piece(lesson: Lesson) -> Piece:
    return Piece(lesson.receipt, lesson.customer_id)
