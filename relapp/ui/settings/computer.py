"""Settings: how the window looks on this computer."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

from relapp.preferences import Preferences
from relapp.ui import theme
from relapp.ui.settings.layout import add_field, section
from relapp.ui.theme import TEXT_SIZES, Scheme
from relapp.ui.widgets.card import Card
from relapp.ui.wording import tr


class Door(Protocol):
    """What this page asks of the program."""

    preferences: Preferences

    def change_preferences(self, **values: object) -> Preferences: ...


def computer(door: Door) -> Card:
    """Colours and size of text."""
    card = section(tr("Settings", "On this computer"))
    names = {
        Scheme.SYSTEM: tr("Settings", "As the system"),
        Scheme.LIGHT: tr("Settings", "Light"),
        Scheme.DARK: tr("Settings", "Dark"),
        Scheme.HIGH_CONTRAST: tr("Settings", "High contrast"),
    }
    scheme = QComboBox()
    for one, name in names.items():
        scheme.addItem(name, one)
    scheme.setCurrentIndex(list(names).index(theme.current().scheme))
    scheme.activated.connect(lambda chosen: _set_scheme(door, list(names)[chosen]))
    add_field(card, tr("Settings", "C&olours"), scheme)
    text_size = QComboBox()
    for percent in TEXT_SIZES:
        text_size.addItem(tr("Settings", "{n} %").format(n=QLocale().toString(percent)), percent)
    text_size.setCurrentIndex(TEXT_SIZES.index(min(TEXT_SIZES, key=_nearest)))
    text_size.activated.connect(lambda chosen: _set_size(door, TEXT_SIZES[chosen]))
    add_field(card, tr("Settings", "&Size of text"), text_size)
    return card


def _set_scheme(door: Door, scheme: Scheme) -> None:
    theme.current().set_scheme(scheme)
    door.change_preferences(scheme=scheme.value)


def _set_size(door: Door, percent: int) -> None:
    theme.current().set_text_size(percent)
    door.change_preferences(text_size=percent)


def _nearest(percent: int) -> int:
    return abs(percent - theme.current().text_size)
