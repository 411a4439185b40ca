"""Guards: what cuts an idea of ours before anything is ranked, each with its reason.

Silence beats kinds 5 to 14 and never what we owe (1 to 4); tidying (15) contacts nobody. Refused channels bind every
kind.
"""

from __future__ import annotations

from datetime import timedelta

from relapp.domain.consents import ConsentState, standing
from relapp.domain.interactions import Kind
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.kinds.recovery import complained
from relapp.domain.suggestions.kinds.silence import in_peace, over_budget
from relapp.domain.suggestions.model import LeftInPeace, Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import OWED, disturbs, purpose_of

_UNTOUCHED = OWED | {SuggestionKind.TIDY}


def left_in_peace(dossier: Dossier, shop: ShopView, suggestion: Suggestion) -> LeftInPeace | None:
    """Why ``suggestion`` must not be shown today, ``None`` when nothing stands against it."""
    refused = _refused(dossier, suggestion)
    if refused is not None or suggestion.kind in _UNTOUCHED:
        return refused
    return (
        _until(suggestion, in_peace(dossier))
        or _open_complaint(dossier, shop, suggestion)
        or _met_today(dossier, suggestion)
        or _until(suggestion, over_budget(dossier, shop, suggestion.channel))
        or _quiet(dossier, shop, suggestion)
    )


def _refused(dossier: Dossier, suggestion: Suggestion) -> LeftInPeace | None:
    channel = suggestion.channel
    word = None if channel is None else standing(dossier.consents, channel, purpose_of(suggestion.kind))
    if word is None or word.state is not ConsentState.WITHDRAWN:
        return None
    return _cut(suggestion, Reason(Peace.REFUSED, {"channel": channel, "said": word.day}))


def _open_complaint(dossier: Dossier, shop: ShopView, suggestion: Suggestion) -> LeftInPeace | None:
    since = complained(dossier, asks_again=SuggestionKind.RECOVERY not in shop.off)
    return None if since is None else _cut(suggestion, Reason(Peace.COMPLAINT, {"since": since}))


def _met_today(dossier: Dossier, suggestion: Suggestion) -> LeftInPeace | None:
    met = [entry for entry in dossier.recent if entry.day == dossier.today and entry.kind is not Kind.NOTE]
    if not met:
        return None
    reason = Reason(Peace.TODAY, {"kind": met[0].kind})
    return LeftInPeace(suggestion.customer_id, suggestion.kind, reason, dossier.today)


def _until(suggestion: Suggestion, reason: Reason | None) -> LeftInPeace | None:
    if reason is None:
        return None
    return LeftInPeace(suggestion.customer_id, suggestion.kind, reason, reason.details["until"])


def _quiet(dossier: Dossier, shop: ShopView, suggestion: Suggestion) -> LeftInPeace | None:
    """Also of a channel that a rule chose by itself: nothing of ours disturbs them in quiet time."""
    reason = disturbs(dossier.customer, suggestion.channel, shop, dossier.today)
    if reason is None:
        return None
    day = reason.details["day"]
    until = None if day is None or day == dossier.today else day - timedelta(days=1)
    return LeftInPeace(suggestion.customer_id, suggestion.kind, reason, until)


def _cut(suggestion: Suggestion, reason: Reason) -> LeftInPeace:
    return LeftInPeace(suggestion.customer_id, suggestion.kind, reason)
