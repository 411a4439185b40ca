"""Promises of the MEMORY rows, through the real window."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from relapp.domain.brief import MOST_LINES, BriefKind
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import Certainty, NewFact, next_occurrence
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import customers, facts, interactions
from relapp.services.sample import make
from relapp.storage.transaction import Transaction
from relapp.ui.customer.memory_item import MemoryItem
from relapp.ui.customers.fact_sheet import FactSheet
from relapp.ui.customers.model import IdRole
from relapp.ui.signs import SENSITIVE_ICON
from tests.journeys.conftest import NOW, Desk

PEOPLE = (
    ("Ana Moreira", "07700 904417"),
    ("Łukasz Żółć", ""),
    ("Müller, Jürgen", "+49 30 555 0199"),
    ("田中 さくら", ""),
    ("Ольга Петрова", ""),
    ("مريم حداد", ""),
)


def people(tx: Transaction) -> dict[str, int]:
    """A few customers, of whom nothing but a name and a number is known."""
    found = {}
    for name, phone in PEOPLE:
        contacts = (NewContactPoint(ContactKind.PHONE, phone),) if phone else ()
        found[name] = customers.add(tx, NewCustomer(name, contacts=contacts))
    return found


@pytest.fixture
def shop(desk: Desk) -> Desk:
    desk.do("customer_add", people)
    desk.find("ana")
    return desk


def remembered(desk: Desk, words: str) -> MemoryItem:
    """The row or chip of something remembered, with the keyboard on it."""
    desk.view.memory.set_beside(True)
    item = next(item for item in desk.view.memory.items() if words in item.shown.text)
    item.setFocus(Qt.FocusReason.TabFocusReason)
    return item


def learn(desk: Desk, kind: str, value: str, *, day: str = "", month: str = "", certainty: str = "") -> None:
    """Note a fact on the open page, by keys alone."""
    before = desk.page_now().facts
    desk.view.focus_page()
    desk.tab_to("Note what is known" if desk.view.width() > 1060 else "Add a fact, a promise or a wish")
    desk.press("Return")
    if desk.app.activePopupWidget() is not None:
        desk.pick("Fact…")
    desk.type(kind)
    for name, typed in (("What is known", value), ("How we know", certainty), ("Day each year", day), ("Month", month)):
        if typed:
            desk.tab_to(name)
            desk.type(typed)
    desk.press("Ctrl+Return")
    assert len(desk.page_now().facts) == len(before) + 1


# -- M1: the five-second brief --


def test_the_brief_of_every_customer_of_the_sample_shop_is_short_and_its_own(desk: Desk) -> None:
    desk.close()
    make(desk.folder / "sample.relapp", NOW.date())
    desk.open()
    assert desk.program is not None
    desk.program.open_sample()
    desk.wait(lambda: desk.program is not None and desk.program.session is not None)
    desk.press("Ctrl+2")
    listed = desk.session.customers.list.model
    said: dict[str, int] = {}
    shown = 0
    for row in range(0, listed.rowCount(), 5):
        customer_id = listed.index(row, 0).data(IdRole)
        desk.session.customers.show_customer(customer_id)
        lines = desk.view.brief.lines()
        assert len(lines) <= MOST_LINES
        shown += 1
        for line in lines:
            said[line.sentence] = said.get(line.sentence, 0) + 1
            assert line.font().pixelSize() >= 15
    most = max(said.values())
    assert shown > 20
    assert most <= shown // 3, f"{most} of {shown}: {max(said, key=lambda one: said[one])}"


def test_a_danger_and_what_is_open_are_never_pushed_out_of_the_brief(shop: Desk) -> None:
    ana = shop.customer("ana m")

    def told(tx: Transaction) -> None:
        for kind in ("likes", "size", "family", "buys for", "about", "dog", "team"):
            facts.learn(tx, ana, NewFact(kind, f"something of {kind}"))
        facts.learn(tx, ana, NewFact("allergy", "rye"))

    shop.do("fact_learn", told)
    shop.log("ana m: asked on the phone whether spelt comes")
    lines = shop.view.brief.lines()
    assert len(lines) == MOST_LINES
    kinds = {line.line.kind for line in lines}
    assert {BriefKind.AVOID, BriefKind.NOW} <= kinds
    avoid = next(line for line in lines if line.line.kind is BriefKind.AVOID)
    assert "rye" in avoid.sentence


# -- M2: source, date, told/seen/guessed, ageing --


def test_a_size_of_three_years_ago_fades_with_check_and_the_old_value_stays(shop: Desk) -> None:
    shop.now = NOW - timedelta(days=3 * 365)
    shop.log("ana m: bought boots")
    shop.session.customers.show_customer(shop.customer("ana m"))
    learn(shop, "Size", "39")
    shop.now = NOW
    shop.reopen()
    shop.find("ana")
    item = remembered(shop, "39")
    assert item.shown.faded
    assert item.shown.state.endswith("check")
    assert any(line.sentence.endswith("check") and "39" in line.sentence for line in shop.view.brief.lines())
    shop.press("E")
    shop.press("Ctrl+A")
    shop.type("40")
    shop.press("Return")
    assert [fact.value for fact in shop.page("ana m").facts] == ["40"]
    item = remembered(shop, "40")
    assert not item.shown.faded
    shop.press("H")
    assert sorted(one.shown.text for one in shop.view.evidence.items()) == ["Size: 39", "Size: 40"]


def test_still_true_is_one_key_and_the_fact_is_fresh_again(shop: Desk) -> None:
    ana, then = shop.customer("ana m"), (NOW - timedelta(days=1200)).date()
    shop.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("size", "39"), learned=then))
    assert remembered(shop, "39").shown.faded
    shop.press("C")
    assert not remembered(shop, "39").shown.faded


def test_a_guess_never_looks_like_something_told(shop: Desk) -> None:
    learn(shop, "Likes", "rye")
    learn(shop, "Likes", "walnuts", certainty="guess")
    assert {fact.certainty for fact in shop.page("ana m").facts} == {Certainty.TOLD, Certainty.GUESSED}
    told, guessed = remembered(shop, "rye").shown, remembered(shop, "walnuts").shown
    assert told.icon != guessed.icon
    assert told.sign != guessed.sign
    assert told.state.startswith("told, ")
    assert guessed.state.startswith("our guess, ")
    said = [line.sentence for line in shop.view.brief.lines() if "walnuts" in line.sentence]
    assert said
    assert all(sentence.startswith("perhaps ") for sentence in said)


def test_a_correction_typed_in_the_log_line_takes_the_place_and_keeps_the_history(shop: Desk) -> None:
    ana, then = shop.customer("ana m"), (NOW - timedelta(days=1200)).date()
    shop.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("size", "39"), learned=then))
    shop.press("F2")
    shop.type("Ana Moreira: size is now 42")
    shop.press("Ctrl+Return")
    assert [fact.value for fact in shop.page("ana m").facts] == ["42"]
    item = remembered(shop, "42")
    assert item.shown.state == "told, today · Ina"
    shop.press("H")
    assert sorted(one.shown.text for one in shop.view.evidence.items()) == ["Size: 39", "Size: 42"]


def test_what_is_sensitive_carries_a_sign_and_one_key_changes_it(shop: Desk) -> None:
    learn(shop, "Health", "bad knees")
    item = remembered(shop, "bad knees")
    assert "sensitive" in item.accessibleName()
    assert item.shown.icon == SENSITIVE_ICON
    shop.press("S")
    item = remembered(shop, "bad knees")
    assert "sensitive" not in item.accessibleName()
    shop.press("E")
    shop.tab_to("How we know")
    shop.press("Tab")
    shop.press("Space")
    shop.press("Ctrl+Return")
    assert "sensitive" in remembered(shop, "bad knees").accessibleName()
    assert [fact.sensitive for fact in shop.page("ana m").facts] == [None]


# -- M6: own kinds of fact --


def test_a_new_kind_of_fact_needs_no_set_up_and_is_found_at_once(shop: Desk) -> None:
    learn(shop, "Rowing club", "Tideway")
    assert [(fact.kind, fact.value) for fact in shop.page("ana m").facts] == [("Rowing club", "Tideway")]
    assert remembered(shop, "Rowing club: Tideway")
    for words in ("tideway", "rowing", "rowing tideway"):
        shop.find("muller")
        assert shop.page_now().customer.name != "Ana Moreira"
        shop.find(words)
        assert shop.page_now().customer.name == "Ana Moreira", words
        assert listed(shop, words) == ["Ana Moreira"]


def test_a_new_kind_is_typed_in_the_log_line_and_found_at_once(shop: Desk) -> None:
    shop.press("F2")
    shop.type("Ana Moreira: shoe width: H")
    shop.press("Ctrl+Return")
    assert [(fact.kind, fact.value) for fact in shop.page("ana m").facts] == [("shoe width", "H")]
    shop.find("muller")
    shop.find("shoe width")
    assert shop.page_now().customer.name == "Ana Moreira"


def test_customers_are_listed_by_a_fact_chosen_by_keys_or_typed(shop: Desk) -> None:
    for name, kind, value in (
        ("ana m", "shoe width", "H"),
        ("muller", "Shoe width", "h"),
        ("lukasz", "shoe width", "G"),
    ):
        one = shop.customer(name)
        shop.do("fact_learn", partial(facts.learn, customer_id=one, new=NewFact(kind, value)))
    assert sorted(listed(shop, "shoe width = h")) == ["Ana Moreira", "Müller, Jürgen"]
    assert len(listed(shop, "shoe width =")) == 3
    shop.session.customers.list.by_fact.click()
    sheet = shop.sheet
    assert isinstance(sheet, FactSheet)
    assert [(row.head, row.tag) for row in sheet.lines] == [("Shoe width", "3")]
    shop.press("Return")
    assert [(row.head.casefold(), row.tag) for row in sheet.lines] == [
        ("whatever it says", "3"),
        ("h", "2"),
        ("g", "1"),
    ]
    shop.press("Escape")
    shop.press("Return")
    shop.press("Down")
    shop.press("Return")
    found = shop.session.customers.list
    assert found.model.rowCount() == 2
    assert found.count.text() == "2 found"
    ana = shop.page("ana m").facts[0]
    shop.do("fact_retire", lambda tx: facts.retire(tx, ana.id))
    assert found.model.rowCount() == 1


def test_the_kind_once_used_is_offered_for_the_next_customer(shop: Desk) -> None:
    learn(shop, "Rowing club", "Tideway")
    shop.find("olga")
    shop.find("Ольга")
    shop.view.memory.acts.learn(shop.page_now().customer.id)
    shop.type("row")
    popup = shop.app.activePopupWidget()
    assert popup is not None
    shop.press("Down")
    shop.press("Return")
    assert shop.focus().property("text") == "Rowing club"
    shop.press("Escape")


# -- M7: dates with or without a year --


@pytest.mark.parametrize(
    ("kind", "day", "month", "next_in"),
    [
        ("Name day", 13, "June", (date(2025, 6, 13), date(2026, 6, 13))),
        ("Shop's birthday", 29, "February", (date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29))),
    ],
)
def test_a_day_of_any_name_comes_up_each_year(
    shop: Desk, kind: str, day: int, month: str, next_in: tuple[date, ...]
) -> None:
    learn(shop, kind, "", day=str(day), month=month)
    fact = shop.page("ana m").facts[0]
    assert (fact.kind, fact.day, fact.year) == (kind, day, None)
    assert fact.month is not None
    today = NOW.date()
    for expected in next_in:
        assert next_occurrence(fact.month, day, today) == expected
        shop.now = NOW.replace(year=expected.year, month=expected.month, day=expected.day) - timedelta(days=2)
        shop.reopen()
        shop.find("ana")
        soon = [line for line in shop.view.brief.lines() if line.line.kind is BriefKind.DIFFERENT]
        assert [kind.casefold() in line.sentence.casefold() for line in soon] == [True]
        page = shop.session.day_list.page
        assert page is not None
        assert SuggestionKind.DATE in [item.suggestion.kind for item in page.items]
        today = expected + timedelta(days=1)


# -- M9: search in everything --


def listed(desk: Desk, words: str) -> list[str]:
    """Whom the list of customers shows for words typed into its search."""
    desk.press("Ctrl+2")
    found = desk.session.customers.list
    found.setFocus(Qt.FocusReason.ShortcutFocusReason)
    desk.press("Ctrl+A")
    desk.type(words)
    names = [found.model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(found.model.rowCount())]
    desk.press("Escape")
    return names


SAID = (
    ("Müller, Jürgen", "came with her poodle, who is called Bella"),
    ("Łukasz Żółć", "loved the crème brûlée"),
    ("田中 さくら", "小麦のパンが好き"),
)


def test_everything_is_found_by_the_palette_and_by_the_list(desk: Desk) -> None:
    ids = desk.do("customer_add", people)

    def enter(tx: Transaction) -> None:
        for name, words in SAID:
            interactions.log(tx, NewInteraction((ids[name],), Kind.VISIT, NOW, words))

    desk.do("log", enter)
    for words, name in (
        ("poodle", "Müller, Jürgen"),
        ("poodel", "Müller, Jürgen"),
        ("4417", "Ana Moreira"),
        ("07700 904417", "Ana Moreira"),
        ("0199", "Müller, Jürgen"),
        ("lukasz", "Łukasz Żółć"),
        ("zolc", "Łukasz Żółć"),
        ("muller", "Müller, Jürgen"),
        ("moriera", "Ana Moreira"),
        ("田中", "田中 さくら"),
        ("さくら", "田中 さくら"),
        ("петрова", "Ольга Петрова"),
        ("حداد", "مريم حداد"),
        ("creme brulee", "Łukasz Żółć"),
        ("小麦", "田中 さくら"),
    ):
        desk.find(words)
        assert (words, desk.page_now().customer.name) == (words, name)
        assert (words, listed(desk, words)[:1]) == (words, [name])


def test_what_nobody_said_or_is_called_is_not_found(desk: Desk) -> None:
    desk.do("customer_add", people)
    assert listed(desk, "xylophone") == []
    assert desk.session.customers.list.count.text()
