"""Promises of the LOG rows, through the real window."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from relapp.domain.brief import BriefKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.wording import timeline as wording
from tests.journeys.conftest import NOW, Desk

ROOT = Path(__file__).parents[2]


# -- L1: one line from anywhere --


def test_one_line_from_any_page_is_on_the_timeline_of_a_new_customer(desk: Desk) -> None:
    desk.press("Ctrl+,")
    desk.log("Ana Moreira: tried the new roll")
    entry = desk.entries("ana m")[0]
    assert (entry.kind, entry.words) == (Kind.VISIT, "tried the new roll")
    assert desk.window.page == "settings"


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+,"])
def test_after_the_one_line_the_keyboard_is_where_it_was(desk: Desk, page: str) -> None:
    desk.log("Ana Moreira: tried the new roll")
    desk.press(page)
    desk.press("Tab")
    before, shown = desk.focus(), desk.window.page
    assert before is not desk.window
    desk.log("ana m: liked it")
    assert [entry.words for entry in desk.entries("ana m")] == ["liked it", "tried the new roll"]
    assert desk.window.page == shown
    assert desk.focus() is before


def test_undo_takes_back_the_entry_also_after_a_restart(desk: Desk) -> None:
    desk.log("Ana Moreira: tried the new roll")
    desk.log("ana: called, no answer")
    desk.reopen()
    desk.press("Ctrl+Z")
    assert [entry.words for entry in desk.entries("ana")] == ["tried the new roll"]


# -- L2: direction, channel, outcome --


def how(entry: Interaction) -> tuple[Channel, Direction, Outcome | None]:
    return entry.channel, entry.direction, entry.outcome


def test_called_no_answer_is_a_call_of_ours_that_was_not_answered(desk: Desk) -> None:
    desk.log("Ana Moreira: called, no answer")
    entry = desk.entries("ana m")[0]
    assert entry.kind is Kind.CALL
    assert how(entry) == (Channel.PHONE, Direction.OUT, Outcome.UNANSWERED)


def test_channel_direction_and_outcome_are_changed_by_key_before_saving(desk: Desk) -> None:
    desk.press("F2")
    desk.type("Ana Moreira: called, no answer")
    meaning = desk.session.log.form.meaning
    for button, choice in (
        (meaning.channel, "Message"),
        (meaning.direction, "They came to us"),
        (meaning.outcome, "Answered"),
    ):
        desk.press(button.toolTip().rpartition("(")[2].rstrip(")"))
        desk.pick(choice)
    desk.press("Return")
    assert how(desk.entries("ana m")[0]) == (Channel.MESSAGE, Direction.IN, Outcome.ANSWERED)


def test_channel_direction_and_outcome_are_changed_by_key_after_saving(desk: Desk) -> None:
    desk.log("Ana Moreira: called, no answer")
    desk.find("ana")
    desk.view.focus_timeline()
    desk.press("Return")
    for name, choice in (("Way", "Message"), ("Who went to whom", "They came to us"), ("What came of it", "Answered")):
        desk.tab_to(name)
        desk.type(choice[:4])
    desk.press("Ctrl+Return")
    assert how(desk.entries("ana m")[0]) == (Channel.MESSAGE, Direction.IN, Outcome.ANSWERED)
    desk.press("Ctrl+Z")
    assert how(desk.entries("ana m")[0]) == (Channel.PHONE, Direction.OUT, Outcome.UNANSWERED)


# -- L3: purchases and returns are interactions --

TILL = "Date;Receipt;Customer;Item;Quantity;Price;Total\r\n" + "".join(
    f"{day:02}.04.2025 09:{day:02};{100 + day};Ana Moreira;Wholemeal;2;3,20;6,40\r\n" for day in range(11, 21)
)


def test_sales_from_the_till_and_a_typed_sale_look_alike_and_count_alike(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_bytes(TILL.encode("cp1252"))
    desk.take_in(file)
    desk.log("ana moreira: bought 2 wholemeal 6.40")
    typed, *imported = desk.entries("ana m")
    assert len(imported) == 10
    for one in imported:
        assert wording.headline(one) == wording.headline(typed)
        assert wording.text(one).splitlines()[0] == wording.text(typed).splitlines()[0] == "2× Wholemeal"
        assert (one.kind, one.channel, one.direction, one.total) == (
            typed.kind, typed.channel, typed.direction, typed.total,
        )  # fmt: skip
        assert [(line.product_id, line.quantity, line.amount) for line in one.lines] == [
            (line.product_id, line.quantity, line.amount) for line in typed.lines
        ]
    assert typed.total is not None
    assert typed.total.amount == 640
    assert desk.page("ana m").stat.entries == 11
    assert desk.page("ana m").usual is not None


def test_a_return_subtracts(desk: Desk) -> None:
    desk.log("Ana Moreira: bought 2 wholemeal 6.40")
    desk.log("ana m: returned 1 wholemeal 3.20")
    back, bought = desk.entries("ana m")
    assert back.kind is Kind.RETURN
    assert [line.quantity for line in back.lines] == [Decimal(-1)]
    totals = [entry.total.amount for entry in (bought, back) if entry.total is not None]
    assert totals == [640, -320]


# -- L5: one entry, several people --


def test_one_entry_that_names_two_people_is_on_both_timelines_and_is_one(desk: Desk) -> None:
    desk.log("Ana Moreira: here")
    desk.log("Ben Osei: here")
    desk.log("ana m and ben: came together for the tasting")
    of_ana, of_ben = desk.entries("ana m")[0], desk.entries("ben")[0]
    assert of_ana.id == of_ben.id
    assert of_ana.words == "came together for the tasting"
    desk.find("ana")
    newest = desk.view.model.entry(0)
    assert newest.others == ("Ben Osei",)
    desk.press("Ctrl+Z")
    assert len(desk.entries("ana m")) == len(desk.entries("ben")) == 1


# -- L6: entries count at their date --


def weekly(desk: Desk, *, until: int) -> None:
    """Ana's visits of every Tuesday, the last of them so many weeks ago."""
    for week in range(until + 7, until - 1, -1):
        desk.now = NOW - timedelta(weeks=week)
        desk.log("Ana Moreira: here for bread")
    desk.now = NOW


