"""The sample shop cannot be made, or cannot be removed: that is said, and one's own shop is there again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relapp.domain.errors import StorageUnavailable, UserError
from relapp.paths import SHOP
from relapp.services import sample
from tests.journeys.conftest import Desk


def test_where_the_sample_shop_cannot_be_made_ones_own_is_open_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_full_disk(path: Path, _: date) -> None:
        raise StorageUnavailable("full", file=path.name)

    desk.log("Zoe Last: came in")
    program = desk.program
    assert program is not None
    monkeypatch.setattr(sample, "make", on_a_full_disk)
    with desk.qtbot.capture_exceptions() as raised:
        program.open_sample()
        desk.wait_for_shop()
    # The one excepthook says it.
    assert [kind for kind, *_ in raised] == [StorageUnavailable]
    assert program.session is not None
    assert program.session.database.path == program.places.data / SHOP
    assert desk.customer("zoe")


def test_where_another_shop_has_its_name_it_stays_and_ones_own_is_open_again(desk: Desk) -> None:
    desk.log("Zoe Last: came in")
    program = desk.program
    assert program is not None
    other = program.places.sample
    desk.close()
    other.write_bytes(program.places.database.read_bytes())
    before = other.read_bytes()
    desk.open()
    program = desk.program
    assert program is not None
    with pytest.raises(UserError) as refused:
        program.leave_sample()
    assert refused.value.code == "sample.not_sample"
    desk.wait_for_shop()
    assert desk.customer("zoe")
    assert other.read_bytes()[:100] == before[:100]
