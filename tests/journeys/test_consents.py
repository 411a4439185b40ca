"""Rows R4, G6 and silence: what they said about being reached, heard in the line and obeyed, by keyboard."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication

from relapp.domain.brief import BriefKind
from relapp.domain.consents import REACH, Consent, NewWord
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Channel, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.peace import MOURNING_DAYS
from relapp.services import consents, customers, interactions
from relapp.storage import consents as stored
from relapp.ui.customer.reach_forms import PeaceForm
from relapp.ui.customer.reach_sheet import ReachSheet
from relapp.ui.duplicates.pick_sheet import PickSheet
from relapp.ui.today.peace import PeaceRow
from tests.journeys.conftest import NOW, Desk


def said(desk: Desk, name: str) -> list[Consent]:
    one = desk.customer(name)
    return desk.session.editing.read(lambda reader: stored.of_customers(reader, [one])).get(one, [])


def brief(desk: Desk, kind: BriefKind) -> str:
    return next((line.accessibleName() for line in desk.view.brief.lines() if line.line.kind is kind), "")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Ana has a phone, an e-mail address, and asked something two days ago."""
    contacts = (
        NewContactPoint(ContactKind.PHONE, "0777 1234"),
        NewContactPoint(ContactKind.EMAIL, "ana@home.example"),
    )
    ana = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira", contacts=contacts)))
    asked = NewInteraction((ana,), Kind.ENQUIRY, NOW.replace(day=NOW.day - 2), "does spelt come?")
    desk.do("log", lambda tx: interactions.log(tx, asked))
    return desk


def test_what_they_say_in_the_line_is_a_chip_and_only_what_was_accepted_is_kept(shop: Desk) -> None:
    shop.press("F2")
    shop.type("Ana Moreira: letters only please, never on Sundays")
    shop.press("Alt+1")
    shop.press("Return")
    words = {one.channel.value: one.state.value for one in said(shop, "Ana Moreira")}
    assert words == {"post": "given", "phone": "withdrawn", "message": "withdrawn", "email": "withdrawn"}
    assert shop.page("Ana Moreira").customer.quiet_days == frozenset()
    shop.find("Ana Moreira")
    assert "only by post" in brief(shop, BriefKind.GREET)
    shop.view.brief.lines()[0].setFocus()
    shop.press("Return")
    rows = [item.accessibleName() for item in shop.view.evidence.items()]
    assert len(rows) == 3
    assert all("no, said today" in row and "letters only please" in row for row in rows)
    assert shop.view.evidence.model.rowCount() == 1


def rows(desk: Desk) -> list[str]:
    assert isinstance(desk.sheet, ReachSheet)
    return [item.accessibleName() for item in desk.sheet.items]


def open_page(desk: Desk) -> None:
    desk.find("Ana Moreira")
    desk.view.focus_timeline()


def test_one_key_shows_how_they_want_to_be_reached_and_one_letter_changes_it(shop: Desk) -> None:
    open_page(shop)
    shop.press("W")
    assert rows(shop)[0] == "Phone: never asked, nothing was said"
    shop.press("N")
    assert rows(shop)[0].startswith("Phone: no, said today")
    shop.press("O")
    assert rows(shop)[0].startswith("Phone: only for what we owe, said today")
    shop.press("Y")
    assert rows(shop)[0].startswith("Phone: yes, said today")
    shop.press("Down")
    shop.press("N")
    assert rows(shop)[1].startswith("Message: no")
    shop.press("Escape")
    for _ in range(4):
        shop.press("Ctrl+Z")
    assert said(shop, "Ana Moreira") == []


def test_every_word_is_kept_with_its_day_and_opens_as_proof(shop: Desk) -> None:
    shop.log("Ana Moreira: 3 weeks ago: no calls please")
    shop.press("F2")
    shop.type("Ana Moreira: yesterday: no calls please")
    shop.press("Ctrl+Return")
    open_page(shop)
    shop.press("W")
    shop.press("E")
    shop.press("Down")
    shop.tab_to("In their words")
    shop.type("you may call about the spelt")
    shop.press("Return")
    assert rows(shop)[0].startswith("Phone: yes, said today")
    shop.press("H")
    proofs = [item.accessibleName() for item in shop.view.evidence.items()]
    assert len(proofs) == 2
    assert "yes, said today" in proofs[0] + proofs[1]
    assert "no, said yesterday" in proofs[0] + proofs[1]
    assert shop.view.evidence.model.rowCount() == 1
    shop.press("Escape")
    assert shop.view.timeline.isVisible()


def call(desk: Desk) -> None:
    desk.view.header.setFocus()
    desk.tab_to("Call")
    desk.press("Return")


def test_a_call_that_they_do_not_want_is_one_calm_line_and_one_key_to_go_on(shop: Desk) -> None:
    shop.press("F2")
    shop.type("Ana Moreira: no calls please")
    shop.press("Ctrl+Return")
    open_page(shop)
    QGuiApplication.clipboard().setText("nothing yet")
    call(shop)
    line = shop.view.header.calm
    assert line.isVisible()
    assert line.words.text() == "Said today: not by phone."
    assert QGuiApplication.clipboard().text() == "nothing yet"
    shop.press("Escape")
    assert not line.isVisible()
    call(shop)
    shop.press("Return")
    assert QGuiApplication.clipboard().text() == "0777 1234"
    assert not line.isVisible()


