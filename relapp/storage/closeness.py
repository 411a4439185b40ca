"""How far the shop knows its customers, over all of them: a pass or two over an index or a small table each."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, or_, select, union

from relapp.domain.closeness import FEWEST_PURCHASES, OWN_ORDER, SAME_FOR_MANY
from relapp.domain.customers import ContactKind
from relapp.domain.facts import OF_ENTRIES, Certainty, Fact
from relapp.domain.interactions import Direction, Kind, Outcome
from relapp.domain.on_file import merely_on_file
from relapp.domain.promises import PromisedBy, PromiseState
from relapp.domain.suggestions.model import Answer
from relapp.domain.wishes import WishState
from relapp.storage import facts, schema
from relapp.storage.reader import Reader

_p = schema.participant
_e = schema.interaction
_NO_CONTACT = (Kind.NOTE, Kind.DELIVERY)
_REACHING = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)


def identified(reader: Reader, day: date) -> set[int]:
    """Who is here today and was known by name on ``day``, with a contact point that was noted by then.

    Contact points have no day of their own: their ids rise, and the journal knows when they were given.
    """
    point, customer = schema.contact_point, schema.customer
    statement = (
        select(customer.c.id)
        .join(point, point.c.customer_id == customer.c.id)
        .where(customer.c.name != "", customer.c.added <= day.isoformat(), point.c.kind.in_(_REACHING))
        .where(point.c.id <= _last_given(reader, point.name, day))
    )
    return set(reader.scalars(statement.distinct()))


def _last_given(reader: Reader, table: str, day: date) -> int:
    """The last id that a row of a table had been given by the end of a local day."""
    change, operation = schema.change, schema.operation
    end = (day + timedelta(days=1) - date(1970, 1, 1)).days * 86_400
    statement = (
        select(func.max(change.c.last_id))
        .join(operation, operation.c.id == change.c.operation_id)
        .where(change.c.table_name == table, change.c.action == "insert")
        .where(operation.c.moment + operation.c.utc_offset * 60 < end)
    )
    return int(reader.scalar(statement) or 0)


def differentiated(reader: Reader, day: date) -> set[int]:
    """Of whom a need or the worth was known on ``day``."""
    wish = schema.wish
    wishing = select(wish.c.customer_id).where(wish.c.made <= day.isoformat())
    buying = (
        select(_p.c.customer_id)
        .where(_p.c.kind == Kind.PURCHASE, _p.c.amount > 0, _p.c.day <= day.toordinal())
        .group_by(_p.c.customer_id)
        .having(func.count() >= FEWEST_PURCHASES)
    )
    return set(reader.scalars(union(wishing, buying))) | {fact.customer_id for fact in _needs(reader, day)}


def _needs(reader: Reader, day: date) -> list[Fact]:
    """What was known on a day that sets people apart; a fact holds until the day on which its successor was learned."""
    fact, later = schema.fact, schema.fact.alias()
    statement = (
        select(fact.c.id)
        .outerjoin(later, later.c.id == fact.c.superseded_by)
        .where(fact.c.kind.not_in((*SAME_FOR_MANY, *OF_ENTRIES)), fact.c.certainty != Certainty.GUESSED)
        .where(fact.c.retired.is_(False), fact.c.learned <= day.isoformat())
        .where(or_(later.c.id.is_(None), later.c.learned > day.isoformat()))
    )
    return [one for one in facts.find(reader, reader.scalars(statement)) if not merely_on_file(one)]


def interacted(reader: Reader, first: date, last: date) -> set[int]:
    """Who turned to us and to whom we turned, or whom we met, on the days from ``first`` to ``last``."""
    within = (_p.c.day.between(first.toordinal(), last.toordinal()), _p.c.kind != Kind.NOTE)
    theirs = set(reader.scalars(select(_p.c.customer_id).where(*within, _p.c.direction == Direction.IN).distinct()))
    reached = or_(_e.c.outcome.is_(None), _e.c.outcome != Outcome.UNANSWERED)
    others = select(_p.c.customer_id).join(_e, _e.c.id == _p.c.interaction_id).where(*within, reached)
    ours = others.where(_p.c.direction == Direction.OUT, _p.c.kind.not_in(_NO_CONTACT))
    met = others.where(_p.c.direction == Direction.BOTH)
    return (theirs & set(reader.scalars(ours.distinct()))) | set(reader.scalars(met.distinct()))


def tailored(reader: Reader, first: date, last: date) -> set[int]:
    """For whom something was done on the days from ``first`` to ``last`` because of what is known of them."""
    answer, wish, promise = schema.suggestion_answer, schema.wish, schema.promise
    local = answer.c.moment + answer.c.utc_offset * 60
    begin, end = (_midnight(first), _midnight(last + timedelta(days=1)))
    entry = schema.interaction
    outcome = func.coalesce(entry.c.outcome, answer.c.outcome, "")
    followed = (
        select(answer.c.customer_id)
        .join(entry, entry.c.id == answer.c.interaction_id, isouter=True)
        .where(answer.c.answer == Answer.DONE, answer.c.kind.not_in(OWN_ORDER), outcome != Outcome.UNANSWERED)
        .where(local >= begin, local < end)
    )
    days = (first.isoformat(), last.isoformat())
    met = select(wish.c.customer_id).where(wish.c.state == WishState.MET, wish.c.closed.between(*days))
    kept = select(promise.c.customer_id).where(
        promise.c.promised_by == PromisedBy.SHOP,
        promise.c.state == PromiseState.KEPT,
        promise.c.closed.between(*days),
    )
    return set(reader.scalars(union(followed, met, kept)))


def _midnight(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400
