"""One choice of a few that exclude each other, side by side: kinds of entry, filters of a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, RADIUS_CONTROL, SPACE_M, SPACE_S
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at


class Segment(QRadioButton):
    """A radio button that looks like a quiet button: arrow keys choose among its siblings, Tab passes the group.

    An ``&`` in ``text`` marks its key: double it in what a person typed.
    """

    def __init__(self, text: str, icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._take_font()
        theme.current().changed.connect(self._take_font)
        self.toggled.connect(self._take_tab)

    def _take_tab(self, checked: bool) -> None:
        """Tab comes to the one that is chosen, also where code has chosen it: Qt sees to that only for people."""
        group = self.group()
        if checked and group is not None and group.exclusive():
            for one in group.buttons():
                one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is self else Qt.FocusPolicy.ClickFocus)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        metrics = QFontMetrics(self.font())
        width = px(10) * 2 + metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + 2
        if self._icon:
            width += px(ICON) + px(SPACE_S)
        return QSize(width, max(px(30), metrics.height() + px(SPACE_M)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        ink = tokens.text2
        if self.isChecked():
            ink = tokens.on_accent_tint
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.accent_tint, tokens.tones[Tone.ACCENT].edge)
        elif self.underMouse() and self.isEnabled():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.press if self.isDown() else tokens.hover)
        if not self.isEnabled():
            ink = tokens.text3
        direction, start = self.layoutDirection(), px(10)
        if self._icon:
            paint_icon(painter, self._icon, square_at(direction, self.rect(), start, px(ICON)), ink, direction)
            start += px(ICON) + px(SPACE_S)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        flags = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        paint_words(painter, direction, self.rect(), start, px(10) - 1, self.text(), flags)

    def _take_font(self) -> None:
        self.setFont(theme.current().font(TextRole.STRONG))
        self.updateGeometry()
