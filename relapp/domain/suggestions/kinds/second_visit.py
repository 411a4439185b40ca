"""Kind 9: from the first visit to the second."""

from __future__ import annotations

from relapp.domain.days import after, day_of
from relapp.domain.interactions import CAME, Direction, Kind
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.SECOND_VISIT
WHEN = "They came once, one to six weeks ago, can be reached, and we have not been in touch with them since."

_FROM_DAYS = 7
_TO_DAYS = 42
_PRODUCTS_SHOWN = 2


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Thank for the first visit, so that there is a second."""
    channel = way_for_idea(dossier, shop, KIND)
    if len(dossier.visits) != 1 or channel is None:
        return None
    first = day_of(dossier.visits[0].day)
    if not _FROM_DAYS <= (dossier.today - first).days <= _TO_DAYS:
        return None
    since = [entry for entry in dossier.before_today if entry.day >= first and entry.kind is not Kind.NOTE]
    if any(entry.direction is not Direction.IN for entry in since):
        return None
    came = [entry for entry in since if entry.day == first and entry.kind in CAME]
    lines = sorted((line for entry in came for line in entry.lines), key=lambda line: (-(line.amount or 0), line.id))
    products = tuple(dict.fromkeys(line.product for line in lines if line.product))
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.INVITE_BACK, {"name": dossier.customer.name, "channel": channel}),
        reason=Reason(
            Why.CAME_ONCE,
            {
                "first": first,
                "products": products[:_PRODUCTS_SHOWN],
                "more": max(0, len(products) - _PRODUCTS_SHOWN),
                "words": next((entry.words for entry in came if entry.words), ""),
            },
        ),
        receipts=entry_receipts(came or (dossier.visits[0].interaction_id,)),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, entry_receipts((dossier.visits[0].interaction_id,))),
        # Thanks that come soon are worth most.
        urgency=1 - within(after(first, _FROM_DAYS), after(first, _TO_DAYS), dossier.today),
    )
