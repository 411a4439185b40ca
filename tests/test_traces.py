"""What may be written down of a fault holds types, functions and lines, and nothing that was said."""

from __future__ import annotations

import faulthandler
from pathlib import Path

from relapp import traces

NEEDLE = "Zwölfender"


def fail(depth: int = 0) -> None:
    if depth:
        fail(depth - 1)
    raise KeyError(NEEDLE)


def caught(depth: int = 0) -> BaseException:
    found: BaseException = AssertionError("nothing was raised")
    try:
        try:
            fail(depth)
        except KeyError as error:
            raise OSError(2, NEEDLE, f"/home/{NEEDLE}/{NEEDLE}.csv") from error
    except OSError as error:
        found = error
    return found


def test_a_trace_names_every_type_and_place_and_no_value() -> None:
    trace = traces.of(caught())
    assert trace.kinds == ("FileNotFoundError", "KeyError")
    assert any(place.startswith("test_traces.py:") and place.endswith(" fail") for place in trace.places)
    assert NEEDLE not in trace.text


def test_the_folder_in_which_the_program_lies_is_not_told() -> None:
    assert str(Path.home()) not in traces.of(caught()).text
    assert "/" not in traces.of(caught()).places[0].split(":")[0]


def test_an_endless_recursion_stays_short() -> None:
    assert len(traces.of(caught(500)).places) < 60


def test_a_group_tells_of_all_it_holds() -> None:
    group = ExceptionGroup(NEEDLE, [ValueError(NEEDLE), UnicodeDecodeError("utf-8", NEEDLE.encode(), 0, 1, NEEDLE)])
    assert traces.of(group).kinds == ("ExceptionGroup", "ValueError", "UnicodeDecodeError")


def test_of_qts_messages_only_the_function_is_kept() -> None:
    assert traces.said_by_qt("warning", f"QPainter::begin: no {NEEDLE}").places == ("QPainter::begin",)
    assert traces.said_by_qt("warning", f"Q{NEEDLE} is no function of Qt").places == ()
    assert NEEDLE not in traces.said_by_qt("warning", f"file:///{NEEDLE}.png: no such file").text


def test_a_crash_file_of_pythons_own_is_read(tmp_path: Path) -> None:
    with (tmp_path / "crash").open("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        written = "Fatal Python error: Segmentation fault\n\n" + file.read() + f"\nmore {NEEDLE}\n"
    trace = traces.crash(written)
    assert trace is not None
    assert trace.kinds == ("Fatal Python error: Segmentation fault",)
    assert any("test_a_crash_file" in place for place in trace.places)
    assert str(Path(__file__).parent.parent) not in trace.text
    assert NEEDLE not in trace.text


def test_an_empty_crash_file_is_no_crash() -> None:
    assert traces.crash("") is None
