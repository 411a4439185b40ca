"""A complaint being put right, as its sheet shows it, and the list of those that are open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from relapp.domain.cases import Case, Cause, Tried, is_open, tried
from relapp.domain.customers import Customer, CustomerStat
from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise
from relapp.domain.receipts import Receipt, Source
from relapp.domain.staff import Staff
from relapp.services import settings
from relapp.storage import cases, customers, interactions, promises, staff
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the sheet shows.

    ``case`` is ``None`` where none was opened for the ``complaint`` yet. ``staff`` are those who work here now and the
    owner of the case. ``own_causes`` are the shop's own words for what went wrong.
    """

    customer: Customer
    stat: CustomerStat
    currency: str
    case: Case | None
    complaint: Interaction | None
    promise: Promise | None
    staff: tuple[Staff, ...]
    own_causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One open case, whose it is, and who sees to it."""

    case: Case
    customer: str
    owner: str


def page(reader: Reader, receipt: Receipt, customer_id: int) -> CasePage | None:
    """The case that ``receipt`` names, or that of the complaint it names; ``None`` if there is no such thing any more.

    ``customer_id`` is whose complaint it is.
    """
    case = _case(reader, receipt, customer_id)
    if case is None and receipt.source is Source.CASE:
        return None
    found = customers.find(reader, [customer_id if case is None else case.customer_id])
    source = receipt.id if case is None else case.source_id
    entries = interactions.find(reader, [source]) if source is not None else []
    if not found or (case is None and not entries):
        return None
    own = found[0].id
    given = promises.find(reader, [case.promise_id]) if case is not None and case.promise_id is not None else []
    return CasePage(
        customer=found[0],
        stat=customers.stats(reader, [own]).get(own, CustomerStat(own, 0, 0, None, None)),
        currency=settings.read(reader).currency if case is None else case.currency,
        case=case,
        complaint=next(iter(entries), None),
        promise=next(iter(given), None),
        staff=tuple(one for one in staff.every(reader) if one.active or (case is not None and one.id == case.owner_id)),
        own_causes=tuple(cause for cause in cases.causes(reader) if cause not in frozenset(Cause) and cause.strip()),
    )


def _case(reader: Reader, receipt: Receipt, customer_id: int) -> Case | None:
    if receipt.source is Source.CASE:
        return next(iter(cases.find(reader, [receipt.id])), None)
    return cases.of_source(reader, receipt.id, customer_id)


def worked(reader: Reader, cause: str, but: int | None = None) -> tuple[Tried, ...]:
    """What was tried for ``cause`` so far and what came of it, in the shop's own cases without the case ``but``."""
    others = [case for case in cases.with_remedy(reader) if case.id != but]
    return tried(others, cases.bought_after(reader, others), cause)


def open_ones(reader: Reader, today: date) -> tuple[CaseRow, ...]:
    """The open cases of the shop: first those for which nothing was done yet, then by the day to ask again."""
    found = _dressed(reader, [case for case in cases.every_unended(reader) if is_open(case, today)])
    return tuple(sorted(found, key=_pressing))


def _pressing(row: CaseRow) -> tuple[bool, date, int]:
    case = row.case
    return bool(case.remedy), case.ask_on or case.opened, case.id


def rows(reader: Reader, case_ids: Collection[int]) -> tuple[CaseRow, ...]:
    """These cases, open or ended."""
    return tuple(_dressed(reader, cases.find(reader, case_ids)))


def _dressed(reader: Reader, found: Sequence[Case]) -> list[CaseRow]:
    names = {one.id: one.name for one in customers.find(reader, {case.customer_id for case in found})}
    owners = {member.id: member.name for member in staff.every(reader)}
    return [CaseRow(case, names.get(case.customer_id, ""), owners.get(case.owner_id or 0, "")) for case in found]
