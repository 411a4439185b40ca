"""The Insights page: its own pages side by side, one of them in front, read beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.receipts import Receipt
from relapp.services.pages.customers import ListView
from relapp.services.pages.insights.asking import Behind
from relapp.ui import theme
from relapp.ui.charts.card import PictureCard
from relapp.ui.editing import Editing
from relapp.ui.insights.easel import CUSTOMER, Easel
from relapp.ui.insights.figures import Figures
from relapp.ui.insights.page import InsightPage
from relapp.ui.insights.saving import PictureSaving
from relapp.ui.insights.sheets import EvidenceSheet, ExplainSheet, PeopleSheet
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_XL, SPACE_XXL
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.segment import Segment
from relapp.ui.widgets.text import tip
from relapp.ui.wording import tr

AFTER = 400
"""Milliseconds without a change until the page in front is read again."""

_BESIDE_FROM, _SIDE, _LOW_BELOW = 1000, 196, 560
_NO_LIMIT = 16_777_215


class InsightsView(QWidget):
    """A digit, Ctrl+PgDown and Ctrl+PgUp, or arrows among the names, bring another page to the front."""

    customer_wanted = Signal(int)
    list_wanted = Signal(ListView)
    evidence_wanted = Signal(object, int, str)
    """Receipts, on whose page they are shown, and what they are about."""

    def __init__(self, editing: Editing, figures: Figures, pages: Sequence[InsightPage]) -> None:
        super().__init__()
        self._editing = editing
        self._figures = figures
        self.pages = {page.name: page for page in pages}
        self.current = self._allowed()[0]
        self.easel: Easel | None = None
        self._shown: object = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER)
        self._rest.timeout.connect(self._want)
        self.waiting = text.secondary("")
        self._holder = QWidget()
        self._held = QVBoxLayout(self._holder)
        self._held.setContentsMargins(0, 0, 0, 0)
        self.scroller = Scroller(self._holder)
        self._lay_out()
        figures.found.connect(self._found)
        editing.changed.connect(self._changed)
        editing.staff_changed.connect(self._allow)
        self._allow()
        self._mark()

    def _lay_out(self) -> None:
        self._title = text.display(tr("Insights", "Insights"))
        self._body = QWidget()
        self._side = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addLayout(self._side)
        row.addWidget(self._body, 1000)
        row.addStretch(1)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, 0)
        self._column.setSpacing(SPACE_M)
        self._side.addStretch(1)
        self._names_box = self._names()
        self.chooser = outline("", "chevron-down")
        self.chooser.clicked.connect(self._choose)
        self.chooser.hide()
        self._column.addWidget(self._title)
        self._column.addWidget(self._names_box)
        self._column.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.waiting)
        self._column.addWidget(self.scroller, 1)
        theme.current().changed.connect(self._arrange)

    def _names(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=2)
        self._group = QButtonGroup(self)
        self.segments: dict[str, Segment] = {}
        for page in self.pages.values():
            segment = self.segments[page.name] = Segment(page.title())
            segment.clicked.connect(partial(self._chosen, page))
            self._group.addButton(segment)
            flow.addWidget(segment)
        return box

    def _arrange(self) -> None:
        """The names stand at the side where the window is wide, and fold into a menu where it is low."""
        px = theme.current().px
        self._body.setMaximumWidth(px(READING_WIDTH + 2 * SPACE_XL))
        beside = self.width() >= px(_BESIDE_FROM)
        folded = not beside and self.height() < px(_LOW_BELOW)
        held = self._handle().hasFocus()
        self._names_box.setMaximumWidth(px(_SIDE) if beside else _NO_LIMIT)
        self._names_box.setMinimumWidth(px(_SIDE) if beside else 0)
        side = SPACE_M if beside else 0
        self._side.setContentsMargins(side, SPACE_XXL - 8, side, 0)
        if beside and self._side.indexOf(self._names_box) < 0:
            self._side.insertWidget(0, self._names_box)
        elif not beside and self._column.indexOf(self._names_box) < 0:
            self._column.insertWidget(1, self._names_box)
        self._names_box.setHidden(folded)
        self.chooser.setHidden(not folded)
        if held:
            self._handle().setFocus(Qt.FocusReason.OtherFocusReason)

    def _handle(self) -> QWidget:
        """By what another page is chosen."""
        return self.segments[self.current.name] if self.chooser.isHidden() else self.chooser

    def _choose(self) -> None:
        """The pages as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for page in self.pages.values():
            line = menu.addAction(page.title())
            line.setCheckable(True)
            line.setChecked(page is self.current)
            reason = self._hindrance(page)
            line.setEnabled(not reason)
            line.setToolTip(tip(reason))
            line.triggered.connect(partial(self._chosen, page))
        menu.popup(self.chooser.mapToGlobal(self.chooser.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- which page --

    def _allowed(self) -> list[InsightPage]:
        return [page for page in self.pages.values() if not page.permission or self._editing.may(page.permission)]

    def _hindrance(self, page: InsightPage) -> str:
        return self._editing.hindrance(page.permission) if page.permission else ""

    def _allow(self) -> None:
        """Grey what who is here may not see, with the reason."""
        for name, page in self.pages.items():
            reason = self._hindrance(page)
            self.segments[name].setEnabled(not reason)
            self.segments[name].setToolTip(tip(reason))
        if self.current not in self._allowed():
            self.show_page(self._allowed()[0].name)

    def _chosen(self, page: InsightPage, _checked: bool = False) -> None:
        self.show_page(page.name)

    def show_page(self, name: str) -> None:
        """Bring a page to the front, if who is here may see it."""
        page = self.pages[name]
        if page in self._allowed():
            if page is not self.current:
                self.current = page
                self._clear()
            self._mark()
            self._want()

    def _mark(self) -> None:
        self.segments[self.current.name].setChecked(True)
        self.chooser.setText(self.current.title().replace("&", ""))
        self.chooser.setAccessibleName(tr("Insights", "{page}. Show another page").format(page=self.chooser.text()))

    def _step(self, by: int) -> None:
        allowed = self._allowed()
        self.show_page(allowed[(allowed.index(self.current) + by) % len(allowed)].name)
        self._handle().setFocus(Qt.FocusReason.TabFocusReason)

    # -- what is on it --

    def _want(self) -> None:
        """Show what is known of the page in front, and have it read if that is not how it is now."""
        if not self.isVisible():
            return
        found = self._figures.of(self.current)
        if found is not None and found is not self._shown:
            self._build(found)
        if not self._figures.is_fresh(self.current):
            self._figures.want(self.current)
        self.waiting.setVisible(found is None)
        self.waiting.setText(tr("Insights", "Looking through the shop …"))

    def _found(self, name: str) -> None:
        if name == self.current.name:
            self._want()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.tables & self.current.tables:
            self._rest.start()

    def _clear(self) -> None:
        if self.easel is not None:
            self.easel.hide()
            self._held.removeWidget(self.easel)
            self.easel.deleteLater()
        self.easel, self._shown = None, None

    def _build(self, found: object) -> None:
        before, place = _named_focus(self.easel), self.scroller.verticalScrollBar().value()
        again = self.easel is not None
        self._clear()
        easel = self.easel = Easel()
        easel.opened.connect(self._open)
        easel.why_wanted.connect(self._explain)
        easel.saving_wanted.connect(self._save)
        self.current.build(easel, found)
        easel.finish()
        self._held.addWidget(easel)
        easel.show()
        self._shown = found
        # At once: for a moment everything would be seen squeezed into the height of the window.
        self._held.activate()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if again:
            self.scroller.verticalScrollBar().setValue(place)
        if before:
            _focus_named(easel, before)

    # -- what is behind it --

    def _open(self, code: str, title: str) -> None:
        if code.startswith(CUSTOMER):
            self.customer_wanted.emit(int(code.removeprefix(CUSTOMER)))
        elif code and not self.current.acts(self._editing, self.window(), self._shown, code, title):
            self._figures.behind(self.current, code, self, partial(self._show_behind, title))

    def _show_behind(self, title: str, behind: Behind) -> None:
        if behind.view is not None:
            self.list_wanted.emit(behind.view)
        elif behind.evidence:
            evidence = EvidenceSheet(self._editing, self.window(), title, behind.evidence)
            evidence.chosen.connect(partial(self._show_piece, title))
            evidence.open()
        else:
            people = PeopleSheet(self._editing, self.window(), title, behind.customers)
            people.chosen.connect(self.customer_wanted)
            people.open()

    def _show_piece(self, title: str, receipt: Receipt, customer_id: int) -> None:
        self.evidence_wanted.emit((receipt,), customer_id, title)

    def _explain(self, title: str, said: Sequence[str]) -> None:
        ExplainSheet(self.window(), title, said).open()

    def _save(self, card: PictureCard, form: str) -> None:
        PictureSaving(self._editing, self.window()).begin(card, form)

    # -- keys --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        place = event.key() - Qt.Key.Key_1
        names = list(self.pages)
        if control and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif not control and 0 <= place < len(names):
            self.show_page(names[place])
            self._handle().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._handle().setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()


def _named_focus(easel: Easel | None) -> str:
    """What the keyboard is on, by name, where it is on the easel."""
    focus = QApplication.focusWidget()
    return focus.accessibleName() if easel is not None and focus is not None and easel.isAncestorOf(focus) else ""


def _focus_named(easel: Easel, name: str) -> None:
    for widget in easel.findChildren(QWidget):
        if widget.accessibleName() == name and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
