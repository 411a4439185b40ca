"""Templates: what is taken, what is refused, and that nothing is ever read out of a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.domain.ready_words.template import MOST, check, first_filled, gaps, plain, together, versions

KNOWN = ("name", "product")


def refused(template: str) -> tuple[str, object]:
    with pytest.raises(UserError) as raised:
        check(template, KNOWN)
    return raised.value.code, raised.value.details.get("gap")


@pytest.mark.parametrize(
    "template",
    [
        "Hello",
        "Hello {name}",
        "{name}, {product}",
        "a {{brace}} of our own",
        "{name}\n---\nHello",
        "{name}\r\n-----\r\n{name}",
    ],
)
def test_a_gap_is_a_plain_name_that_is_known(template: str) -> None:
    check(template, KNOWN)


@pytest.mark.parametrize(
    ("template", "gap"),
    [
        ("{nmae}", "{nmae}"),
        ("{}", "{}"),
        ("{0}", "{0}"),
        ("{name.first}", "{name.first}"),
        ("{name[0]}", "{name[0]}"),
        ("{name!r}", "{name!r}"),
        ("{name:>9}", "{name:>9}"),
        ("{ name }", "{ name }"),
        ("{Name}", "{Name}"),
        ("{name.__class__.__init__.__globals__}", "{name.__class__.__init__.__globals__}"),
        ("{name}\n---\n{prodcut}", "{prodcut}"),
    ],
)
def test_any_other_gap_is_refused_and_named(template: str, gap: str) -> None:
    assert refused(template) == ("words.unknown", gap)


@pytest.mark.parametrize("template", ["{name", "name}", "{", "}", "{na{me}", "{{name}", "{name}}"])
def test_a_lone_brace_is_refused(template: str) -> None:
    assert refused(template)[0] in {"words.brace", "words.unknown"}


@pytest.mark.parametrize("template", ["", "  \n ", "---", "Hello\n---\n", "\n---\nHello"])
def test_no_version_may_be_empty(template: str) -> None:
    assert refused(template)[0] == "words.empty"


def test_a_text_has_an_end() -> None:
    check("x" * MOST, KNOWN)
    assert refused("x" * (MOST + 1))[0] == "words.too_long"


def test_the_first_version_whose_gaps_are_all_known_is_taken() -> None:
    template = together(("{name} and {product}", "only {name}"))
    assert first_filled(versions(template), {"name": "Ana", "product": "rye"}) == "Ana and rye"
    assert first_filled(versions(template), {"name": "Ana", "product": ""}) == "only Ana"
    assert first_filled(versions(template), {"product": "rye"}) == ("name",)


def test_what_the_nearest_version_misses_is_named() -> None:
    assert first_filled(("{a} {b}", "{c}", "{d}"), {}) == ("c",)


@given(st.text(), st.text(), st.text())
def test_a_value_is_put_in_as_it_is(before: str, value: str, after: str) -> None:
    def own(words: str) -> str:
        return words.replace("{", "{{").replace("}", "}}")

    filled = first_filled((f"{own(before)}{{name}}{own(after)}",), {"name": value})
    assert filled == (before + value + after if value else ("name",))


@given(st.text())
def test_any_text_is_either_refused_or_can_be_filled(template: str) -> None:
    try:
        check(template, KNOWN)
    except UserError:
        return
    filled = first_filled(versions(template), {"name": "Ana", "product": "rye"})
    assert isinstance(filled, str)
    assert set(gaps(template)) <= set(KNOWN)


@given(st.text())
def test_a_value_is_one_line_that_can_be_read(value: str) -> None:
    said = plain(value)
    assert said.isprintable()
    assert len(said) <= 201
    assert said == said.strip()
