"""The short form: a working day under the audit hook, and that the hook hears what it should."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.audit import Watch, internet_sockets, run, watch


@pytest.fixture
def looking(tmp_path: Path) -> Iterator[Watch]:
    on, faults = watch.on, list(watch.faults)
    inside = tmp_path / "data"
    inside.mkdir()
    watch.begin(inside)
    watch.faults.clear()
    yield watch
    watch.on, watch.faults = on, faults


def test_a_day_at_the_window_opens_no_socket_and_touches_no_file_elsewhere() -> None:
    figure = run(short=True)
    assert figure.reached, figure.told()


def test_what_is_written_inside_is_no_fault(looking: Watch, tmp_path: Path) -> None:
    (tmp_path / "data" / "a").write_text("x")
    (tmp_path / "data" / "a").rename(tmp_path / "data" / "b")
    (tmp_path / "data" / "b").unlink()
    with tempfile.TemporaryFile(dir=tmp_path):
        pass
    assert looking.faults == []


def test_what_is_done_elsewhere_is_heard(looking: Watch, tmp_path: Path) -> None:
    (tmp_path / "data-too").write_text("x")
    (tmp_path / "data" / ".." / "c").mkdir()
    (tmp_path / "data-too").unlink()
    assert [fault.split()[0] for fault in looking.faults] == ["open", "os.mkdir", "os.remove"]


def test_a_socket_is_heard(looking: Watch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        assert internet_sockets()
    assert looking.faults
