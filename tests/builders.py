"""Domain values for tests: say what matters, the rest is ordinary; ids rise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from relapp.domain.arrivals import Arrival
from relapp.domain.cases import Case
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import Customer
from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.interactions import (
    DEFAULT_CHANNEL,
    DEFAULT_DIRECTION,
    Channel,
    Direction,
    Interaction,
    Kind,
    Outcome,
    PurchaseLine,
)
from relapp.domain.money import Money
from relapp.domain.promises import Promise, PromisedBy, PromiseState
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.signals import Due, New
from relapp.domain.wishes import Wish, WishState

TODAY = date(2025, 5, 6)
"""The Tuesday on which tests take place unless they say otherwise."""

_ids = count(1)


def days_ago(days: int, today: date = TODAY) -> date:
    """The day that many days before ``today``; a negative number is a day to come."""
    return today - timedelta(days=days)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of ``day``."""
    return datetime.combine(day, time(hour, minute), UTC)


def a_customer(name: str = "Ada Lovelace", **fields: Any) -> Customer:
    """A customer of two years."""
    return Customer(
        **{
            "id": next(_ids),
            "name": name,
            "nickname": "",
            "reference": "",
            "note": "",
            "added": days_ago(730),
            **fields,
        }
    )


def an_interaction(
    kind: Kind = Kind.VISIT,
    ago: int = 0,
    words: str = "",
    *,
    channel: Channel | None = None,
    direction: Direction | None = None,
    outcome: Outcome | None = None,
    lines: tuple[PurchaseLine, ...] = (),
    today: date = TODAY,
    **fields: Any,
) -> Interaction:
    """An entry ``ago`` days before ``today``, at ten, by the channel and in the direction usual for its kind."""
    amounts = [line.amount for line in lines if line.amount is not None]
    return Interaction(
        **{
            "id": next(_ids),
            "kind": kind,
            "at": at(days_ago(ago, today)),
            "words": words,
            "channel": channel or DEFAULT_CHANNEL[kind],
            "direction": direction or DEFAULT_DIRECTION[kind],
            "outcome": outcome,
            "staff_id": None,
            "customers": (1,),
            "total": Money(sum(amounts), "EUR") if amounts else None,
            "lines": lines,
            **fields,
        }
    )


def visits(*ago: int, today: date = TODAY) -> list[Interaction]:
    """One visit for each number of days ago, oldest first."""
    return [an_interaction(Kind.VISIT, days, today=today) for days in sorted(ago, reverse=True)]


def product_number(product: str) -> int:
    """The id of a product of this name."""
    return 1 + sum(ord(letter) * place for place, letter in enumerate(product, start=1))


def a_line(product: str = "wholemeal", quantity: int = 1, price: int | None = 320, product_id: int = 0) -> PurchaseLine:
    """A purchase line; products of one name have one id."""
    number = product_id or product_number(product)
    amount = None if price is None else quantity * price
    return PurchaseLine(next(_ids), 0, number, product, Decimal(quantity), price, 0, amount)


def a_purchase(ago: int, *products: str | PurchaseLine, today: date = TODAY, **fields: Any) -> Interaction:
    """A purchase of ``products``."""
    lines = tuple(a_line(product) if isinstance(product, str) else product for product in products)
    return an_interaction(Kind.PURCHASE, ago, lines=lines, today=today, **fields)


def a_promise(words: str = "repair the bike", due_in: int | None = 0, *, made: int = 5, **fields: Any) -> Promise:
    """An open promise of ours, due in so many days (late where negative), made so many days ago."""
    return Promise(
        **{
            "id": next(_ids),
            "customer_id": 1,
            "words": words,
            "due": None if due_in is None else days_ago(-due_in),
            "by": PromisedBy.SHOP,
            "state": PromiseState.OPEN,
            "made": days_ago(made),
            "source_id": None,
            "staff_id": None,
            **fields,
        }
    )


def a_fact(kind: str = FactKind.LIKES, value: str = "rye", *, learned: int = 30, **fields: Any) -> Fact:
    """A fact told so many days ago."""
    return Fact(
        **{
            "id": next(_ids),
            "customer_id": 1,
            "kind": kind,
            "value": value,
            "about": "",
            "certainty": Certainty.TOLD,
            "month": None,
            "day": None,
            "year": None,
            "learned": days_ago(learned),
            "source_id": None,
            "staff_id": None,
            **fields,
        }
    )


def a_birthday(in_days: int, **fields: Any) -> Fact:
    """A birthday that comes round in so many days."""
    day = days_ago(-in_days)
    return a_fact(FactKind.BIRTHDAY, "", month=day.month, day=day.day, **fields)


def a_wish(words: str = "spelt", *, made: int = 10, **fields: Any) -> Wish:
    """An open wish of so many days ago."""
    return Wish(
        **{
            "id": next(_ids),
            "customer_id": 1,
            "words": words,
            "state": WishState.OPEN,
            "made": days_ago(made),
            "source_id": None,
            "staff_id": None,
            **fields,
        }
    )


def an_arrival(words: str = "spelt", *, ago: int = 1, **fields: Any) -> Arrival:
    """Something that was noted as come in so many days ago."""
    return Arrival(**{"id": next(_ids), "words": words, "day": days_ago(ago), **fields})


def a_case(cause: str = "handle broke", *, opened: int = 10, **fields: Any) -> Case:
    """A complaint of so many days ago for which nothing was done yet."""
    return Case(
        **{
            "id": next(_ids),
            "customer_id": 1,
            "source_id": None,
            "cause": cause,
            "severity": 2,
            "remedy": "",
            "cost": None,
            "currency": "EUR",
            "owner_id": None,
            "promise_id": None,
            "opened": days_ago(opened),
            **fields,
        }
    )


def a_due(product: str = "wholemeal", *ago: int, gap: float = 7, day: int = 0, **fields: Any) -> Due:
    """A product taken so many days ago, wanted again in ``day`` days."""
    days = tuple(sorted(days_ago(one).toordinal() for one in ago))
    expected = days_ago(-day).toordinal()
    known = {"day": expected, "earliest": expected - 2, "latest": expected + 3, "pooled": len(days) < 5, "others": 12}
    return Due(
        **{"product_id": product_number(product), "product": product, "days": days, "gap": gap, **known, **fields}
    )


def a_new(product: str = "spelt", because: str = "wholemeal", **fields: Any) -> New:
    """A product that twelve of thirty-one who have ``because`` have as well."""
    known = {"times": 3, "last": days_ago(7).toordinal(), "have": 31, "both": 12}
    numbers = {"product_id": product_number(product), "because_id": product_number(because)}
    return New(**{"product": product, "because": because, **numbers, **known, **fields})


def a_refusal_of(channel: Channel, purpose: Purpose = Purpose.ANY, *, said: int = 100, how: str = "said so") -> Consent:
    """A consent withdrawn so many days ago."""
    return Consent(1, channel, purpose, ConsentState.WITHDRAWN, days_ago(said), how)


def an_answer(
    kind: SuggestionKind,
    evidence: str,
    answer: Answer = Answer.DONE,
    refusal: Refusal | None = None,
    *,
    ago: int = 1,
    until: date | None = None,
) -> SuggestionAnswer:
    """What staff answered so many days ago."""
    return SuggestionAnswer(next(_ids), 1, kind, evidence, answer, refusal, until, at(days_ago(ago)), None)
