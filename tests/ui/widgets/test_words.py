"""Words are shown as they were typed, wrap or shorten themselves, and stand on the side where reading begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.theme import TEXT_SIZES, TextRole, Theme, Tone
from relapp.ui.widgets.avatar import Avatar, avatar_ground
from relapp.ui.widgets.buttons import Button
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.text import Label, body, caption, display, secondary, strong, subtitle, title

FACTORIES: dict[Callable[[str], Label], TextRole] = {
    display: TextRole.DISPLAY,
    title: TextRole.TITLE,
    subtitle: TextRole.SUBTITLE,
    strong: TextRole.STRONG,
    body: TextRole.BODY,
    secondary: TextRole.SMALL,
    caption: TextRole.CAPTION,
}


def ink_box(widget: QWidget) -> QRect:
    """The pixels that differ from the ground at the corner."""
    image: QImage = widget.grab().toImage()
    ground = image.pixelColor(0, 0)
    xs = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground]
    return QRect(min(xs), 0, max(xs) - min(xs) + 1, 1)


@pytest.mark.parametrize(("make", "role"), FACTORIES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_each_kind_of_text_has_its_font_and_is_plain(
    qtbot: QtBot, look: Theme, make: Callable[[str], Label], role: TextRole
) -> None:
    label = make("<b>Ana</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.font().pixelSize() == look.font(role).pixelSize()
    assert label.font().weight() == look.font(role).weight()
    assert label.wordWrap()


def test_secondary_words_are_quieter_than_the_body(qtbot: QtBot, look: Theme) -> None:
    quiet, loud = secondary("mmm"), body("mmm")
    for label in (quiet, loud):
        qtbot.addWidget(label)
    assert quiet.palette().color(quiet.foregroundRole()) == QColor(look.tokens.text2)
    assert loud.palette().color(loud.foregroundRole()) == QColor(look.tokens.text)


def test_latin_words_stand_at_the_right_on_a_page_from_right_to_left(qtbot: QtBot) -> None:
    label = body("Ana")
    qtbot.addWidget(label)
    label.resize(200, 20)
    assert ink_box(label).left() < 10
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert ink_box(label).right() > 185


def test_a_long_line_is_shortened_and_told_in_whole(qtbot: QtBot) -> None:
    words = "lives on Storgatan 14, third floor, second door on the left"
    label = ElidedLabel(words)
    qtbot.addWidget(label)
    label.show()
    label.resize(120, 20)
    assert label.shown_text().endswith("…")
    assert label.toolTip() == words
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == words
    label.resize(900, 20)
    assert label.shown_text() == words
    assert label.toolTip() == ""


def test_a_line_break_in_one_line_becomes_a_space(qtbot: QtBot) -> None:
    label = ElidedLabel("Ana\nMoreira")
    qtbot.addWidget(label)
    assert label.text() == "Ana Moreira"


def test_a_shortened_line_may_become_narrow_but_not_nothing(qtbot: QtBot) -> None:
    label = ElidedLabel("a very long line " * 10)
    qtbot.addWidget(label)
    assert 20 < label.minimumSizeHint().width() < 80


def test_a_person_keeps_their_ground_and_neighbours_differ(look: Theme) -> None:
    assert avatar_ground(12) == avatar_ground(12)
    assert len({avatar_ground(key) for key in range(100, 108)}) == 8


def test_an_avatar_is_round_and_shows_its_ground(qtbot: QtBot, look: Theme) -> None:
    avatar = Avatar("", 3, 40, name="Linnea Öberg")
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    image = avatar.grab().toImage()
    assert image.size().width() == 40
    assert image.pixelColor(20, 20).name().upper() == look.tokens.avatars[3]
    assert image.pixelColor(0, 0).name().upper() != look.tokens.avatars[3]
    assert QAccessible.queryAccessibleInterface(avatar).text(QAccessible.Text.Name) == "Linnea Öberg"


def test_an_avatar_can_show_another_person(qtbot: QtBot, look: Theme) -> None:
    avatar = Avatar("LO", 3)
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    before = avatar.grab().toImage()
    avatar.show_person("MN", 4, name="Marek Novak")
    assert avatar.grab().toImage() != before
    assert avatar.accessibleName() == "Marek Novak"


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_initials_fit_into_their_circle(qtbot: QtBot, look: Theme, percent: int) -> None:
    look.set_text_size(percent)
    avatar = Avatar("WM", 3, 28)
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    assert avatar.width() == round(28 * look.scale)
    image = avatar.grab().toImage()
    white = [x for x in range(avatar.width()) if image.pixelColor(x, avatar.height() // 2).lightness() > 200]
    inside = [x for x in white if 2 < x < avatar.width() - 3]
    assert max(inside) - min(inside) < avatar.width() * 0.85


def test_a_card_holds_its_column_on_its_own_ground(qtbot: QtBot, look: Theme) -> None:
    plain, brief = Card(name="Ana Moreira"), Card(tone=Tone.ACCENT)
    for card in (plain, brief):
        qtbot.addWidget(card)
        card.column.addWidget(body("words"))
        card.resize(200, 60)
    assert plain.grab().toImage().pixelColor(190, 30).name().upper() == look.tokens.surface
    assert brief.grab().toImage().pixelColor(190, 30).name().upper() == look.tokens.accent_tint
    assert plain.accessibleName() == "Ana Moreira"


def test_an_empty_page_says_what_will_be_here_and_offers_the_next_step(qtbot: QtBot, look: Theme) -> None:
    done: list[str] = []
    page = Placeholder("users", "No customers yet", "Everyone you log will be listed here.")
    qtbot.addWidget(page)
    first = page.add_step("Add a customer", "user-plus", lambda: done.append("add"))
    second = page.add_step("Import a file", "upload", lambda: done.append("import"))
    page.resize(500, 400)
    page.show()
    for button in (first, second):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert done == ["add", "import"]
    assert [button.kind for button in page.findChildren(Button)].count(first.kind) == 1
    page.set_words("Nobody found", "Try fewer letters.")
    texts = [label.text() for label in page.findChildren(Label)]
    assert texts == ["Nobody found", "Try fewer letters."]


@pytest.mark.parametrize("percent", [100, 200])
def test_an_empty_page_fits_a_small_window(qtbot: QtBot, look: Theme, percent: int) -> None:
    look.set_text_size(percent)
    page = Placeholder("users", "No customers yet", "Everyone you log will be listed here, the one seen last on top.")
    page.add_step("Add a customer", "user-plus", lambda: None)
    page.add_step("Import a file", "upload", lambda: None)
    qtbot.addWidget(page)
    page.resize(400, 560)
    page.show()
    for child in page.findChildren(QWidget):
        if not child.children():
            assert page.rect().contains(QRect(child.mapTo(page, child.rect().topLeft()), child.size()))
    for label in page.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_search_field_is_named_and_emptied_by_escape(qtbot: QtBot) -> None:
    field = SearchField("Search name, phone, notes")
    qtbot.addWidget(field)
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == "Search name, phone, notes"
    QTest.keyClicks(field, "linnea")
    with qtbot.waitSignal(field.textChanged, timeout=100):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def the_cross(field: SearchField) -> Button:
    (cross,) = field.findChildren(Button)
    return cross


def test_the_cross_appears_with_the_first_letter_and_empties_the_field(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    field.show()
    cross = the_cross(field)
    assert not cross.isVisible()
    QTest.keyClicks(field, "li")
    assert cross.isVisible()
    assert cross.accessibleName()
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not cross.isVisible()


def test_the_search_field_turns_with_the_language(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    field.resize(300, 34)
    field.show()
    field.setText("li")
    cross = the_cross(field)
    assert cross.x() > 250
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert cross.x() < 50
