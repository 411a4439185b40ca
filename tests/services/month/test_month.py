"""What the program makes of a month: each customer told from the others, by what staff typed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

import pytest

from relapp.domain.brief import BriefKind
from relapp.domain.interactions import SALES, Direction, Kind
from relapp.domain.promises import PromiseState, is_late
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import suggestions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import relationship as relationship_page
from relapp.services.pages import today as today_page
from relapp.services.pages.customer import CustomerPage
from relapp.services.pages.today import TodayPage
from relapp.ui.wording import brief as brief_words
from relapp.ui.wording import relationship as relationship_words
from tests.builders import TODAY, at
from tests.services.month.replay import PEOPLE, Typed, keep_shop, lines
from tests.shop import Shop

ANA, KWAME = "Ana Moreira", "Kwame Osei"


class Month:
    """The shop after its month, on the morning of a Tuesday."""

    def __init__(self, instead: Mapping[str, str] | None = None) -> None:
        self.shop = Shop()
        self.ids = keep_shop(self.shop, instead)
        self.shop.now = at(TODAY, 7)

    def page(self, name: str) -> CustomerPage:
        found = self.shop.read(lambda reader: customer_page.page(reader, self.ids[name], TODAY, staff_id=1))
        assert found is not None
        return found

    def brief(self, name: str) -> dict[BriefKind, str]:
        said: dict[BriefKind, str] = {}
        for line in self.page(name).brief:
            said[line.kind] = f"{said.get(line.kind, '')} {brief_words.line(line, TODAY)}".strip()
        return said

    def card(self, name: str) -> list[str]:
        found = self.shop.read(lambda reader: relationship_page.page(reader, self.ids[name], TODAY))
        assert found is not None
        return [relationship_words.statement(one, name, TODAY) for one in found.statements]

    def today(self) -> TodayPage:
        board = self.shop.read(lambda reader: suggestions.board(reader, TODAY))
        return self.shop.read(lambda reader: today_page.page(reader, board, 50))


@pytest.fixture(scope="module")
def month() -> Iterator[Month]:
    kept = Month()
    yield kept
    kept.shop.close()


def test_it_is_a_month_of_a_real_shop() -> None:
    typed = [line for line in lines() if not line.acts]
    assert len(typed) >= 150
    assert {name for line in typed for name in line.words.split(": ")[0].split(" and ")} == set(PEOPLE)
    assert (typed[-1].at - typed[0].at).days >= 30
    assert [line.at for line in lines()] == sorted(line.at for line in lines())


def test_the_whole_is_sound(month: Month) -> None:
    month.shop.assert_sound()


MEANT = {
    "asked whether the spelt comes back": (Kind.ENQUIRY, Direction.IN),
    "we called her, the spelt comes on Fridays": (Kind.CALL, Direction.OUT),
    "emailed asking which breads": (Kind.EMAIL, Direction.IN),
    "emailed her the list": (Kind.EMAIL, Direction.OUT),
    "complained that the handle": (Kind.COMPLAINT, Direction.IN),
    "wrote him a letter": (Kind.LETTER, Direction.OUT),
    "asked whether we could make": (Kind.ENQUIRY, Direction.IN),
    "brought back 2 rolls": (Kind.RETURN, Direction.IN),
    "took 2 wholemeal 6.40, allergic": (Kind.PURCHASE, Direction.IN),
    "tasted the lemon cake together": (Kind.VISIT, Direction.IN),
}


@pytest.mark.parametrize("words", MEANT)
def test_each_line_is_what_happened(month: Month, words: str) -> None:
    (found,) = {(row.kind, row.direction) for row in month.shop.tables()["interaction"] if words in row.words}
    assert found == MEANT[words]


def test_what_they_took_comes_to_what_was_typed(month: Month) -> None:
    """Sums of the entries against the amounts in the text of the month itself."""
    for who, name in PEOPLE.items():
        entries = [entry.interaction for entry in month.page(name).timeline.entries]
        spent = sum(line.amount or 0 for entry in entries for line in entry.lines)
        assert spent == sum(_cents(line) for line in lines() if line.words.startswith(f"{who}: ")), name


def _cents(line: Typed) -> int:
    """The prices in a line; what was brought back counts against them."""
    if line.acts or not ("took" in line.words or "brought back" in line.words):
        return 0
    prices = [word for word in line.words.replace(",", " ").split() if "." in word and word.replace(".", "").isdigit()]
    return sum(round(float(price) * 100) for price in prices) * (-1 if "brought back" in line.words else 1)


def test_an_entry_of_two_is_one_and_on_both_timelines(month: Month) -> None:
    words = "tasted the lemon cake together"
    assert sum(words in row.words for row in month.shop.tables()["interaction"]) == 1
    for name in (ANA, "Sofia Rossi"):
        assert any(words in entry.interaction.words for entry in month.page(name).timeline.entries)


def test_promises_are_kept_or_owed_as_they_were(month: Month) -> None:
    kept = {promise.words: promise.state for name in PEOPLE.values() for promise in month.page(name).promises}
    assert kept == {
        "bring a new kettle": PromiseState.KEPT,
        "pay the bill for March": PromiseState.KEPT,
        "bake her mother's loaf softer": PromiseState.KEPT,
        "a lemon cake": PromiseState.OPEN,
        "bring back her basket": PromiseState.OPEN,
    }
    (cake,) = month.page("Sofia Rossi").promises
    assert cake.due == date(2025, 5, 12)
    assert not is_late(cake, TODAY)


# The five questions that whoever serves them must be able to answer at a glance, from the brief alone.
CALLED, OPEN, HEED, TAKES, APART = "what to call or how to reach", "what is open", "what to avoid", "usual", "different"
KINDS = {
    CALLED: (BriefKind.GREET,),
    OPEN: (BriefKind.NOW, BriefKind.PEACE),
    HEED: (BriefKind.AVOID,),
    TAKES: (BriefKind.USUAL,),
    APART: (BriefKind.DIFFERENT, BriefKind.WISH),
}
ANSWERS: dict[str, dict[str, str]] = {
    ANA: {HEED: "rye", TAKES: "2× wholemeal", APART: "her mother"},
    KWAME: {TAKES: "rye", APART: "a proofing basket"},
    "Lea Brandt": {TAKES: "small white"},
    "Tom Fletcher": {CALLED: "only by post", TAKES: "6× rolls"},
    "Sofia Rossi": {OPEN: "how many the lemon cake serves", TAKES: "focaccia", APART: "daughter"},
    "Jonas Weber": {OPEN: "repair knives", HEED: "caraway", TAKES: "rye"},
    "Priya Nair": {TAKES: "oat loaf", APART: "vegan"},
    "Margaret Doyle": {CALLED: "Mrs Doyle", OPEN: "mourning", TAKES: "small white", APART: "husband"},
    "Yusuf Demir": {CALLED: "not before 10:00", TAKES: "2× pide"},
    "Elif Kaya": {OPEN: "in peace until 1 Jun", TAKES: "2× pide", APART: "sesame"},
    "Hannah Lindqvist": {TAKES: "walnut loaf"},
    "Café Lune": {TAKES: "40× rolls"},
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_brief_answers_five_questions_about_a_stranger(month: Month, name: str) -> None:
    brief = month.brief(name)
    for question, kinds in KINDS.items():
        said = " ".join(brief.get(kind, "") for kind in kinds).strip()
        if question in ANSWERS[name]:
            assert ANSWERS[name][question] in said, question
        else:
            assert said == "", question
    assert len(month.page(name).brief) <= 7


def test_no_line_is_the_same_for_every_customer(month: Month) -> None:
    said = [set(month.brief(name).values()) for name in PEOPLE.values()]
    assert not set.intersection(*said)


def test_what_we_owe_comes_first_and_silence_is_kept(month: Month) -> None:
    listed = [(one.customer.name, one.suggestion.kind) for one in month.today().items]
    assert listed[:2] == [("Sofia Rossi", SuggestionKind.OWED_REPLY), ("Jonas Weber", SuggestionKind.OWED_REPLY)]
    assert ("Hannah Lindqvist", SuggestionKind.SLIPPING) in listed
    assert ("Yusuf Demir", SuggestionKind.THANK) in listed
    names = {name for name, _ in listed}
    assert names.isdisjoint({"Margaret Doyle", "Elif Kaya"})


def test_nobody_is_reached_by_a_way_that_they_refused(month: Month) -> None:
    ways = {one.suggestion.channel for one in month.today().items if one.customer.name == "Tom Fletcher"}
    assert ways <= {None, "counter", "post"}


def test_the_complaint_was_put_right_to_the_end(month: Month) -> None:
    (case,) = month.shop.tables()["recovery_case"]
    assert (case.cause, case.remedy, case.cost, case.all_right) == ("faulty", "replace", 3_800, True)
    assert case.closed is not None
    assert month.page("Lea Brandt").cases == ()


def test_every_line_of_the_brief_opens_entries_or_facts_of_this_customer(month: Month) -> None:
    for name in PEOPLE.values():
        for line in month.page(name).brief:
            if line.kind is BriefKind.ASK:
                continue
            assert line.receipts, (name, line)
            shown = month.shop.read(partial(customer_page.evidence, receipts=line.receipts))
            owners = {one for entry in shown.entries for one in entry.interaction.customers}
            owners |= {row.customer_id for part in (shown.facts, shown.promises, shown.wishes) for row in part}
            assert month.ids[name] in owners, (name, line)


def test_two_customers_whose_histories_are_swapped_are_swapped_in_all_that_is_said(month: Month) -> None:
    other = Month({"ana moreira": "kwame osei", "kwame osei": "ana moreira"})
    for one, its in ((ANA, KWAME), (KWAME, ANA)):
        assert other.brief(one) == month.brief(its)
        assert other.card(one) == [sentence.replace(its, one) for sentence in month.card(its)]
    swapped = {ANA: KWAME, KWAME: ANA}
    listed = [(swapped.get(one.customer.name, one.customer.name), one.suggestion.kind) for one in other.today().items]
    assert sorted(listed) == sorted((one.customer.name, one.suggestion.kind) for one in month.today().items)
    for name in set(PEOPLE.values()) - set(swapped):
        assert other.brief(name) == month.brief(name)
    other.shop.close()


def test_a_sale_is_one_wherever_it_was_typed(month: Month) -> None:
    sold = [row for row in month.shop.tables()["interaction"] if row.kind in SALES]
    lines_of = {row.interaction_id for row in month.shop.tables()["purchase_line"]}
    assert all(row.id in lines_of for row in sold if "bill" not in row.words)
