"""How many of those who are in a shop twice are found, how many of the found are, and how long the processor takes.

``python -m tests.benchmarks.duplicates 10000 100000`` makes shops of so many customers. Of every hundred, three are
there twice: spelt as a second till, a phone or a hurried hand spells them. Two more share the phone or the address of
their family and are nobody's double.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from time import process_time

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.duplicates import HOUSEHOLD, Pair
from relapp.services import duplicates
from relapp.storage import loading
from relapp.storage.database import Database
from tests.benchmarks.names import NAMES

TWICE = 0.03
FAMILY = 0.02


@dataclass(frozen=True, slots=True)
class Made:
    """People, and which two of them (by place) are one; ``how`` tells in which way they were spelt anew."""

    people: list[NewCustomer]
    truth: dict[tuple[int, int], str]


def a_shop(size: int, seed: int = 7) -> Made:
    """A shop of ``size`` customers."""
    random = Random(seed)
    people: list[NewCustomer] = []
    truth: dict[tuple[int, int], str] = {}
    names = list(_names(random))
    while len(people) < size:
        chance = random.random()
        if len(people) > 50 and chance < TWICE:
            first = random.randrange(len(people))
            how = random.choice(list(WAYS))
            again = WAYS[how](people[first], random)
            if again is not None:
                truth[first, len(people)] = how
                people.append(again)
        elif len(people) > 50 and chance < TWICE + FAMILY:
            people.append(_relative(random.choice(people), random, names))
        else:
            people.append(_stranger(random, names))
    return Made(people, truth)


def _names(random: Random) -> Iterator[tuple[str, str]]:
    """Given and family names; real shops have far more family names than a list holds, so endings make more."""
    endings = ("", "", "", "mann", "er", "sen", "ski", "ova", "ini", "ez", "son", "berg", "stein", "dal", "hoff")
    for given, family in (([*map(str.split, NAMES[language])]) for language in NAMES):
        for one in given:
            for other in family:
                yield one.replace("_", " "), other.replace("_", " ") + random.choice(endings)


def _stranger(random: Random, names: list[tuple[str, str]]) -> NewCustomer:
    given, family = random.choice(names)[0], random.choice(names)[1]
    contacts = []
    if random.random() < 0.6:
        contacts.append(NewContactPoint(ContactKind.PHONE, f"+49 30 {random.randrange(10**7, 10**8)}"))
    if random.random() < 0.4:
        box = f"{given}.{family}{random.randrange(99)}@example.org".lower().replace(" ", "")
        contacts.append(NewContactPoint(ContactKind.EMAIL, box))
    return NewCustomer(f"{given} {family}", contacts=tuple(contacts))


def _relative(one: NewCustomer, random: Random, names: list[tuple[str, str]]) -> NewCustomer:
    """Somebody of the same family name, who shares what there is to reach them by."""
    given = random.choice(names)[0]
    return NewCustomer(f"{given} {one.name.split()[-1]}", contacts=one.contacts[:1])


def _as(name: Callable[[str, Random], str]) -> Callable[[NewCustomer, Random], NewCustomer | None]:
    def again(one: NewCustomer, random: Random) -> NewCustomer | None:
        new = name(one.name, random)
        return NewCustomer(new, contacts=one.contacts[:1]) if one.contacts and new != one.name else None

    return again


def _slip(name: str, random: Random) -> str:
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    if not long:
        return name
    place = random.choice(long)
    word = words[place]
    at = random.randrange(1, len(word) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    dropped = word[:at] + word[at + 1 :]
    words[place] = random.choice((swapped, dropped))
    return " ".join(words)


def _respelt(name: str, _random: Random) -> str:
    for one, other in (
        ("Kat", "Cath"), ("ü", "ue"), ("ö", "oe"), ("ph", "f"), ("ei", "ay"), ("th", "t"), ("k", "ck"), ("y", "i"),
        ("ss", "s"), ("nn", "n"), ("c", "k"),
    ):  # fmt: skip
        if one in name:
            return name.replace(one, other, 1)
    return name


def _without_contacts(one: NewCustomer, _random: Random) -> NewCustomer:
    return NewCustomer(one.name.upper())


def _phone_as_dialled(one: NewCustomer, _random: Random) -> NewCustomer | None:
    phone = next((contact for contact in one.contacts if contact.kind is ContactKind.PHONE), None)
    if phone is None:
        return None
    dialled = replace(phone, value="0" + phone.value.removeprefix("+49 ").replace(" ", "-"))
    return NewCustomer(one.name, contacts=(dialled,))


WAYS: dict[str, Callable[[NewCustomer, Random], NewCustomer | None]] = {
    "capitals": _as(lambda name, _: name.upper()),
    "turned round": _as(lambda name, _: ", ".join(reversed(name.split(" ", 1)))),
    "a slip": _as(_slip),
    "spelt as it sounds": _as(_respelt),
    "an initial": _as(lambda name, _: f"{name[0]}. {name.split()[-1]}"),
    "number as dialled": _phone_as_dialled,
    "name alone": _without_contacts,
}


def stored(people: list[NewCustomer]) -> Database:
    """A shop in memory with these people; their ids are their places, from 1."""
    database = Database.in_memory()
    at = datetime(2025, 5, 6, tzinfo=UTC)
    with database.write("import", at=at) as tx:
        loading.add_customers(tx, [(one, at.date()) for one in people])
    return database


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found, of what there is."""

    seconds: float
    one_second: float
    found: int
    right: int
    there: int
    missed: Counter[str]
    by_contact: tuple[int, int]
    """Of those who share more than a name: how many were found, how many of these are right."""

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def precision(self) -> float:
        return self.right / self.found


def measure(size: int) -> Measured:
    """Find the doubles of a shop of ``size``, and look at one hundred alone."""
    made = a_shop(size)
    database = stored(made.people)
    truth = {(one + 1, other + 1): how for (one, other), how in made.truth.items()}
    # Two spellings of one person are one person with each other as well.
    groups: dict[int, int] = {}
    for one, other in sorted(truth):
        groups[other] = groups.get(one, one)
    try:
        with database.read() as reader:
            start = process_time()
            pairs = [pair for pair in duplicates.find(reader) if pair.other.sure > HOUSEHOLD]
            seconds = process_time() - start
            ids = Random(1).sample(range(1, size + 1), 100)
            start = process_time()
            for one in ids:
                duplicates.like(reader, one)
            alone = (process_time() - start) / len(ids)
    finally:
        database.close()
    found = {_key(pair) for pair in pairs}
    right = [pair for pair in found if groups.get(pair[0], pair[0]) == groups.get(pair[1], pair[1])]
    missed = Counter(how for pair, how in truth.items() if pair not in found)
    hit = len(truth) - missed.total()
    right_ones = set(right)
    reached = {_key(pair) for pair in pairs if pair.other.kind is not None}
    of_these = len(reached), len(reached & right_ones)
    return Measured(seconds, alone, len(found) - len(right) + hit, hit, len(truth), missed, of_these)


def _key(pair: Pair) -> tuple[int, int]:
    return pair.one_id, pair.other.customer_id


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:] or ["10000"]):
        told = measure(wanted)
        print(
            f"{wanted:>7} customers: {told.seconds:.2f} s, one alone {1000 * told.one_second:.1f} ms, "
            f"recall {told.recall:.1%} of {told.there}, precision {told.precision:.1%} of {told.found}; "
            f"with a contact in common {told.by_contact[1]} of {told.by_contact[0]}; missed: {dict(told.missed)}"
        )
