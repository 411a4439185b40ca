"""What the Flatpak is made of: the built folder and what a desktop wants beside it, laid out for its manifest."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop import write_desktop_files


def make_flatpak_folder(built: Path, dist: Path, at: int) -> Path:
    """Lay out ``dist/flatpak``; flatpak-builder takes it from there. ``at`` is the moment of the release."""
    folder = dist / "flatpak"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder / "relapp", symlinks=True)
    write_desktop_files(folder / "share", at)
    return folder
