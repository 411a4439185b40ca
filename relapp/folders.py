"""What this system tells of a folder: who else may keep it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from relapp.domain.shared_folders import MARKS, Facts, Keeper, Mount, keeper_of

_MARK = re.compile("|".join(pattern for pattern, _ in MARKS))
_MOST_NAMES = 2_000
_MOST_FOLDERS = 12


def keeper(folder: Path) -> Keeper | None:
    """Who else keeps ``folder``, which may not be there yet; ``None`` if it seems to be nobody."""
    whole = Path(os.path.realpath(folder))
    return keeper_of(str(whole), Facts(dict(os.environ), _mounts(whole), _marks(whole)))


def is_network(folder: Path) -> bool:
    """Whether the files in ``folder`` lie on another computer. Quick: nothing in the folder is looked at."""
    whole = Path(os.path.realpath(folder))
    found = keeper_of(str(whole), Facts(mounts=_mounts(whole)))
    return found is not None and found.is_network


def _marks(folder: Path) -> frozenset[str]:
    """The marks of sync services in the folder and those above it."""
    found: set[str] = set()
    for one in (folder, *folder.parents)[:_MOST_FOLDERS]:
        try:
            with os.scandir(one) as entries:
                for number, entry in enumerate(entries):
                    if number > _MOST_NAMES:
                        break
                    if _MARK.fullmatch(entry.name.lower()):
                        found.add(entry.name.lower())
        except OSError:
            continue
    return frozenset(found)


if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def _mounts(folder: Path) -> tuple[Mount, ...]:
        drive = folder.anchor
        if not drive or drive.startswith("\\\\"):
            return ()
        kernel = ctypes.windll.kernel32
        label = ctypes.create_unicode_buffer(261)
        named = kernel.GetVolumeInformationW(drive, label, len(label), None, None, None, None, 0)
        kind = "remote" if kernel.GetDriveTypeW(drive) == _REMOTE else ""
        # What a drive letter stands for on the network is a share.
        return (Mount(drive, "smb" if kind else "", label.value if named else ""),)

elif sys.platform == "darwin":
    import subprocess

    def _mounts(_folder: Path) -> tuple[Mount, ...]:
        try:
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5).stdout
        except (OSError, subprocess.SubprocessError):
            return ()
        return tuple(read_mac_mounts(told))

else:

    def _mounts(_folder: Path) -> tuple[Mount, ...]:
        try:
            told = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
        except OSError:
            return ()
        return tuple(read_mounts(told))


def read_mounts(told: str) -> list[Mount]:
    """Linux' table: what, where, kind, and more; a space in a name is written ``\\040``."""
    lines = [line.split(" ") for line in told.splitlines()]
    return [Mount(_unescaped(line[1]), line[2]) for line in lines if len(line) > 2]


def read_mac_mounts(told: str) -> list[Mount]:
    """What ``mount`` says on macOS: ``//ada@server/share on /Volumes/share (smbfs, nodev)``."""
    found = [re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line) for line in told.splitlines()]
    return [Mount(line[1], line[2]) for line in found if line is not None]


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)