def test_last_weeks_visit_entered_today_moves_the_rhythm_to_last_week(desk: Desk) -> None:
    weekly(desk, until=3)
    desk.reopen()
    before = desk.page("ana m")
    assert before.silence.days == 21
    assert SuggestionKind.SLIPPING in standing(desk)
    desk.log("ana m: last tuesday here for bread")
    entry = desk.entries("ana m")[0]
    assert entry.at.date() == (NOW - timedelta(weeks=1)).date()
    after = desk.page("ana m")
    assert after.stat.last is not None
    assert after.stat.last.date() == entry.at.date()
    assert after.silence.days == 7
    assert SuggestionKind.SLIPPING not in standing(desk)
    desk.find("ana")
    last = next(line.sentence for line in desk.view.brief.lines() if line.line.kind is BriefKind.LAST)
    assert last.startswith("last Tuesday") or "29 Apr" in last
    assert "7 days ago" in desk.view.header.standing.text() or "last week" in desk.view.header.standing.text()


def standing(desk: Desk) -> list[SuggestionKind]:
    """What stands on Today."""
    assert desk.session.day_list.page is not None
    return [item.suggestion.kind for item in desk.session.day_list.page.items]


# -- L7: nothing typed is lost --

# Opens the program, types into its real window, says so, and lives on until it is killed.
TYPE = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from relapp.app import Program
from relapp.paths import places
from relapp.ui.quick_log.draft import KEPT_WITHIN

app = QApplication([])
program = Program(app, places(Path(sys.argv[1])))
program.start()

def type_line():
    if program.session is None or program.session.day_list.page is None:
        return
    waiting.stop()
    QTest.keySequence(QApplication.focusWidget() or program.window, "F2")
    QTest.keyClicks(QApplication.focusWidget(), sys.argv[2])
    QTimer.singleShot(2 * KEPT_WITHIN, lambda: print("typed", flush=True))

