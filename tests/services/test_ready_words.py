"""Ready words as the shop gives them: the customer's language, the shop's own texts, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Kind
from relapp.domain.ready_words.compose import MissingWords, ReadyWords
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.services import ready_words, settings, staff
from relapp.services.ready_words import keep, our_text, own_text, restore
from relapp.services.suggestions import board
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop

OWED, SLIPPING = SuggestionKind.OWED_REPLY, SuggestionKind.SLIPPING


def asked(shop: Shop, name: str = "Ana Moreira", **fields: str) -> int:
    ana = shop.customer(name, phone="07700 904417", email="ana@example.org", **fields)
    shop.log(ana, kind=Kind.EMAIL, direction=Direction.IN, words="does spelt come?", ago=2)
    return ana


def suggestion_for(shop: Shop, customer_id: int, today: date = TODAY) -> Suggestion:
    (one, *_) = shop.read(lambda reader: board(reader, today)).standing[customer_id]
    return one


def words_for(
    shop: Shop, customer_id: int, *, channel: Channel | None = None, locale: str = "", by: int | None = None
) -> ReadyWords | MissingWords:
    one = suggestion_for(shop, customer_id)
    return shop.read(lambda reader: ready_words.words(reader, one, by, TODAY, channel=channel, locale=locale))


def text_for(shop: Shop, customer_id: int, **how: str) -> str:
    found = words_for(shop, customer_id, **how)  # type: ignore[arg-type]
    assert isinstance(found, ReadyWords)
    return found.text


def test_words_for_a_suggestion_of_the_day_as_they_are_sent(shop: Shop) -> None:
    ina = shop.run("staff_add", lambda tx: staff.add(tx, "Ina"))
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Corner Bakery"))
    found = words_for(shop, asked(shop), by=ina)
    assert isinstance(found, ReadyWords)
    assert (found.language, found.form, found.subject) == ("en", Form.WRITTEN, "Our answer to you")
    assert found.text == (
        "Hello Ana,\n\nYou asked us on 4 May: “does spelt come?” I am sorry that you had to wait. May we ring you "
        "about it, or would you rather have our answer in writing?\n\nKind regards\nIna, Corner Bakery"
    )


def test_another_channel_than_the_suggested_one_can_be_asked_for(shop: Shop) -> None:
    ana = asked(shop)
    assert text_for(shop, ana).startswith("Hello Ana,\n\n")
    spoken = words_for(shop, ana, channel=Channel.PHONE)
    assert isinstance(spoken, ReadyWords)
    assert spoken.form is Form.SPOKEN
    assert spoken.text.startswith("Hello Ana. You asked us")


def test_the_language_is_theirs_else_the_shops_else_the_programs_else_english(shop: Shop) -> None:
    ana = asked(shop)
    assert text_for(shop, ana).startswith("Hello")
    assert text_for(shop, ana, locale="xx-XX").startswith("Hello")
    assert text_for(shop, ana, locale="pt-BR").startswith("Olá")
    shop.run("setting", lambda tx: settings.change(tx, language="fr"))
    assert text_for(shop, ana, locale="pt-BR").startswith("Bonjour")
    shop.learn(ana, FactKind.LANGUAGE, "speaks German")
    assert text_for(shop, ana, locale="pt-BR").startswith("Guten Tag")


def test_a_guessed_language_a_strange_one_and_another_persons_do_not_count(shop: Shop) -> None:
    ana = asked(shop)
    shop.learn(ana, FactKind.LANGUAGE, "Polish", certainty=Certainty.GUESSED)
    shop.learn(ana, FactKind.LANGUAGE, "Dutch", about="daughter")
    assert text_for(shop, ana).startswith("Hello")
    shop.learn(ana, FactKind.LANGUAGE, "Klingon")
    assert text_for(shop, ana).startswith("Hello")


def test_a_new_language_takes_the_place_of_the_old_and_undo_brings_it_back(shop: Shop) -> None:
    ana = asked(shop)
    shop.learn(ana, FactKind.LANGUAGE, "Italian")
    shop.learn(ana, FactKind.LANGUAGE, "Spanish")
    assert text_for(shop, ana).startswith("Hola")
    shop.operations.undo()
    assert text_for(shop, ana).startswith("Buongiorno")


def test_they_are_greeted_as_they_told_us_else_by_nickname_else_by_name(shop: Shop) -> None:
    ana = asked(shop, nickname="Annie")
    assert text_for(shop, ana).startswith("Hello Annie,")
    shop.learn(ana, FactKind.GREET, "Mrs Moreira")
    assert text_for(shop, ana).startswith("Hello Mrs Moreira,")


def test_nobody_is_contacted_to_tidy(shop: Shop) -> None:
    ana = shop.customer("Ana")
    tidy = Suggestion(ana, SuggestionKind.TIDY, Reason("a"), Reason("w"), (), None, None, "")
    found = shop.read(lambda reader: ready_words.words(reader, tidy, None, TODAY))
    assert found == MissingWords(SuggestionKind.TIDY, "en", Form.COUNTER, ())


# -- the shop's own texts --


def test_the_shops_own_text_is_used_for_its_kind_language_and_form_only(shop: Shop) -> None:
    ana = asked(shop)
    shop.run("setting", lambda tx: keep(tx, OWED, "en", Form.WRITTEN, " Dear {name}: {asked} \n"))
    assert text_for(shop, ana).startswith("Dear Ana: You asked us")
    assert text_for(shop, ana, channel=Channel.PHONE).startswith("Hello Ana.")
    assert text_for(shop, ana, locale="de").startswith("Guten Tag")
    shop.operations.undo()
    assert text_for(shop, ana).startswith("Hello Ana,")
    shop.operations.redo()
    shop.run("setting", lambda tx: restore(tx, OWED, "en", Form.WRITTEN))
    assert text_for(shop, ana).startswith("Hello Ana,")
    assert shop.read(settings.read).ready_words == {}
    shop.operations.undo()
    assert text_for(shop, ana).startswith("Dear Ana:")


def test_a_text_that_is_the_same_as_ours_is_not_kept_apart(shop: Shop) -> None:
    shop.run("setting", lambda tx: keep(tx, OWED, "en", Form.WRITTEN, "Dear {name}?"))
    shop.run("setting", lambda tx: keep(tx, OWED, "en", Form.WRITTEN, our_text(OWED, "en", Form.WRITTEN)))
    assert shop.read(settings.read).ready_words == {}
    shop.run("setting", lambda tx: restore(tx, OWED, "en", Form.WRITTEN))
    assert not shop.changes


def test_several_texts_stand_side_by_side(shop: Shop) -> None:
    for kind, language, form in ((OWED, "en", Form.WRITTEN), (OWED, "de", Form.SPOKEN), (SLIPPING, "en", Form.COUNTER)):
        text = f"{language} {form} {{name}}?"
        shop.run("setting", lambda tx, k=kind, c=language, f=form, t=text: keep(tx, k, c, f, t))  # type: ignore[misc]
    own = shop.read(settings.read)
    assert own_text(own, OWED, "de", Form.SPOKEN) == "de spoken {name}?"
    assert own_text(own, SLIPPING, "en", Form.COUNTER) == "en counter {name}?"
    assert own_text(own, SLIPPING, "en", Form.SPOKEN) == ""


def test_what_their_own_text_needs_and_is_not_known_is_told_instead_of_a_hole(shop: Shop) -> None:
    ana = asked(shop)
    shop.run("setting", lambda tx: keep(tx, OWED, "en", Form.WRITTEN, "Dear {name} of {shop}?"))
    assert words_for(shop, ana) == MissingWords(OWED, "en", Form.WRITTEN, ("shop",))
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Corner Bakery"))
    assert text_for(shop, ana) == "Dear Ana of Corner Bakery?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "words.empty"),
        ("Dear {name}\n---\n ", "words.empty"),
        ("Dear {name", "words.brace"),
        ("Dear {usual}", "words.unknown"),
        ("x" * 2001, "words.too_long"),
    ],
)
def test_a_text_that_could_not_be_filled_is_refused_when_it_is_saved(shop: Shop, text: str, code: str) -> None:
    found, details = refused(shop, lambda tx: keep(tx, OWED, "en", Form.WRITTEN, text))
    assert found == code
    if code == "words.unknown":
        assert details["gap"] == "{usual}"
        assert "{asked}" in details["gaps"]


def test_a_preview_shows_how_it_reads_and_refuses_what_saving_refuses(shop: Shop) -> None:
    own = shop.read(settings.read)
    text = "Dear {name}: {usual}?"
    assert ready_words.example(own, SLIPPING, "en", Form.WRITTEN, text, TODAY) == (
        "Dear Ana: wholemeal bread and two rolls?"
    )
    found, _ = refused(shop, lambda _tx: ready_words.example(own, SLIPPING, "en", Form.WRITTEN, "{asked}", TODAY))
    assert found == "words.unknown"


def test_nothing_that_is_still_to_come_gets_into_the_words(shop: Shop) -> None:
    ana = asked(shop)
    before = text_for(shop, ana)
    shop.log(ana, kind=Kind.EMAIL, direction=Direction.IN, words="and rye?", ago=-3)
    assert text_for(shop, ana) == before
    assert days_ago(-3) > TODAY
