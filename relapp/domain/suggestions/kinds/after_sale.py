"""Kind 8: after the sale, how did it do?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median_low

from relapp.domain.days import after
from relapp.domain.interactions import SALES, Interaction, Kind, PurchaseLine
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.AFTER_SALE
WHEN = (
    "One to four weeks ago they bought something new to them that costs at least as much as two of their ordinary "
    "purchases (or stands out in this shop, while fewer than three purchases of theirs are known), and neither side "
    "has been in touch since."
)

_FROM_DAYS = 7
_TO_DAYS = 28
_PURCHASES_TO_COMPARE = 3


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Ask how the new thing did."""
    sale = last_sale(dossier.recent, dossier.today)
    if sale is None:
        return None
    line = _stands_out(sale, dossier, shop)
    if line is None:
        return None
    channel = way_for_idea(dossier, shop, KIND)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.ASK_HOW_IT_DID, {"name": dossier.customer.name, "channel": channel, "product": line.product}),
        reason=Reason(Why.BOUGHT_NEW, {"product": line.product, "quantity": line.quantity, "bought": sale.day}),
        receipts=entry_receipts((sale,)),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, entry_receipts((sale,)), line.product_id),
        urgency=within(after(sale.day, _FROM_DAYS), after(sale.day, _TO_DAYS), dossier.today),
    )


def last_sale(recent: Iterable[Interaction], today: date) -> Interaction | None:
    """Their newest entry before ``today``, if it is a purchase of one to four weeks ago; ``recent`` is newest first."""
    newest = next((entry for entry in recent if entry.day < today and entry.kind is not Kind.NOTE), None)
    if newest is None or newest.kind is not Kind.PURCHASE:
        return None
    return newest if _FROM_DAYS <= (today - newest.day).days <= _TO_DAYS else None


def _stands_out(sale: Interaction, dossier: Dossier, shop: ShopView) -> PurchaseLine | None:
    """The dearest line of ``sale``, if it is new to them and dear enough."""
    priced = [line for line in sale.lines if line.product and (line.amount or 0) > 0]
    if not priced:
        return None
    line = max(priced, key=lambda line: (line.amount or 0, line.id))
    before = [entry for entry in dossier.before_today if entry.kind in SALES and entry.id != sale.id]
    had = dossier.had_before.union(other.product_id for entry in before for other in entry.lines)
    if line.product_id in had:
        return None
    totals = [entry.total.amount for entry in before if entry.kind is Kind.PURCHASE and entry.total is not None]
    if len(totals) >= _PURCHASES_TO_COMPARE:
        bound: int | None = 2 * median_low(totals)
    else:
        bound = shop.notable
    return line if bound is not None and (line.amount or 0) >= bound else None
