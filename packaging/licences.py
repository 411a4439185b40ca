"""Which part of resources/licences/parts.toml each file of a built folder belongs to."""

from __future__ import annotations

import sys
from fnmatch import fnmatchcase
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from relapp.licences import Part, parts

_INSIDE = ("_internal", "Contents/Frameworks", "Contents/Resources", "Contents/MacOS", "Contents")
"""Where PyInstaller puts what the program is made of, in a folder and in an app bundle."""

_PROGRAMS = {"relapp", "relapp.exe"}


def unassigned(built: Path) -> list[str]:
    """The files of the folder or bundle ``built``, and the packages inside the program, that no part claims."""
    every = parts()
    return [place for place in _places(built) if not any(claims(part, place) for part in every)]


def parts_in(built: Path) -> list[str]:
    """The names of the parts that something in ``built`` belongs to."""
    places = _places(built)
    return [part.name for part in parts() if any(claims(part, place) for place in places)]


def claims(part: Part, place: str) -> bool:
    """Whether the file at ``place``, told from the inner folder on with forward slashes, belongs to ``part``."""
    return any(fnmatchcase(place.casefold(), pattern.casefold()) for pattern in part.files)


def _places(built: Path) -> list[str]:
    # What a link leads to is a file of its own.
    files = [file for file in built.rglob("*") if file.is_file() and not file.is_symlink()]
    places = {_from_inside(file.relative_to(built).as_posix()): file for file in files}
    modules = (_modules(places[place]) for place in _PROGRAMS & places.keys())
    return sorted(set(places).union(*modules))


def _from_inside(place: str) -> str:
    folder = next((folder for folder in _INSIDE if place.startswith(f"{folder}/")), None)
    return place.removeprefix(f"{folder}/") if folder else place


def _modules(program: Path) -> set[str]:
    """The packages inside the program that are not Python's own, as if each were a folder."""
    from PyInstaller.archive.readers import CArchiveReader

    inside = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    return {f"{name}/" for name in {one.split(".")[0] for one in inside} - sys.stdlib_module_names}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print("Contains", ", ".join(parts_in(folder)))
    strays = unassigned(folder)
    sys.exit("\n".join(["Of no part that is known:", *strays]) if strays else 0)
