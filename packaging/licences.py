"""Which part of the program a shipped file belongs to."""

from __future__ import annotations

from pathlib import Path


def unassigned(built: Path) -> list[str]:
    """Files that no part claims."""
    return sorted(path.name for path in built.iterdir() if not path.exists())
