"""Words for what to know before a sale is logged: one short sentence for each thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from relapp.domain.facts import Certainty, FactKind
from relapp.domain.money import Money
from relapp.domain.protect import Concern, Guard
from relapp.ui.wording import dates, money, quoted, sentences, tr

Details = Mapping[str, Any]


def line(concerns: Iterable[Concern], today: date) -> str:
    """All of it in one line: "Allergic to nuts (told 3 May): Walnut loaf. Has a credit since 5 Feb: “20 euros”." """
    return sentences(*(_WORDS[Guard(one.reason.code)](one.reason.details, today) for one in concerns))


def of(name: str, words: str) -> str:
    """Whose it is, where an entry names several people."""
    return tr("Protect", "{name}: {words}").format(name=name, words=words)


def _barred(d: Details, today: date) -> str:
    text = {
        FactKind.ALLERGY: tr("Protect", "Allergic to {value} ({known}): {product}."),
        FactKind.AVOID: tr("Protect", "Must not have {value} ({known}): {product}."),
        FactKind.DISLIKES: tr("Protect", "Does not like {value} ({known}): {product}."),
    }[d["fact"]]
    said = text.format(value=d["value"].strip(" ."), known=_known(d, today), product=money.product(d["product"]))
    return of(d["about"], said) if d["about"] else said


def _known(d: Details, today: date) -> str:
    text = {
        Certainty.TOLD: tr("Protect", "told {day}"),
        Certainty.SEEN: tr("Protect", "seen {day}"),
        Certainty.GUESSED: tr("Protect", "our guess of {day}"),
    }[d["certainty"]]
    return text.format(day=dates.day(d["known"], today))


def _warranty(d: Details, today: date) -> str:
    said = tr("Protect", "Under warranty until {day}: {what}.")
    whose = tr("Protect", "{what} ({about})").format(what=quoted(d["value"]), about=d["about"])
    return said.format(day=dates.day(d["end"], today), what=whose if d["about"] else quoted(d["value"]))


def _warranty_sold(d: Details, today: date) -> str:
    text = tr("Protect", "Under warranty until {day}: {product}, bought {bought}.")
    bought = dates.day(d["bought"], today)
    return text.format(day=dates.day(d["end"], today), product=money.product(d["product"]), bought=bought)


def _has_one(d: Details, today: date) -> str:
    text = tr("Protect", "Has one already: {product}, bought {bought}.")
    return text.format(product=money.product(d["product"]), bought=dates.day(d["bought"], today))


def _like_others(d: Details, today: date) -> str:
    if d["again"]:
        others = tr("Protect", "Of %n others who have it, {again} took another.", d["others"]).format(again=d["again"])
    else:
        others = tr("Protect", "None of %n others who have it took another.", d["others"])
    return sentences(_has_one(d, today), others)


def _credit(d: Details, today: date) -> str:
    since = dates.day(d["since"], today)
    what = quoted(d["words"]) if d["words"].strip() else ""
    if not what and d["cost"]:
        what = money.money(Money(d["cost"], d["currency"]))
    said = tr("Protect", "Has a credit since {day}: {what}.") if what else tr("Protect", "Has a credit since {day}.")
    parts = [said.format(day=since, what=what)]
    if d["end"] is not None:
        parts.append(tr("Protect", "It ends {on}.").format(on=dates.on(d["end"], today)))
    if d["more"]:
        parts.append(tr("Protect", "And %n more.", d["more"]))
    return sentences(*parts)


_WORDS = {
    Guard.BARRED: _barred,
    Guard.WARRANTY_TOLD: _warranty,
    Guard.WARRANTY_SOLD: _warranty_sold,
    Guard.HAS_ONE: _has_one,
    Guard.HAS_ONE_LIKE_OTHERS: _like_others,
    Guard.CREDIT: _credit,
}
