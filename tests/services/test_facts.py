"""What is known of customers: learned, confirmed, corrected, taken out of use."""

from __future__ import annotations

from functools import partial

import pytest

from relapp.domain.facts import Certainty, Fact, FactKind, NewFact
from relapp.domain.interactions import Kind
from relapp.domain.questions import STANDARD, Question
from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.kinds.ask import question_for
from relapp.services import facts, interactions
from relapp.services.dossiers import dossier
from relapp.services.pages import customer as customer_page
from relapp.storage import facts as stored
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold


def current(shop: Shop, customer_id: int) -> list[Fact]:
    return shop.read(lambda reader: stored.current(reader, [customer_id])).get(customer_id, [])


def values(shop: Shop, customer_id: int) -> list[str]:
    return [fact.value for fact in current(shop, customer_id)]


def learn(shop: Shop, customer_id: int, new: NewFact, ago: int = 0) -> int:
    return shop.run("fact_learn", lambda tx: facts.learn(tx, customer_id, new, learned=days_ago(ago)))


@pytest.mark.parametrize("kind", [FactKind.SIZE, FactKind.GREET])
def test_a_new_value_takes_the_place_of_the_old_which_stays_in_the_history(shop: Shop, kind: FactKind) -> None:
    ana = shop.customer("Ana")
    first, second = learn(shop, ana, NewFact(kind, "39"), 900), learn(shop, ana, NewFact(kind, "40"))
    assert values(shop, ana) == ["40"]
    earlier = shop.read(lambda reader: customer_page.earlier_facts(reader, second))
    assert [(fact.id, fact.value, fact.learned) for fact in earlier] == [(first, "39", days_ago(900))]


def test_what_somebody_else_has_does_not_change_ones_own(shop: Shop) -> None:
    ana = shop.customer("Ana")
    learn(shop, ana, NewFact(FactKind.SIZE, "39"))
    learn(shop, ana, NewFact(FactKind.SIZE, "31", about="daughter"))
    learn(shop, ana, NewFact(FactKind.SIZE, "32", about=" Daughter "))
    assert values(shop, ana) == ["39", "32"]


