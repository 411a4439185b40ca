"""The look follows the system and the person's choice, and rebuilds nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui import theme
from relapp.ui.theme import TEXT_SIZES, Scheme, TextRole, Theme
from relapp.ui.theme.palette import make_palette
from relapp.ui.theme.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT
from relapp.ui.theme.typography import FAMILY
from relapp.ui.widgets.buttons import filled
from relapp.ui.widgets.text import body


def system_turns(app: QApplication, scheme: Qt.ColorScheme) -> None:
    app.styleHints().colorSchemeChanged.emit(scheme)


def colour_at(widget: QWidget, x: int, y: int) -> str:
    image: QImage = widget.grab().toImage()
    return image.pixelColor(x, y).name().upper()


def test_the_look_follows_the_system_while_it_runs(qapp: QApplication, look: Theme) -> None:
    look.set_scheme(Scheme.SYSTEM)
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert look.tokens is DARK
    system_turns(qapp, Qt.ColorScheme.Light)
    assert look.tokens is LIGHT


def test_a_system_that_does_not_say_gets_light(qapp: QApplication, look: Theme) -> None:
    look.set_scheme(Scheme.SYSTEM)
    system_turns(qapp, Qt.ColorScheme.Unknown)
    assert look.tokens is LIGHT


def test_a_forced_scheme_stays_when_the_system_changes(qapp: QApplication, look: Theme) -> None:
    look.set_scheme(Scheme.DARK)
    system_turns(qapp, Qt.ColorScheme.Light)
    assert look.tokens is DARK


def test_high_contrast_follows_the_system_in_light_and_dark(qapp: QApplication, look: Theme) -> None:
    look.set_scheme(Scheme.HIGH_CONTRAST)
    assert look.tokens is HIGH_CONTRAST_LIGHT
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert look.tokens is HIGH_CONTRAST_DARK


def test_a_system_in_high_contrast_is_followed(qapp: QApplication, look: Theme) -> None:
    contrast = qapp.styleHints().accessibility().contrastPreferenceChanged
    look.set_scheme(Scheme.SYSTEM)
    contrast.emit(Qt.ContrastPreference.HighContrast)
    assert look.tokens is HIGH_CONTRAST_LIGHT
    contrast.emit(Qt.ContrastPreference.NoPreference)
    assert look.tokens is LIGHT


def test_a_change_is_told_once_and_only_if_something_changed(qapp: QApplication, look: Theme) -> None:
    told: list[str] = []
    look.changed.connect(lambda: told.append(look.tokens.name))
    look.set_scheme(Scheme.DARK)
    look.set_scheme(Scheme.DARK)
    system_turns(qapp, Qt.ColorScheme.Dark)
    assert told == ["dark"]


def test_switching_repaints_the_same_widgets_in_the_new_colours(qtbot: QtBot, look: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    field, button, label = QLineEdit(), filled("Save"), body("Hello")
    for widget in (field, button, label):
        column.addWidget(widget)
    page.resize(300, 200)
    with qtbot.waitExposed(page):
        page.show()
    before = page.children()
    assert colour_at(button, 4, button.height() // 2) == LIGHT.accent
    assert colour_at(field, 6, field.height() // 2) == LIGHT.surface

    look.set_scheme(Scheme.DARK)
    qtbot.waitUntil(lambda: label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text))

    assert page.children() == before
    assert colour_at(page, 1, 1) == DARK.bg
    assert colour_at(button, 4, button.height() // 2) == DARK.accent
    assert colour_at(field, 6, field.height() // 2) == DARK.surface


def test_a_hidden_page_has_the_new_colours_when_it_is_shown(qtbot: QtBot, look: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit(page)
    field.resize(100, 34)
    page.show()
    page.hide()
    look.set_scheme(Scheme.DARK)
    page.show()
    qtbot.waitUntil(lambda: colour_at(field, 50, 30) == DARK.surface)
    assert colour_at(field, 50, 0) == DARK.line_strong


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_text_grows_as_asked(look: Theme, percent: int) -> None:
    usual = {role: look.font(role).pixelSize() for role in TextRole}
    look.set_text_size(percent)
    for role in TextRole:
        assert look.font(role).pixelSize() == pytest.approx(usual[role] * percent / 100, abs=1)


def test_labels_and_plain_widgets_grow_while_they_are_shown(qtbot: QtBot, look: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    field, label = QLineEdit(), body("Hello")
    column.addWidget(field)
    column.addWidget(label)
    page.show()
    low = field.sizeHint().height()
    look.set_text_size(200)
    qtbot.waitUntil(lambda: QFontInfo(field.font()).pixelSize() == look.font(TextRole.BODY).pixelSize())
    assert label.font().pixelSize() == look.font(TextRole.BODY).pixelSize()
    assert field.sizeHint().height() > low * 1.4


def test_the_bundled_family_is_used_in_both_its_weights(look: Theme) -> None:
    regular, strong = QFontInfo(look.font(TextRole.BODY)), QFontInfo(look.font(TextRole.TITLE))
    assert regular.family().startswith(FAMILY)
    assert strong.family().startswith(FAMILY)
    assert strong.weight() > regular.weight()


def test_a_font_that_was_handed_out_may_be_changed_without_harm(look: Theme) -> None:
    look.font(TextRole.BODY).setPixelSize(90)
    assert look.font(TextRole.BODY).pixelSize() < 90


def test_the_palette_sets_every_role_so_that_nothing_of_the_system_shines_through() -> None:
    palette = make_palette(DARK)
    roles = [
        role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)
    ]
    assert [role.name for role in roles if not palette.isBrushSet(QPalette.ColorGroup.Active, role)] == []


def test_installing_again_changes_the_look_in_force(qapp: QApplication, look: Theme) -> None:
    assert theme.install(qapp, Scheme.DARK, 150) is look
    assert theme.current() is look
    assert look.tokens is DARK
    assert look.text_size == 150
