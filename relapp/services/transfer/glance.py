"""What is shown of a file before it is taken in: some values of each column, its first rows, whom its rows mean."""

from __future__ import annotations

from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from relapp.services import settings
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.rows import AnyRow, BadRow
from relapp.services.transfer.storing.tally import Progress, Result, Tally
from relapp.storage import customers
from relapp.storage.reader import Reader

SAMPLES = 3
"""So many different values of a column show what it holds."""
FIRST_ROWS = 200
"""So many rows of a document are listed; samples of a table's columns are taken from as many."""


@dataclass(frozen=True, slots=True)
class Glance:
    """``samples`` are a few values of each column of a table; ``rows`` the first of a document, which has none.

    ``likelier_order`` is the likelier answer where the file leaves the order of its dates open.
    """

    likelier_order: DateOrder
    samples: tuple[tuple[str, ...], ...] = ()
    rows: tuple[AnyRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What an import would do, and the names of those customers whom its rows mean or may mean."""

    tally: Tally
    names: Named[int, str]


def look(reader: Reader, plan: Plan) -> tuple[Plan, Glance]:
    """The plan with what the shop's people tell of it, and a look at the beginning of its file.

    :raises UserError: the file cannot be read any more.
    """
    known = importing.with_known_people(reader, plan)
    return known, glance(reader, known)


def glance(reader: Reader, plan: Plan) -> Glance:
    """A look at the beginning of a file.

    :raises UserError: the file cannot be read any more.
    """
    order = importing.suggested_order(reader)
    if not isinstance(plan.source, Table):
        rows = importing.rows_of(plan, settings.read(reader).currency)
        return Glance(order, rows=tuple(islice(rows, FIRST_ROWS)))
    found: list[dict[str, None]] = [{} for _ in plan.source.header]
    for _, cells in islice(plan.source.rows(), FIRST_ROWS):
        for values, cell in zip(found, cells, strict=False):
            if len(values) < SAMPLES and (text := " ".join(cell[:200].split())):
                values[text] = None
    return Glance(order, samples=tuple(map(tuple, found)))


def count(reader: Reader, plan: Plan, progress: Progress) -> Counted:
    """What taking the file in would do, with the names of those it concerns.

    :raises UserError: as :func:`importing.preview`.
    :raises Cancelled: ``progress`` said to stop.
    """
    tally = importing.preview(reader, plan, progress)
    known = (Result.CHANGED, Result.SAME, Result.DOUBTFUL)
    ids = {seen.customer_id for result in known for seen in tally.seen[result] if seen.customer_id is not None}
    return Counted(tally, {customer.id: customer.name for customer in customers.find(reader, ids)})


def bad_rows(reader: Reader, plan: Plan, tally: Tally, progress: Progress) -> Sequence[BadRow]:
    """Every bad row of a file, also those beyond the ones that were kept to be shown.

    :raises Cancelled: ``progress`` said to stop.
    """
    if len(tally.bad_rows) == tally.bad:
        return tally.bad_rows
    return importing.preview(reader, plan, progress, most_bad=tally.bad).bad_rows
