"""The sample shop, filled once for all tests that only read it."""

from __future__ import annotations

import pytest

from relapp.services import sample
from relapp.services.operations import Operations
from relapp.storage.database import Database
from tests.builders import TODAY


@pytest.fixture(scope="session")
def bakery() -> Database:
    """The sample shop as of :data:`TODAY`."""
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    return database
