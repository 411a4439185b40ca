"""A newcomer drops ten different files on the window and gets what is in them right at the first try."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from relapp.domain.interactions import Channel, Direction, Kind
from relapp.services.transfer.rows import Content
from relapp.services.transfer.storing.tally import Result
from relapp.ui.importing.dialog import ImportDialog
from tests.journeys.conftest import Desk

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Moreira;Ana;;;
FN:Ana Moreira
TEL;TYPE=CELL:+44 171 555 4417
EMAIL:ana@example.org
BDAY:1980-06-13
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen
TEL;CELL:0171 555 4418
END:VCARD
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@example.org
DTSTART:20250501T090000Z
SUMMARY:Fitting with Ana
ATTENDEE;CN=Ana Moreira:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
"""
MAIL = """From: Ana Moreira <ana@example.org>
To: shop@bakery.example
Subject: Spelt
Date: Thu, 01 May 2025 09:00:00 +0100
Message-ID: <1@example.org>

Do you have spelt on Fridays?
"""
CHAT = """[01/05/2025, 09:00:01] Ana Moreira: Do you have spelt?
[13/05/2025, 09:05:12] The Bakery: On Fridays.
[13/05/2025, 09:06:00] Ana Moreira: Thank you!
"""
TILL = "Date;Receipt;Customer;Item;Quantity;Total\r\n13/04/2025;1;Ana Moreira;Wholemeal;2;6,40\r\n"
LOG = """Date,Customer,Channel,Note
2025-04-13,Ana Moreira,phone,asked for spelt
2025-04-20,Ana Moreira,phone,asked again
"""


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Put = Callable[[str, str | bytes], Path]


def take(desk: Desk, file: Path) -> ImportDialog:
    """Drop a file, look, and press Enter: nothing else."""
    desk.drop(file)
    dialog = desk.looked_at()
    desk.wait(dialog.go.hasFocus)
    assert not dialog.question.isVisible()
    desk.press("Return")
    desk.wait_for_no_import()
    return dialog


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("comma.csv", "Name,Phone\nAna Moreira,0171 555 4417\n"),
        ("semicolon.csv", "sep=;\r\nName;Telefon\r\nAna Moreira;0171 555 4417\r\n"),
        ("tabs.txt", "Name\tTelefon\tOrt\r\nAna Moreira\t0171 555 4417\tZürich\r\n".encode("utf-16")),
        ("pipe.csv", "Exported 1 May\n\nNom|Téléphone|Ville\nAna Moreira|0171 555 4417|Évry\n".encode("cp1252")),
        ("cards.vcf", CARDS),
    ],
)
def test_customers_of_many_kinds_of_file(desk: Desk, put: Put, name: str, content: str | bytes) -> None:
    take(desk, put(name, content))
    phones = [point.value for point in desk.page("ana moreira").contacts if point.kind == "phone"]
    assert [phone.replace("+44 ", "0") for phone in phones] == ["0171 555 4417"]
    assert desk.shown().startswith(f"{name}: ")
    assert "1 new" in desk.shown() or "2 new" in desk.shown()


def test_sales(desk: Desk, put: Put) -> None:
    take(desk, put("till.csv", TILL))
    (entry,) = desk.entries("ana")
    assert (entry.kind, entry.at.date().isoformat()) == (Kind.PURCHASE, "2025-04-13")


def test_a_log_of_what_happened(desk: Desk, put: Put) -> None:
    take(desk, put("log.csv", LOG))
    assert [(entry.channel, entry.words) for entry in desk.entries("ana")] == [
        (Channel.PHONE, "asked again"),
        (Channel.PHONE, "asked for spelt"),
    ]


def test_a_calendar(desk: Desk, put: Put) -> None:
    take(desk, put("calendar.ics", CALENDAR))
    assert [entry.kind for entry in desk.entries("ana")] == [Kind.APPOINTMENT]


def test_a_mail(desk: Desk, put: Put) -> None:
    take(desk, put("spelt.eml", MAIL))
    (entry,) = desk.entries("ana")
    assert (entry.kind, entry.direction) == (Kind.EMAIL, Direction.IN)


def test_a_chat_in_which_the_shop_is_named_by_hand(desk: Desk, put: Put) -> None:
    desk.drop(put("chat.txt", CHAT))
    dialog = desk.looked_at()
    us = dialog.reading.us
    assert us.isVisible()
    assert dialog.plan is not None
    assert dialog.plan.content is Content.ENTRIES
    desk.tab_to("Who of them is the shop")
    for _ in range(us.count()):
        if us.currentText() == "The Bakery":
            break
        desk.press("Down" if us.currentIndex() < us.findText("The Bakery") else "Up")
    desk.wait(lambda: not dialog.work.running)
    assert us.currentText() == "The Bakery"
    first = dialog.tabs.first.model()
    assert [first.index(row, 1).data() for row in range(3)] == ["Ana Moreira"] * 3
    assert "from us" in first.index(1, 2).data()
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert [entry.direction for entry in desk.entries("ana")] == [Direction.IN, Direction.OUT, Direction.IN]
    # The next chat knows.
    desk.drop(put("more.txt", CHAT.replace("spelt", "rye")))
    dialog = desk.looked_at()
    assert dialog.reading.us.currentText() == "The Bakery"
    desk.press("Escape")
    desk.wait_for_no_import()


