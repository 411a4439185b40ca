"""Words on a page: one function for each kind of text. What a person typed is never read as markup."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.palette import PRIMARY, SECONDARY

_LONGEST_WORD = 40
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})(?=\S)")
_BREAK = "\u200b"
_LONGEST_TIP = 1000


def tip(words: str) -> str:
    """``words`` as a tool tip shows them as they are: Qt would take some for markup, and has no end to their length."""
    if len(words) > _LONGEST_TIP:
        words = words[:_LONGEST_TIP] + "…"
    if not GuiQt.mightBeRichText(words):
        return words
    import html

    return "<qt>{}</qt>".format(html.escape(words).replace("\n", "<br>"))


class Label(QLabel):
    """Plain text in the font of a role and the colour of a palette role; it wraps unless told not to.

    A word that has no end is broken like any other, so that it cannot widen the page.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        ink: QPalette.ColorRole = PRIMARY,
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(ink)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        self._align()
        self._take_font()
        theme.current().changed.connect(self._take_font)

    def setText(self, text: str) -> None:
        super().setText(_ENDLESS.sub(rf"\1{_BREAK}", text) if self.wordWrap() else text)

    def text(self) -> str:
        return super().text().replace(_BREAK, "") if self.wordWrap() else super().text()

    def set_ink(self, ink: QPalette.ColorRole) -> None:
        """Takes another colour from the palette."""
        self.setForegroundRole(ink)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # Qt aligns a label by the script of its text: a Latin name on an Arabic page would stand on the wrong side.
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _take_font(self) -> None:
        self.setFont(theme.current().font(self._role))


def display(text: str = "", *, wrap: bool = True) -> Label:
    """The greeting and the large numbers."""
    return Label(text, TextRole.DISPLAY, wrap=wrap)


def title(text: str = "", *, wrap: bool = True) -> Label:
    """The name of a page or of the person it is about."""
    return Label(text, TextRole.TITLE, wrap=wrap)


def subtitle(text: str = "", *, wrap: bool = True) -> Label:
    """What a card asks for."""
    return Label(text, TextRole.SUBTITLE, wrap=wrap)


def strong(text: str = "", *, wrap: bool = True) -> Label:
    """A name within a line."""
    return Label(text, TextRole.STRONG, wrap=wrap)


def body(text: str = "", *, wrap: bool = True) -> Label:
    """Running text."""
    return Label(text, TextRole.BODY, wrap=wrap)


def secondary(text: str = "", *, wrap: bool = True) -> Label:
    """What explains the line above it."""
    return Label(text, TextRole.SMALL, SECONDARY, wrap=wrap)


def caption(text: str = "", *, wrap: bool = True) -> Label:
    """Moments, sources and counts."""
    return Label(text, TextRole.CAPTION, SECONDARY, wrap=wrap)
