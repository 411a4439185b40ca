"""relapp's mark as each system wants it: PNG files by size, one .ico, one .icns, and the picture in an installer."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from relapp.ui.theme.icons import APP_ICON_SIZES, app_image
from relapp.ui.theme.tokens import LIGHT

LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
MAC_SIZES = (16, 32, 64, 128, 256, 512, 1024)
SIDE = (328, 628)
"""The picture at the side of an installer for Windows, which shows it as half as large where pixels are not small."""


def write_icon(folder: Path) -> None:
    """Write ``relapp.ico`` and ``side.bmp`` (Windows) or ``relapp.icns`` (macOS) into ``folder``; elsewhere nothing.

    Each size is drawn for itself: scaled down, the mark would blur.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        _write_one(folder / "relapp.ico", APP_ICON_SIZES)
        _side().save(folder / "side.bmp")
    elif sys.platform == "darwin":
        _write_one(folder / "relapp.icns", MAC_SIZES)


def write_pngs(folder: Path, name: str) -> None:
    """Write ``SIZExSIZE/apps/NAME.png`` for each size, as an icon theme has them."""
    for size in LINUX_SIZES:
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        drawn(size).save(place / f"{name}.png", optimize=True)


def drawn(size: int) -> Image.Image:
    """The mark, ``size`` pixels wide."""
    picture = app_image(size).convertToFormat(app_image(size).Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()), "raw", "RGBA", picture.bytesPerLine())


def _side() -> Image.Image:
    picture, mark = Image.new("RGB", SIDE, LIGHT.nav), drawn(128)
    picture.paste(mark, ((SIDE[0] - mark.width) // 2, SIDE[1] // 4), mark)
    return picture


def _write_one(path: Path, sizes: tuple[int, ...]) -> None:
    pictures = [drawn(size) for size in sizes]
    out = io.BytesIO()
    # Pillow takes for each size the picture that has it.
    pictures[-1].save(
        out, format=path.suffix[1:].upper(), append_images=pictures[:-1], sizes=[(size, size) for size in sizes]
    )
    path.write_bytes(out.getvalue())
