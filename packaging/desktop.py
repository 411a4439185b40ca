"""What a Linux desktop wants beside the program: entry, icons, file type, description, manual page."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

from icons import write_pngs
from manpage import manual

from relapp import APP_ID, __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def write_desktop_files(share: Path, at: int) -> None:
    """Fill ``share`` (a ``usr/share``); ``at`` is the moment of the release in seconds since 1970."""
    day = datetime.fromtimestamp(at, UTC).date()
    _copy(HERE / "linux" / f"{APP_ID}.desktop", share / "applications")
    _copy(HERE / "linux" / f"{APP_ID}.xml", share / "mime" / "packages")
    _copy(ROOT / "resources" / "icons" / "relapp.svg", share / "icons/hicolor/scalable/apps", f"{APP_ID}.svg")
    write_pngs(share / "icons" / "hicolor", APP_ID)
    described = (HERE / "linux" / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    described = described.replace("@VERSION@", __version__).replace("@DATE@", day.isoformat())
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", described.encode())
    # Without a moment of its own, so that two builds give the same bytes.
    _write(share / "man" / "man1" / "relapp.1.gz", gzip.compress(manual(day).encode(), 9, mtime=0))


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
