"""The installer for Windows, made by NSIS from packaging/windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from signing import has_key, sign

from relapp import APP_ID, __version__

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "windows" / "installer.nsi"
WORDS = HERE / "windows" / "words.nsh"
PROGRAMS = ("relapp.exe", "relapp.com")
FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
"""NSIS installs itself into one of these, and not on PATH."""


def make_setup(built: Path, work: Path, dist: Path, version: str = __version__) -> Path:
    """Pack ``built`` with the pictures in ``work``; all of it is signed if there is a key. Returns the installer.

    :raises FileNotFoundError: there is no NSIS here.
    :raises subprocess.CalledProcessError: NSIS or the command that signs failed.
    """
    for name in PROGRAMS:
        sign(built / name)
    installer = dist / f"relapp-{version}-setup.exe"
    said = {
        "STAGE": built,
        "OUT": installer,
        "VERSION": version,
        "NUMBERS": f"{version}.0",
        "TARGET": _target(),
        "APP_ID": APP_ID,
        "ICON": work / "relapp.ico",
        "SIDE": work / "side.bmp",
        "WORDS": WORDS,
    }
    if has_key():
        said["SIGN"] = f'"{sys.executable}" "{HERE / "signing.py"}"'
    defines = [f"-D{name}={value}" for name, value in said.items()]
    # Whatever this system takes text for.
    coded = ["-INPUTCHARSET", "UTF8"]
    subprocess.run([_makensis(), "-V2", "-WX", *coded, *defines, str(SCRIPT)], check=True)
    return installer


def _target() -> str:
    """What the installer itself is: Debian's NSIS can make one for 64 bits, the makers' own for 32 only."""
    stubs = (Path(_makensis()).parent / "Stubs", Path("/usr/share/nsis/Stubs"))
    wide = any((folder / "lzma_solid-amd64-unicode").exists() for folder in stubs)
    return "amd64-unicode" if wide else "x86-unicode"


def _makensis() -> str:
    places = [os.path.join(os.environ[name], "NSIS") for name in FOLDERS if name in os.environ]
    found = shutil.which("makensis") or shutil.which("makensis", path=os.pathsep.join(places))
    if found is None:
        raise FileNotFoundError("makensis, which belongs to NSIS: install NSIS 3.08 or newer")
    return found
