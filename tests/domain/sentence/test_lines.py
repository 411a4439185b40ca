"""Every line of the tables is read as it says; what a table does not tell must not be read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from relapp.domain.consents import NewWord, Purpose
from relapp.domain.facts import NewFact
from relapp.domain.interactions import DEFAULT_CHANNEL, DEFAULT_DIRECTION, NewPurchaseLine
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.chips import Chip
from relapp.domain.sentence.reader import Reading, read
from relapp.domain.wishes import NewWish
from tests.domain.sentence.table import HAPPENED
from tests.domain.sentence.table_remembered import REMEMBERED
from tests.domain.sentence.unseen import UNSEEN

NOW = datetime(2026, 1, 14, 11, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Wednesday."""
PRODUCTS = {"wholemeal": "Wholemeal loaf", "rye": "Rye loaf", "fish and chips": "Fish and chips"}


def told(line: NewPurchaseLine) -> str:
    """A purchase line as the tables write it: quantity, product, what it came to."""
    return f"{line.quantity} {line.product or '(no name)'}" + ("" if line.amount is None else f" {line.amount}")


def offered(chip: Chip) -> str:
    """A chip as the tables write it."""
    offer = chip.offer
    if isinstance(offer, NewFact):
        about = f" of {offer.about}" if offer.about else ""
        day = f" {offer.month:02}-{offer.day:02}" if offer.month and offer.day else ""
        year = f" {offer.year}" if offer.year else ""
        return f"{offer.kind}{about}{day}{year}: {offer.value}"
    if isinstance(offer, NewPromise):
        return f"{offer.by.value}{f' {offer.due}' if offer.due else ''}: {offer.words}"
    if isinstance(offer, NewWord):
        said = [*(f"yes {way}" for way in offer.yes), *(f"no {way}" for way in offer.no)]
        return f"{'' if offer.purpose is Purpose.ANY else f'{offer.purpose} '}{', '.join(said)}"
    if isinstance(offer, NewPeace):
        return f"peace {offer.until}: {offer.why}"
    if isinstance(offer, NewQuiet):
        hours = [f"{at:%H:%M}" if at else "" for at in (offer.start, offer.end)]
        return f"quiet {'-'.join(hours)} {sorted(offer.days)}"
    assert isinstance(offer, NewWish)
    return f"wish: {offer.words}"


def parts(reading: Reading) -> dict[str, object]:
    """What was read, without what goes without saying."""
    found: dict[str, object] = {"kind": reading.kind.value}
    if reading.channel is not DEFAULT_CHANNEL[reading.kind]:
        found["channel"] = reading.channel.value
    if reading.direction is not DEFAULT_DIRECTION[reading.kind]:
        found["direction"] = reading.direction.value
    if reading.outcome is not None:
        found["outcome"] = reading.outcome.value
    if reading.at != NOW:
        found["at"] = f"{reading.at:%Y-%m-%d %H:%M}"
    if reading.lines:
        found["lines"] = [told(line) for line in reading.lines]
    if reading.chips:
        found["chips"] = [offered(chip) for chip in reading.chips]
    if reading.usual is not None:
        found["usual"] = reading.usual
    return found


def read_here(text: str) -> Reading:
    return read(text, NOW, known_products=lambda words: PRODUCTS.get(words.lower()))


@pytest.mark.parametrize(("text", "expected"), HAPPENED.items(), ids=list(HAPPENED))
def test_a_line_tells_what_happened(text: str, expected: dict[str, object]) -> None:
    assert parts(read_here(text)) == expected


@pytest.mark.parametrize(("text", "expected"), REMEMBERED.items(), ids=list(REMEMBERED))
def test_a_line_offers_what_is_worth_remembering(text: str, expected: dict[str, object]) -> None:
    assert parts(read_here(text)) == expected


@pytest.mark.parametrize(("text", "expected"), UNSEEN.items(), ids=list(UNSEEN))
def test_a_line_in_other_words_is_read_too(text: str, expected: dict[str, object]) -> None:
    assert parts(read_here(text)) == expected
