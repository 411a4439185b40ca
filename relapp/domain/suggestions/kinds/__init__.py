"""The rules, one module a kind, all with one signature, in their default order."""

from __future__ import annotations

from typing import Protocol

from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.kinds import (
    after_sale,
    arrival,
    ask,
    date,
    hand_over,
    like_them,
    owed_reply,
    promise,
    protect,
    recovery,
    replenish,
    second_visit,
    silence,
    slipping,
    thank,
    tidy,
)
from relapp.domain.suggestions.model import Suggestion, SuggestionKind


class Rule(Protocol):
    """What every module here offers: its kind, when it may fire (English, for the help), and the rule itself."""

    KIND: SuggestionKind
    WHEN: str

    def suggest(self, dossier: Dossier, shop: ShopView, /) -> Suggestion | None:
        """At most one suggestion, on evidence that no answer has settled where the rule has several to choose from."""


RULES: tuple[Rule, ...] = (
    owed_reply,
    promise,
    recovery,
    arrival,
    date,
    replenish,
    slipping,
    after_sale,
    second_visit,
    protect,
    thank,
    ask,
    like_them,
    hand_over,
    tidy,
)
"""What the day's list is made from."""

EVERY: tuple[Rule, ...] = (*RULES, silence)
"""All kinds; silence is not among the suggestions of a list but holds them back."""
