"""What a column may mean: a list under headings, searched by typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.rows import Content
from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_S
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.wording import tr
from relapp.ui.wording.imports import field_groups, field_name

_WIDTH, _HEIGHT = 300, 380
FieldRole = Qt.ItemDataRole.UserRole


class MeaningChooser(QFrame):
    """Pops up at a column; emits ``chosen`` with a ``Field``. Type to narrow, ↑ ↓ and Enter choose, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, header: str, field: Field, content: Content) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Import", "Meaning of the column {name}").format(name=header))
        self.search = _Field(self)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(self.accessibleName())
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setStyleSheet(
            "QListWidget { background: transparent; outline: none; }"
            "QListWidget::item { padding: 6px 8px; border-radius: 6px; }"
            "QListWidget::item:selected { background: palette(light); color: palette(text); }"
        )
        self.list.itemClicked.connect(self._take)
        for heading, fields in field_groups(content):
            self._add_heading(heading)
            for one in fields:
                item = QListWidgetItem(field_name(one, content, header), self.list)
                item.setData(FieldRole, one)
                if one is field:
                    self.list.setCurrentItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.search)
        column.addWidget(self.list)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.current().font(TextRole.CAPTION))

    def pop_up(self, at: QRect) -> None:
        """Show it below ``at`` (on the screen), or above where there is no room."""
        px = theme.current().px
        screen = self.screen().availableGeometry()
        size = (min(max(px(_WIDTH), at.width()), screen.width()), min(px(_HEIGHT), screen.height() - 20))
        self.resize(*size)
        top = at.bottom() + 2 if at.bottom() + size[1] < screen.bottom() else max(screen.top(), at.top() - size[1])
        left = max(screen.left(), min(at.left(), screen.right() - size[0]))
        self.move(QPoint(left, top))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.list.scrollToItem(self.list.currentItem())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        heading: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for item in self._items():
            if item.data(FieldRole) is None:
                heading = item
                item.setHidden(True)
                continue
            fits = all(word in item.text().casefold() for word in wanted)
            item.setHidden(not fits)
            if fits:
                first = first or item
                if heading is not None:
                    heading.setHidden(False)
        if first is not None:
            self.list.setCurrentItem(first)

    def step(self, by: int) -> None:
        """Go to the next or the last meaning that is shown."""
        shown = [item for item in self._items() if item.data(FieldRole) is not None and not item.isHidden()]
        if shown:
            now = self.list.currentItem()
            place = shown.index(now) + by if now in shown else 0
            self.list.setCurrentItem(shown[max(0, min(place, len(shown) - 1))])

    def take(self) -> None:
        """Choose what is marked."""
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        field = item.data(FieldRole)
        if field is not None:
            self.chosen.emit(Field(field))
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whatever is typed narrows the list, wherever the system sends it.
        self.search.keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        paint_ground(painter, self.rect(), RADIUS_ROW, tokens.surface, tokens.line_strong)


class _Field(SearchField):
    """Hands the keys that choose to the list."""

    def __init__(self, chooser: MeaningChooser) -> None:
        super().__init__(tr("Import", "What does it mean?"))
        self._chooser = chooser

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._chooser.step(1)
            case Qt.Key.Key_Up:
                self._chooser.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._chooser.take()
            case Qt.Key.Key_Escape if not self.text():
                self._chooser.close()
            case _:
                super().keyPressEvent(event)
