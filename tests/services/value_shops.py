"""Shops at random in which everything happens that money can do, for the tests of what customers bring."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy import text

from relapp.domain.cases import NewCase
from relapp.domain.interactions import Kind
from relapp.domain.value import Period
from relapp.services import cases, settings
from relapp.storage.reader import Reader
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold

YEAR = Period(days_ago(365), TODAY)
PRODUCTS = ("rye bread", "bread rolls", "coffee", "honey", "gift card")
TALK = (Kind.CALL, Kind.EMAIL, Kind.COMPLAINT, Kind.NOTE, Kind.VISIT)


def fill(shop: Shop, seed: int) -> list[int]:
    """About a dozen customers with two years of entries, in two currencies, some bought together with others."""
    dice = random.Random(seed)
    people = [shop.customer(f"Customer {number}") for number in range(dice.randint(1, 12))]
    for one in people:
        for _ in range(dice.randint(0, 12)):
            _one(shop, dice, one, people)
    return people


def _one(shop: Shop, dice: random.Random, one: int, people: list[int]) -> None:
    ago, act = dice.randint(0, 730), dice.random()
    if act < 0.2:
        shop.log(one, *dice.sample([other for other in people if other != one], k=min(1, len(people) - 1)),
                 kind=dice.choice(TALK), ago=ago)  # fmt: skip
        return
    if act < 0.3:
        cost = dice.choice((None, 250, 1999))
        new = NewCase("late", remedy="credit", cost=cost)
        shop.run("case_open", lambda tx: cases.open_case(tx, one, new))
        return
    back = act < 0.45
    lines = tuple(_line(dice, back) for _ in range(dice.randint(1, 3)))
    currency = dice.choice(("EUR", "EUR", "EUR", "CHF"))
    shop.log(one, kind=Kind.RETURN if back else Kind.PURCHASE, lines=lines, ago=ago, currency=currency)


def _line(dice: random.Random, back: bool) -> Any:
    cents = dice.randint(1, 5000)
    line = a_sold(dice.choice(PRODUCTS), -cents if back else cents, -1 if back else 1)
    return type(line)(line.product, line.quantity, None, 0 if back else dice.choice((0, 0, 75)), line.amount)


def costs(shop: Shop, **values: Any) -> None:
    """Say what the shop costs."""
    shop.run("setting", lambda tx: settings.change(tx, **values))


def asked(reader: Reader, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query written by hand."""
    return [tuple(row) for row in reader.connection.execute(text(query), values)]
