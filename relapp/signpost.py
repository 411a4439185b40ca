"""Where a shop is kept now, told in the folder that it was moved from.

A move copies everything into a folder of its own beside the new place. Taking the old file's name away decides: before
it the old file is the shop, after it the copy is, and whoever follows the signpost ends what was cut short. What was
copied and is still in the old folder stands in a list there until it is gone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def put(old: Path, new: Path) -> None:
    """Say beside the shop's file ``old`` that it is ``new`` now.

    :raises OSError: it cannot be written there.
    """
    _write(_note(old), json.dumps({"moved_to": str(new.absolute())}))


def followed(path: Path) -> Path:
    """``path``, or where the shop is kept now if it is not there any more; a move that was decided is ended."""
    seen = {path}
    while not is_there(path):
        end(path)
        try:
            told = json.loads(_note(path).read_text("ascii"))
            path = Path(told["moved_to"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            break
        if path in seen:
            break
        seen.add(path)
    return path


def leads_away(path: Path) -> bool:
    """Whether a shop that was kept at ``path`` is kept elsewhere: then none is made here."""
    return not is_there(path) and _note(path).exists()


def is_there(path: Path) -> bool:
    """Whether there is a shop's file; an empty one is what somebody left who came as it was being moved."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return path.exists()


# -- a move --


def coming(new: Path) -> Path:
    """The folder in which everything lies that is on its way to ``new``."""
    return new.with_name(f"{new.name}.moving")


def is_coming(new: Path) -> bool:
    """Whether a shop is on its way to ``new`` and not there yet: what is made there would be replaced by it."""
    return not is_there(new) and (coming(new) / new.name).exists()


def begin(old: Path, new: Path, left: Iterable[str]) -> None:
    """Note that ``old`` is being moved, and which files (as seen from its folder) are to go from there after it.

    :raises OSError: it cannot be written there.
    """
    told = {"to": str(new.absolute()), "left": list(left)}
    _write(_leaving(old), json.dumps(told))


def give_up(old: Path) -> None:
    """Take away what was copied if the old file is still the shop. Nobody may be moving it meanwhile.

    What cannot be taken away stays for the next time.
    """
    known = _told(old)
    if known is None or not is_there(old):
        return
    with suppress(OSError):
        shutil.rmtree(coming(known[0]), ignore_errors=True)
        _note(old).unlink(missing_ok=True)
        if not coming(known[0]).exists():
            _leaving(old).unlink()


def end(old: Path) -> None:
    """Once the old file has lost its name: put what was copied in place, then remove what it was copied from.

    Several may do so at once. What cannot be done now is done at the next start.
    """
    known = _told(old)
    if known is None or is_there(old):
        return
    from relapp.storage import durable

    new, left = known
    with suppress(OSError):
        _put_in_place(new)
        if is_there(new) and _removed(old.parent, left):
            _leaving(old).unlink(missing_ok=True)
            durable.sync_folder(old.parent)


def _put_in_place(new: Path) -> None:
    """Everything that came, the shop's file last."""
    from relapp.storage import durable

    here = coming(new)
    came = sorted((path for path in here.rglob("*") if path.is_file()), key=lambda path: path == here / new.name)
    for path in came:
        target = new.parent / path.relative_to(here)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            durable.rename(path, target)
    # A note from when the shop was moved away from there.
    _note(new).unlink(missing_ok=True)
    if is_there(new):
        shutil.rmtree(here, ignore_errors=True)
        durable.sync_folder(new.parent)


def _removed(folder: Path, left: Iterable[str]) -> bool:
    """Whether all of it is gone by now."""
    whole, folders = folder.resolve(), set()
    for name in left:
        path = (folder / name).resolve()
        if whole in path.parents:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            folders |= {one for one in path.parents if whole in one.parents}
    for one in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        # What somebody else put there stays.
        with suppress(OSError):
            one.rmdir()
    return not any((folder / name).exists() for name in left)


def _told(old: Path) -> tuple[Path, list[str]] | None:
    try:
        told = json.loads(_leaving(old).read_text("ascii"))
        return Path(told["to"]), [str(name) for name in told["left"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _write(path: Path, content: str) -> None:
    # Nothing of the data layer is loaded before the first paint.
    from relapp.storage import durable

    durable.write(path, content.encode("ascii"))


def _leaving(path: Path) -> Path:
    return path.with_name(path.name + ".leaving")


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".moved")
