"""Without a command: the window, or a call to the one that is open on the folder already."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from relapp import display, instance
from relapp.domain.errors import StorageUnavailable
from relapp.paths import Places


def window(options: Namespace, places: Places) -> int:
    """Open the window on the shop, or on the file that was named; where one is open, bring that to the front.

    :raises StorageUnavailable: ``no_shop``: no such file; ``open_elsewhere``: a window is open that does not answer.
    :raises NoDisplay: no window can be shown.
    """
    display.expect_one()
    file: Path | None = options.file
    if file is not None:
        if not os.path.isfile(file):
            raise StorageUnavailable("no_shop", file=file)
        places = places.at(file)
        file = file.resolve()
    # Before anything of Qt is loaded, so that a second start costs next to nothing.
    lock = instance.enter(places.data, instance.Call(file, _token()))
    if lock is None:
        return 0
    try:
        from relapp.app import run
    except ImportError as error:
        found = display.not_loaded(error)
        raise error if found is None else found from error
    return run(places, lock, safe=options.safe)


def _token() -> str:
    """What the desktop gave this start so that its window may take the keyboard."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
