"""``relapp import``: files of customers, sales or interactions, each taken in as one batch."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from relapp.commands import as_json
from relapp.commands.output import end_progress, progress, say, say_json
from relapp.commands.shop import opened, operations
from relapp.domain.errors import UserError
from relapp.paths import Places
from relapp.services import settings
from relapp.services.operations import Operations
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.rows import Content
from relapp.services.transfer.shapes import Shapes
from relapp.services.transfer.storing.tally import Note, Progress, Result, Seen, Tally
from relapp.storage.database import Database
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number

_SHOWN = 10
"""So many bad rows are told one by one; JSON has more."""

_ORDERS = {"day-first": DateOrder.DAY_FIRST, "month-first": DateOrder.MONTH_FIRST}


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of one file; without a batch nothing was written."""

    plan: Plan
    tally: Tally
    batch_id: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """How the shop is called, and how earlier files were set by hand."""

    ours: tuple[str, ...] = ()
    shapes: Shapes = field(default_factory=dict)


def import_files(options: Namespace, places: Places) -> int:
    """Look at every file before the first is taken in. What stands is told also if a later file fails.

    :raises UserError: a file cannot be taken in as asked for.
    """
    came: list[_Came] = []
    try:
        known = _known(places)
        plans = [_prepared(options, path, known) for path in options.files]
        with _shop(options, places) as database:
            work = Operations(database) if options.dry_run else operations(database, options.person)
            plans = _checked(database, plans)
            for plan in plans:
                came.append(_count(database, plan) if options.dry_run else _take(work, plan))
    finally:
        end_progress()
        if came:
            _tell(options, came)
    return 0


def _shop(options: Namespace, places: Places) -> AbstractContextManager[Database]:
    # Counting must not leave a new shop behind.
    if options.dry_run and not places.database.exists():
        return closing(Database.in_memory())
    return opened(places, make=True)


def _known(places: Places) -> _Known:
    """What the shop knows of itself and of earlier files; looking must not leave a new shop behind."""
    if not places.database.exists():
        return _Known()
    with opened(places) as database, database.read() as reader:
        return _Known(importing.ours(reader), importing.shapes(reader))


def _prepared(options: Namespace, path: Path, known: _Known) -> Plan:
    name = path.name
    plan = importing.prepare(
        path,
        content=None if options.kind == "auto" else Content(options.kind),
        columns=dict(options.columns),
        sheet=options.sheet,
        ours=known.ours,
        shapes=known.shapes,
        progress=progress(
            lambda rows: tr("Commands", "Reading {file}: {rows} rows").format(file=name, rows=number(rows))
        ),
    )
    if options.us:
        plan = _spoken_by(plan, options.us)
    return plan.with_date_order(_ORDERS[options.dates]) if options.dates else plan


def _spoken_by(plan: Plan, us: str) -> Plan:
    """The plan with the voice ``us`` taken for the shop's; a table has no voices.

    :raises UserError: ``import.no_voice`` if nobody in the file goes by that.
    """
    if not isinstance(plan.source, Document):
        return plan
    named = [voice for voice in plan.source.voices if voice.casefold() == us.casefold()]
    if not named:
        raise UserError("import.no_voice", file=plan.path.name, voice=us, voices=plan.source.voices)
    return plan.with_us(named[0])


def _checked(database: Database, plans: Sequence[Plan]) -> list[Plan]:
    """The plans with what the shop's people tell; what is missing is refused before anything is written."""
    with database.read() as reader:
        currency = settings.read(reader).currency
        plans = [importing.with_known_people(reader, plan) for plan in plans]
    for plan in plans:
        importing.refuse_open(plan)
        if next(importing.rows_of(plan, currency), None) is None:
            raise UserError("import.empty", file=plan.path.name)
    return plans


def _count(database: Database, plan: Plan) -> _Came:
    with database.read() as reader:
        return _Came(plan, importing.preview(reader, plan, _pace(plan)), None)


def _take(work: Operations, plan: Plan) -> _Came:
    take_in = partial(importing.take_in, plan=plan, progress=_pace(plan), unnamed=wording.unnamed_customer())
    taken = work.run("import", take_in).result
    return _Came(plan, taken.tally, taken.batch_id)


def _pace(plan: Plan) -> Progress:
    whole = number(plan.formats.rows)
    return progress(
        lambda rows: tr("Commands", "Importing {file}: {rows} of {whole} rows").format(
            file=plan.path.name, rows=number(rows), whole=whole
        )
    )


def _tell(options: Namespace, came: Sequence[_Came]) -> None:
    if options.json:
        say_json({"dry_run": options.dry_run, "files": [_file(one, options.rows) for one in came]})
        return
    for one in came:
        _tell_file(one)


def _tell_file(one: _Came) -> None:
    kind = wording.kind_name(one.plan.content)
    say(tr("Commands", "{file} ({kind})").format(file=one.plan.path.name, kind=kind))
    say(wording.how_read(one.plan.how_read), 2)
    say(wording.counted(one.tally, one.plan.content), 2)
    if unused := wording.left_out(one.plan.mapping, one.plan.content):
        say(unused, 2)
    for row in one.tally.bad_rows[:_SHOWN]:
        say(wording.line_and_reason(row), 4)
    if one.tally.bad > _SHOWN:
        say(tr("Commands", "… and {n} more").format(n=number(one.tally.bad - _SHOWN)), 4)
    if one.batch_id is None:
        say(tr("Commands", "Nothing was changed."), 2)
        return
    text = tr("Commands", "Taken in as batch {batch}; “relapp undo-import {batch}” takes it back.")
    say(text.format(batch=one.batch_id), 2)


def _file(one: _Came, rows: bool) -> as_json.Json:
    tally = one.tally
    seen = {result: [_row(row) for row in tally.seen[result]] for result in Result if result is not Result.BAD}
    return {
        "file": one.plan.path.name,
        "kind": one.plan.content,
        "format": one.plan.how_read.format,
        "batch": one.batch_id,
        "rows": tally.rows,
        "new": tally.new,
        "changed": tally.changed,
        "same": tally.same,
        "doubtful": tally.doubtful,
        "bad": tally.bad,
        "new_customers": tally.people,
        "cancelled": tally.notes[Note.CANCELLED],
        "erased": tally.notes[Note.ERASED],
        "removed": tally.notes[Note.REMOVED],
        "columns": [
            {"column": column.header, "field": column.field, "found_by": column.reason}
            for column in one.plan.mapping.columns
        ],
        "bad_rows": [
            {"line": row.line, "code": row.code, "words": wording.bad_row(row), "cells": list(row.cells)}
            for row in tally.bad_rows
        ],
        **({"seen": seen} if rows else {}),
    }


def _row(row: Seen) -> as_json.Json:
    day = row.day.isoformat() if row.day else None
    return {
        "line": row.line, "who": row.who, "what": row.what, "customer": row.customer_id, "note": row.note, "day": day,
    }  # fmt: skip
