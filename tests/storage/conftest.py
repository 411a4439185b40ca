"""Shops for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    """An empty shop in memory."""
    made = Shop()
    yield made
    made.close()


@pytest.fixture
def file_shop(tmp_path: Path) -> Iterator[Shop]:
    """An empty shop in a file."""
    made = Shop(tmp_path / "shop.sqlite")
    yield made
    made.close()
