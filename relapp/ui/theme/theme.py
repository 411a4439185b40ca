"""The look in force: colours by the system's scheme or the person's choice, fonts by the text size."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolTip

from relapp.ui.theme import tokens as table
from relapp.ui.theme.palette import make_palette
from relapp.ui.theme.style import apply_style, refresh_ruled_widgets
from relapp.ui.theme.tokens import Tokens
from relapp.ui.theme.typography import TextRole, load_fonts, make_font, system_scale

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
_FORCED = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Scheme(StrEnum):
    """Which colours the person wants; the value is what is kept in this PC's preferences."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Theme(QObject):
    """Holds the tokens, fonts and scale in force. ``changed`` is emitted after either of them changed.

    Widgets that paint read ``tokens`` while painting and need not listen: a change of palette repaints them.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme, text_size: int, *, plain: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._scheme = scheme
        self._system_scheme = self._hints.colorScheme()
        self._system_contrast = self._hints.accessibility().contrastPreference()
        self._text_size = text_size
        self._tokens: Tokens | None = None
        self._fonts: dict[TextRole, QFont] = {}
        app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        app.setStyle("Fusion")
        load_fonts()
        self._system_scale = system_scale()
        self._apply_text_size()
        self.set_scheme(scheme)
        if not plain:
            apply_style(app)
        self._hints.colorSchemeChanged.connect(self._system_scheme_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._system_contrast_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens or table.LIGHT

    @property
    def scheme(self) -> Scheme:
        """What the person chose."""
        return self._scheme

    @property
    def text_size(self) -> int:
        """The person's text size in per cent of the system's."""
        return self._text_size

    @property
    def scale(self) -> float:
        """How much larger than the table's sizes text is drawn (1.0 = as in the table)."""
        return self._system_scale * self._text_size / 100

    def font(self, role: TextRole) -> QFont:
        """A copy of the font of ``role`` at the size in force."""
        if role not in self._fonts:
            self._fonts[role] = make_font(role, self.scale)
        return QFont(self._fonts[role])

    def px(self, at_100_per_cent: float) -> int:
        """A length that holds text or an icon, in logical pixels at the size in force."""
        return round(at_100_per_cent * self.scale)

    def set_scheme(self, scheme: Scheme) -> None:
        """Follows the system, or forces one of our own schemes; the window's frame follows where the system can."""
        self._scheme = scheme
        if scheme.value in _FORCED:
            self._hints.setColorScheme(_FORCED[scheme.value])
        else:
            self._hints.unsetColorScheme()
            self._system_scheme = self._hints.colorScheme()
        self._apply_scheme()

    def set_text_size(self, percent: int) -> None:
        """Draws all text at ``percent`` (100–200) of the system's size."""
        if percent == self._text_size:
            return
        self._text_size = percent
        self._apply_text_size()
        self.changed.emit()

    def _apply_text_size(self) -> None:
        self._fonts.clear()
        self._app.setFont(self.font(TextRole.BODY))
        QToolTip.setFont(self.font(TextRole.SMALL))

    def _system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_scheme = scheme
        self._apply_scheme()

    def _system_contrast_changed(self, contrast: Qt.ContrastPreference) -> None:
        self._system_contrast = contrast
        self._apply_scheme()

    def _apply_scheme(self) -> None:
        tokens = self._wanted_tokens()
        if tokens is self._tokens:
            return
        self._tokens = tokens
        palette = make_palette(tokens)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        refresh_ruled_widgets(self._app)
        self.changed.emit()

    def _wanted_tokens(self) -> Tokens:
        dark = _FORCED.get(self._scheme.value, self._system_scheme) == Qt.ColorScheme.Dark
        contrast = self._system_contrast == Qt.ContrastPreference.HighContrast
        if self._scheme is Scheme.HIGH_CONTRAST or (self._scheme is Scheme.SYSTEM and contrast):
            return table.HIGH_CONTRAST_DARK if dark else table.HIGH_CONTRAST_LIGHT
        return table.DARK if dark else table.LIGHT


_current: Theme | None = None


def install(app: QApplication, scheme: Scheme = Scheme.SYSTEM, text_size: int = 100, *, plain: bool = False) -> Theme:
    """Gives ``app`` the look of relapp; call it before the first widget is made. A second call only changes it.

    ``plain`` leaves the style sheet out.
    """
    global _current
    if _current is None:
        _current = Theme(app, scheme, text_size, plain=plain)
    else:
        _current.set_scheme(scheme)
        _current.set_text_size(text_size)
    return _current


def current() -> Theme:
    """The look in force; raises ``RuntimeError`` before ``install``."""
    if _current is None:
        raise RuntimeError("the theme is not installed")
    return _current
