"""Whom the day's list has to look at: cheap questions over the whole shop, each answered by an index."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select, union

from relapp.domain.customers import ContactKind
from relapp.domain.facts import is_credit, is_warranty
from relapp.domain.interactions import CAME, SALES, Direction, Kind
from relapp.domain.introductions import is_introduction
from relapp.domain.owed import ALWAYS_ASKS, ASKS_IN_WORDS
from relapp.domain.promises import PromiseState
from relapp.domain.wishes import WishState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.interactions import for_themselves
from relapp.storage.reader import Reader

_p = schema.participant
_OUTGOING = frozenset({Direction.OUT, Direction.BOTH})


def owed(reader: Reader) -> set[int]:
    """Customers with an open promise, ours or theirs."""
    table = schema.promise
    return set(reader.scalars(select(table.c.customer_id).where(table.c.state == PromiseState.OPEN).distinct()))


def waiting(reader: Reader) -> set[int]:
    """Customers with an open wish."""
    table = schema.wish
    return set(reader.scalars(select(table.c.customer_id).where(table.c.state == WishState.OPEN).distinct()))


def with_day_between(reader: Reader, first: date, last: date) -> set[int]:
    """Customers of whom a yearly date falls between two days, both included and less than a year apart."""
    table = schema.fact
    days = {first + timedelta(days=step) for step in range((last - first).days + 1)}
    pairs = {(day.month, day.day) for day in days}
    if (2, 28) in pairs:
        pairs.add((2, 29))
    months = sorted({month for month, _ in pairs})
    rows = reader.rows(select(table.c.customer_id, table.c.month, table.c.day).where(table.c.month.in_(months)))
    return {row.customer_id for row in rows if (row.month, row.day) in pairs}


def met_between(reader: Reader, first: date, last: date, kinds: Collection[Kind] = ()) -> set[int]:
    """Customers with an entry (of these kinds) between two local days, both included."""
    statement = select(_p.c.customer_id).where(_p.c.day.between(first.toordinal(), last.toordinal()))
    if kinds:
        statement = statement.where(_p.c.kind.in_(sorted(kinds)))
    return set(reader.scalars(statement.distinct()))


def asking(reader: Reader, first: date, last: date) -> set[int]:
    """Customers who came to us with something that may want an answer between two local days, both included."""
    entry = schema.interaction
    within = (_p.c.day.between(first.toordinal(), last.toordinal()), _p.c.direction == Direction.IN)
    asked = select(_p.c.customer_id).where(*within, _p.c.kind.in_(sorted(ALWAYS_ASKS | {Kind.CALL})))
    in_words = (
        select(_p.c.customer_id)
        .join(entry, entry.c.id == _p.c.interaction_id)
        .where(*within, _p.c.kind.in_(sorted(ASKS_IN_WORDS - {Kind.CALL})), entry.c.words.contains("?"))
    )
    return set(reader.scalars(union(asked, in_words)))


def visits(reader: Reader, customer_ids: Collection[int] | None = None) -> Iterator[tuple[int, list[int]]]:
    """Everyone who came (of these customers, if any are named), with the days on which they did (ordinals, rising).

    For the whole shop it is one ordered pass over an index. A row holds all days of a customer: the pass is a third
    quicker for it.
    """
    days = func.aggregate_strings(_p.c.day, ",")
    statement = (
        select(_p.c.customer_id, days)
        .where(_p.c.kind.in_(sorted(CAME)))
        .group_by(_p.c.customer_id)
        .order_by(_p.c.customer_id)
    )
    statements = [statement]
    if customer_ids is not None:
        some = portions(sorted(customer_ids))
        statements = [statement.where(_p.c.customer_id.in_(portion)) for portion in some]
    for one in statements:
        with reader.connection.execute(one.execution_options(yield_per=10_000)) as rows:
            for customer_id, came in rows:
                yield customer_id, sorted(set(map(int, came.split(","))))


def with_open_case(reader: Reader) -> set[int]:
    """Customers with a complaint that is being put right: not asked again yet, or not all right when asked."""
    table = schema.recovery_case
    unended = table.c.closed.is_(None) & (table.c.asked_again.is_(None) | table.c.all_right.is_(False))
    return set(reader.scalars(select(table.c.customer_id).where(unended).distinct()))


def with_something_to_lose(reader: Reader) -> set[int]:
    """Customers of whom a warranty or a credit is noted, or who were given a credit for a complaint."""
    table, case = schema.fact, schema.recovery_case
    kinds = [kind for kind in reader.scalars(select(table.c.kind).distinct()) if is_warranty(kind) or is_credit(kind)]
    remedies = [remedy for remedy in reader.scalars(select(case.c.remedy).distinct()) if is_credit(remedy)]
    held = (table.c.superseded_by.is_(None), table.c.retired.is_(False), table.c.kind.in_(sorted(kinds)))
    told = select(table.c.customer_id).where(*held)
    given = select(case.c.customer_id).where(case.c.remedy.in_(sorted(remedies)))
    return set(reader.scalars(union(told, given))) if kinds or remedies else set()


def introducers(reader: Reader, since: date) -> set[int]:
    """Customers through whom somebody came who was in touch from about a day on."""
    relation, stat = schema.relation, schema.customer_stat
    oldest = (since - date(1970, 1, 2)).days * 86_400
    statement = (
        select(relation.c.to_customer_id, relation.c.kind)
        .join(stat, stat.c.customer_id == relation.c.from_customer_id)
        .where(stat.c.last_moment >= oldest)
    )
    return {row.to_customer_id for row in reader.rows(statement) if is_introduction(row.kind)}


def introducers_of(reader: Reader, people: Collection[int]) -> set[int]:
    """Customers through whom one of these people came."""
    relation = schema.relation
    statement = select(relation.c.to_customer_id, relation.c.kind)
    rows = reader.rows(statement.where(relation.c.from_customer_id.in_(sorted(people))))
    return {row.to_customer_id for row in rows if is_introduction(row.kind)}


def sharing_contact(reader: Reader) -> set[int]:
    """Customers who have a phone number or an e-mail address that another customer has too."""
    table = schema.contact_point
    both = table.c.kind.in_([ContactKind.EMAIL, ContactKind.PHONE]) & (table.c.folded != "")
    several = func.count(table.c.customer_id.distinct())
    shared = select(table.c.folded).where(both).group_by(table.c.folded, table.c.kind).having(several > 1)
    return set(reader.scalars(select(table.c.customer_id).where(both, table.c.folded.in_(shared)).distinct()))


def sharing_contact_with(reader: Reader, people: Collection[int]) -> set[int]:
    """Customers who have a phone number or an e-mail address of one of these people; they themselves among them."""
    table = schema.contact_point
    theirs = select(table.c.folded).where(table.c.customer_id.in_(sorted(people)), table.c.folded != "")
    return set(reader.scalars(select(table.c.customer_id).where(table.c.folded.in_(theirs)).distinct()))


def living_with(reader: Reader, people: Collection[int]) -> set[int]:
    """Customers who share their household with one of these people; they themselves among them."""
    table = schema.customer
    theirs = select(table.c.household_id).where(table.c.id.in_(sorted(people)), table.c.household_id.is_not(None))
    return set(reader.scalars(select(table.c.id).where(table.c.household_id.in_(theirs))))


def living_together(reader: Reader) -> set[int]:
    """Customers who share their household with another one."""
    table = schema.customer
    shared = select(table.c.household_id).where(table.c.household_id.is_not(None))
    shared = shared.group_by(table.c.household_id).having(func.count() > 1)
    return set(reader.scalars(select(table.c.id).where(table.c.household_id.in_(shared))))


def served_by(reader: Reader, staff_ids: Collection[int], since: date) -> set[int]:
    """Customers with an entry of one of these members of staff on or after a day."""
    entry = schema.interaction
    if not staff_ids:
        return set()
    statement = (
        select(_p.c.customer_id)
        .join(entry, entry.c.id == _p.c.interaction_id)
        .where(_p.c.day >= since.toordinal(), entry.c.staff_id.in_(sorted(staff_ids)))
    )
    return set(reader.scalars(statement.distinct()))


def oldest_day(reader: Reader) -> date | None:
    """The local day of the oldest entry with a customer: the tip of an index."""
    day = reader.scalar(select(_p.c.day).order_by(_p.c.day).limit(1))
    return None if day is None else date.fromordinal(day)


def days_come(reader: Reader, customer_id: int, before: date, limit: int) -> dict[int, int]:
    """The latest days before a day on which a customer came (ordinals), at most ``limit``, with their first entries."""
    statement = (
        select(_p.c.day, func.min(_p.c.interaction_id))
        .where(_p.c.customer_id == customer_id, _p.c.kind.in_(sorted(CAME)), _p.c.day < before.toordinal())
        .group_by(_p.c.day)
        .order_by(_p.c.day.desc())
        .limit(limit)
    )
    return {day: entry for day, entry in reader.rows(statement)}  # noqa: C416 - rows are no pairs for a type checker


def takes(
    reader: Reader, customer_id: int, product_ids: Collection[int], days: Collection[int]
) -> list[tuple[int, int, int]]:
    """Product, day and entry of a customer's purchases of these products on these days (ordinals), oldest first."""
    line = schema.purchase_line
    statement = (
        select(line.c.product_id, _p.c.day, _p.c.interaction_id)
        .join(line, line.c.interaction_id == _p.c.interaction_id)
        .where(
            _p.c.customer_id == customer_id,
            _p.c.day.in_(sorted(days)),
            _p.c.kind == Kind.PURCHASE,
            line.c.product_id.in_(sorted(product_ids)),
            line.c.quantity > 0,
            for_themselves(_p.c.interaction_id),
        )
        .order_by(_p.c.moment, _p.c.interaction_id, line.c.id)
    )
    return [(row[0], row[1], row[2]) for row in reader.rows(statement)]


