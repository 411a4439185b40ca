"""A monkey at the window upsets nothing, and what it upsets is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from relapp.services import sample
from tests.faults import monkey


def test_nothing_upsets_the_window() -> None:
    figure = monkey.run(short=True)
    assert figure.reached, figure.told()


BROKEN = """
import sys
from tests.faults import monkey, paws

def strike(self):
    from PySide6.QtCore import QTimer, qWarning
    QTimer.singleShot(0, lambda: 1 / 0)
    qWarning("a needle")
    return "harm"

paws.Paws.strike = strike
monkey.main()
"""


def test_an_exception_and_a_warning_are_seen(tmp_path: Path) -> None:
    sample.make(tmp_path / "sample.relapp", monkey._DAY)
    environment = {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", BROKEN, str(tmp_path), "1", "3"], env=environment, check=True)
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert any("ZeroDivisionError" in fault for fault in told["faults"])
    assert any("a needle" in fault for fault in told["faults"])
