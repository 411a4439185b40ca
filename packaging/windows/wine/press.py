"""Press buttons in a window of Windows, as a person would: ``press.py TITLE BUTTON…``, run by Windows' own Python.

Each button is waited for, and named without the sign of its key.
"""

import ctypes
import sys
import time
from ctypes import wintypes

PATIENCE = 60
LOOK_EVERY = 0.2
BM_CLICK = 0x00F5
LONGEST = 200

user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
Visit = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)  # type: ignore[attr-defined,unused-ignore]


def text(window: int) -> str:
    """What stands on the window or button."""
    buffer = ctypes.create_unicode_buffer(LONGEST)
    user32.GetWindowTextW(wintypes.HWND(window), buffer, LONGEST)
    return buffer.value.replace("&", "").strip()


def visible(within: int | None) -> list[int]:
    """All windows, or all parts of one, that can be seen."""
    found: list[int] = []

    def visit(window: int, _: int) -> bool:
        if user32.IsWindowVisible(wintypes.HWND(window)):
            found.append(window)
        return True

    if within is None:
        user32.EnumWindows(Visit(visit), 0)
    else:
        user32.EnumChildWindows(wintypes.HWND(within), Visit(visit), 0)
    return found


def button(title: str, name: str) -> int | None:
    """The button ``name`` in a window called ``title``, if it can be pressed now."""
    for window in visible(None):
        if text(window) == title:
            for part in visible(window):
                if text(part) == name and user32.IsWindowEnabled(wintypes.HWND(part)):
                    return part
    return None


def press(title: str, name: str) -> None:
    """Wait for the button and press it."""
    end = time.monotonic() + PATIENCE
    while (found := button(title, name)) is None:
        if time.monotonic() > end:
            sys.exit(f"there is no button {name} in {title}")
        time.sleep(LOOK_EVERY)
    user32.PostMessageW(wintypes.HWND(found), BM_CLICK, 0, 0)


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        press(sys.argv[1], wanted)
