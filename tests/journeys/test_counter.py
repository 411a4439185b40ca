"""F9: what others may see while they look on, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from relapp.domain.customers import NewCustomer
from relapp.domain.facts import NewFact
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.services import customers, interactions
from relapp.storage.transaction import Transaction
from relapp.ui.editing import Notice
from relapp.ui.main_window.actions import commands
from tests.journeys.conftest import NOW, Desk
from tests.journeys.screens import ANA, SCREENS, TILL, one_of_all, settle
from tests.journeys.test_every_screen import LOOKS, cut, marked_up, nameless, overlaid, unreached, wear

PRIVATE = re.compile(
    r"moreira|ben\b|osei|ina\b|rye|mother|soft crust|poodle|bella|measured|spelt|ring her|904417|example\.org|39\b",
    re.I,
)
"""Whatever :func:`one_of_all` put into the shop that is not Ana's first name or what she usually takes."""

MONEY = re.compile(r"\d+[.,]\d\d\b|[€£$]\s?\d")


def words_on_screen(app: QApplication) -> list[str]:
    """Everything that can be seen or heard, in whatever window: what the accessible tree holds and does not hide."""
    found: list[str] = []
    for top in app.topLevelWidgets():
        if top.isVisible():
            found.append(top.windowTitle())
            found += _texts(QAccessible.queryAccessibleInterface(top))
            found += [one.toolTip() for one in top.findChildren(QWidget) if one.isVisible()]
    return [text for text in found if text]


def _texts(one: QAccessibleInterface | None) -> Iterator[str]:
    if one is None or one.state().invisible:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield one.text(part)
    for place in range(one.childCount()):
        yield from _texts(one.child(place))


