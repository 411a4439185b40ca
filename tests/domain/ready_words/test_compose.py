"""From a suggestion to words: whom they greet, what they name, and that they never have a hole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.interactions import Channel, Kind
from relapp.domain.questions import Question
from relapp.domain.ready_words.compose import FIELDS, MissingWords, People, ReadyWords, called, form_of, ready
from relapp.domain.ready_words.languages import TONGUES
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from tests.builders import TODAY, days_ago
from tests.domain.suggestions.strategies import dossiers

ANA = People("Ana Moreira", "", "Ina", "Corner Bakery")
ENGLISH = TONGUES["en"]


def a_suggestion(
    kind: SuggestionKind, why: str, channel: Channel | None = Channel.EMAIL, /, **details: Any
) -> Suggestion:
    return Suggestion(
        customer_id=1,
        kind=kind,
        act=Reason("act", {"name": "Ana Moreira", "channel": channel}),
        reason=Reason(why, details),
        receipts=(),
        channel=channel,
        due=None,
        evidence="",
    )


def said(one: Suggestion, form: Form = Form.COUNTER, code: str = "en") -> str:
    found = ready(one, ANA, TONGUES[code], form, TODAY)
    assert isinstance(found, ReadyWords), found
    return found.text


def owed(words: str, kind: Kind = Kind.ENQUIRY, why: str = Why.ASKED) -> Suggestion:
    return a_suggestion(SuggestionKind.OWED_REPLY, why, kind=kind, asked=days_ago(1), words=words, staff="Tom")


# -- whom --


@pytest.mark.parametrize(
    ("name", "english", "german"),
    [
        ("Ana Moreira", "Ana", "Ana Moreira"),
        ("Anne-Marie O'Neill", "Anne-Marie", "Anne-Marie O'Neill"),
        ("Zoë van Dam", "Zoë", "Zoë van Dam"),
        ("Ana", "Ana", "Ana"),
        ("Mr Osei", "Mr Osei", "Mr Osei"),
        ("Mrs. Jones", "Mrs. Jones", "Mrs. Jones"),
        ("J. Smith", "J. Smith", "J. Smith"),
        ("Familie Weber", "Familie Weber", "Familie Weber"),
        ("Customer 14868", "Customer 14868", "Customer 14868"),
        ("Weber GmbH", "Weber GmbH", "Weber GmbH"),
        ("ACME Ltd", "ACME Ltd", "ACME Ltd"),
        ("Ben & Ana", "Ben & Ana", "Ben & Ana"),
        ("The Corner Shop of Ely", "The Corner Shop of Ely", "The Corner Shop of Ely"),
    ],
)
def test_the_first_name_is_used_only_where_it_is_sure_and_usual(name: str, english: str, german: str) -> None:
    assert called(name, first_names=True) == english
    assert called(name, first_names=False) == german


def test_who_told_us_how_to_be_greeted_is_greeted_so() -> None:
    people = People("Ana Moreira", "Mrs Moreira", "Ina", "Corner Bakery")
    found = ready(owed(""), people, ENGLISH, Form.SPOKEN, TODAY)
    assert isinstance(found, ReadyWords)
    assert found.text.startswith("Hello Mrs Moreira, this is Ina from Corner Bakery. ")


@pytest.mark.parametrize(
    ("staff", "shop", "greeting", "closing"),
    [
        ("Ina", "Corner Bakery", "Hello Ana, this is Ina from Corner Bakery. ", "Kind regards\nIna, Corner Bakery"),
        ("Ina", "", "Hello Ana, this is Ina. ", "Kind regards\nIna"),
        ("", "Corner Bakery", "Hello Ana, this is Corner Bakery. ", "Kind regards\nCorner Bakery"),
        ("", "", "Hello Ana. ", "Kind regards"),
    ],
)
def test_it_says_who_we_are_as_far_as_that_is_known(staff: str, shop: str, greeting: str, closing: str) -> None:
    people = People("Ana Moreira", "", staff, shop)
    spoken = ready(owed(""), people, ENGLISH, Form.SPOKEN, TODAY)
    written = ready(owed(""), people, ENGLISH, Form.WRITTEN, TODAY)
    assert isinstance(spoken, ReadyWords)
    assert isinstance(written, ReadyWords)
    assert spoken.text.startswith(greeting)
    assert written.text.startswith("Hello Ana,\n\n")
    assert written.text.endswith("\n\n" + closing)


@pytest.mark.parametrize(
    ("channel", "form"),
    [
        (Channel.PHONE, Form.SPOKEN),
        (Channel.MESSAGE, Form.WRITTEN),
        (Channel.EMAIL, Form.WRITTEN),
        (Channel.POST, Form.WRITTEN),
        (Channel.COUNTER, Form.COUNTER),
        (None, Form.COUNTER),
    ],
)
def test_the_channel_decides_the_form(channel: Channel | None, form: Form) -> None:
    assert form_of(channel) is form


# -- what about --


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (owed("does spelt come? Tell her."), "You asked us yesterday: “does spelt come?”"),
        (owed("asked: “does spelt come?”"), "You asked us yesterday: “does spelt come?”"),
        (owed("fragte „Gibt es Dinkel?“"), "You asked us yesterday: “Gibt es Dinkel?”"),
        (owed("asked whether spelt comes?"), "You asked us something yesterday"),
        (owed("She was cross: does spelt come?"), "You asked us something yesterday"),
        (owed("?"), "You asked us something yesterday"),
        (owed("about spelt"), "You asked us something yesterday"),
        (owed("about spelt", Kind.EMAIL), "You wrote to us yesterday"),
        (owed("broke?", Kind.COMPLAINT), "You told us yesterday that something was not right"),
        (owed("", Kind.CALL, Why.MISSED_CALL), "You rang us yesterday and did not reach us"),
    ],
)
def test_a_reply_begins_with_what_they_wanted(one: Suggestion, words: str) -> None:
    assert said(one).startswith(f"Hello Ana. {words}")


def test_a_late_promise_says_so_and_one_that_is_not_late_does_not() -> None:
    details = {"words": "repair the bike.", "made": days_ago(9), "staff": ""}
    late = a_suggestion(SuggestionKind.PROMISE, Why.PROMISE_LATE, None, due=days_ago(1), **details)
    due = a_suggestion(SuggestionKind.PROMISE, Why.PROMISE_DUE, None, due=TODAY, **details)
    undated = a_suggestion(SuggestionKind.PROMISE, Why.PROMISE_UNDATED, None, **details)
    assert "(repair the bike) should have been done yesterday. I am sorry" in said(late)
    assert said(due) == said(undated)
    assert "sorry" not in said(due)


@pytest.mark.parametrize(
    ("why", "details", "words"),
    [
        (
            Why.BIRTHDAY,
            {"day": TODAY, "about": "", "value": "birthday"},
            "It is your birthday today: many happy returns!",
        ),
        (Why.BIRTHDAY, {"day": days_ago(-3), "about": "", "value": "birthday"}, "It is your birthday on Friday,"),
        (Why.BIRTHDAY, {"day": days_ago(-3), "about": "daughter", "value": ""}, "a birthday on Friday (daughter),"),
        (Why.DATE, {"day": days_ago(-1), "about": "", "value": "name day"}, "(name day): it is tomorrow,"),
        (Why.DATE, {"day": days_ago(-1), "about": "son", "value": "name day"}, "(name day, son): it is tomorrow,"),
    ],
)
def test_nobody_is_congratulated_before_the_day(why: Why, details: dict[str, Any], words: str) -> None:
    one = a_suggestion(SuggestionKind.DATE, why, fits="", **details)
    assert words in said(one)
    with_gift = a_suggestion(SuggestionKind.DATE, why, fits="a walnut cake", **details)
    assert "Shall I have a walnut cake ready for the day?" in said(with_gift)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (a_suggestion(SuggestionKind.SLIPPING, Why.RHYTHM, usual=("rye", "milk")), "Shall I put rye and milk aside"),
        (a_suggestion(SuggestionKind.SLIPPING, Why.RHYTHM, usual=()), "Is there something that we could do better?"),
        (
            a_suggestion(SuggestionKind.AFTER_SALE, Why.BOUGHT_NEW, product="WALNUT KNIFE", bought=days_ago(9)),
            "You bought the Walnut knife from us on 27 April.",
        ),
        (
            a_suggestion(SuggestionKind.SECOND_VISIT, Why.CAME_ONCE, first=days_ago(9), products=("rye", "tea")),
            "Thank you for coming to us on 27 April. Are you happy with what you took (rye and tea)?",
        ),
        (
            a_suggestion(SuggestionKind.SECOND_VISIT, Why.CAME_ONCE, first=days_ago(9), products=(), words=""),
            "Thank you for coming to us on 27 April. Did you find what you wanted?",
        ),
        (
            a_suggestion(SuggestionKind.ASK, Why.EXPECTED, question=Question.STILL_RIGHT, product="rye"),
            "May I ask you something? Is rye still just right for you?",
        ),
        (
            a_suggestion(SuggestionKind.ARRIVAL, "arrival.noted", wish="spelt", arrived="spelt flour"),
            "What you asked us for is here: spelt.",
        ),
        (a_suggestion(SuggestionKind.ARRIVAL, "arrival.noted", wish="spelt"), "What you asked us for is here: spelt."),
        (a_suggestion(SuggestionKind.REPLENISH, "replenish.own", product="rye"), "It may soon be time for rye again."),
        (
            a_suggestion(SuggestionKind.LIKE_THEM, "like_them.others", product="spelt", because="rye"),
            "You buy rye from us. Do you know spelt as well?",
        ),
        (
            a_suggestion(SuggestionKind.RECOVERY, "recovery.case", cause="", opened=days_ago(1)),
            "I am putting it right now.",
        ),
        (
            a_suggestion(SuggestionKind.RECOVERY, "recovery.answered", words="it broke", complained=days_ago(1)),
            "Is everything all right now",
        ),
        (
            a_suggestion(SuggestionKind.PROTECT, "protect.warranty", value="kettle", about="", day=days_ago(-3)),
            "The warranty on your kettle ends on Friday.",
        ),
        (
            a_suggestion(SuggestionKind.PROTECT, "protect.credit", value="20 euro", about="", day=days_ago(-3)),
            "You still have credit with us: 20 euro. It ends on Friday.",
        ),
        (
            a_suggestion(SuggestionKind.PROTECT, "protect.unused", value="20 euro", about=""),
            "You still have credit with us: 20 euro. Would you like to use it",
        ),
        (
            a_suggestion(SuggestionKind.THANK, "thank.introduced", who="Ben Osei", first=days_ago(9)),
            "Thank you for telling Ben Osei about us.",
        ),
        (a_suggestion(SuggestionKind.THANK, "thank.praised", words="", day=days_ago(1)), "your kind words yesterday."),
        (a_suggestion(SuggestionKind.THANK, "thank.times", times=25, first=days_ago(900)), "25 times by now."),
        (a_suggestion(SuggestionKind.THANK, "thank.years", years=5, first=days_ago(1826)), "coming to us since 2020."),
        (a_suggestion(SuggestionKind.THANK, "thank.unheard_of"), "Thank you for your trust."),
        (
            a_suggestion(SuggestionKind.HAND_OVER, "hand_over.served_by", staff="Tom"),
            "So far it was Tom who looked after you here.",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Suggestion) else "",
)  # fmt: skip
def test_each_kind_names_what_it_rests_on(one: Suggestion, words: str) -> None:
    assert words in said(one, Form.SPOKEN)


def test_what_nobody_may_read_does_not_get_into_the_words() -> None:
    praised = a_suggestion(SuggestionKind.THANK, "thank.praised", words="liked it, smelt of gin", day=days_ago(1))
    wrong = a_suggestion(SuggestionKind.RECOVERY, "recovery.case", cause="her own fault", opened=days_ago(1))
    for one in (praised, wrong, owed("asked about spelt, smelt of gin")):
        for code in TONGUES:
            assert "gin" not in said(one, Form.WRITTEN, code)
            assert "fault" not in said(one, Form.WRITTEN, code)


def test_braces_in_a_value_are_words_and_nothing_else() -> None:
    one = a_suggestion(SuggestionKind.REPLENISH, "replenish.own", product="{shop} {0} {name.__class__} %n <b>\nx")
    assert "{shop} {0} {name.__class__} %n <b> x" in said(one)


def test_what_the_shops_own_text_misses_is_named_and_no_words_are_given() -> None:
    one = a_suggestion(SuggestionKind.SLIPPING, Why.RHYTHM, usual=())
    missing = ready(one, ANA, ENGLISH, Form.SPOKEN, TODAY, own=("{name}: {usual}?",))
    assert missing == MissingWords(SuggestionKind.SLIPPING, "en", Form.SPOKEN, ("usual",))
    found = ready(one, ANA, ENGLISH, Form.SPOKEN, TODAY, own=("{name}: {usual}?", "{name}: all well?"))
    assert isinstance(found, ReadyWords)
    assert found.text == "Ana: all well?"


@given(dossiers(), st.sampled_from(sorted(TONGUES)), st.none() | st.sampled_from(list(Channel)))
def test_every_suggestion_of_any_shop_has_words_in_every_language(
    dossier: Any, code: str, channel: Channel | None
) -> None:
    shop = ShopView(notable=5_000)
    for rule in RULES:
        one = rule.suggest(dossier, shop)
        if one is None or one.kind not in FIELDS:
            continue
        found = ready(one, People(dossier.customer.name), TONGUES[code], form_of(channel or one.channel), TODAY)
        assert isinstance(found, ReadyWords), found
        assert found.text.count("?") >= 1
        assert one.act.code in set(Act)
