"""Buttons: one filled a page, tonal for the main action of other cards, outline and ghost for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole, Tokens, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import CONTROL_HEIGHT, ICON, RADIUS_CONTROL, SPACE_M, SPACE_S
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at, with_alpha
from relapp.ui.widgets.text import tip

_HOVER_VEIL = 0.07
_PRESS_VEIL = 0.14


class ButtonKind(Enum):
    """How much a button asks for attention."""

    FILLED = auto()
    TONAL = auto()
    OUTLINE = auto()
    GHOST = auto()
    DANGER = auto()
    INVERSE = auto()  # on a toast


@dataclass(frozen=True, slots=True)
class _Colours:
    ink: str
    fill: str | None = None
    edge: str | None = None


class PaintedButton(QPushButton):
    """A button that draws itself: focusable by Tab, pressed by Space and Enter, repainted on hover."""

    def __init__(self, text: str, role: TextRole, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._take_font()
        theme.current().changed.connect(self._take_font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt leaves Enter to the default button of a dialog; pages have none.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def ring_radius(self) -> float:
        """The corners of the focus ring, in pixels."""
        return RADIUS_CONTROL

    def veil(self) -> float:
        """How strongly the ink veils the ground in the present state."""
        if not self.isEnabled():
            return 0
        if self.isDown():
            return _PRESS_VEIL
        return _HOVER_VEIL if self.underMouse() else 0

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _take_font(self) -> None:
        self.setFont(theme.current().font(self._role))
        self.updateGeometry()


class Button(PaintedButton):
    """A button with words, an icon, or both. An ``&`` in ``text`` marks its key: double it in what a person typed."""

    def __init__(
        self, kind: ButtonKind, text: str = "", icon: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, TextRole.STRONG, parent=parent)
        self.kind = kind
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(tip(name))

    def set_icon(self, icon: str) -> None:
        """Shows another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        metrics = QFontMetrics(self.font())
        height = max(px(CONTROL_HEIGHT), metrics.height() + px(SPACE_M))
        if not self.text():
            return QSize(height, height)
        width = px(SPACE_M) * 2 + metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + 2
        if self._icon:
            width += px(ICON) + px(SPACE_S)
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = self._colours(theme.current().tokens)
        painter = QPainter(self)
        paint_ground(painter, self.rect(), RADIUS_CONTROL, colours.fill, colours.edge)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, with_alpha(colours.ink, self.veil()))
        self._paint_content(painter, colours.ink)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        px = theme.current().px
        rect, direction = self.rect(), self.layoutDirection()
        slack = max(0, (rect.width() - self.sizeHint().width()) // 2)
        if not self.text():
            paint_icon(painter, self._icon, square_at(direction, rect, (rect.width() - px(ICON)) // 2, px(ICON)), ink)
            return
        start = px(SPACE_M) + slack
        if self._icon:
            paint_icon(painter, self._icon, square_at(direction, rect, start, px(ICON)), ink, direction)
            start += px(ICON) + px(SPACE_S)
        painter.setPen(QColor(ink))
        font = self.font()
        font.setUnderline(self.kind is ButtonKind.INVERSE)
        painter.setFont(font)
        shows_key = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self)
        flag = Qt.TextFlag.TextShowMnemonic
        if not shows_key:
            flag |= Qt.TextFlag.TextHideMnemonic
        paint_words(painter, direction, rect, start, px(SPACE_M) - 1, self.text(), flag | Qt.TextFlag.TextSingleLine)

    def _colours(self, tokens: Tokens) -> _Colours:
        if not self.isEnabled():
            plain = self.kind in (ButtonKind.GHOST, ButtonKind.INVERSE)
            return _Colours(tokens.text3, None if plain else tokens.sunken, None if plain else tokens.line)
        if self.isCheckable() and self.isChecked():
            return _Colours(tokens.on_accent_tint, tokens.accent_tint, tokens.tones[Tone.ACCENT].edge)
        match self.kind:
            case ButtonKind.FILLED:
                return _Colours(tokens.on_accent, self._filled(tokens))
            case ButtonKind.TONAL:
                accent = tokens.tones[Tone.ACCENT]
                return _Colours(accent.on_tint, accent.tint, accent.edge)
            case ButtonKind.DANGER:
                danger = tokens.tones[Tone.DANGER]
                return _Colours(danger.on_tint, danger.tint, danger.edge)
            case ButtonKind.OUTLINE:
                return _Colours(tokens.text, tokens.surface, tokens.line_strong)
            case ButtonKind.INVERSE:
                return _Colours(tokens.on_inverse)
            case ButtonKind.GHOST:
                return _Colours(tokens.text2)

    def _filled(self, tokens: Tokens) -> str:
        if self.isDown():
            return tokens.accent_press
        return tokens.accent_hover if self.underMouse() else tokens.accent

    def veil(self) -> float:
        return 0 if self.kind is ButtonKind.FILLED else super().veil()


def filled(text: str, icon: str = "") -> Button:
    """The one main action of a page."""
    return Button(ButtonKind.FILLED, text, icon)


def tonal(text: str, icon: str = "") -> Button:
    """The main action of a card among others."""
    return Button(ButtonKind.TONAL, text, icon)


def outline(text: str, icon: str = "") -> Button:
    """Another thing one may do here."""
    return Button(ButtonKind.OUTLINE, text, icon)


def ghost(text: str, icon: str = "") -> Button:
    """A quiet action: later, done, no."""
    return Button(ButtonKind.GHOST, text, icon)


def danger(text: str, icon: str = "") -> Button:
    """An action that cannot be taken back."""
    return Button(ButtonKind.DANGER, text, icon)


def icon_button(icon: str, name: str, kind: ButtonKind = ButtonKind.GHOST) -> Button:
    """A button of an icon alone; ``name`` is what it does, for the tool tip and for screen readers."""
    return Button(kind, icon=icon, name=name)