def test_cards_of_a_folder_come_as_one(desk: Desk, put: Put, tmp_path: Path) -> None:
    whole = CARDS.split("END:VCARD\n")
    for number, card in enumerate(whole[:2]):
        put(f"contacts/{number}.vcf", card + "END:VCARD\n")
    take(desk, tmp_path / "contacts")
    assert desk.shown() == "contacts: 2 new customers."


def test_a_pasted_card_is_taken_in(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.paste(CARDS)
    dialog = desk.looked_at()
    assert dialog.title.text() == "Pasted cards"
    first = dialog.tabs.first.model()
    assert first.index(0, 1).data() == "Ana Moreira"
    assert "ana@example.org" in first.index(0, 2).data()
    desk.press("Escape")
    desk.wait_for_no_import()


def test_a_pasted_chat_is_taken_in(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.paste(CHAT)
    dialog = desk.looked_at()
    assert dialog.title.text() == "Pasted chat"
    assert dialog.question.words.text() == "Who of them is the shop? Neither the file nor its name says so."
    assert [button.text() for button in dialog.question.buttons.values()] == ["&1   Ana Moreira", "&2   The Bakery"]
    assert not dialog.go.isEnabled()
    desk.press("Alt+2")
    desk.wait(dialog.go.hasFocus)
    assert not dialog.question.isVisible()
    assert dialog.sentence.text().startswith("3 new entries")
    desk.press("Escape")
    desk.wait_for_no_import()


def test_what_a_chat_holds_and_nobody_said_is_left_out_and_readable(desk: Desk, put: Put, tmp_path: Path) -> None:
    note = "[01/05/2025, 08:59:00] Ana Moreira: \u200eMessages and calls are end-to-end encrypted.\n"
    desk.drop(put("_chat.txt", note + CHAT))
    dialog = desk.looked_at()
    assert dialog.tabs.results[Result.BAD].text() == "Left o&ut 1"
    assert dialog.save_bad.text() == "&Save what is left out"
    desk.press("Alt+U")
    desk.wait(dialog.tabs.bad.isVisible)
    rows = dialog.tabs.bad.rows
    assert [rows.headerData(column, Qt.Orientation.Horizontal) for column in range(rows.columnCount())] == [
        "Line", "Why it is left out", "In the file",
    ]  # fmt: skip
    said = "1 May 2025, 08:59 · Ana Moreira: Messages and calls are end-to-end encrypted."
    assert rows.index(0, 2).data() == said
    desk.press("Escape")
    desk.wait_for_no_import()


def test_a_column_whose_facts_another_one_names_says_so(desk: Desk, put: Put) -> None:
    desk.drop(put("contacts.csv", "Name,Custom Field 1 - Label,Custom Field 1 - Value\nMarta,Frame size,54\n"))
    model = desk.looked_at().columns.model()
    assert model.index(2, 1).data() == "a fact, named by “Custom Field 1 - Label”"
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert [(fact.kind, fact.value) for fact in desk.page("marta").facts] == [("Frame size", "54")]


def test_a_column_set_by_hand_is_so_the_next_time_until_it_is_forgotten(desk: Desk, put: Put) -> None:
    desk.drop(put("may.csv", "Name,Tier\nAna Moreira,gold\n"))
    dialog = desk.looked_at()
    desk.tab_to("Columns")
    desk.press("Down")
    desk.press("Return")
    desk.type("tags")
    desk.press("Return")
    desk.wait(lambda: not dialog.work.running)
    desk.press("Alt+I")
    desk.wait_for_no_import()
    desk.drop(put("june.csv", "Name,Tier\nBo Lind,silver\n"))
    dialog = desk.looked_at()
    model = dialog.columns.model()
    assert [model.index(1, column).data() for column in (1, 3)] == ["tags", "as you set it last time"]
    assert dialog.tabs.forget.isVisible()
    desk.press("Alt+Y")
    desk.wait(lambda: not dialog.tabs.forget.isVisible() and not dialog.work.running)
    assert model.index(1, 1).data() == "a fact named “Tier”"
    desk.press("Escape")
    desk.wait_for_no_import()


def test_rows_that_are_all_bad_are_what_is_shown(desk: Desk, put: Put) -> None:
    desk.drop(put("till.csv", "Date,Customer,Product,Qty,Price\nsoon,Bo,rye,1,3.10\n"))
    dialog = desk.looked_at()
    assert dialog.tabs.results[Result.BAD].isChecked()
    assert dialog.tabs.bad.isVisible()
    desk.press("Escape")
    desk.wait_for_no_import()
