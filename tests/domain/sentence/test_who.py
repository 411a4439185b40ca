"""Whom a line is about."""

from __future__ import annotations

import pytest

from relapp.domain.sentence.who import looks_like_new_name, split_who


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("ana m: took 2 rye", ("ana m",), "took 2 rye"),
        ("ana:tried the roll", ("ana",), "tried the roll"),
        ("ana m, ben: visited", ("ana m", "ben"), "visited"),
        ("ana and ben: visited", ("ana", "ben"), "visited"),
        ("Ana & Ben: visited", ("Ana", "Ben"), "visited"),
        ("ana, ben and cleo: visited", ("ana", "ben", "cleo"), "visited"),
        ("4417: called", ("4417",), "called"),
        ("0171 234567: called", ("0171 234567",), "called"),
        ("May: called", ("May",), "called"),
        ("Mr March: called", ("Mr March",), "called"),
        ("Dimanche: called", ("Dimanche",), "called"),
        ("Will Smith: called", ("Will Smith",), "called"),
        ("Dr. O'Neill: called", ("Dr. O'Neill",), "called"),
        ("李雷：来了", ("李雷",), "来了"),
        ("lady with the poodle: took 2 rye", ("lady with the poodle",), "took 2 rye"),
        ("ana m: she said: bring cake", ("ana m",), "she said: bring cake"),
        ("ana m: called at 10:30", ("ana m",), "called at 10:30"),
        ("ana m yesterday: visited", ("ana m",), "yesterday: visited"),
        ("last tue ana m: visited", ("ana m",), "last tue: visited"),
        ("called ana m: no answer", ("ana m",), "called: no answer"),
        ("text from Ana: late", ("Ana",), "text from: late"),
        ("ana m:", ("ana m",), ""),
    ],
)
def test_names_stand_before_a_colon(text: str, names: tuple[str, ...], rest: str) -> None:
    split = split_who(text)
    assert (split.names, split.rest) == (names, rest)


@pytest.mark.parametrize(
    "text",
    [
        "10:30 called",
        "called at 10:30",
        "call: asked about spelt",
        "note: closed on monday",
        "last week: visited",
        "13 June: visited",
        "2026-01-10: visited",
        "sat: visited",
        "she said: no",
        "asked: does it come",
        "text from him: late",
        "size: 39",
        "http://shop.example",
        "called, no answer",
        ": nobody",
        "",
    ],
)
def test_a_colon_after_anything_else_names_nobody(text: str) -> None:
    split = split_who(text)
    assert (split.names, split.rest) == ((), text)


def test_several_names_may_be_one() -> None:
    split = split_who("Smith & Sons: letter sent")
    assert split.names == ("Smith", "Sons")
    assert [(candidate.names, candidate.rest) for candidate in split.candidates] == [(("Smith & Sons",), "letter sent")]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("ana m took 2 wholemeal", [(("ana m",), "took 2 wholemeal"), (("ana",), "m took 2 wholemeal")]),
        ("Dr. Smith called", [(("Dr. Smith",), "called"), (("Dr.",), "Smith called")]),
        ("ana and ben took 2 rye", [(("ana", "ben"), "took 2 rye"), (("ana",), "and ben took 2 rye")]),
        ("ana, called", [(("ana",), "called")]),
        ("called ana, no answer", [(("ana",), "called, no answer")]),
        ("4417 called", [(("4417",), "called")]),
        ("Will took 2 rye", [(("Will",), "took 2 rye")]),
        ("April took 2 rye", [(("April",), "took 2 rye")]),
        ("Sun Li took 2 rye", [(("Sun Li",), "took 2 rye")]),
        ("ana", [(("ana",), "")]),
        ("will bring her size", []),
        ("called, no answer", []),
        ("yesterday called", []),
        ("mother better", []),
        ("2 rye 6.40", []),
        ("sat down", []),
    ],
)
def test_the_first_words_may_be_a_name(text: str, candidates: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(candidate.names, candidate.rest) for candidate in split_who(text).candidates] == candidates


@pytest.mark.parametrize(
    "text", ["ana m", "Mr March", "María José O'Neill", "李雷", "May", "Will Smith", "Van der Berg", "Smith & Sons"]
)
def test_a_name_nobody_has_yet_may_be_a_new_customer(text: str) -> None:
    assert looks_like_new_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "called", "no answer", "tomorrow", "sunday", "2 wholemeal", "4417", "mother better", "usual", "?!"],
)
def test_other_words_are_no_new_customer(text: str) -> None:
    assert not looks_like_new_name(text)
