"""Our own texts: whole in every language, a question or an offer, and never with a hole."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from relapp.domain.questions import Question
from relapp.domain.ready_words.compose import COMMON, FIELDS, example
from relapp.domain.ready_words.languages import TONGUES, code_of
from relapp.domain.ready_words.template import check, gaps
from relapp.domain.ready_words.tongue import Form, Tongue
from relapp.domain.suggestions.model import SuggestionKind
from tests.builders import TODAY

KINDS_WITHOUT = {SuggestionKind.TIDY, SuggestionKind.SILENCE}

ALWAYS = {
    SuggestionKind.OWED_REPLY: {"asked"},
    SuggestionKind.PROMISE: {"words"},
    SuggestionKind.RECOVERY: {"matter"},
    SuggestionKind.ARRIVAL: {"product"},
    SuggestionKind.DATE: {"occasion"},
    SuggestionKind.REPLENISH: {"product"},
    SuggestionKind.AFTER_SALE: {"product", "day"},
    SuggestionKind.SECOND_VISIT: {"day"},
    SuggestionKind.THANK: {"thanks"},
    SuggestionKind.ASK: {"question"},
    SuggestionKind.LIKE_THEM: {"product"},
}
"""What is known of every customer for whom a suggestion of this kind stands."""

every_tongue = pytest.mark.parametrize("tongue", TONGUES.values(), ids=TONGUES)


def test_there_are_eight_languages_and_words_for_every_kind_that_contacts_somebody() -> None:
    assert list(TONGUES) == ["en", "de", "fr", "es", "it", "nl", "pt", "pl"]
    assert set(FIELDS) == set(SuggestionKind) - KINDS_WITHOUT


@every_tongue
def test_every_text_uses_only_what_may_be_known(tongue: Tongue) -> None:
    assert set(tongue.said) == set(FIELDS)
    for kind, fields in FIELDS.items():
        for form in Form:
            for text in tongue.texts(kind, form):
                check(text, (*COMMON, *fields))


@every_tongue
def test_the_last_version_of_every_text_can_always_be_filled(tongue: Tongue) -> None:
    for kind in FIELDS:
        for form in Form:
            last = set(gaps(tongue.texts(kind, form)[-1]))
            assert last <= {"greeting", "closing", *ALWAYS.get(kind, ())}, (kind, form)


@every_tongue
def test_every_text_greets_asks_or_offers_and_is_signed_where_it_is_written(tongue: Tongue) -> None:
    asking = {"matter", "question"}
    for kind in FIELDS:
        for form in Form:
            for text in tongue.texts(kind, form):
                assert text.startswith("{greeting}")
                assert "?" in text or asking & set(gaps(text)), (kind, form, text)
                assert text.endswith("{closing}") is (form is Form.WRITTEN)


@every_tongue
def test_every_version_reads_whole_in_an_example(tongue: Tongue) -> None:
    for kind in FIELDS:
        for form in Form:
            for text in tongue.texts(kind, form):
                said = example(kind, tongue, form, TODAY, (text,), "")
                assert said, (kind, form, text)
                assert not re.search(r"[{}]|\s[.,;)]|\(\s|\(\)|  ", said.replace(" ;", ";")), said


@every_tongue
def test_every_language_speaks_of_the_same_things(tongue: Tongue) -> None:
    english = TONGUES["en"]
    assert {name: set(gaps(text)) for name, text in tongue.phrases.items()} == {
        name: set(gaps(text)) for name, text in english.phrases.items()
    }
    assert set(tongue.questions) == set(Question)
    assert set(tongue.examples) == set(english.examples)
    for kind, said in tongue.said.items():
        for form in Form:
            assert [set(gaps(text)) for text in tongue.texts(kind, form)] == [
                set(gaps(text)) for text in english.texts(kind, form)
            ], (kind, form)
        assert said.subject
        assert not gaps(said.subject)


def test_no_two_languages_say_the_same() -> None:
    for kind in FIELDS:
        for form in Form:
            said = [
                example(kind, tongue, form, TODAY, (text,), "")
                for tongue in TONGUES.values()
                for text in tongue.texts(kind, form)
            ]
            assert len(set(said)) == len(said), (kind, form)


@every_tongue
def test_every_day_of_two_years_is_said_and_no_two_coming_days_alike(tongue: Tongue) -> None:
    days = [TODAY + timedelta(days=ahead) for ahead in range(-1, 365)]
    said = [tongue.days.say(day, TODAY) for day in days]
    assert len(set(said)) == len(said)
    assert not any(re.search(r"[{}]", day) for day in said)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("today", "tomorrow", "on Friday", "on 1 June", "on 8 June", "on 1 January 2026")),
        ("de", ("heute", "morgen", "am Freitag", "am 1. Juni", "am 8. Juni", "am 1. Januar 2026")),
        ("fr", ("aujourd’hui", "demain", "vendredi", "le 1er juin", "le 8 juin", "le 1er janvier 2026")),
        ("es", ("hoy", "mañana", "el viernes", "el 1 de junio", "el 8 de junio", "el 1 de enero de 2026")),
        ("it", ("oggi", "domani", "venerdì", "il 1º giugno", "l’8 giugno", "il 1º gennaio 2026")),
        ("nl", ("vandaag", "morgen", "op vrijdag", "op 1 juni", "op 8 juni", "op 1 januari 2026")),
        (
            "pt",
            (
                "hoje",
                "amanhã",
                "na sexta-feira",
                "no dia 1 de junho",
                "no dia 8 de junho",
                "no dia 1 de janeiro de 2026",
            ),
        ),
        ("pl", ("dzisiaj", "jutro", "w piątek", "1 czerwca", "8 czerwca", "1 stycznia 2026 r.")),
    ],
)
def test_days_as_each_language_writes_them(code: str, said: tuple[str, ...]) -> None:
    days = (TODAY, TODAY + timedelta(days=1), date(2025, 5, 9), date(2025, 6, 1), date(2025, 6, 8), date(2026, 1, 1))
    assert tuple(TONGUES[code].days.say(day, TODAY) for day in days) == said


def test_a_weekday_is_only_said_of_days_to_come() -> None:
    assert TONGUES["en"].days.say(TODAY - timedelta(days=1), TODAY) == "yesterday"
    assert TONGUES["en"].days.say(TODAY - timedelta(days=3), TODAY) == "on 3 May"


def test_several_things_are_one_list() -> None:
    assert TONGUES["en"].listed(["bread", "milk", "tea"]) == "bread, milk and tea"
    assert TONGUES["es"].listed(["pan", "infusión"]) == "pan e infusión"
    assert TONGUES["es"].listed(["té", "pan"]) == "té y pan"
    assert TONGUES["de"].listed(["Brot"]) == "Brot"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("German", "de"), ("Deutsch", "de"), ("spricht deutsch", "de"), ("allemand", "de"), ("de-AT", "de"),
        ("pt_BR", "pt"), ("Português", "pt"), ("francés", "fr"), ("FR", "fr"), ("włoski", "it"), ("Flemish", "nl"),
        ("English, some French", "en"), ("po polsku", ""), ("polski", "pl"), ("Klingon", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_name_in_any_of_them(words: str, code: str) -> None:
    assert code_of(words) == code
