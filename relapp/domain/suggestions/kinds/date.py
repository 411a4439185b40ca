"""Kind 5: a date that they told us."""

from __future__ import annotations

import datetime

from relapp.domain.days import before
from relapp.domain.facts import Certainty, Fact, FactKind, is_credit, is_warranty, next_occurrence
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint, with_source
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.unwanted import is_unwanted
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.DATE
WHEN = "A yearly date that they told us, or that we saw, falls within the next seven days; a guessed one never counts."

AHEAD_DAYS = 7


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Think of the next of their dates, with what fits; one that was put off steps behind the others."""
    coming = upcoming(dossier.sayable, dossier.today, AHEAD_DAYS)
    if not coming:
        return None

    def place(date: tuple[Fact, datetime.date]) -> tuple[bool, datetime.date, int]:
        fact, day = date
        return (is_settled(dossier.answers, KIND, _evidence(fact, day), dossier.today), day, fact.id)

    fact, day = min(coming, key=place)
    fits, fitting = _what_fits(dossier)
    channel = way_for_idea(dossier, shop, KIND)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.GREET, {"name": dossier.customer.name, "channel": channel, "day": day}),
        reason=Reason(
            Why.BIRTHDAY if fact.kind == FactKind.BIRTHDAY else Why.DATE,
            {"day": day, "about": fact.about, "value": fact.value or fact.kind, "fits": fits},
        ),
        receipts=tuple(dict.fromkeys((*with_source(Receipt(Source.FACT, fact.id), fact.source_id), *fitting))),
        channel=channel,
        due=day,
        evidence=_evidence(fact, day),
        urgency=within(before(day, AHEAD_DAYS), day, dossier.today),
    )


def upcoming(facts: tuple[Fact, ...], today: datetime.date, within: int) -> list[tuple[Fact, datetime.date]]:
    """The told or seen dates that come round within so many days, each with its day; in the order of ``facts``.

    The end of a warranty or a credit comes once and is no date of theirs.
    """
    found = []
    for fact in facts:
        if fact.month is None or fact.day is None or fact.certainty is Certainty.GUESSED:
            continue
        if is_warranty(fact.kind) or is_credit(fact.kind):
            continue
        day = next_occurrence(fact.month, fact.day, today)
        if day is None:
            continue
        begun = fact.year is None or day.year >= fact.year
        if begun and (day - today).days <= within:
            found.append((fact, day))
    return found


def _evidence(fact: Fact, day: datetime.date) -> str:
    return fingerprint(KIND, (Receipt(Source.FACT, fact.id),), day)


def _what_fits(dossier: Dossier) -> tuple[str, tuple[Receipt, ...]]:
    """A thing they wish for, else something they told us they like, else their usual; nothing that is unwanted."""
    for wish in sorted(dossier.wishes, key=lambda wish: (wish.made, wish.id)):
        if not is_unwanted(wish.words, dossier.facts):
            return wish.words, with_source(Receipt(Source.WISH, wish.id), wish.source_id)
    likes = [f for f in dossier.sayable if f.kind == FactKind.LIKES and f.certainty is not Certainty.GUESSED]
    for fact in sorted(likes, key=lambda fact: (fact.learned, fact.id), reverse=True):
        if not is_unwanted(fact.value, dossier.facts):
            return fact.value, with_source(Receipt(Source.FACT, fact.id), fact.source_id)
    usual = dossier.offered_usual
    if usual is not None:
        return usual.items[0].product, entry_receipts(usual.interactions)
    return "", ()
