"""Where no window can be shown: one sentence that names what is missing, and an exit code in place of an abort."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from relapp.display import PACKAGES
from tests.starting.conftest import ROOT, Start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there Qt gives up")

NOWHERE: dict[str, str | None] = dict.fromkeys(
    ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
)
WAY_OUT = " Commands need no window: relapp --help lists them.\n"

CASES = [
    ({}, "There is no screen for the window here: neither DISPLAY nor WAYLAND_DISPLAY is set."),
    ({"DISPLAY": ":7777"}, "The X server :7777, which DISPLAY names, does not let relapp in."),
    ({"WAYLAND_DISPLAY": "wayland-77"}, "The screen wayland-77, which WAYLAND_DISPLAY names, is not there."),
    (
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":7777"},
        "The X server :7777, which DISPLAY names, does not let relapp in.",
    ),
    ({"QT_QPA_PLATFORM": "slate"}, "Qt shows no window by slate, which QT_QPA_PLATFORM names."),
]


@pytest.mark.parametrize(("settings", "sentence"), CASES)
def test_a_display_that_is_not_there_is_one_sentence(
    start: Start, shop: Path, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    run = start("--data-dir", shop, **(NOWHERE | {"XDG_RUNTIME_DIR": str(tmp_path)} | settings))
    assert (run.ended(), run.complaint) == (3, sentence + WAY_OUT)


@pytest.mark.parametrize("library", ["libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libEGL.so.1"])
def test_a_library_that_does_not_load_is_named_with_its_package(
    start: Start, shop: Path, tmp_path: Path, library: str
) -> None:
    (tmp_path / library).touch()
    settings = NOWHERE | {"DISPLAY": ":7777", "LD_LIBRARY_PATH": str(tmp_path)}
    run = start("--data-dir", shop, **settings)
    sentence = (
        f"The library {library}, which the window needs, does not load. "
        f"Debian and Ubuntu have it in the package {PACKAGES[library]}."
    )
    assert (run.ended(), run.complaint) == (3, sentence + WAY_OUT)


def test_commands_need_no_display(start: Start, shop: Path) -> None:
    run = start("log", "Ada: came", "--data-dir", shop, **NOWHERE)
    assert (run.ended(), run.complaint) == (0, "")


def test_the_packages_are_those_that_dev_installs() -> None:
    dev = runpy.run_path(str(ROOT / "dev"))
    assert dev["LIBRARIES"] == PACKAGES
