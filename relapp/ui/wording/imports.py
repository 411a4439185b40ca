"""Imports in words: how a file was read, what its columns mean, what came of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from relapp.domain.imports import ImportBatch, ImportCounts
from relapp.services.transfer.meaning.columns import Mapping, Reason
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content
from relapp.services.transfer.storing.tally import Note, Result, Tally
from relapp.ui.wording import dates, listed, sentences, tr
from relapp.ui.wording.money import number

_MOST_NAMED = 8


def field_name(field: Field, kind: Content, header: str = "") -> str:
    """What a column means; ``header`` is its name in the file where a certain column is meant."""
    if field is Field.IGNORE or (field is Field.OTHER and kind is not Content.CUSTOMERS):
        return tr("Import", "left out")
    if field is Field.OTHER:
        fact = tr("Import", "a fact named “{name}”").format(name=header)
        return fact if header else tr("Import", "a fact of its own")
    return {
        Field.REFERENCE: tr("Import", "customer number"),
        Field.NAME: tr("Import", "name"),
        Field.FIRST_NAME: tr("Import", "first name"),
        Field.MIDDLE_NAME: tr("Import", "middle name"),
        Field.LAST_NAME: tr("Import", "last name"),
        Field.COMPANY: tr("Import", "firm"),
        Field.NICKNAME: tr("Import", "nickname"),
        Field.PHONE: tr("Import", "phone"),
        Field.EMAIL: tr("Import", "e-mail"),
        Field.CONTACT: tr("Import", "phone or e-mail"),
        Field.LABEL: tr("Import", "kind of phone, e-mail or address"),
        Field.ADDRESS: tr("Import", "address"),
        Field.STREET: tr("Import", "street"),
        Field.CITY: tr("Import", "town"),
        Field.REGION: tr("Import", "region"),
        Field.POSTCODE: tr("Import", "postcode"),
        Field.COUNTRY: tr("Import", "country"),
        Field.NOTE: tr("Import", "note"),
        Field.BIRTHDAY: tr("Import", "birthday"),
        Field.TAGS: tr("Import", "tags"),
        Field.CONSENT: tr("Import", "consent to be contacted"),
        Field.PRODUCT: tr("Import", "product"),
        Field.VARIANT: tr("Import", "variant"),
        Field.SKU: tr("Import", "product number"),
        Field.QUANTITY: tr("Import", "quantity"),
        Field.UNIT_PRICE: tr("Import", "price of one"),
        Field.AMOUNT: tr("Import", "amount of the line"),
        Field.GROSS: tr("Import", "amount before discount"),
        Field.DISCOUNT: tr("Import", "discount"),
        Field.MOMENT: tr("Import", "date"),
        Field.TIME: tr("Import", "time"),
        Field.INVOICE: tr("Import", "receipt number"),
        Field.KIND: tr("Import", "sale or refund"),
        Field.STATUS: tr("Import", "state of the order"),
        Field.CANCELLED: tr("Import", "whether or when it was cancelled"),
        Field.REFUNDED: tr("Import", "paid back"),
        Field.WORDS: tr("Import", "remark"),
        Field.CURRENCY: tr("Import", "currency"),
        Field.STAFF: tr("Import", "who served"),
        Field.CHANNEL: tr("Import", "by which way"),
        Field.DIRECTION: tr("Import", "who went to whom"),
        Field.IGNORE: tr("Import", "left out"),
    }.get(field, field.value)


def named_by_column(header: str) -> str:
    """What a column means whose facts are named by the cells of another column."""
    return tr("Import", "a fact, named by “{name}”").format(name=header)


def left_out(mapping: Mapping, kind: Content) -> str:
    """Which columns are not taken in, by name; empty if all are."""
    unused = (Field.IGNORE, Field.OTHER) if kind is Content.SALES else (Field.IGNORE,)
    names = [column.header for column in mapping.all(*unused)]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names[_MOST_NAMED:] = [tr("Import", "{n} other column(s)", more).format(n=number(more))]
    return tr("Import", "Left out: {columns}.").format(columns=listed(names)) if names else ""


def field_groups(kind: Content) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """Every meaning a column can have, under headings, with those first that suit the rows."""
    names = (Field.NAME, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME, Field.COMPANY, Field.NICKNAME)
    person = (*names, Field.REFERENCE, Field.BIRTHDAY, Field.NOTE, Field.TAGS)
    reach = (Field.PHONE, Field.EMAIL, Field.CONTACT, Field.LABEL, Field.CONSENT)
    address = (Field.ADDRESS, Field.STREET, Field.POSTCODE, Field.CITY, Field.REGION, Field.COUNTRY)
    rest = (Field.IGNORE, Field.OTHER) if kind is Content.CUSTOMERS else (Field.IGNORE,)
    named = {*person, *reach, *address, Field.IGNORE, Field.OTHER}
    happened = tuple(field for field in Field if field not in named)
    groups = [
        (tr("Import", "The person"), person),
        (tr("Import", "How to reach them"), reach),
        (tr("Import", "Address"), address),
    ]
    groups.insert(len(groups) if kind is Content.CUSTOMERS else 0, (tr("Import", "What happened"), happened))
    return (*groups, (tr("Import", "Anything else"), rest))


def reason_name(reason: Reason) -> str:
    """How the meaning of a column was found."""
    return {
        Reason.HEADER: tr("Import", "by its name"),
        Reason.VALUES: tr("Import", "by its values"),
        Reason.PERSON: tr("Import", "set by you"),
        Reason.UNKNOWN: tr("Import", "not known"),
    }.get(reason, reason.value)


def as_last_time() -> str:
    """Where a column was set by hand for an earlier file of the same shape."""
    return tr("Import", "as you set it last time")


def kind_name(kind: Content) -> str:
    """What the rows of a file are."""
    return {
        Content.CUSTOMERS: tr("Import", "Customers"),
        Content.SALES: tr("Import", "Sales"),
        Content.ENTRIES: tr("Import", "Entries"),
        Content.SHOP: tr("Import", "A whole shop"),
    }[kind]


def separator_name(separator: str) -> str:
    """What stands between the columns."""
    return {
        ",": tr("Import", "commas"),
        ";": tr("Import", "semicolons"),
        "\t": tr("Import", "tabs"),
        "|": tr("Import", "upright strokes"),
    }.get(separator, separator)


def encoding_name(codec: str) -> str:
    """The name of an encoding, as people meet it in other programs."""
    regions = {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf-16": "UTF-16",
        "utf-16-le": "UTF-16",
        "utf-16-be": "UTF-16",
        "utf-32": "UTF-32",
        "cp1252": tr("Import", "Western (Windows-1252)"),
        "mac_roman": tr("Import", "Western (Mac)"),
        "cp850": tr("Import", "Western (DOS)"),
        "cp1250": tr("Import", "Central European (Windows-1250)"),
        "iso8859_2": tr("Import", "Central European (Latin-2)"),
        "cp852": tr("Import", "Central European (DOS)"),
        "cp1251": tr("Import", "Cyrillic (Windows-1251)"),
        "koi8_r": tr("Import", "Cyrillic (KOI8-R)"),
        "cp866": tr("Import", "Cyrillic (DOS)"),
        "cp1253": tr("Import", "Greek (Windows-1253)"),
        "cp1254": tr("Import", "Turkish (Windows-1254)"),
        "cp1255": tr("Import", "Hebrew (Windows-1255)"),
        "cp1256": tr("Import", "Arabic (Windows-1256)"),
        "cp1257": tr("Import", "Baltic (Windows-1257)"),
        "cp932": tr("Import", "Japanese (Shift-JIS)"),
        "euc_jp": tr("Import", "Japanese (EUC)"),
        "gb18030": tr("Import", "Chinese (GB 18030)"),
        "big5": tr("Import", "Chinese (Big5)"),
        "cp949": tr("Import", "Korean (Windows-949)"),
    }
    return regions.get(codec, codec)


ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "mac_roman", "cp850", "cp1250", "iso8859_2", "cp852", "cp1251", "koi8_r", "cp866",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
"""Those to choose from by hand, as codecs."""


def how_read(how: HowRead) -> str:
    """ "Read as a table: the columns stand between semicolons, the text is UTF-8, line 3 names the columns."."""
    if how.format not in ("text", "workbook"):
        if how.format == "chat" and how.encoding:
            words = tr("Import", "Read as a chat of {program}: each message is an entry with the other side.")
            return words.format(program=how.encoding)
        return _documents().get(how.format, tr("Import", "Read as a file of its own kind."))
    parts = [
        tr("Import", "the sheet is “{name}”").format(name=how.sheet) if how.sheet else "",
        tr("Import", "the columns stand between {separators}").format(separators=separator_name(how.separator))
        if how.separator
        else "",
        tr("Import", "the text is {encoding}").format(encoding=encoding_name(how.encoding)) if how.encoding else "",
        tr("Import", "line {line} names the columns").format(line=number(how.header_line))
        if how.header_line
        else tr("Import", "no line names the columns"),
    ]
    words = tr("Import", "Read as a workbook: {how}.") if how.sheets else tr("Import", "Read as a table: {how}.")
    return words.format(how=listed(part for part in parts if part))


def _documents() -> dict[str, str]:
    return {
        "address_book": tr("Import", "Read as the address book of a mail program: each entry is a customer."),
        "cards": tr("Import", "Read as address cards: each card is a customer."),
        "calendar": tr("Import", "Read as a calendar: each event is an appointment with those it names."),
        "mail": tr("Import", "Read as e-mails: each is an entry with whoever wrote it or got it."),
        "chat": tr("Import", "Read as a chat: each message is an entry with the other side."),
        "shop": tr("Import", "Read as an export of relapp: everything in it comes back as it was."),
    }


def result_name(result: Result) -> str:
    """What came of rows, as the heading above them; with its key."""
    return {
        Result.NEW: tr("Import", "&New"),
        Result.CHANGED: tr("Import", "Chan&ged"),
        Result.SAME: tr("Import", "&The same"),
        Result.DOUBTFUL: tr("Import", "Loo&k-alikes"),
        Result.BAD: tr("Import", "&Bad"),
    }[result]


def left_out_name() -> str:
    """The heading above what a document holds and the shop has no use for; with its key."""
    return tr("Import", "Left o&ut")


def save_bad_name(*, document: bool) -> str:
    """The button that saves bad rows, or what is left out of a document; with its key."""
    return tr("Import", "&Save what is left out") if document else tr("Import", "&Save the bad rows")


def result_meaning(result: Result) -> str:
    """What becomes of such rows."""
    return {
        Result.NEW: tr("Import", "These rows add something that the shop does not have yet."),
        Result.CHANGED: tr("Import", "These rows change what the shop has. What staff wrote stays as it is."),
        Result.SAME: tr("Import", "Nothing happens to these: the shop has them already, or they are left out."),
        Result.DOUBTFUL: tr(
            "Import",
            "These may mean somebody whom the shop has. They are taken in; Enter shows whom they may mean.",
        ),
        Result.BAD: tr("Import", "These rows are left out unless you mend them here: change a cell, then count again."),
    }[result]


def nothing_of(result: Result) -> str:
    """Where no row came to this."""
    return {
        Result.NEW: tr("Import", "Nothing in this file is new."),
        Result.CHANGED: tr("Import", "No customer is changed."),
        Result.SAME: tr("Import", "Nothing of it was in the shop before."),
        Result.DOUBTFUL: tr("Import", "Nobody looks like somebody else."),
        Result.BAD: tr("Import", "Every row can be taken in."),
    }[result]


def first_of(shown: int, whole: int) -> str:
    """ "The first 1,000 of 20,000."."""
    return tr("Import", "The first {n} of {whole}.").format(n=number(shown), whole=number(whole))


def counted(tally: Tally, kind: Content) -> str:
    """What an import does, in one sentence or two."""
    cancelled, removed, erased = (tally.notes[one] for one in (Note.CANCELLED, Note.REMOVED, Note.ERASED))
    same = tally.same - (0 if kind is Content.SALES else erased)
    if kind is Content.SALES:
        parts = [
            tr("Import", "{n} new sales line(s)", tally.new).format(n=number(tally.new)),
            tr("Import", "{n} known already").format(n=number(same)) if same else "",
            _people(tally.people) if tally.people else "",
            _doubtful(tally.doubtful) if tally.doubtful else "",
            _of_removed(removed) if removed else "",
        ]
    elif kind is Content.ENTRIES:
        parts = [
            _entries(tally.new),
            tr("Import", "{n} changed").format(n=number(changed)) if (changed := tally.changed - cancelled) else "",
            tr("Import", "{n} cancelled since").format(n=number(cancelled)) if cancelled else "",
            tr("Import", "{n} known already").format(n=number(same)) if same else "",
            _people(tally.people) if tally.people else "",
            _several(tally.doubtful) if tally.doubtful else "",
        ]
        return sentences(
            listed(part for part in parts if part) + ".",
            _left_out(tally.bad) if tally.bad else "",
            _erased(erased, kind),
        )
    else:
        same -= removed
        parts = [
            _new(tally.new, kind) if tally.new else "",
            tr("Import", "{n} changed").format(n=number(tally.changed)) if tally.changed else "",
            tr("Import", "{n} the same").format(n=number(same)) if same else "",
            _alike(tally.doubtful) if tally.doubtful else "",
        ]
        if not (tally.new or tally.changed or tally.doubtful):
            parts = [_nothing_new(same)]
        parts.append(_removed(removed) if removed else "")
    return sentences(
        listed(part for part in parts if part) + ".", _bad(tally.bad) if tally.bad else "", _erased(erased, kind)
    )


def _erased(n: int, kind: Content) -> str:
    """Rows that name somebody who was erased."""
    if not n:
        return ""
    if kind is Content.SALES:
        said = tr("Import", "{n} line(s) of somebody who was erased: taken in without a name.", n)
    else:
        said = tr(
            "Import",
            "{n} row(s) about somebody who was erased: left out. Add them by hand if they are customers again.",
            n,
        )
    return said.format(n=number(n))


def _new(n: int, kind: Content) -> str:
    return _people(n) if kind is Content.CUSTOMERS else tr("Import", "{n} new").format(n=number(n))


def _nothing_new(same: int) -> str:
    nothing = tr("Import", "Nothing new")
    if not same:
        return nothing
    known = tr("Import", "{n} is the same", same) if same == 1 else tr("Import", "{n} are the same", same)
    return tr("Import", "{nothing}: {known}").format(nothing=nothing, known=known.format(n=number(same)))


def _entries(n: int) -> str:
    words = tr("Import", "{n} new entry", n) if n == 1 else tr("Import", "{n} new entries", n)
    return words.format(n=number(n))


def _people(n: int) -> str:
    return tr("Import", "{n} new customer(s)", n).format(n=number(n))


def _doubtful(n: int) -> str:
    return tr("Import", "{n} line(s) that could mean several people", n).format(n=number(n))


def _of_removed(n: int) -> str:
    return tr("Import", "{n} line(s) of people removed here, kept without them", n).format(n=number(n))


def _removed(n: int) -> str:
    return tr("Import", "{n} removed here and left out", n).format(n=number(n))


def _several(n: int) -> str:
    return tr("Import", "{n} that could mean several people", n).format(n=number(n))


def _left_out(n: int) -> str:
    return tr("Import", "{n} left out.", n).format(n=number(n))


def _alike(n: int) -> str:
    return tr("Import", "{n} look-alike(s)", n).format(n=number(n))


def _bad(n: int) -> str:
    return tr("Import", "{n} bad row(s) left out.", n).format(n=number(n))


def bad_row(row: BadRow) -> str:
    """Why a row is bad."""
    words = {
        "row.no_date": tr("Import", "There is no date."),
        "row.date": tr("Import", "“{value}” is not a date."),
        "row.number": tr("Import", "“{value}” in the column {column} is not a number."),
        "row.nothing_bought": tr("Import", "Nothing was bought: no product and no amount."),
        "row.cancelled": tr("Import", "The order was cancelled."),
        "row.no_show": tr("Import", "They did not come, so nothing was sold."),
        "row.too_many_cells": tr("Import", "There are more cells than columns."),
        "row.no_name": tr("Import", "There is no name."),
        "row.long_name": tr("Import", "The name is longer than {limit} characters."),
        "row.total": tr("Import", "This is a line of totals, not a customer."),
        "row.group": tr("Import", "The card is a list of other cards, not a person."),
        "row.event_cancelled": tr("Import", "The appointment was cancelled."),
        "row.event_kept": tr("Import", "The appointment was cancelled, but staff changed it here: it stays."),
        "row.stranger": tr("Import", "{who} is no customer of yours."),
        "row.no_person": tr("Import", "Nobody is named."),
        "row.nothing_said": tr("Import", "There are no words."),
        "row.unreadable": tr("Import", "It is damaged."),
        "row.discarded": tr("Import", "It was thrown away, or never sent."),
        "row.service": tr("Import", "Nobody said it: the program itself noted it."),
        "row.value": tr("Import", "“{value}” cannot stand in the field {column}."),
        "row.no_such": tr("Import", "The field {column} names {value}, which is not in the file."),
        "row.no_record": tr("Import", "The line is damaged."),
        "row.no_table": tr("Import", "“{value}” is nothing that a shop has."),
        "row.too_long": tr("Import", "The line is too long."),
    }.get(row.code, tr("Import", "The row cannot be read."))
    known = {"value": "", "column": "", "who": "", "limit": ""} | {
        key: str(value) for key, value in row.details.items()
    }
    return words.format(**known)


def line_and_reason(row: BadRow) -> str:
    """ "Line 12: there is no date"."""
    return tr("Import", "Line {line}: {why}").format(line=row.line, why=bad_row(row))


def unnamed_customer() -> str:
    """How someone is called of whom a file gives only a number; with the gap ``{reference}``."""
    return tr("Import", "Customer {reference}")


def pace(rows: int, whole: int, rate: float, left: float | None) -> str:
    """ "12,000 of 541,909 rows · 35,000 a second · 15 seconds left"; parts that are not known are left out."""
    said = tr("Import", "{n} rows").format(n=number(rows))
    if whole:
        said = tr("Import", "{n} of {whole} rows").format(n=number(min(rows, whole)), whole=number(whole))
    parts = [said]
    if rate >= 1:
        parts.append(tr("Import", "{n} a second").format(n=number(int(round(rate, -2 if rate > 1_000 else 0)))))
    if left is not None:
        parts.append(_time_left(left))
    return " · ".join(parts)


def _time_left(seconds: float) -> str:
    if seconds < 1:
        return tr("Import", "almost done")
    if seconds < 90:
        return tr("Import", "%n second(s) left", round(seconds))
    return tr("Import", "%n minute(s) left", round(seconds / 60))


def summary(counts: Iterable[ImportCounts]) -> str:
    """Several files in one sentence."""
    every = list(counts)
    new, changed, same = (sum(getattr(one, name) for one in every) for name in ("new", "changed", "same"))
    parts = [
        tr("Import", "{n} new").format(n=number(new)) if new else "",
        tr("Import", "{n} changed").format(n=number(changed)) if changed else "",
        tr("Import", "{n} the same").format(n=number(same)) if same else "",
    ]
    if not (new or changed):
        parts = [_nothing_new(same)]
    bad = sum(one.bad for one in every)
    said = tr("Import", "%n file(s)", len(every)) + ": " + listed(part for part in parts if part) + "."
    return sentences(said, _bad(bad) if bad else "")


def imported_when(batch: ImportBatch, today: date) -> str:
    """ "people.csv, today, 10:02"."""
    words = tr("Import", "{file}, {day}, {time}")
    return words.format(file=batch.file_name, day=dates.day(batch.at.date(), today), time=dates.clock(batch.at))


def batch_counts(batch: ImportBatch) -> str:
    """What an import did, in a word or two for each count that is not zero."""
    counts = batch.counts
    said = (
        (counts.new, tr("Import", "{n} new")),
        (counts.changed, tr("Import", "{n} changed")),
        (counts.same, tr("Import", "{n} the same")),
        (counts.bad, tr("Import", "{n} left out")),
    )
    return ", ".join(words.format(n=number(n)) for n, words in said if n) or tr("Import", "nothing new")
