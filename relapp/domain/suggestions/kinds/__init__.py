"""The rules, one module a kind, all with one signature; those that exist, in their default order."""

from __future__ import annotations

from typing import Protocol

from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.kinds import (
    after_sale,
    ask,
    date,
    owed_reply,
    promise,
    second_visit,
    slipping,
    tidy,
)
from relapp.domain.suggestions.model import Suggestion, SuggestionKind


class Rule(Protocol):
    """What every module here offers: its kind, when it may fire (English, for the help), and the rule itself."""

    KIND: SuggestionKind
    WHEN: str

    def suggest(self, dossier: Dossier, shop: ShopView, /) -> Suggestion | None:
        """At most one suggestion, on evidence that no answer has settled where the rule has several to choose from."""


RULES: tuple[Rule, ...] = (owed_reply, promise, date, slipping, after_sale, second_visit, ask, tidy)
