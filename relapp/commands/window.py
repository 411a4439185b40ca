"""Without a command: the window, or a call to the one that is open on the folder already."""

from __future__ import annotations

import os
from argparse import Namespace

from relapp import instance
from relapp.paths import Places


def window(_options: Namespace, places: Places) -> int:
    """Open the window on the shop; where one is open, bring that to the front."""
    # Before anything of Qt is loaded, so that a second start costs next to nothing.
    lock = instance.enter(places.data, instance.Call(token=_token()))
    if lock is None:
        return 0
    from relapp.app import run

    return run(places, lock)


def _token() -> str:
    """What the desktop gave this start so that its window may take the keyboard."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
