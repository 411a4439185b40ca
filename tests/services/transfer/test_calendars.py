"""Calendars: events become appointments at the right time, with the right people, each time they come round."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import Kind
from relapp.services.transfer.meaning.events import MOST_OCCURRENCES, names_in
from relapp.services.transfer.meaning.recurrence import occurrences, parse_rule
from relapp.services.transfer.reading.documents import Document, open_document
from relapp.services.transfer.rows import BadRow, EntryRow, Who
from tests.imports.cards import look
from tests.services.transfer.conftest import MakeFile

FILES = Path(__file__).parent / "files"

ReadCalendar = Callable[..., list[EntryRow | BadRow]]
HERE = "Europe/Berlin"


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the clock of this system cannot be moved to another place")
    monkeypatch.setenv("TZ", HERE)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def opened(path: Path, ours: tuple[str, ...] = ()) -> Document:
    document = open_document(path, ours)
    assert document is not None
    assert document.how_read.format == "calendar"
    return document


def rows_of(document: Document) -> list[EntryRow | BadRow]:
    return [row for row in document.rows() if isinstance(row, EntryRow | BadRow)]


@pytest.fixture
def read(make_file: MakeFile) -> ReadCalendar:
    def of(*lines: str, ours: tuple[str, ...] = ()) -> list[EntryRow | BadRow]:
        text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])
        return rows_of(opened(make_file("shop.ics", text.encode()), ours))

    return of


def event(*lines: str, name: str = "VEVENT") -> list[str]:
    return [f"BEGIN:{name}", *lines, f"END:{name}"]


def only(rows: list[EntryRow | BadRow]) -> EntryRow:
    (row,) = rows
    assert isinstance(row, EntryRow)
    return row


def times(rows: list[EntryRow | BadRow]) -> list[str]:
    return [f"{row.at:%Y-%m-%d %H:%M%z}" for row in rows if isinstance(row, EntryRow)]


@pytest.mark.parametrize("name", ["exchange.ics", "exdates.ics", "plone.ics"])
def test_real_files_are_read_in_a_useful_way(name: str) -> None:
    useful, why = look(FILES / name)
    assert useful, why


def test_an_event_is_an_appointment_in_words(read: ReadCalendar) -> None:
    row = only(
        read(
            *event(
                "UID:1@x",
                "DTSTART:20260321T093000Z",
                "DTEND:20260321T101500Z",
                "SUMMARY:Haircut\\, Ana Moreira",
                "LOCATION:Chair 2",
                "DESCRIPTION:short\\nfringe",
                "BEGIN:VALARM",
                "DESCRIPTION:Reminder",
                "TRIGGER:-PT15M",
                "END:VALARM",
            )
        )
    )
    assert row.kind is Kind.APPOINTMENT
    assert times([row]) == ["2026-03-21 10:30+0100"]
    assert row.words == "Haircut, Ana Moreira\nChair 2\nshort\nfringe\n10:30–11:15"
    assert (row.line, row.identity, row.who) == (3, "1@x", ())


@pytest.mark.parametrize(
    ("begins", "at"),
    [
        ("DTSTART:20260704T080000Z", "2026-07-04 10:00+0200"),
        ("DTSTART:20260704T080000", "2026-07-04 08:00+0200"),
        ("DTSTART;VALUE=DATE:20260704", "2026-07-04 00:00+0200"),
        ("DTSTART;TZID=America/New_York:20260704T080000", "2026-07-04 14:00+0200"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/America/New_York:20260704T080000",
            "2026-07-04 14:00+0200",
        ),
        ("DTSTART;TZID=Tokyo Standard Time:20260704T080000", "2026-07-04 01:00+0200"),
        ('DTSTART;TZID="UTC+11":20260704T080000', "2026-07-03 23:00+0200"),
        ("DTSTART;TZID=nowhere:20260704T080000", "2026-07-04 08:00+0200"),
        ("DTSTART:2026-07-04T08:00:00+03:00", "2026-07-04 07:00+0200"),
    ],
)
def test_every_way_to_tell_a_time(read: ReadCalendar, begins: str, at: str) -> None:
    assert times(read(*event(begins, "SUMMARY:x"))) == [at]


def test_a_zone_that_the_file_explains_even_after_its_events(read: ReadCalendar) -> None:
    zone = [
        "BEGIN:VTIMEZONE",
        "TZID:Shop",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]
    summer = event("DTSTART;TZID=Shop:20260704T080000", "SUMMARY:x")
    winter = event("DTSTART;TZID=Shop:20261204T080000", "SUMMARY:y")
    assert times(read(*summer, *winter, *zone)) == ["2026-07-04 14:00+0200", "2026-12-04 14:00+0100"]


# -- what comes round --


def dates_of(rule: str, start: str, count: int = 6) -> list[str]:
    parsed = parse_rule(rule, lambda moment: moment)
    assert parsed is not None
    found = occurrences(parsed, datetime.fromisoformat(start), datetime(2100, 1, 1))  # noqa: DTZ001
    return [f"{moment:%Y-%m-%d}" for _, moment in zip(range(count), found, strict=False)]


@pytest.mark.parametrize(
    ("rule", "start", "dates"),
    [
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02", "1997-09-02 1997-09-12 1997-09-22"),
        ("FREQ=DAILY;UNTIL=19970904", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04"),
        ("FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "1997-09-02", "1997-09-02 1997-09-04 1997-09-09 1997-09-11"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
            "1997-08-05 1997-08-10 1997-08-19 1997-08-24"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
            "1997-08-05 1997-08-17 1997-08-19 1997-08-31"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29"),
        ("FREQ=MONTHLY;COUNT=4", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "1998-02-13", "1998-02-13 1998-03-13 1998-11-13"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "1997-09-29", "1997-09-29 1997-10-30 1997-11-27"),
        ("FREQ=YEARLY;COUNT=3;BYMONTH=6,7", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10"),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27 1998-03-05"),
        ("FREQ=YEARLY;COUNT=3", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "1996-11-05",
            "1996-11-05 2000-11-07 2004-11-02"),
    ],
)  # fmt: skip
def test_the_usual_rules(rule: str, start: str, dates: str) -> None:
    assert dates_of(rule, start, 5) == dates.split()


@given(
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 5),
    days=st.integers(0, 4000),
    start=st.datetimes(datetime(1990, 1, 1), datetime(2020, 12, 31)),  # noqa: DTZ001
)
def test_beginning_near_the_end_finds_the_same(freq: str, interval: int, days: int, start: datetime) -> None:
    rule = parse_rule(f"FREQ={freq};INTERVAL={interval}", lambda moment: moment)
    assert rule is not None
    last = start + timedelta(days=days)
    since = start + timedelta(days=days // 2)
    every = list(occurrences(rule, start, last))
    late = list(occurrences(rule, start, last, since=since))
    assert [moment for moment in every if moment >= since] == [moment for moment in late if moment >= since]


def test_a_series_keeps_its_clock_over_summer_time(read: ReadCalendar) -> None:
    rows = read(
        *event("UID:w", "DTSTART;TZID=Europe/Berlin:20250320T100000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Choir")
    )
    assert times(rows) == ["2025-03-20 10:00+0100", "2025-03-27 10:00+0100", "2025-04-03 10:00+0200"]
    assert [row.identity for row in rows if isinstance(row, EntryRow)] == [
        "w/20250320T090000Z",
        "w/20250327T090000Z",
        "w/20250403T080000Z",
    ]


def test_one_time_of_a_series_may_be_left_out_moved_or_cancelled(read: ReadCalendar) -> None:
    series = event(
        "UID:w",
        "DTSTART:20250303T100000Z",
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE:20250304T100000Z",
        "RDATE:20250401T100000Z",
        "SUMMARY:Choir",
    )
    moved = event("UID:w", "RECURRENCE-ID:20250305T100000Z", "DTSTART:20250305T150000Z", "SUMMARY:Choir later")
    cancelled = event("UID:w", "RECURRENCE-ID:20250306T100000Z", "DTSTART:20250306T100000Z", "STATUS:CANCELLED")
    rows = read(*series, *moved, *cancelled)
    assert times(rows) == [
        "2025-03-03 11:00+0100",
        "2025-03-07 11:00+0100",
        "2025-04-01 12:00+0200",
        "2025-03-05 16:00+0100",
    ]
    assert [row.code for row in rows if isinstance(row, BadRow)] == ["row.event_cancelled"]
    assert rows[3].identity == "w/20250305T100000Z" if isinstance(rows[3], EntryRow) else False


def test_what_goes_on_and_on_is_followed_a_year_ahead(read: ReadCalendar) -> None:
    rows = read(*event("UID:d", "DTSTART:19700101T100000Z", "RRULE:FREQ=DAILY", "SUMMARY:Open"))
    now = datetime.now(UTC)
    moments = [row.at for row in rows if isinstance(row, EntryRow)]
    assert len(moments) == MOST_OCCURRENCES
    assert now + timedelta(days=364) < moments[-1] < now + timedelta(days=367)


def test_a_rule_that_is_not_followed_is_told(read: ReadCalendar) -> None:
    row = only(read(*event("DTSTART:20250303T100000Z", "RRULE:FREQ=SECONDLY", "SUMMARY:Tick")))
    assert row.words == "Tick\nFREQ=SECONDLY"


# -- who --


def test_guests_are_told_and_the_shop_is_left_out(read: ReadCalendar) -> None:
    guests = [
        "ORGANIZER;CN=Rose & Co:mailto:shop@rose.example",
        'ATTENDEE;CN="Moreira, Ana":MAILTO:Ana@x.example',
        "ATTENDEE;CUTYPE=ROOM;CN=Chair 2:mailto:chair@rose.example",
        "ATTENDEE;CN=Bo:urn:uuid:1",
    ]
    rows = read(*event("DTSTART:20250303T100000Z", "SUMMARY:Trial", *guests), ours=("shop@rose.example",))
    assert only(rows).who == (Who(email="ana@x.example", name="Moreira, Ana"), Who(name="Bo"))


def test_who_invites_to_most_events_is_taken_for_the_shop(make_file: MakeFile) -> None:
    lines = ["BEGIN:VCALENDAR"]
    for number in range(3):
        lines += event(
            f"UID:{number}",
            "DTSTART:20250303T100000Z",
            "SUMMARY:x",
            "ORGANIZER:mailto:shop@rose.example",
            f"ATTENDEE:mailto:guest{number}@x.example",
        )
    document = opened(make_file("shop.ics", "\n".join(lines).encode()))
    assert document.us == "shop@rose.example"
    assert [row.who for row in rows_of(document) if isinstance(row, EntryRow)] == [
        (Who(email=f"guest{number}@x.example"),) for number in range(3)
    ]
    other = document.spoken_by("guest0@x.example")
    first = rows_of(other)[0]
    assert isinstance(first, EntryRow)
    assert first.who == (Who(email="shop@rose.example"),)


def test_a_title_may_name_somebody_but_invents_nobody(read: ReadCalendar) -> None:
    row = only(read(*event("DTSTART:20250303T100000Z", "SUMMARY:Haircut Ana Moreira")))
    assert row.who == ()
    assert Who(name="Ana Moreira") in row.perhaps
    assert Who(name="Haircut") not in row.perhaps


def test_names_in_a_title() -> None:
    assert [who.name for who in names_in("10:30 – O'Neil, Mary-Ann")] == ["O'Neil Mary-Ann", "Mary-Ann O'Neil"]
    assert list(names_in("Inventory")) == []
    assert len(list(names_in("word " * 10_000))) < 60


# -- what is no appointment --


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (event("SUMMARY:x"), "row.no_date"),
        (event("DTSTART:INVALID", "SUMMARY:x"), "row.date"),
        (event("DTSTART:00000000", "SUMMARY:x"), "row.date"),
        (event("DTSTART:99991231T235959Z", "SUMMARY:x"), "row.date"),
        (event("DTSTART:00010101T000000Z", "SUMMARY:x"), "row.date"),
        (event("DTSTART:20250303T100000Z"), "row.nothing_said"),
        (event("DTSTART:20250303T100000Z", "SUMMARY:x", "STATUS:CANCELLED"), "row.event_cancelled"),
        (["METHOD:CANCEL", *event("DTSTART:20250303T100000Z", "SUMMARY:x")], "row.event_cancelled"),
        (event("SUMMARY:buy", name="VTODO"), "row.no_date"),
    ],
)
def test_what_cannot_be_taken_in_says_why(read: ReadCalendar, lines: list[str], code: str) -> None:
    (row,) = read(*lines)
    assert isinstance(row, BadRow)
    assert row.code == code


def test_tasks_and_journals_with_a_day_are_notes(read: ReadCalendar) -> None:
    rows = read(
        *event("DUE;VALUE=DATE:20250303", "SUMMARY:call Ana", name="VTODO"),
        *event("DTSTART:20250303T100000Z", "DESCRIPTION:quiet day", name="VJOURNAL"),
        *event("DTSTART:20250303T100000Z", name="VFREEBUSY"),
    )
    assert [(row.kind, row.words) for row in rows if isinstance(row, EntryRow)] == [
        (Kind.NOTE, "call Ana"),
        (Kind.NOTE, "quiet day"),
    ]


def test_events_that_share_an_id_stay_apart(read: ReadCalendar) -> None:
    rows = read(
        *event("UID:same", "DTSTART:20250303T100000Z", "SUMMARY:a"),
        *event("UID:same", "DTSTART:20250304T100000Z", "SUMMARY:b"),
    )
    assert len({row.identity for row in rows if isinstance(row, EntryRow)}) == 2


# -- hostile files --


def test_lots_of_everything_is_bounded(make_file: MakeFile) -> None:
    lines = ["BEGIN:VCALENDAR"]
    lines += ["BEGIN:X"] * 50_000
    lines += ["BEGIN:VEVENT"] * 2000
    lines += ["DTSTART:20250303T100000Z", "SUMMARY:" + "n" * 100_000]
    lines += [f"ATTENDEE:mailto:a{number}@x.example" for number in range(50_000)]
    begun = time.monotonic()
    rows = rows_of(opened(make_file("x.ics", "\n".join(lines).encode())))
    assert time.monotonic() - begun < 20
    last = rows[-1]
    assert isinstance(last, EntryRow)
    assert 0 < len(last.who) <= 200


def test_rules_that_never_come_true_end(read: ReadCalendar) -> None:
    begun = time.monotonic()
    for rule in ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;COUNT=999999999", "FREQ=YEARLY;INTERVAL=99999999"):
        assert read(*event("DTSTART:19000101T100000Z", f"RRULE:{rule}", "SUMMARY:x"))
    assert time.monotonic() - begun < 10


@settings(max_examples=200)
@given(content=st.binary(max_size=400))
def test_no_bytes_are_an_error(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + content)
    assert all(isinstance(row, EntryRow | BadRow) for row in rows_of(opened(path)))


_PROPERTIES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SUMMARY", "BEGIN", "END",
     "DTSTART;TZID=X", "TZID", "TZOFFSETTO", "TZOFFSETFROM", "ATTENDEE", "STATUS"]
)  # fmt: skip
_VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([
        "VEVENT", "VTIMEZONE", "STANDARD", "20250303T100000Z", "00010101T000000", "99991231T235959Z", "19000101",
        "+2359", "-0030", "P9999D",
        "-PT1S", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU;INTERVAL=0", "FREQ=YEARLY;BYDAY=-53MO;UNTIL=00010101",
        "FREQ=MONTHLY;COUNT=-5", "FREQ=YEARLY;UNTIL=99991231T235959Z", "X", "20250303T100000Z/P1D", "20250303,20250304",
    ]),
)  # fmt: skip


@settings(max_examples=200)
@given(lines=st.lists(st.tuples(_PROPERTIES, _VALUES), max_size=12))
@example(lines=[("DTSTART", "20000101000000"), ("DTEND", "00010101000000")])
@example(lines=[("UID", "1"), ("DTSTART", "20000101000000"), ("RECURRENCE-ID", "00010101000000")])
@example(lines=[("DTSTART", "20000101000000"), ("DURATION", "-P999999D")])
def test_no_lines_are_an_error(lines: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.ics"
    text = "\n".join(f"{name}:{value}" for name, value in lines)
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n" + text, encoding="utf-8", errors="replace")
    assert all(isinstance(row, EntryRow | BadRow) for row in rows_of(opened(path)))


@settings(max_examples=100)
@given(data=st.data())
def test_real_files_with_mistakes_are_no_error(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = bytearray((FILES / data.draw(st.sampled_from(["exchange.ics", "exdates.ics", "plone.ics"]))).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(15, len(content) - 1))
        piece = data.draw(
            st.sampled_from([b"", b"\0", b"9", b"0", b'"', b";", b":", b"\n", b"\r\n ", b"\\", b"\xff", b"-"])
        )
        content[at : at + data.draw(st.integers(0, 3))] = piece
    path = tmp_path_factory.getbasetemp() / "mutated.ics"
    path.write_bytes(bytes(content))
    assert all(isinstance(row, EntryRow | BadRow) for row in rows_of(opened(path)))
