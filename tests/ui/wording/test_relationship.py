"""The words of the relationship card."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from relapp.domain.interactions import Channel
from relapp.domain.relationship import YEAR, Act, Aspect, Said, Statement
from relapp.domain.suggestions.model import Reason
from relapp.ui.wording import relationship
from tests.builders import TODAY, days_ago

EVERYTHING: dict[str, Any] = {
    "theirs": 12, "ours": 3, "replied": 2, "asked": days_ago(2), "contacts": 5, "taught": 2, "last": days_ago(3),
    "fewest": 3, "known": 4, "told": 3, "days": 2, "acted": days_ago(3), "bought": days_ago(4), "act": Act.WISH_MET,
    "words": "spelt", "values": ("a poodle called Bella",), "facts": 1, "customers": 40, "product": "rye", "buyers": 2,
    "kept": 2, "put_right": 1, "agreed": 1, "due": days_ago(5), "opened": days_ago(9), "channel": Channel.EMAIL,
    "said": days_ago(30), "used": days_ago(10), "broken": 2,
}  # fmt: skip
HOLDING = {
    Said.MUTUAL, Said.INTERACTIVE, Said.LEARNING, Said.BENEFIT, Said.CHANGE, Said.UNIQUE_FACTS, Said.UNIQUE_PRODUCT,
    Said.TRUST,
}  # fmt: skip


def told(code: Said, **details: Any) -> Statement:
    known = {"since": TODAY - timedelta(days=YEAR), **EVERYTHING, **details}
    return Statement(Aspect(code.split(".")[0]), code in HOLDING, Reason(code, known), ())


def said(code: Said, **details: Any) -> str:
    return relationship.statement(told(code, **details), "Ana", TODAY)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            Said.MUTUAL,
            "Ana came, rang or wrote 12 times in the last 12 months; we rang, wrote or had an appointment 3 times, "
            "and Ana answered twice.",
        ),
        (Said.WE_OWE, "Ana asked us something on Sun and waits for our answer."),
        (Said.INTERACTIVE, "From 5 contacts with Ana in the last 12 months we learned 2 things, the last on Sat."),
        (
            Said.LEARNING,
            "We know 4 things about Ana, 3 of them told by them. "
            "We acted on what Ana told us on 2 days in the last 12 months, the last on Sat.",
        ),
        (Said.BENEFIT, "Ana bought last on Fri; on Sat we met their wish “spelt”."),
        (Said.CHANGE, "Because of their words we met their wish “spelt” on Sat, and Ana came 2 days later."),
        (Said.UNIQUE_FACTS, "Of Ana alone, beside 40 other customers, we know: “a poodle called Bella”."),
        (Said.UNIQUE_PRODUCT, "Ana usually takes “rye”; only 2 of 40 other customers ever did."),
        (
            Said.TRUST,
            "We kept 2 promises and we put 1 complaint right in the last 12 months; no promise of ours is late, "
            "no complaint open. "
            "Ana said that we may be in touch. Ana told us 3 things.",
        ),
        (Said.LATE, "We promised “spelt” for Thu, and that is late."),
        (Said.REFUSED_WAY, "We went to Ana by e-mail on 26 Apr; Ana had refused that on 6 Apr."),
        (Said.BROKEN, "We broke 2 promises to Ana in the last 12 months and kept 2."),
    ],
)
def test_each_sentence_is_one_that_a_shopkeeper_would_say(code: Said, words: str) -> None:
    assert said(code) == words


@pytest.mark.parametrize("code", Said)
@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_every_sentence_has_words_in_every_number_and_each_not_yet_says_what_would_change_it(
    code: Said, number: int
) -> None:
    counts = {name: number for name, value in EVERYTHING.items() if isinstance(value, int)}
    words = said(code, **{**counts, "facts": max(1, number)})
    hint = relationship.hint(told(code), "Ana")
    assert bool(hint) == (code not in HOLDING)
    for line in filter(None, (words, hint)):
        assert line.endswith((".", "”."))
        assert not set("{}%") & set(line)
        assert "  " not in line
        assert "(s)" not in line
        assert line[0].isupper() or line[0].isdigit()


def test_numbers_are_told_in_the_right_form() -> None:
    assert "We rang, wrote to or had an appointment with Ana once in" in said(Said.NOTHING_OF_THEIRS, ours=1)
    assert said(Said.NOTHING_OF_THEIRS, ours=0) == "Nothing happened between us and Ana in the last 12 months."
    assert "There was 1 contact with Ana" in said(Said.FEW_CONTACTS, contacts=1)
    assert "There were 2 contacts with Ana" in said(Said.FEW_CONTACTS, contacts=2)
    assert "There was no contact with Ana" in said(Said.FEW_CONTACTS, contacts=0)
    assert said(Said.CHANGE, days=0).endswith("and Ana came the same day.")
    assert said(Said.CHANGE, days=1).endswith("and Ana came 1 day later.")
    assert "We know 1 thing about Ana, all told by them." in said(Said.NOTHING_USED, known=1, told=1)


def test_where_more_happened_than_was_read_the_day_is_named() -> None:
    assert "12 times since 26 Apr;" in said(Said.MUTUAL, since=days_ago(10))


def test_what_is_not_to_be_quoted_is_counted() -> None:
    assert (
        said(Said.UNIQUE_FACTS, values=(), facts=1) == "1 thing we know of Ana we know of none of 40 other customers."
    )
    assert said(Said.UNIQUE_FACTS, facts=3).endswith("“a poodle called Bella” and 2 more.")


@pytest.mark.parametrize("act", Act)
def test_each_act_is_told(act: Act) -> None:
    words = said(Said.BENEFIT, act=act, words="replace")
    assert words.startswith("Ana bought last on Fri; on Sat ")
    assert ("“replace”" in words or "Replace" in words) == (
        act in (Act.WISH_MET, Act.PROMISE_KEPT, Act.PUT_RIGHT, Act.PRAISED)
    )


def test_what_people_typed_is_never_filled_in_again() -> None:
    for code in Said:
        words = relationship.statement(told(code, words="{name} %n", values=("{since}",)), "{on}", TODAY)
        assert "Ana" not in words


def test_the_seven_signs_are_one_sentence_for_who_cannot_see_them() -> None:
    some = (told(Said.MUTUAL), told(Said.NO_GOOD), told(Said.TRUST))
    assert relationship.signs(some) == "Signs: mutual and trust. Not yet: benefit to both."
    assert relationship.signs(some[:1]) == "Signs: mutual."
    assert relationship.signs(some[1:2]) == "Signs, not yet: benefit to both."
    words = {relationship.sign(one) for one in Aspect} | {relationship.rule(one) for one in Aspect}
    assert len(words) == 2 * len(Aspect)
    assert not any(set("{}%") & set(one) for one in words)
