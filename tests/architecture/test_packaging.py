"""What stands in packaging/ about the program is what the program itself says."""

from __future__ import annotations

import argparse
import configparser
import runpy
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from relapp import APP_ID, __version__
from relapp.commands.parser import SUFFIX, command_line
from relapp.storage.sqlite import APPLICATION_ID
from relapp.ui.application import NAME

PACKAGING = Path(__file__).parents[2] / "packaging"
LINUX = PACKAGING / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def entry() -> configparser.SectionProxy:
    """The desktop entry."""
    file = configparser.ConfigParser(interpolation=None)
    file.optionxform = str  # type: ignore[assignment, method-assign]
    file.read(LINUX / f"{APP_ID}.desktop", encoding="utf-8")
    return file["Desktop Entry"]


def test_the_desktop_entry_names_the_window_and_the_icon_as_the_program_does(
    entry: configparser.SectionProxy,
) -> None:
    assert entry["StartupWMClass"] == NAME
    assert entry["Icon"] == APP_ID
    assert entry["Exec"] == "relapp %f"


def test_a_shops_file_is_known_by_its_name_and_by_its_content(entry: configparser.SectionProxy) -> None:
    ((kind),) = ET.parse(LINUX / f"{APP_ID}.xml").getroot().iter(f"{MIME}mime-type")
    assert entry["MimeType"] == kind.get("type", "") + ";"
    assert [glob.get("pattern") for glob in kind.iter(f"{MIME}glob")] == [f"*{SUFFIX}"]
    values = [match.get("value", "") for match in kind.iter(f"{MIME}match")]
    assert values[1].encode() == APPLICATION_ID.to_bytes(4, "big")


def test_the_metainfo_speaks_of_this_program() -> None:
    root = ET.parse(LINUX / f"{APP_ID}.metainfo.xml").getroot()
    assert root.findtext("id") == APP_ID
    assert root.findtext("launchable") == f"{APP_ID}.desktop"
    assert root.findtext("project_license") == "Apache-2.0"


def test_the_flatpak_reaches_neither_the_network_nor_the_home() -> None:
    manifest = (LINUX / f"{APP_ID}.flatpak.yml").read_text(encoding="utf-8")
    assert f"id: {APP_ID}" in manifest
    assert "--share=network" not in manifest
    assert "--filesystem" not in manifest
    # What flatpak-builder strips has lost the archive that the program is.
    assert "strip: false\n" in manifest
    assert "no-debuginfo: true\n" in manifest


def test_the_manual_page_tells_of_every_command_and_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(PACKAGING)])
    page = runpy.run_path(str(PACKAGING / "manpage.py"))["manual"](date(2026, 3, 14))
    assert f'"relapp {__version__}"' in page
    (commands,) = (one for one in command_line()._actions if isinstance(one, argparse._SubParsersAction))
    for command in commands.choices:
        assert ".SS {}\n".format(command.replace("-", "\\-")) in page
    parsers = (command_line(), *commands.choices.values())
    options = [name for parser in parsers for action in parser._actions for name in action.option_strings]
    for option in set(options) - {"-h", "--help"}:
        assert option.replace("-", "\\-") in page
    # What every command takes is told once.
    assert page.count(".B \\-\\-data\\-dir") == page.count(".B \\-\\-passphrase\\-file") == 1
    assert [line for line in page.splitlines() if line.startswith(".B ") and line[3:].isdigit()] == [
        ".B 0",
        ".B 1",
        ".B 2",
        ".B 3",
        ".B 4",
        ".B 130",
    ]


def test_the_version_stands_in_one_place() -> None:
    names = ("*.py", "*.spec", "*.nsi", "*.yml", "*.desktop", "*.xml", "*.sh")
    files = [path for name in names for path in PACKAGING.rglob(name)]
    assert len(files) > 10
    assert [path for path in files if f'"{__version__}"' in path.read_text(encoding="utf-8")] == []
