"""The type scale: sizes grow with the system's font and with the text size that staff chose."""

from __future__ import annotations

import sys
from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from relapp.paths import resources_dir

FAMILY = "Inter"
# What an untouched system reports for its own text, in pixels: only what exceeds it is the person's wish.
_USUAL_SYSTEM_PIXELS = {"win32": 12.0, "darwin": 13.0}
_BODY_PIXELS = 14.0


class TextRole(Enum):
    """What a piece of text is; the value is (pixels at 100 %, weight)."""

    CAPTION = (12, 400)
    CHIP = (12, 600)
    SMALL = (13, 400)
    BODY = (14, 400)
    STRONG = (14, 600)
    SUBTITLE = (16, 600)
    TITLE = (22, 650)
    DISPLAY = (28, 650)


def load_fonts() -> None:
    """Makes the bundled family known to Qt; what it has no letters for comes from the system's fonts."""
    for path in sorted((resources_dir() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def system_scale() -> float:
    """How much larger than usual the system's own text is: at least 1, so that small system fonts stay readable."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    usual = _USUAL_SYSTEM_PIXELS.get(sys.platform, _BODY_PIXELS)
    return max(1.0, QFontInfo(font).pixelSize() / usual)


def make_font(role: TextRole, scale: float) -> QFont:
    """The font of ``role`` at ``scale`` (1.0 = 100 %)."""
    pixels, weight = role.value
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont([FAMILY, system.family()])
    font.setPixelSize(round(pixels * scale))
    font.setWeight(QFont.Weight(weight) if weight != 650 else QFont.Weight.DemiBold)
    if pixels >= 22:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    return font
