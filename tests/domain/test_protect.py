"""What protects a customer while a sale is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Kind, NewPurchaseLine
from relapp.domain.promises import PromisedBy
from relapp.domain.protect import Again, Concern, Guard, Had, Record, Told, at_sale, credits_of, is_enough
from relapp.domain.receipts import Receipt, Source
from tests.builders import TODAY, a_case, a_fact, a_line, a_promise, a_purchase, days_ago

KETTLE = Had(7, "Kettle, steel", 1, days_ago(200), 4711)


def sale(*products: str, quantity: int = 1) -> tuple[NewPurchaseLine, ...]:
    return tuple(NewPurchaseLine(product, Decimal(quantity)) for product in products)


def concerns(
    *products: str,
    told: Told | None = None,
    kind: Kind = Kind.PURCHASE,
    words: str = "",
    again: dict[int, Again] | None = None,
    **record: Any,
) -> list[Concern]:
    return list(at_sale(Record(**record), told or Told(), kind, words, sale(*products), TODAY, again))


def codes(found: list[Concern]) -> list[str]:
    return [one.reason.code for one in found]


def ends(in_days: int, value: str = "kettle", **fields: Any) -> Any:
    day = days_ago(-in_days)
    return a_fact(FactKind.WARRANTY, value, year=day.year, month=day.month, day=day.day, **fields)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert concerns("Walnut loaf", "Kettle, steel") == []


# -- allergy and dislike --


@pytest.mark.parametrize("kind", [FactKind.ALLERGY, FactKind.AVOID, FactKind.DISLIKES])
def test_what_they_must_not_have_or_dislike_is_named_with_its_fact(kind: str) -> None:
    nuts = a_fact(kind, "nuts", source_id=12)
    (one,) = concerns("Rye", "Walnut loaf", facts=(nuts,))
    assert one.reason.code == Guard.BARRED
    assert (one.reason.details["fact"], one.reason.details["product"]) == (kind, "Walnut loaf")
    assert one.receipts == (Receipt(Source.FACT, nuts.id), Receipt(Source.INTERACTION, 12))
    assert concerns("Rye", facts=(nuts,)) == []


def test_an_allergy_of_somebody_else_counts_where_the_words_name_them() -> None:
    theirs = a_fact(FactKind.ALLERGY, "nuts", about="daughter")
    assert concerns("Walnut loaf", facts=(theirs,)) == []
    assert codes(concerns("Walnut loaf", words="walnut loaf for her daughter", facts=(theirs,))) == [Guard.BARRED]


def test_what_is_brought_back_bars_nothing() -> None:
    nuts = a_fact(FactKind.ALLERGY, "nuts")
    lines = sale("Walnut loaf", quantity=-1)
    assert at_sale(Record(facts=(nuts,)), Told(), Kind.RETURN, "", lines, TODAY) == ()


# -- one is enough --


def test_a_thing_of_which_the_shop_says_one_is_enough_is_told_with_its_sale() -> None:
    (one,) = concerns("Kettle, steel", told=Told(("kettles",)), had=(KETTLE,))
    assert one.reason.code == Guard.HAS_ONE
    assert one.reason.details == {"product": "Kettle, steel", "bought": days_ago(200)}
    assert one.receipts == (Receipt(Source.INTERACTION, 4711),)
    assert concerns("Kettle, steel", told=Told(("bread knife",)), had=(KETTLE,)) == []


def test_what_others_took_only_once_is_enough_once() -> None:
    (one,) = concerns("Kettle, steel", had=(KETTLE,), again={7: Again(12, 1)})
    assert one.reason.code == Guard.HAS_ONE_LIKE_OTHERS
    assert (one.reason.details["others"], one.reason.details["again"]) == (12, 1)


@pytest.mark.parametrize(("people", "again", "enough"), [(7, 0, False), (8, 0, True), (10, 1, True), (10, 2, False)])
def test_too_few_others_or_some_who_took_it_again_say_nothing(people: int, again: int, enough: bool) -> None:
    assert is_enough(Again(people, again)) is enough


def test_who_took_it_twice_needs_more_than_one() -> None:
    twice = Had(7, "Kettle, steel", 2, days_ago(20), 4711)
    assert concerns("Kettle, steel", had=(twice,), again={7: Again(12, 0)}) == []


# -- warranty --


def test_a_thing_under_warranty_is_told_when_it_is_bought_again_or_comes_to_be_mended() -> None:
    kettle = ends(40)
    for found in (
        concerns("Kettle, steel", facts=(kettle,)),
        concerns("repair kettle", facts=(kettle,)),
        concerns(kind=Kind.COMPLAINT, words="the kettle leaks", facts=(kettle,)),
    ):
        assert codes(found) == [Guard.WARRANTY_TOLD]
        assert found[0].reason.details["end"] == days_ago(-40)
    assert concerns("Rye", facts=(kettle,)) == []
    assert concerns(kind=Kind.CALL, words="called about the kettle", facts=(kettle,)) == []


def test_a_warranty_that_ended_or_is_our_guess_is_none() -> None:
    assert codes(concerns("kettle", facts=(ends(0),))) == [Guard.WARRANTY_TOLD]
    assert concerns("kettle", facts=(ends(-1),)) == []
    assert concerns("kettle", facts=(ends(5, certainty=Certainty.GUESSED),)) == []
    assert concerns("kettle", facts=(a_fact(FactKind.WARRANTY, "kettle"),)) == []


def test_the_months_that_the_shop_told_run_from_the_last_sale() -> None:
    (one,) = concerns("repair kettle", told=Told(months={"kettle": 12}), had=(KETTLE,))
    assert one.reason.code == Guard.WARRANTY_SOLD
    assert one.reason.details["end"] == KETTLE.last.replace(year=KETTLE.last.year + 1)
    assert one.receipts == (Receipt(Source.INTERACTION, 4711),)
    assert concerns("repair kettle", told=Told(months={"kettle": 6}), had=(KETTLE,)) == []


def test_the_same_warranty_is_told_once_and_what_is_warranted_is_needed_once() -> None:
    found = concerns("Kettle, steel", told=Told(months={"kettle": 12}), had=(KETTLE,), facts=(ends(40),))
    assert codes(found) == [Guard.WARRANTY_TOLD, Guard.HAS_ONE]


# -- credit --


def credit_lines(**record: Any) -> list[Concern]:
    return [one for one in concerns("Rye", **record) if one.reason.code == Guard.CREDIT]


def test_each_kind_of_credit_on_record_is_told() -> None:
    fact = a_fact(FactKind.CREDIT, "20 euros")
    case = a_case(remedy="credit", cost=500, source_id=3)
    promise = a_promise("a credit of 15")
    (one,) = credit_lines(facts=(fact,))
    assert (one.reason.details["words"], one.reason.details["since"]) == ("20 euros", fact.learned)
    (one,) = credit_lines(cases=(case,))
    assert (one.reason.details["cost"], one.receipts[0]) == (500, Receipt(Source.CASE, case.id))
    (one,) = credit_lines(promises=(promise,))
    assert one.reason.details["words"] == "a credit of 15"
    (one,) = credit_lines(facts=(fact,), cases=(case,), promises=(promise,))
    assert one.reason.details["more"] == 2


def test_what_is_no_credit_of_theirs_is_not_told() -> None:
    assert credit_lines(facts=(a_fact(FactKind.CREDIT, "20", certainty=Certainty.GUESSED),)) == []
    assert credit_lines(cases=(a_case(remedy="refund"),)) == []
    assert credit_lines(promises=(a_promise("a credit of 15", by=PromisedBy.CUSTOMER), a_promise("ring her"))) == []
    day = days_ago(1)
    over = a_fact(FactKind.CREDIT, "20", year=day.year, month=day.month, day=day.day)
    assert credit_lines(facts=(over,)) == []


def test_a_promise_about_a_complaint_and_a_note_of_the_same_entry_are_one_credit() -> None:
    promise = a_promise("a credit of 15", source_id=9)
    assert len(credits_of((), (promise,), (a_case(remedy="credit", promise_id=promise.id),), TODAY)) == 1
    assert len(credits_of((a_fact(FactKind.CREDIT, "15", source_id=9),), (promise,), (), TODAY)) == 1


@pytest.mark.parametrize(("words", "told"), [("used her credit", 0), ("paid with the voucher", 0), ("paid cash", 1)])
def test_a_credit_is_used_by_a_later_sale_that_speaks_of_it(words: str, told: int) -> None:
    fact = a_fact(FactKind.CREDIT, "20 euros", learned=30)
    later, earlier = a_purchase(10, "rye", words=words), a_purchase(40, words="used her credit")
    assert len(credit_lines(facts=(fact,), sales=(earlier, later))) == told


def test_a_credit_is_used_by_a_later_sale_that_takes_something_off() -> None:
    fact = a_fact(FactKind.CREDIT, "20 euros", learned=30)
    assert credit_lines(facts=(fact,), sales=(a_purchase(10, a_line("voucher", 1, -500)),)) == []


def test_the_sale_that_uses_the_credit_is_not_warned_of_it() -> None:
    fact = a_fact(FactKind.CREDIT, "20 euros")
    assert concerns("Rye", words="rye, with her credit", facts=(fact,)) == []
    assert concerns(kind=Kind.CALL, facts=(fact,)) == []


def test_the_gravest_comes_first() -> None:
    facts = (a_fact(FactKind.CREDIT, "20"), a_fact(FactKind.DISLIKES, "steel"), ends(5))
    found = concerns("Kettle, steel", told=Told(("kettle",)), facts=facts, had=(KETTLE,))
    assert codes(found) == [Guard.BARRED, Guard.WARRANTY_TOLD, Guard.HAS_ONE, Guard.CREDIT]
