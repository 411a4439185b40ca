"""Why no window can be shown on Linux: Qt ends the whole process without saying which of several things is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from relapp.domain.errors import NoDisplay

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""The libraries Qt opens by itself, and where Debian and Ubuntu keep them."""

_PLUGINS = {"xcb": "libqxcb.so", "wayland": "libqwayland.so"}


def expect_one() -> None:
    """Look, without loading anything, whether there may be a display.

    :raises NoDisplay: there cannot be one.
    """
    told = os.environ.get
    if sys.platform != "linux" or told("QT_QPA_PLATFORM") or told("DISPLAY") or told("WAYLAND_SOCKET"):
        return
    if not told("WAYLAND_DISPLAY") and told("XDG_SESSION_TYPE") != "wayland":
        raise NoDisplay("display.none")
    if not _wayland().exists():
        raise NoDisplay("display.no_wayland", name=_wayland().name)


def not_loaded(error: BaseException) -> NoDisplay | None:
    """For what the loader of libraries says: which one does not load, if it is a library."""
    library = Path(str(error).partition(":")[0]).name
    if ".so" not in library:
        return None
    if library in PACKAGES:
        return NoDisplay("display.package", library=library, package=PACKAGES[library])
    return NoDisplay("display.library", library=library)


def reason(plugins: Iterable[str], said: str) -> NoDisplay:
    """Why Qt, which said ``said`` and has its plugins in one of ``plugins``, could not begin."""
    wish = os.environ.get("QT_QPA_PLATFORM", "")
    wanted = [one.partition(":")[0] for one in wish.split(";")] if wish else _usual()
    for platform in wanted:
        found = _trouble(platform, list(plugins)) if sys.platform == "linux" else None
        if found is not None:
            return found
    return NoDisplay("display.platform", name=wish) if wish else NoDisplay("display.unknown", words=said)


def _usual() -> list[str]:
    return ["xcb", "wayland"] if os.environ.get("DISPLAY") else ["wayland", "xcb"]


def _trouble(platform: str, plugins: list[str]) -> NoDisplay | None:
    if platform not in _PLUGINS:
        return None
    found = _library_missing([Path(folder, "platforms", _PLUGINS[platform]) for folder in plugins])
    if found is not None:
        return found
    if platform == "wayland":
        return None if _wayland().exists() else NoDisplay("display.no_wayland", name=_wayland().name)
    display = os.environ.get("DISPLAY", "")
    if not display:
        return NoDisplay("display.none")
    return None if _x_answers() else NoDisplay("display.no_server", name=display)


def _library_missing(files: list[Path]) -> NoDisplay | None:
    import ctypes

    for file in files:
        if file.exists():
            try:
                ctypes.CDLL(str(file))
            except OSError as error:
                return not_loaded(error)
    return None


def _wayland() -> Path:
    """The compositor's socket; a name that is a whole path stays one."""
    return Path(os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("WAYLAND_DISPLAY") or "wayland-0")


def _x_answers() -> bool:
    import ctypes

    library = ctypes.CDLL("libxcb.so.1")
    library.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.xcb_connect(None, None))
    refused = bool(library.xcb_connection_has_error(connection))
    library.xcb_disconnect(connection)
    return not refused
