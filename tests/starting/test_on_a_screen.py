"""What a person sees when windows come, go and come back, on a real screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relapp import APP_ID
from relapp.instance import Call, enter
from tests.starting.conftest import Start
from tests.starting.screen import MISSING, Screen, screen

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"there is no {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def seen() -> Iterator[Screen]:
    """A screen for all of these tests."""
    with screen() as one:
        yield one


def test_a_second_start_brings_back_a_window_that_was_minimised(start: Start, shop: Path, seen: Screen) -> None:
    first = start("--data-dir", shop, telling=True, **seen.settings)
    first.wait_for("open shop.relapp")
    window = seen.window()
    seen.ask("xdotool", "windowminimize", window)
    seen.wait(lambda: "Iconic" in seen.ask("xprop", "-id", window, "WM_STATE"))
    assert start("--data-dir", shop, **seen.settings).ended() == 0
    seen.wait(lambda: "Normal" in seen.ask("xprop", "-id", window, "WM_STATE"))
    seen.wait(lambda: seen.ask("xdotool", "getactivewindow") == window)


def test_desktops_know_the_window_by_the_same_name_however_it_was_started(
    start: Start, tmp_path: Path, seen: Screen
) -> None:
    for number, telling in enumerate((False, True)):
        process = start("--data-dir", tmp_path / str(number), telling=telling, **seen.settings)
        window = seen.window()
        assert seen.ask("xprop", "-id", window, "WM_CLASS") == 'WM_CLASS(STRING) = "relapp", "relapp"'
        assert seen.ask("xprop", "-id", window, "_GTK_APPLICATION_ID").endswith(f'"{APP_ID}"')
        process.process.terminate()
        process.ended()


def test_who_has_no_terminal_reads_in_a_box_that_the_folder_is_open(start: Start, shop: Path, seen: Screen) -> None:
    lock = enter(shop, Call())
    assert lock is not None
    lock.hear(True)
    second = start("--data-dir", shop, **seen.settings)
    box = seen.window()
    assert second.lives
    seen.ask("xdotool", "windowactivate", "--sync", box, "key", "Return")
    assert second.ended() == 3
    lock.release()
