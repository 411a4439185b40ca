"""What is sensitive is in no idea and in no words to say; what bars a product goes on doing so."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Fact, FactKind
from relapp.domain.ready_words.compose import People, ReadyWords, form_of, ready
from relapp.domain.ready_words.languages import TONGUES
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import EVERY, date, like_them, protect, replenish
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.domain.suggestions.signals import Signals
from tests.builders import TODAY, a_customer, a_due, a_fact, a_new, a_purchase, days_ago
from tests.domain.suggestions.strategies import dossiers

SECRET = "Zaubernuss"
SHOP = ShopView(notable=5_000, gone=frozenset({3}))


@st.composite
def secrets(draw: st.DrawFn) -> Fact:
    """A fact of any kind that somebody marked, often with a day that is near."""
    dated = draw(st.booleans())
    day = days_ago(-draw(st.integers(0, 7)))
    return a_fact(
        draw(st.sampled_from([*FactKind, MOURNING, "our own kind"])),
        SECRET,
        learned=draw(st.integers(0, 900)),
        about=draw(st.sampled_from(["", SECRET])),
        month=day.month if dated else None,
        day=day.day if dated else None,
        year=day.year if dated and draw(st.booleans()) else None,
        sensitive=True,
    )


@given(dossiers(), st.lists(secrets(), min_size=1, max_size=5))
def test_no_kind_speaks_of_it(ordinary: Dossier, hidden: list[Fact]) -> None:
    dossier = replace(ordinary, facts=(*ordinary.facts, *hidden))
    receipts = {Receipt(Source.FACT, fact.id) for fact in hidden}
    for rule in EVERY:
        found = rule.suggest(dossier, SHOP)
        if found is None:
            continue
        assert SECRET not in f"{found.act} {found.reason}"
        if found.kind is not SuggestionKind.SILENCE:
            assert receipts.isdisjoint(found.receipts)
        assert SECRET not in said(found)


def said(suggestion: Suggestion) -> str:
    if suggestion.kind is SuggestionKind.SILENCE or suggestion.kind is SuggestionKind.TIDY:
        return ""
    found = ready(suggestion, People("Ada Lovelace"), TONGUES["en"], form_of(suggestion.channel), TODAY)
    return found.text if isinstance(found, ReadyWords) else ""


def a_dossier(*facts: Fact, **known: object) -> Dossier:
    known.setdefault("contacts", [ContactKind.PHONE])
    return gather(a_customer(), TODAY, facts=facts, **known)  # type: ignore[arg-type]


def test_a_sensitive_day_is_not_greeted_and_a_sensitive_voucher_not_spoken_of() -> None:
    day = days_ago(-3)
    ends = {"month": day.month, "day": day.day, "year": day.year}
    for kind, rule in ((FactKind.DATE, date), (FactKind.WARRANTY, protect)):
        fact = a_fact(kind, "hearing aid", **ends)
        assert rule.suggest(a_dossier(fact), SHOP) is not None
        assert rule.suggest(a_dossier(replace(fact, sensitive=True)), SHOP) is None


def test_an_allergy_protects_without_being_named() -> None:
    bought = [a_purchase(ago, "Walnut loaf") for ago in (8, 15, 22, 29)]
    speaks = Signals(due=(a_due("Walnut loaf", 8, 15, 22, 29),), new=(a_new("walnut cake", "Walnut loaf"),))
    allergy = a_fact(FactKind.ALLERGY, "walnuts")
    for rule in (replenish, like_them):
        assert rule.suggest(a_dossier(recent=bought, signals=speaks), SHOP) is not None
        assert rule.suggest(a_dossier(allergy, recent=bought, signals=speaks), SHOP) is None
