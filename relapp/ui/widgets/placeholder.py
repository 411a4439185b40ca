"""What an empty page shows: what will be here, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.painting import paint_ground, square_at
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.text import body, subtitle

_GROUND = 72
_PICTURE = 32
_WIDTH = 420


class Placeholder(QWidget):
    """A page with nothing on it yet; ``add_step`` offers what to do next, the first step filled.

    ``alone``, with nothing around it that scrolls, it leaves out its picture where the window is low, and scrolls.
    """

    def __init__(
        self, icon: str, title: str, sentence: str, *, alone: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = subtitle(title)
        self._sentence = body(sentence)
        self._steps = FlowLayout(spacing=SPACE_S, centred=True)
        self._has_step = False
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        self._picture = _Picture(icon)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_S)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(SPACE_M)
        column.addLayout(self._steps)
        self._column = column
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(theme.current().px(_WIDTH))
        self._middle = middle
        self._alone = alone
        ground = QWidget() if alone else self
        page = QVBoxLayout(ground)
        page.setContentsMargins(SPACE_L, SPACE_XL, SPACE_L, SPACE_XL)
        page.addStretch(2)
        page.addLayout(_centred(middle))
        page.addStretch(3)
        self._page = page
        if alone:
            around = QVBoxLayout(self)
            around.setContentsMargins(0, 0, 0, 0)
            around.addWidget(Scroller(ground))
        theme.current().changed.connect(self._take_width)

    def set_words(self, title: str, sentence: str) -> None:
        """Says something else, for instance that a search found nothing."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    @property
    def sentence(self) -> str:
        """What it says below its title."""
        return self._sentence.text()

    def add_step(self, text: str, icon: str, action: Callable[[], object]) -> Button:
        """Offers a next step as a button."""
        button = Button(ButtonKind.OUTLINE if self._has_step else ButtonKind.FILLED, text, icon)
        button.clicked.connect(lambda: action())
        self._has_step = True
        self._steps.addWidget(button)
        return button

    def add_content(self, content: QLayout, above: int) -> None:
        """Puts ``content`` below the sentence, with so much room ``above`` it."""
        self._column.addSpacing(above)
        self._column.addLayout(content)

    def _take_width(self) -> None:
        self._middle.setMaximumWidth(theme.current().px(_WIDTH))
        self._take_height()

    def _take_height(self) -> None:
        if self._alone:
            self._picture.show()
            self._picture.setVisible(self._page.heightForWidth(self.width()) <= self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()


def _centred(widget: QWidget) -> QHBoxLayout:
    # An alignment would give a widget of wrapped labels its least height and squeeze the picture.
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


class _Picture(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_GROUND)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        paint_ground(painter, self.rect(), self.height() / 2, tokens.accent_tint)
        side = px(_PICTURE)
        place = square_at(self.layoutDirection(), self.rect(), (self.width() - side) // 2, side)
        paint_icon(painter, self._icon, place, tokens.on_accent_tint, self.layoutDirection())
