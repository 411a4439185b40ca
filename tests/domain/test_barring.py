"""Barring: a dislike or an allergy bars every product that is called so, however either is written."""

from __future__ import annotations

import pytest

from relapp.domain.barring import ProductWords, things

NAMES = [
    "Walnut loaf",
    "Rye bread",
    "Crème brûlée",
    "Red box",
    "Eggs, six",
    "Nut cake",
    "Haselnüsse",
    "Spelt rolls",
    "茶",
]


def barred(*values: str) -> list[str]:
    return [NAMES[place] for place in ProductWords(NAMES).barred(values)]


@pytest.mark.parametrize(
    ("value", "products"),
    [
        ("rye", ["Rye bread"]),
        ("RYE BREAD", ["Rye bread"]),
        ("nuts", ["Walnut loaf", "Nut cake"]),
        ("Nüsse", ["Haselnüsse"]),
        ("creme brulee", ["Crème brûlée"]),
        ("anything with nuts in it", []),
        ("anything with nuts", ["Walnut loaf", "Nut cake"]),
        ("nuts, eggs and rye", ["Walnut loaf", "Rye bread", "Eggs, six", "Nut cake"]),
        ("egg", ["Eggs, six"]),
        ("spelt roll", ["Spelt rolls"]),
        ("red roll", []),
        ("茶", ["茶"]),
        ("the", []),
        ("", []),
        (" ,, and", []),
    ],
)
def test_products_are_barred_by_the_words_of_a_fact(value: str, products: list[str]) -> None:
    assert barred(value) == products


def test_every_fact_counts() -> None:
    assert barred("rye", "red") == ["Rye bread", "Red box"]
    assert barred() == []


def test_short_words_must_stand_as_they_are() -> None:
    assert ProductWords(["ox tail", "box"]).barred(["ox"]) == [0]


def test_a_value_may_name_several_things() -> None:
    assert things("milk und Eier / soy") == [["milk"], ["eier"], ["soy"]]
    assert things("blue cheese") == [["blue", "cheese"]]
