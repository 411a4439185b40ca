"""Kind 1: a reply that we owe."""

from __future__ import annotations

from relapp.domain.interactions import Channel, Interaction, Kind
from relapp.domain.owed import owed
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_owed
from relapp.domain.suggestions.urgency import waited

KIND = SuggestionKind.OWED_REPLY
WHEN = (
    "The customer asked, wrote, complained or rang in vain within three months, and since then no contact of ours but "
    "calls that nobody took has followed, nor have they come, which answers everything but a complaint."
)

_BACK_THE_SAME_WAY = frozenset({Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST})


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Answer what waits for us."""
    waiting = owed(dossier.recent, dossier.today)
    if waiting is None:
        return None
    first = waiting.asked[0]
    same_way = first.channel if first.channel in _BACK_THE_SAME_WAY else None
    way = way_owed(dossier, shop, first=same_way)
    channel = way["channel"]
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(_act(channel), {"name": dossier.customer.name, **way}),
        reason=Reason(
            Why.MISSED_CALL if _rang_in_vain(first) else Why.ASKED,
            {
                "kind": first.kind,
                "asked": first.day,
                "words": first.words,
                "more": len(waiting.asked) - 1,
                "tries": len(waiting.tries),
                "staff": shop.staff.get(first.staff_id, "") if first.staff_id is not None else "",
            },
        ),
        receipts=entry_receipts((*waiting.asked, *waiting.tries)),
        channel=channel,
        due=None,
        # Only what they asked last is new evidence: the older ones drop out one by one as they are forgotten.
        evidence=fingerprint(KIND, entry_receipts((waiting.asked[-1],))),
        urgency=waited((dossier.today - first.day).days),
    )


def _rang_in_vain(entry: Interaction) -> bool:
    return entry.kind is Kind.CALL and "?" not in entry.words


def _act(channel: Channel | None) -> Act:
    if channel is Channel.PHONE:
        return Act.CALL_BACK
    return Act.ANSWER if channel is None else Act.WRITE_BACK
