"""How a page of Insights is asked, and how it answers what stands behind one of its figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from relapp.domain.receipts import Receipt
from relapp.services.pages.customers import ListView


def _go_on() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as of the morning of ``day``.

    ``before`` is what the page found last, if it was for the same day; ``changed`` are the customers who were touched
    since then, ``None`` where so many were that all of it is to be read again. A page may ignore both.
    """

    day: date
    before: object | None = None
    changed: frozenset[int] | None = None
    staff_id: int | None = None
    """Who is at the desk, for pages that are not for everybody."""
    pause: Callable[[], None] = field(default=_go_on, compare=False)
    """Called between steps by a page that takes long; what it raises ends the reading."""


class Piece(NamedTuple):
    """A piece of evidence, and on whose page it is shown."""

    receipt: Receipt
    customer_id: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a figure (customers by id) or what (entries, facts, promises), in the order to show them.

    ``view`` is set where the list of customers has a view of just these: they are shown there.
    """

    customers: tuple[int, ...] = ()
    evidence: tuple[Piece, ...] = ()
    view: ListView | None = None
