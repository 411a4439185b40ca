"""The AppImage: one file that runs on most Linux systems. Its runtime is a file of its own, known by its hash."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from desktop import write_desktop_files

from relapp import APP_ID, __version__

RUNTIME = "RELAPP_APPIMAGE_RUNTIME"
"""Names the runtime's file; without it only the payload is made."""
RUNTIME_SHA256 = "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d"
"""Of the file runtime-x86_64 of AppImage's type2-runtime, release 20251108."""

SYSTEM_HAS = {
    "libX11-xcb.so.1",
    "libX11.so.6",
    "libexpat.so.1",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libgcc_s.so.1",
    "libgpg-error.so.0",
    "libstdc++.so.6",
    "libuuid.so.1",
    "libz.so.1",
}
"""Libraries that every desktop has, and that must be its own: they read its settings, or its drivers use them too."""

START = """\
#!/bin/sh
exec "${APPDIR:-$(dirname "$(readlink -f "$0")")}/usr/lib/relapp/relapp" "$@"
"""


def make_appimage(built: Path, work: Path, dist: Path, at: int) -> Path:
    """Pack ``built``; ``at`` is the moment that everything bears. Returns the AppImage, or its payload."""
    folder = work / "AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder / "usr" / "lib" / "relapp", symlinks=True)
    for name in SYSTEM_HAS:
        (folder / "usr" / "lib" / "relapp" / "_internal" / name).unlink(missing_ok=True)
    write_desktop_files(folder / "usr" / "share", at)
    (folder / "AppRun").write_text(START, encoding="utf-8")
    (folder / "AppRun").chmod(0o755)
    (folder / f"{APP_ID}.desktop").symlink_to(f"usr/share/applications/{APP_ID}.desktop")
    (folder / f"{APP_ID}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg")
    (folder / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png")
    payload = dist / f"relapp-{__version__}-x86_64.squashfs"
    payload.unlink(missing_ok=True)
    settings = ["-comp", "zstd", "-Xcompression-level", "22", "-b", "1M", "-root-owned", "-noappend", "-quiet"]
    times = ["-mkfs-time", str(at), "-all-time", str(at), "-no-progress"]
    # The moment is given twice otherwise, which mksquashfs refuses.
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(["mksquashfs", str(folder), str(payload), *settings, *times], check=True, env=kept)
    return _joined(payload) if RUNTIME in os.environ else payload


def _joined(payload: Path) -> Path:
    runtime = Path(os.environ[RUNTIME]).read_bytes()
    if hashlib.sha256(runtime).hexdigest() != RUNTIME_SHA256:
        raise ValueError(f"{os.environ[RUNTIME]} is not the runtime that packaging/appimage.py names")
    program = payload.with_suffix(".AppImage")
    program.write_bytes(runtime + payload.read_bytes())
    program.chmod(0o755)
    return program