def test_the_size_of_a_ring_does_not_change_that_of_a_shoe(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for value in ("ring 52", "shoe 39", "shoe 40"):
        learn(shop, ana, NewFact(FactKind.SIZE, value))
    assert values(shop, ana) == ["ring 52", "shoe 40"]
    learn(shop, ana, NewFact(FactKind.SIZE, "41"))
    assert values(shop, ana) == ["ring 52", "shoe 40", "41"]


def test_a_kind_of_ones_own_that_measures_holds_one_value(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for kind, value in (("shoe width", "G"), ("Shoe width", "H"), ("dog", "Bella"), ("dog", "Rex")):
        learn(shop, ana, NewFact(kind, value))
    assert values(shop, ana) == ["H", "Bella", "Rex"]


def test_a_guess_never_takes_the_place_of_what_was_told(shop: Shop) -> None:
    ana = shop.customer("Ana")
    told = learn(shop, ana, NewFact(FactKind.SIZE, "39"), 900)
    learn(shop, ana, NewFact(FactKind.SIZE, "41", certainty=Certainty.GUESSED))
    assert values(shop, ana) == ["39"]
    assert [fact.value for fact in shop.read(lambda reader: stored.earlier(reader, told))] == ["41"]


def test_what_is_sensitive_is_marked_by_hand_and_by_its_words(shop: Shop) -> None:
    ana = shop.customer("Ana")
    one, other = learn(shop, ana, NewFact(FactKind.LIKES, "rye")), learn(shop, ana, NewFact("health", "bad knees"))
    for fact, sensitive in ((one, True), (other, False)):
        shop.run("fact_mark", partial(facts.mark, fact_id=fact, sensitive=sensitive))
    assert [fact.sensitive for fact in current(shop, ana)] == [True, False]
    for fact, sensitive in ((one, False), (other, True)):
        shop.run("fact_mark", partial(facts.mark, fact_id=fact, sensitive=sensitive))
    assert [fact.sensitive for fact in current(shop, ana)] == [None, None]
    assert refused(shop, lambda tx: facts.mark(tx, 99, sensitive=True))[0] == "fact.gone"


def test_likes_stand_side_by_side(shop: Shop) -> None:
    ana = shop.customer("Ana")
    learn(shop, ana, NewFact(FactKind.LIKES, "rye"))
    learn(shop, ana, NewFact(FactKind.LIKES, "spelt"))
    assert values(shop, ana) == ["rye", "spelt"]


def test_the_same_told_again_confirms(shop: Shop) -> None:
    ana = shop.customer("Ana")
    first = learn(shop, ana, NewFact(FactKind.LIKES, "Rye"), 800)
    assert learn(shop, ana, NewFact("Likes", " rye "), 10) == first
    (fact,) = current(shop, ana)
    assert (fact.value, fact.learned, fact.confirmed) == ("Rye", days_ago(800), days_ago(10))


def test_a_back_dated_confirmation_makes_nothing_older(shop: Shop) -> None:
    ana = shop.customer("Ana")
    learn(shop, ana, NewFact(FactKind.LIKES, "rye"), 5)
    learn(shop, ana, NewFact(FactKind.LIKES, "rye"), 50)
    assert current(shop, ana)[0].confirmed == days_ago(5)


def test_a_value_of_long_ago_does_not_take_the_place_of_a_newer_one(shop: Shop) -> None:
    ana = shop.customer("Ana")
    new = learn(shop, ana, NewFact(FactKind.SIZE, "40"), 5)
    learn(shop, ana, NewFact(FactKind.SIZE, "39"), 700)
    assert values(shop, ana) == ["40"]
    assert [fact.value for fact in shop.read(lambda reader: stored.earlier(reader, new))] == ["39"]


def test_being_told_is_more_than_a_guess(shop: Shop) -> None:
    ana = shop.customer("Ana")
    learn(shop, ana, NewFact(FactKind.SIZE, "39", certainty=Certainty.GUESSED))
    learn(shop, ana, NewFact(FactKind.SIZE, "39"))
    (fact,) = current(shop, ana)
    assert fact.certainty is Certainty.TOLD


def test_a_year_told_later_is_not_lost(shop: Shop) -> None:
    ana = shop.customer("Ana")
    learn(shop, ana, NewFact(FactKind.BIRTHDAY, "", month=6, day=13))
    learn(shop, ana, NewFact(FactKind.BIRTHDAY, "", month=6, day=13, year=1970))
    learn(shop, ana, NewFact(FactKind.BIRTHDAY, "", month=6, day=13))
    (fact,) = current(shop, ana)
    assert (fact.month, fact.day, fact.year, fact.confirmed) == (6, 13, 1970, TODAY)


def test_a_kind_of_ones_own_needs_no_set_up(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    learn(shop, ana, NewFact("sourdough starter", "Gerda"))
    learn(shop, bo, NewFact(FactKind.LIKES, "rye"))
    with shop.database.read() as reader:
        assert customer_page.fact_kinds(reader) == ["likes", "sourdough starter"]
        assert stored.customers_with(reader, "sourdough starter") == [ana]
        assert stored.customers_with(reader, "likes", "rye") == [bo]


def test_a_correction_takes_the_place_and_keeps_the_history(shop: Shop) -> None:
    ana = shop.customer("Ana")
    first = learn(shop, ana, NewFact(FactKind.LIKES, "rie"))
    second = shop.run("fact_correct", lambda tx: facts.correct(tx, first, NewFact(FactKind.LIKES, " rye ")))
    third = shop.run("fact_correct", lambda tx: facts.correct(tx, second, NewFact(FactKind.DISLIKES, "rye")))
    assert [(fact.id, fact.kind, fact.value) for fact in current(shop, ana)] == [(third, "dislikes", "rye")]
    assert [fact.id for fact in shop.read(lambda reader: stored.earlier(reader, third))] == [second, first]
    shop.operations.undo()
    shop.operations.undo()
    assert values(shop, ana) == ["rie"]


def test_a_fact_is_confirmed_and_taken_out_of_use(shop: Shop) -> None:
    ana = shop.customer("Ana")
    fact = learn(shop, ana, NewFact(FactKind.LIKES, "rye"), 900)
    shop.run("fact_confirm", lambda tx: facts.confirm(tx, fact))
    assert current(shop, ana)[0].confirmed == TODAY
    shop.run("fact_retire", lambda tx: facts.retire(tx, fact))
    assert current(shop, ana) == []
    shop.operations.undo()
    assert values(shop, ana) == ["rye"]


@pytest.mark.parametrize("new", [NewFact("likes", " "), NewFact(" ", "rye"), NewFact("birthday", "")])
def test_nothing_is_no_fact(shop: Shop, new: NewFact) -> None:
    ana = shop.customer("Ana")
    fact = learn(shop, ana, NewFact("likes", "rye"))
    assert refused(shop, lambda tx: facts.learn(tx, ana, new))[0] == "fact.empty"
    assert refused(shop, lambda tx: facts.correct(tx, fact, new))[0] == "fact.empty"


def test_what_holds_no_longer_cannot_be_corrected_confirmed_or_retired(shop: Shop) -> None:
    ana = shop.customer("Ana")
    old = learn(shop, ana, NewFact(FactKind.SIZE, "39"))
    learn(shop, ana, NewFact(FactKind.SIZE, "40"))
    for one in (old, 99):
        for verb in (
            lambda tx, one=one: facts.correct(tx, one, NewFact(FactKind.SIZE, "41")),
            lambda tx, one=one: facts.confirm(tx, one),
            lambda tx, one=one: facts.retire(tx, one),
        ):
            assert refused(shop, verb)[0] == "fact.gone"
    assert values(shop, ana) == ["40"]


# -- for whom --


def boots(shop: Shop, customer_id: int, ago: int) -> int:
    return shop.log(
        customer_id, kind=Kind.PURCHASE, words="boots for her son", ago=ago,
        lines=(a_sold("boots size 31"),), facts=(NewFact(FactKind.BOUGHT_FOR, "her son"),),
    )  # fmt: skip


def test_a_purchase_for_another_is_marked_and_says_nothing_of_the_buyer(shop: Shop) -> None:
    ana = shop.customer("Ana")
    bought = [boots(shop, ana, ago) for ago in (7, 14, 21, 28)]
    assert [shop.entry(one).bought_for for one in bought] == ["her son"] * 4
    page = shop.read(lambda reader: customer_page.page(reader, ana, TODAY))
    assert page is not None
    assert page.usual is None
    assert page.facts == ()
    assert page.stat.entries == 4
    for one in bought:
        shop.run("log_edit", partial(interactions.buy_for, interaction_id=one, whom=""))
    page = shop.read(lambda reader: customer_page.page(reader, ana, TODAY))
    assert page is not None
    assert page.usual is not None


def test_the_mark_can_be_changed_and_goes_with_the_entry_and_comes_back_with_it(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = boots(shop, ana, 7)
    shop.run("log_edit", lambda tx: interactions.buy_for(tx, entry, "  her   daughter "))
    assert shop.entry(entry).bought_for == "her daughter"
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
    assert shop.tables()["fact"] == []
    shop.operations.undo()
    assert shop.entry(entry).bought_for == "her daughter"
    shop.operations.undo()
    assert shop.entry(entry).bought_for == "her son"
    shop.assert_sound()


def test_a_size_is_asked_of_nobody_for_what_was_for_another(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0900 1")
    entry = boots(shop, ana, 7)
    bank = tuple(one for one in STANDARD if one.code in (Question.SIZE, Question.BIRTHDAY))
    asked = tuple(sorted(bank, key=lambda one: one.code != Question.SIZE))

    def first() -> str:
        seen = shop.read(lambda reader: dossier(reader, ana, TODAY))
        assert seen is not None
        chosen = question_for(seen, ShopView(questions=asked))
        return chosen.unknown.question.code if chosen is not None else ""

    assert first() == Question.BIRTHDAY
    shop.run("log_edit", lambda tx: interactions.buy_for(tx, entry, ""))
    assert first() == Question.SIZE
