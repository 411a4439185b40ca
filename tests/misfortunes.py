"""A misfortune that a person is told about, by its code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from relapp.domain.errors import UserError


@contextmanager
def told(code: str) -> Iterator[None]:
    """What happens inside ends with the sentence ``code``."""
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code
