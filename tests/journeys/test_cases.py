"""Row R1, a complaint put right to the end, and V4's sentence beside its cost: through the real window, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from relapp.domain.cases import Case, Cause, NewCase
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import cases, interactions
from relapp.storage import cases as stored
from relapp.ui.cases.list_sheet import CaseListSheet
from relapp.ui.cases.sheet import CaseSheet
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import NOW, Desk


def case_sheet(desk: Desk) -> CaseSheet:
    sheet = desk.sheet
    assert isinstance(sheet, CaseSheet)
    return sheet


def case_of(desk: Desk) -> Case:
    return desk.session.editing.read(lambda reader: stored.find(reader, [1]))[0]


def in_all(desk: Desk) -> int:
    return len(desk.session.editing.read(lambda reader: stored.every_unended(reader)))


def now_lines(desk: Desk) -> list[str]:
    """What the brief of the open page says."""
    return [line.accessibleName() for line in desk.view.brief.lines()]


def trouble(desk: Desk) -> list[str]:
    return [label.text() for label in desk.sheet.findChildren(Label) if label.isVisible()]


def complain(desk: Desk) -> None:
    """F2, the complaint, and Ctrl+Enter, which takes its chips: also the one that opens a case."""
    desk.press("F2")
    desk.type("Ana Moreira: complained that the handle broke")
    desk.press("Ctrl+Return")


def set_remedy(desk: Desk, cost: str = "9") -> None:
    desk.type("Faulty thing")
    desk.tab_to("What puts it right")
    desk.type("Replace")
    desk.press("Tab")
    desk.type(cost)
    desk.press("Return")


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """Ana's complaint with its case: a new handle for 9 euros."""
    complain(desk)
    set_remedy(desk)
    return desk


def test_a_complaint_goes_from_the_log_line_to_the_end_by_keyboard_alone(desk: Desk) -> None:
    complain(desk)
    assert desk.entries("ana")[0].kind is Kind.COMPLAINT
    assert in_all(desk) == 0, "nothing is stored that was not saved"
    sheet = case_sheet(desk)
    assert desk.focus().accessibleName() == "What went wrong"
    assert "too few to say" in sheet.beside.text()
    desk.press("Return")
    assert "Say first what went wrong." in trouble(desk)
    set_remedy(desk, "a lot")
    assert any(said.startswith("a lot is not a cost") for said in trouble(desk))
    desk.press("Ctrl+A")
    desk.type("9")
    desk.press("Return")
    assert desk.shown() == "Case opened"
    case = case_of(desk)
    assert (case.cause, case.severity, case.remedy, case.cost) == ("faulty", 2, "replace", 900)
    assert (case.ask_on, case.owner_id) == (NOW.date() + timedelta(days=4), desk.session.editing.staff_id)

    desk.find("ana")
    assert "NOW: Faulty thing, being put right: Replace – ask again on Sat" in now_lines(desk)
    assert "Faulty thing – remedy: Replace" in [item.shown.text for item in desk.view.memory.items()]
    desk.press("Ctrl+Shift+O")
    desk.press("Return")
    desk.press("Alt+L")
    desk.wait(lambda: any(said.startswith("The case stays open: ask the customer again") for said in trouble(desk)))
    assert case_of(desk).closed is None

    assert desk.focus().accessibleName() == "Asked again"
    desk.press("Down")
    desk.press("Down")
    desk.press("Tab")
    desk.type("still loose")
    desk.press("Return")
    told = case_of(desk)
    assert (told.asked_again, told.all_right, told.said, told.closed) == (NOW.date(), False, "still loose", None)
    desk.press("Ctrl+Shift+O")
    desk.press("Return")
    desk.press("Alt+L")
    desk.wait(lambda: any("said that it is not all right yet" in said for said in trouble(desk)))
    desk.press("Down")
    desk.press("Return")
    assert desk.shown() == "Case closed"
    told = case_of(desk)
    assert (told.all_right, told.closed) == (True, NOW.date())
    assert not any("being put right" in line for line in now_lines(desk))
    for open_ones in (1, 1, 0):
        desk.press("Ctrl+Z")
        assert in_all(desk) == open_ones


