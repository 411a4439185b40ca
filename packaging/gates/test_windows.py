"""What Windows shows of the program's files, and how they start there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from relapp import __version__
from relapp.ui.theme.icons import APP_ICON_SIZES

if os.name != "nt":
    pytest.skip("of Windows' files", allow_module_level=True)

import pefile

GUI, CONSOLE = 2, 3
"""What a program says it is; the second has a console opened for it."""
ICONS = pefile.RESOURCE_TYPE["RT_ICON"]
PROGRAMS = {"relapp.exe": GUI, "relapp.com": CONSOLE}


@pytest.fixture(params=PROGRAMS)
def resources(built: Path, request: pytest.FixtureRequest) -> Any:
    """One of the two programs, taken apart."""
    with pefile.PE(built / request.param) as program:
        assert program.OPTIONAL_HEADER.Subsystem == PROGRAMS[request.param]
        yield program


def test_the_icon_is_there_in_every_size(resources: Any) -> None:
    (icons,) = [entry for entry in resources.DIRECTORY_ENTRY_RESOURCE.entries if entry.id == ICONS]
    assert len(icons.directory.entries) == len(APP_ICON_SIZES)


def test_name_and_version_are_told(resources: Any) -> None:
    (tables,) = [part for part in resources.FileInfo[0] if part.Key == b"StringFileInfo"]
    told = tables.StringTable[0].entries
    assert (told[b"ProductName"], told[b"ProductVersion"]) == (b"relapp", __version__.encode())
    numbers = resources.VS_FIXEDFILEINFO[0]
    assert [numbers.FileVersionMS >> 16, numbers.FileVersionMS & 0xFFFF, numbers.FileVersionLS >> 16] == [
        int(part) for part in __version__.split(".")
    ]


@pytest.mark.parametrize(("word", "code"), [("--version", 0), ("--help", 0), ("dance", 2), ("--self-test", 0)])
def test_without_a_console_the_program_with_windows_ends_well(
    built: Path, bare_environment: dict[str, str], word: str, code: int
) -> None:
    command = [str(built / "relapp.exe"), word]
    alone = 0x00000008  # DETACHED_PROCESS, which only Windows has
    assert subprocess.run(command, env=bare_environment, creationflags=alone, timeout=300).returncode == code
