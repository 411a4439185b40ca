"""What customers bring: the sums of a period, for the owner's eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from relapp.domain.days import before
from relapp.domain.value import Brought, Costs, Goods, Period, goods_cost, share_of
from relapp.services import settings
from relapp.storage import takes, value
from relapp.storage.reader import Reader

YEAR = 365


def last_year(day: date) -> Period:
    """The 365 days before ``day``."""
    return Period(before(day, YEAR), day)


def costs(reader: Reader) -> Costs:
    """What the owner said of the shop's costs."""
    own = settings.read(reader)
    return Costs(own.goods_cost, own.other_goods_cost, own.hour_cost, own.contact_minutes)


def brought(reader: Reader, period: Period, customer_ids: Collection[int] | None = None) -> dict[int, Brought]:
    """What everybody with an entry or a case in the period brought, or those of ``customer_ids``, by id."""
    told, currency = costs(reader), settings.read(reader).currency
    found = {
        one.customer_id: Brought(
            one.visits, one.bought, one.returned, contacts=one.contacts, time=told.of_time(one.contacts)
        )
        for one in value.sums(reader, period, customer_ids)
    }
    for case in value.remedies(reader, period, currency, customer_ids):
        known = found.get(case.customer_id, Brought())
        found[case.customer_id] = replace(known, remedies=case.cost, unpriced=case.unpriced)
    let_off = value.discounts(reader, period, currency, customer_ids)
    goods = _goods(reader, period, told, currency, customer_ids)
    return {
        one: _with_goods(known, let_off.get(one, 0), told, goods.get(one, Goods()))
        for one, known in sorted(found.items())
    }


def _with_goods(known: Brought, discount: int, told: Costs, goods: Goods) -> Brought:
    cost, unknown = goods_cost(known.spend, discount, told, goods)
    if (known.discounts, known.goods, known.unknown) == (discount, cost, unknown):
        return known
    return replace(known, discounts=discount, goods=cost, unknown=unknown)


def _goods(
    reader: Reader, period: Period, told: Costs, currency: str, customer_ids: Collection[int] | None
) -> Mapping[int, Goods]:
    """By customer what goods came to whose cost is told one by one."""
    if not told.goods:
        return {}
    products = takes.names(reader)
    shares = told.shares([name for _, name in products])
    share = {one: part for (one, _), part in zip(products, shares, strict=True) if part is not None}
    found: defaultdict[int, Goods] = defaultdict(Goods)
    for one in value.taken(reader, period, currency, share, customer_ids):
        was = found[one.customer_id]
        cost = share_of(one.amount + one.discount, share[one.product_id])
        found[one.customer_id] = Goods(was.amount + one.amount, was.discount + one.discount, was.cost + cost)
    return found
