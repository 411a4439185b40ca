"""Kind 0: silence."""

from __future__ import annotations

from datetime import date

from relapp.domain.days import before, day_of
from relapp.domain.facts import Fact
from relapp.domain.interactions import Channel
from relapp.domain.peace import MOURNING_DAYS, PeaceWhy, why_of
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.budget import counting, fits, fits_again, spent
from relapp.domain.suggestions.codes import Act, Peace, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea

KIND = SuggestionKind.SILENCE
WHEN = (
    "They asked to be left in peace, they are in mourning, or no way to reach them has room in the contact budget; "
    "this beats every idea of ours (kinds 5 to 14), never what we owe (1 to 4) nor tidying (15)."
)

MOURNING = "mourning"
"""The kind of fact that asks for silence while it is young."""

_WHYS = {
    Peace.ASKED_FOR: Why.SILENT_ASKED,
    Peace.MOURNING: Why.SILENT_MOURNING,
    Peace.BUDGET: Why.SILENT_BUDGET,
}


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Leave them in peace. It is never a card of the day's list: guards ask the same questions of every idea."""
    reason = in_peace(dossier) or over_budget(dossier, shop, way_for_idea(dossier, shop))
    receipts = () if reason is None else behind(dossier, shop, reason)
    if reason is None or not receipts:
        return None
    until = reason.details["until"]
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.LEAVE, {"name": dossier.customer.name, "until": until}),
        reason=Reason(_WHYS[Peace(reason.code)], reason.details),
        receipts=receipts,
        channel=None,
        due=None,
        evidence=fingerprint(KIND, receipts, reason.code, until),
        minutes=0,
    )


def in_peace(dossier: Dossier) -> Reason | None:
    """The silence that they asked for or that mourning asks for, while it holds."""
    until = dossier.customer.leave_until
    if until is not None and until >= dossier.today:
        why, said = why_of(dossier.customer)
        return Reason(Peace.MOURNING if why is PeaceWhy.MOURNING else Peace.ASKED_FOR, {"until": until, "said": said})
    young = _young_mourning(dossier)
    return Reason(Peace.MOURNING, {"until": _last_day(young[-1]), "said": _heard(young[-1])}) if young else None


def behind(dossier: Dossier, shop: ShopView, reason: Reason) -> tuple[Receipt, ...]:
    """What a silence was read from; what staff noted themselves rests on the customer, and on that day's entries."""
    if reason.code == Peace.BUDGET:
        return entry_receipts(counting(dossier.outgoing, dossier.today, shop.budget))
    if dossier.customer.leave_until == reason.details["until"]:
        heard = [entry for entry in dossier.recent if entry.day == reason.details["said"]]
        return (Receipt(Source.CUSTOMER, dossier.customer.id), *entry_receipts(heard))
    fact = _young_mourning(dossier)[-1]
    return with_source(Receipt(Source.FACT, fact.id), fact.source_id)


def over_budget(dossier: Dossier, shop: ShopView, channel: Channel | None) -> Reason | None:
    """The silence that one more contact by ``channel`` would break the budget."""
    today, budget = dossier.today, shop.budget
    if channel is None or fits(channel, dossier.outgoing, today, budget):
        return None
    used = spent(dossier.outgoing, today, budget)
    again = fits_again(channel, dossier.outgoing, today, budget)
    until = None if again is None else before(again, 1)
    return Reason(
        Peace.BUDGET, {"calls": used.calls, "writings": used.writings, "letters": used.letters, "until": until}
    )


def _young_mourning(dossier: Dossier) -> list[Fact]:
    """The facts that hold, the one that holds longest at the end."""
    facts = [fact for fact in dossier.facts if fact.kind == MOURNING and _last_day(fact) >= dossier.today]
    return sorted(facts, key=lambda fact: (_last_day(fact), fact.id))


def _last_day(fact: Fact) -> date:
    # Another file may hold a day so far ahead that nothing can be added to it.
    return day_of(_heard(fact).toordinal() + MOURNING_DAYS)


def _heard(fact: Fact) -> date:
    return fact.confirmed or fact.learned
