"""Ctrl+K: one box that finds people, words and commands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from relapp.services.pages import search as search_page
from relapp.services.pages.search import SearchPage
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.main_window.actions import commands
from relapp.ui.main_window.window import MainWindow
from relapp.ui.palette.model import Choice, ChoiceRole, PaletteModel, choices
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, RADIUS_CONTROL, SPACE_L, SPACE_M
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr

_NOTHING = SearchPage((), ())
_ROW = 38
_MOST_ROWS = 10


class Palette(Sheet):
    """↑ ↓ go through the lines, Enter does what the line says, Esc closes."""

    customer_wanted = Signal(int)
    log_wanted = Signal(str)

    def __init__(self, editing: Editing, window: MainWindow) -> None:
        super().__init__(window, tr("Palette", "Find"), 600)
        self._editing = editing
        self._main = window
        self.search = _Field(tr("Palette", "Find people, words, commands"))
        self.search.textChanged.connect(self._find)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setAccessibleName(tr("Palette", "Found"))
        self.list.clicked.connect(self._choose)
        self.card.column.addWidget(self.search)
        self.card.column.addWidget(self.list)

    def open(self) -> None:
        """Open it empty, with every command listed."""
        self.search.forget()
        self._find("")
        super().open()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> None:
        words = words.strip()
        found = (
            self._editing.read(lambda reader: search_page.page(reader, words, self._editing.today()))
            if words
            else _NOTHING
        )
        offered = choices(
            words,
            found,
            tuple(one for one in commands() if one.name != "find" and self._main.commands[one.name].isEnabled()),
            self._editing.today(),
            open_customer=self.customer_wanted.emit,
            run=lambda name: self._main.commands[name].trigger(),
            log=self.log_wanted.emit,
        )
        self.model.show_choices(offered)
        self.list.setCurrentIndex(self.model.index(0))
        self._fit()

    def _cover(self) -> None:
        super()._cover()
        self._fit()

    def _fit(self) -> None:
        """As many lines as were found, as long as the window has room for them below the field."""
        row, margins = theme.current().px(_ROW), self._column.contentsMargins()
        room = self.height() - margins.top() - margins.bottom() - self.search.sizeHint().height() - 3 * SPACE_L
        rows = max(1, min(_MOST_ROWS, self.model.rowCount(), room // row))
        self.list.setFixedHeight(rows * row + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.model.rowCount():
            row = (self.list.currentIndex().row() + step) % self.model.rowCount()
            self.list.setCurrentIndex(self.model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole)
        if isinstance(choice, Choice):
            self.dismiss()
            choice.act()


class _Field(SearchField):
    """Esc closes the palette at once, whatever is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Line(QStyledItemDelegate):
    """Icon, words, and at the end whose they are or which key does the same."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(100, theme.current().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(ChoiceRole)
        if not isinstance(choice, Choice):
            return
        tokens, px = theme.current().tokens, theme.current().px
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            paint_ground(painter, option.rect, RADIUS_CONTROL, tokens.accent_tint)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, option.rect, RADIUS_CONTROL, tokens.hover)
        ink = tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text
        quiet = tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text2
        paint_icon(
            painter,
            choice.icon,
            square_at(option.direction, option.rect, px(SPACE_M), px(ICON)),
            quiet,
            option.direction,
        )
        painter.setFont(theme.current().font(TextRole.SMALL))
        aside = painter.fontMetrics().elidedText(choice.aside, Qt.TextElideMode.ElideRight, option.rect.width() // 3)
        room = painter.fontMetrics().horizontalAdvance(aside) + 1
        painter.setPen(QColor(quiet))
        paint_words(
            painter, option.direction, option.rect, option.rect.width() - px(SPACE_M) - room, px(SPACE_M), aside
        )
        painter.setFont(theme.current().font(TextRole.BODY))
        painter.setPen(QColor(ink))
        start = px(SPACE_M) * 2 + px(ICON)
        paint_words(painter, option.direction, option.rect, start, room + 2 * px(SPACE_M), choice.words)
        painter.restore()
