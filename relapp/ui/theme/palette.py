"""The Qt palette made of the tokens, and the roles by which labels ask for a colour."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from relapp.ui.theme.tokens import Tokens, Tone

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

# Roles that the Fusion style leaves alone carry the colours Qt has no role for.
PRIMARY = _Role.WindowText
SECONDARY = _Role.Shadow
FAINT = _Role.PlaceholderText
DANGER = _Role.BrightText
ACCENT = _Role.Link
ON_TINT = _Role.LinkVisited


def make_palette(tokens: Tokens) -> QPalette:
    """Every role in every group, so that nothing of the system's own palette shines through."""
    colours = {
        _Role.Window: tokens.bg,
        _Role.WindowText: tokens.text,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.sunken,
        _Role.Text: tokens.text,
        _Role.PlaceholderText: tokens.text3,
        _Role.Button: tokens.surface,
        _Role.ButtonText: tokens.text,
        _Role.Light: tokens.hover,
        _Role.Midlight: tokens.line,
        _Role.Mid: tokens.line_strong,
        _Role.Dark: tokens.line_strong,
        _Role.Shadow: tokens.text2,
        _Role.BrightText: tokens.tones[Tone.DANGER].mark,
        _Role.Highlight: tokens.accent,
        _Role.HighlightedText: tokens.on_accent,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.accent,
        _Role.LinkVisited: tokens.on_accent_tint,
        _Role.ToolTipBase: tokens.inverse,
        _Role.ToolTipText: tokens.on_inverse,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(_Group.All, role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(_Group.Disabled, role, QColor(tokens.text3))
    palette.setColor(_Group.Disabled, _Role.Highlight, QColor(tokens.line_strong))
    palette.setColor(_Group.Disabled, _Role.Base, QColor(tokens.sunken))
    return palette
