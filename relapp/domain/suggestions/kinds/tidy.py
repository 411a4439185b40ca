"""Kind 15: tidy what stands in the way of keeping our word and of knowing who is who."""

from __future__ import annotations

from collections.abc import Iterator

from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import LookAlike
from relapp.domain.promises import PromisedBy
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.kinds.promise import promises_a_call
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.urgency import waited

KIND = SuggestionKind.TIDY
WHEN = (
    "We promised a call and have no phone number, or they wait for something and we have no way to tell them; or they "
    "have the phone number or e-mail address of another customer, or the same name in one household."
)

_NO_HURRY = 0.1


def suggest(dossier: Dossier, _shop: ShopView) -> Suggestion | None:
    """Find out how to reach someone whom we shall have to reach; then who is the same person twice."""
    for found in (*_without_phone(dossier), *_without_contact(dossier), *_twice(dossier)):
        if not is_settled(dossier.answers, KIND, found.evidence, dossier.today):
            return found
    return None


def _without_phone(dossier: Dossier) -> Iterator[Suggestion]:
    if ContactKind.PHONE in dossier.contacts:
        return
    for promise in sorted(dossier.promises, key=lambda promise: promise.id):
        if promise.by is PromisedBy.SHOP and promises_a_call(promise):
            yield _suggestion(
                dossier,
                Reason(Act.FIND_PHONE, {"name": dossier.customer.name}),
                Reason(Why.NO_PHONE, {"words": promise.words, "due": promise.due}),
                with_source(Receipt(Source.PROMISE, promise.id), promise.source_id),
                waited((dossier.today - promise.made).days),
            )


def _without_contact(dossier: Dossier) -> Iterator[Suggestion]:
    if dossier.contacts:
        return
    for wish in sorted(dossier.wishes, key=lambda wish: wish.id):
        yield _suggestion(
            dossier,
            Reason(Act.FIND_CONTACT, {"name": dossier.customer.name}),
            Reason(Why.NO_CONTACT, {"words": wish.words, "made": wish.made}),
            with_source(Receipt(Source.WISH, wish.id), wish.source_id),
            waited((dossier.today - wish.made).days),
        )


def _twice(dossier: Dossier) -> Iterator[Suggestion]:
    """Each pair is asked about once, with the one who came later."""
    for other in sorted(dossier.look_alikes, key=lambda other: other.customer_id):
        if other.customer_id < dossier.customer.id:
            own = Receipt(Source.CUSTOMER, dossier.customer.id)
            yield _suggestion(
                dossier,
                Reason(Act.COMPARE, {"name": dossier.customer.name, "other": other.name}),
                _alike(other),
                (Receipt(Source.CUSTOMER, other.customer_id), own),
                _NO_HURRY,
            )


def _alike(other: LookAlike) -> Reason:
    if other.kind is None:
        return Reason(Why.SAME_NAME, {"other": other.name})
    return Reason(Why.SAME_CONTACT, {"other": other.name, "kind": other.kind, "value": other.value})


def _suggestion(
    dossier: Dossier, act: Reason, reason: Reason, receipts: tuple[Receipt, ...], urgency: float
) -> Suggestion:
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=act,
        reason=reason,
        receipts=receipts,
        channel=None,
        due=None,
        evidence=fingerprint(KIND, receipts[:1]),
        minutes=2,
        urgency=urgency,
    )
