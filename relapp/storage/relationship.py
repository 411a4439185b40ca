"""What the relationship card asks beside the rows of one customer: their latest entries, and what others have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_fact = schema.fact
_part = schema.participant
_line = schema.purchase_line


def entry_ids(reader: Reader, customer_id: int, first: date, last: date, most: int) -> list[int]:
    """The newest entries of a customer from ``first`` to ``last``, at most ``most``, newest first."""
    statement = select(_part.c.interaction_id).where(
        _part.c.customer_id == customer_id, _part.c.day.between(first.toordinal(), last.toordinal())
    )
    order = (_part.c.moment.desc(), _part.c.interaction_id.desc())
    return reader.scalars(statement.order_by(*order).limit(most))


def shared(reader: Reader, customer_id: int, facts: Collection[tuple[int, str, str]]) -> frozenset[int]:
    """Which of these facts, given as id, kind and value, hold of somebody else as well; capitals are forgiven."""
    found: set[tuple[str, str]] = set()
    values = sorted({value for _, _, value in facts})
    for some in portions(values):
        statement = select(_fact.c.kind, _fact.c.value).distinct()
        statement = statement.where(
            _fact.c.kind.in_(sorted({kind for _, kind, _ in facts})),
            _fact.c.value.collate("NOCASE").in_(some),
            _fact.c.customer_id != customer_id,
            _fact.c.superseded_by.is_(None),
            _fact.c.retired.is_(False),
        )
        found |= {(kind, value.casefold()) for kind, value in reader.rows(statement)}
    return frozenset(fact_id for fact_id, kind, value in facts if (kind, value.casefold()) in found)


def buyers(reader: Reader, customer_id: int, product_id: int, most: int) -> int:
    """How many others ever bought a product, counted up to ``most``."""
    some = (
        select(_part.c.customer_id)
        .join(_line, _line.c.interaction_id == _part.c.interaction_id)
        .where(_line.c.product_id == product_id, _line.c.quantity > 0, _part.c.customer_id != customer_id)
        .distinct()
        .limit(most)
        .subquery()
    )
    return int(reader.scalar(select(func.count()).select_from(some)) or 0)


def on_file_of_several(reader: Reader) -> set[tuple[str, str]]:
    """Kind and value, in lower case as SQLite has it, of every fact that holds of more than one customer."""
    value = func.lower(_fact.c.value)
    statement = (
        select(_fact.c.kind, value)
        .where(_fact.c.superseded_by.is_(None), _fact.c.retired.is_(False))
        .group_by(_fact.c.kind, value)
        .having(func.count(_fact.c.customer_id.distinct()) > 1)
    )
    return {(kind, said) for kind, said in reader.rows(statement)}


def lowered(value: str) -> str:
    """``value`` as it stands in :func:`on_file_of_several`: only plain letters have a lower case there."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in value)
