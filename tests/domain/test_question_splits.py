"""What answers teach: told in numbers that can be counted again, and only where chance does not explain as much."""

from __future__ import annotations

import random

import pytest

from relapp.domain.question_splits import BOUGHT, LEAST_PEOPLE, SUGGESTED, UNKNOWN, Habits, measure, worth

PRODUCTS = ("rye", "roll", "spelt", "cake", "tea")


def answered(*said: str) -> list[tuple[int, str]]:
    return list(enumerate(said, start=1))


def bought(*products: str) -> Habits:
    return {(BOUGHT, product): 1.0 for product in products}


def divided(people: int) -> tuple[list[tuple[int, str]], dict[int, Habits]]:
    """Half of them freeze and buy loaves; the other half do not, and buy rolls."""
    said = answered(*("yes" if one % 2 else "no" for one in range(1, people + 1)))
    return said, {one: bought("loaf", "tea") if one % 2 else bought("roll", "tea") for one, _ in said}


def test_answers_that_go_with_what_they_buy_are_told_with_their_numbers() -> None:
    split = measure(*divided(12))
    assert split.people == 12
    assert split.thing in {(BOUGHT, "loaf"), (BOUGHT, "roll")}
    assert {told.said: (len(told.people), told.had) for told in split.told} == (
        {"yes": (6, 6), "no": (6, 0)} if split.thing == (BOUGHT, "loaf") else {"yes": (6, 0), "no": (6, 6)}
    )
    assert split.strength > UNKNOWN


def test_the_same_answers_with_nothing_behind_them_are_worth_nothing() -> None:
    dice = random.Random(5)
    said = answered(*(dice.choice(["yes", "no"]) for _ in range(40)))
    split = measure(said, {one: bought(*dice.sample(PRODUCTS, 2)) for one, _ in said})
    assert split.told
    assert split.strength == worth(split) == 0.0


def test_few_answers_say_nothing_and_are_not_taken_for_nothing() -> None:
    split = measure(*divided(LEAST_PEOPLE - 1))
    assert (split.people, split.told, split.thing) == (LEAST_PEOPLE - 1, (), None)
    assert worth(split) == worth(None) == UNKNOWN


def test_one_answer_from_everybody_tells_nothing() -> None:
    said = answered(*["yes"] * 20)
    assert measure(said, {one: bought("rye") for one, _ in said}).told == ()


def test_more_who_answered_are_believed_more() -> None:
    few, many = (measure(*divided(people)).strength for people in (8, 60))
    assert 0 < few < many < 1


@pytest.mark.parametrize("said", ["Yes", "yes, for guests", "YES. Always", "yes (told twice)"])
def test_answers_are_alike_that_begin_alike(said: str) -> None:
    answers, habits = divided(12)
    answers[0] = (1, said)
    assert sorted(len(told.people) for told in measure(answers, habits).told) == [6, 6]


def test_what_was_suggested_counts_beside_what_was_bought() -> None:
    said, _ = divided(12)
    habits = {one: {(SUGGESTED, "thank" if one % 2 else "date"): 1.0} for one, _ in said}
    split = measure(said, habits)
    assert split.strength > 0
    assert split.thing is not None
    assert split.thing[0] == SUGGESTED


def test_the_order_of_the_answers_changes_nothing() -> None:
    said, habits = divided(12)
    assert measure(said, habits).strength == measure(said[::-1], habits).strength


def test_who_answered_and_never_bought_is_counted_and_not_measured() -> None:
    said, habits = divided(12)
    split = measure([*said, (99, "yes")], habits)
    assert split.people == 13
    assert all(99 not in told.people for told in split.told)
