"""By which way to reach a customer."""

from __future__ import annotations

from datetime import date
from typing import Any

from relapp.domain.consents import Purpose, is_refused
from relapp.domain.customers import ContactKind, Customer
from relapp.domain.interactions import Channel, Direction, Outcome
from relapp.domain.suggestions.budget import fits
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.model import RANK, Reason, SuggestionKind
from relapp.domain.suggestions.quiet import RINGS, keeps_quiet, own_quiet
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


def ways_owed(dossier: Dossier, shop: ShopView, *, first: Channel | None = None) -> tuple[Channel, ...]:
    """The ways they allow for what we owe, best first: ``first`` (how they came to us), then those on file.

    What is owed waits for no quiet hour, but another way may disturb less: those that their own quiet forbids now come
    last.
    """
    wanted = ways(dossier) if first is None else (first, *ways(dossier))
    allowed = [channel for channel in wanted if not is_refused(dossier.consents, channel, Purpose.OWED)]
    return tuple(sorted(allowed, key=lambda way: keeps_quiet(dossier.customer, way, dossier.today, shop.hour)))


def way_owed(dossier: Dossier, shop: ShopView, *, first: Channel | None = None) -> dict[str, Any]:
    """What an act that we owe says of its way: ``channel``; ``in_person`` where they refused every way there is."""
    channel = next(iter(ways_owed(dossier, shop, first=first)), None)
    if channel is None and (first is not None or ways(dossier)):
        return {"channel": None, "in_person": True}
    return {"channel": channel}


def way_for_idea(dossier: Dossier, shop: ShopView, kind: SuggestionKind | None = None) -> Channel | None:
    """The way for an idea of ours, ``None`` where none is on file.

    Of those that they allow, that the budget has room for and that no quiet forbids now, theirs or the shop's, the one
    by which a reply is likeliest, where that was learned. Where there is none, the one that comes nearest, for the
    guards to cut with their reason.
    """
    reachable = _likeliest_first(dossier, shop, kind)
    allowed = [channel for channel in reachable if not is_refused(dossier.consents, channel, Purpose.IDEAS)]
    roomy = [channel for channel in allowed if fits(channel, dossier.outgoing, dossier.today, shop.budget)]
    silent = [channel for channel in roomy if disturbs(dossier.customer, channel, shop, dossier.today) is None]
    return next(iter(silent or roomy or allowed or reachable), None)


def disturbs(customer: Customer, channel: Channel | None, shop: ShopView, today: date) -> Reason | None:
    """Which quiet forbids ``channel`` now and until when, the customer's own before the shop's; ``None`` for neither.

    It cuts ideas, and is only said beside what we owe.
    """
    if channel is not None and keeps_quiet(customer, channel, today, shop.hour):
        code, ends = Peace.OWN_QUIET, own_quiet(customer).until(today, shop.hour if channel in RINGS else None)
    elif channel in RINGS and shop.quiet.is_quiet(today, shop.hour):
        code, ends = Peace.QUIET, shop.quiet.until(today, shop.hour)
    else:
        return None
    day, hour = ends or (None, None)
    return Reason(code, {"channel": channel, "day": day, "hour": hour})


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
