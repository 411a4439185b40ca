"""Two years of ordinary purchases, from what each customer buys again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.domain.money import to_minor
from relapp.services.sample.book import Book, Routine
from relapp.services.sample.calendar import Calendar

_STEADY = 9
"""So many of the latest purchases always took place: the rhythm that the program shows is the one in the book."""

_MISSED = 0.06
_LEFT_OUT = 0.1
_ON_TOP = 0.2
_OTHER_HOUR = 0.15


def lines(book: Book, took: tuple[str, ...], sign: int = 1) -> tuple[NewPurchaseLine, ...]:
    """Purchase lines of "2 Baguette" and the like, at the shop's prices; ``sign`` is -1 for what comes back.

    :raises ValueError: the shop does not sell such a thing.
    """
    found = []
    for text in took:
        count, _, rest = text.partition(" ")
        quantity, product = (int(count), rest) if count.isdigit() and rest in book.prices else (1, text)
        if product not in book.prices:
            raise ValueError(f"the shop does not sell {text!r}")
        price = to_minor(Decimal(book.prices[product]), book.currency)
        found.append(
            NewPurchaseLine(product, Decimal(sign * quantity), unit_price=price, amount=sign * quantity * price)
        )
    return tuple(found)


def purchases(
    book: Book, customers: Mapping[str, int], staff: Mapping[str, int], calendar: Calendar
) -> list[tuple[NewInteraction, int | None]]:
    """Everybody's routine purchases, oldest first, each with who served."""
    found = [
        bought
        for person in book.people
        for place, routine in enumerate(person.buys)
        for bought in Buyer(book, customers[person.name], staff, calendar, person.workdays).purchases(
            routine, Random(f"{person.name} {place}")
        )
    ]
    return sorted(found, key=lambda bought: (bought[0].at, bought[0].customers))


@dataclass(frozen=True, slots=True)
class Buyer:
    """One customer who buys by routine."""

    book: Book
    customer_id: int
    staff: Mapping[str, int]
    calendar: Calendar
    workdays: bool

    def purchases(self, routine: Routine, random: Random) -> Iterator[tuple[NewInteraction, int | None]]:
        """What they bought by one routine, oldest first."""
        days = _days(routine, random)
        # The remarks lie evenly between the first purchase and the last.
        step = len(days) / (len(routine.remarks) + 1)
        words = {int(step * (place + 1)): remark for place, remark in enumerate(routine.remarks)}
        names = self.book.staff
        for place, ago in enumerate(days):
            hour = routine.hour + (1 if random.random() < _OTHER_HOUR else 0)
            server = routine.by or names[int(random.random() * len(names))]
            day = self.calendar.workday(ago) if self.workdays else ago
            entry = NewInteraction(
                customers=(self.customer_id,),
                kind=Kind.PURCHASE,
                at=self.calendar.moment(day, hour, int(random.random() * 60)),
                words=self.calendar.words(words.get(place, "")),
                lines=lines(self.book, _bag(routine, random)),
            )
            yield entry, self.staff[server]


def _days(routine: Routine, random: Random) -> list[int]:
    """How many days ago they bought, oldest first: never twice on one day, now and then not at all."""
    found: list[int] = []
    for place, middle in enumerate(range(routine.last, routine.since + 1, routine.every)):
        early = round((2 * random.random() - 1) * routine.wobble) if place else 0
        missed = random.random() < _MISSED and place >= _STEADY
        if not missed and (not found or middle + early > found[-1]):
            found.append(middle + early)
    return found[::-1]


def _bag(routine: Routine, random: Random) -> tuple[str, ...]:
    short = len(routine.take) > 1 and random.random() < _LEFT_OUT
    bag = routine.take[:-1] if short else routine.take
    if routine.sometimes and random.random() < _ON_TOP:
        bag = (*bag, routine.sometimes[int(random.random() * len(routine.sometimes))])
    return bag