def test_escape_leaves_the_complaint_without_a_case_and_its_line_on_the_timeline_opens_one(desk: Desk) -> None:
    complain(desk)
    desk.press("Escape")
    assert in_all(desk) == 0
    desk.find("ana")
    desk.view.focus_timeline()
    desk.press("C")
    assert "the handle broke" in case_sheet(desk).complaint.text()
    desk.type("the glaze ran")
    desk.press("Return")
    assert case_of(desk).cause == "the glaze ran"
    desk.view.focus_timeline()
    desk.press("C")
    assert case_sheet(desk).cause.currentText() == "the glaze ran", "a complaint has one case"


def test_only_a_complaint_offers_a_case(desk: Desk) -> None:
    desk.press("F2")
    form = desk.session.log.form
    desk.type("Ana Moreira: came by")
    assert [button.accessibleName() for button in form.offers.buttons] == []
    desk.press("Escape")
    desk.log("Ana Moreira: came by")
    desk.find("ana")
    desk.view.focus_timeline()
    desk.press("C")
    assert not any(sheet.isVisible() for sheet in desk.window.findChildren(CaseSheet))


def test_today_asks_on_its_day_and_opens_the_case(opened: Desk) -> None:
    opened.log("ana: called her back, a new handle is on its way")
    opened.press("Ctrl+1")
    assert SuggestionKind.RECOVERY not in [card.item.suggestion.kind for card in opened.cards]
    opened.come_back(4)
    opened.press("Ctrl+1")
    card = next(card for card in opened.cards if card.item.suggestion.kind is SuggestionKind.RECOVERY)
    card.setFocus()
    opened.press("O")
    assert opened.focus().accessibleName() == "Asked again"
    opened.press("Down")
    opened.press("Return")
    assert case_of(opened).closed == opened.now.date()
    assert SuggestionKind.RECOVERY not in [card.item.suggestion.kind for card in opened.cards]


def test_what_worked_before_is_counted_and_opens_its_cases(desk: Desk) -> None:
    later = NOW.date() + timedelta(days=9)
    for name, right in (("Bo Lind", True), ("Cleo Noor", False)):
        desk.log(f"{name}: complained that the lid cracked")
        one = desk.customer(name)
        new = NewCase(Cause.FAULTY, remedy="replace")
        case = desk.do("case_open", partial(cases.open_case, customer_id=one, new=new))
        desk.do("case_asked", partial(cases.asked, case_id=case, all_right=right, ask_on=later))
    bought = NewInteraction((desk.customer("Bo Lind"),), Kind.PURCHASE, NOW + timedelta(days=1))
    desk.do("log", lambda tx: interactions.log(tx, bought))
    complain(desk)
    desk.type("Faulty thing")
    sheet = case_sheet(desk)
    said = "Replaced 2 times: 1 all right when asked, 1 bought again"
    assert [button.text() for button in sheet.tried_buttons] == [said]
    desk.tab_to(said)
    desk.press("Space")
    listed = next(one for one in desk.window.findChildren(CaseListSheet) if one.isVisible())
    assert [item.shown.text.split(":")[0] for item in listed.items] == ["Bo Lind", "Cleo Noor"]
    desk.press("Escape")
    assert case_sheet(desk).cause.currentText() == "Faulty thing", "what was typed is still there"


def test_open_cases_stand_beside_the_promises(opened: Desk) -> None:
    opened.press("Ctrl+3")
    opened.tab_to("1 complaint being put right")
    opened.press("Space")
    opened.press("Return")
    assert case_sheet(opened).remedy.currentText() == "Replace"


def test_done_on_the_card_asks_for_what_they_said(opened: Desk) -> None:
    opened.log("ana: called her back, a new handle is on its way")
    opened.come_back(4)
    opened.press("Ctrl+1")
    card = next(card for card in opened.cards if card.item.suggestion.kind is SuggestionKind.RECOVERY)
    card.setFocus()
    opened.press("D")
    assert isinstance(opened.sheet, CaseSheet), "nothing on file says how to reach her, so no outcome is asked for"
    opened.press("Down")
    opened.press("Down")
    opened.press("Return")
    told = case_of(opened)
    assert (told.all_right, told.closed) == (False, None)
    assert told.ask_on is not None
    assert told.ask_on > opened.now.date()
