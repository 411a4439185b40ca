"""By which way to reach a customer."""

from __future__ import annotations

from relapp.domain.consents import Purpose, is_refused
from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel, Direction, Outcome
from relapp.domain.suggestions.budget import fits
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.model import RANK, SuggestionKind
from relapp.domain.suggestions.quiet import RINGS
from relapp.domain.suggestions.response import Replies, warmth

OWED = frozenset(kind for kind, place in RANK.items() if place <= RANK[SuggestionKind.ARRIVAL])
"""Kinds 1 to 4: what we owe. All others are ideas of ours."""

_WAYS = (
    (Channel.PHONE, ContactKind.PHONE),
    (Channel.MESSAGE, ContactKind.PHONE),
    (Channel.EMAIL, ContactKind.EMAIL),
    (Channel.POST, ContactKind.ADDRESS),
)


def purpose_of(kind: SuggestionKind) -> Purpose:
    """What a contact for ``kind`` is for, as consent has it."""
    return Purpose.OWED if kind in OWED else Purpose.IDEAS


def ways(dossier: Dossier) -> tuple[Channel, ...]:
    """The channels that reach them at all: first the one that worked last, then phone, message, e-mail, post."""
    known = [channel for channel, point in _WAYS if point in dossier.contacts]
    for entry in dossier.before_today:
        worked = entry.direction is Direction.IN or entry.outcome is Outcome.ANSWERED
        if entry.channel in known and worked:
            return (entry.channel, *(channel for channel in known if channel is not entry.channel))
    return tuple(known)


def ways_owed(dossier: Dossier, *, first: Channel | None = None) -> tuple[Channel, ...]:
    """The ways they allow for what we owe, best first: ``first`` (how they came to us), then those on file."""
    wanted = ways(dossier) if first is None else (first, *ways(dossier))
    return tuple(channel for channel in wanted if not is_refused(dossier.consents, channel, Purpose.OWED))


def way_for_idea(dossier: Dossier, shop: ShopView, kind: SuggestionKind | None = None) -> Channel | None:
    """The way for an idea of ours, ``None`` where none is on file.

    Of those that they allow, that the budget has room for and that ring no phone in quiet hours, the one by which a
    reply is likeliest, where that was learned. Where there is none, the one that comes nearest, for the guards to cut
    with their reason.
    """
    reachable = _likeliest_first(dossier, shop, kind)
    allowed = [channel for channel in reachable if not is_refused(dossier.consents, channel, Purpose.IDEAS)]
    roomy = [channel for channel in allowed if fits(channel, dossier.outgoing, dossier.today, shop.budget)]
    is_quiet = shop.quiet.is_quiet(dossier.today, shop.hour)
    silent = [channel for channel in roomy if not (is_quiet and channel in RINGS)]
    return next(iter(silent or roomy or allowed or reachable), None)


def chance_of_reply(dossier: Dossier, replies: Replies, kind: SuggestionKind | None, channel: Channel) -> float:
    """The learned chance that they reply by ``channel``, in thousandths, so that no order hangs on less."""
    came = [visit.day for visit in dossier.visits]
    own_way = any(entry.direction is Direction.IN and entry.channel is channel for entry in dossier.before_today)
    return round(
        replies.chance(dossier.customer.id, kind, channel, warmth(came, dossier.today.toordinal()), own_way), 3
    )


def _likeliest_first(dossier: Dossier, shop: ShopView, kind: SuggestionKind | None) -> list[Channel]:
    known, replies = ways(dossier), shop.response
    if replies is None:
        return list(known)
    return sorted(known, key=lambda channel: -chance_of_reply(dossier, replies, kind, channel))
