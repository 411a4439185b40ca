"""The short form of bad files through the process that reads; the bombs are the long one's."""

from __future__ import annotations

import sys

import pytest

from tests.faults.inputs import run


@pytest.mark.skipif(sys.platform == "win32", reason="what children took is told by POSIX")
def test_broken_files_end_in_rows_or_a_sentence_within_limits() -> None:
    figure = run(short=True)
    assert figure.reached, figure.told()
