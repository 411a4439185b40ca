"""A damaged binary workbook ends a process of its own, never the program."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer.reading import trial
from relapp.services.transfer.reading.pauses import pausing
from relapp.services.transfer.reading.tables import open_table

WHOLE = Path(__file__).parent / "files" / "tablib-dates.xls"
_NUMBER = b"\x7e\x02\x0a\x00"


@pytest.fixture
def far(tmp_path: Path) -> Path:
    """A workbook with one cell in the last corner of all that two bytes can name: 137 GB to the library."""
    content = bytearray(WHOLE.read_bytes())
    at = content.rindex(_NUMBER) + len(_NUMBER)
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path = tmp_path / "far.xls"
    path.write_bytes(content)
    return path


def test_a_workbook_that_would_end_the_program_is_refused(far: Path) -> None:
    with pytest.raises(UserError) as refused:
        open_table(far)
    assert refused.value.code == "import.cannot_read"
    assert refused.value.details["file"] == "far.xls"


def test_a_whole_one_is_read(tmp_path: Path) -> None:
    assert next(cells for _, cells in open_table(WHOLE).rows()) == ["2015-04-12"]
    assert trial.survives(WHOLE)
    broken = tmp_path / "broken.xls"
    broken.write_bytes(WHOLE.read_bytes()[:3000])
    assert trial.survives(broken)  # what is only an exception is told where the file is read


def test_one_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SECONDS", 0.0)
    with pytest.raises(UserError, match=r"import\.cannot_read"):
        open_table(WHOLE)


def test_nobody_has_to_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_program", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])

    def stop() -> None:
        if monotonic() - begun > 0.2:
            raise KeyboardInterrupt

    begun = monotonic()
    with pytest.raises(KeyboardInterrupt), pausing(stop):
        trial.survives(WHOLE)
    assert monotonic() - begun < 30


def test_where_no_process_can_be_started_a_whole_file_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_program", lambda: ["no-such-program"])
    assert trial.survives(WHOLE)
