"""What the columns of a table mean, guessed from their names and values, and set by hand."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import islice

from relapp.domain.errors import UserError
from relapp.domain.folding import fold
from relapp.services.transfer.meaning.consents import is_answer
from relapp.services.transfer.meaning.customer_numbers import is_card
from relapp.services.transfer.meaning.headers import (
    ENTRY_FIELDS,
    SALE_FIELDS,
    SEVERAL,
    Field,
    is_technical,
    known_header,
    never_phone,
    plain,
)
from relapp.services.transfer.meaning.kinds import CHANNELS, DIRECTIONS, KINDS, told
from relapp.services.transfer.meaning.values import (
    DateEvidence,
    date_evidence,
    is_email,
    is_full_name,
    is_machine_made,
    is_phone,
    is_turned,
    parse_amount,
)
from relapp.services.transfer.reading.tables import Table, column_letter
from relapp.services.transfer.rows import Content

_SAMPLE_ROWS = 500
_MOST = 0.7
_WHO = (Field.REFERENCE, Field.EMAIL, Field.PHONE, Field.NAME)
_HAPPENED: tuple[tuple[Field, Named[str, StrEnum]], ...] = (
    (Field.KIND, KINDS),
    (Field.CHANNEL, CHANNELS),
    (Field.DIRECTION, DIRECTIONS),
)
_PRICED = (Field.AMOUNT, Field.GROSS, Field.UNIT_PRICE)
_BOUGHT = (Field.PRODUCT, *_PRICED)
_BEFORE_DISCOUNT = ("preis vor rabatt", "price before discount", "prix avant remise", "prezzo prima dello sconto")
_AFTER_DISCOUNT = ("preis brutto", "price gross", "prix brut", "prezzo lordo")
_PAID = (Field.AMOUNT, Field.GROSS, Field.QUANTITY, Field.DISCOUNT, Field.REFUNDED)
_LASTING = frozenset({
    "duration", "length", "minutes", "dauer", "duree", "duracion", "durata", "duur", "duracao", "langd",
    "varaktighet", "длительность", "продолжительность", "所要時間",
})  # fmt: skip
"""How columns are headed that hold how long an appointment takes."""
# A column that says something goes before one that does not, and what people can read before what programs made.
_EMPTY, _MACHINE_MADE = 2_000, 1_000
_FEWEST_ALIKE = 10
_OF_SALES = frozenset(
    {Field.PRODUCT, Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS, Field.DISCOUNT, Field.INVOICE}
)
_SURELY_BOUGHT = 3
_BARE_NAMES = frozenset({"name", "nom", "nombre", "nome", "naam", "namn", "nazwa"})
_PERSONAL = frozenset(
    {Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.REFERENCE, Field.EMAIL, Field.PHONE, Field.ADDRESS}
)
_NET_PRICES = frozenset({"price net", "net price"})
_ACCOUNTS = frozenset({"account", "merchant", "seller", "konto", "compte", "cuenta", "conto", "rekening"})
_CODES = frozenset({"code", "codigo", "codice", "kod", "код", "コート"})


class Reason(StrEnum):
    """How the meaning of a column was found."""

    HEADER = "header"
    VALUES = "values"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``index`` from 0, its name, what it means, and why; ``turned``: names stand as "Moreira, Ana"."""

    index: int
    header: str
    field: Field
    reason: Reason
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of every column, in their order."""

    columns: tuple[Column, ...]

    def first(self, field: Field) -> int | None:
        """The index of the column that has this meaning."""
        return next((column.index for column in self.columns if column.field is field), None)

    def all(self, *fields: Field) -> tuple[Column, ...]:
        """The columns that have one of these meanings."""
        return tuple(column for column in self.columns if column.field in fields)

    def has(self, *fields: Field) -> bool:
        """Whether any column has one of these meanings."""
        return any(column.field in fields for column in self.columns)

    def set(self, index: int, field: Field) -> Mapping:
        """The mapping with one column's meaning set by hand; a meaning that only one can have leaves the other."""

        def changed(column: Column) -> Column:
            if column.index == index:
                return replace(column, field=field, reason=Reason.PERSON)
            if column.field is field and field not in SEVERAL:
                return replace(column, field=Field.OTHER, reason=Reason.UNKNOWN)
            return column

        return Mapping(tuple(changed(column) for column in self.columns))


