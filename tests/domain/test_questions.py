"""Which question: only what is unknown or old, never what was declined twice, and first what splits the shop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.question_bank import BankQuestion, PutAnswer, QuestionPut
from relapp.domain.question_splits import Split, Told
from relapp.domain.questions import DECLINED_DAYS, NOTHING_DAYS, REST_DAYS, STANDARD, Question, answer_to
from relapp.domain.starters import KNOWN_KINDS, SHARE, STARTERS, Trade, starters
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds.ask import question_for, questions_for
from tests.builders import TODAY, a_customer, a_fact, a_purchase, days_ago

FREEZES = BankQuestion(7, "", "Do you freeze bread?", "freezes", "", 1, active=True)
SHARES = BankQuestion(8, SHARE, "Where else do you buy bread?", "buys at", "", 2, active=True)
GUESTS = BankQuestion(9, "", "When do you have guests?", "has guests", "", 3, active=True)
SHOP = ShopView(questions=(FREEZES, SHARES, GUESTS))
TELLING = Split(12, (Told("yes", (1, 2), 2), Told("no", (3, 4), 0)), ("bought", "loaf"), 0.2)
SILENT = replace(TELLING, strength=0.0)


def seen(*facts: Fact, puts: tuple[QuestionPut, ...] = (), **known: object) -> Dossier:
    return gather(a_customer(), TODAY, facts=facts, puts=puts, **known)  # type: ignore[arg-type]


def put(question: BankQuestion, answer: PutAnswer, ago: int, fact_id: int | None = None) -> QuestionPut:
    return QuestionPut(1, 1, question.id, "", answer, days_ago(ago), None, fact_id, None)


def asked(dossier: Dossier, shop: ShopView = SHOP) -> list[int]:
    return [one.unknown.question.id for one in questions_for(dossier, shop)]


# -- only what is unknown, or old --


def test_what_is_known_is_not_asked_and_the_bank_orders_the_rest() -> None:
    assert asked(seen()) == [7, 8, 9]
    assert asked(seen(a_fact("Freezes", "yes"))) == [8, 9]
    assert asked(seen(a_fact("freezes", "yes", about="mother"))) == [7, 8, 9], "whose answer it is matters"


def test_a_guess_answers_nothing() -> None:
    assert asked(seen(a_fact("freezes", "yes", certainty=Certainty.GUESSED)))[0] == 7


def test_an_old_answer_is_asked_again_behind_what_was_never_answered() -> None:
    old = a_fact("freezes", "yes", learned=800)
    found = questions_for(seen(old), SHOP)
    assert [one.unknown.question.id for one in found] == [8, 9, 7]
    assert (found[-1].details["old"], found[-1].details["since"]) == ("yes", days_ago(800))
    assert asked(seen(replace(old, confirmed=days_ago(10)))) == [8, 9]
    assert old == answer_to(FREEZES, [a_fact("freezes", "no", learned=900), old]), "the newest answer counts"


def test_what_is_switched_off_is_not_asked() -> None:
    assert asked(seen(), ShopView(questions=(replace(FREEZES, active=False), SHARES))) == [8]


# -- the one that would change most --


def test_what_splits_the_shop_comes_first_and_what_tells_nothing_last() -> None:
    shop = replace(SHOP, splits={"own:9": TELLING, "own:7": SILENT})
    assert asked(seen(), shop) == [9, 8, 7]
    chosen = question_for(seen(), shop)
    assert chosen is not None
    assert (chosen.unknown.question, chosen.split, chosen.place) == (GUESTS, TELLING, 3)


def test_an_old_answer_to_what_splits_the_shop_is_worth_more_than_a_new_one_to_what_is_not_known() -> None:
    shop = replace(SHOP, splits={"own:9": TELLING})
    assert asked(seen(a_fact("has guests", "on Sundays", learned=800)), shop) == [9, 7, 8]


# -- what was put before --


def test_after_one_question_no_other_is_put_on_the_same_day() -> None:
    today = put(FREEZES, PutAnswer.NOT_NOW, 0)
    assert question_for(seen(puts=(today,)), SHOP) is None
    assert question_for(seen(puts=(put(FREEZES, PutAnswer.NOT_NOW, 1),)), SHOP) is not None


@pytest.mark.parametrize(
    ("answer", "days"),
    [(PutAnswer.NOT_NOW, REST_DAYS), (PutAnswer.DECLINED, DECLINED_DAYS), (PutAnswer.ANSWERED, NOTHING_DAYS)],
)
def test_what_was_put_rests_for_its_time(answer: PutAnswer, days: int) -> None:
    assert asked(seen(puts=(put(FREEZES, answer, days - 1),))) == [8, 9]
    assert asked(seen(puts=(put(FREEZES, answer, days),))) == [7, 8, 9]


def test_declined_twice_is_never_again_however_long_ago() -> None:
    twice = (put(FREEZES, PutAnswer.DECLINED, 3000), put(FREEZES, PutAnswer.DECLINED, 2000))
    assert asked(seen(puts=twice)) == [8, 9]
    assert asked(seen(puts=twice[:1])) == [7, 8, 9]


def test_an_answer_that_was_taken_out_is_asked_once_it_rested() -> None:
    assert asked(seen(puts=(put(FREEZES, PutAnswer.ANSWERED, REST_DAYS, fact_id=5),))) == [7, 8, 9]


def test_whether_it_is_still_right_is_asked_of_each_product_by_itself() -> None:
    still = replace(next(one for one in STANDARD if one.code == Question.STILL_RIGHT), id=4)
    twice = [replace(put(still, PutAnswer.DECLINED, ago), product="Rye") for ago in (900, 800)]
    sales = [a_purchase(ago, "rye") for ago in (7, 14, 21)]
    assert asked(seen(recent=sales), ShopView(questions=(still,))) == [4]
    assert asked(seen(recent=sales, puts=tuple(twice)), ShopView(questions=(still,))) == []
    other = [replace(one, product="spelt") for one in twice]
    assert asked(seen(recent=sales, puts=tuple(other)), ShopView(questions=(still,))) == [4]


# -- the starters --


@pytest.mark.parametrize("trade", Trade)
def test_every_trade_begins_with_eight_to_twelve_questions_of_its_own(trade: Trade) -> None:
    assert 8 <= len(STARTERS[trade]) <= 12
    assert SHARE in starters(trade)
    assert len(set(starters(trade))) == len(starters(trade))


def test_kinds_that_protect_are_those_the_program_knows() -> None:
    assert {KNOWN_KINDS[code] for code in ("food.must_not", "beauty.skin", "fashion.skin")} == {
        FactKind.ALLERGY,
        FactKind.AVOID,
    }
