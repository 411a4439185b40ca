"""Starters: questions that a shop of a trade may take into its bank, and the kind of fact that each answer becomes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from relapp.domain.facts import FactKind


class Trade(StrEnum):
    """What a shop lives on; ``ANY`` are questions that suit every shop."""

    FOOD = "food"
    FASHION = "fashion"
    REPAIR = "repair"
    BEAUTY = "beauty"
    GIFTS = "gifts"
    SERVICES = "services"
    ANY = "any"


STARTERS: Mapping[Trade, tuple[str, ...]] = {
    Trade.FOOD: (
        "food.must_not", "food.freezes", "food.how_many", "food.put_aside", "food.day", "food.dislikes", "food.new",
        "food.strong", "food.meat", "food.guests", "food.origin",
    ),
    Trade.FASHION: (
        "fashion.fit", "fashion.colours", "fashion.shoe", "fashion.skin", "fashion.never", "fashion.work",
        "fashion.occasion", "fashion.tell", "fashion.washing",
    ),
    Trade.REPAIR: (
        "repair.has", "repair.use", "repair.without", "repair.go_ahead", "repair.parts", "repair.remind",
        "repair.fetch", "repair.bought",
    ),
    Trade.BEAUTY: (
        "beauty.skin", "beauty.scent", "beauty.change", "beauty.time", "beauty.who", "beauty.talk", "beauty.home",
        "beauty.drink",
    ),
    Trade.GIFTS: (
        "gifts.for", "gifts.next", "gifts.price", "gifts.style", "gifts.collects", "gifts.last", "gifts.wrap",
        "gifts.card",
    ),
    Trade.SERVICES: (
        "services.often", "services.days", "services.before", "services.animals", "services.care", "services.in",
        "services.others", "services.bill",
    ),
    Trade.ANY: (
        "share", "comes_for", "likes", "better", "greet", "language", "came_by", "day",
    ),
}  # fmt: skip
"""What each trade may begin with, the most telling first; the words are in ``ui.wording.starters``."""

SHARE = "share"
"""Where else they buy: their answer is all that is ever said of our share of what they buy."""

KNOWN_KINDS: Mapping[str, FactKind] = {
    "food.must_not": FactKind.ALLERGY,
    "food.dislikes": FactKind.DISLIKES,
    "fashion.skin": FactKind.AVOID,
    "fashion.never": FactKind.DISLIKES,
    "beauty.skin": FactKind.ALLERGY,
    "likes": FactKind.LIKES,
    "greet": FactKind.GREET,
    "language": FactKind.LANGUAGE,
}
"""Whose answer is of a kind that the program knows by name; of the others it is a kind of the shop's own."""


def starters(trade: Trade) -> tuple[str, ...]:
    """The questions for a shop of this trade: its own, then those that suit every shop."""
    return STARTERS[trade] if trade is Trade.ANY else (*STARTERS[trade], *STARTERS[Trade.ANY])
