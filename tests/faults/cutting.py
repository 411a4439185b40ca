"""What may stand on a disk after the power was cut in the midst of recorded changes.

All that was synced stands. Of what a file was written since, any of it does, and any sector of a write by itself.
Names (new, renamed, unlinked files) come to the disk in their order, as journalling file systems bring them, and at the
latest when their folder, or the new file itself, is synced.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.recording import Event

SECTOR = 512
ACKNOWLEDGED = "acknowledged"
"""What is written to the file of this name is no file but what a person was told, at once and for good."""

Written = tuple[int, bytes | None]
"""Offset and data, or a size and ``None`` for a truncation."""


@dataclass(eq=False, slots=True)
class File:
    """What is safe, and what was written since, in its order."""

    safe: bytearray = field(default_factory=bytearray)
    loose: list[Written] = field(default_factory=list)

    def sync(self) -> None:
        """All that was written is safe."""
        for one in self.loose:
            _apply(self.safe, one)
        self.loose.clear()

    def after_kill(self) -> bytes:
        """All that was written."""
        content = bytearray(self.safe)
        for one in self.loose:
            _apply(content, one)
        return bytes(content)

    def after_cut(self, chance: random.Random) -> bytes:
        """One of the many things that may stand there then."""
        content = bytearray(self.safe)
        kind = chance.choice(("nothing", "all", "beginning", "any", "any", "torn"))
        until = chance.randint(0, len(self.loose))
        for place, one in enumerate(self.loose):
            if kind == "all" or (kind == "beginning" and place < until) or (kind == "any" and chance.random() < 0.5):
                _apply(content, one)
            elif kind == "torn" and chance.random() < 0.7:
                for sector in _sectors(one):
                    if chance.random() < 0.6:
                        _apply(content, sector)
        return bytes(content)


def _apply(content: bytearray, one: Written) -> None:
    offset, data = one
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


def _sectors(one: Written) -> Iterator[Written]:
    offset, data = one
    if data is None:
        yield one
        return
    start = 0
    while start < len(data):
        size = SECTOR - (offset + start) % SECTOR
        yield offset + start, data[start : start + size]
        start += size


class Disk:
    """The files of a folder as the events come, and as a cut may leave them."""

    def __init__(self, folder: Path) -> None:
        """What is in ``folder`` now is safe."""
        self.folders = {os.path.relpath(one, folder) for one in folder.rglob("*") if one.is_dir()}
        self.names = {os.path.relpath(one, folder): File(bytearray(one.read_bytes())) for one in _files(folder)}
        self.safe_names = dict(self.names)
        self.loose_names: list[tuple[str, str, File | None]] = []
        self.acknowledged = bytearray()

    def happens(self, event: Event) -> None:
        """Take one event."""
        path, file = event.path, self.names.get(event.path)
        if path == ACKNOWLEDGED:
            self.acknowledged += event.data
        elif event.kind == "d":
            self.folders.add(path)
        elif event.kind == "c":
            self._name(path, "", File())
        elif event.kind == "s" and file is None:
            self._sync_folder(path)
        elif file is None:
            return  # written to after it was unlinked: nobody sees it again
        elif event.kind == "w":
            file.loose.append((event.offset, event.data))
        elif event.kind == "t":
            file.loose.append((event.offset, None))
        elif event.kind == "s":
            file.sync()
            self._sync_name(file)
        elif event.kind == "u":
            self._name(path, "", None)
        elif event.kind == "r":
            self._name(event.data.decode(), path, file)

    def _name(self, path: str, old: str, file: File | None) -> None:
        self.loose_names.append((path, old, file))
        _rename(self.names, path, old, file)

    def _sync_folder(self, folder: str) -> None:
        last = max((at for at, (path, _, _) in enumerate(self.loose_names) if _folder(path) == folder), default=-1)
        self._settle(last + 1)

    def _sync_name(self, file: File) -> None:
        made = [at for at, (_, old, one) in enumerate(self.loose_names) if one is file and not old]
        if made:
            self._settle(made[0] + 1)

    def _settle(self, count: int) -> None:
        for one in self.loose_names[:count]:
            _rename(self.safe_names, *one)
        del self.loose_names[:count]

    def cut(self, target: Path, chance: random.Random, *, killed: bool = False) -> None:
        """Write one of the states that may stand after a cut now into the empty folder ``target``.

        Where only the program was ``killed``, all stands that it had done.
        """
        names = dict(self.safe_names)
        for one in self.loose_names[: len(self.loose_names) if killed else chance.randint(0, len(self.loose_names))]:
            _rename(names, *one)
        for folder in sorted(self.folders):
            (target / folder).mkdir(parents=True, exist_ok=True)
        for path, file in names.items():
            if not path.endswith("-shm"):  # memory, not disk
                (target / path).write_bytes(file.after_kill() if killed else file.after_cut(chance))


def _rename(names: dict[str, File], path: str, old: str, file: File | None) -> None:
    if old:
        names.pop(old, None)
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _folder(path: str) -> str:
    return os.path.dirname(path) or "."


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


def cuts(disk: Disk, events: Sequence[Event], count: int, chance: random.Random) -> Iterator[int]:
    """Let the events happen and stop at ``count`` random places among them, in order; yields how many happened."""
    places = sorted(chance.randint(0, len(events)) for _ in range(count))
    done = 0
    for place in places:
        while done < place:
            disk.happens(events[done])
            done += 1
        yield done
