"""Promises that ordinary tests hold are told by those tests, and by nothing where there are none."""

from __future__ import annotations

from pathlib import Path

from tests.faults.held import hold
from tests.faults.promises import PROMISES


def test_tests_are_counted_and_a_failing_one_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "test_two.py"
    file.write_text("def test_one():\n    pass\n\n\ndef test_two():\n    assert False\n", encoding="utf-8")
    figure = hold((str(file),))
    assert figure.measured.startswith("1 failed, 1 passed")
    assert not figure.reached
    assert "no tests/there.py" in hold(("tests/there.py",)).skipped


def test_whoever_has_tests_says_so_in_the_table() -> None:
    assert all(f"held {promise.number}" in promise.proofs for promise in PROMISES if promise.tests)
