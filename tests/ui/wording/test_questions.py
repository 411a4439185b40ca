"""Questions in words: the starters of every trade, and why a question is put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relapp.domain.facts import FactKind
from relapp.domain.question_bank import BankQuestion
from relapp.domain.question_splits import Split, Told
from relapp.domain.questions import Chosen, Question, Unknown
from relapp.domain.starters import Trade, starters
from relapp.services.pages.questions import BankRow
from relapp.ui.wording import questions
from relapp.ui.wording import starters as words
from tests.builders import TODAY, a_fact

FREEZES = BankQuestion(7, "", "Do you freeze {product}?", "freezes", "", 1, active=True)
SPLIT = Split(12, (Told("yes", (1, 2, 3), 3), Told("no", (4, 5), 0)), ("bought", "loaf"), 0.2)


def why(split: Split | None, **known: object) -> str:
    return questions.why(Chosen(Unknown(FREEZES, "bread", **known), 2, split).details, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("trade", Trade)
def test_every_starter_is_a_question_and_names_what_its_answer_tells(trade: Trade) -> None:
    bank = words.bank(trade)
    assert [one.code for one in bank] == list(starters(trade))
    assert all(one.words.endswith("?") and one.kind.strip() for one in bank)
    own_kinds = [one.kind for one in bank if one.kind not in set(FactKind)]
    assert len(set(own_kinds)) == len(own_kinds), "two answers of one kind could not be told apart"
    assert words.trade(trade)


def test_the_shops_own_words_may_name_the_product() -> None:
    details = Chosen(Unknown(FREEZES, "bread"), 1).details
    assert questions.asked(details) == questions.of_bank(FREEZES, "bread") == "Do you freeze bread?"
    assert questions.act(details, "Ana") == "Ask Ana: “Do you freeze bread?”"


def test_why_is_told_in_numbers_that_can_be_counted() -> None:
    assert why(SPLIT) == (
        "12 customers answered it so far: of 3 who said “yes”, 3 bought loaf; of 2 who said “no”, 0 bought loaf. "
        "That is more than chance explains."
    )
    assert why(replace(SPLIT, strength=0.0)).endswith("Chance explains as much. It is number 2 in your list.")


def test_where_too_little_is_known_it_says_so() -> None:
    assert why(None) == "No customer has answered it so far. It is number 2 in your list."
    assert why(Split(3)) == (
        "3 customers answered it so far: too few, too much alike or too private to say what it changes. "
        "It is number 2 in your list."
    )


def test_an_old_answer_is_told_with_its_day() -> None:
    assert why(None, old=a_fact("freezes", "yes", learned=800)).startswith("Said “yes” on ")


@pytest.mark.parametrize(
    ("known", "words"), [(0, "known for nobody yet"), (1, "known for 1 customer"), (3, "known for 3 customers")]
)
def test_the_bank_says_of_how_many_the_answer_is_known(known: int, words: str) -> None:
    assert questions.standing(BankRow(FREEZES, known, 0, None)) == words


def test_the_act_says_who_gets_the_things() -> None:
    details = {"own": "", "question": Question.BUYS_FOR, "product": "rolls"}
    assert questions.act(details, "Café Lune") == "Ask Café Lune who gets the rolls"
