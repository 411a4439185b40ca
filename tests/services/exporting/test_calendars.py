"""A calendar that is written: its events come back as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.facts import NewFact
from relapp.domain.interactions import Kind
from relapp.services.exporting.calendars import Event, Guest, appointment, birthday, events, promise
from relapp.services.transfer.reading.documents import DocumentRow, open_document
from relapp.services.transfer.rows import EntryRow, Who
from tests.builders import TODAY, a_customer, a_promise, an_interaction

STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read_back(given_events: list[Event], folder: Path) -> list[DocumentRow]:
    path = folder / "written.ics"
    path.write_text("".join(events(given_events, STAMP)), encoding="utf-8", newline="")
    document = open_document(path)
    assert document is not None
    return list(document.rows())


def test_a_calendar_is_what_calendar_programs_know() -> None:
    at = datetime(2026, 3, 21, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    meeting = Event(
        "relapp-entry-1", at, "Haircut, long\nwith fringe", (Guest("Ana; Moreira", "ana@x.example"), Guest("Bo"))
    )
    day = Event("relapp-promise-2", date(2026, 12, 31), "Call Bo")
    assert "".join(events([meeting, day], STAMP)).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//relapp//relapp//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:relapp-entry-1",
        "DTSTAMP:20260301T120000Z",
        "DTSTART:20260321T093000Z",
        "SUMMARY:Haircut\\, long",
        "DESCRIPTION:with fringe",
        'ATTENDEE;CN="Ana; Moreira":mailto:ana@x.example',
        "ATTENDEE;CN=Bo:urn:relapp:guest",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:relapp-promise-2",
        "DTSTAMP:20260301T120000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Call Bo",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_appointments_promises_and_birthdays_are_events() -> None:
    ana = a_customer("Ana Moreira", id=7)
    entry = an_interaction(Kind.APPOINTMENT, words="Trial")
    assert appointment(entry, [Guest("Ana Moreira")]) == Event(
        f"relapp-entry-{entry.id}", entry.at, "Trial", (Guest("Ana Moreira"),)
    )
    due = promise(a_promise("repair the bike", 3), ana)
    assert due is not None
    assert (due.at, due.words) == (TODAY + timedelta(days=3), "repair the bike – Ana Moreira")
    assert promise(a_promise(due_in=None), ana) is None
    born = birthday(NewFact("birthday", "", month=2, day=29), ana, "Birthday")
    assert born == Event("relapp-day-7-0229-Birthday", date(1972, 2, 29), "Birthday: Ana Moreira", yearly=True)
    theirs = birthday(NewFact("date", "name day", about="daughter", month=5, day=1, year=2010), ana, "Birthday")
    assert theirs is not None
    assert (theirs.at, theirs.words) == (date(2010, 5, 1), "name day: Ana Moreira – daughter")
    assert birthday(NewFact("birthday", "in May"), ana, "Birthday") is None


def test_a_birthday_comes_round(tmp_path: Path) -> None:
    rows = read_back([Event("b", date(2020, 5, 13), "Birthday: Ana", yearly=True)], tmp_path)
    days = [row.at.date() for row in rows if isinstance(row, EntryRow)]
    assert days[:3] == [date(2020, 5, 13), date(2021, 5, 13), date(2022, 5, 13)]
    assert len(days) >= 7


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (date.min, "DTSTART;VALUE=DATE:00010101"),
        (date.max, "DTSTART;VALUE=DATE:99991231"),
        (datetime.min.replace(tzinfo=UTC), "DTSTART:00010101T000000Z"),
        (datetime.max.replace(tzinfo=UTC), "DTSTART:99991231T235959Z"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=2))), "DTSTART:00010101T000000"),
    ],
)
def test_the_first_and_the_last_day_are_written_in_full(at: date, line: str) -> None:
    assert line in "".join(events([Event("x", at, "edge")], STAMP)).split("\r\n")


def test_whatever_stands_for_an_address_stays_within_its_line(tmp_path: Path) -> None:
    at = datetime(2025, 5, 6, 10, tzinfo=UTC)
    strange = Event("x", at, "fitting", (Guest("Ana", "ana@x.example\r\nX-OTHER:1"),))
    assert not any(line.startswith("X-OTHER") for line in "".join(events([strange])).splitlines())
    (row,) = read_back([Event("x", at, "fitting", (Guest("Ö", "ö+a@x.example"),))], tmp_path)
    assert isinstance(row, EntryRow)
    assert row.who == (Who(email="ö+a@x.example", name="Ö"),)


_LETTERS = st.characters(exclude_categories=("C", "Z"))
_LINE = st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join)
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    at=_MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
    title=_LINE,
    more=st.lists(_LINE, max_size=3),
    guests=st.lists(
        st.text("abcdeäß字 ',;:", min_size=1, max_size=10).map(lambda text: f"x{' '.join(text.split())}"), max_size=3
    ),
    identity=st.text("abc-123", min_size=1, max_size=20),
)
def test_what_was_written_comes_back(
    at: datetime,
    title: str,
    more: list[str],
    guests: list[str],
    identity: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    told = "\n".join([title, *dict.fromkeys(line for line in more if line != title)])
    wanted = tuple(Guest(name, f"g{number}@x.example") for number, name in enumerate(guests))
    (row,) = read_back([Event(identity, at, told, wanted)], tmp_path_factory.getbasetemp())
    assert isinstance(row, EntryRow)
    assert (row.at, row.words, row.identity) == (at, told, identity)
    assert row.who == tuple(Who(email=guest.email, name=guest.name) for guest in wanted)
