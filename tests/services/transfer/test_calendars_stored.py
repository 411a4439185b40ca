"""Calendars into the shop: whom an appointment is joined to, and the same file again."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.domain.interactions import Kind
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.storage import customers
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
