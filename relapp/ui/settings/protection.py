"""Settings: the protected file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import shiboken6

from relapp.ui.settings.layout import add_step, section
from relapp.ui.widgets import text
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.wording import protection as wording
from relapp.ui.wording import tr


class Acts(Protocol):
    """What can be done here."""

    def turn_on(self) -> None: ...
    def turn_off(self) -> None: ...
    def change_passphrase(self) -> None: ...
    def new_code(self) -> None: ...
    def remember(self, on: bool | None, then: Callable[[bool], None]) -> None: ...


def protect_file(acts: Acts, *, protected: bool) -> Card:
    """Turn it on; or, where it is on, change what opens the file and turn it off."""
    card = section(tr("Settings", "Protect the file"), wording.on() if protected else wording.about())
    if not protected:
        card.column.addWidget(text.secondary(wording.lost()))
        add_step(card, tr("Settings", "Choose a &passphrase"), "eye-off", acts.turn_on)
        return card
    box = CheckBox(tr("Settings", "Do not ask at this computer"))
    box.setEnabled(False)

    def answered(stands: bool) -> None:
        if shiboken6.isValid(box):
            box.setChecked(stands)
            box.setEnabled(True)

    box.clicked.connect(lambda on: acts.remember(on, answered))
    # A keyring may take its time, or ask for a password of its own.
    acts.remember(None, answered)
    card.column.addWidget(box)
    add_step(card, tr("Settings", "Change the &passphrase"), "pen-line", acts.change_passphrase)
    add_step(card, tr("Settings", "New &recovery code"), "refresh-ccw", acts.new_code)
    add_step(card, tr("Settings", "Stop protecting the file"), "eye", acts.turn_off)
    return card
