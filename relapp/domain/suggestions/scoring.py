"""Scores: what an idea is worth trying, in pieces that a person can be told one by one."""

from __future__ import annotations

from relapp.domain.interactions import Channel
from relapp.domain.suggestions.answers import trust
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.model import Score, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import chance_of_reply
from relapp.domain.suggestions.response import WAYS
from relapp.domain.suggestions.signals import Outlook

SHARE = {
    SuggestionKind.DATE: 0.5,
    SuggestionKind.REPLENISH: 0.8,
    SuggestionKind.SLIPPING: 1.0,
    SuggestionKind.AFTER_SALE: 0.5,
    SuggestionKind.SECOND_VISIT: 0.7,
    SuggestionKind.PROTECT: 0.7,
    SuggestionKind.THANK: 0.3,
    SuggestionKind.ASK: 0.1,
    SuggestionKind.LIKE_THEM: 0.2,
    SuggestionKind.HAND_OVER: 0.3,
    SuggestionKind.TIDY: 0.1,
}
"""How much of what is at stake an act of this kind may move; our own choice. What we owe is not weighed: 1."""

_CHANCE = 0.25
"""Of a reply, while nothing was learned."""

_AT_THE_COUNTER = 0.6
"""Of a reply at the counter, once they are there."""

_COMING_DAYS = 3
_MAY_COME = 0.1
"""Of somebody whose rhythm is not known within so many days."""

_NO_WAY = 0.1


def score_of(dossier: Dossier, shop: ShopView, suggestion: Suggestion) -> Score:
    """The score of ``suggestion``, rounded so that the order is the same on every machine."""
    outlook = dossier.signals.outlook
    return Score(
        reply=_reply(dossier, shop, suggestion),
        heard=() if shop.response is None else shop.response.heard(dossier.customer.id),
        money=None if outlook is None else round(outlook.money),
        drifting=None if outlook is None else round(drifting(outlook), 3),
        stake=None if shop.typical is None else max(1, shop.typical, 0 if outlook is None else _stake(outlook)),
        share=SHARE.get(suggestion.kind, 1.0),
        urgency=min(1.0, max(0.0, suggestion.urgency)),
        minutes=max(1, suggestion.minutes),
        trust=trust(dossier.answers, suggestion, dossier.today),
        quieted=suggestion.kind in shop.quieted,
    )


def drifting(outlook: Outlook) -> float:
    """The chance that they drift away."""
    return 1 - outlook.p_buy if outlook.p_drift is None else outlook.p_drift


def _stake(outlook: Outlook) -> int:
    return round(max(0.0, outlook.money) * round(drifting(outlook), 3))


def _reply(dossier: Dossier, shop: ShopView, suggestion: Suggestion) -> float:
    channel = suggestion.channel
    if channel is None:
        return _NO_WAY
    if channel is Channel.COUNTER:
        return round(_AT_THE_COUNTER * _comes_soon(dossier), 3)
    if channel not in WAYS:
        return _CHANCE
    return _CHANCE if shop.response is None else chance_of_reply(dossier, shop.response, suggestion.kind, channel)


def _comes_soon(dossier: Dossier) -> float:
    """The chance that they come within :data:`_COMING_DAYS`: half of the waits end within ``days_to_next``."""
    outlook = dossier.signals.outlook
    if outlook is None or outlook.days_to_next is None:
        return _MAY_COME
    return float(1 - 0.5 ** (_COMING_DAYS / max(1.0, outlook.days_to_next)))
