"""The log line under real keys: each sentence of the capability table is typed here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromisedBy
from relapp.services.pages import customer as customer_page
from relapp.storage import customers, drafts, facts, promises
from relapp.ui.quick_log.form import QuickLogForm
from relapp.ui.quick_log.form_keys import key_letters
from tests.builders import TODAY
from tests.ui.quick_log.conftest import Shop

MakeForm = Callable[[int | None], QuickLogForm]
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key to whatever has the keyboard, as a person presses it."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def type_line(form: QuickLogForm, words: str) -> None:
    QTest.keyClicks(form.line, words)


def page(shop: Shop, customer_id: int) -> customer_page.CustomerPage:
    found = shop.editing.read(lambda reader: customer_page.page(reader, customer_id, shop.now.date()))
    assert found is not None
    return found


# -- L1: one line --


def test_a_name_a_colon_and_a_sentence_stand_on_the_timeline_after_enter(
    qtbot: QtBot, shop: Shop, form_for: MakeForm
) -> None:
    form = form_for(None)
    type_line(form, "ana m: tried the new roll")
    with qtbot.waitSignal(form.logged) as logged:
        press(Qt.Key.Key_Return)
    entry = shop.timeline(shop.ana)[0]
    assert (entry.words, entry.kind) == ("tried the new roll", Kind.VISIT)
    assert logged.args == [entry.id, shop.ana]
    assert form.line.toPlainText() == ""
    assert shop.told[-1].operation_id is not None


def test_on_a_page_the_sentence_alone_is_enough(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ben)
    type_line(form, "tried the new roll")
    press(Qt.Key.Key_Return)
    assert [entry.words for entry in shop.timeline(shop.ben)] == ["tried the new roll"]


def test_shift_enter_begins_a_new_line_and_the_form_grows(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    low = form.line.sizeHint().height()
    type_line(form, "first")
    press(Qt.Key.Key_Return, SHIFT)
    type_line(form, "second")
    assert form.line.sizeHint().height() > low
    press(Qt.Key.Key_Return)
    assert shop.timeline(shop.ana)[0].words == "first\nsecond"


def test_nothing_typed_logs_nothing(shop: Shop, form_for: MakeForm) -> None:
    form_for(shop.ana)
    press(Qt.Key.Key_Return)
    assert shop.timeline(shop.ana) == []


def test_what_is_refused_stays_in_the_line(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    form.line.set_text("x" * 20_001)
    press(Qt.Key.Key_Return)
    assert shop.told[-1].failed
    assert len(form.line.toPlainText()) == 20_001
    assert shop.timeline(shop.ana) == []


def test_without_anybody_named_it_asks_for_whom(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(None)
    type_line(form, "tried the new roll")
    press(Qt.Key.Key_Return)
    assert shop.told[-1].failed
    assert form.line.toPlainText() == "tried the new roll"


# -- who is meant --


@pytest.fixture
def two_anas(shop: Shop) -> int:
    """Ana Meyer, beside Ana Moreira."""
    return shop.add("Ana Meyer")


def test_a_name_that_fits_two_is_not_logged_before_one_is_chosen(shop: Shop, form_for: MakeForm, two_anas: int) -> None:
    form = form_for(None)
    type_line(form, "ana m: came by")
    press(Qt.Key.Key_Return)
    assert shop.told[-1].failed
    assert shop.timeline(shop.ana) == shop.timeline(two_anas) == []


def test_arrow_keys_choose_among_those_who_may_be_meant(shop: Shop, form_for: MakeForm, two_anas: int) -> None:
    form = form_for(None)
    type_line(form, "ana m: came by")
    second = form.candidates.rows[1].customer_id
    assert second is not None
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert [entry.words for entry in shop.timeline(second)] == ["came by"]


def test_a_number_chooses_one_of_those_who_may_be_meant(shop: Shop, form_for: MakeForm, two_anas: int) -> None:
    form = form_for(None)
    type_line(form, "ana m: came by")
    first = form.candidates.rows[0].customer_id
    assert first is not None
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_Return)
    assert [entry.words for entry in shop.timeline(first)] == ["came by"]


def test_a_few_letters_are_completed_to_a_name(shop: Shop, form_for: MakeForm, two_anas: int) -> None:
    form = form_for(None)
    type_line(form, "ana m")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    name = form.line.toPlainText().removesuffix(": ")
    assert name in ("Ana Moreira", "Ana Meyer")
    type_line(form, "came by")
    press(Qt.Key.Key_Return)
    logged = shop.ana if name == "Ana Moreira" else two_anas
    assert [entry.words for entry in shop.timeline(logged)] == ["came by"]


def test_somebody_new_is_added_with_the_entry(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(None)
    type_line(form, "nora quist: came by")
    press(Qt.Key.Key_Return)
    nora = next(one.id for one in shop.editing.read(customers.every) if one.name == "Nora Quist")
    assert [entry.words for entry in shop.timeline(nora)] == ["came by"]
    shop.editing.undo()
    assert nora not in [one.id for one in shop.editing.read(customers.every)]


def test_a_known_phone_number_shows_its_customer_before_saving(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(None)
    type_line(form, "zoe 07700 904417: came by")
    assert [row.customer_id for row in form.candidates.rows] == [shop.ana, None]
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_Return)
    assert len(shop.timeline(shop.ana)) == 1


# -- L2: direction, channel, outcome --


def test_called_no_answer_is_a_call_of_ours_that_nobody_took(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "called, no answer")
    assert (form.meaning.channel.value, form.meaning.direction.value, form.meaning.outcome.value) == (
        Channel.PHONE, Direction.OUT, Outcome.UNANSWERED,
    )  # fmt: skip
    press(Qt.Key.Key_Return)
    entry = shop.timeline(shop.ana)[0]
    assert (entry.kind, entry.channel, entry.direction, entry.outcome) == (
        Kind.CALL, Channel.PHONE, Direction.OUT, Outcome.UNANSWERED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("letter", "number", "field", "value"),
    [
        (Qt.Key.Key_B, Qt.Key.Key_3, "channel", Channel.MESSAGE),
        (Qt.Key.Key_W, Qt.Key.Key_1, "direction", Direction.IN),
        (Qt.Key.Key_H, Qt.Key.Key_2, "outcome", Outcome.ANSWERED),
    ],
)
def test_channel_direction_and_outcome_are_changed_by_two_keys(
    shop: Shop, form_for: MakeForm, letter: Qt.Key, number: Qt.Key, field: str, value: Any
) -> None:
    form = form_for(shop.ana)
    type_line(form, "called, no answer")
    press(letter, ALT)
    menu = {
        "channel": form.meaning.channel, "direction": form.meaning.direction, "outcome": form.meaning.outcome,
    }[field].menu_shown  # fmt: skip
    assert menu is not None
    QTest.keyClick(menu, number)
    QTest.keyClick(form.line, Qt.Key.Key_Return)
    assert getattr(shop.timeline(shop.ana)[0], field) == value


@pytest.mark.parametrize(
    ("letter", "kind"), [(Qt.Key.Key_M, Kind.MESSAGE), (Qt.Key.Key_O, Kind.COMPLAINT), (Qt.Key.Key_V, Kind.VISIT)]
)
def test_a_kind_is_chosen_by_its_letter(shop: Shop, form_for: MakeForm, letter: Qt.Key, kind: Kind) -> None:
    form = form_for(shop.ana)
    type_line(form, "called, no answer")
    press(letter, ALT)
    assert form.kinds.kind is kind
    assert form.line.toPlainText() == "called, no answer"
    press(Qt.Key.Key_Return)
    assert shop.timeline(shop.ana)[0].kind is kind


def test_a_kind_alone_can_be_logged_on_a_page(shop: Shop, form_for: MakeForm) -> None:
    form_for(shop.ana)
    press(Qt.Key.Key_C, ALT)
    press(Qt.Key.Key_Return)
    assert [(entry.kind, entry.words) for entry in shop.timeline(shop.ana)] == [(Kind.CALL, "")]


def test_what_was_set_by_hand_is_gone_for_the_next_line(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    for words, kind in (("first", Kind.COMPLAINT), ("second", Kind.VISIT)):
        type_line(form, words)
        if kind is Kind.COMPLAINT:
            press(Qt.Key.Key_O, ALT)
        press(Qt.Key.Key_Return)
        assert next(entry.kind for entry in shop.timeline(shop.ana) if entry.words == words) is kind


def test_each_name_gets_a_letter_of_its_own() -> None:
    assert key_letters(["Visit", "Voice", "Ivo", "Vi", "Ü"]) == ["V", "O", "I", "", ""]


# -- L3: purchases --


def test_a_typed_sale_has_lines_that_count(shop: Shop, form_for: MakeForm) -> None:
    shop.has_bought(shop.ana, 3, product="Wholemeal")
    form = form_for(shop.ana)
    type_line(form, "2x wholemeal 6.40")
    press(Qt.Key.Key_Return)
    assert page(shop, shop.ana).stat.spend == 320 + 640
    type_line(form, "returned 1 wholemeal 3.20")
    press(Qt.Key.Key_Return)
    assert page(shop, shop.ana).stat.spend == 640
    assert {line.product for entry in shop.timeline(shop.ana) for line in entry.lines} == {"Wholemeal"}


# -- L4: chips --


SENTENCE = "will bring her daughter's size 39 on Tuesday"


def test_a_promise_and_a_fact_are_offered_and_nothing_is_stored_unasked(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, SENTENCE)
    assert len(form.offers.buttons) == 2
    press(Qt.Key.Key_Return)
    assert (page(shop, shop.ana).promises, page(shop, shop.ana).facts) == ((), ())


def test_one_key_accepts_a_chip(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, SENTENCE)
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_Return)
    promise = page(shop, shop.ana).promises[0]
    assert (promise.due, promise.by) == (date(2025, 5, 13), PromisedBy.CUSTOMER)
    assert page(shop, shop.ana).facts == ()


def test_tab_reaches_the_chips_and_space_accepts_one(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, SENTENCE)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.offers.buttons[1]
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    fact = page(shop, shop.ana).facts[0]
    assert (fact.about, fact.kind, fact.value) == ("daughter", "size", "39")
    assert fact.source_id == shop.timeline(shop.ana)[0].id


def test_one_key_saves_with_every_chip(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, SENTENCE)
    press(Qt.Key.Key_Return, CTRL)
    shown = page(shop, shop.ana)
    assert (len(shown.promises), len(shown.facts), len(shop.timeline(shop.ana))) == (1, 1, 1)


def test_an_accepted_chip_stays_accepted_while_the_line_goes_on(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "likes rye")
    press(Qt.Key.Key_1, ALT)
    type_line(form, " bread")
    press(Qt.Key.Key_Return)
    assert [fact.value for fact in page(shop, shop.ana).facts] == ["rye bread"]


# -- L5, L6 --


def test_one_entry_about_two_people_is_on_both_timelines(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(None)
    type_line(form, "ana m, ben: tried the new roll")
    press(Qt.Key.Key_Return)
    assert [entry.id for entry in shop.timeline(shop.ana)] == [entry.id for entry in shop.timeline(shop.ben)]
    assert len(shop.timeline(shop.ana)) == 1


def test_last_weeks_visit_moves_the_rhythm_to_last_week(shop: Shop, form_for: MakeForm) -> None:
    shop.has_bought(shop.ana, 28, 21, 14)
    form = form_for(shop.ana)
    type_line(form, "last week: came by")
    press(Qt.Key.Key_Return)
    shown = page(shop, shop.ana)
    assert shop.timeline(shop.ana)[0].day == TODAY - timedelta(days=7)
    assert shown.silence.days == 7


# -- L7: drafts --


def kept(shop: Shop) -> dict[str, str]:
    return {place: words for place, words in shop.editing.read(drafts.every).items() if words}


def test_escape_keeps_a_draft_that_a_new_form_shows(qtbot: QtBot, shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "tried the new")
    with qtbot.waitSignal(form.left):
        press(Qt.Key.Key_Escape)
    assert form_for(shop.ana).line.toPlainText() == "tried the new"


def test_a_half_typed_line_is_kept_while_one_types(qtbot: QtBot, shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "tried the new")
    qtbot.waitUntil(lambda: list(kept(shop).values()) == ["tried the new"], timeout=2_000)


def test_after_saving_the_draft_is_forgotten(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "tried the new")
    press(Qt.Key.Key_Escape)
    form.focus_line()
    press(Qt.Key.Key_Return)
    assert kept(shop) == {}


def test_each_page_has_a_draft_of_its_own(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, "about ana")
    form.set_customer(shop.ben)
    assert form.line.toPlainText() == ""
    type_line(form, "about ben")
    form.set_customer(shop.ana)
    assert form.line.toPlainText() == "about ana"
    press(Qt.Key.Key_Return)
    assert ([entry.words for entry in shop.timeline(shop.ana)], shop.timeline(shop.ben)) == (["about ana"], [])


# -- L8: the usual --


def test_the_usual_is_one_key_and_enter(shop: Shop, form_for: MakeForm) -> None:
    shop.has_bought(shop.ana, 28, 21, 14, 7)
    form_for(shop.ana).prepare_usual()
    press(Qt.Key.Key_Return)
    entry = shop.timeline(shop.ana)[0]
    assert (entry.day, entry.kind) == (TODAY, Kind.PURCHASE)
    assert [(line.product, line.amount) for line in entry.lines] == [("Small wholemeal", 320)]


def test_where_nothing_is_usual_the_usual_is_not_logged(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    form.prepare_usual()
    press(Qt.Key.Key_Return)
    assert shop.told[-1].failed
    assert shop.timeline(shop.ana) == []
    assert form.line.toPlainText() == "usual"


def test_the_usual_but_no_sugar_keeps_the_difference(shop: Shop, form_for: MakeForm) -> None:
    shop.has_bought(shop.ana, 28, 21, 14, 7)
    form = form_for(shop.ana)
    type_line(form, "usual but no sugar")
    press(Qt.Key.Key_Return)
    entry = shop.timeline(shop.ana)[0]
    assert [line.product for line in entry.lines] == ["Small wholemeal"]
    assert entry.words == "usual but no sugar"


def test_the_usual_puts_a_half_typed_line_aside_and_brings_it_back(shop: Shop, form_for: MakeForm) -> None:
    shop.has_bought(shop.ana, 28, 21, 14, 7)
    form = form_for(shop.ana)
    type_line(form, "asked about")
    form.prepare_usual()
    assert form.line.toPlainText() == "usual"
    press(Qt.Key.Key_Return)
    assert form.line.toPlainText() == "asked about"
    form.prepare_usual()
    press(Qt.Key.Key_Escape)
    assert form.line.toPlainText() == "asked about"


# -- keys and room --


def test_undo_is_the_lines_while_it_has_something_to_take_back(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    assert not takes_undo(form)
    type_line(form, "abc")
    assert takes_undo(form)
    press(Qt.Key.Key_Return)
    assert not takes_undo(form)


def takes_undo(form: QuickLogForm) -> bool:
    """Whether the line claims Ctrl+Z before the window gets it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    event.ignore()
    QApplication.sendEvent(form.line, event)
    return event.isAccepted()


