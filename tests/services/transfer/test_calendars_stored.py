"""Calendars into the shop: whom an appointment is joined to, and the same file again."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from relapp.domain.interactions import Kind
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.services.transfer.rows import Content
from relapp.services.transfer.storing.tally import Note, Result
from relapp.storage import customers
from relapp.ui.wording import import_rows
from relapp.ui.wording.imports import bad_row, counted
from tests.shop import Shop

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20250303T100000Z
SUMMARY:Haircut Ana Moreira
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20250304T100000Z
SUMMARY:Inventory
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20250305T100000Z
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:Class
ATTENDEE;CN=Zoe:mailto:zoe@x.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "shop.ics"
    path.write_text(CALENDAR, encoding="utf-8")
    return path


def take_in(shop: Shop, path: Path) -> Taken:
    plan = importing.prepare(path)
    counted = shop.read(lambda reader: importing.preview(reader, plan))
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan))
    assert counted.counts() == taken.tally.counts()
    shop.assert_sound()
    return taken


def who_came(shop: Shop) -> list[tuple[str, ...]]:
    """Who takes part in each entry, by name."""
    names = {one.id: one.name for one in shop.read(customers.every)}
    entries = [shop.entry(row.id) for row in shop.tables()["interaction"]]
    assert {entry.kind for entry in entries} == {Kind.APPOINTMENT}
    return [tuple(names[one] for one in entry.customers) for entry in entries]


def test_a_title_joins_a_customer_and_invents_none(shop: Shop, calendar: Path) -> None:
    shop.customer("Ana Moreira")
    taken = take_in(shop, calendar)
    assert (taken.tally.new, taken.tally.people, taken.tally.bad, taken.tally.doubtful) == (4, 1, 0, 0)
    assert who_came(shop) == [("Ana Moreira",), (), ("Zoe",), ("Zoe",)]


def test_a_name_that_two_customers_have_joins_neither(shop: Shop, calendar: Path) -> None:
    shop.customer("Ana Moreira")
    shop.customer("Ana Moreira")
    taken = take_in(shop, calendar)
    assert taken.tally.doubtful == 1
    assert who_came(shop)[0] == ()


def test_the_same_calendar_again_brings_nothing_and_a_moved_event_is_changed(shop: Shop, calendar: Path) -> None:
    take_in(shop, calendar)
    again = take_in(shop, calendar).tally
    assert (again.new, again.changed, again.same) == (0, 0, 4)
    calendar.write_text(CALENDAR.replace("20250304T10", "20250306T10"), encoding="utf-8")
    moved = take_in(shop, calendar).tally
    assert (moved.new, moved.changed, moved.same) == (0, 1, 3)


def titles(shop: Shop) -> list[str]:
    return [row.words.partition("\n")[0] for row in shop.tables()["interaction"]]


def called_off(calendar: Path, of: str, *more: str) -> Path:
    """The calendar with one of its events cancelled."""
    lines = "\n".join(("STATUS:CANCELLED", *more))
    calendar.write_text(CALENDAR.replace(f"UID:{of}\n", f"UID:{of}\n{lines}\n"), encoding="utf-8")
    return calendar


@pytest.mark.parametrize("whole_file", [False, True])
def test_what_a_later_calendar_calls_off_goes_once_and_comes_back_by_undo(
    shop: Shop, calendar: Path, whole_file: bool
) -> None:
    take_in(shop, calendar)
    before = shop.tables()["interaction"]
    if whole_file:
        calls_off = "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
        calendar.write_text(calls_off, encoding="utf-8")
    else:
        called_off(calendar, "1")
    tally = take_in(shop, calendar).tally
    assert (tally.new, tally.changed, tally.bad, tally.notes[Note.CANCELLED]) == (0, 1, 0, 1)
    assert counted(tally, Content.ENTRIES).startswith(
        ("0 new entries, 1 cancelled since", "0 new entries and 1 cancelled")
    )
    (seen,) = tally.seen[Result.CHANGED]
    assert whole_file or import_rows.seen(seen) == "cancelled, is taken off: Haircut Ana Moreira"
    assert titles(shop) == ["Inventory", "Class", "Class"]
    again = take_in(shop, calendar).tally
    assert (again.changed, [row.code for row in again.bad_rows]) == (0, ["row.event_cancelled"])
    # An older file does not bring it back.
    calendar.write_text(CALENDAR, encoding="utf-8")
    older = take_in(shop, calendar).tally
    assert (older.new, older.changed, older.same) == (0, 0, 4)
    for _ in range(3):
        shop.operations.undo()
    assert shop.tables()["interaction"] == before
    shop.assert_sound()


def test_an_entry_that_staff_edited_is_kept_and_named_when_it_is_cancelled(shop: Shop, calendar: Path) -> None:
    take_in(shop, calendar)
    shop.edit(1, words="Haircut Ana Moreira, she brings her mother")
    for _ in range(2):
        tally = take_in(shop, called_off(calendar, "1")).tally
        assert (tally.new, tally.changed, tally.same) == (0, 0, 3)
        assert [(row.line, bad_row(row)) for row in tally.bad_rows] == [
            (2, "The appointment was cancelled, but staff changed it here: it stays.")
        ]
    assert len(titles(shop)) == 4


ONE_TIME = """BEGIN:VEVENT
UID:3
RECURRENCE-ID:20250306T100000Z
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("as_exception", [False, True])
def test_one_time_of_what_comes_round_is_called_off_and_the_others_stay(
    shop: Shop, calendar: Path, as_exception: bool
) -> None:
    take_in(shop, calendar)
    if as_exception:
        text = CALENDAR.replace("COUNT=2\n", "COUNT=2\nEXDATE:20250306T100000Z\n")
    else:
        text = CALENDAR.replace("END:VCALENDAR\n", ONE_TIME)
    calendar.write_text(text, encoding="utf-8")
    tally = take_in(shop, calendar).tally
    assert (tally.new, tally.changed, tally.same, tally.bad) == (0, 1, 3, 0)
    entries = [shop.entry(row.id) for row in shop.tables()["interaction"]]
    assert [entry.at.astimezone(UTC).day for entry in entries] == [3, 4, 5]
    again = take_in(shop, calendar).tally
    assert (again.new, again.changed, again.same, again.bad) == (0, 0, 3, 0 if as_exception else 1)


def test_all_times_of_what_comes_round_are_called_off_together(shop: Shop, calendar: Path) -> None:
    take_in(shop, calendar)
    tally = take_in(shop, called_off(calendar, "3")).tally
    assert (tally.new, tally.changed, tally.same, tally.bad) == (0, 2, 2, 0)
    assert titles(shop) == ["Haircut Ana Moreira", "Inventory"]


def test_an_event_that_is_called_off_in_the_file_that_brings_it_never_comes(shop: Shop, calendar: Path) -> None:
    twice = "BEGIN:VEVENT\nUID:2\nDTSTART:20250304T100000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n"
    calendar.write_text(CALENDAR.replace("END:VCALENDAR\n", twice), encoding="utf-8")
    for new in (3, 0):
        tally = take_in(shop, calendar).tally
        assert (tally.new, tally.changed, tally.same, tally.bad) == (new, 0, 4 - new, 1)
    assert titles(shop) == ["Haircut Ana Moreira", "Class", "Class"]
