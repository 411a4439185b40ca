"""What stands for a person in a list."""

from __future__ import annotations

import pytest

from relapp.domain.customers import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Moreira", "AM"),
        ("Ana", "A"),
        ("Customer 14868", "68"),
        ("The Copper Kettle", "TK"),
        ("7", "7"),
        ("–", "?"),
    ],
)
def test_two_letters_or_a_numbers_own_ending_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters
