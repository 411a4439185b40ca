"""Duplicates: every two customers who may be one person, the surest first; or who is like one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.duplicates import (
    HOUSEHOLD,
    MOST_SHARING,
    Likeness,
    LookAlike,
    Pair,
    Traits,
    compare,
    likeness,
    traits,
)
from relapp.domain.phones import phone_key
from relapp.storage import look_alikes, merges
from relapp.storage.reader import Reader

NOBODY = 0
"""The id of somebody who is not stored yet."""

_LOOKED_AT = 150
_LIKE = 6
_DOUBT = 30
"""So many times rarer are people who are here twice under one name than the name is."""
_NEAR = 5

Distance = Callable[[str, str], int]


def _distance() -> Distance:
    # Dear to import, and no start needs it.
    from rapidfuzz.distance import OSA

    return lambda one, other: OSA.distance(one, other, score_cutoff=2)


# -- everyone --


def find(reader: Reader, *, going_on: Callable[[], bool] = lambda: True) -> list[Pair]:
    """Every two who may be one, the surest first; seconds for a large shop, so it is done beside the window.

    Who is known not to be the same is left out. ``going_on`` is asked now and then; once it says no, nothing is found.
    """
    people = look_alikes.everyone(reader)
    apart, distance = merges.pairs(reader), _distance()
    usual = _usual(people)
    own = {one.id: _without(one, usual) for one in people}
    chance = _Chance(people)
    found: dict[tuple[int, int], Pair] = {}
    seen: set[tuple[int, int]] = set()
    for block in (_by_contact, _by_name, _by_household):
        for one_id, other_id in block(own.values()):
            pair = (one_id, other_id) if one_id < other_id else (other_id, one_id)
            if pair in seen or pair in apart:
                continue
            seen.add(pair)
            if len(seen) % 4096 == 0 and not going_on():
                return []
            alike = compare(own[pair[0]], own[pair[1]], distance)
            if alike is not None and alike.kind is None and not _at_home(own[pair[0]], own[pair[1]]):
                alike = chance.weighed(own[pair[0]], alike)
            if alike is not None:
                found[pair] = Pair(pair[0], own[pair[0]].name, alike)
    return sorted(found.values(), key=lambda pair: (-pair.other.sure, pair.one_id, pair.other.customer_id))


def _at_home(one: Traits, other: Traits) -> bool:
    return one.household_id is not None and one.household_id == other.household_id


class _Chance:
    """How often two people are called alike by mere chance, from how common the parts of their name are here."""

    def __init__(self, people: Collection[Traits]) -> None:
        self._people = len(people)
        self._having = Counter(said for one in people for said in set(one.sounds))

    def weighed(self, one: Traits, alike: LookAlike) -> LookAlike | None:
        """``alike`` as sure as names alone make it, ``None`` if it may well be chance."""
        others = float(self._people)
        for said in one.sounds:
            others *= max(0, self._having[said] - 2) / self._people  # the two themselves are no chance
        # A slip away there are many more names than this one.
        near = 1 if alike.likeness is Likeness.SAME else _NEAR
        sure = round(alike.sure / (1 + _DOUBT * near * others), 2)
        return replace(alike, sure=sure) if sure > HOUSEHOLD else None


def _usual(people: Iterable[Traits]) -> set[Hashable]:
    """What more customers have than share a number of their own."""
    counted: dict[Hashable, int] = defaultdict(int)
    for one in people:
        for key in _contact_keys(one):
            counted[key] += 1
    return {key for key, number in counted.items() if number > MOST_SHARING}


def _contact_keys(one: Traits) -> Iterator[Hashable]:
    yield from {("phone", phone.number) for phone, _ in one.phones}
    yield from {("email", email) for email, _ in one.emails}
    yield from {("address", place) for place, _ in one.addresses}


def _without(one: Traits, usual: Collection[Hashable]) -> Traits:
    """``one`` without what is everybody's."""
    if not usual or not any(key in usual for key in _contact_keys(one)):
        return one
    return Traits(
        one.id, one.name, one.words, one.sounds,
        tuple(pair for pair in one.phones if ("phone", pair[0].number) not in usual),
        tuple(pair for pair in one.emails if ("email", pair[0]) not in usual),
        tuple(pair for pair in one.addresses if ("address", pair[0]) not in usual),
        one.household_id,
    )  # fmt: skip


def _blocks(keyed: Iterable[tuple[Hashable, int]], most: int) -> Iterator[tuple[int, int]]:
    blocks: dict[Hashable, set[int]] = defaultdict(set)
    for key, one in keyed:
        blocks[key].add(one)
    for block in blocks.values():
        if 1 < len(block) <= most:
            yield from combinations(sorted(block), 2)


_SAME_ENDING = 40
"""So many may have numbers that end alike, for these are then compared."""


def _by_contact(people: Collection[Traits]) -> Iterator[tuple[int, int]]:
    yield from _blocks(((phone_key(phone), one.id) for one in people for phone, _ in one.phones), _SAME_ENDING)
    yield from _blocks(((email, one.id) for one in people for email, _ in one.emails), MOST_SHARING)
    yield from _blocks(((place, one.id) for one in people for place, _ in one.addresses), MOST_SHARING)


def _by_household(people: Collection[Traits]) -> Iterator[tuple[int, int]]:
    keyed = ((one.household_id, one.id) for one in people if one.household_id is not None)
    yield from _blocks(keyed, _SAME_ENDING)


def _by_name(people: Collection[Traits]) -> Iterator[tuple[int, int]]:
    """Names that sound alike, and those that one slip or two lie between; a name that many have tells nobody apart."""
    called: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in people:
        if len(one.words) > 1:
            called[tuple(sorted(one.sounds))].append(one.id)
    rare = {name: ids for name, ids in called.items() if len(ids) <= MOST_SHARING}
    for ids in rare.values():
        yield from combinations(ids, 2)
    for one_name, other_name in _slips(rare):
        mine, theirs = rare[one_name], rare[other_name]
        if len(mine) + len(theirs) <= MOST_SHARING:
            yield from ((one, other) for one in mine for other in theirs)


def _slips(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Names with all words in common but one, which begins or ends alike; each pair once or twice."""
    blocks: dict[Hashable, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name in names:
        for place, word in enumerate(name):
            if len(word) > 2:
                rest = name[:place] + name[place + 1 :]
                blocks[rest, "begins", word[:2]].append((name, word))
                blocks[rest, "ends", word[-2:]].append((name, word))
    for block in blocks.values():
        for (one, mine), (other, theirs) in combinations(block, 2):
            if abs(len(mine) - len(theirs)) <= 2:
                yield one, other


# -- one --


def like(reader: Reader, who: NewCustomer | int) -> list[LookAlike]:
    """Who may be the same person as a customer, or as somebody being typed; milliseconds, the surest first."""
    own = _own(reader, who)
    if own is None:
        return []
    distance = _distance()
    ids = _reached_alike(reader, own) | _named_alike(reader, own, distance)
    ids -= {own.id, *(merges.not_same(reader, own.id) if own.id else ())}
    found = [compare(own, other, distance) for other in look_alikes.some(reader, ids)]
    sure = [one for one in found if one is not None and one.sure > HOUSEHOLD]
    return sorted(sure, key=lambda one: (-one.sure, one.customer_id))[:_LIKE]


def reached_by(reader: Reader, contact: NewContactPoint) -> list[int]:
    """Who has a phone number or an e-mail, however it is written, unless it is everybody's."""
    own = look_alikes.with_contacts(traits(NOBODY, ""), [(contact.kind.value, contact.value)])
    distance = _distance()
    near = look_alikes.some(reader, _reached_alike(reader, own))
    return [one.id for one in near if (alike := compare(own, one, distance)) is not None and alike.kind is contact.kind]


def _own(reader: Reader, who: NewCustomer | int) -> Traits | None:
    if isinstance(who, int):
        return next(iter(look_alikes.some(reader, [who])), None)
    points = [(point.kind.value, point.value) for point in who.contacts]
    return look_alikes.with_contacts(traits(NOBODY, who.name), points)


def _reached_alike(reader: Reader, own: Traits) -> set[int]:
    """Who can be reached where they can, unless that is everybody's."""
    found: set[int] = set()
    for email, _ in own.emails:
        found |= _few(look_alikes.having(reader, ContactKind.EMAIL, [email], MOST_SHARING + 2), own)
    for phone, _ in own.phones:
        found |= _few(look_alikes.with_digits(reader, phone.number, MOST_SHARING + 2), own)
    return found


def _few(ids: Collection[int], own: Traits) -> set[int]:
    others = set(ids) - {own.id}
    return others if len(others) <= MOST_SHARING else set()


def _named_alike(reader: Reader, own: Traits, distance: Distance) -> set[int]:
    """Who is called alike, as far as an index leads to them."""
    if len(own.words) < 2:
        return set()
    ids = set(look_alikes.with_words(reader, own.words, _LOOKED_AT))
    for word in own.words:
        if len(word) > 2:
            ids.update(look_alikes.with_words(reader, [word], _LOOKED_AT))
    pieces = sorted({word[at : at + 4] for word in own.words if len(word) > 5 for at in range(0, len(word) - 3, 2)})
    if pieces:
        ids.update(look_alikes.with_pieces(reader, pieces, _LOOKED_AT))
    wanted = (Likeness.SAME, Likeness.SOUND, Likeness.SLIP)
    close = [one for one in look_alikes.names(reader, ids - {own.id}) if likeness(own, one, distance) in wanted]
    counted: dict[tuple[str, ...], int] = defaultdict(int)
    for one in close:
        counted[one.sounds] += 1
    return {one.id for one in close if counted[one.sounds] <= MOST_SHARING}
