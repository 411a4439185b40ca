"""What of Qt, Python and their libraries goes into the built program: what is named here, and what that links to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from PyInstaller.depend import bindepend

EXCLUDED_MODULES = [
    # Parts of Qt that PySide6's own modules mention.
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    # The program opens no network connection.
    "_ssl",
    "ssl",
    # hashlib does without OpenSSL.
    "_hashlib",
    # A second SQLite would break the first one's file locks.
    "sqlite3",
    "_sqlite3",
    # The same for processors that can do more at once; the difference is not noticed here.
    "rapidfuzz.distance.metrics_cpp_avx2",
    "rapidfuzz.fuzz_cpp_avx2",
    # Of NumPy only what computes.
    "multiprocessing.shared_memory",
    "numpy._core._multiarray_tests",
    "numpy.ctypeslib",
    "numpy.f2py",
    "numpy.fft",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    # What compiled pieces are made with; of it they only need _cffi_backend.
    "cffi",
    "pycparser",
    # Tools of developers, and of a terminal.
    "PIL",
    "Xlib",
    "_curses",
    "_tkinter",
    "alembic.testing",
    "curses",
    "ensurepip",
    "hypothesis",
    "keyring.cli",
    "keyring.testing",
    "lib2to3",
    "mypy",
    "pip",
    "pkg_resources",
    "pygments",
    "pytest",
    "readline",
    "setuptools",
    "sqlalchemy.testing",
    "tests",
    "tkinter",
]

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cocoaprintersupport", "windowsprintersupport"},
    "styles": {"qmacstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
"""Qt's plugins that ship, by folder. Neither GL nor the network is used; the look is Fusion everywhere."""

LANGUAGES = {"ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt_BR", "tr"}
"""Qt's own words in these languages ship; English needs none."""

SOFTWARE_GL = {"opengl32sw.dll", "d3dcompiler_47.dll"}

Entry = tuple[str, str, str]
"""PyInstaller's: where in the folder, from where, of what kind."""


def trim(analysis: Any) -> None:
    """Leave out of ``analysis`` what is not wanted, and then every loose library that nothing left links to."""
    binaries: list[Entry] = [entry for entry in analysis.binaries if _is_wanted(_place(entry))]
    loose = {_place(entry).name: entry for entry in binaries if _is_loose(_place(entry))}
    reached = _reached([entry for entry in binaries if _place(entry).name not in loose], loose)
    gone = set(loose) - reached
    analysis.binaries = [entry for entry in binaries if _place(entry).name not in gone]
    analysis.datas = [entry for entry in analysis.datas if _is_wanted(_place(entry)) and _place(entry).name not in gone]


def strip(folder: Path) -> None:
    """Take out of the libraries in ``folder`` what only those need who look for faults in them.

    Libraries that a wheel brings in a folder of their own stay as they are: its makers moved things about in the files
    so that strip would leave them unloadable.
    """
    for path in sorted(folder.rglob("*.so*")):
        if not path.is_symlink() and not path.parent.name.endswith(".libs"):
            subprocess.run(["strip", str(path)], check=True)


def system_libraries(analysis: Any) -> list[str]:
    """Libraries that were taken from this system, not from a wheel or from Python itself: ``place<TAB>source``."""
    prefixes = tuple({sys.prefix, sys.base_prefix} - {"/usr"})
    return sorted(
        f"{_place(entry)}\t{entry[1]}"
        for entry in analysis.binaries
        if _is_loose(_place(entry)) and not entry[1].startswith(prefixes) and "libpython" not in entry[0]
    )


def _place(entry: Entry) -> PurePosixPath:
    return PurePosixPath(entry[0].replace("\\", "/"))


def _is_wanted(place: PurePosixPath) -> bool:
    parts = place.parts
    if "plugins" in parts[:-1]:
        folder, name = parts[parts.index("plugins") + 1], place.name.split(".")[0].removeprefix("lib")
        return name in PLUGINS.get(folder, ())
    if "translations" in parts[:-1]:
        return place.suffix == ".qm" and place.stem.startswith("qtbase_") and place.stem[7:] in LANGUAGES
    if parts[0].endswith(".dist-info") or "qml" in parts[:-1] or "typesystems" in parts[:-1] or "glue" in parts[:-1]:
        return False
    return place.name not in SOFTWARE_GL and place.suffix not in {".pyi", ".ts"} and "__pycache__" not in parts


def _is_loose(place: PurePosixPath) -> bool:
    """Whether the file is a library that others link to, rather than something Python or Qt open by name."""
    if "plugins" in place.parts or _is_python(place.name):
        return False
    name = place.name.lower()
    if sys.platform == "win32":
        return name.endswith(".dll")
    if sys.platform == "darwin":
        return name.endswith(".dylib") or ".framework" in str(place)
    return name.startswith("lib") and ".so" in name


def _is_python(name: str) -> bool:
    return name.lower().startswith(("libpython", "python3"))


def _reached(roots: list[Entry], loose: dict[str, Entry]) -> set[str]:
    """The names of the ``loose`` libraries that ``roots`` link to, directly or not."""
    found: set[str] = set()
    waiting = roots
    while waiting:
        for wanted, _path in bindepend.get_imports(waiting.pop()[1]):
            name = Path(wanted.replace("\\", "/")).name
            match = next((one for one in loose if one == name or one.lower() == name.lower()), None)
            if match is not None and match not in found:
                found.add(match)
                waiting.append(loose[match])
    return found
