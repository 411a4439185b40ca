"""What customers said of the shop: complaints, feedback and what they wrote, over the whole shop by an index."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from relapp.domain.days import day_of
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Direction, Kind
from relapp.domain.promises import PromisedBy
from relapp.domain.themes.remarks import Remark
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_p = schema.participant
_e = schema.interaction
_fact = schema.fact

WRITTEN = (Kind.EMAIL, Kind.LETTER, Kind.MESSAGE)
"""What they write; a remark only where its words praise."""

_REMARKS = (Kind.COMPLAINT, Kind.FEEDBACK)


def between(reader: Reader, first: date, last: date, most: int) -> list[Remark]:
    """The newest complaints and feedback with words of two days and those between them, at most ``most``."""
    return _read(reader, first, last, most, _p.c.kind.in_(_REMARKS), _p.c.direction != Direction.OUT)


def written_between(reader: Reader, first: date, last: date, most: int) -> list[Remark]:
    """The newest messages, mails and letters of theirs, at most ``most``."""
    return _read(reader, first, last, most, _p.c.kind.in_(WRITTEN), _p.c.direction == Direction.IN)


def _read(reader: Reader, first: date, last: date, most: int, *such: ColumnElement[bool]) -> list[Remark]:
    statement = _remarks().where(_p.c.day.between(first.toordinal(), last.toordinal()), *such)
    newest_first = statement.order_by(_p.c.day.desc(), _p.c.interaction_id.desc())
    return _once(reader, newest_first.limit(most))


def moved_before(reader: Reader, day: date) -> list[Remark]:
    """Those of before a day that staff put under a theme: they go on teaching."""
    return _once(reader, _remarks().where(_fact.c.value.is_not(None), _p.c.day < day.toordinal()).order_by(_e.c.id))


def find(reader: Reader, entry_ids: Collection[int]) -> list[Remark]:
    """These entries as remarks, newest first."""
    found: list[Remark] = []
    for some in portions(sorted(entry_ids)):
        found += _once(reader, _remarks().where(_e.c.id.in_(some)))
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def names(reader: Reader) -> list[str]:
    """Every theme that staff put a remark under."""
    named = (_fact.c.kind == FactKind.THEME, _fact.c.retired.is_(False), _fact.c.source_id.is_not(None))
    return reader.scalars(select(_fact.c.value).where(*named).distinct().order_by(_fact.c.value))


def cases_of(reader: Reader, entry_ids: Collection[int]) -> dict[int, int]:
    """The case that began with each of these entries, by entry, where there is one."""
    case = schema.recovery_case
    found: dict[int, int] = {}
    for some in portions(sorted(entry_ids)):
        newest = select(case.c.source_id, func.max(case.c.id)).where(case.c.source_id.in_(some))
        found |= {row[0]: row[1] for row in reader.rows(newest.group_by(case.c.source_id))}
    return found


def promises_of(reader: Reader, entry_ids: Collection[int]) -> list[int]:
    """What we promised in these entries, by the promises' ids."""
    promise = schema.promise
    found: list[int] = []
    for some in portions(sorted(entry_ids)):
        ours = (promise.c.source_id.in_(some), promise.c.promised_by == PromisedBy.SHOP)
        found += reader.scalars(select(promise.c.id).where(*ours).order_by(promise.c.id))
    return found


def _remarks() -> Select[*tuple[Any, ...]]:
    """Each entry once, by the first who took part."""
    moved = (_fact.c.source_id == _e.c.id) & (_fact.c.kind == FactKind.THEME) & _fact.c.retired.is_(False)
    return (
        select(_e.c.id, _p.c.customer_id, _p.c.day, _e.c.kind, _e.c.words, _fact.c.value)
        .join(_e, _e.c.id == _p.c.interaction_id)
        .join(_fact, moved, isouter=True)
        .where(_p.c.place == 0, _e.c.words != "")
    )


def _once(reader: Reader, statement: Select[*tuple[Any, ...]]) -> list[Remark]:
    found: dict[int, Remark] = {}
    for row in reader.rows(statement):
        found.setdefault(row.id, Remark(row.id, row.customer_id, day_of(row.day), Kind(row.kind), row.words, row.value))
    return list(found.values())
