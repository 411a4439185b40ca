"""The settings page: the shop, who works here, what it suggests, this PC's look, what was imported."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.permissions import PROTECTION, VALUE_PAGE
from relapp.services import answers
from relapp.services import settings as setting_verbs
from relapp.services.exporting.notes import EXPORTED
from relapp.services.pages import settings as settings_page
from relapp.services.pages.settings import Never
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.settings import backups, computer, costs, export, protect, protection, shop, suggestions, team
from relapp.ui.settings.computer import Door
from relapp.ui.settings.words import Choice, WordsSection
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_XL, SPACE_XXL
from relapp.ui.widgets import text
from relapp.ui.widgets.card import Card
from relapp.ui.wording import kinds, tr

_SHOWN = frozenset({"setting", "staff", "import_batch", "suggestion_answer", "customer"})
"""Tables of which something stands on the page."""


class SettingsView(QScrollArea):
    """Everything is saved as it is changed; changes of the shop's own settings can be undone."""

    sample_wanted = Signal()
    sample_left = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    activity_wanted = Signal()
    questions_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self, editing: Editing, door: Door, protecting: protection.Acts | None = None) -> None:
        super().__init__()
        self._protecting = protecting
        self._editing = editing
        self._door = door
        self._words = Choice()
        self._stale = False
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Settings", "Settings"))
        editing.changed.connect(self._changed)
        editing.staff_changed.connect(self._show_soon)
        self._show()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & _SHOWN or changes.customers is None:
            self._show_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_anew()

    def _show_soon(self) -> None:
        # The page is dear to make: it waits until somebody looks.
        self._stale = True
        if self.isVisible():
            # Not at once: a field that is just being left is in the middle of its own event.
            QTimer.singleShot(0, self, self._show_anew)

    def _show_anew(self) -> None:
        if self._stale:
            self._show()

    def _show(self) -> None:
        self._stale = False
        today = self._editing.today()
        self._page = self._editing.read(lambda reader: settings_page.page(reader, today, self._editing.staff_id))
        body = QWidget()
        body.setMaximumWidth(theme.current().px(READING_WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(text.display(tr("Settings", "Settings")))
        for card in self._sections():
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

    def _sections(self) -> list[Card]:
        page, editing = self._page, self._editing
        staff = team.StaffSection(page, editing)
        staff.doubtful.connect(self._show_soon)
        mine = shop.the_shop(page, self._set)
        goods = protect.goods(page, self._set, self._editing.refuse)
        cost = costs.costs(page, self._set, self._editing.refuse)
        budget, quiet = suggestions.budget(page, self._set), suggestions.quiet(page, self._set)
        words = WordsSection(page, editing, self._set, self._words)
        lock = team.locking(page, self._set)
        kinds_shown = suggestions.suggestions(page, self._set, self._allow)
        out = export.exports(page, editing.today(), self.export_wanted.emit, self.activity_wanted.emit)
        for card in (mine, lock, goods, cost, kinds_shown, budget, quiet, words):
            team.keep_for_owners(card, editing.hindrance("setting"))
        team.keep_for_owners(out, editing.hindrance(EXPORTED))
        return [
            mine,
            staff,
            lock,
            computer.computer(self._door),
            *self._protection(),
            goods,
            *([cost] if editing.may(VALUE_PAGE) else []),
            kinds_shown,
            suggestions.questions(self.questions_wanted.emit),
            budget,
            quiet,
            words,
            shop.imports(page, editing, self.import_wanted.emit),
            out,
            backups.backups(self.backups_wanted.emit),
            shop.sample(page, self.sample_wanted.emit, self.sample_left.emit),
        ]

    def _protection(self) -> list[Card]:
        database = self._editing.operations.database
        if self._protecting is None or database.path is None or self._page.settings.sample:
            return []
        card = protection.protect_file(self._protecting, protected=database.key is not None)
        team.keep_for_owners(card, self._editing.hindrance(PROTECTION))
        return [card]

    def _set(self, **values: object) -> None:
        now = self._page.settings
        if any(getattr(now, key) != value for key, value in values.items()):
            self._editing.run("setting", lambda tx: setting_verbs.change(tx, **values))

    def _allow(self, one: Never) -> None:
        rule = one.rule
        told = tr("Settings", "{name}: {kind} may be suggested again").format(
            name=one.customer.name, kind=kinds.suggestion(rule.kind)
        )
        self._editing.run(
            "suggestion_allow", lambda tx: answers.allow_again(tx, rule.customer_id, rule.kind), tell=told
        )


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
