"""The look of the window: colours, type, icons. ``install`` once, then ask ``current``."""

from relapp.ui.theme.theme import TEXT_SIZES, Scheme, Theme, current, install
from relapp.ui.theme.tokens import Tokens, Tone
from relapp.ui.theme.typography import TextRole

__all__ = ["TEXT_SIZES", "Scheme", "TextRole", "Theme", "Tokens", "Tone", "current", "install"]