waiting = QTimer()
waiting.timeout.connect(type_line)
waiting.start(20)
app.exec()
"""


def test_the_half_line_is_there_after_the_program_was_killed(desk: Desk) -> None:
    desk.close()
    command = [sys.executable, "-c", TYPE, str(desk.folder), "ana m: took 2 whol"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "typed"
        process.kill()
    desk.open()
    desk.press("F2")
    assert desk.session.log.form.line.toPlainText() == "ana m: took 2 whol"
    desk.type("emeal")
    assert desk.session.log.form.line.toPlainText() == "ana m: took 2 wholemeal"


def test_a_line_left_by_escape_is_there_again(desk: Desk) -> None:
    desk.press("F2")
    desk.type("Ana Moreira: half a th")
    desk.press("Escape")
    assert not desk.session.log.isVisible()
    desk.press("F2")
    assert desk.session.log.form.line.toPlainText() == "Ana Moreira: half a th"


# -- L8: the usual --


@pytest.fixture
def with_usual(desk: Desk) -> Desk:
    for week in (4, 3, 2, 1):
        desk.now = NOW - timedelta(weeks=week)
        desk.log("Ana Moreira: bought 2 wholemeal 6.40")
    desk.now = NOW
    desk.find("ana")
    return desk


def test_u_and_enter_log_the_usual(with_usual: Desk) -> None:
    with_usual.press("U")
    with_usual.press("Return")
    newest = with_usual.entries("ana m")[0]
    assert newest.at == NOW
    assert newest.kind is Kind.PURCHASE
    assert [(line.product, line.quantity) for line in newest.lines] == [("wholemeal", Decimal(2))]
    assert newest.total is not None
    assert newest.total.amount == 640


def test_the_usual_can_be_logged_again_while_the_toast_of_the_last_one_offers_undo(with_usual: Desk) -> None:
    before = len(with_usual.entries("ana m"))
    for _ in range(2):
        with_usual.press("Alt+U")
        with_usual.press("Return")
        assert with_usual.window.toast.undo_button.isVisible()
    assert len(with_usual.entries("ana m")) == before + 2


def test_the_usual_but_without_sugar_keeps_the_difference(with_usual: Desk) -> None:
    with_usual.press("L")
    with_usual.type("usual but no sugar")
    with_usual.press("Return")
    newest = with_usual.entries("ana m")[0]
    assert [(line.product, line.quantity) for line in newest.lines] == [("wholemeal", Decimal(2))]
    assert "no sugar" in newest.words
    shown = with_usual.view.model.entry(0).interaction
    assert wording.text(shown).splitlines() == ["2× wholemeal", "usual but no sugar"]
    assert QApplication.focusWidget() is with_usual.session.customers.form.line


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("usual but 3 wholemeal", [("wholemeal", 3, 960)]),
        ("usual plus a croissant 1.80", [("wholemeal", 2, 640), ("croissant", 1, 180)]),
        ("usual without wholemeal", []),
    ],
)
def test_the_usual_with_another_thing_or_number_stores_what_was_taken(
    with_usual: Desk, words: str, lines: list[tuple[str, int, int]]
) -> None:
    with_usual.press("L")
    with_usual.type(words)
    with_usual.press("Return")
    newest = with_usual.entries("ana m")[0]
    assert newest.words == words
    assert [(line.product, int(line.quantity), line.amount or 0) for line in newest.lines] == lines


def test_the_usual_of_a_name_is_logged_from_any_page(with_usual: Desk) -> None:
    with_usual.press("Ctrl+1")
    with_usual.log("ana: usual but 3 wholemeal")
    newest = with_usual.entries("ana m")[0]
    assert [(line.product, line.quantity) for line in newest.lines] == [("wholemeal", Decimal(3))]
    with_usual.press("Ctrl+Z")
    assert with_usual.entries("ana m")[0].id != newest.id


def test_what_the_usual_is_stands_on_the_page_with_its_purchases(with_usual: Desk) -> None:
    usual = next(line for line in with_usual.view.brief.lines() if line.line.kind is BriefKind.USUAL)
    assert usual.sentence.startswith("2× wholemeal")
    usual.setFocus()
    with_usual.press("Return")
    assert with_usual.view.evidence.isVisible()


def test_where_nothing_is_usual_yet_it_says_so_and_logs_nothing(desk: Desk) -> None:
    desk.log("Ana Moreira: bought 2 wholemeal 6.40")
    desk.find("ana")
    desk.press("U")
    desk.press("Return")
    assert desk.shown() == "Nothing is usual for them yet. Type what they took; after three times it is."
    assert len(desk.entries("ana m")) == 1


def test_the_toast_goes_out_of_the_way_of_a_line_that_grows(desk: Desk) -> None:
    """In the smallest window what was just saved is told above the chips of the line that follows."""
    desk.log("ana moreira: called")
    desk.window.resize(900, 600)
    desk.find("ana moreira")
    desk.press("L")
    desk.type("called, no answer")
    desk.press("Return")
    assert desk.window.toast.isVisible()
    desk.type("will bring her basket on friday, allergic to rye, wants a cake when it comes in")
    desk.app.processEvents()
    form, toast = desk.session.customers.form, desk.window.toast
    assert form.offers.buttons
    assert not toast.geometry().intersects(QRect(form.mapTo(desk.window, QPoint(0, 0)), form.size()))
