"""relapp log: what happened, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Relapp


@pytest.fixture
def two_anas(relapp: Relapp) -> Relapp:
    relapp("log", "Ana Moreira: came")
    relapp("log", "--new", "Ana Silva: came")
    return relapp


def test_a_name_that_nobody_has_makes_a_new_customer_and_says_so(relapp: Relapp) -> None:
    ended = relapp("log", "Ada Lovelace: bought 2x wholemeal 6.40")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Entry logged · Ada Lovelace (1) · Purchase · ")
    assert "    2× wholemeal\n" in ended.out
    assert "New customer: Ada Lovelace (1)\n" in ended.out
    again = relapp("log", "Ada: came by")
    assert "Ada Lovelace (1) · Visit" in again.out
    assert "New customer" not in again.out


def test_the_words_need_no_quotes(relapp: Relapp) -> None:
    assert relapp("log", "Ada", "Lovelace:", "came", "by", "--json").json["entry"]["words"] == "came by"


def test_json_tells_what_was_stored(relapp: Relapp) -> None:
    told = relapp("log", "Ada Lovelace: bought 2x wholemeal 6.40", "--on", "2026-03-14T16:05+01:00", "--json").json
    assert told["customers"] == [{"id": 1, "name": "Ada Lovelace", "new": True}]
    assert told["entry"]["kind"] == "purchase"
    assert told["entry"]["at"] == "2026-03-14T16:05:00+01:00"
    assert told["entry"]["total"] == {"amount": 640, "currency": "EUR"}
    money = {"amount": 640, "currency": "EUR"}
    assert told["entry"]["lines"] == [{"product": "wholemeal", "quantity": "2", "amount": money}]


def test_days_in_the_line_are_told_from_the_moment_given(relapp: Relapp) -> None:
    told = relapp("log", "Ada Lovelace: yesterday: called, no answer", "--on", "2026-03-14T16:05", "--json").json
    assert told["entry"]["at"].startswith("2026-03-13")
    assert (told["entry"]["kind"], told["entry"]["outcome"]) == ("call", "unanswered")


def test_one_line_may_be_about_two_people(relapp: Relapp) -> None:
    told = relapp("log", "Ada Lovelace and Charles Babbage: came by", "--json").json
    assert [customer["name"] for customer in told["customers"]] == ["Ada Lovelace", "Charles Babbage"]
    assert told["entry"]["customers"] == [1, 2]


def test_where_several_can_be_meant_the_line_is_refused_and_they_are_named(two_anas: Relapp) -> None:
    ended = two_anas("log", "Ana: came")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("Ana can mean Ana ")
    assert ended.err.count("\n") == 1
    assert "Ana Moreira (1)" in ended.err
    assert "Ana Silva (2)" in ended.err
    assert two_anas("show", "1", "--json").json["entries"] == 1


def test_where_somebody_is_written_alike_the_line_is_refused(two_anas: Relapp) -> None:
    ended = two_anas("log", "Anna Moreira: came")
    assert ended.code == 1
    assert ended.err == ("Nobody is called Anna Moreira. Written alike: Ana Moreira (1). Someone new needs --new.\n")


def test_new_adds_somebody_although_others_are_called_alike(two_anas: Relapp) -> None:
    told = two_anas("log", "Ana: came", "--new", "--json").json
    assert told["customers"] == [{"id": 3, "name": "Ana", "new": True}]


def test_a_line_without_a_name_is_about_the_customer_given(two_anas: Relapp) -> None:
    told = two_anas("log", "asked for spelt", "--customer", "2", "--json").json
    assert told["customers"] == [{"id": 2, "name": "Ana Silva", "new": False}]
    assert told["entry"]["words"] == "asked for spelt"


def test_what_a_line_offers_is_kept_only_if_asked_for(relapp: Relapp) -> None:
    line = "Ada Lovelace: allergic to nuts. I promised to repair her lamp by friday"
    offered = relapp("log", line, "--on", "2026-03-03", "--json").json
    assert sorted(one["kind"] for one in offered["offered"]) == ["fact", "promise"]
    assert offered["remembered"] == []
    page = relapp("show", "Ada", "--json").json
    assert (page["facts"], page["promises"]) == ([], [])
    assert "Not remembered without --remember: Allergy: nuts\n" in relapp("log", line, "--on", "2026-03-03").out
    kept = relapp("log", line, "--on", "2026-03-03", "--remember")
    assert "Remembered: Allergy: nuts\n" in kept.out
    page = relapp("show", "Ada", "--json").json
    assert [fact["value"] for fact in page["facts"]] == ["nuts"]
    assert [promise["due"] for promise in page["promises"]] == ["2026-03-06"]


def test_the_usual_of_somebody_who_has_none_is_told(relapp: Relapp) -> None:
    assert "Nothing is usual for them yet: no product was noted.\n" in relapp("log", "Ada Lovelace: the usual").out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["bought two loaves"], "Say first whom this is about.\n"),
        (["Ada Lovelace:"], "Say what happened first.\n"),
        (["came", "--customer", "77"], "Nobody called 77 is known.\n"),
        (["Ada Lovelace: " + "long " * 5000], "An entry can have at most 20,000 characters.\n"),
    ],
)
def test_what_cannot_be_logged_gets_one_clear_line(relapp: Relapp, words: list[str], why: str) -> None:
    ended = relapp("log", *words)
    assert (ended.code, ended.out, ended.err) == (1, "", why)
    assert relapp("find", "Ada").out == "Nothing fits “Ada”.\n"


def test_what_somebody_typed_cannot_steer_the_terminal(relapp: Relapp) -> None:
    out = relapp("log", "Ada Lovelace: came \x1b[2J\x9bby").out
    assert "\x1b" not in out
    assert "\x9b" not in out


def test_logging_makes_the_shop_where_there_is_none(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: came")
    assert (tmp_path / "shop" / "shop.relapp").is_file()


def test_a_byte_that_the_terminal_could_not_spell_stops_nothing(relapp: Relapp) -> None:
    assert "caf?" in relapp("log", "Ada Lovelace: caf\udce9").out
