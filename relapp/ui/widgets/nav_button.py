"""An item of the navigation: icon, word, badge; a page tab to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QStyle, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import CONTROL_HEIGHT, ICON, RADIUS_CONTROL, SPACE_M, SPACE_S
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at
from relapp.ui.widgets.text import tip

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NavButton(PaintedButton):
    """Opens a page. Up and Down go to the neighbours; folded it shows its icon, and its word as a tool tip."""

    def __init__(self, text: str, icon: str, *, parent: QWidget | None = None) -> None:
        _announce_as_page_tabs()
        super().__init__(text, TextRole.STRONG, parent=parent)
        self._icon = icon
        self._badge = ""
        self._selected = False
        self._folded = False
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def selected(self) -> bool:
        """Whether its page is the one that is open."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Marks its page as the one that is open."""
        self._selected = selected
        self.update()

    def set_badge(self, badge: str, meaning: str = "") -> None:
        """Shows ``badge`` (a count; empty for none); ``meaning`` says it in words to screen readers."""
        self._badge = badge
        self.setAccessibleDescription(meaning or badge)
        self.updateGeometry()
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Shows the icon alone, for narrow windows."""
        self._folded = folded
        self.setToolTip(tip(self.text().replace("&&", "&")) if folded else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        metrics = QFontMetrics(self.font())
        if self._folded:
            return QSize(px(CONTROL_HEIGHT + 8), px(CONTROL_HEIGHT))
        height = max(px(CONTROL_HEIGHT + 4), metrics.height() + px(SPACE_M))
        width = px(SPACE_M) * 2 + px(ICON) + px(SPACE_M) + metrics.horizontalAdvance(self.text()) + 2
        if self._badge:
            width += px(SPACE_S) + self._badge_size().width()
        return QSize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        siblings = parent.findChildren(NavButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        shown = sorted((button for button in siblings if button.isVisible()), key=lambda button: button.y())
        place = shown.index(self) + step
        if 0 <= place < len(shown):
            reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
            shown[place].setFocus(reason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        ink, mark = (tokens.text, tokens.accent) if self._selected else (tokens.text2, tokens.text2)
        if not self.isEnabled():
            ink = mark = tokens.text3
        if self._selected:
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.surface, tokens.line)
        elif self.isDown() or self.underMouse():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.press if self.isDown() else tokens.hover)
        start = (self.width() - px(ICON)) // 2 if self._folded else px(SPACE_M)
        direction = self.layoutDirection()
        paint_icon(painter, self._icon, square_at(direction, self.rect(), start, px(ICON)), mark, direction)
        if self._badge:
            self._paint_badge(painter)
        if self._folded:
            return
        end = px(SPACE_M) + (px(SPACE_S) + self._badge_size().width() if self._badge else 0)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        paint_words(painter, direction, self.rect(), start + px(ICON) + px(SPACE_M), end - 1, self.text())

    def _badge_size(self) -> QSize:
        metrics = QFontMetrics(theme.current().font(TextRole.CHIP))
        px = theme.current().px
        height = metrics.height() + px(4)
        return QSize(max(height, metrics.horizontalAdvance(self._badge) + px(12)), height)

    def _paint_badge(self, painter: QPainter) -> None:
        tokens, px = theme.current().tokens, theme.current().px
        size = self._badge_size()
        if self._folded:
            dot = px(8)
            place = QRect(self.width() - dot - px(6), px(5), dot, dot)
        else:
            place = QRect(self.width() - size.width() - px(SPACE_S), (self.height() - size.height()) // 2, 0, 0)
            place.setSize(size)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        if self._folded:
            paint_ground(painter, place, dot / 2, tokens.accent)
            return
        paint_ground(painter, place, size.height() / 2, tokens.accent_tint)
        painter.setFont(theme.current().font(TextRole.CHIP))
        painter.setPen(QColor(tokens.on_accent_tint))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge)


class _PageTab(QAccessibleWidget):
    """Without this, screen readers call the item a button and do not say which page is open."""

    def __init__(self, button: NavButton) -> None:
        super().__init__(button, QAccessible.Role.PageTab)

    def _nav_button(self) -> NavButton:
        # Asked of Qt each time: a reference from here would keep the button alive.
        button = self.object()
        assert isinstance(button, NavButton)
        return button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.selectable = 1
        state.selected = int(self._nav_button().selected)
        return state

    def actionNames(self) -> list[str]:
        return ["Press", *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == "Press":
            self._nav_button().click()
        else:
            super().doAction(action)


def _page_tab(kind: str, widget: QObject) -> QAccessibleWidget | None:
    if kind != NavButton.__name__ or not isinstance(widget, NavButton):
        return None
    return _PageTab(widget)


_announced = False


def _announce_as_page_tabs() -> None:
    global _announced
    if not _announced:
        QAccessible.installFactory(_page_tab)
        _announced = True
