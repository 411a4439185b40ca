"""Imports in words: how a file was read, what its columns mean, what came of its rows."""

from __future__ import annotations

from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content
from relapp.services.transfer.storing.tally import Tally
from relapp.ui.wording import listed, sentences, tr
from relapp.ui.wording.money import number

_MOST_NAMED = 8


def field_name(field: Field, kind: Content) -> str:
    """What a column means."""
    if field is Field.OTHER:
        return tr("Import", "left out") if kind is Content.SALES else tr("Import", "a fact of its own")
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
        Field.LABEL: tr("Import", "kind of phone or e-mail"),
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
        Field.REFUNDED: tr("Import", "paid back"),
        Field.WORDS: tr("Import", "remark"),
        Field.CURRENCY: tr("Import", "currency"),
        Field.STAFF: tr("Import", "who served"),
        Field.CHANNEL: tr("Import", "by which way"),
        Field.DIRECTION: tr("Import", "who went to whom"),
        Field.IGNORE: tr("Import", "left out"),
    }.get(field, field.value)


def left_out(mapping: Mapping, kind: Content) -> str:
    """Which columns are not taken in, by name; empty if all are."""
    unused = (Field.IGNORE, Field.OTHER) if kind is Content.SALES else (Field.IGNORE,)
    names = [column.header for column in mapping.all(*unused)]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names[_MOST_NAMED:] = [tr("Import", "{n} other column(s)", more).format(n=number(more))]
    return tr("Import", "Left out: {columns}.").format(columns=listed(names)) if names else ""


def kind_name(kind: Content) -> str:
    """What the rows of a file are."""
    return {
        Content.CUSTOMERS: tr("Import", "Customers"),
        Content.SALES: tr("Import", "Sales"),
        Content.ENTRIES: tr("Import", "Entries"),
        Content.SHOP: tr("Import", "A whole shop"),
    }[kind]


def how_read(how: HowRead) -> str:
    """ "Read as ; Windows-1252, header in line 3"."""
    separators = {"\t": tr("Import", "tabs"), ";": ";", ",": ",", "|": "|"}
    formats = {
        "mail": tr("Import", "mail"),
        "chat": tr("Import", "a chat"),
    }
    parts = [
        formats.get(how.format, ""),
        separators.get(how.separator, how.separator),
        how.encoding,
        tr("Import", "sheet {name}").format(name=how.sheet) if how.sheet else "",
        tr("Import", "names of columns in line {line}").format(line=how.header_line) if how.header_line else "",
    ]
    return tr("Import", "Read as {how}").format(how=" · ".join(part for part in parts if part))


def counted(tally: Tally, kind: Content) -> str:
    """What an import does, in one sentence or two."""
    if kind is Content.SALES:
        parts = [
            tr("Import", "{n} new sales line(s)", tally.new).format(n=number(tally.new)),
            tr("Import", "{n} known already").format(n=number(tally.same)) if tally.same else "",
            _people(tally.people) if tally.people else "",
            _doubtful(tally.doubtful) if tally.doubtful else "",
        ]
    elif kind is Content.ENTRIES:
        parts = [
            tr("Import", "{n} new interaction(s)", tally.new).format(n=number(tally.new)),
            tr("Import", "{n} changed").format(n=number(tally.changed)) if tally.changed else "",
            tr("Import", "{n} known already").format(n=number(tally.same)) if tally.same else "",
            _people(tally.people) if tally.people else "",
            _several(tally.doubtful) if tally.doubtful else "",
        ]
        return sentences(listed(part for part in parts if part) + ".", _left_out(tally.bad) if tally.bad else "")
    else:
        parts = [
            tr("Import", "{n} new").format(n=number(tally.new)),
            tr("Import", "{n} changed").format(n=number(tally.changed)),
            tr("Import", "{n} the same").format(n=number(tally.same)),
            _alike(tally.doubtful) if tally.doubtful else "",
        ]
    return sentences(listed(part for part in parts if part) + ".", _bad(tally.bad) if tally.bad else "")


def _people(n: int) -> str:
    return tr("Import", "{n} new customer(s)", n).format(n=number(n))


def _doubtful(n: int) -> str:
    return tr("Import", "{n} line(s) that could mean several people", n).format(n=number(n))


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
        "row.too_many_cells": tr("Import", "There are more cells than columns."),
        "row.no_name": tr("Import", "There is no name."),
        "row.long_name": tr("Import", "The name is longer than {limit} characters."),
        "row.total": tr("Import", "This is a line of totals, not a customer."),
        "row.group": tr("Import", "The card is a list of other cards, not a person."),
        "row.event_cancelled": tr("Import", "The appointment was cancelled."),
        "row.stranger": tr("Import", "{who} is no customer of yours."),
        "row.no_person": tr("Import", "Nobody is named."),
        "row.nothing_said": tr("Import", "There are no words."),
        "row.unreadable": tr("Import", "It is damaged."),
        "row.discarded": tr("Import", "It was thrown away, or never sent."),
        "row.service": tr("Import", "Nobody said it: the program itself noted it."),
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
