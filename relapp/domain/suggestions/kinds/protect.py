"""Kind 10: protect them from losing what is theirs."""

from __future__ import annotations

from datetime import date

from relapp.domain.days import before, day_of
from relapp.domain.facts import Certainty, Fact, is_credit, is_warranty
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import waited, within

KIND = SuggestionKind.PROTECT
WHEN = (
    "A warranty, a credit or a voucher of theirs, of which they told us or that we saw, ends within thirty days; or a "
    "credit with no day was noted more than sixty days ago and they have not come since."
)

_AHEAD_DAYS = 30
_UNUSED_DAYS = 60


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Tell them of what ends first, then of what lies unused."""
    ending, unused = [], []
    for fact in dossier.sayable:
        if fact.certainty is Certainty.GUESSED or not (is_warranty(fact.kind) or is_credit(fact.kind)):
            continue
        end = _end(fact)
        if end is not None and 0 <= (end - dossier.today).days <= _AHEAD_DAYS:
            ending.append((end, fact.id, fact))
        elif end is None and fact.month is None and is_credit(fact.kind) and _lies_unused(dossier, fact):
            unused.append((_known(fact), fact.id, fact))
    found = [_ends(dossier, shop, fact, end) for end, _, fact in sorted(ending, key=lambda one: one[:2])]
    found += [_unused(dossier, shop, fact) for _, _, fact in sorted(unused, key=lambda one: one[:2])]
    open_ones = [one for one in found if not is_settled(dossier.answers, KIND, one.evidence, dossier.today)]
    return next(iter(open_ones), None)


def _end(fact: Fact) -> date | None:
    """The day it ends, ``None`` where it was not told in full."""
    if fact.year is None or fact.month is None or fact.day is None:
        return None
    try:
        return date(fact.year, fact.month, fact.day)
    except ValueError:
        return date(fact.year, fact.month, 28)


def _known(fact: Fact) -> date:
    return fact.confirmed or fact.learned


def _lies_unused(dossier: Dossier, fact: Fact) -> bool:
    came_since = dossier.visits and dossier.visits[-1].day > _known(fact).toordinal()
    return not came_since and (dossier.today - _known(fact)).days > _UNUSED_DAYS


def _ends(dossier: Dossier, shop: ShopView, fact: Fact, end: date) -> Suggestion:
    act, why = (
        (Act.TELL_OF_WARRANTY, Why.WARRANTY_ENDS) if is_warranty(fact.kind) else (Act.TELL_OF_CREDIT, Why.CREDIT_ENDS)
    )
    details = {"value": fact.value, "about": fact.about, "day": end, "learned": fact.learned}
    pressing = within(before(end, _AHEAD_DAYS), end, dossier.today)
    return _suggestion(dossier, shop, fact, act, Reason(why, details), pressing)


def _unused(dossier: Dossier, shop: ShopView, fact: Fact) -> Suggestion:
    visited = day_of(dossier.visits[-1].day) if dossier.visits else None
    details = {"value": fact.value, "about": fact.about, "learned": _known(fact), "visited": visited}
    pressing = waited((dossier.today - _known(fact)).days - _UNUSED_DAYS)
    return _suggestion(dossier, shop, fact, Act.TELL_OF_CREDIT, Reason(Why.CREDIT_UNUSED, details), pressing)


def _suggestion(dossier: Dossier, shop: ShopView, fact: Fact, act: Act, reason: Reason, urgency: float) -> Suggestion:
    receipt = Receipt(Source.FACT, fact.id)
    channel = way_for_idea(dossier, shop, KIND)
    shown = () if reason.details.get("visited") is None else (dossier.visits[-1].interaction_id,)
    cited = (*with_source(receipt, fact.source_id), *(Receipt(Source.INTERACTION, one) for one in shown))
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(act, {"name": dossier.customer.name, "channel": channel}),
        reason=reason,
        receipts=tuple(dict.fromkeys(cited)),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, (receipt,), reason.details.get("day")),
        urgency=urgency,
    )
