"""Kind 2: a promise of ours that is due or late."""

from __future__ import annotations

from datetime import date
from typing import Any

from relapp.domain.interactions import Channel
from relapp.domain.promises import Promise, PromisedBy, is_late
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_owed, ways_owed
from relapp.domain.suggestions.urgency import waited

KIND = SuggestionKind.PROMISE
WHEN = "A promise of ours is open and due tomorrow, today or earlier, or was made a week ago with no day named."

_AHEAD_DAYS = 1
_UNDATED_DAYS = 7
_CALL_WORDS = frozenset({"call", "phone", "ring"})


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Keep the promise that has waited longest; one that was put off steps behind the others."""
    today = dossier.today
    pressing = [promise for promise in dossier.promises if is_pressing(promise, today)]
    if not pressing:
        return None

    def place(promise: Promise) -> tuple[bool, date, int]:
        return (is_settled(dossier.answers, KIND, evidence_of(promise), today), _day(promise), promise.id)

    first = min(pressing, key=place)
    staff = first.staff_id if first.staff_id is not None else shop.default_staff
    details = {
        "words": first.words,
        "made": first.made,
        "staff": shop.staff.get(staff, "") if staff is not None else "",
    }
    if first.due is not None:
        details["due"] = first.due
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(
            Act.KEEP_PROMISE, {"name": dossier.customer.name, "words": first.words, **_in_person(dossier, shop)}
        ),
        reason=Reason(_why(first, today), details),
        receipts=with_source(Receipt(Source.PROMISE, first.id), first.source_id),
        channel=_channel(dossier, shop, first),
        due=first.due,
        evidence=evidence_of(first),
        minutes=10,
        urgency=waited((today - _day(first)).days),
    )


def is_pressing(promise: Promise, today: date) -> bool:
    """Whether this promise is ours and wants doing now."""
    if promise.by is not PromisedBy.SHOP:
        return False
    if promise.due is None:
        return (today - promise.made).days >= _UNDATED_DAYS
    return (promise.due - today).days <= _AHEAD_DAYS


def promises_a_call(promise: Promise) -> bool:
    """Whether its words speak of a call."""
    return not _CALL_WORDS.isdisjoint(promise.words.casefold().split())


def evidence_of(promise: Promise) -> str:
    """The fingerprint of one promise: a new due day is new evidence."""
    return fingerprint(KIND, (Receipt(Source.PROMISE, promise.id),), promise.due)


def _channel(dossier: Dossier, shop: ShopView, promise: Promise) -> Channel | None:
    by_phone = promises_a_call(promise) and Channel.PHONE in ways_owed(dossier, shop)
    return Channel.PHONE if by_phone else None


def _in_person(dossier: Dossier, shop: ShopView) -> dict[str, Any]:
    """Most promises are kept by no call or letter; it is said all the same where none may be made."""
    way = way_owed(dossier, shop)
    return {"in_person": True} if "in_person" in way else {}


def _day(promise: Promise) -> date:
    return promise.made if promise.due is None else promise.due


def _why(promise: Promise, today: date) -> Why:
    if promise.due is None:
        return Why.PROMISE_UNDATED
    return Why.PROMISE_LATE if is_late(promise, today) else Why.PROMISE_DUE
