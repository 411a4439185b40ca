"""Search in everything: any script, accents and slips forgiven, and nothing that is typed breaks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.facts import FactKind
from relapp.services import customers as customer_verbs
from relapp.services import interactions as interaction_verbs
from relapp.services.pages import search as search_page
from relapp.services.pages.search import HitKind
from relapp.storage import search
from tests.shop import Shop, a_sold

PEOPLE = {
    "Ana Moreira": "+351 912 344 417",
    "John Smith": "0171 555 0100",
    "José Müller-Groß": "",
    "Łucja Łódzka": "",
    "Søren Ødegård": "",
    "Наталья Сидорова": "",
    "Ελένη Παπαδοπούλου": "",
    "王小明": "",
    "山田 太郎": "",
    "김민수": "",
    "محمد الأمين": "",
    "ธนพล วงศ์สวัสดิ์": "",
    "हिन्दी शर्मा": "",
    "O'Hara-Quinn": "00 49 30 1234",
    "Kim Ng": "",
}


@pytest.fixture(scope="module")
def known() -> Iterator[Shop]:
    """A shop with people of many tongues; tests here only look."""
    shop = Shop()
    for name, phone in PEOPLE.items():
        shop.customer(name, phone, nickname="Ani" if name.startswith("Ana") else "")
    yield shop
    shop.close()


def found(shop: Shop, words: str, limit: int = 20) -> list[str]:
    """Names of customers found, best first."""
    names = {row.id: row.name for row in shop.tables()["customer"]}
    return [names[one] for one in shop.read(lambda reader: search.customers(reader, words, limit))]


def found_entries(shop: Shop, words: str) -> list[int]:
    return shop.read(lambda reader: search.entries(reader, words, 20))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ana", "Ana Moreira"),
        ("MOREIRA", "Ana Moreira"),
        ("moreira ana", "Ana Moreira"),
        ("reir", "Ana Moreira"),
        ("ani", "Ana Moreira"),
        ("jose muller", "José Müller-Groß"),
        ("gross", "José Müller-Groß"),
        ("groß", "José Müller-Groß"),
        ("lucja", "Łucja Łódzka"),
        ("lodzka", "Łucja Łódzka"),
        ("ŁÓDZ", "Łucja Łódzka"),
        ("soren odegard", "Søren Ødegård"),
        ("наталья", "Наталья Сидорова"),
        ("СИДОР", "Наталья Сидорова"),
        ("ελενη", "Ελένη Παπαδοπούλου"),
        ("ΠΑΠΑΔ", "Ελένη Παπαδοπούλου"),
        ("王小", "王小明"),
        ("王", "王小明"),
        ("太郎", "山田 太郎"),
        ("김민", "김민수"),
        ("محمد", "محمد الأمين"),
        ("ธนพล", "ธนพล วงศ์สวัสดิ์"),
        ("शर्मा", "हिन्दी शर्मा"),
        ("o'hara", "O'Hara-Quinn"),
        ("o’hara", "O'Hara-Quinn"),
        ("quinn", "O'Hara-Quinn"),
        ("ng", "Kim Ng"),
    ],
)
def test_a_customer_is_found_by(known: Shop, words: str, name: str) -> None:
    assert found(known, words) == [name]


@pytest.mark.parametrize(
    "words", ["4417", "344 417", "912 344 417", "+351 912344417", "0912 344 417", "44 17", "912-344"]
)
def test_a_phone_is_found_by_any_part_however_it_is_spaced(known: Shop, words: str) -> None:
    assert found(known, words) == ["Ana Moreira"]


@pytest.mark.parametrize("words", ["0000", "000", "99 99", "00000000"])
def test_a_number_that_nobody_has_finds_nobody(known: Shop, words: str) -> None:
    assert found(known, words) == []


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("moriera", "Ana Moreira"),
        ("morreira", "Ana Moreira"),
        ("jhon", "John Smith"),
        ("smiht", "John Smith"),
        ("odegrad", "Søren Ødegård"),
        ("сидарова", "Наталья Сидорова"),
        ("morie", "Ana Moreira"),
    ],
)
def test_a_slip_is_forgiven(known: Shop, slip: str, name: str) -> None:
    assert found(known, slip)[:1] == [name]


def test_a_word_like_nobodys_finds_nobody(known: Shop) -> None:
    assert found(known, "zanzibar") == []


def test_whose_name_begins_so_comes_first_then_the_latest_contact(shop: Shop) -> None:
    middle, first, other = shop.customer("Bo Anders"), shop.customer("Anders Bo"), shop.customer("Anders Cy")
    shop.log(other, ago=5)
    shop.log(middle, ago=1)
    assert shop.read(lambda reader: search.customers(reader, "and", 9)) == [other, first, middle]
    shop.log(first, ago=2)
    assert shop.read(lambda reader: search.customers(reader, "and", 9)) == [first, other, middle]
    assert shop.read(lambda reader: search.customers(reader, "a", 2)) == [first, other]


def test_a_customer_is_found_by_what_they_are_called_now(shop: Shop) -> None:
    ana = shop.customer("Ana", email="Ana@Example.org")
    assert found(shop, "ana@example") == ["Ana"]
    shop.run("customer_edit", lambda tx: customer_verbs.rename(tx, ana, "Zoë", ""))
    assert found(shop, "zoe") == ["Zoë"]
    shop.run("customer_remove", lambda tx: customer_verbs.remove(tx, [ana]))
    assert found(shop, "zoe") == []


# -- words --

TEXTS = [
    "asked for spelt bread, size 39",
    "ÇA VA? L'été à Łódź",
    "Größe Straße Weißbrot",
    "хотела чёрный хлеб",
    "θέλει ψωμί ολικής",
    "日本語のパンを買った",
    "想要全麦面包",
    "빵을 샀어요",
    "سأل عن الخُبز",
    "อยากได้ขนมปัง",
    "गेहूँ की रोटी चाहिए",
    "רוצה לֶחֶם",
    "ｗｉｄｅ ﬁnest",
    "İstanbul'dan Ismail",
    "Phở bò tái đặc biệt",
]


@pytest.mark.parametrize("text", TEXTS)
def test_an_entry_is_found_by_each_of_its_words_and_by_their_beginnings(shop: Shop, text: str) -> None:
    entry = shop.log(shop.customer("Ana"), words=text)
    shop.log(shop.customer("Bo"), words="something else")
    for word in text.split():
        assert found_entries(shop, word) == [entry], word
        assert found_entries(shop, word.swapcase()) == [entry], word
    assert found_entries(shop, text) == [entry]
    assert found_entries(shop, text[:3]) == [entry]


@pytest.mark.parametrize(
    ("words", "text"),
    [("lodz", TEXTS[1]), ("strasse", TEXTS[2]), ("черный", TEXTS[3]), ("ψωμι", TEXTS[4]), ("パン", TEXTS[5]),
     ("面包", TEXTS[6]), ("الخبز", TEXTS[8]), ("ขนม", TEXTS[9]), ("לחם", TEXTS[11]), ("wide finest", TEXTS[12]),
     ("pho dac", TEXTS[14])],
)  # fmt: skip
def test_words_are_found_plain(shop: Shop, words: str, text: str) -> None:
    entry = shop.log(shop.customer("Ana"), words=text)
    assert found_entries(shop, words) == [entry]


def test_every_word_must_be_there_and_the_newest_entry_comes_first(shop: Shop) -> None:
    ana = shop.customer("Ana")
    first, second = shop.log(ana, words="spelt and rye"), shop.log(ana, words="spelt roll")
    assert found_entries(shop, "spelt") == [second, first]
    assert found_entries(shop, "rye spelt") == [first]
    assert found_entries(shop, "spelt wheat") == []


def test_a_slip_in_a_word_is_forgiven_where_nobody_wrote_it_so(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="wholemeal bread")
    assert found_entries(shop, "wholmeal") == [entry]
    assert found_entries(shop, "whloemeal") == [entry]
    exact = shop.log(ana, words="wholmeal")
    assert found_entries(shop, "wholmeal") == [exact]


def test_words_taken_out_are_no_longer_found(shop: Shop) -> None:
    entry = shop.log(shop.customer("Ana"), words="poodle")
    shop.edit(entry, words="greyhound")
    assert found_entries(shop, "poodle") == []
    shop.run("log_remove", lambda tx: interaction_verbs.remove(tx, entry))
    assert found_entries(shop, "greyhound") == []


# -- everything --


def hits(shop: Shop, words: str) -> list[tuple[HitKind, str, str]]:
    page = shop.read(lambda reader: search_page.page(reader, words))
    return [(hit.kind, hit.customer, hit.words) for hit in page.hits]


def test_poodle_finds_the_customer_whose_name_nobody_knows(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.customer("Bo")
    shop.learn(ana, "dog", "a white poodle")
    assert hits(shop, "poodle") == [(HitKind.FACT, "Ana", "dog: a white poodle")]
    assert shop.read(lambda reader: search_page.people(reader, "poodle", 5)) == [ana]
    assert hits(shop, "dog") == [(HitKind.FACT, "Ana", "dog: a white poodle")]


def test_every_kind_of_word_is_found(shop: Shop) -> None:
    ana = shop.customer("Ana", note="kiosk owner")
    shop.promise(ana, "repair the kettle")
    shop.wish(ana, "kitchen knife")
    shop.log(ana, words="kindly waited")
    shop.sell(ana, a_sold("Kimchi Jar"))
    for words, kind in (
        ("kiosk", HitKind.NOTE),
        ("kettle", HitKind.PROMISE),
        ("knife", HitKind.WISH),
        ("kindly", HitKind.ENTRY),
        ("kimchi", HitKind.PRODUCT),
    ):
        assert [hit[0] for hit in hits(shop, words)] == [kind]
    assert {hit[0] for hit in hits(shop, "ki")} == {HitKind.NOTE, HitKind.WISH, HitKind.ENTRY, HitKind.PRODUCT}


def test_a_fact_that_no_longer_holds_is_not_found(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.learn(ana, FactKind.LANGUAGE, "Portuguese")
    shop.learn(ana, FactKind.LANGUAGE, "Catalan")
    assert hits(shop, "portuguese") == []
    assert len(hits(shop, "catalan")) == 1


# -- nothing breaks it --

ODD = [
    "", " ", "'", '"', '""', "'; DROP TABLE customer; --", "*", "ana*", "NEAR", "NEAR(ana, 2)", "AND", "OR NOT",
    "ana AND", "^ana", "name:ana", "key : ana", "{ana}", "(", "-", "+", "%", "_", "%a%", "\\", "\0", "ana\0bo",
    "\N{POODLE}", "\N{WOMAN}\u200d\N{GIRL}", "½", "²", "\ud800", "ana \udfff", "\u202e", "\ufeffana", "\uffff",
    "\U0010ffff", "a" * 10_000, "ana " * 2_500, "a b " * 2_500, " ".join(str(number) for number in range(2_000)),
    "9" * 10_000, "é" * 10_000, "王" * 10_000, "\n\t", "0", "00", "𐍈", "Ⅷ", "ﷺ", "\u0301", "e\u0301" * 50,
]  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_nothing_typed_breaks_the_search(known: Shop, words: str) -> None:
    with known.database.read() as reader:
        assert len(search_page.page(reader, words).people) <= 8
        assert len(search_page.people(reader, words, 5)) <= 5


@settings(max_examples=60)
@given(st.text() | st.text(alphabet="ana *\"'%_()-^:", max_size=20))
def test_no_text_at_all_breaks_the_search(known: Shop, words: str) -> None:
    with known.database.read() as reader:
        search_page.page(reader, words)


def test_signs_of_a_query_are_only_signs(known: Shop) -> None:
    assert found(known, "an*") == []
    assert found(known, '"an"') == []
    assert found(known, "%") == []
    assert found(known, "_") == []
    assert found(known, "ana -moreira") == ["Ana Moreira"]
