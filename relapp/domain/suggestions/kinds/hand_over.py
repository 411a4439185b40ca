"""Kind 14: another member of staff takes over from one who left."""

from __future__ import annotations

from relapp.domain.interactions import Channel, Interaction, Kind
from relapp.domain.rhythm import KEPT, silence
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.coming import pressing
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind

KIND = SuggestionKind.HAND_OVER
WHEN = (
    "At least four in five of the last five to ten times they were served by somebody who works here no longer, by "
    "nobody else since, and they keep to their rhythm."
)

_FEWEST, _MOST = 5, 10
_SHARE = 0.8


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Let another introduce themselves."""
    if not shop.gone or silence(dossier.rhythm, dossier.today.toordinal()).state not in KEPT:
        return None
    served = [entry for entry in dossier.before_today if entry.kind is not Kind.NOTE and entry.staff_id is not None]
    served = served[:_MOST]
    if len(served) < _FEWEST or served[0].staff_id not in shop.gone:
        return None
    left = served[0].staff_id
    by_them: list[Interaction] = [entry for entry in served if entry.staff_id == left]
    if len(by_them) < _SHARE * len(served) or left is None:
        return None
    staff = shop.staff.get(left, "")
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.INTRODUCE_YOURSELF, {"name": dossier.customer.name, "channel": Channel.COUNTER}),
        reason=Reason(
            Why.SERVED_BY, {"staff": staff, "times": len(by_them), "of": len(served), "last": by_them[0].day}
        ),
        receipts=entry_receipts(served),
        channel=Channel.COUNTER,
        due=None,
        evidence=fingerprint(KIND, (), left),
        minutes=2,
        urgency=pressing(dossier),
    )
