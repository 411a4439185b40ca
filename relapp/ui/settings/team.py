"""Settings: who works here, what they may, by what they show who they are, and when the window locks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from relapp.domain import permissions
from relapp.domain.staff import Role, Staff
from relapp.services import staff as staff_verbs
from relapp.services.pages.settings import SettingsPage
from relapp.ui.editing import Editing
from relapp.ui.locking.pin_sheet import PinSheet
from relapp.ui.settings.layout import add_field, keep_still, section
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.wording import kinds, tr

MINUTES = (0, 1, 2, 5, 15)
"""Choices of when the window locks."""


def keep_for_owners(widget: QWidget, reason: str) -> None:
    """Grey what an owner alone may change, with the reason; nothing if there is none. A section says it in words."""
    if reason:
        widget.setEnabled(False)
        widget.setToolTip(text.tip(reason))
        if isinstance(widget, Card):
            # Below its title; a tool tip alone is for those who have a mouse and wait.
            widget.column.insertWidget(1, text.secondary(reason))


class StaffSection(Card):
    """``doubtful``: a change was refused or is in no journal, so that what is shown may not be so."""

    doubtful = Signal()

    def __init__(self, page: SettingsPage, editing: Editing) -> None:
        title = tr("Settings", "Who works here")
        super().__init__(name=title)
        self._editing = editing
        self._page = page
        self._reason = editing.hindrance("staff_edit")
        self.column.addWidget(text.subtitle(title))
        if self._reason:
            self.column.addWidget(text.secondary(self._reason))
        for member in page.staff:
            self.column.addLayout(self._member(member))
        self._new_member = QLineEdit()
        self._new_member.setMaxLength(staff_verbs.MAX_NAME)
        self._new_member.setPlaceholderText(tr("Settings", "Somebody new: type a name, Enter"))
        self._new_member.setAccessibleName(tr("Settings", "Name of a new member of staff"))
        self._new_member.returnPressed.connect(self._add_member)
        keep_for_owners(self._new_member, self._reason)
        self.column.addWidget(self._new_member)

    def _member(self, member: Staff) -> QHBoxLayout:
        row = QHBoxLayout()
        name = QLineEdit(member.name)
        name.setCursorPosition(0)  # where it is narrow, a long name begins with its first letters
        name.setAccessibleName(tr("Settings", "Name of {name}").format(name=member.name))
        role = QComboBox()
        for one in Role:
            role.addItem(kinds.role(one), one)
        role.setCurrentIndex(list(Role).index(member.role))
        role.setAccessibleName(tr("Settings", "Role of {name}").format(name=member.name))
        here = CheckBox(tr("Settings", "works here"))
        here.setAccessibleName(tr("Settings", "{name} works here").format(name=member.name))
        here.setChecked(member.active)
        save = partial(self._save_member, member, name, role, here)
        name.editingFinished.connect(save)
        role.activated.connect(lambda _: save())
        here.clicked.connect(lambda _: save())
        row.addWidget(name, 1)
        row.addWidget(role)
        row.addWidget(self._pin(member))
        row.addWidget(here)
        for widget in (name, role, here):
            keep_for_owners(widget, self._reason)
        return row

    def _pin(self, member: Staff) -> Button:
        has = member.id in self._page.with_pin
        button = Button(ButtonKind.OUTLINE, tr("Settings", "PIN…"), "check" if has else "plus")
        said = tr("Settings", "Change the PIN of {name}") if has else tr("Settings", "Give {name} a PIN")
        button.setAccessibleName(said.format(name=member.name))
        own = member.id == self._editing.staff_id
        keep_for_owners(button, "" if own else self._editing.hindrance(permissions.OTHERS_PIN))
        button.clicked.connect(lambda: self._ask_pin(member, has))
        return button

    def _ask_pin(self, member: Staff, has: bool) -> None:
        sheet = PinSheet(self._editing, self.window(), member, has=has)
        sheet.changed.connect(self.doubtful)
        sheet.open()

    def _save_member(self, member: Staff, name: QLineEdit, role: QComboBox, here: QCheckBox) -> None:
        wanted = (name.text(), list(Role)[role.currentIndex()], here.isChecked())
        if wanted == (member.name, member.role, member.active):
            return
        words, chosen, active = wanted
        done = self._editing.run(
            "staff_edit", lambda tx: staff_verbs.change(tx, member.id, name=words, role=chosen, active=active)
        )
        if done is None and not self._editing.unavailable:
            self.doubtful.emit()

    def _add_member(self) -> None:
        name = self._new_member.text()
        self._editing.run("staff_add", lambda tx: staff_verbs.add(tx, name))


def locking(page: SettingsPage, save: Callable[..., None]) -> Card:
    """When the window locks by itself."""
    card = section(
        tr("Settings", "Locking the window"),
        tr(
            "Settings",
            "While it is locked, nothing of any customer is on the screen; half-typed lines are kept. "
            "F8 locks it at once. By itself it locks only if somebody here has a PIN. "
            "A PIN says who is at the till; it does not protect the file.",
        ),
    )
    after = QComboBox()
    choices = sorted({*MINUTES, page.settings.lock_after})
    for minutes in choices:
        after.addItem(tr("Settings", "%n minute(s)", minutes) if minutes else tr("Settings", "Never"), minutes)
    after.setCurrentIndex(choices.index(page.settings.lock_after))
    after.activated.connect(lambda place: save(lock_after=choices[place]))
    keep_still(after)
    add_field(card, tr("Settings", "Lock by itself when nobody pressed a ke&y for"), after)
    return card