def content_of(mapping: Mapping) -> Content:
    """Sales if something was bought on a day, entries if something was said or happened on one, else customers."""
    if mapping.has(Field.MOMENT):
        if is_booked(mapping):
            return Content.ENTRIES
        # What people work as may be headed like an article, but nobody is born on a receipt.
        if mapping.has(*_PRICED) or (mapping.has(Field.PRODUCT) and not mapping.has(Field.BIRTHDAY, Field.CONSENT)):
            return Content.SALES
        if mapping.has(Field.WORDS, Field.KIND, Field.CHANNEL, Field.DIRECTION):
            return Content.ENTRIES
    return Content.CUSTOMERS


def _after_discount(mapping: Mapping) -> Mapping:
    """Beside what a line came to before its discount stands what it came to after it, and not the price of a piece."""
    names = {plain(column.header): column.index for column in mapping.columns}
    before = next((names[name] for name in _BEFORE_DISCOUNT if name in names), None)
    after = next((names[name] for name in _AFTER_DISCOUNT if name in names), None)
    if before is None or after is None:
        return mapping
    for index in (column.index for column in mapping.all(Field.AMOUNT, Field.GROSS)):
        mapping = _with(mapping, index, Field.OTHER)
    return _with(_with(mapping, before, Field.GROSS), after, Field.AMOUNT)


def is_booked(mapping: Mapping) -> bool:
    """Whether the rows are appointments: how each went and how long it takes, and nothing of what was paid."""
    lasting = any(_LASTING & {plain(column.header), *plain(column.header).split()[:1]} for column in mapping.columns)
    return lasting and mapping.has(Field.STATUS) and not mapping.has(*_PAID)


def guess(table: Table, kind: Content | None = None) -> Mapping:
    """What each column means, by its header where that is known, else by its values.

    ``kind`` says what the rows are; without it the columns tell.
    """
    rows = [cells for _, cells in islice(table.rows(), _SAMPLE_ROWS + 1)]
    whole = len(rows) <= _SAMPLE_ROWS
    rows = rows[:_SAMPLE_ROWS]
    values = [[text for cells in rows if (text := cells[index].strip())] for index in range(len(table.header))]
    ranked = [_guess_column(name, column_letter(index), values[index]) for index, name in enumerate(table.header)]
    columns = [replace(each, turned=_most(values[each.index], is_turned)) for each in _one_each(table, ranked)]
    columns = _with_moment(columns, values)
    columns = _in_context(columns, values, kind)
    mapping = _without_false_amount(_after_discount(Mapping(tuple(columns))), rows)
    match kind or _content(mapping, values):
        case Content.SALES:
            return _as_sales(mapping)
        case Content.ENTRIES:
            return _as_entries(mapping)
    mapping = _as_people(mapping, values)
    return _without_idle(mapping, values, len(rows)) if whole else mapping


def override(mapping: Mapping, columns: Named[str, str]) -> Mapping:
    """The mapping with meanings set by name, as in ``--map FIELD=COLUMN``; a column may be named by its letter too.

    Raises :class:`UserError`: ``import.no_field`` (``field``, ``fields``), ``import.no_column`` (``column``,
    ``columns``).
    """
    for field_name, column_name in columns.items():
        try:
            field = Field(field_name.strip().lower())
        except ValueError as error:
            raise UserError("import.no_field", field=field_name, fields=tuple(Field)) from error
        mapping = mapping.set(_named(mapping, column_name), field)
    return mapping


