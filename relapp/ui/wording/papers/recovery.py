"""The recovery code on paper."""

from __future__ import annotations

from html import escape

from relapp.ui.wording import protection, tr


def title() -> str:
    """Of the page."""
    return tr("Protection", "Recovery code of relapp")


def page(code: str) -> str:
    """The page to print; it names neither the shop nor anybody in it."""
    groups = escape(code.replace("-", " "))
    return (
        f"<html><body><h1>{escape(title())}</h1><p>{escape(protection.code_shown())}</p>"
        f'<p style="font-family:monospace;font-size:16pt">{groups}</p>'
        f"<p>{escape(_how())}</p></body></html>"
    )


def _how() -> str:
    return tr(
        "Protection",
        "Start relapp, choose “Use the recovery code” and type it. Small letters, spaces and strokes do not matter.",
    )
