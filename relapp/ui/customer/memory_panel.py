"""What is remembered of a customer: as a strip of chips where room is short, as a column beside the timeline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relapp.domain.promises import Promise, PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.services.pages.customer import CustomerPage
from relapp.ui import theme
from relapp.ui.customer.memory_acts import MemoryActs
from relapp.ui.customer.memory_item import MemoryItem, Remembered
from relapp.ui.editing import Editing
from relapp.ui.signs import DANGERS
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import icon
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.text import Label, tip
from relapp.ui.wording import memory, relations

_RING_ROOM = (4, 2, 4, 4)
"""Round the chips and rows, so that the focus ring is not cut off."""
_BUTTONS_WIDTH = 250
"""What "5 more", "1 kept" and "Add" take at 100 % text."""


class MemoryPanel(QWidget):
    """``evidence_wanted`` carries receipts and the words they stand behind."""

    evidence_wanted = Signal(object, str)
    around_wanted = Signal()
    """Who is around the customer."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.acts = MemoryActs(editing, self)
        self.acts.evidence_wanted.connect(self.evidence_wanted)
        self._page: CustomerPage | None = None
        self._beside = False
        self._all_shown = False
        self._lines = 2
        self._widths: list[int] = []
        self._fitting = 0
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("What is known"))

    def show_memory(self, page: CustomerPage) -> None:
        """Show what a page knows; another customer's strip begins folded."""
        if self._page is None or self._page.customer.id != page.customer.id:
            self._all_shown = False
        self._page = page
        self._rebuild()

    def set_beside(self, beside: bool) -> None:
        """Stand as a column beside the timeline, or as a strip above it."""
        if beside != self._beside:
            self._beside = beside
            self._rebuild()

    def set_lines(self, lines: int) -> None:
        """How many lines a folded strip takes."""
        if lines != self._lines:
            self._lines = lines
            if not self._beside:
                self._rebuild()

    def items(self) -> list[MemoryItem]:
        """The rows or chips shown, in reading order."""
        return self._body.findChildren(MemoryItem) if self._body is not None else []

    def _rebuild(self) -> None:
        if self._page is None:
            return
        place = next((number for number, item in enumerate(self.items()) if item.hasFocus()), None)
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self._as_column(self._page) if self._beside else self._as_strip(self._page)
        self._column.addWidget(self._body)
        if place is not None and self.items():
            self.items()[min(place, len(self.items()) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    # -- as a strip --

    def _as_strip(self, page: CustomerPage) -> QWidget:
        body = QWidget()
        flow = FlowLayout(body, spacing=SPACE_S - 2)
        flow.setContentsMargins(*_RING_ROOM)
        shown = self._by_weight(page)
        items = [MemoryItem(remembered, folded=True) for remembered in shown]
        self._widths = [item.sizeHint().width() for item in items]
        fitting = self._fitting = self._how_many_fit(self._widths)
        for item in items[: None if self._all_shown else fitting]:
            flow.addWidget(item)
        if len(shown) > fitting:
            rest = len(shown) - fitting
            text = self.tr("Show fewer") if self._all_shown else self.tr("%n more", "", rest)
            fold = ChipButton(text, icon="chevron-up" if self._all_shown else "chevron-down")
            fold.clicked.connect(self._fold)
            flow.addWidget(fold)
        ended = memory.ledger(page.promises)
        if ended:
            flow.addWidget(self._ledger_button(ended))
        if page.around:
            flow.addWidget(self._around_button(page))
        flow.addWidget(self._add_button())
        return body

    def _how_many_fit(self, widths: list[int]) -> int:
        """How many chips fill the lines of a folded strip, with room left for its buttons at the end."""
        gap, room = SPACE_S - 2, self.width() - _RING_ROOM[0] - _RING_ROOM[2]
        line, used, fitting = 1, 0, 0
        for number, width in enumerate(widths):
            if used and used + gap + width > room:
                line, used = line + 1, 0
            used += (gap if used else 0) + width
            buttons = theme.current().px(_BUTTONS_WIDTH) if number + 1 < len(widths) else 0
            if line > self._lines or (line == self._lines and used + buttons > room):
                break
            fitting = number + 1
        return max(1, fitting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._beside or self._all_shown or event.size().width() == event.oldSize().width():
            return
        if self._how_many_fit(self._widths) != self._fitting:
            self._rebuild()

    def _by_weight(self, page: CustomerPage) -> list[Remembered]:
        """What must not be missed first: open cases and promises, dangers, wishes, then the newest facts."""
        facts = sorted(page.facts, key=lambda fact: (fact.kind not in DANGERS, -(fact.learned or date.min).toordinal()))
        dangers = [fact for fact in facts if fact.kind in DANGERS]
        rest = [fact for fact in facts if fact.kind not in DANGERS]
        return [
            *(self.acts.case(case) for case in page.cases),
            *(self.acts.promise(promise) for promise in _open(page)),
            *(self.acts.fact(fact) for fact in dangers),
            *(self.acts.wish(wish) for wish in page.wishes),
            *(self.acts.fact(fact) for fact in rest),
        ]

    def _fold(self) -> None:
        self._all_shown = not self._all_shown
        self._rebuild()

    def _ledger_button(self, ended: str) -> ChipButton:
        button = ChipButton(ended, icon="handshake")
        button.setAccessibleName(self.tr("Promises so far: {ended}").format(ended=ended))
        button.setToolTip(tip(button.accessibleName()))
        button.clicked.connect(self._show_promises)
        return button

    def _around_button(self, page: CustomerPage) -> ChipButton:
        said = relations.summary(page.around, page.customer.name)
        button = ChipButton(self.tr("%n around them", "", len(page.around)), icon="users")
        button.setAccessibleName(self.tr("People around them: {people}").format(people=said))
        button.setToolTip(tip(f"{button.accessibleName()} (P)"))
        button.clicked.connect(self.around_wanted)
        return button

    def _around_row(self, page: CustomerPage) -> MemoryItem:
        said, state = (
            relations.summary(page.around, page.customer.name),
            self.tr("%n around them", "", len(page.around)),
        )
        receipt = Receipt(Source.CUSTOMER, page.customer.id)
        row = MemoryItem(Remembered(receipt, said, state, state, "users", Tone.NEUTRAL), folded=False)
        row.clicked.disconnect()
        row.clicked.connect(self.around_wanted)
        return row

    def _show_promises(self) -> None:
        """Show all their promises, open ones first, under how ours fared."""
        if self._page is not None:
            receipts = tuple(Receipt(Source.PROMISE, promise.id) for promise in self._page.promises)
            self.evidence_wanted.emit(receipts, memory.kept_so_far(self._page.promises, self._editing.today()))

    def _add_button(self) -> ChipButton:
        button = ChipButton(self.tr("Add"), icon="plus")
        button.setAccessibleName(self.tr("Add a fact, a promise or a wish"))
        button.setToolTip(tip(button.accessibleName()))
        button.clicked.connect(lambda: self.open_add_menu(button))
        return button

    def open_add_menu(self, at: QWidget) -> None:
        """Offer what can be noted."""
        if self._page is None:
            return
        customer_id = self._page.customer.id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, name, act in (
            (self.tr("&Fact…"), "tag", self.acts.learn),
            (self.tr("&Promise…"), "handshake", self.acts.give),
            (self.tr("&Wish…"), "hourglass", self.acts.wish_for),
            (self.tr("Somebody &around them…"), "users", lambda _: self.around_wanted.emit()),
        ):
            menu.addAction(icon(name), text).triggered.connect(lambda _checked=False, act=act: act(customer_id))
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    # -- as a column --

    def _as_column(self, page: CustomerPage) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*_RING_ROOM)
        column.setSpacing(SPACE_XS)
        customer_id = page.customer.id
        if page.cases:
            column.addWidget(Label(self.tr("Being put right"), TextRole.STRONG, wrap=False))
            for case in page.cases:
                column.addWidget(MemoryItem(self.acts.case(case), folded=False))
            column.addSpacing(SPACE_M)
        owed = [self.acts.promise(promise) for promise in _open(page)]
        known = [self.acts.fact(fact) for fact in sorted(page.facts, key=lambda fact: fact.kind not in DANGERS)]
        wanted = [self.acts.wish(wish) for wish in page.wishes]
        for title, add, rows, act in (
            (self.tr("Promises"), self.tr("Note a promise"), owed, self.acts.give),
            (self.tr("Wishes"), self.tr("Note a wish"), wanted, self.acts.wish_for),
            (self.tr("Known"), self.tr("Note what is known"), known, self.acts.learn),
        ):
            button = Button(ButtonKind.GHOST, icon="plus", name=add)
            button.clicked.connect(lambda _checked=False, act=act: act(customer_id))
            column.addLayout(_head(title, button))
            for row in rows:
                column.addWidget(MemoryItem(row, folded=False))
            if not rows:
                column.addWidget(Label(self.tr("Nothing yet"), TextRole.SMALL, SECONDARY))
            if act == self.acts.give and memory.ledger(page.promises):
                column.addWidget(self._ledger_button(memory.ledger(page.promises)), 0, Qt.AlignmentFlag.AlignLeading)
            column.addSpacing(SPACE_M)
        column.addLayout(self._around(page))
        column.addStretch(1)
        return body

    def _around(self, page: CustomerPage) -> QVBoxLayout:
        """One line for those around them."""
        button = Button(ButtonKind.GHOST, icon="plus", name=self.tr("Note somebody around them"))
        button.clicked.connect(self.around_wanted)
        part = QVBoxLayout()
        part.setSpacing(SPACE_XS)
        part.addLayout(_head(self.tr("Around them"), button))
        if page.around:
            part.addWidget(self._around_row(page))
        else:
            part.addWidget(Label(self.tr("Nobody yet"), TextRole.SMALL, SECONDARY))
        return part


def _open(page: CustomerPage) -> list[Promise]:
    return [promise for promise in page.promises if promise.state is PromiseState.OPEN]


def _head(title: str, button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(title, TextRole.STRONG, wrap=False))
    row.addStretch(1)
    row.addWidget(button)
    return row