def _named(mapping: Mapping, name: str) -> int:
    tests: tuple[Callable[[Column], bool], ...] = (
        lambda column: column.header == name,
        lambda column: plain(column.header) == plain(name),
        lambda column: column_letter(column.index) == name.upper(),
    )
    for test in tests:
        for column in mapping.columns:
            if test(column):
                return column.index
    raise UserError("import.no_column", column=name, columns=tuple(column.header for column in mapping.columns))


def _guess_column(header: str, letter: str, values: list[str]) -> tuple[Field, int, Reason]:
    """The meaning of one column by itself, with its rank among others of the same meaning."""
    known = known_header(header)
    if known is not None:
        field = _corrected(known.field, values)
        rank = known.rank + (0 if values else _EMPTY) + (_MACHINE_MADE if _most(values, is_machine_made) else 0)
        return field, rank, Reason.HEADER if field is known.field else Reason.VALUES
    if is_technical(header):
        return Field.IGNORE, 0, Reason.HEADER
    for field, test in ((Field.EMAIL, is_email), (Field.PHONE, is_phone)):
        if _most(values, test) and (field is Field.EMAIL or not never_phone(header)):
            return field, 500, Reason.VALUES
    if header == letter:
        # The file has no name for it, so its values alone can tell.
        for field, test in ((Field.MOMENT, _is_date), (Field.NAME, is_full_name)):
            if _most(values, test):
                return field, 500, Reason.VALUES
        if not values:
            return Field.IGNORE, 0, Reason.UNKNOWN
    return Field.OTHER, 0, Reason.UNKNOWN


