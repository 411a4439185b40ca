"""Distances and corners in logical pixels at 100 % text size."""

from __future__ import annotations

from typing import Final

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24
SPACE_XXL: Final = 32

RADIUS_CONTROL: Final = 6
RADIUS_ROW: Final = 8
RADIUS_CARD: Final = 10

CONTROL_HEIGHT: Final = 32
ROW_HEIGHT: Final = 64
NAV_WIDTH: Final = 212
LIST_WIDTH: Final = 336
READING_WIDTH: Final = 840
ICON: Final = 18
ICON_SMALL: Final = 14