def key_beside(desk: Desk, words: str) -> str:
    """The key that the menu of the page writes behind a line."""
    lines = [action.text().replace("&", "") for action in desk.view.header.menu().actions()]
    (line,) = [line for line in lines if words in line]
    return line.rpartition("(")[2].rstrip(")")


def test_the_menu_tells_the_key_that_does_the_same(shop: Desk) -> None:
    open_page(shop)
    shop.press(key_beside(shop, "Leave in peace"))
    assert isinstance(shop.sheet, PeaceForm)
    shop.press("Return")
    shop.press(key_beside(shop, "No longer"))
    assert brief(shop, BriefKind.PEACE) == ""
    shop.press(key_beside(shop, "want to be reached"))
    assert isinstance(shop.sheet, ReachSheet)
    shop.press("Escape")
    shop.press(key_beside(shop, "Merge"))
    assert isinstance(shop.sheet, PickSheet)


def test_peace_is_begun_and_ended_by_one_key_and_stands_in_one_line(shop: Desk) -> None:
    open_page(shop)
    shop.press("N")
    shop.press("Return")
    assert "asked for it today" in brief(shop, BriefKind.PEACE)
    assert "in peace until" in brief(shop, BriefKind.PEACE)
    shop.view.focus_timeline()
    shop.press("N")
    assert brief(shop, BriefKind.PEACE) == ""
    assert "No longer left in peace" in shop.shown()
    shop.press("Ctrl+Z")
    assert "asked for it today" in brief(shop, BriefKind.PEACE)


def test_who_mourns_is_left_in_peace_for_a_time_that_staff_can_change(shop: Desk) -> None:
    open_page(shop)
    shop.press("N")
    shop.tab_to("Why")
    shop.press("Down")
    shop.press("Return")
    until = shop.page_now().customer.leave_until
    assert until == (NOW + timedelta(days=MOURNING_DAYS)).date()
    assert "in mourning, heard today" in brief(shop, BriefKind.PEACE)


def test_their_own_hours_and_days_are_set_by_keyboard_and_said_in_the_brief(shop: Desk) -> None:
    open_page(shop)
    shop.press("W")
    shop.press("Up")
    while "No hours" not in shop.focus().accessibleName():
        shop.press("Down")
    shop.press("E")
    shop.tab_to("No calls until")
    shop.type("10")
    shop.tab_to("Sunday")
    shop.press("Space")
    shop.press("Return")
    shop.press("Escape")
    who = shop.page_now().customer
    assert (who.quiet_from, who.quiet_to, who.quiet_days) == (time(), time(10), frozenset({6}))
    assert "not before 10:00 · not on Sunday" in brief(shop, BriefKind.GREET)


def test_a_refusal_takes_the_way_off_the_open_list_at_once(shop: Desk) -> None:
    shop.press("Ctrl+1")
    shop.wait(lambda: shop.session.day_list.complete)
    shop.wait(lambda: bool(shop.cards))
    assert shop.cards[0].item.suggestion.channel is Channel.PHONE
    ana = shop.customer("Ana Moreira")
    shop.do("consent", lambda tx: consents.hear(tx, ana, NewWord((), REACH)))
    shop.wait(lambda: shop.cards[0].item.suggestion.channel is None)
    assert "no channel allowed: in person" in shop.cards[0].act


def test_today_lists_whom_it_leaves_in_peace_with_the_reason_the_end_and_the_proof(shop: Desk) -> None:
    point = (NewContactPoint(ContactKind.PHONE, "0777 9"),)
    for name in ("Wim Weekly", "Val Weekly"):
        one = shop.do("customer_add", partial(customers.add, new=NewCustomer(name, contacts=point)))
        for week in range(8, -1, -1):
            bought = NewInteraction(
                (one,), Kind.PURCHASE, NOW - timedelta(days=21 + 7 * week), lines=(NewPurchaseLine("loaf"),)
            )
            shop.do("log", partial(interactions.log, entry=bought))
    for line in ("Wim Weekly: leave me alone until June", "Val Weekly: her husband died"):
        shop.press("F2")
        shop.type(line)
        shop.press("Ctrl+Return")
    shop.reopen()
    shop.press("Ctrl+1")
    shop.wait(lambda: shop.session.day_list.complete)
    peace = shop.session.today.peace
    assert peace is not None
    assert sorted(row.words for row in peace.rows) == [
        "Val Weekly: leave in peace until 6 Aug – in mourning",
        "Wim Weekly: leave in peace until 1 Jun – asked for it today",
    ]
    shop.press("P")
    row = shop.focus()
    assert isinstance(row, PeaceRow)
    shop.press("W")
    shop.press("R")
    said = {entry.interaction.words for entry in shop.view.evidence.model.entries()}
    assert said <= {"leave me alone until June", "her husband died"}
    assert said
