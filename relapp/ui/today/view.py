"""The Today page: a greeting, at most seven cards, who is left in peace, and an end.

The list does not jump under the hand: while somebody is at it, what another look at the shop found waits behind one
button, and cards that are no longer needed stay in place, settled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.services.pages.today import TodayItem, TodayPage
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.shop_states import ShopStates
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_XL, SPACE_XXL
from relapp.ui.today.acts import CardActs
from relapp.ui.today.card import SuggestionCard
from relapp.ui.today.day_list import DayList
from relapp.ui.today.head import Head
from relapp.ui.today.news import News
from relapp.ui.today.peace import PeaceList, PeaceRow
from relapp.ui.today.second_place import SecondPlace
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import today as today_wording
from relapp.ui.wording import tr

AT_IT = timedelta(seconds=20)
"""So long after a key or a move of the mouse somebody counts as being at the list."""

Key = tuple[int, SuggestionKind, str]


class TodayView(QScrollArea):
    """Reads the day list; answers go through ``editing`` and are undone like everything else."""

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)
    case_wanted = Signal(object, int)
    question_wanted = Signal(object)
    log_wanted = Signal(str)
    import_wanted = Signal()
    slipping_wanted = Signal()
    promises_wanted = Signal()

    def __init__(
        self, editing: Editing, day_list: DayList, states: ShopStates, second_place: SecondPlace | None = None
    ) -> None:
        super().__init__()
        self._editing = editing
        self._day_list = day_list
        self._states = states
        self._second_place = second_place
        self._aside: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # It hands the keyboard on to a card; Tab comes to the doors above the cards first.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Today", "Today"))
        self.cards: list[SuggestionCard] = []
        self.peace: PeaceList | None = None
        self._tail = QWidget(self)
        self._known: TodayPage | None = None
        self._peace_open = False
        self._last = 0
        self._touched: datetime | None = None
        self._building = False
        self.acts = CardActs(editing, day_list, self)
        self.acts.customer_wanted.connect(self.customer_wanted)
        self.acts.evidence_wanted.connect(self.evidence_wanted)
        self.acts.case_wanted.connect(self.case_wanted)
        self.acts.question_wanted.connect(self.question_wanted)
        self.acts.unfollowed.connect(self._take_out_one)
        self.news = News(self)
        self.news.clicked.connect(self.show_list)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AT_IT // timedelta(milliseconds=1))
        self._rest.timeout.connect(self._rested)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._show_news)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        day_list.updated.connect(self._list_changed)
        editing.staff_changed.connect(self.show_list)
        editing.changed.connect(self._shop_changed)
        if second_place is not None:
            second_place.setParent(self)
            second_place.answered.connect(self.show_aside)
        self.show_list()

    # -- showing --

    def show_list(self) -> None:
        """Show the list as it is now; the card that had the keyboard keeps it, or the one that took its place."""
        page = self._day_list.page
        if page is None:
            self._show_waiting()
            return
        here = _holds(self, QApplication.focusWidget())
        self._last = self._place()
        self._known = page
        self.news.hide()
        self._rest.stop()
        self._building = True
        body, self._column = _column()
        column = self._column
        self._head = Head(self._editing, page, self._states)
        self._head.log_wanted.connect(lambda: self.log_wanted.emit(""))
        self._head.import_wanted.connect(self.import_wanted)
        self._head.slipping_wanted.connect(self.slipping_wanted)
        self._head.promises_wanted.connect(self.promises_wanted)
        column.addWidget(self._head)
        self._put_aside(None if self._second_place is None else self._second_place.card())
        self.cards = [SuggestionCard(item, page.day) for item in page.items]
        for card in self.cards:
            self.acts.join(card, page.day)
            card.touched.connect(self._touch)
            column.addWidget(card)
        column.addWidget(self._make_tail(page))
        column.addStretch(1)
        self._replace(_centred(body))
        if here:
            self._current().setFocus(Qt.FocusReason.OtherFocusReason)
        self._building = False
        if self.isVisible():
            self._day_list.note_seen()

    def show_aside(self) -> None:
        """Show between head and cards what is to be said beside them now; the cards stay as they are."""
        if self._known is None:
            return
        before, now = self._aside, None if self._second_place is None else self._second_place.card()
        if before is not None and now is not None and before.accessibleName() == now.accessibleName():
            # It may have the keyboard.
            now.deleteLater()
            return
        here = _holds(self, QApplication.focusWidget())
        if before is not None:
            before.hide()
            before.deleteLater()
        self._put_aside(now)
        if here and not _holds(self, QApplication.focusWidget()):
            self._current().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_aside(self, aside: QWidget | None) -> None:
        self._aside = aside
        if self._aside is not None:
            self._column.insertWidget(1, self._aside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._day_list.note_seen()

    def _place(self) -> int:
        """Where in the list the keyboard is, or was last."""
        body = self.widget()
        last = body.focusWidget() if body is not None else None
        return next((number for number, card in enumerate(self.cards) if _holds(card, last)), self._last)

    def in_hand(self) -> int | None:
        """The customer of the card that has the keyboard."""
        now = QApplication.focusWidget()
        card = next((card for card in self.cards if _holds(card, now)), None)
        return None if card is None else card.item.suggestion.customer_id

    def _current(self) -> QWidget:
        return self.cards[min(self._place(), len(self.cards) - 1)] if self.cards else self

    def _shop_changed(self, changes: Changes) -> None:
        # What stands above the list; the list itself tells when it is another.
        if "staff" in changes.tables or ("customer" in changes.tables and not self.cards):
            self.show_list()
        elif "setting" in changes.tables:
            self.show_aside()

    def _show_waiting(self) -> None:
        body, column = _column()
        column.addWidget(Head(self._editing, None, self._states))
        column.addWidget(text.secondary(tr("Today", "Looking through the shop …")))
        column.addStretch(1)
        self._replace(_centred(body))

    def _replace(self, body: QWidget) -> None:
        bar = self.verticalScrollBar()
        where = bar.value()
        old = self.takeWidget()
        self.setWidget(body)
        bar.setValue(where)
        if old is not None:
            old.deleteLater()  # not at once: the card that was answered is in the middle of its own event

    def _make_tail(self, page: TodayPage) -> QWidget:
        """What stands below the cards."""
        self._tail = QWidget()
        column = QVBoxLayout(self._tail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        if page.items:
            end = text.secondary(today_wording.end(page.more))
            end.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(end)
        self.peace = PeaceList(page.peace, page.day, opened=self._peace_open) if page.peace else None
        if self.peace is not None:
            self.peace.toggled.connect(self._remember_peace)
            for row in self.peace.rows:
                self.acts.join_row(row, page.day)
                row.touched.connect(self._touch)
            column.addWidget(self.peace)
        return self._tail

    def _remember_peace(self, opened: bool) -> None:
        self._peace_open = opened

    # -- when the list is another --

    def _list_changed(self) -> None:
        page, before = self._day_list.page, self._known
        self._known = page
        if page is None or before is None or not self.cards or not self._is_in_use() or self._only_grows(page):
            self.show_list()
        elif self._is_shown(page):
            self._take_in(page)
        elif not self._day_list.own_change:
            self._hold(page)
        elif self.news.isHidden() or _keys(page) - _keys(before):
            self.show_list()
        else:
            # What waits goes on waiting; what was just done takes away what it settled, and nothing else moves.
            gone = _keys(before) - _keys(page)
            self._take_out([card for card in self.cards if key_of(card.item.suggestion) in gone])

    def _only_grows(self, page: TodayPage) -> bool:
        """Whether more comes below the cards and none of them moves: ideas that follow what we owe."""
        shown = [_told(card.item) for card in self.cards]
        return len(page.items) > len(shown) and [_told(item) for item in page.items[: len(shown)]] == shown

    def _is_shown(self, page: TodayPage) -> bool:
        return [_told(card.item) for card in self.cards] == [_told(item) for item in page.items]

    def _take_in(self, page: TodayPage) -> None:
        """The cards are the same: only what stands below them may be another."""
        if any(card.settled for card in self.cards) or _holds(self._tail, QApplication.focusWidget()):
            self.show_list()
            return
        self.news.hide()
        self._head.show_promises(page)
        before = self._tail
        self._column.replaceWidget(before, self._make_tail(page))
        before.hide()
        before.deleteLater()

    def _hold(self, page: TodayPage) -> None:
        """Leave every card where it is; those that nothing speaks for any more are settled."""
        standing = _keys(page)
        for card in self.cards:
            if key_of(card.item.suggestion) not in standing:
                card.settle()
        self.news.tell()
        self._rest.start()

    def _take_out_one(self, card: SuggestionCard) -> None:
        """An answered card goes at once; a look at the shop that is under way finds out later what else changed."""
        if card in self.cards:
            self._take_out([card])

    def _take_out(self, cards: list[SuggestionCard]) -> None:
        if len(cards) == len(self.cards):
            self.show_list()
            return
        self._last = self._place()
        here = _holds(self, QApplication.focusWidget())
        self._building = True
        for card in cards:
            self.cards.remove(card)
            card.hide()
            card.deleteLater()
        if here:
            self._current().setFocus(Qt.FocusReason.OtherFocusReason)
        self._building = False

    def _show_news(self) -> None:
        if not self.news.isHidden():
            self._touch()
            self.show_list()

    # -- whether somebody is at it --

    def _touch(self) -> None:
        self._touched = self._editing.now()

    def _is_in_use(self) -> bool:
        if not self.isVisible():
            return False
        if any(sheet.isVisible() for sheet in self.window().findChildren(Sheet)):
            return True
        # A clock that was set back proves nothing.
        return self._touched is not None and timedelta(0) <= self._editing.now() - self._touched < AT_IT

    def _rested(self) -> None:
        if self._is_in_use():
            self._rest.start()
        else:
            self.show_list()

    def _focus_moved(self, before: QWidget | None, after: QWidget | None) -> None:
        # A window that only comes to the front, or a list that is shown anew, is nobody's hand.
        if before is not None and not self._building and _holds(self, after):
            self._touch()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._touch()
        super().wheelEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.news.isHidden():
            self.show_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.news.place()

    # -- keys --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(key)
        stops = self._stops()
        if key == Qt.Key.Key_P and not event.modifiers() and self.peace is not None:
            self._toggle_peace(self.peace)
        elif key == Qt.Key.Key_B and not event.modifiers() and self._aside is not None:
            self._go_to(next(iter(self._aside.findChildren(PaintedButton))))
        elif step is None or not stops:
            super().keyPressEvent(event)
        else:
            now = next((number for number, stop in enumerate(stops) if stop.hasFocus()), None)
            place = (0 if step > 0 else len(self.cards) - 1) if now is None else now + step
            self._go_to(stops[max(0, min(place, len(stops) - 1))])

    def _stops(self) -> list[QWidget]:
        rows: list[PeaceRow] = self.peace.rows if self.peace is not None and self.peace.is_open else []
        return [*self.cards, *rows]

    def _toggle_peace(self, peace: PeaceList) -> None:
        peace.button.toggle()
        # Where the lines are is known once the page has shared its room.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if peace.is_open:
            self._go_to(peace.rows[0])
        else:
            self._go_to(self._current() if self.cards else peace.button)

    def _go_to(self, stop: QWidget) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(stop, 0, SPACE_XL)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cards:
            self._current().setFocus(event.reason())


def key_of(suggestion: Suggestion) -> Key:
    """By what a suggestion is known again on another list."""
    return suggestion.customer_id, suggestion.kind, suggestion.evidence


def _told(item: TodayItem) -> TodayItem:
    """What a card shows; what stands behind its place is no news."""
    return replace(item, suggestion=replace(item.suggestion, score=None, urgency=0.0))


def _keys(page: TodayPage | None) -> set[Key]:
    return set() if page is None else {key_of(item.suggestion) for item in page.items}


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))


def _column() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    body.setMaximumWidth(theme.current().px(READING_WIDTH + 2 * SPACE_XL))
    column = QVBoxLayout(body)
    column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, SPACE_XL)
    column.setSpacing(SPACE_M)
    return body, column


def _centred(body: QWidget) -> QWidget:
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(body, 1000)
    row.addStretch(1)
    return outer
