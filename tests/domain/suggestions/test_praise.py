"""Praise is known in every language that ready words are at home in, and what takes it back is too."""

from __future__ import annotations

import pytest

from relapp.domain.ready_words.languages import TONGUES
from relapp.domain.suggestions.praise import LANGUAGES, is_praise

SAID = {
    "en": ("Loved the rye, thank you", "great, but too salty"),
    "de": ("Das Brot war köstlich, vielen Dank und danke", "Super, aber zu salzig"),
    "fr": ("Le pain était délicieux, j'adore ma baguette", "super, mais trop salé"),
    "es": ("¡Riquísimo! Me encanta, gracias", "excelente, pero muy caro"),
    "it": ("Pane buonissimo, grazie", "super, ma troppo salato"),
    "nl": ("Heerlijk brood, bedankt", "best lekker maar te zout"),
    "pt": ("Adorei o pão, obrigada", "excelente, mas salgado demais"),
    "pl": ("Pyszne! Dziękuję", "super, ale za słone"),
}


def test_every_language_of_ready_words_has_its_words() -> None:
    assert set(SAID) == set(TONGUES) == set(LANGUAGES)


@pytest.mark.parametrize("language", SAID)
def test_praise_is_known_and_so_is_what_takes_it_back(language: str) -> None:
    good, mixed = SAID[language]
    assert is_praise(good)
    assert not is_praise(mixed)
    assert not is_praise(f"{good}?")


@pytest.mark.parametrize(
    "words",
    [
        "Buon giorno", "Bom dia", "Boa tarde", "Dzień dobry", "Guten Tag", "Bonjour", "Buenos días", "best wel zout",
        "Liebe Frau Ina, das Brot ist trocken", "nicht gut", "no, gracias", "non, merci, trop cher", "",
    ],
)  # fmt: skip
def test_greetings_and_complaints_are_no_praise(words: str) -> None:
    assert not is_praise(words)


def test_a_word_that_doubts_in_another_language_only_takes_nothing_back() -> None:
    assert is_praise("A lovely ale, the best we ever had")
