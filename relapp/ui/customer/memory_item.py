"""One thing remembered, as a row to press: what it is, where it stands, its keys and its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle

from relapp.domain.receipts import Receipt
from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import icon as make_icon
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON_SMALL, RADIUS_ROW, SPACE_S, SPACE_XS
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.chip import chip_size, paint_chip
from relapp.ui.widgets.painting import paint_ground, with_alpha
from relapp.ui.widgets.text import tip

_FADED = 0.85  # of a neutral chip; rows take the faint ink instead, which stays readable
_CIRCLE = 24
_WIDEST_CHIP = 300


@dataclass(frozen=True, slots=True)
class MemoryAct:
    """One thing to do with it; ``key`` is the letter that does it while the row has the keyboard."""

    text: str
    icon: str
    key: Qt.Key | None
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a row shows: a fact, promise or wish in words; ``sign`` is its state in a word or two, for chips."""

    receipt: Receipt
    text: str
    state: str
    sign: str
    icon: str
    tone: Tone
    faded: bool = False
    acts: tuple[MemoryAct, ...] = field(default=(), compare=False)


class MemoryItem(PaintedButton):
    """Folded it is a chip; unfolded a row of two lines. Enter and a click open the menu of what can be done."""

    def __init__(self, shown: Remembered, *, folded: bool) -> None:
        super().__init__("", TextRole.BODY)
        self._folded = folded
        self.renew(shown)
        horizontal = QSizePolicy.Policy.Maximum if folded else QSizePolicy.Policy.Expanding
        vertical = QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(horizontal, vertical)
        policy.setHeightForWidth(not folded)
        self.setSizePolicy(policy)
        self.clicked.connect(self.open_menu)

    def renew(self, shown: Remembered) -> None:
        """Show what it has become; the keyboard stays on it."""
        self.shown = shown
        self.setAccessibleName(f"{shown.text}, {shown.state}")
        self.setAccessibleDescription(", ".join(act.text for act in shown.acts))
        self.setToolTip(tip(f"{shown.text}\n{shown.state}") if self._folded else "")
        self.updateGeometry()
        self.update()

    # -- what can be done --

    def open_menu(self, at: QPoint | None = None) -> None:
        """Show everything that can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.shown.acts:
            action = menu.addAction(make_icon(act.icon), _with_key(act))
            action.triggered.connect(lambda _checked=False, act=act: act.run())
        menu.popup(at if isinstance(at, QPoint) else self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        for act in self.shown.acts:
            if plain and act.key is not None and event.key() == act.key:
                act.run()
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    # -- measuring and painting --

    def ring_radius(self) -> float:
        """The focus ring follows the pill or the row."""
        return self.height() / 2 if self._folded else RADIUS_ROW

    @property
    def _chip_text(self) -> str:
        return f"{self.shown.text} · {self.shown.sign}"

    def _fitting_text(self) -> str:
        """What fits on the chip: the words are shortened, where it stands never."""
        spare = chip_size(self._chip_text, self.shown.icon).width() - self.width()
        if spare <= 0:
            return self._chip_text
        metrics = QFontMetrics(theme.current().font(TextRole.CHIP))
        room = metrics.horizontalAdvance(self.shown.text) - spare
        short = metrics.elidedText(self.shown.text, Qt.TextElideMode.ElideRight, room)
        return f"{short} · {self.shown.sign}"

    def _start(self) -> int:
        px = theme.current().px
        return px(SPACE_S) + px(_CIRCLE) + px(SPACE_S)

    def _text_height(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - self._start() - theme.current().px(SPACE_S)), 10_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, self.shown.text).height()

    def hasHeightForWidth(self) -> bool:
        return not self._folded

    def heightForWidth(self, width: int) -> int:
        px = theme.current().px
        if self._folded:
            return max(px(26), chip_size("x").height())
        small = QFontMetrics(theme.current().font(TextRole.CAPTION)).height()
        return self._text_height(width) + small + px(SPACE_S) + px(SPACE_XS)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        if self._folded:
            wanted = chip_size(self._chip_text, self.shown.icon).width()
            return QSize(min(wanted, px(_WIDEST_CHIP)), self.heightForWidth(0))
        width = max(self.width(), px(220))
        return QSize(px(220), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.heightForWidth(self.width()) if self._folded else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        if self._folded:
            painter.setOpacity(_FADED if self.shown.faded else 1)
            self._paint_chip(painter)
        else:
            self._paint_row(painter)

    def _paint_chip(self, painter: QPainter) -> None:
        shown = self.shown
        paint_chip(painter, self.rect(), self._fitting_text(), shown.tone, shown.icon, self.layoutDirection())
        if self.veil():
            ink = theme.current().tokens.tones[shown.tone].on_tint
            paint_ground(painter, self.rect(), self.height() / 2, with_alpha(ink, self.veil()))

    def _paint_row(self, painter: QPainter) -> None:
        tokens, px, shown = theme.current().tokens, theme.current().px, self.shown
        direction = self.layoutDirection()
        colours = tokens.tones[shown.tone]
        quiet = colours.mark if shown.tone is Tone.DANGER else tokens.text2
        ink, quiet = (tokens.text3, tokens.text3) if shown.faded else (tokens.text, quiet)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_ROW, with_alpha(tokens.text, self.veil()))
        circle = QRect(px(SPACE_S), px(6), px(_CIRCLE), px(_CIRCLE))
        circle = QStyle.visualRect(direction, self.rect(), circle)
        paint_ground(painter, circle, circle.height() / 2, colours.tint, colours.edge)
        square = QRect(0, 0, px(ICON_SMALL), px(ICON_SMALL))
        square.moveCenter(circle.center())
        paint_icon(painter, shown.icon, square, colours.on_tint, direction)
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading).value
        words = self._text_height(self.width())
        text = QRect(self._start(), px(SPACE_XS), self.width() - self._start() - px(SPACE_S), words)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        flags = side | Qt.TextFlag.TextWordWrap.value
        painter.drawText(QStyle.visualRect(direction, self.rect(), text), flags, shown.text)
        painter.setFont(theme.current().font(TextRole.CAPTION))
        painter.setPen(QColor(quiet))
        below = QRect(text.left(), text.bottom() + 1, text.width(), self.height() - text.bottom() - px(SPACE_XS))
        state = painter.fontMetrics().elidedText(shown.state, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(QStyle.visualRect(direction, self.rect(), below), side, state)


def _with_key(act: MemoryAct) -> str:
    """The words of an act with the key that does it, as menus show keys."""
    if act.key is None:
        return act.text
    name = "Del" if act.key == Qt.Key.Key_Delete else chr(act.key)
    return f"{act.text}\t{name}"
