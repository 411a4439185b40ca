"""Rows of a document in words, before they are taken in."""

from __future__ import annotations

from datetime import datetime

from relapp.domain.interactions import Direction
from relapp.services.transfer.rows import AnyRow, BadRow, EntryRow, PersonRow, SaleLine, Who
from relapp.services.transfer.storing.tally import Note, Seen
from relapp.ui.wording import dates, kinds, listed, quoted, tr
from relapp.ui.wording.imports import bad_row

_LONGEST = 300


def line_of(row: AnyRow) -> int:
    """Where it stands in the file."""
    return row.line


def who(row: AnyRow) -> str:
    """Whom a row is about."""
    match row:
        case PersonRow():
            return row.customer.name
        case EntryRow():
            return listed(_called(one) for one in row.who)
        case SaleLine():
            return row.head.name or row.head.reference or row.head.email or row.head.phone
        case BadRow():
            return tr("Import", "left out")
    return row.table


def what(row: AnyRow) -> str:
    """What it says of them."""
    match row:
        case PersonRow():
            return _person(row)
        case EntryRow():
            parts = [_moment(row.at), _from(row)]
            return " · ".join([*parts, quoted(_in_one_line(row.words))] if row.words.strip() else parts)
        case SaleLine():
            return " · ".join([_moment(row.head.at), row.told.product])
        case BadRow():
            return bad_row(row)
    return " · ".join(str(value)[:60] for value in row.values.values() if value not in (None, "", [], {}))[:_LONGEST]


def seen(row: Seen) -> str:
    """What a row says that was counted, and what else is to be said of it."""
    match row.note:
        case Note.CANCELLED:
            return tr("Import", "cancelled, is taken off: {what}").format(what=row.what).removesuffix(": ")
        case Note.ERASED:
            return tr("Import", "erased, is left out: {what}").format(what=row.what).removesuffix(": ")
        case Note.REMOVED:
            day = dates.short(row.day) if row.day else ""
            return tr("Import", "removed here on {day}: left out").format(day=day)
    return row.what


def held(row: BadRow) -> str:
    """What stands in the file where a document's part is left out."""
    return " · ".join(_in_one_line(_readable(cell)) for cell in row.cells if cell.strip())[:_LONGEST]


def _readable(cell: str) -> str:
    """A moment as a person writes it, anything else as it is."""
    try:
        return _moment(datetime.fromisoformat(cell)) if len(cell) > len("2025-01-01") else cell
    except ValueError:
        return cell


def _in_one_line(words: str) -> str:
    return " · ".join(line for part in words.splitlines() if (line := part.strip()))


def _called(one: Who) -> str:
    return one.name or one.email or one.phone or one.reference


def _person(row: PersonRow) -> str:
    parts = [contact.value for contact in row.customer.contacts]
    parts += [f"{kinds.fact(fact.kind)}: {fact.value}" for fact in row.facts]
    parts += list(row.tags)
    if row.photo is not None:
        parts.append(tr("Import", "with a picture"))
    if row.customer.note:
        parts.append(quoted(row.customer.note))
    return " · ".join(" ".join(part.split()) for part in parts if part)[:_LONGEST]


def _from(row: EntryRow) -> str:
    """ "Message from them", "E-mail from us", "Appointment"."""
    words = {
        Direction.IN: tr("Import", "{kind} from them"),
        Direction.OUT: tr("Import", "{kind} from us"),
        Direction.BOTH: tr("Import", "{kind}"),
    }
    return words[row.direction].format(kind=kinds.interaction(row.kind))


def _moment(at: datetime) -> str:
    return f"{dates.short(at.date())}, {dates.clock(at)}"
