"""The form of relapp's own export, ``shop.jsonl``: how each row of the shop is written as JSON and read again.

``docs/export-format.md`` tells it to others.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any

from relapp.domain.consents import ConsentState, Purpose
from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromisedBy, PromiseState
from relapp.domain.question_bank import PutAnswer
from relapp.domain.questions import Question
from relapp.domain.staff import Role
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionKind
from relapp.domain.wishes import WishState
from relapp.storage import whole
from relapp.storage.reader import moment_columns, to_moment

LEFT_OUT = ("operation", "change", "customer_stat", "suggestion_shown", "sign_in", "draft")
"""Tables that are not exported; the format's page says why."""

_WITHOUT = {
    # The journal stays behind, and with it the numbers of its operations.
    "merge": {"operation_id"},
    "import_batch": {"operation_id"},
    # Said by the entry already.
    "participant": {"moment", "day", "kind", "direction"},
    "contact_point": {"folded"},
}

_DAYS = {
    "customer": {"added", "leave_until"},
    "fact": {"learned", "confirmed"},
    "promise": {"due", "made", "closed"},
    "wish": {"made", "closed"},
    "recovery_case": {"opened", "asked_again", "closed", "ask_on"},
    "question_put": {"day"},
    "erased": {"day"},
    "consent": {"day"},
    "suggestion_answer": {"until"},
    "arrival": {"day"},
}

_CHOICES: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "staff": {"role": Role},
    "contact_point": {"kind": ContactKind},
    "interaction": {"kind": Kind, "channel": Channel, "direction": Direction, "outcome": Outcome},
    "fact": {"certainty": Certainty},
    "promise": {"promised_by": PromisedBy, "state": PromiseState},
    "wish": {"state": WishState},
    "consent": {"channel": Channel, "purpose": Purpose, "state": ConsentState},
    "question_put": {"answer": PutAnswer},
    "suggestion_answer": {
        "kind": SuggestionKind,
        "answer": Answer,
        "refusal": Refusal,
        "channel": Channel,
        "outcome": Outcome,
    },
}

_HIGHEST = 10**15
"""Ten million millions in cents, more than any file of other programs may say; sums of many still fit a column."""
_HIGHEST_ID = 2**40


class BadValueError(Exception):
    """A record says something that cannot be: in which field, and what."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__(field)
        self.field = field
        self.value = value


Write = Callable[[Sequence[Any]], Any]
Read = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: from a row as it is stored, and back to columns.

    ``read`` raises ``ValueError`` or ``TypeError`` for what cannot be.
    """

    name: str
    optional: bool
    write: Write
    read: Read


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The fields of a table's records, in their order."""
    found: list[Field] = []
    for place, column in enumerate(whole.columns(table)):
        if column.name in _WITHOUT.get(table, ()) or column.name == "utc_offset":
            continue
        if column.name == "moment":
            found.append(_moment(place))
        else:
            found.append(_field(table, place, column))
    return tuple(found)


def record(table: str, row: Sequence[Any]) -> dict[str, Any]:
    """A row as its record; what is not known is left out."""
    values = {"table": table}
    for field in fields(table):
        value = field.write(row)
        if value is not None:
            values[field.name] = value
    return values


def columns(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A record as the columns it tells; fields of no meaning here are passed over.

    :raises BadValueError: a field is missing, or does not hold what it should.
    """
    row: dict[str, Any] = {}
    for field in fields(table):
        value = values.get(field.name)
        if value is None and not field.optional:
            raise BadValueError(field.name, value)
        try:
            row.update(field.read(value))
        except (ValueError, TypeError, OverflowError, InvalidOperation) as error:
            raise BadValueError(field.name, value) from error
    if table == "fact" and row["month"] is not None and row["day"] is not None:
        _check_yearly(row)
    if table == "photo":
        _check_photo(row)
    if table == "customer" and not row["name"].strip():
        raise BadValueError("name", row["name"])
    if table == "question" and not row["words"] and row["code"] not in set(Question):
        raise BadValueError("code", row["code"])
    return row


def _field(table: str, place: int, column: whole.Column) -> Field:
    name = column.name
    choices = _CHOICES.get(table, {}).get(name)
    if choices is not None:
        read: Callable[[Any], Any] = lambda value: choices(value).value  # noqa: E731
    elif name in _DAYS.get(table, ()):
        read = _day
    elif name in ("quiet_from", "quiet_to"):
        read = _time
    elif name == "quiet_days":
        read = _weekdays
    elif (table, name) == ("purchase_line", "quantity"):
        return Field(name, False, lambda row: _as_quantity(row[place]), lambda value: {name: _quantity(value)})
    elif table == "setting" and name == "value":
        return Field(name, True, lambda row: json.loads(row[place]), lambda value: {name: _as_json(value)})
    elif column.flag:
        read = _flag
    elif column.whole:
        named = name == "id" or bool(column.refers) or name in ("gone_id", "origin")
        read = _id if named else _whole
    else:
        read = _text
    optional = column.optional or column.missing is not None

    def read_it(value: Any) -> Mapping[str, Any]:
        return {name: column.missing if value is None else read(value)}

    if column.flag:
        return Field(name, optional, lambda row: None if row[place] is None else bool(row[place]), read_it)
    return Field(name, optional, lambda row: row[place], read_it)


def _moment(place: int) -> Field:
    def read(value: Any) -> Mapping[str, Any]:
        at = datetime.fromisoformat(_text(value))
        columns = moment_columns(at)
        # Years at the very edge have no neighbour to be shown beside.
        to_moment(columns["moment"], columns["utc_offset"])
        return columns

    return Field("at", False, lambda row: to_moment(row[place], row[place + 1]).isoformat(), read)


def _check_yearly(row: Mapping[str, Any]) -> None:
    try:
        date(2000 if row["year"] is None else row["year"], row["month"], row["day"])
    except (ValueError, OverflowError) as error:
        raise BadValueError("day", row["day"]) from error


def _check_photo(row: Mapping[str, Any]) -> None:
    try:
        b64decode(row["content"], validate=True)
    except ValueError as error:
        raise BadValueError("content", row["content"]) from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _HIGHEST:
        raise TypeError(value)
    return value


def _id(value: Any) -> int:
    if not 0 <= _whole(value) <= _HIGHEST_ID:
        raise ValueError(value)
    return int(value)


def _day(value: Any) -> str:
    return date.fromisoformat(_text(value)).isoformat()


def _time(value: Any) -> str:
    return time.fromisoformat(_text(value)).replace(tzinfo=None).isoformat()


def _weekdays(value: Any) -> str:
    if set(_text(value)) - set("0123456"):
        raise ValueError(value)
    return "".join(sorted(set(value)))


def _as_quantity(thousandths: int) -> str:
    return str(Decimal(thousandths).scaleb(-3).normalize().__format__("f"))


def _quantity(value: Any) -> int:
    thousandths = Decimal(_text(value)) * 1000
    if thousandths != thousandths.to_integral_value():
        raise ValueError(value)
    return _whole(int(thousandths))


def _as_json(value: Any) -> str:
    return _text(json.dumps(value, ensure_ascii=False))
