"""What may be in a built folder, and what may not."""

from __future__ import annotations

import json
import marshal
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest
import trimming
from licences import parts_in, unassigned
from PyInstaller.archive.readers import CArchiveReader

from relapp.licences import parts
from relapp.storage.sqlite import OLDEST_SOUND

ROOT = Path(__file__).parents[2]

LIBRARY_OF_QT = re.compile(r"(?:lib)?Qt6?([A-Z]\w*?)(?:\.abi3)?(?:\.so\S*|\.dll|\.pyd|\.dylib)?", re.ASCII)
OF_QT = {"Core", "DBus", "Gui", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"}
"""What ships of Qt: under the LGPL, and without connections. Much else in its wheels is under the GPL alone."""
PLUGINS = {name for names in trimming.PLUGINS.values() for name in names}
TALKING = ("libssl", "libcrypto", "_ssl.", "ssleay")
"""What opens connections besides Qt; the program has no use for it."""
DEVELOPING = {
    "PIL", "PyInstaller", "Xlib", "_pytest", "hypothesis", "importlinter", "mypy", "pip", "pygments", "pytest", "ruff",
}  # fmt: skip
SQLITE_FILE = b"SQLite format 3\x00"
SQLITE_VERSION = re.compile(rb"(?<![\d.])(3)\.(\d{1,2})\.(\d{1,2})\x00")

MOST_FILES, MOST_MEGABYTES = 300, 195
"""It was 180 before protected files: the compiled piece of cryptography, with an OpenSSL in it, takes 12 on Linux."""


def modules(program: Path) -> set[str]:
    """Every Python module that is packed into ``program``."""
    return set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


def test_of_qt_only_what_is_under_the_lgpl_ships(files: dict[str, Path]) -> None:
    names = (LIBRARY_OF_QT.fullmatch(Path(place).name) for place in files)
    found = {match[1] for match in names if match}
    assert found
    assert found <= OF_QT


def test_of_qts_plugins_only_those_ship_that_were_chosen(files: dict[str, Path]) -> None:
    plugins = {Path(place).name.split(".")[0].removeprefix("lib") for place in files if "/plugins/" in place}
    assert plugins
    assert plugins <= PLUGINS


def test_nothing_that_opens_connections_ships(files: dict[str, Path]) -> None:
    assert [place for place in files if Path(place).name.startswith(TALKING)] == []


def test_there_is_exactly_one_sqlite_and_it_is_sound(binaries: dict[str, bytes]) -> None:
    ((place, library),) = [(place, content) for place, content in binaries.items() if SQLITE_FILE in content]
    assert "sqlcipher3" in place
    versions = {tuple(map(int, match.groups())) for match in SQLITE_VERSION.finditer(library)}
    assert versions
    assert max(versions) >= OLDEST_SOUND


def test_every_part_that_ships_is_listed_with_its_licence(built: Path) -> None:
    assert unassigned(built) == []


def test_the_versions_of_the_parts_are_told(built: Path, inside: Path) -> None:
    told = json.loads((inside / "resources" / "licences" / "versions.json").read_text(encoding="utf-8"))
    names = set(parts_in(built))
    # Some parts are for another system or an older Python, and are not here.
    wanted = {part.distribution: part.version for part in parts() if part.distribution and part.name in names}
    assert all(wanted.values())
    assert wanted.items() <= told.items()


def test_no_tool_of_developers_ships(program: Path) -> None:
    packed = {name.partition(".")[0] for name in modules(program)}
    assert {"relapp", "sqlalchemy", "alembic"} <= packed
    assert packed & DEVELOPING == set()
    assert not any(name.startswith("tests") for name in packed)


def test_every_module_of_the_program_ships(program: Path) -> None:
    sources = (ROOT / "relapp").rglob("*.py")
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in sources}
    # The steps of migrations ship as files, and the entry is the program itself.
    steps = {name for name in names if ".migrations.versions" in name}
    assert names - steps - modules(program) <= {"relapp.__main__"}


def test_the_steps_of_migrations_ship_as_files(inside: Path) -> None:
    steps = ROOT / "relapp" / "storage" / "migrations" / "versions"
    shipped = inside / steps.relative_to(ROOT)
    assert {path.name for path in steps.glob("*.py")} == {path.name for path in shipped.glob("*.py")}


def test_all_resources_ship(inside: Path) -> None:
    resources = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {str(path) for path in resources if not (inside / path).is_file()} == set()


def test_the_folder_stays_small(files: dict[str, Path]) -> None:
    assert len(files) <= MOST_FILES
    assert sum(path.stat().st_size for path in files.values()) / 1e6 <= MOST_MEGABYTES


def test_nothing_tells_where_it_was_built(files: dict[str, Path], program: Path) -> None:
    here = str(ROOT).encode()
    told = [place for place, path in files.items() if here in path.read_bytes()]
    archive = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    for name in archive.toc:
        code = archive.extract(name)
        if isinstance(code, CodeType) and here in marshal.dumps(code):
            told.append(name)
    assert told == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks the loader of Linux")
def test_every_library_finds_what_it_needs(built: Path, inside: Path, binaries: dict[str, bytes]) -> None:
    loader = shutil.which("ldd")
    assert loader is not None
    lost: dict[str, list[str]] = {}
    for place in binaries:
        said = subprocess.run([loader, str(built / place)], capture_output=True, text=True).stdout
        missing = [line.split()[0] for line in said.splitlines() if "not found" in line]
        # The program itself loads these, before any library asks for them.
        missing = [name for name in missing if not (inside / name).exists()]
        if missing:
            lost[place] = missing
    assert lost == {}
