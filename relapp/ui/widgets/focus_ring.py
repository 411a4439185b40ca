"""The ring round what the keyboard is on: shown after Tab or a shortcut, never after a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QMainWindow, QWidget

from relapp.ui import theme
from relapp.ui.theme.metrics import RADIUS_CONTROL

_GAP = 2
_WIDTH = 2
_REASONS = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
HEEDED = _MOVES | {QEvent.Type.FocusIn, QEvent.Type.FocusOut}
"""The kinds of events that :meth:`FocusRing.heed` wants to see."""


class FocusRing(QWidget):
    """An overlay of ``window`` that draws the ring. A widget may tell its corners in pixels by ``ring_radius()``.

    One that stands close to its like may ask by ``ring_inside`` for a ring within its own edges.

    Lists show their current row themselves and get no ring. The window hands it the events of the whole program: a
    filter of its own would cost each of them as much again.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """What the ring is round, if it is shown."""
        return self._target

    def heed(self, kind: QEvent.Type, watched: QObject, event: QEvent) -> None:
        """Follow the keyboard, and what it is on."""
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            self._focus_moved(watched, event.reason())
        elif kind == QEvent.Type.FocusOut and watched is self._target:
            self._follow(None)
        elif kind in _MOVES and self._target is not None and watched in self._watched:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().tokens.accent), _WIDTH))
        half = _WIDTH / 2
        shape = self.rect().toRectF().adjusted(half, half, -half, -half)
        own_radius = getattr(self._target, "ring_radius", None)
        corner = (own_radius() if own_radius else RADIUS_CONTROL) + max(0, self._reach() - half)
        corner = min(corner, shape.height() / 2)
        painter.drawRoundedRect(shape, corner, corner)

    def _focus_moved(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        inside = widget.window() is self.window() and not isinstance(widget, (QAbstractItemView, QMainWindow))
        self._follow(widget if inside and reason in _REASONS else None)

    def _follow(self, target: QWidget | None) -> None:
        self._target = target
        self._watched = []
        if target is not None:
            widget: QWidget | None = target
            while widget is not None and widget is not self.window():
                self._watched.append(widget)
                widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisibleTo(self.window()):
            self.hide()
            return
        reach = self._reach()
        place = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size()).adjusted(-reach, -reach, reach, reach)
        seen = place & self._visible_area(target)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(place)
        self.setMask(seen.translated(-place.topLeft()))
        self.raise_()
        self.show()
        self.update()

    def _reach(self) -> int:
        """How far the ring stands out beyond what it is round."""
        return 0 if getattr(self._target, "ring_inside", False) else _GAP + _WIDTH

    def _visible_area(self, target: QWidget) -> QRect:
        """The part of the window in which the ring may show: not over what scrolls past the target."""
        window = self.window()
        area = window.rect()
        parent = target.parentWidget()
        while parent is not None and parent is not window:
            scroller = parent.parentWidget()
            if isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is parent:
                area &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
            parent = parent.parentWidget()
        return area
