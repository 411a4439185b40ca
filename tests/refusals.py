"""What is refused: which sentence a person would read, and that nothing was half-written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relapp.domain.errors import UserError
from relapp.storage.transaction import Transaction
from tests.shop import Shop


def refused(shop: Shop, verb: Callable[[Transaction], object]) -> tuple[str, dict[str, Any]]:
    """Code and details of the refusal of ``verb``."""
    before, undoable = shop.tables(), shop.operations.undoable()
    with pytest.raises(UserError) as caught:
        shop.run("refused", verb)
    assert shop.tables() == before
    assert shop.operations.undoable() == undoable
    return caught.value.code, caught.value.details
