"""Identify, differentiate, interact, tailor: whom the shop knows, in what they differ, and what it does with that.

After D. Peppers and M. Rogers, who name these four steps; the rules by which a customer counts are our own:

- *identified*: known by name, with a phone number, an e-mail or an address;
- *differentiated*: a need of theirs is known (something told or seen that sets people apart, or a wish), or their worth
  is (three purchases with a price);
- *interacted*: within the period they turned to us and we to them, so that it reached them, or both met;
- *tailored*: within the period something was done for them because of what is known: a suggestion followed (that was
  not about our own order), a wish met, a promise of ours kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.facts import FactKind
from relapp.domain.suggestions.model import SuggestionKind

PERIOD = 91
"""Days of a period; the one before is as long."""

FEWEST_PURCHASES = 3
"""From so many on what somebody buys tells what they are worth to the shop."""

SAME_FOR_MANY = (FactKind.REACH, FactKind.GREET, FactKind.LANGUAGE, FactKind.BIRTHDAY)
"""Kinds of fact that tell no need."""

OWN_ORDER = (SuggestionKind.TIDY, SuggestionKind.HAND_OVER)
"""Suggestions that change nothing for the customer."""


class Step(StrEnum):
    """The four steps, in their order."""

    IDENTIFY = "identify"
    DIFFERENTIATE = "differentiate"
    INTERACT = "interact"
    TAILOR = "tailor"


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a step has reached now, and how many it had at the end of the period before."""

    now: tuple[int, ...]
    before: int


@dataclass(frozen=True, slots=True)
class Closeness:
    """The four steps as of ``day``; ``everybody`` is how many customers there are."""

    day: date
    everybody: int
    steps: Mapping[Step, Reached]
