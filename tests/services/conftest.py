"""Shops for the tests of services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relapp.services.transfer import importing
from relapp.services.transfer.reading.opening import open_file
from tests.shop import Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    """An empty shop in memory."""
    made = Shop()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _files_are_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each small file would take longer than the tests; those that are marked ``apart`` have it."""
    if request.node.get_closest_marker("apart") is None:
        monkeypatch.setattr(importing, "open_apart", open_file)
