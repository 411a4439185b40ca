"""Every misfortune has one clear sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import relapp
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.ui.wording.errors import SENTENCES, sentence

ROOT = Path(relapp.__file__).parent


def raised() -> dict[str, set[str]]:
    """Every code that the source raises, with the names of its details."""
    found: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            code = node.args[0]
            if node.func.id in {"UserError", "StorageUnavailable", "NoDisplay"} and isinstance(code, ast.Constant):
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                found[str(code.value)] = found.get(str(code.value), names) & names
    return found


def test_every_code_that_is_raised_has_a_sentence_and_gives_all_that_it_names() -> None:
    for code, names in raised().items():
        assert code in SENTENCES, code
        error = UserError(code, **dict.fromkeys(names, "x"))
        assert "{" not in sentence(error), code


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_begins_and_ends_as_one(code: str) -> None:
    words = SENTENCES[code]()
    assert words[0].isupper() or words[0] == "{"
    assert words.endswith((".", "It says: {words}"))


def test_details_fill_the_gaps_as_people_write_them() -> None:
    assert sentence(UserError("entry.too_long", limit=20_000)) == "An entry can have at most 20,000 characters."
    no_sheet = UserError("import.no_sheet", file="a.xlsx", sheet="May", sheets=["June", "July"])
    assert sentence(no_sheet) == "a.xlsx has no sheet named May. It has June and July."


def test_what_a_person_typed_is_never_taken_for_a_gap() -> None:
    assert sentence(UserError("setting.currency", value="{0}")).startswith("{0} is not a currency.")


def test_an_unknown_code_falls_to_a_plain_sentence() -> None:
    assert sentence(StorageUnavailable("something.new")) == "That could not be done. Nothing was changed."
