"""Receipts in words: each piece of evidence in one line, by its kind, its day and what it says."""

from __future__ import annotations

from datetime import date

from relapp.domain.receipts import Receipt, Source
from relapp.services.pages.customer import Evidence
from relapp.ui.wording import cases, consents, dates, kinds, memory, quoted, timeline, tr


def lines(found: Evidence, today: date) -> dict[Receipt, str]:
    """A line for each receipt that is still there: "Enquiry · Thu · “does spelt come?”"."""
    said: dict[Receipt, str] = {}
    for promise in found.promises:
        said[Receipt(Source.PROMISE, promise.id)] = _line(tr("Receipts", "Promise"), promise.made, promise.words, today)
    for fact in found.facts:
        name, day = kinds.fact(fact.kind), fact.confirmed or fact.learned
        words = " – ".join(part for part in (fact.about, memory.fact_value(fact)) if part)
        said[Receipt(Source.FACT, fact.id)] = _line(name, day, words, today)
    for wish in found.wishes:
        said[Receipt(Source.WISH, wish.id)] = _line(tr("Receipts", "Wish"), wish.made, wish.words, today)
    for case in found.cases:
        name = tr("Receipts", "Being put right")
        said[Receipt(Source.CASE, case.id)] = _line(name, case.opened, cases.title(case), today)
    for word in found.consents:
        said[Receipt(Source.CONSENT, word.id or 0)] = (
            f"{consents.word(word)} · {consents.proof(word, found.staff, today)}"
        )
    for entry in (one.interaction for one in found.entries):
        said[Receipt(Source.INTERACTION, entry.id)] = _line(
            timeline.headline(entry), entry.day, timeline.text(entry), today
        )
    for customer in found.people:
        receipt = Receipt(Source.CUSTOMER, customer.id)
        said[receipt] = f"{customer.name} · {memory.person_state(customer, today)}"
    return said


def _line(name: str, day: date, words: str, today: date) -> str:
    return " · ".join(part for part in (name, dates.day(day, today), quoted(words) if words.strip() else "") if part)
