"""Kind 15: tidy what stands in the way of keeping our word."""

from __future__ import annotations

from relapp.domain.customers import ContactKind
from relapp.domain.promises import PromisedBy
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.kinds.promise import promises_a_call
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind

KIND = SuggestionKind.TIDY
WHEN = "We promised a call and have no phone number, or they wait for something and we have no way to tell them."


def suggest(dossier: Dossier, _shop: ShopView) -> Suggestion | None:
    """Find out how to reach someone whom we shall have to reach."""
    if ContactKind.PHONE not in dossier.contacts:
        for promise in sorted(dossier.promises, key=lambda promise: promise.id):
            if promise.by is PromisedBy.SHOP and promises_a_call(promise):
                found = _suggestion(
                    dossier,
                    Act.FIND_PHONE,
                    Reason(Why.NO_PHONE, {"words": promise.words, "due": promise.due}),
                    Receipt(Source.PROMISE, promise.id),
                    promise.source_id,
                )
                if found is not None:
                    return found
    if not dossier.contacts:
        for wish in sorted(dossier.wishes, key=lambda wish: wish.id):
            found = _suggestion(
                dossier,
                Act.FIND_CONTACT,
                Reason(Why.NO_CONTACT, {"words": wish.words, "made": wish.made}),
                Receipt(Source.WISH, wish.id),
                wish.source_id,
            )
            if found is not None:
                return found
    return None


def _suggestion(
    dossier: Dossier, act: Act, reason: Reason, receipt: Receipt, source_id: int | None
) -> Suggestion | None:
    evidence = fingerprint(KIND, (receipt,))
    if is_settled(dossier.answers, KIND, evidence, dossier.today):
        return None
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(act, {"name": dossier.customer.name}),
        reason=reason,
        receipts=with_source(receipt, source_id),
        channel=None,
        due=None,
        evidence=evidence,
        minutes=2,
    )
