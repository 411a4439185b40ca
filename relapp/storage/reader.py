"""Reading: a connection inside one transaction, and the two conversions every query needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, cast

from sqlalchemy import Connection, Executable, Row

from relapp.storage.backend import Backend

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()


class Reader:
    """One consistent look at the data; query functions take it as their first argument."""

    def __init__(self, connection: Connection, backend: Backend) -> None:
        self.connection = connection
        self.backend = backend

    def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[*tuple[Any, ...]]]:
        """Every row of ``statement``."""
        return self.connection.execute(statement, values).all()

    def stream(self, statement: Executable) -> Iterator[Sequence[Any]]:
        """Every row of ``statement`` as the driver gives it, never all of them in memory: for whole tables."""
        with self.connection.execute(statement) as result:
            yield from cast("Iterator[Sequence[Any]]", result.cursor)

    def row(self, statement: Executable) -> Row[*tuple[Any, ...]] | None:
        """The first row of ``statement``, if any."""
        return self.connection.execute(statement).first()

    def scalar(self, statement: Executable) -> Any:
        """The first column of the first row, ``None`` if there is none."""
        return self.connection.execute(statement).scalar()

    def scalars(self, statement: Executable) -> list[Any]:
        """The first column of every row."""
        return list(self.connection.execute(statement).scalars().all())


def moment_columns(at: datetime) -> dict[str, int]:
    """The columns ``moment`` and ``utc_offset`` of an aware moment.

    :raises ValueError: ``at`` has no offset.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a moment needs its offset from UTC")
    minutes = offset // timedelta(minutes=1)
    # From the wall clock, so that the day stays the same where an old offset had seconds too.
    seconds = 86_400 * (at.toordinal() - _EPOCH_DAY) + 3600 * at.hour + 60 * at.minute + at.second
    return {"moment": seconds - 60 * minutes, "utc_offset": minutes}


def to_moment(moment: int, utc_offset: int) -> datetime:
    """The aware moment that two columns hold."""
    # Not by the C library, which on Windows knows nothing before 1970.
    return (_EPOCH + timedelta(seconds=moment)).astimezone(timezone(timedelta(minutes=utc_offset)))


def to_day(text: str | None) -> date | None:
    """The day that an ISO text column holds."""
    return date.fromisoformat(text) if text else None
