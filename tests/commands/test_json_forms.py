"""The JSON that is documented is the JSON that is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from relapp.commands.json_forms import FORMS, NOTES
from tests.commands.conftest import FILES, Ended, Relapp, commands

HELP = Path(__file__).parents[2] / "resources" / "help" / "commands.md"


def misfits(form: Any, told: Any, where: str = "") -> list[str]:
    """Where ``told`` has other keys or other types than the example ``form``; null fits everything."""
    if form is None or told is None:
        return []
    if type(form) is not type(told) and {type(form), type(told)} != {int, float}:
        return [f"{where}: {told!r} is no {type(form).__name__}"]
    if isinstance(form, dict):
        shared = [key for key in form if key in told]
        odd = sorted(form.keys() ^ told.keys())
        return [f"{where}.{key}" for key in odd] + [
            one for key in shared for one in misfits(form[key], told[key], f"{where}.{key}")
        ]
    if isinstance(form, list):
        return [one for value in told for one in misfits(form[0], value, f"{where}[]")]
    return []


@pytest.fixture(scope="module")
def sample_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop, standing as the shop of its folder."""
    from relapp.services import sample
    from relapp.services.operations import local_now

    folder = tmp_path_factory.mktemp("sample")
    sample.make(folder / "shop.relapp", local_now().date())
    return folder


def fits(name: str, ended: Ended) -> None:
    assert ended.code == 0, ended.err
    assert ended.out.isascii()
    assert misfits(json.loads(FORMS[name]), ended.json) == []


def test_today(relapp: Relapp, sample_shop: Path) -> None:
    ended = relapp("today", "--json", within=sample_shop)
    fits("today", ended)
    assert ended.json["suggestions"]
    assert ended.json["left_in_peace"]


def test_find(relapp: Relapp, sample_shop: Path) -> None:
    ended = relapp("find", "bread", "--json", within=sample_shop)
    fits("find", ended)
    assert len({hit["kind"] for hit in ended.json["hits"]}) > 2
    people = relapp("find", "a", "--json", within=sample_shop)
    fits("find", people)
    assert people.json["people"]


def test_show(relapp: Relapp, sample_shop: Path) -> None:
    filled: set[str] = set()
    for number in range(1, 60):
        ended = relapp("show", str(number), "--json", within=sample_shop)
        fits("show", ended)
        filled |= {key for key, value in ended.json.items() if value}
    # The sample shop has no appointment ahead.
    assert filled | {"next"} == json.loads(FORMS["show"]).keys()


def test_log(relapp: Relapp) -> None:
    line = "Ada Lovelace: bought 2x wholemeal 6.40, allergic to nuts"
    for more in ([], ["--remember"]):
        ended = relapp("log", line, "--json", *more)
        fits("log", ended)
        assert ended.json["remembered" if more else "offered"]


def test_import(relapp: Relapp) -> None:
    files = sorted(FILES.glob("*.csv*"))
    ended = relapp("import", "--json", "--rows", *files)
    fits("import", ended)
    assert [one["file"] for one in ended.json["files"]] == [file.name for file in files]
    filled = {key for one in ended.json["files"] for key, value in one.items() if value}
    # A first import changes nothing, nobody stopped it, and nobody was erased or removed before it.
    assert filled | {"changed", "cancelled", "erased", "removed"} == json.loads(FORMS["import"])["files"][0].keys()


def test_export(relapp: Relapp, sample_shop: Path, tmp_path: Path) -> None:
    ended = relapp("export", tmp_path, "--json", within=sample_shop)
    fits("export", ended)
    assert all(ended.json.values())
    assert (Path(ended.json["path"]) / "shop.jsonl").is_file()


def test_duplicates(relapp: Relapp) -> None:
    relapp("log", "Ada Lovelace 030 1234567: came")
    relapp("log", "Ada Lovelace 0049 30 9999999: came", "--new")
    ended = relapp("duplicates", "--json")
    fits("duplicates", ended)
    assert ended.json["found"] == 1
    assert relapp("merge", "1", "2").out == "Ada Lovelace is now Ada Lovelace\n"
    assert relapp("duplicates").out == "No two customers look alike.\n"
    assert relapp("show", "1", "--json").json["entries"] == 2
    refused = relapp("merge", "1", "2")
    assert (refused.code, refused.out) == (1, "")
    assert "Nobody called 2 is known." in refused.err


@pytest.mark.parametrize("name", FORMS)
def test_each_form_stands_in_the_commands_help_and_on_the_help_page(relapp: Relapp, name: str) -> None:
    out = relapp(name, "--help").out
    assert FORMS[name] in out
    assert NOTES in out
    assert f"### relapp {name} --json\n\n```json\n{FORMS[name]}\n```\n" in HELP.read_text(encoding="utf-8")


def test_the_help_page_explains_the_notes_and_every_option(relapp: Relapp) -> None:
    page = HELP.read_text(encoding="utf-8")
    assert " ".join(NOTES.split()) in page
    for command in commands():
        assert f"`relapp {command}" in page
        options = {
            word.strip("[],:") for word in relapp(command, "--help").out.split() if word.startswith(("--", "[--"))
        }
        assert {option for option in options - {"--help"} if option not in page} == set()


def test_a_form_that_is_not_kept_is_noticed() -> None:
    form = {"id": 1, "names": [{"first": "Ada"}], "last": "x"}
    assert misfits(form, {"id": 1, "names": [{"first": None}], "last": None}) == []
    assert misfits(form, {"id": "1", "names": [{}], "last": "x"}) == [".id: '1' is no int", ".names[].first"]
