"""Words about ready words."""

from __future__ import annotations

from relapp.domain.ready_words.compose import COMMON, FIELDS, MissingWords
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.wording import ready_words


def test_every_gap_has_words() -> None:
    names = {*COMMON, *(name for fields in FIELDS.values() for name in fields)}
    assert len({ready_words.gap(name) for name in names}) == len(names)


def test_what_is_missing_is_named_and_where_it_is_mended() -> None:
    missing = MissingWords(SuggestionKind.SLIPPING, "en", Form.WRITTEN, ("usual", "shop"))
    assert ready_words.missing(missing) == (
        "The words for “Slipping” need {usual} (what they usually take) and {shop} (the name of the shop), which is "
        "not known here: mend the text in Settings, Ready words."
    )


def test_a_kind_that_contacts_nobody_has_nothing_to_say() -> None:
    missing = MissingWords(SuggestionKind.TIDY, "en", Form.COUNTER, ())
    assert ready_words.missing(missing) == "There is nothing to write or say for “Tidy”."
