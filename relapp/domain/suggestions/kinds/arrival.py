"""Kind 4: what they wished for has arrived."""

from __future__ import annotations

from relapp.domain.arrivals import MEMORY_DAYS, Arrival, meets, thing
from relapp.domain.interactions import Kind
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_owed
from relapp.domain.suggestions.urgency import waited
from relapp.domain.wishes import Wish

KIND = SuggestionKind.ARRIVAL
WHEN = (
    "Something came in within three months that one of their open wishes asks for, and they have not taken it since; "
    "who has waited longest comes first."
)


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Tell them what came in, the oldest wish first."""
    for wish in sorted(dossier.wishes, key=lambda wish: (wish.made, wish.id)):
        arrival = _met_by(dossier, wish)
        if arrival is None:
            continue
        found = _suggestion(dossier, shop, wish, arrival)
        if not is_settled(dossier.answers, KIND, found.evidence, dossier.today):
            return found
    return None


def _met_by(dossier: Dossier, wish: Wish) -> Arrival | None:
    """The newest arrival for ``wish``, a noted one before what the till shows."""
    young = [one for one in dossier.arrivals if (dossier.today - one.day).days <= MEMORY_DAYS and meets(one, wish)]
    if not young:
        return None
    arrival = max(young, key=lambda one: (not one.sold, one.day, one.id or 0, one.words))
    return None if _taken_since(dossier, wish, arrival) else arrival


def _taken_since(dossier: Dossier, wish: Wish, arrival: Arrival) -> bool:
    wanted = (thing(wish.words), thing(arrival.words))
    return any(
        words <= thing(line.product)
        for entry in dossier.recent
        if entry.kind is Kind.PURCHASE and entry.day >= arrival.day
        for line in entry.lines
        for words in wanted
    )


def _suggestion(dossier: Dossier, shop: ShopView, wish: Wish, arrival: Arrival) -> Suggestion:
    receipt = Receipt(Source.WISH, wish.id)
    way = way_owed(dossier, shop)
    came = {"product" if arrival.sold else "arrived": arrival.words, "day": arrival.day}
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.TELL_ARRIVED, {"name": dossier.customer.name, **way, "words": wish.words}),
        reason=Reason(Why.FIRST_SOLD if arrival.sold else Why.ARRIVED, {"wish": wish.words, "made": wish.made, **came}),
        receipts=with_source(receipt, wish.source_id),
        channel=way["channel"],
        due=None,
        evidence=fingerprint(KIND, (receipt,), arrival.words if arrival.sold else arrival.id),
        urgency=waited((dossier.today - wish.made).days),
    )