def _is_address_of_page(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _is_date(text: str) -> bool:
    return date_evidence(text) is not DateEvidence.NONE


def _corrected(field: Field, values: list[str]) -> Field:
    """The meaning where values say that the header's word is used otherwise."""
    if field is Field.NAME:
        if _most(values, is_email):
            return Field.EMAIL
        if _most(values, lambda text: text.startswith("#") and text[1:].isalnum()):
            return Field.INVOICE
        if _most(values, lambda text: text.replace(".", "").isdigit()):
            return Field.REFERENCE
    if field is Field.REFERENCE and _most(values, is_card):
        return Field.OTHER
    if field in (Field.FIRST_NAME, Field.LAST_NAME) and _most(values, _is_date):
        # "Last" may also head the day of the last visit.
        return Field.OTHER
    if field is Field.EMAIL and values and not any("@" in text for text in values):
        return Field.OTHER
    if field is Field.PHONE and values and not any(sum(map(str.isdigit, text)) > 3 for text in values):
        return Field.EMAIL if _most(values, is_email) else Field.OTHER
    if field is Field.CONSENT and values and not _most(values, is_answer):
        return Field.OTHER
    if field is Field.PRODUCT and _most(values, _is_address_of_page):
        return Field.OTHER
    if field is Field.TIME and _most(values, _is_date):
        return Field.MOMENT
    if field is Field.WORDS and _most(values, partial(_says, KINDS)):
        return Field.KIND
    if field is Field.QUANTITY and values and not _most(values, lambda text: parse_amount(text) is not None):
        return Field.OTHER
    return field


def _most(values: list[str], test: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(test, values)) >= _MOST * len(values)


def _one_each(table: Table, ranked: list[tuple[Field, int, Reason]]) -> list[Column]:
    """The columns, where a meaning that only one can have went to the best."""
    best: dict[Field, int] = {}
    for index, (field, rank, _) in enumerate(ranked):
        if field not in best or rank < ranked[best[field]][1]:
            best[field] = index
    return [
        Column(index, table.header[index], field, reason)
        if field in SEVERAL or best[field] == index
        else Column(index, table.header[index], Field.OTHER, Reason.UNKNOWN)
        for index, (field, _, reason) in enumerate(ranked)
    ]


def _in_context(columns: list[Column], values: list[list[str]], kind: Content | None) -> list[Column]:
    """The columns, where words that mean different things beside others are settled."""
    fields = {column.field for column in columns}
    swaps: dict[Field, Field] = {}
    if Field.NAME in fields and Field.FIRST_NAME in fields and Field.LAST_NAME not in fields:
        swaps[Field.NAME] = Field.LAST_NAME
    elif Field.NAME in fields and Field.LAST_NAME in fields and Field.FIRST_NAME not in fields:
        swaps[Field.NAME] = Field.FIRST_NAME
    selling = bool(fields & {Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS}) and Field.MOMENT in fields
    if kind is not Content.CUSTOMERS and selling and Field.PRODUCT not in fields:
        name = next((column for column in columns if column.field is Field.NAME), None)
        stocked = Field.QUANTITY in fields and fields & {Field.SKU, Field.VARIANT} and not fields & _PERSONAL
        if stocked and name is not None and plain(name.header) in _BARE_NAMES:
            # What has a number in stock or comes in variants, and no address, is not a person.
            return [replace(each, field=Field.PRODUCT) if each is name else each for each in columns]
        for column in sorted(columns, key=lambda column: plain(column.header)):
            # "Description" and "Details" are remarks on a person, but the article on a receipt.
            told = column.field is Field.NOTE and plain(column.header) in ("description", "details")
            if told and values[column.index] and not _most(values[column.index], _is_address_of_page):
                return [replace(other, field=Field.PRODUCT) if other is column else other for other in columns]
    return [replace(column, field=swaps.get(column.field, column.field)) for column in columns]


def _with_moment(columns: list[Column], values: list[list[str]]) -> list[Column]:
    """Where things were bought, a column of dates whose name is not known tells when."""
    fields = {column.field for column in columns}
    if Field.MOMENT in fields or len(fields & _OF_SALES) < _SURELY_BOUGHT:
        return columns
    for column in columns:
        if column.field is Field.OTHER and _most(values[column.index], _is_date):
            found = replace(column, field=Field.MOMENT, reason=Reason.VALUES)
            return [found if each is column else each for each in columns]
    return columns


def _without_false_amount(mapping: Mapping, rows: list[list[str]]) -> Mapping:
    """Leave out an amount that is the whole order's: it is empty beside some prices, or is not price times number."""
    amount, price = mapping.first(Field.AMOUNT), mapping.first(Field.UNIT_PRICE)
    if amount is None or price is None:
        return mapping
    if plain(mapping.columns[amount].header).startswith("order "):
        return _renamed(mapping, {Field.AMOUNT: Field.OTHER})
    quantity = mapping.first(Field.QUANTITY)
    priced = agreeing = empty = several = alike = 0
    for cells in rows:
        each, came_to = parse_amount(cells[price]), parse_amount(cells[amount])
        if each is None:
            continue
        number = parse_amount(cells[quantity]) if quantity is not None else None
        pieces = abs(number.value) if number else Decimal(1)
        priced += 1
        empty += came_to is None
        agreeing += came_to is not None and _near(came_to.value, each.value * pieces)
        # What is given away tells nothing.
        if pieces > 1 and each.value:
            several += 1
            alike += came_to is not None and _near(came_to.value, each.value)
    if not empty and several and alike == several:
        # Two cost no more than one: the price is the line's, too.
        return _renamed(mapping, {Field.UNIT_PRICE: Field.OTHER if mapping.has(Field.GROSS) else Field.GROSS})
    if agreeing >= _MOST * priced and not empty:
        return mapping
    return _renamed(mapping, {Field.AMOUNT: Field.OTHER})


def _near(value: Decimal, expected: Decimal) -> bool:
    """Whether a sum is another but for its sign, a discount or a tax."""
    return 3 * abs(abs(value) - abs(expected)) <= abs(expected)


def _content(mapping: Mapping, values: list[list[str]]) -> Content:
    """What the rows are: a date and a note beside a name are a log only where somebody stands in it twice."""
    # "What" beside how it was said is what was said, where nothing was paid.
    sold = mapping.has(*_PRICED, Field.QUANTITY, Field.INVOICE) or not mapping.has(Field.CHANNEL)
    if not mapping.has(Field.MOMENT) or (mapping.has(*_BOUGHT) and sold):
        return content_of(mapping)
    for field, words in _HAPPENED:
        index = mapping.first(field)
        if index is not None and _most(values[index], partial(_says, words)):
            return Content.ENTRIES
    who = next((index for field in _WHO if (index := mapping.first(field)) is not None), None)
    again = who is not None and len({fold(text) for text in values[who]}) < len(values[who])
    return Content.ENTRIES if again and mapping.has(Field.NOTE, Field.WORDS) else Content.CUSTOMERS


def _says(words: Named[str, StrEnum], text: str) -> bool:
    return told(text, words) is not None


def _as_sales(mapping: Mapping) -> Mapping:
    mapping = _renamed(mapping, {Field.NOTE: Field.WORDS, Field.BIRTHDAY: Field.OTHER})
    for column in mapping.all(Field.EMAIL):
        # Whose account it is in which the money came.
        if column.reason is Reason.VALUES and plain(column.header) in _ACCOUNTS:
            mapping = _with(mapping, column.index, Field.OTHER if mapping.has(Field.STAFF) else Field.STAFF)
    price = mapping.first(Field.UNIT_PRICE)
    if price is not None and mapping.has(Field.GROSS) and plain(mapping.columns[price].header) in _NET_PRICES:
        # The same sum without its tax.
        mapping = _with(mapping, price, Field.OTHER)
    reference = mapping.first(Field.REFERENCE)
    # A bare "Id" among sales numbers the sales, not the customers.
    if reference is not None and plain(mapping.columns[reference].header) == "id":
        return _renamed(mapping, {Field.REFERENCE: Field.OTHER})
    return mapping


def _as_entries(mapping: Mapping) -> Mapping:
    """Nothing was bought: a product is what the words are about."""
    bought = SALE_FIELDS - ENTRY_FIELDS
    return _renamed(mapping, {**dict.fromkeys(bought, Field.OTHER), Field.NOTE: Field.WORDS})


def _as_people(mapping: Mapping, values: list[list[str]]) -> Mapping:
    reference = mapping.first(Field.SKU)
    if (
        reference is not None
        and not mapping.has(Field.REFERENCE)
        and plain(mapping.columns[reference].header) in _CODES
    ):
        # On a receipt it is the article's.
        mapping = _with(mapping, reference, Field.REFERENCE)
    mapping = _renamed(mapping, dict.fromkeys(SALE_FIELDS, Field.OTHER))
    if not mapping.has(Field.NAME, Field.FIRST_NAME, Field.LAST_NAME):
        named = (each.index for each in mapping.all(Field.OTHER) if _most(values[each.index], is_full_name))
        if (index := next(named, None)) is not None:
            return _with(mapping, index, Field.NAME)
    return mapping


def _with(mapping: Mapping, index: int, field: Field) -> Mapping:
    found = replace(mapping.columns[index], field=field, reason=Reason.VALUES)
    return Mapping((*mapping.columns[:index], found, *mapping.columns[index + 1 :]))


def _without_idle(mapping: Mapping, values: list[list[str]], rows: int) -> Mapping:
    """Leave out what tells nobody from anybody: columns not known that are empty, all alike, or made for programs."""

    def idle(column: Column) -> bool:
        told = values[column.index]
        alike = len(told) == rows >= _FEWEST_ALIKE and len(set(told)) == 1
        return column.field is Field.OTHER and (not told or alike or _most(told, is_machine_made))

    return Mapping(tuple(replace(each, field=Field.IGNORE) if idle(each) else each for each in mapping.columns))


def _renamed(mapping: Mapping, fields: Named[Field, Field]) -> Mapping:
    return Mapping(tuple(replace(column, field=fields.get(column.field, column.field)) for column in mapping.columns))
