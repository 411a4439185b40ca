"""relapp today, find and show."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import FILES, Relapp


@pytest.fixture
def lamp(relapp: Relapp) -> Relapp:
    """Ada, to whom a lamp was promised for Friday 6 March 2026."""
    relapp(
        "log", "Ada Lovelace 0113 496 0101: I promised to repair her lamp by friday", "--on", "2026-03-03", "--remember"
    )
    return relapp


def test_today_shows_whom_to_get_in_touch_with_and_why(lamp: Relapp) -> None:
    out = lamp("today", "--on", "2026-03-08").out
    # In which order a date stands is the system's to say.
    assert re.match("Sunday, (8 March|March 8,) 2026: 1 suggestion, about ", out)
    assert "1. Keep the promise to Ada Lovelace: “repair her lamp”\n" in out
    assert "    Promised on Tue for Fri: 2 days late.\n" in out
    assert "    Promise · no. 1 · 0113 496 0101\n" in out


def test_todays_json_points_at_the_evidence(lamp: Relapp) -> None:
    told = lamp("today", "--on", "2026-03-08", "--json").json
    assert told["day"] == "2026-03-08"
    (one,) = told["suggestions"]
    assert one["customer"] == {"id": 1, "name": "Ada Lovelace", "phone": "0113 496 0101"}
    assert (one["kind"], one["due"], one["reason"]["code"]) == ("promise", "2026-03-06", "promise.late")
    assert {"source": "promise", "id": 1} in one["receipts"]


def test_a_day_with_nothing_to_do_says_so(relapp: Relapp) -> None:
    relapp("log", "Tom Reed: came", "--on", "2026-03-03")
    told = relapp("today", "--on", "2026-03-04")
    assert told.code == 0
    assert "nobody needs to be contacted" in told.out


def test_the_list_is_cut_at_the_limit(relapp: Relapp) -> None:
    relapp("import", FILES / "gift-shop-slice.csv.gz")
    whole = relapp("today", "--on", "2011-06-20", "--json").json["suggestions"]
    short = relapp("today", "--on", "2011-06-20", "--limit", "1", "--json").json["suggestions"]
    assert len(whole) > 1
    assert short == whole[:1]


def test_find_tells_people_first_and_then_words(lamp: Relapp) -> None:
    lamp("log", "Lampard Smith: came")
    lines = lamp("find", "lamp").out.splitlines()
    assert lines[0] == "Lampard Smith (2)"
    assert "Promise · Ada Lovelace (1): “repair her lamp”" in lines
    told = lamp("find", "lamp", "--json").json
    assert [row["name"] for row in told["people"]] == ["Lampard Smith"]
    assert {hit["kind"] for hit in told["hits"]} == {"promise", "interaction"}


def test_find_shows_what_is_open_with_somebody(lamp: Relapp) -> None:
    assert "    Promised: “repair her lamp”\n" in lamp("find", "love", "lace").out


def test_nothing_found_is_no_failure(lamp: Relapp) -> None:
    ended = lamp("find", "no", "such", "thing")
    assert (ended.code, ended.out) == (0, "Nothing fits “no such thing”.\n")
    assert lamp("find", "zeppelin", "--json").json == {"words": "zeppelin", "people": [], "hits": []}


@pytest.mark.parametrize("who", [["1"], ["Ada"], ["Ada", "Lovelace"], ["0113 496 0101"], ["0101"]])
def test_a_customer_is_shown_by_number_name_or_phone(lamp: Relapp, who: list[str]) -> None:
    out = lamp("show", *who).out
    assert out.startswith("Ada Lovelace (1)\n")
    assert "\nPromises\n    repair her lamp (" in out
    assert "\nTimeline, 1 entry\n" in out


def test_the_page_in_json(lamp: Relapp) -> None:
    told = lamp("show", "1", "--json").json
    assert told["contacts"] == [{"kind": "phone", "value": "0113 496 0101", "label": ""}]
    assert told["spend"] == {"amount": 0, "currency": "EUR"}
    assert told["promises"][0]["late"] is True
    assert told["timeline"][0]["words"] == "I promised to repair her lamp by friday"


def test_as_many_entries_are_shown_as_asked_for(relapp: Relapp) -> None:
    relapp("import", FILES / "gift-shop-slice.csv.gz")
    told = relapp("show", "Customer 14527", "--entries", "70", "--json").json
    moments = [entry["at"] for entry in told["timeline"]]
    assert len(moments) == 70
    assert moments == sorted(moments, reverse=True)
    assert f"\nTimeline, 2 of {told['entries']}\n" in relapp("show", "Customer 14527", "--entries", "2").out


def test_nobody_and_several_people_are_refused_in_one_line(lamp: Relapp) -> None:
    nobody = lamp("show", "Zeppelin")
    assert (nobody.code, nobody.out, nobody.err) == (1, "", "Nobody called Zeppelin is known.\n")
    lamp("log", "--new", "Ada Byron: came")
    several = lamp("show", "Ada")
    assert several.code == 1
    assert several.err.startswith("Ada can mean Ada ")
    assert several.err.endswith("Say more of the name.\n")


@pytest.mark.parametrize("number", ["77", "9" * 30, "٣"])
def test_a_number_that_nobody_has_is_refused(lamp: Relapp, number: str) -> None:
    assert lamp("show", number).code == 1
