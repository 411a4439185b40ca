"""Words for what is expected of a customer."""

from __future__ import annotations

import pytest

from relapp.domain.suggestions.signals import Outlook, Range
from relapp.ui.wording.outlook import potential, potential_basis


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Range(18_020, 42_049, 365, 11), "Potential: €180–€420 a year; 11 people like them"),
        (Range(0, 5_950, 90, 9), "Potential: €0–€60 in 90 days; 9 people like them"),
        (None, "Potential: too few people like them to say"),
    ],
)
def test_the_potential_is_a_range_with_the_people_behind_it(found: Range | None, words: str) -> None:
    assert potential(Outlook(0.5, 10_000, potential=found), "EUR") == words


def test_the_basis_names_how_many_it_rests_on() -> None:
    assert potential_basis(Outlook(0.5, 1, potential=Range(1, 2, 365, 11))) == (
        "Half of 11 customers in a like place spent that much afterwards."
    )
