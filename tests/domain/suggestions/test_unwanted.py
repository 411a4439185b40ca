"""What somebody must not or does not want to have is never offered to them."""

from __future__ import annotations

import pytest

from relapp.domain.brief import BriefKind, brief
from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import date, slipping
from relapp.domain.suggestions.unwanted import is_unwanted
from tests.builders import TODAY, a_birthday, a_customer, a_fact, a_purchase, a_wish

SHOP = ShopView()
ALLERGY = a_fact(FactKind.ALLERGY, "walnuts")


@pytest.mark.parametrize(
    ("kind", "value", "product", "unwanted"),
    [
        (FactKind.ALLERGY, "walnuts", "Walnut loaf", True),
        (FactKind.ALLERGY, "nuts", "Walnut loaf", True),
        (FactKind.ALLERGY, "nuts and eggs", "Egg pasta", True),
        (FactKind.AVOID, "Nüsse", "Haselnusse", True),
        (FactKind.DISLIKES, "creme brulee", "Crème brûlée", True),
        (FactKind.DISLIKES, "blue cheese", "Cheese straws", False),
        (FactKind.ALLERGY, "rye", "Walnut loaf", False),
        (FactKind.LIKES, "walnuts", "Walnut loaf", False),
    ],
)
def test_the_words_of_a_fact_bar_products(kind: FactKind, value: str, product: str, unwanted: bool) -> None:
    assert is_unwanted(product, [a_fact(kind, value)]) is unwanted


def test_a_guess_bars_and_what_their_son_dislikes_does_not() -> None:
    assert is_unwanted("rye", [a_fact(FactKind.DISLIKES, "rye", certainty=Certainty.GUESSED)])
    assert not is_unwanted("rye", [a_fact(FactKind.DISLIKES, "rye", about="son")])


def seen(*ago: int, **known: object) -> Dossier:
    both = [a_purchase(days, "Walnut loaf", "roll") for days in ago[::2]]
    loaf = [a_purchase(days, "Walnut loaf") for days in ago[1::2]]
    known.setdefault("contacts", [ContactKind.PHONE])
    return gather(a_customer(), TODAY, recent=[*both, *loaf], **known)  # type: ignore[arg-type]


AWAY = (25, 32, 39, 46, 53)


def test_who_slips_away_is_not_reminded_of_it() -> None:
    before, after = slipping.suggest(seen(*AWAY), SHOP), slipping.suggest(seen(*AWAY, facts=[ALLERGY]), SHOP)
    assert before is not None
    assert after is not None
    assert before.reason.details["usual"] == ("Walnut loaf", "roll")
    assert after.reason.details["usual"] == ("roll",)


def test_what_fits_their_day_is_something_else() -> None:
    known = [ALLERGY, a_fact(FactKind.LIKES, "walnut cake"), a_birthday(2)]
    found = date.suggest(seen(5, 12, 19, 26, 33, facts=known, wishes=[a_wish("walnut oil")]), SHOP)
    assert found is not None
    assert found.reason.details["fits"] == "roll"


def test_of_the_usual_that_is_left_only_its_own_purchases_are_cited() -> None:
    dossier = seen(*AWAY, facts=[ALLERGY])
    assert dossier.offered_usual is not None
    rolls = {entry.id for entry in dossier.recent if any(line.product == "roll" for line in entry.lines)}
    assert set(dossier.offered_usual.interactions) == rolls
    assert (dossier.offered_usual.items[0].bought, dossier.offered_usual.purchases) == (3, 5)


def test_where_nothing_is_left_nothing_fits() -> None:
    loaves = [a_purchase(days, "Walnut loaf") for days in AWAY]
    dossier = gather(a_customer(), TODAY, recent=loaves, facts=[ALLERGY, a_birthday(2)])
    found = date.suggest(dossier, SHOP)
    assert found is not None
    assert (dossier.offered_usual, found.reason.details["fits"]) == (None, "")


def test_the_brief_says_what_they_take_all_the_same() -> None:
    (usual,) = [line for line in brief(seen(*AWAY, facts=[ALLERGY]), SHOP) if line.kind is BriefKind.USUAL]
    assert [product for product, _ in usual.reason.details["items"]] == ["Walnut loaf", "roll"]
