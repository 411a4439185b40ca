"""Kind 8: after the sale, how did it do?"""

from __future__ import annotations

from datetime import timedelta
from statistics import median_low

from relapp.domain.interactions import SALES, Interaction, Kind, PurchaseLine
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.AFTER_SALE
WHEN = (
    "One to four weeks ago they bought something new to them that stands out, by the shop's own measure or by costing "
    "at least as much as two of their ordinary purchases, and neither side has been in touch since."
)

_FROM_DAYS = 7
_TO_DAYS = 28
_PURCHASES_TO_COMPARE = 3


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Ask how the new thing did."""
    entries = [entry for entry in dossier.before_today if entry.kind is not Kind.NOTE]
    if not entries or entries[0].kind is not Kind.PURCHASE:
        return None
    sale = entries[0]
    if not _FROM_DAYS <= (dossier.today - sale.day).days <= _TO_DAYS:
        return None
    line = _stands_out(sale, [entry for entry in entries[1:] if entry.kind in SALES], shop)
    if line is None:
        return None
    channel = way_for_idea(dossier, shop, KIND)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.ASK_HOW_IT_DID, {"name": dossier.customer.name, "channel": channel, "product": line.product}),
        reason=Reason(Why.BOUGHT_NEW, {"product": line.product, "bought": sale.day}),
        receipts=entry_receipts((sale,)),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, entry_receipts((sale,)), line.product_id),
        urgency=within(sale.day + timedelta(days=_FROM_DAYS), sale.day + timedelta(days=_TO_DAYS), dossier.today),
    )


def _stands_out(sale: Interaction, before: list[Interaction], shop: ShopView) -> PurchaseLine | None:
    """The dearest line of ``sale``, if it is new to them and dear enough."""
    priced = [line for line in sale.lines if line.product and (line.amount or 0) > 0]
    if not priced:
        return None
    line = max(priced, key=lambda line: (line.amount or 0, line.id))
    if any(line.product_id == other.product_id for entry in before for other in entry.lines):
        return None
    totals = [entry.total.amount for entry in before if entry.kind is Kind.PURCHASE and entry.total is not None]
    bounds = [] if shop.notable is None else [shop.notable]
    if len(totals) >= _PURCHASES_TO_COMPARE:
        bounds.append(2 * median_low(totals))
    return line if any((line.amount or 0) >= bound for bound in bounds) else None
