"""Promise G9 through the real window: one key copies words in their language, and never words with a hole."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from relapp.domain.facts import FactKind, NewFact
from relapp.services import facts
from tests.journeys.conftest import Desk


def copied(desk: Desk) -> str:
    """What C on the first card puts on the clipboard."""
    QGuiApplication.clipboard().clear()
    desk.press("Ctrl+1")
    desk.cards[0].setFocus()
    desk.press("C")
    return QGuiApplication.clipboard().text()


def test_one_key_copies_words_in_the_language_of_the_customer(desk: Desk) -> None:
    desk.log("Ana Moreira: asked “does the spelt come?”")
    desk.reopen()
    assert copied(desk).startswith("Hello Ana. You asked us today: “does the spelt come?” I am sorry")
    ana = desk.customer("ana")
    desk.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact(FactKind.LANGUAGE, "spricht Deutsch")))
    assert copied(desk).startswith("Guten Tag Ana Moreira. Sie haben uns heute gefragt: „")
    assert desk.shown().startswith("Words copied: ")
    desk.press("Ctrl+Z")
    assert copied(desk).startswith("Hello Ana.")


def test_a_text_of_the_shops_own_is_typed_in_settings_and_what_it_lacks_is_told(desk: Desk) -> None:
    desk.log("Ana Moreira: asked “does the spelt come?”")
    desk.press("Ctrl+,")
    desk.tab_to("How it reaches them")
    desk.press("End")
    desk.tab_to("Text")
    desk.press("Ctrl+A")
    desk.type("{name}, this is {shop}: shall we talk?")
    text = desk.focus()
    assert isinstance(text, QPlainTextEdit)
    desk.press("Alt+V")
    desk.wait(lambda: desk.shown() == "Ready words saved")
    assert copied(desk) == ""
    assert "{shop} (the name of the shop), which is not known here" in desk.shown()
    desk.press("Ctrl+,")
    desk.tab_to("Name of the shop")
    desk.type("Corner Bakery")
    desk.press("Tab")
    assert copied(desk) == "Ana, this is Corner Bakery: shall we talk?"
