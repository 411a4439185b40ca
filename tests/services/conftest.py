"""Shops for the tests of services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.shop import Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    """An empty shop in memory."""
    made = Shop()
    yield made
    made.close()
