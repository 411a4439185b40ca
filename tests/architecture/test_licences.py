"""Whoever gets relapp gets the licence of every part of it, and no part takes relapp's own licence away."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from relapp.licences import Part, full_text, parts, text_files

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "resources" / "licences" / "texts"
PARTS = parts()

ALLOWED = {
    # Do as you like, and keep the notice.
    "0BSD", "AFL-2.1", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause",
    "BSD-3-Clause-Open-MPI", "Beerware", "CC0-1.0", "FTL", "HPND", "HPND-sell-variant", "IJG", "ISC", "MIT",
    "MIT-Modern-Variant", "MIT-open-group", "OFL-1.1", "PSF-2.0", "Unicode-3.0", "Unicode-DFS-2016", "X11", "Zlib",
    "blessing", "bzip2-1.0.6", "libpng-2.0", "LicenseRef-Public-Domain", "MIT-0",
    # Libraries that a person may replace.
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only",
    # With an exception for programs like this one.
    "GPL-2.0-or-later WITH Bootloader-exception", "GPL-3.0-or-later WITH GCC-exception-3.1",
    # Comes with Windows' compiler.
    "LicenseRef-Microsoft-Distributable-Code",
}  # fmt: skip


def named(part: Part) -> str:
    return part.name


def dependencies() -> set[str]:
    """Every distribution that relapp needs to run here, directly or not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: set[str] = set()
    waiting = list(project["dependencies"])
    while waiting:
        asked = Requirement(waiting.pop())
        name = canonicalize_name(asked.name)
        if name not in found and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += metadata.requires(name) or []
    return found


def test_every_distribution_that_relapp_needs_is_a_part() -> None:
    needed = dependencies()
    assert {"sqlalchemy", "shiboken6", "mako"} <= needed
    known = {canonicalize_name(part.distribution) for part in PARTS}
    # Shiboken is told of together with PySide6, with which it is made and numbered.
    assert needed - known == {"shiboken6"}
    assert any("shiboken6/*" in part.files for part in PARTS)


@pytest.mark.parametrize("part", PARTS, ids=named)
def test_a_part_has_an_allowed_licence_and_says_it_in_full(part: Part) -> None:
    licences = re.split(r" AND ", re.sub("[()]", "", part.licence))
    assert set(licences) <= ALLOWED
    assert all(file.is_file() and file.stat().st_size for file in text_files(part))
    assert part.texts or part.note
    assert len(full_text(part)) > 100
    assert part.purpose.endswith(".")
    assert part.files


@pytest.mark.parametrize("part", [part for part in PARTS if "GPL" in part.licence], ids=named)
def test_a_person_is_told_what_the_gpl_means_here(part: Part) -> None:
    assert "may replace" in part.note or "stays under its own" in part.note


def test_no_part_is_told_of_twice_and_no_text_is_left_over() -> None:
    assert len({part.name for part in PARTS}) == len(PARTS)
    told = {file.name for part in PARTS for file in text_files(part)}
    assert {file.name for file in TEXTS.iterdir()} <= told


def test_relapp_s_own_licence_is_the_one_in_the_root() -> None:
    assert PARTS[0].name == "relapp"
    assert (ROOT / "LICENSE").read_text("utf-8").strip() in full_text(PARTS[0])


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("relapp", "Bootloader of PyInstaller"),
        ("_internal/libQt6Gui.so.6", "Qt"),
        ("_internal/PySide6/Qt6Gui.dll", "FreeType"),
        ("_internal/VCRUNTIME140_1.dll", "Microsoft Visual C++ runtime"),
        ("Contents/Frameworks/PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", "HarfBuzz"),
        ("Contents/Frameworks/python3__dot__11/lib-dynload/_bz2.cpython-311-darwin.so", "bzip2"),
        ("_internal/resources/fonts/Inter-Regular.ttf", "Inter"),
        ("_internal/numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", "NumPy"),
        ("_internal/numpy.libs/libscipy_openblas64_-32a4b2a6.so", "OpenBLAS and LAPACK"),
        ("_internal/numpy.libs/libgfortran-040039e1-0352e75f.so.5.0.0", "Fortran runtime"),
    ],
)
def test_a_file_of_a_built_folder_belongs_to_a_part(place: str, part: str) -> None:
    licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))
    assert any(licences["claims"](one, licences["_from_inside"](place)) for one in PARTS if one.name == part)


def test_a_file_of_no_part_is_found(tmp_path: Path) -> None:
    licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))
    for place in ("libz.so.1", "libreadline.so.8", "PySide6/QtWidgets.abi3.so"):
        file = tmp_path / "_internal" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert licences["unassigned"](tmp_path) == ["libreadline.so.8"]
    assert licences["parts_in"](tmp_path) == ["PySide6 and Shiboken", "zlib"]
