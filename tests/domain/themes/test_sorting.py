"""Themes: sorted by words that can be named, unsure where they tell of nothing or of several, and taught by moving."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.themes.languages import LANGUAGES, language_of, stem
from relapp.domain.themes.sorting import UNSORTED, By, Said, Sorter, clean_name
from relapp.domain.themes.start import Theme, start_words

_ids = count(1)


def said(words: str, moved: str | None = None) -> Said:
    return Said(next(_ids), words, moved)


def theme_of(words: str, *others: Said) -> str:
    remark = said(words)
    return Sorter([remark, *others]).sort(remark).theme


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Waited twenty minutes while we served the phone.", Theme.WAITING),
        ("The loaf was stale and the crust burnt.", Theme.QUALITY),
        ("Far too expensive, the prices went up again.", Theme.PRICE),
        ("The girl at the counter was rude and unfriendly.", Theme.STAFF),
        ("Why are you closed on Sundays?", Theme.HOURS),
        ("The parcel never arrived, the courier left it in the rain.", Theme.DELIVERY),
        ("The shoes are too tight, a size bigger would fit.", Theme.FIT),
        ("We ordered white and got the wrong one.", Theme.MISTAKES),
        ("A wider selection of brands would be nice.", Theme.RANGE),
        ("No parking near the door.", Theme.PLACE),
        ("Wir haben eine halbe Stunde in der Schlange gewartet.", Theme.WAITING),
        ("Les prix sont beaucoup trop chers.", Theme.PRICE),
        ("El pan estaba duro y seco.", Theme.QUALITY),
        ("La commessa è stata molto gentile e disponibile con noi.", Theme.STAFF),
        ("Het pakket is nooit bezorgd, de koerier was er niet.", Theme.DELIVERY),
        ("Os sapatos estão apertados, o tamanho não serve.", Theme.FIT),
        ("Zamówienie było złe, pomylono rozmiar i zapomniano o reszcie, same pomyłki.", Theme.MISTAKES),
    ],
)
def test_what_shops_are_told_most_often_is_sorted_by_the_words_they_start_with(words: str, theme: Theme) -> None:
    assert theme_of(words) == theme


def test_the_words_that_told_are_named_as_they_were_written() -> None:
    remark = said("She WAITED for twenty Minutes.")
    found = Sorter([remark]).sort(remark)
    assert (found.theme, found.by, found.words) == (Theme.WAITING, By.WORDS, ("waited", "minutes"))


def test_what_tells_of_nothing_or_of_two_things_alike_is_unsure_and_offered() -> None:
    nothing, both = said("She came with her aunt."), said("Stale, and she waited.")
    sorter = Sorter([nothing, both])
    assert sorter.sort(nothing).theme == UNSORTED
    assert sorter.sort(nothing).offered == ()
    unsure = sorter.sort(both)
    assert (unsure.theme, unsure.by, set(unsure.offered)) == (UNSORTED, By.UNSURE, {Theme.QUALITY, Theme.WAITING})


# -- learning --


def test_moving_a_remark_teaches_its_words_and_two_alike_carry_a_third() -> None:
    first = said("The bagpipes outside again", "bagpipes")
    assert Sorter([first]).sort(first).by is By.STAFF
    assert theme_of("More bagpipes today", first) == UNSORTED, "one word of one remark is not enough"
    second = said("Bagpipes since eight in the morning", "bagpipes")
    assert theme_of("More bagpipes today", first, second) == "bagpipes"
    assert theme_of("Bagpipes outside, still", first) == "bagpipes", "two words of it are"


def test_what_staff_move_elsewhere_takes_its_weight_from_the_start_words() -> None:
    assert theme_of("The table by the fire") == Theme.PLACE
    moved = [said(f"A table for {number}", "bookings") for number in ("four", "six", "nine")]
    assert theme_of("The table by the fire", *moved) == UNSORTED
    more = [said(f"That table, {number}", "bookings") for number in ("ten", "eleven", "twelve", "thirteen", "fourteen")]
    assert theme_of("The table by the fire", *moved, *more) == "bookings"


def test_what_was_moved_stays_whatever_its_words_and_is_learned_of_only_once_it_is_sorted() -> None:
    remark = said("Stale bread", Theme.PRICE)
    assert Sorter([remark]).sort(remark).theme == Theme.PRICE
    assert theme_of("Stale buns") == Theme.QUALITY


def test_words_that_most_remarks_have_tell_nothing() -> None:
    many = [said(f"Bread, {number}") for number in range(20)]
    taught = [said(f"Bread again {word}", "bread") for word in ("alpha", "beta")]
    assert theme_of("The bread was there", *taught) == "bread"
    assert theme_of("The bread was there", *taught, *many) == UNSORTED
    assert Sorter([*taught, *many]).words_of("bread") == ("alpha", "beta")


def test_names_of_themes() -> None:
    assert clean_name("  Waiting ") == Theme.WAITING
    assert clean_name(" Dogs   in the shop") == "Dogs in the shop"


# -- words --


@pytest.mark.parametrize(
    "words", ["wait waits waited waiting", "price prices priced pricey", "deliver delivered delivery deliveries"]
)
def test_the_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word, "en") for word in words.split()}) == 1


def test_who_waits_is_no_waiter() -> None:
    assert stem("waiter", "en") != stem("waited", "en")


@given(st.text(st.characters(codec="utf-8"), max_size=12), st.sampled_from(sorted(LANGUAGES)))
def test_a_stem_begins_its_word_keeps_its_letters_and_has_no_stem_but_itself(word: str, language: str) -> None:
    found = stem(word, language)
    assert word.startswith(found)
    assert len(found) >= min(len(word), 4)
    assert stem(found, language) == found


def test_the_language_is_that_of_most_plain_words_and_english_on_a_draw() -> None:
    assert language_of(["das", "ist", "nicht", "gut"]) == "de"
    assert language_of(["die"]) == "de"
    assert language_of(["a"]) == language_of([]) == "en"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_theme_has_words_of_its_own_in_every_language(language: str) -> None:
    alone = {next(iter(themes)) for themes in start_words(language).values() if len(themes) == 1}
    assert alone == set(Theme)