@pytest.mark.parametrize(("width", "side_by_side"), [(1000, 5), (320, 0)])
def test_the_narrower_the_form_the_more_kinds_are_in_the_menu(
    qtbot: QtBot, shop: Shop, form_for: MakeForm, width: int, side_by_side: int
) -> None:
    form = form_for(shop.ana)
    form.resize(width, 200)
    qtbot.waitUntil(lambda: form.kinds.side_by_side == side_by_side)
    type_line(form, "called")
    assert form.kinds.kind is Kind.CALL
    assert form.kinds.menu.text() == ("More" if side_by_side else "Call")


def test_every_control_has_a_name(shop: Shop, form_for: MakeForm, two_anas: int) -> None:
    form = form_for(None)
    type_line(form, f"ana m: called, no answer, {SENTENCE}")
    stops = [
        one for one in form.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) > 10
    for stop in stops:
        interface = QAccessible.queryAccessibleInterface(stop)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), stop


def test_a_change_elsewhere_is_seen_while_one_types(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(None)
    type_line(form, "zoe: came by")
    assert form.understood.people[0].candidates == ()
    zoe = shop.editing.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Zoe Walker")))
    assert zoe is not None
    assert form.understood.persons == (zoe.result,)


def test_facts_and_promises_are_undone_with_their_entry(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    type_line(form, SENTENCE)
    press(Qt.Key.Key_Return, CTRL)
    shop.editing.undo()
    assert shop.timeline(shop.ana) == []
    assert shop.editing.read(lambda reader: facts.current(reader, [shop.ana])) == {}
    assert shop.editing.read(lambda reader: promises.open_of(reader, [shop.ana])) == {}