def had_before(
    reader: Reader, customer_id: int, product_ids: Collection[int], day: date, interaction_id: int
) -> set[int]:
    """Which of these products a customer took or brought back up to a day, other than in one entry."""
    line = schema.purchase_line
    statement = (
        select(line.c.product_id)
        .join(_p, _p.c.interaction_id == line.c.interaction_id)
        .where(
            _p.c.customer_id == customer_id,
            _p.c.kind.in_(sorted(SALES)),
            _p.c.day <= day.toordinal(),
            _p.c.interaction_id != interaction_id,
            # No column any more for SQLite, which would else go through all the shop's sales of the product.
            (line.c.product_id + 0).in_(sorted(product_ids)),
        )
    )
    return set(reader.scalars(statement.distinct()))


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest of one customer, by entry id.

    ``recent`` are entries, newest first; ``came`` the days on which they came (ordinals), each with its first entry;
    ``outgoing`` our own contacts and mutual ones, oldest first.
    """

    recent: tuple[int, ...]
    came: dict[int, int]
    outgoing: tuple[int, ...]


# Asked for customer after customer, so made once.
_newest_first = (
    select(_p.c.interaction_id, _p.c.day, _p.c.kind, _p.c.direction)
    .where(_p.c.customer_id == bindparam("customer"), _p.c.day <= bindparam("until"))
    .order_by(_p.c.moment.desc(), _p.c.interaction_id.desc())
)


def latest(reader: Reader, customer_id: int, today: date, *, entries: int, days: int, since: date) -> Latest:
    """The newest ``entries`` up to ``today``, the latest ``days`` on which they came before it, and contacts ``since``.

    One walk along the timeline that ends as soon as it has all three.
    """
    until, oldest = today.toordinal(), since.toordinal()
    recent: list[int] = []
    came: dict[int, int] = {}
    outgoing: list[int] = []
    with reader.connection.execute(_newest_first, {"customer": customer_id, "until": until}) as rows:
        for interaction_id, day, kind, direction in rows:
            if len(recent) < entries:
                recent.append(interaction_id)
            elif day < oldest and len(came) == days and day not in came:
                break
            if day >= oldest and direction in _OUTGOING:
                outgoing.append(interaction_id)
            if kind in CAME and day < until and (day in came or len(came) < days):
                came[day] = interaction_id
    return Latest(tuple(recent), came, tuple(reversed(outgoing)))


def line_amounts(reader: Reader, before: date, limit: int) -> list[int]:
    """Amounts of the newest purchase lines of entries before a local day, in minor units."""
    line, entry = schema.purchase_line, schema.interaction
    midnight = (before - date(1970, 1, 1)).days * 86_400
    statement = (
        select(line.c.amount)
        .join(entry, entry.c.id == line.c.interaction_id)
        .where(line.c.amount.is_not(None), entry.c.moment + entry.c.utc_offset * 60 < midnight)
        .order_by(line.c.id.desc())
        .limit(limit)
    )
    return reader.scalars(statement)
