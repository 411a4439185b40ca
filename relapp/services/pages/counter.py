"""What may be seen at the counter, where the customer and whoever stands behind them look on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain.brief import BriefLine, before_others
from relapp.domain.folding import fold
from relapp.domain.ready_words.compose import called
from relapp.services.dossiers import dossier, staff_view
from relapp.storage import customers, search
from relapp.storage.reader import Reader

COUNTED = 20
"""So many who fit what was typed are counted; more are "many"."""


@dataclass(frozen=True, slots=True)
class CounterPage:
    """One customer as others may see them: what to call them, their usual and what to ask.

    ``open_matters`` and ``heed`` (there is something to avoid) say only that there is more, not what.
    """

    customer_id: int
    called: str
    lines: tuple[BriefLine, ...]
    open_matters: int
    heed: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How many customers fit what was typed (at most :data:`COUNTED`), and who, once it is one."""

    count: int
    customer_id: int | None


def page(reader: Reader, customer_id: int, today: date, *, staff_id: int | None = None) -> CounterPage | None:
    """The customer before others' eyes, ``None`` if there is no such customer (any more)."""
    seen = dossier(reader, customer_id, today)
    if seen is None:
        return None
    shown = before_others(seen, staff_view(reader, staff_id))
    name = seen.customer.nickname or called(seen.customer.name, first_names=True)
    return CounterPage(customer_id, name, shown.lines, shown.open_matters, shown.heed)


def match(reader: Reader, words: str) -> Match:
    """Who is meant by ``words``, without telling who else might be: a whole name counts before parts of longer ones."""
    if not words.strip():
        return Match(0, None)
    ids = search.customers(reader, words, COUNTED)
    if len(ids) > 1:
        exact = [one.id for one in customers.find(reader, ids) if fold(one.name) == fold(words)]
        ids = exact if len(exact) == 1 else ids
    return Match(len(ids), ids[0] if len(ids) == 1 else None)
