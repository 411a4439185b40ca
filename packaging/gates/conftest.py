"""The folder that was built, as the gates look at it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder with relapp and _internal, on macOS the bundle."""
    folder = Path(os.environ["RELAPP_BUILT"])
    assert folder.is_dir(), f"{folder} is not there: ./dev build makes it"
    return folder


@pytest.fixture(scope="session")
def program(built: Path) -> Path:
    """The program that prints into a console."""
    if sys.platform == "darwin":
        return built / "Contents" / "MacOS" / "relapp"
    return built / ("relapp.com" if os.name == "nt" else "relapp")


@pytest.fixture(scope="session")
def inside(built: Path) -> Path:
    """Where everything is but the program itself."""
    return built / ("Contents/Frameworks" if sys.platform == "darwin" else "_internal")


@pytest.fixture(scope="session")
def files(built: Path) -> dict[str, Path]:
    """Every file of the folder by its place, with forward slashes; links are not counted twice."""
    found = (path for path in built.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(built).as_posix(): path for path in found}


@pytest.fixture(scope="session")
def binaries(files: dict[str, Path]) -> dict[str, bytes]:
    """Programs and libraries, whole."""
    signs = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
    contents = ((place, path.read_bytes()) for place, path in files.items())
    return {place: content for place, content in contents if content.startswith(signs)}


@pytest.fixture
def bare_environment(tmp_path: Path) -> dict[str, str]:
    """No display, no Python, an empty home: what a program finds on a machine where it was just installed."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    folders = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    path = os.environ["SYSTEMROOT"] + r"\System32" if sys.platform == "win32" else "/usr/bin:/bin"
    return {**kept, **dict.fromkeys(folders, str(home)), "PATH": path, "LANG": "C.UTF-8"}