def given_away(app: QApplication) -> list[str]:
    return [text for text in words_on_screen(app) if PRIVATE.search(text) or MONEY.search(text)]


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Somebody is here, and Ana has something in every part of her page."""
    desk.do("log", one_of_all)
    desk.reopen()
    desk.session.open_customers(ANA)
    return desk


def test_everything_private_is_on_the_screen_without_it(shop: Desk) -> None:
    assert given_away(shop.app), "else this test could not fail"


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_no_screen_gives_anything_away(shop: Desk, name: str) -> None:
    SCREENS[name](shop)
    settle(shop)
    shop.press("F9")
    settle(shop)
    assert shop.session.is_covered
    assert given_away(shop.app) == []
    shop.press("F9")
    settle(shop)
    assert not shop.session.counter.view.isVisible()


def test_what_was_open_is_there_again(shop: Desk) -> None:
    shop.press("F2")
    shop.type("ana: half a li")
    shop.press("F9")
    shop.press("F9")
    overlay = shop.session.log
    assert overlay.isVisible()
    assert overlay.form.line.hasFocus()
    assert overlay.form.line.toPlainText() == "ana: half a li"


def test_no_key_opens_anything_meanwhile(shop: Desk) -> None:
    shop.press("F9")
    for command in commands():
        if command.name in ("counter", "lock", "quit", "undo", "redo", "usual", "paste"):
            continue
        for key in command.keys:
            if isinstance(key, str):
                shop.press(key)
        settle(shop)
        assert given_away(shop.app) == [], command.name
        assert shop.session.is_covered
        assert shop.session.counter.view.isAncestorOf(shop.focus()), command.name


def test_what_appears_meanwhile_is_hidden_and_comes_afterwards(shop: Desk) -> None:
    shop.press("F9")
    dialog = QDialog(shop.window)
    dialog.setWindowTitle("Ben Osei")
    dialog.open()
    shop.session.exports.everything()
    settle(shop)
    assert not dialog.isVisible()
    assert given_away(shop.app) == []
    shop.press("F9")
    assert dialog.isVisible()
    dialog.close()


def test_the_key_is_heard_over_a_dialog(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text(TILL, "utf-8")
    dialog = shop.look_at(file)
    assert QApplication.activeModalWidget() is dialog
    assert given_away(shop.app)
    shop.press("F9")
    settle(shop)
    assert shop.session.is_covered
    assert not dialog.isVisible()
    shop.press("F9")
    assert dialog.isVisible()
    dialog.close()


def test_the_customer_in_front_is_called_by_name_with_their_usual(shop: Desk) -> None:
    shop.press("F9")
    view = shop.session.counter.view
    assert view.name.text() == "Ana"
    said = " ".join(words_on_screen(shop.app))
    assert "Small wholemeal" in said
    assert "something to heed" in said


def test_a_line_is_logged_for_them_and_taken_back(shop: Desk) -> None:
    before = shop.page_now().count
    shop.press("F9")
    shop.type("took 2 wholemeal, her mother is better")
    shop.press("Return")
    settle(shop)
    view = shop.session.counter.view
    assert view.line.text() == ""
    assert view.told.text() == "Saved. Ctrl+Z takes it back."
    assert given_away(shop.app) == []
    shop.press("F9")
    assert shop.page_now().count == before + 1
    shop.press("F9")
    shop.press("Ctrl+Z")
    settle(shop)
    assert given_away(shop.app) == []
    shop.press("F9")
    assert shop.page_now().count == before


def test_the_usual_in_two_keys(shop: Desk) -> None:
    before = shop.page_now().count
    shop.press("F9")
    shop.press("Alt+U")
    shop.press("Return")
    shop.press("F9")
    assert shop.page_now().count == before + 1


def test_a_line_that_names_somebody_else_is_not_taken(shop: Desk) -> None:
    shop.press("F9")
    shop.type("ben: called")
    shop.press("Return")
    view = shop.session.counter.view
    assert view.told.text().startswith("Not saved")
    assert view.line.text() == "ben: called"


def test_a_refusal_is_told_without_a_name_and_whole_afterwards(shop: Desk) -> None:
    shop.press("F9")
    shop.session.editing.told.emit(Notice("Ben Osei is no longer there.", failed=True))
    assert given_away(shop.app) == []
    assert shop.session.counter.view.told.text() == "Not done. F9 shows why."
    shop.press("F9")
    assert shop.window.toast.label.text() == "Ben Osei is no longer there."


def test_somebody_else_is_found_without_telling_who_else_fits(shop: Desk) -> None:
    def more(tx: Transaction) -> None:
        for name in ("Benita Marsh", "Bennet Holm"):
            customers.add(tx, NewCustomer(name))
        nora = customers.add(tx, NewCustomer("Nora Quist"))
        line = (NewPurchaseLine("Walnut loaf", Decimal(1), 480, 0, 480),)
        for week in range(6, 0, -1):
            at = NOW - timedelta(weeks=week)
            interactions.log(tx, NewInteraction((nora,), Kind.PURCHASE, at, "", lines=line, facts=()))
        interactions.log(tx, NewInteraction((nora,), Kind.NOTE, NOW, "", facts=(NewFact("dog", "Bella"),)))

    shop.do("log", more)
    shop.press("F9")
    view = shop.session.counter.view
    view.who.setFocus()
    shop.type("ben")
    assert view.found.text() == "3 fit. Type more of the name."
    shop.press("Return")
    assert view.name.text() == "Ana"
    view.who.clear()
    shop.type("nora")
    assert view.found.text() == "One fits. Enter takes them."
    shop.press("Return")
    assert view.name.text() == "Nora"
    assert not [text for text in words_on_screen(shop.app) if re.search("ana|quist|ben|bella", text, re.I)]
    assert view.line.hasFocus()


def test_the_key_that_is_told_takes_back_what_was_saved_and_not_the_words(shop: Desk) -> None:
    before = shop.page_now().count
    shop.press("F9")
    shop.type("asked for rye")
    shop.press("Return")
    assert shop.page_now().count == before + 1
    shop.press("Ctrl+Z")
    settle(shop)
    assert shop.session.counter.view.line.text() == ""
    assert shop.page_now().count == before


def test_no_key_brings_back_whom_somebody_asked_for_before(shop: Desk) -> None:
    shop.press("F9")
    view = shop.session.counter.view
    view.who.setFocus()
    shop.type("ben")
    for _ in range(2):
        shop.press("F9")
    view.who.setFocus()
    shop.press("Ctrl+Z")
    assert view.who.text() == ""


def test_half_a_line_survives(shop: Desk) -> None:
    shop.press("F9")
    shop.type("half a li")
    shop.press("F9")
    shop.reopen()
    shop.session.open_customers(ANA)
    shop.press("F9")
    assert shop.session.counter.view.line.text() == "half a li"


def test_escape_shows_nothing_more(shop: Desk) -> None:
    shop.press("F9")
    for _ in range(3):
        shop.press("Escape")
    assert given_away(shop.app) == []
    assert shop.session.counter.view.who.hasFocus()


def test_it_is_whole_in_every_look(shop: Desk) -> None:
    faults = []
    shop.press("F9")
    view = shop.session.counter.view
    for look in LOOKS:
        wear(shop, look)
        settle(shop)
        for found in (nameless(view), marked_up(view), cut(view), overlaid(view), unreached(shop, view)):
            faults += [f"{look}: {one}" for one in found]
    wear(shop, LOOKS[0])
    assert not faults, "\n".join(faults)


def test_closing_behind_the_curtain_is_closing(shop: Desk) -> None:
    shop.press("F9")
    shop.press("Ctrl+Q")
    shop.wait(lambda: not shop.window.isVisible())
