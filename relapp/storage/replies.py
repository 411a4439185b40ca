"""Our contacts and what followed them, over the whole shop, each by an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from relapp.domain.interactions import CAME, Channel, Direction, Kind, Outcome
from relapp.domain.suggestions.model import Answer, SuggestionKind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_p = schema.participant
_e = schema.interaction
_a = schema.suggestion_answer

_NO_CONTACT = (Kind.NOTE, Kind.DELIVERY)
_BY_CHANNEL = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST)


class Sent(NamedTuple):
    """One contact of ours with one customer; ``kind`` is that of the suggestion it was made for, if it was."""

    customer_id: int
    interaction_id: int
    moment: int
    day: int
    channel: Channel
    outcome: Outcome | None
    kind: SuggestionKind | None


class Sign(NamedTuple):
    """One sign of life from a customer: they came, rang or wrote. ``came``: they came."""

    moment: int
    interaction_id: int
    day: int
    came: bool


def sent(reader: Reader, since: date, before: date) -> list[Sent]:
    """Our contacts from ``since`` on and before a day, by customer, oldest first."""
    followed = and_(
        _a.c.interaction_id == _p.c.interaction_id, _a.c.customer_id == _p.c.customer_id, _a.c.answer == Answer.DONE
    )
    statement = (
        select(
            _p.c.customer_id, _p.c.interaction_id, _p.c.moment, _p.c.day, _e.c.channel, _e.c.outcome,
            _a.c.kind, _a.c.outcome.label("told"),
        )
        .join(_e, _e.c.id == _p.c.interaction_id)
        .join(_a, followed, isouter=True)
        .where(
            _p.c.day >= since.toordinal(), _p.c.day < before.toordinal(), _p.c.kind.not_in(_NO_CONTACT),
            _p.c.direction == Direction.OUT, _e.c.channel.in_(_BY_CHANNEL),
        )
        .order_by(_p.c.customer_id, _p.c.moment, _p.c.interaction_id, _a.c.id)
    )  # fmt: skip
    found: dict[tuple[int, int], Sent] = {}
    for row in reader.rows(statement):
        outcome = row.outcome or row.told
        one = Sent(
            row.customer_id,
            row.interaction_id,
            row.moment,
            row.day,
            Channel(row.channel),
            Outcome(outcome) if outcome else None,
            SuggestionKind(row.kind) if row.kind else None,
        )
        found.setdefault((one.customer_id, one.interaction_id), one)
    return list(found.values())


def signs(reader: Reader, customer_ids: Collection[int], before: date, since: date = date.min) -> dict[int, list[Sign]]:
    """The signs of life of these customers from ``since`` on and before a day, oldest first."""
    found: dict[int, list[Sign]] = defaultdict(list)
    came = {str(kind) for kind in CAME}
    for some in portions(sorted(customer_ids)):
        statement = (
            select(_p.c.customer_id, _p.c.moment, _p.c.interaction_id, _p.c.day, _p.c.kind)
            .where(
                _p.c.customer_id.in_(some), _p.c.day < before.toordinal(), _p.c.day >= since.toordinal(),
                _p.c.kind != Kind.NOTE, or_(_p.c.direction == Direction.IN, _p.c.kind.in_(sorted(CAME))),
            )
            .order_by(_p.c.customer_id, _p.c.moment, _p.c.interaction_id)
        )  # fmt: skip
        for customer_id, moment, interaction_id, day, kind in reader.rows(statement):
            found[customer_id].append(Sign(moment, interaction_id, day, kind in came))
    return found


def wrote(reader: Reader, customer_ids: Collection[int], before: date) -> dict[tuple[int, Channel], int]:
    """The first day before ``before`` on which each of these customers came to us by a channel, where they did."""
    found: dict[tuple[int, Channel], int] = {}
    for some in portions(sorted(customer_ids)):
        statement = (
            select(_p.c.customer_id, _e.c.channel, _p.c.day)
            .join(_e, _e.c.id == _p.c.interaction_id)
            .where(
                _p.c.customer_id.in_(some), _p.c.day < before.toordinal(), _p.c.kind.not_in([Kind.NOTE, *sorted(CAME)]),
                _p.c.direction == Direction.IN, _e.c.channel.in_(_BY_CHANNEL),
            )
        )  # fmt: skip
        for customer_id, channel, day in reader.rows(statement):
            key = (customer_id, Channel(channel))
            found[key] = min(day, found.get(key, day))
    return found
