"""What a fact is: whether it is sensitive, when it wants checking."""

from __future__ import annotations

import pytest

from relapp.domain.brief import brief
from relapp.domain.facts import FactKind, NewFact, is_sensitive, needs_check
from relapp.domain.suggestions.dossier import ShopView, gather
from tests.builders import TODAY, a_customer, a_fact


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.ALLERGY, "walnuts"),
        (FactKind.ABOUT, "diabetic"),
        (FactKind.ABOUT, "in a wheelchair"),
        (FactKind.FAMILY, "husband has died"),
        (FactKind.FAMILY, "just got divorced"),
        (FactKind.FAMILY, "in the hospital since May"),
        (FactKind.AVOID, "any talk of the divorce"),
        (FactKind.LIKES, "kosher wine"),
        ("Health", "bad knees"),
        ("Religion", "goes on Sundays"),
        ("mourning", ""),
        ("Gesundheit", "schlechtes Knie"),
        ("Décès", "sa mère"),
        ("über sie", "Diabetikerin"),
    ],
)
def test_health_belief_and_troubles_are_sensitive(kind: str, value: str) -> None:
    assert is_sensitive(NewFact(kind, value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.LIKES, "rye"),
        (FactKind.GREET, "Christian"),
        (FactKind.FAMILY, "two sons"),
        (FactKind.ABOUT, "works at the hospital"),
        (FactKind.ABOUT, "lives by the church"),
        (FactKind.SIZE, "39"),
        (FactKind.BIRTHDAY, ""),
        ("shoe width", "H"),
        ("Credit", "20 euros"),
    ],
)
def test_ordinary_things_are_not(kind: str, value: str) -> None:
    assert not is_sensitive(NewFact(kind, value))


@pytest.mark.parametrize(
    ("kind", "fresh", "old"),
    [
        (FactKind.SIZE, 540, 560),
        (FactKind.LIKES, 1090, 1100),
        (FactKind.FAMILY, 730, 731),
        ("shoe width", 540, 560),
        ("Job", 360, 370),
        ("delivery address", 360, 370),
        ("dog", 730, 731),
    ],
)
def test_each_kind_ages_in_its_own_time(kind: str, fresh: int, old: int) -> None:
    assert not needs_check(a_fact(kind, "x", learned=fresh), TODAY)
    assert needs_check(a_fact(kind, "x", learned=old), TODAY)


@pytest.mark.parametrize("kind", [FactKind.BIRTHDAY, FactKind.DATE, FactKind.ALLERGY, FactKind.GREET])
def test_some_things_never_age(kind: str) -> None:
    assert not needs_check(a_fact(kind, "x", learned=20_000), TODAY)


def test_what_somebody_marked_counts_more_than_the_words() -> None:
    assert is_sensitive(NewFact(FactKind.LIKES, "rye", sensitive=True))
    assert not is_sensitive(NewFact(FactKind.ALLERGY, "walnuts", sensitive=False))


def test_the_brief_knows_which_of_its_lines_are_sensitive() -> None:
    known = [a_fact(FactKind.ALLERGY, "walnuts"), a_fact(FactKind.LIKES, "rye"), a_fact(FactKind.FAMILY, "divorced")]
    lines = brief(gather(a_customer(), TODAY, facts=known), ShopView())
    told = {
        str(line.reason.details.get("values") or line.reason.details.get("value")): line.sensitive for line in lines
    }
    assert told["('walnuts',)"] is told["divorced"] is True
    assert told["rye"] is False
