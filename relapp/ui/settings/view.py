"""The settings page: the shop, who works here, this PC's look, what was imported, where the file lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relapp.domain.changes import Changes
from relapp.domain.staff import Role, Staff
from relapp.preferences import Preferences
from relapp.services import settings as setting_verbs
from relapp.services import staff as staff_verbs
from relapp.services.pages import settings as settings_page
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.theme import TEXT_SIZES, Scheme
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.wording import dates, kinds, tr
from relapp.ui.wording.money import number

CURRENCIES = (
    "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "ISK", "JPY", "KRW", "MXN",
    "NOK", "NZD", "PLN", "RON", "SEK", "TRY", "UAH", "USD", "ZAR",
)  # fmt: skip


class Door(Protocol):
    """What this page asks of the program."""

    preferences: Preferences

    def change_preferences(self, **values: object) -> Preferences: ...


class SettingsView(QScrollArea):
    """Everything is saved as it is changed; changes of the shop's own settings can be undone."""

    sample_wanted = Signal()
    sample_left = Signal()
    import_wanted = Signal()

    def __init__(self, editing: Editing, door: Door) -> None:
        super().__init__()
        self._editing = editing
        self._door = door
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Settings", "Settings"))
        editing.changed.connect(self._changed)
        self._show()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"setting", "staff", "import_batch"} or changes.customers is None:
            self._show_soon()

    def _show_soon(self) -> None:
        # Not at once: a field that is just being left is in the middle of its own event.
        QTimer.singleShot(0, self, self._show)

    def _show(self) -> None:
        self._page = self._editing.read(settings_page.page)
        body = QWidget()
        body.setMaximumWidth(theme.current().px(READING_WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(text.display(tr("Settings", "Settings")))
        for card in (self._shop(), self._staff(), self._look(), self._imports(), self._sample()):
            column.addWidget(card)
        column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 1000)
        row.addStretch(1)
        place, keyboard = self.verticalScrollBar().value(), _keyboard(self.widget())
        self.setWidget(outer)
        self.verticalScrollBar().setValue(place)
        if keyboard is not None:
            _give_back(outer, *keyboard)

    # -- the shop --

    def _shop(self) -> Card:
        card = _card(tr("Settings", "The shop"))
        settings = self._page.settings
        self.shop_name = QLineEdit(settings.shop_name)
        self.shop_name.setMaxLength(80)
        self.shop_name.editingFinished.connect(lambda: self._set(shop_name=self.shop_name.text().strip()))
        _field(card, tr("Settings", "&Name of the shop"), self.shop_name)
        self.currency = QComboBox()
        self.currency.addItems(sorted({*CURRENCIES, settings.currency}))
        self.currency.setCurrentText(settings.currency)
        self.currency.activated.connect(lambda: self._set(currency=self.currency.currentText()))
        _field(card, tr("Settings", "&Currency of prices typed here"), self.currency)
        self.day_first = CheckBox(tr("Settings", "5/6 means the fifth of June"))
        self.day_first.setChecked(settings.day_first)
        self.day_first.clicked.connect(lambda on: self._set(day_first=on))
        card.column.addWidget(self.day_first)
        return card

    def _set(self, **values: object) -> None:
        now = self._page.settings
        if any(getattr(now, key) != value for key, value in values.items()):
            self._editing.run("setting", lambda tx: setting_verbs.change(tx, **values))

    # -- who works here --

    def _staff(self) -> Card:
        card = _card(tr("Settings", "Who works here"))
        self.members: list[QLineEdit] = []
        for member in self._page.staff:
            card.column.addLayout(self._member(member))
        self.new_member = QLineEdit()
        self.new_member.setMaxLength(staff_verbs.MAX_NAME)
        self.new_member.setPlaceholderText(tr("Settings", "Somebody new: type a name, Enter"))
        self.new_member.setAccessibleName(tr("Settings", "Name of a new member of staff"))
        self.new_member.returnPressed.connect(self._add_member)
        card.column.addWidget(self.new_member)
        return card

    def _member(self, member: Staff) -> QHBoxLayout:
        row = QHBoxLayout()
        name = QLineEdit(member.name)
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
        row.addWidget(here)
        self.members.append(name)
        return row

    def _save_member(self, member: Staff, name: QLineEdit, role: QComboBox, here: QCheckBox) -> None:
        wanted = (name.text(), list(Role)[role.currentIndex()], here.isChecked())
        if wanted == (member.name, member.role, member.active):
            return
        words, chosen, active = wanted
        done = self._editing.run(
            "staff_edit", lambda tx: staff_verbs.change(tx, member.id, name=words, role=chosen, active=active)
        )
        if done is None:
            self._show_soon()

    def _add_member(self) -> None:
        name = self.new_member.text()
        self._editing.run("staff_add", lambda tx: staff_verbs.add(tx, name))

    # -- this PC --

    def _look(self) -> Card:
        card = _card(tr("Settings", "On this computer"))
        names = {
            Scheme.SYSTEM: tr("Settings", "As the system"),
            Scheme.LIGHT: tr("Settings", "Light"),
            Scheme.DARK: tr("Settings", "Dark"),
            Scheme.HIGH_CONTRAST: tr("Settings", "High contrast"),
        }
        self.scheme = QComboBox()
        for scheme, name in names.items():
            self.scheme.addItem(name, scheme)
        self.scheme.setCurrentIndex(list(names).index(theme.current().scheme))
        self.scheme.activated.connect(lambda chosen: self._set_scheme(list(names)[chosen]))
        _field(card, tr("Settings", "C&olours"), self.scheme)
        self.text_size = QComboBox()
        for percent in TEXT_SIZES:
            self.text_size.addItem(tr("Settings", "{n} %").format(n=QLocale().toString(percent)), percent)
        self.text_size.setCurrentIndex(TEXT_SIZES.index(min(TEXT_SIZES, key=_nearest)))
        self.text_size.activated.connect(lambda chosen: self._set_size(TEXT_SIZES[chosen]))
        _field(card, tr("Settings", "&Size of text"), self.text_size)
        return card

    def _set_scheme(self, scheme: Scheme) -> None:
        theme.current().set_scheme(scheme)
        self._door.change_preferences(scheme=scheme.value)

    def _set_size(self, percent: int) -> None:
        theme.current().set_text_size(percent)
        self._door.change_preferences(text_size=percent)

    # -- imports --

    def _imports(self) -> Card:
        card = _card(tr("Settings", "Imported files"))
        today = self._editing.today()
        if not self._page.batches:
            card.column.addWidget(text.secondary(tr("Settings", "No file was imported yet.")))
        for batch in self._page.batches:
            row = QHBoxLayout()
            words = tr("Settings", "{file}, {day}: {n} new").format(
                file=batch.file_name, day=dates.day(batch.at.date(), today), n=number(batch.counts.new)
            )
            row.addWidget(text.body(words), 1)
            undo = Button(ButtonKind.OUTLINE, tr("Settings", "Undo this import"), "undo-2")
            undo.setAccessibleName(tr("Settings", "Undo the import of {file}").format(file=batch.file_name))
            undo.clicked.connect(lambda _=False, one=batch.operation_id: self._editing.undo_operation(one))
            row.addWidget(undo)
            card.column.addLayout(row)
        self._step(card, tr("Settings", "&Import a file"), "upload", self.import_wanted.emit)
        return card

    # -- the sample shop --

    def _sample(self) -> Card:
        card = _card(tr("Settings", "The sample shop"))
        if self._page.settings.sample:
            card.column.addWidget(
                text.secondary(
                    tr("Settings", "This is the sample shop. Leaving removes it; your own shop is untouched.")
                )
            )
            self._step(card, tr("Settings", "&Leave and remove the sample shop"), "trash-2", self.sample_left.emit)
        else:
            card.column.addWidget(
                text.secondary(tr("Settings", "A bakery to try everything in. It lies in a file of its own."))
            )
            self._step(card, tr("Settings", "&Look at the sample shop"), "store", self.sample_wanted.emit)
        card.column.addSpacing(SPACE_S)
        return card

    def _step(self, card: Card, words: str, icon: str, act: Callable[[], object]) -> None:
        button = Button(ButtonKind.OUTLINE, words, icon)
        button.clicked.connect(lambda: act())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)


def _keyboard(body: QWidget | None) -> tuple[str, int] | None:
    """The control that has the keyboard: its name, and its place among all."""
    now = QApplication.focusWidget()
    if body is None or now is None or not body.isAncestorOf(now):
        return None
    return now.accessibleName(), _stops(body).index(now)


def _give_back(body: QWidget, name: str, place: int) -> None:
    """Give the keyboard to the control of that name, or to the one in that place."""
    stops = _stops(body)
    named = [stop for stop in stops if name and stop.accessibleName() == name]
    (named or stops[min(place, len(stops) - 1) :])[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(body: QWidget) -> list[QWidget]:
    return [widget for widget in body.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _card(title: str) -> Card:
    card = Card(name=title)
    card.column.addWidget(text.subtitle(title))
    return card


def _field(card: Card, words: str, field: QWidget) -> None:
    label = text.body(words, wrap=False)
    label.setBuddy(field)
    field.setAccessibleName(words.replace("&", ""))
    row = QHBoxLayout()
    row.addWidget(label, 1)
    row.addWidget(field, 1)
    card.column.addLayout(row)


def _nearest(percent: int) -> int:
    return abs(percent - theme.current().text_size)
