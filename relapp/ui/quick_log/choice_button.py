"""A button that shows one choice of several and opens the others as a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import icon as themed_icon
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, ICON_SMALL, RADIUS_CONTROL, SPACE_M, SPACE_S
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at, with_alpha
from relapp.ui.widgets.text import tip


def marked(text: str, letter: str) -> str:
    """``text`` with ``letter`` marked as its key."""
    plain = text.replace("&", "&&")
    at = plain.casefold().find(letter.casefold()) if letter else -1
    return plain if at < 0 else f"{plain[:at]}&{plain[at:]}"


class ChoiceButton(PaintedButton):
    """``name`` says what is chosen ("Channel"); the menu's entries bear letters or numbers, which are their keys.

    With ``marked`` the button is tinted like the chosen one of a group.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, *, key: str = "", role: TextRole = TextRole.SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__("", role, parent=parent)
        self._name = name
        self._key = key
        self._icon = ""
        self._choices: list[tuple[Any, str, str]] = []
        self._letters: list[str] = []
        self._value: Any = None
        self._marked = False
        self.menu_shown: QMenu | None = None
        self.clicked.connect(self.open_menu)

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self._value

    def set_choices(self, choices: Sequence[tuple[Any, str, str]], letters: Sequence[str] = ()) -> None:
        """Value, words and icon of each choice; ``letters`` are keys of the first of them."""
        self._choices = list(choices)
        self._letters = list(letters)[: len(self._choices)]

    def show_choice(self, value: Any, *, marked: bool = False, otherwise: str = "") -> None:
        """Show ``value`` as chosen; ``otherwise`` stands there if it is none of the choices."""
        found = next(((text, icon) for one, text, icon in self._choices if one == value), (otherwise, ""))
        self._value = value
        self._marked = marked
        text, self._icon = found
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
        self.setToolTip(tip(f"{self._name} ({self._key})" if self._key else self._name))
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Open the choices below (or above) the button."""
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        group = QActionGroup(menu)
        for place, (value, text, icon) in enumerate(self._choices):
            action = menu.addAction(themed_icon(icon), self._with_key(text, place))
            action.setCheckable(True)
            action.setChecked(value == self._value)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, value=value: self.chosen.emit(value))
            if value == self._value:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(self._menu_closed)
        self.menu_shown = menu
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        height = menu.sizeHint().height()
        above = self.mapToGlobal(QPoint(0, -height - 2))
        menu.popup(below if below.y() + height <= room.bottom() else above)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        metrics = QFontMetrics(self.font())
        width = 2 * px(SPACE_S) + metrics.horizontalAdvance(self._words()) + px(ICON_SMALL) + px(6) + 2
        if self._icon:
            width += px(ICON) + px(6)
        return QSize(width, max(px(30), metrics.height() + px(SPACE_M)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        ink = tokens.on_accent_tint if self._marked else tokens.text2
        if self._marked:
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.accent_tint, tokens.tones[Tone.ACCENT].edge)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, with_alpha(ink, self.veil()))
        direction, start = self.layoutDirection(), px(SPACE_S)
        if self._icon:
            paint_icon(painter, self._icon, square_at(direction, self.rect(), start, px(ICON)), ink, direction)
            start += px(ICON) + px(6)
        end = px(SPACE_S) + px(ICON_SMALL)
        arrow = square_at(direction, self.rect(), self.width() - end, px(ICON_SMALL))
        paint_icon(painter, "chevron-down", arrow, ink, direction)
        painter.setFont(self.font())
        painter.setPen(ink)
        paint_words(painter, direction, self.rect(), start, end, self._words())

    def _with_key(self, text: str, place: int) -> str:
        if place < len(self._letters):
            return marked(text, self._letters[place])
        plain = marked(text, "")
        return f"&{place + 1}  {plain}" if place < 9 and not self._letters else plain

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _menu_closed(self) -> None:
        menu = self.menu_shown
        self.menu_shown = None
        if menu is not None:
            menu.deleteLater()
