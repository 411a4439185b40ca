"""A random walk leaves the shop as a plain model has it, and a shop that is not so is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.services import interactions
from tests.faults import machine


def test_a_shop_is_what_the_model_says() -> None:
    figure = machine.run(short=True)
    assert figure.reached, figure.told()


def test_a_removal_that_removes_nothing_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "remove", lambda *_: None)
    assert "remove" in machine.Walk(tmp_path, 1).go(machine.A_SHOP)
