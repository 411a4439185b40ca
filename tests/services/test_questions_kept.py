"""What was asked and answered lasts: through merging and parting, out and in again, and back when it is undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from relapp.domain.question_bank import BankQuestion, NewBankQuestion, PutAnswer, QuestionPut
from relapp.domain.questions import STANDARD, Unknown
from relapp.services import merging, questions
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import PersonPage
from relapp.storage import questions as stored
from tests.builders import TODAY
from tests.services.exporting.conftest import take_in, told, write
from tests.shop import Shop


def person(shop: Shop, customer_id: int) -> PersonPage:
    page = shop.read(lambda reader: questions_page.person_page(reader, customer_id, TODAY, {}))
    assert page is not None
    return page


@pytest.fixture
def asked(shop: Shop) -> tuple[int, int]:
    """Ana told that she freezes bread and declined her birthday once; Anna declined her birthday once, too."""
    shop.run("question_add", lambda tx: questions.add(tx, NewBankQuestion("Do you freeze bread?", "freezes")))
    ana, anna = shop.customer("Ana Moreira"), shop.customer("Anna Moreyra")
    birthday, freezes = bank(shop)[-2:]
    shop.run("question_answer", lambda tx: questions.answer(tx, ana, Unknown(freezes), "yes"))
    for one in (ana, anna):
        shop.run("question_declined", partial(questions.decline, customer_id=one, asked=Unknown(birthday)))
    return ana, anna


def bank(shop: Shop) -> tuple[BankQuestion, ...]:
    return shop.read(questions.bank)


def test_merged_the_answers_go_along_and_taken_apart_they_go_home(shop: Shop, asked: tuple[int, int]) -> None:
    ana, anna = asked
    before = person(shop, ana), person(shop, anna)
    merge = shop.run("merge", lambda tx: merging.merge(tx, anna, ana))
    one = person(shop, anna)
    assert [answered.fact.value for answered in one.answered if answered.fact] == ["yes"]
    assert [waiting.never for waiting in one.waiting] == [True], "it is one person who declined twice"
    shop.run("unmerge", lambda tx: merging.unmerge(tx, merge))
    assert (person(shop, ana), person(shop, anna)) == before
    shop.assert_sound()


def test_bank_and_answers_come_out_and_in_again_as_they_were(
    shop: Shop, asked: tuple[int, int], tmp_path: Path
) -> None:
    path, other = write(shop, tmp_path / "shop.jsonl"), Shop()
    assert take_in(other, path).tally.bad_rows == []
    assert told(other) == told(shop)
    assert bank(other) == bank(shop)
    ana = next(one for one, page in ((one, person(other, one)) for one in asked) if page.answered)
    (answer,) = (put for put in puts(other, ana) if put.answer is PutAnswer.ANSWERED)
    assert answer.fact_id == person(other, ana).answered[0].fact.id  # type: ignore[union-attr]
    again = take_in(other, path).tally
    assert (again.new, again.changed) == (0, 0)


def puts(shop: Shop, customer_id: int) -> list[QuestionPut]:
    return shop.read(lambda reader: stored.of_customers(reader, [customer_id]).get(customer_id, []))


def test_a_bank_that_comes_to_another_shop_doubles_no_question(
    shop: Shop, asked: tuple[int, int], tmp_path: Path
) -> None:
    assert asked
    other = Shop()
    other.run("question_add", lambda tx: questions.add(tx, NewBankQuestion("When do you have guests?", "guests")))
    take_in(other, write(shop, tmp_path / "shop.jsonl"))
    assert sorted(one.kind for one in bank(other)) == sorted([*(one.kind for one in STANDARD), "freezes", "guests"])


def test_everything_that_was_asked_is_taken_back_step_by_step(shop: Shop, asked: tuple[int, int]) -> None:
    ana, anna = asked
    for _ in range(3):
        shop.operations.undo()
    assert (puts(shop, ana), puts(shop, anna), person(shop, ana).answered) == ([], [], ())
    shop.assert_sound()
