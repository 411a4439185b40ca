"""A note in a folder that the shop is kept elsewhere now, so that every later start finds it."""

from __future__ import annotations

import json
import os
from pathlib import Path


def put(old: Path, new: Path) -> None:
    """Say beside the shop's file ``old`` that it is ``new`` now.

    :raises OSError: it cannot be written there.
    """
    draft = _note(old).with_suffix(".draft")
    draft.write_text(json.dumps({"moved_to": str(new.absolute())}), "ascii")
    os.replace(draft, _note(old))


def followed(path: Path) -> Path:
    """``path``, or where the shop is kept now if it is not there any more."""
    seen = {path}
    while not path.exists():
        try:
            told = json.loads(_note(path).read_text("ascii"))
            path = Path(told["moved_to"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            break
        if path in seen:
            break
        seen.add(path)
    return path


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".moved")
