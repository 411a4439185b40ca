"""Questions on a real shop: the bank, what is answered, declined and taken back, and what answers taught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from relapp.domain.brief import BriefKind, BriefLine
from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, Fact, FactKind, NewFact
from relapp.domain.question_bank import BankQuestion, NewBankQuestion, PutAnswer, QuestionPut
from relapp.domain.question_splits import Split
from relapp.domain.questions import STANDARD, Question, Unknown
from relapp.services import question_splits, questions, staff
from relapp.services.pages import customer as customer_page
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import PersonPage
from relapp.storage import customers, facts
from relapp.storage import questions as stored
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold

FREEZES = NewBankQuestion("Do you freeze bread?", "freezes")
SHARES = NewBankQuestion("Where else do you buy bread?", "also buys at (share)", code="share")


def bank(shop: Shop) -> tuple[BankQuestion, ...]:
    return shop.read(questions.bank)


def facts_of(shop: Shop, customer_id: int) -> list[Fact]:
    return shop.read(lambda reader: facts.current(reader, [customer_id]).get(customer_id, []))


def puts_of(shop: Shop, customer_id: int) -> list[QuestionPut]:
    return shop.read(lambda reader: stored.of_customers(reader, [customer_id]).get(customer_id, []))


def ask_line(shop: Shop, customer_id: int, splits: dict[str, Split] | None = None) -> BriefLine | None:
    page = shop.read(lambda reader: customer_page.page(reader, customer_id, shop.now.date(), splits=splits))
    assert page is not None
    return next((line for line in page.brief if line.kind is BriefKind.ASK), None)


def person(shop: Shop, customer_id: int) -> PersonPage:
    page = shop.read(lambda reader: questions_page.person_page(reader, customer_id, shop.now.date(), {}))
    assert page is not None
    return page


def put(shop: Shop, verb: Callable[..., object], customer_id: int, question: BankQuestion, *words: str) -> None:
    shop.run("question_answer", lambda tx: verb(tx, customer_id, Unknown(question), *words))


@pytest.fixture
def freezes(shop: Shop) -> BankQuestion:
    """The one question of the bank."""
    shop.run("question_add", lambda tx: stored.add(tx, FREEZES))
    return bank(shop)[0]


# -- answering --


def test_an_answer_becomes_a_told_fact_with_its_day_its_staff_and_todays_entry(
    shop: Shop, freezes: BankQuestion
) -> None:
    ana = shop.customer()
    ina = shop.run("staff_add", lambda tx: staff.add(tx, "Ina"))
    shop.operations.staff_id = ina
    entry = shop.log(ana, words="came for bread")
    put(shop, questions.answer, ana, freezes, "  yes,  half ")
    (fact,) = facts_of(shop, ana)
    assert (fact.kind, fact.value, fact.certainty) == ("freezes", "yes, half", Certainty.TOLD)
    assert (fact.learned, fact.staff_id, fact.source_id) == (TODAY, ina, entry)
    (asked,) = puts_of(shop, ana)
    assert (asked.answer, asked.fact_id, asked.source_id, asked.staff_id) == (PutAnswer.ANSWERED, fact.id, entry, ina)


def test_an_answer_is_undone_as_one_and_done_again(shop: Shop, freezes: BankQuestion) -> None:
    ana = shop.customer()
    put(shop, questions.answer, ana, freezes, "yes")
    shop.operations.undo()
    assert (facts_of(shop, ana), puts_of(shop, ana)) == ([], [])
    shop.operations.redo()
    assert len(facts_of(shop, ana)) == len(puts_of(shop, ana)) == 1


def test_an_entry_of_another_day_is_no_source(shop: Shop, freezes: BankQuestion) -> None:
    ana = shop.customer()
    shop.log(ana, ago=1)
    put(shop, questions.answer, ana, freezes, "yes")
    assert facts_of(shop, ana)[0].source_id is None


def test_without_words_nothing_is_stored(shop: Shop, freezes: BankQuestion) -> None:
    ana = shop.customer()
    assert refused(shop, lambda tx: questions.answer(tx, ana, Unknown(freezes), "  ")) == ("fact.empty", {})


def test_a_question_of_the_untouched_bank_is_stored_with_its_first_answer(shop: Shop) -> None:
    ana = shop.customer()
    assert bank(shop) == STANDARD
    birthday = next(one for one in STANDARD if one.code == Question.BIRTHDAY)
    said = refused(shop, lambda tx: questions.answer(tx, ana, Unknown(birthday), "soon"))
    assert said == ("question.no_day", {"value": "soon"})
    put(shop, questions.answer, ana, birthday, "13 May 1980")
    (fact,) = facts_of(shop, ana)
    assert (fact.kind, fact.month, fact.day, fact.year) == (FactKind.BIRTHDAY, 5, 13, 1980)
    assert [one.code for one in bank(shop)] == [one.code for one in STANDARD]
    assert all(one.id for one in bank(shop))
    put(shop, questions.decline, ana, STANDARD[1])
    assert len(bank(shop)) == len(STANDARD), "known by its code from then on"


@pytest.mark.parametrize(
    ("said", "kind"),
    [("+44 7700 900123", ContactKind.PHONE), ("ana@example.org", ContactKind.EMAIL), ("by the blue door", None)],
)
def test_how_to_reach_them_becomes_a_contact_where_it_is_one(shop: Shop, said: str, kind: ContactKind | None) -> None:
    ana = shop.customer()
    put(shop, questions.answer, ana, STANDARD[0], said)
    points = shop.read(lambda reader: customers.contacts(reader, [ana])).get(ana, [])
    assert [point.kind for point in points] == ([] if kind is None else [kind])
    assert [fact.kind for fact in facts_of(shop, ana)] == ([FactKind.REACH] if kind is None else [])
    shown = ask_line(shop, ana)
    assert shown is None, "one question a contact"


def test_an_old_answer_is_confirmed_or_superseded(shop: Shop, freezes: BankQuestion) -> None:
    ana, bea = shop.customer(), shop.customer("Bea Lund")
    for one in (ana, bea):
        shop.now = shop.now.replace(year=TODAY.year - 3)
        shop.learn(one, "freezes", "yes")
        shop.now = shop.now.replace(year=TODAY.year)
        (old,) = facts_of(shop, one)
        said = "yes" if one == ana else "no"
        asked = Unknown(freezes, old=old)
        shop.run("question_answer", lambda tx: questions.answer(tx, one, asked, said))  # noqa: B023 - run at once
    assert [(fact.value, fact.confirmed) for fact in facts_of(shop, ana)] == [("yes", TODAY)]
    assert [(fact.value, fact.learned) for fact in facts_of(shop, bea)] == [("no", TODAY)]


# -- not answering --


def test_declined_twice_is_never_again_until_it_is_taken_back(shop: Shop, freezes: BankQuestion) -> None:
    ana = shop.customer()
    assert ask_line(shop, ana) is not None
    for year in (TODAY.year, TODAY.year + 1):
        shop.now = shop.now.replace(year=year)
        put(shop, questions.decline, ana, freezes)
    shop.now = shop.now.replace(year=TODAY.year + 20)
    assert ask_line(shop, ana) is None
    (waiting,) = person(shop, ana).waiting
    assert (waiting.question, waiting.never) == (freezes, True)
    shop.run("question_again", lambda tx: questions.ask_again(tx, ana, freezes.id))
    assert ask_line(shop, ana) is not None
    shop.operations.undo()
    assert ask_line(shop, ana) is None


def test_asked_without_an_answer_waits_a_month(shop: Shop, freezes: BankQuestion) -> None:
    ana = shop.customer()
    put(shop, questions.not_now, ana, freezes)
    assert not person(shop, ana).to_ask
    assert not person(shop, ana).waiting[0].never
    shop.now = shop.now.replace(month=6)
    assert person(shop, ana).to_ask


def test_nothing_of_the_kind_is_an_answer_without_a_fact(shop: Shop) -> None:
    shop.run("question_add", lambda tx: stored.add(tx, NewBankQuestion("Anything you must not eat?", "allergy")))
    ana = shop.customer()
    put(shop, questions.nothing, ana, bank(shop)[0])
    assert facts_of(shop, ana) == []
    (answered,) = person(shop, ana).answered
    assert (answered.fact, answered.day) == (None, TODAY)


# -- M3: known answers with their dates, and only unknown ones to ask --


def test_the_page_of_a_person_tells_known_answers_and_asks_only_what_is_unknown(
    shop: Shop, freezes: BankQuestion
) -> None:
    shop.run("question_add", lambda tx: questions.add(tx, SHARES))
    ana, bea = shop.customer(), shop.customer("Bea Lund")
    shop.learn(ana, "freezes", "yes")
    shop.learn(bea, "also buys at (share)", "the supermarket")
    of_ana, of_bea = person(shop, ana), person(shop, bea)
    assert [(one.question.kind, one.fact.value if one.fact else "", one.day) for one in of_ana.answered] == [
        ("freezes", "yes", TODAY)
    ]
    assert [one.unknown.question.kind for one in of_ana.to_ask] == ["also buys at (share)"]
    assert [one.unknown.question.kind for one in of_bea.to_ask] == ["freezes"]


# -- the bank --


def test_a_shops_own_question_goes_behind_those_it_had(shop: Shop) -> None:
    shop.run("question_add", lambda tx: questions.add(tx, FREEZES))
    assert [one.kind for one in bank(shop)] == [*(one.kind for one in STANDARD), "freezes"]


def test_questions_are_taken_once(shop: Shop) -> None:
    many = [SHARES, replace(FREEZES, code="food.freezes")]
    assert shop.run("question_take", lambda tx: questions.take(tx, many)) == 2
    assert shop.run("question_take", lambda tx: questions.take(tx, many)) == 0
    assert len(bank(shop)) == len(STANDARD) + 2


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(FREEZES, words=" "), "question.empty"),
        (replace(FREEZES, kind=" "), "question.no_kind"),
        (replace(FREEZES, words="x" * 301), "question.too_long"),
    ],
)
def test_a_question_needs_words_and_what_its_answer_tells(shop: Shop, new: NewBankQuestion, code: str) -> None:
    assert refused(shop, lambda tx: questions.add(tx, new))[0] == code


def test_a_question_is_written_anew_switched_off_and_moved(shop: Shop, freezes: BankQuestion) -> None:
    shop.run("question_add", lambda tx: questions.add(tx, SHARES))
    new = NewBankQuestion("Do you freeze our bread?", "freezes", active=False)
    shop.run("question_edit", lambda tx: questions.change(tx, freezes, new))
    assert (bank(shop)[0].words, bank(shop)[0].active) == ("Do you freeze our bread?", False)
    shop.run("question_move", lambda tx: questions.move(tx, questions.bank(tx)[0], 1))
    assert [one.kind for one in bank(shop)] == ["also buys at (share)", "freezes"]
    shop.run("question_move", lambda tx: questions.move(tx, questions.bank(tx)[1], 1))
    assert [one.kind for one in bank(shop)] == ["also buys at (share)", "freezes"]
    gone = replace(freezes, id=99)
    assert refused(shop, lambda tx: questions.move(tx, gone, 1))[0] == "question.gone"


# -- what answers taught --


def divided(shop: Shop) -> list[int]:
    """Twelve who answered: who freezes buys loaves, who does not buys rolls."""
    found = []
    for number in range(12):
        one = shop.customer(f"Guest {number}")
        shop.sell(one, a_sold("Loaf" if number % 2 else "Roll", 320), ago=20)
        shop.sell(one, a_sold("Tea", 200), ago=10)
        found.append(one)

    def told(tx: Transaction) -> None:
        for number, one in enumerate(found):
            questions.answer(tx, one, Unknown(questions.bank(tx)[0]), "yes" if number % 2 else "no")

    shop.now = shop.now.replace(day=TODAY.day - 1)
    shop.run("question_answer", told)
    shop.now = shop.now.replace(day=TODAY.day)
    return found


def learned(shop: Shop, day: date = TODAY) -> dict[str, Split]:
    return shop.read(lambda reader: question_splits.splits(reader, day))


def test_what_answers_taught_is_read_from_the_shops_own_past(shop: Shop, freezes: BankQuestion) -> None:
    people = divided(shop)
    split = learned(shop)[freezes.mark]
    assert split.strength > 0
    assert {one for told in split.told for one in told.people} == set(people)
    assert split.thing is not None
    assert split.thing[1] in {"Loaf", "Roll"}
    assert learned(shop, days_ago(1)) == {}, "what was answered later teaches nothing yet"


def test_what_is_sensitive_is_counted_and_never_quoted(shop: Shop) -> None:
    shop.run("question_add", lambda tx: stored.add(tx, NewBankQuestion("Anything you must not eat?", "allergy")))
    for number in range(12):
        one = shop.customer(f"Guest {number}")
        shop.sell(one, a_sold("Loaf" if number % 2 else "Roll", 320), ago=20)
        shop.run(
            "fact_learn",
            partial(
                facts.add,
                customer_id=one,
                new=NewFact("allergy", "nuts" if number % 2 else "milk"),
                learned=days_ago(2),
            ),
        )
    split = learned(shop)[bank(shop)[0].mark]
    assert (split.people, split.told, split.strength) == (12, (), 0.0)


def test_the_one_question_is_that_whose_answers_split_the_shop(shop: Shop, freezes: BankQuestion) -> None:
    shop.run("question_add", lambda tx: questions.add(tx, SHARES))
    divided(shop)
    shop.run("question_move", lambda tx: questions.move(tx, freezes, 1))
    ana = shop.customer()
    before, after = ask_line(shop, ana), ask_line(shop, ana, learned(shop))
    assert before is not None
    assert after is not None
    assert before.reason.details["own"] == SHARES.words, "the shop's own order as long as nothing is learned"
    assert after.reason.details["own"] == FREEZES.words


def test_the_bank_tells_how_many_know_and_how_many_declined(shop: Shop, freezes: BankQuestion) -> None:
    divided(shop)
    ana = shop.customer()
    put(shop, questions.decline, ana, freezes)
    taught = learned(shop)
    (row,) = shop.read(lambda reader: questions_page.bank_page(reader, taught))
    assert (row.question, row.known, row.declined) == (freezes, 12, 1)
    assert row.split is not None
    assert row.split.people == 12
