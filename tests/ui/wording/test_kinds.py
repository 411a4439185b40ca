"""Everything that comes in kinds has a name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.rhythm import RhythmState
from relapp.domain.staff import Role
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionKind
from relapp.domain.wishes import WishState
from relapp.ui.wording import kinds


@pytest.mark.parametrize(
    ("names", "enum"),
    [
        (kinds.interaction, Kind),
        (kinds.channel, Channel),
        (kinds.by_channel, Channel),
        (kinds.direction, Direction),
        (kinds.outcome, Outcome),
        (kinds.fact, FactKind),
        (kinds.certainty, Certainty),
        (kinds.promise_state, PromiseState),
        (kinds.wish_state, WishState),
        (kinds.contact, ContactKind),
        (kinds.role, Role),
        (kinds.rhythm, RhythmState),
        (kinds.suggestion, SuggestionKind),
        (kinds.answer, Answer),
        (kinds.refusal, Refusal),
    ],
    ids=lambda thing: getattr(thing, "__name__", ""),
)
def test_every_kind_has_a_name_of_its_own(names: Callable[[Any], str], enum: type[StrEnum]) -> None:
    assert len({names(kind) for kind in enum}) == len(enum)


def test_a_kind_of_fact_of_the_shops_own_is_its_own_name() -> None:
    assert kinds.fact("poodle") == "Poodle"
    assert kinds.fact("") == ""
