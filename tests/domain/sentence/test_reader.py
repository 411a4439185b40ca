"""What holds for every line, whatever is typed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import SALES, Direction, Kind, NewPurchaseLine, Outcome
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.english import ENGLISH
from relapp.domain.sentence.language import KindRule
from relapp.domain.sentence.reader import read
from relapp.domain.sentence.who import looks_like_new_name, split_who
from tests.domain.sentence.table import HAPPENED
from tests.domain.sentence.table_remembered import REMEMBERED
from tests.domain.sentence.unseen import UNSEEN

NOW = datetime(2026, 1, 14, 11, 0, tzinfo=timezone(timedelta(hours=1)))
LINES = [*HAPPENED, *REMEMBERED, *UNSEEN]
WORDS = sorted({word for line in LINES for word in line.split()})
OF_THE_SHOP = st.lists(st.sampled_from([*WORDS, ",", ":", "?", "and", "\n", "€", "’", "🙂", "İ"]), max_size=60).map(
    " ".join
)
ANYTHING = st.one_of(st.text(max_size=300), OF_THE_SHOP)
MOMENTS = st.integers(-20_000_000, 30_000_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(ANYTHING, MOMENTS)
@settings(max_examples=300)
def test_any_text_can_be_read(text: str, now: datetime) -> None:
    reading = read(text, now)
    assert reading.words in text or split_who(text).names
    assert reading.at <= now
    assert reading.at.utcoffset() == now.utcoffset()
    assert not reading.lines or reading.kind in SALES
    for chip in reading.chips:
        start, end = chip.span
        assert 0 <= start < end <= len(reading.words)
        if isinstance(chip.offer, NewPromise):
            assert chip.offer.words.strip()
            assert chip.offer.due is None or chip.offer.due >= now.date()
    assert read(text, now) == reading
    looks_like_new_name(text)


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "also ",
        "a.",
        "a@",
        "1/2 ",
        "0 ",
        "+1 ",
        "fri ",
        "likes rye and ",
        "2 rye 6.40, ",
        "will bring it and ",
        "is very also ",
        "mother is not much better ",
        "birthday is on the ",
        "size is a ",
        " ",
        "\n",
        "'s ",
        "(",
        "9",
    ],
)
def test_the_longest_text_is_read_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    start = time.process_time()
    reading = read(text, NOW)
    assert time.process_time() - start < 6
    assert reading.words == text.strip()


@pytest.mark.parametrize("text", LINES)
def test_the_words_are_kept_as_they_were_typed(text: str) -> None:
    reading = read(text, NOW)
    assert reading.words == split_who(text).rest.strip()
    assert read(reading.words, NOW, who_apart=True).words == reading.words


def test_who_is_cut_off_once_only() -> None:
    assert read("ana m: Ben: the tall one", NOW).words == "Ben: the tall one"
    assert read("Ben: the tall one", NOW, who_apart=True).words == "Ben: the tall one"


def test_a_span_shows_where_a_chip_was_read() -> None:
    reading = read("ana m: took 2 rye 6.40, mother better, wants cake fri 16", NOW)
    assert [reading.words[slice(*chip.span)] for chip in reading.chips] == ["mother better", "wants cake fri 16"]


def test_amounts_are_whole_minor_units_of_the_shops_currency() -> None:
    assert read("2 lamps 1500 yen", NOW, currency="JPY").lines == ()
    assert read("2 lamps ¥1500", NOW, currency="JPY").lines == (NewPurchaseLine("lamps", Decimal(2), 750, amount=1500),)
    assert read("took 3 rye at 3.20", NOW).lines == (NewPurchaseLine("rye", Decimal(3), 320, amount=960),)
    assert read("took 3 rye 10.00", NOW).lines == (NewPurchaseLine("rye", Decimal(3), None, amount=1000),)
    assert read("returned 2 rye at 3.20", NOW).lines == (NewPurchaseLine("rye", Decimal(-2), 320, amount=-640),)


def test_a_product_the_shop_knows_gets_the_shops_name() -> None:
    known = {"rye": "Rye loaf 1 kg"}.get
    assert read("2 rye", NOW).kind is Kind.VISIT
    assert read("2 rye", NOW, known_products=known).lines == (NewPurchaseLine("Rye loaf 1 kg", Decimal(2)),)


def test_a_day_keeps_the_hour_unless_one_is_told() -> None:
    assert read("called yesterday", NOW).at == NOW - timedelta(days=1)
    assert read("called yesterday 14:00", NOW).at == NOW.replace(day=13, hour=14)
    assert read("called at 17:00", NOW).at == NOW


def test_another_language_is_another_table() -> None:
    german = replace(
        ENGLISH,
        code="de",
        weekdays={"freitag": 4},
        day_words={"gestern": -1, "morgen": 1},
        verbs=frozenset({"angerufen", "gekauft"}),
        kinds=(KindRule(Kind.CALL, "angerufen"),),
        past_verbs="angerufen|gekauft",
        unanswered="nicht erreicht",
        sale="gekauft",
        sale_bare=frozenset({"gekauft"}),
    )
    call = read("gestern angerufen, nicht erreicht", NOW, german)
    assert (call.kind, call.direction, call.outcome) == (Kind.CALL, Direction.OUT, Outcome.UNANSWERED)
    assert call.at == NOW - timedelta(days=1)
    sale = read("gekauft 2 Brote 6,40", NOW, german)
    assert sale.lines == (NewPurchaseLine("Brote", Decimal(2), 320, amount=640),)
    assert read("called yesterday", NOW, german).kind is Kind.VISIT
