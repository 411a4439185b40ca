"""The sample shop's book: the plain files in resources/sample, read into values.

Days are told from the day on which the sample is made: ``ago = 12`` is twelve days before it, ``due_in = 3`` three
days after. ``{+2}`` and ``{-9}`` in words become the names of such days of the week.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from relapp.domain.interactions import Kind

_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Routine:
    """What somebody buys again and again: from ``since`` to ``last`` days ago, ``every`` so many days.

    ``take`` is always in the bag ("2 Baguette"), one of ``sometimes`` now and then. ``wobble`` is by how many days a
    purchase may come early or late; ``remarks`` are words that were noted with some of the purchases, oldest first.
    """

    take: tuple[str, ...]
    every: int
    since: int
    last: int
    hour: int = 10
    wobble: int = 0
    sometimes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a story, with what was learned, promised or wished in it.

    ``told``, ``seen`` and ``guessed`` hold facts by kind: words, several words, or a date that comes round
    (``{in = 12, year = 1961}``, ``{on = "02-29"}``, ``{what = "wedding day", in = 5}``); ``about`` says whom they
    concern. ``kept``, ``broken``, ``explained``, ``met`` and ``dropped`` are the days ago on which that happened.
    ``was`` is the earlier text of an entry that was edited. ``cause`` and ``remedy`` open a case for a complaint, to be
    asked about ``ask_in`` days from now.
    """

    ago: int
    kind: Kind
    words: str
    by: str
    at: str = ""
    took: tuple[str, ...] = ()
    via: str = ""
    way: str = ""
    answered: bool | None = None
    also: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    guessed: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    promise: str = ""
    their_promise: str = ""
    due_in: int | None = None
    kept: int | None = None
    broken: int | None = None
    explained: int | None = None
    because: str = ""
    wish: str = ""
    met: int | None = None
    dropped: int | None = None
    was: str = ""
    cause: str = ""
    remedy: str = ""
    ask_in: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something staff did later without an entry.

    ``do`` is ``correct`` (the fact of kind ``what`` to ``now``), ``confirm``, ``retire``; or, to the suggestion of kind
    ``what``, ``done`` (with ``words``, and whether it was ``answered``), ``later`` or ``no`` (``why``), the last two
    until ``until_in`` days from now, or ``left``: it stood on the list and nobody said anything. ``seen`` is how many
    days ago it stood there first, if not on the day of the deed.
    """

    ago: int
    by: str
    do: str
    what: str
    now: str = ""
    why: str = ""
    until_in: int | None = None
    seen: int | None = None
    words: str = ""
    answered: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said about being contacted: ``says`` yes or no."""

    ago: int
    channel: str
    says: bool
    purpose: str = "any"
    how: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One customer.

    ``relations`` names other customers by what this one is to them. Who has ``workdays`` never comes on a weekend: what
    would fall on one happens on the Friday before. ``leave_for`` are the days for which they asked to be left in peace.
    """

    name: str
    nickname: str = ""
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    note: str = ""
    household: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    leave_for: int | None = None
    workdays: bool = False
    buys: tuple[Routine, ...] = ()
    story: tuple[Line, ...] = ()
    deeds: tuple[Deed, ...] = ()
    consents: tuple[Said, ...] = ()

    @property
    def since(self) -> int:
        """How many days ago they first came up."""
        return max([line.ago for line in self.story] + [routine.since for routine in self.buys])


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member of staff who went ``ago`` days ago; ``by`` noted it."""

    ago: int
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class CameIn:
    """Something that came in ``ago`` days ago and was noted for those who wait for it."""

    ago: int
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Book:
    """The whole shop: ``staff`` are names, the owner first; ``prices`` are by product, in major units.

    ``left`` are members of staff besides, who work here no longer.
    """

    name: str
    currency: str
    staff: tuple[str, ...]
    prices: Mapping[str, Decimal]
    people: tuple[Person, ...]
    left: tuple[Leaving, ...] = ()
    arrivals: tuple[CameIn, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who ever worked here, the owner first."""
        return (*self.staff, *(one.name for one in self.left))


def read(folder: Path) -> Book:
    """The book in ``folder``.

    :raises ValueError: a file is not as it should be; the message names the customer.
    """
    shop = _table(folder / "shop.toml")
    prices = {name: price for group in _table(folder / "products.toml").values() for name, price in group.items()}
    people = [
        _person(raw) for path in sorted((folder / "customers").glob("*.toml")) for raw in _table(path)["customer"]
    ]
    return Book(
        shop["name"],
        shop["currency"],
        tuple(shop["staff"]),
        prices,
        tuple(people),
        tuple(Leaving(**one) for one in shop.get("left", ())),
        tuple(CameIn(**one) for one in shop.get("arrivals", ())),
    )


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _person(raw: dict[str, Any]) -> Person:
    try:
        parts: dict[str, Any] = {
            "buys": tuple(Routine(**_tuples(one)) for one in raw.pop("buys", ())),
            "story": tuple(_line(one) for one in raw.pop("story", ())),
            "deeds": tuple(Deed(**one) for one in raw.pop("deeds", ())),
            "consents": tuple(Said(**one) for one in raw.pop("consents", ())),
        }
        contacts: dict[str, Any] = {way: _several(raw.pop(way)) for way in ("phone", "email", "address") if way in raw}
        return Person(**raw, **contacts, **parts)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{raw.get('name')}: {error}") from error


def _line(raw: dict[str, Any]) -> Line:
    found = _KINDS & raw.keys()
    if len(found) != 1:
        raise ValueError(f"an entry needs exactly one of {', '.join(sorted(_KINDS))}: {raw}")
    (kind,) = found
    return Line(kind=Kind(kind), words=raw.pop(kind), **_tuples(raw))


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
