"""The brief: what to know before talking, at most seven lines, each of which opens its evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from relapp.domain.brief import BriefLine
from relapp.services.pages.customer import CustomerPage
from relapp.ui import theme
from relapp.ui.signs import BRIEF_ICONS
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, RADIUS_CONTROL, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import ON_TINT
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.painting import paint_ground, with_alpha
from relapp.ui.widgets.text import Label
from relapp.ui.wording import brief as wording
from relapp.ui.wording import memory

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_HOVER = 0.08
_PRESS = 0.16
_FADED = 0.82
_LINE = 24
_WORDS_FROM = 420
"""Width at 100 % from which the kind of a line is written beside its icon."""
_TEXT_SIZE = 15
"""Pixels at 100 %: read at an arm's length and more."""


class BriefLineButton(PaintedButton):
    """One line of the brief: its word, its sentence; Enter or a click opens what it was derived from."""

    ring_inside = True

    def __init__(self, line: BriefLine, today: date) -> None:
        super().__init__("", TextRole.BODY)
        self.line = line
        self._heading = wording.heading_of(line)
        self._sentence = wording.line(line, today)
        self.setAccessibleName(f"{self._heading}: {self._sentence}")
        self.setAccessibleDescription(self.tr("Opens what this was read from"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def sentence(self) -> str:
        """The line in words."""
        return self._sentence

    def _take_font(self) -> None:
        font = theme.current().font(TextRole.BODY)
        font.setPixelSize(theme.current().px(_TEXT_SIZE))
        self.setFont(font)
        metrics = QFontMetrics(theme.current().font(TextRole.CHIP))
        self._longest_word = max(metrics.horizontalAdvance(wording.heading(kind)) for kind in BRIEF_ICONS)
        self._heights: dict[int, int] = {}
        self.updateGeometry()

    def _start(self, width: int) -> int:
        """Where sentences begin: after the icon and, where there is room, the longest word in front of a line."""
        px = theme.current().px
        if width < px(_WORDS_FROM):
            return px(SPACE_XS) + px(ICON) + px(SPACE_M)
        return px(SPACE_XS) + px(ICON) + px(SPACE_S) + self._longest_word + px(SPACE_M)

    def _text_rect(self, width: int) -> QRect:
        room = QRect(0, 0, max(40, width - self._start(width) - theme.current().px(SPACE_XS)), 10_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, self._sentence)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            words = self._text_rect(width).height() + theme.current().px(5)
            self._heights[width] = max(words, theme.current().px(_LINE))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), self.heightForWidth(max(self.width(), theme.current().px(320))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(200), theme.current().px(_LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        lines = parent.findChildren(BriefLineButton)
        place = lines.index(self) + step
        if 0 <= place < len(lines):
            lines[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        tone = tokens.tones[Tone.ACCENT]
        painter = QPainter(self)
        direction = self.layoutDirection()
        if self.veil():
            veil = _PRESS if self.isDown() else _HOVER
            paint_ground(painter, self.rect(), RADIUS_CONTROL, with_alpha(tone.on_tint, veil))
        if self.line.check:
            painter.setOpacity(_FADED)
        line = self.fontMetrics().height()
        top = max(0, (min(self.height(), px(_LINE)) - line) // 2)
        icon = QRect(px(SPACE_XS), top + (line - px(ICON)) // 2, px(ICON), px(ICON))
        paint_icon(painter, BRIEF_ICONS[self.line.kind], self._placed(icon), tone.on_tint, direction)
        painter.setPen(QColor(tone.on_tint))
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
        start = self._start(self.width())
        if self.width() >= px(_WORDS_FROM):
            painter.setFont(theme.current().font(TextRole.CHIP))
            word = QRect(icon.right() + px(SPACE_S), top, start - icon.right() - px(SPACE_S), line)
            painter.drawText(self._placed(word), (side | Qt.AlignmentFlag.AlignVCenter).value, self._heading)
        painter.setFont(self.font())
        text = QRect(start, top, self.width() - start - px(SPACE_XS), self.height() - top)
        flags = side.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(self._placed(text), flags, self._sentence)

    def _placed(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


class BriefPanel(Card):
    """The only tinted block of the page; ``opened`` carries the receipts of a line and its sentence."""

    opened = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone=Tone.ACCENT, parent=parent)
        self._title = Label(self.tr("Before you talk"), TextRole.STRONG, ON_TINT, wrap=False)
        self._source = Label("", TextRole.CAPTION, ON_TINT, wrap=False)
        self._nothing = Label("", TextRole.BODY, ON_TINT)
        self._nothing.setContentsMargins(SPACE_XS, 0, SPACE_XS, 0)  # where the heading and the lines begin
        self._lines: list[BriefLineButton] = []
        self.setAccessibleName(self._title.text())
        self.column.setSpacing(0)
        self.column.setContentsMargins(SPACE_M, SPACE_S + 2, SPACE_M, SPACE_S)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_XS, 0, SPACE_XS, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._source)
        self.column.addLayout(head)
        self.column.addSpacing(SPACE_XS)
        self.column.addWidget(self._nothing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_brief(self, page: CustomerPage, name: str, today: date) -> None:
        """Show the brief of a page; an unknown customer gets one honest sentence."""
        self._source.setText(memory.brief_source(page.stat))
        self._nothing.setText(self.tr("Nothing is known yet that sets {name} apart.").format(name=name))
        self._nothing.setVisible(not page.brief)
        focused = next((place for place, line in enumerate(self._lines) if line.hasFocus()), None)
        for old in self._lines:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [BriefLineButton(line, today) for line in page.brief]
        for button in self._lines:
            button.clicked.connect(self._open)
            self.column.addWidget(button)
            button.show()  # at once, for what is hidden cannot take the keyboard
        if focused is not None and self._lines:
            self._lines[min(focused, len(self._lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def lines(self) -> list[BriefLineButton]:
        """The lines shown, in reading order."""
        return list(self._lines)

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, BriefLineButton):
            self.opened.emit(button.line.receipts, button.sentence)
