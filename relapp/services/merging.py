"""What staff can do about two customers who are one person, or who only look like it: merge, take apart, tell apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relapp.domain.changes import KeptRow
from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.customers import ContactKind, ContactPoint, Customer, CustomerStat
from relapp.domain.errors import UserError
from relapp.domain.facts import Fact, excludes
from relapp.domain.folding import fold
from relapp.domain.interactions import Channel, Interaction
from relapp.domain.merging import Choice, Field, Merged, Part, Since, columns_of, people, speaks_of
from relapp.domain.phones import read_phone, same_phone
from relapp.storage import (
    consents,
    customers,
    facts,
    interactions,
    journal,
    merges,
    partings,
    promises,
    schema,
    tags,
    wishes,
)
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Parted:
    """Two who were one; ``left`` is what was changed since the merge and stays as it is."""

    kept_id: int
    gone_id: int
    left: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True)
class OneSide:
    """One of two customers side by side."""

    customer: Customer
    stat: CustomerStat
    contacts: tuple[ContactPoint, ...]
    tags: tuple[str, ...]
    facts: int
    has_photo: bool
    household: str


@dataclass(frozen=True, slots=True)
class BothSides:
    """Two customers, and what they would have together: ``shared`` entries name both and will name one."""

    kept: OneSide
    gone: OneSide
    shared: int

    @property
    def entries(self) -> int:
        """How many entries the one person will have."""
        return self.kept.stat.entries + self.gone.stat.entries - self.shared


def side_by_side(reader: Reader, kept_id: int, gone_id: int, today: date = date.max) -> BothSides:
    """What is to be compared before two are merged; what is after ``today`` is no contact yet.

    :raises UserError: ``merge.itself`` or ``entry.unknown_customer``.
    """
    kept, gone = _both(reader, kept_id, gone_id)
    ids = [kept.id, gone.id]
    stats, points = customers.stats(reader, ids, today), customers.contacts(reader, ids)
    named, known = tags.of_customers(reader, ids), facts.current(reader, ids)
    pictured, homes = customers.with_photo(reader, ids), customers.household_names(reader, ids)
    sides = [
        OneSide(
            customer=one,
            stat=stats[one.id],
            contacts=tuple(points[one.id]),
            tags=tuple(named.get(one.id, ())),
            facts=len(known.get(one.id, ())),
            has_photo=one.id in pictured,
            household=homes.get(one.id, ""),
        )
        for one in (kept, gone)
    ]
    return BothSides(sides[0], sides[1], merges.shared_entries(reader, kept.id, gone.id))


def _both(reader: Reader, kept_id: int, gone_id: int) -> tuple[Customer, Customer]:
    if kept_id == gone_id:
        raise UserError("merge.itself")
    found = customers.find(reader, [kept_id, gone_id])
    if len(found) < 2:
        raise UserError("entry.unknown_customer")
    return found[0], found[1]


def older_first(reader: Reader, one: int, other: int) -> tuple[int, int]:
    """Of two, who is better kept: whoever has more entries, then who came first."""
    stats = customers.stats(reader, [one, other])
    first, second = sorted((one, other), key=lambda each: (-stats[each].entries if each in stats else 0, each))
    return first, second


# -- merging --


def merge(tx: Transaction, kept_id: int, gone_id: int, choice: Choice | None = None) -> int:
    """Take everything of one customer into another. Returns the merge's id.

    Nothing is lost: what two had both is kept once, and the journal has the other. A refusal of either counts for
    both. Whoever goes by the name or number of the one who went is found as the kept one from then on.

    :raises UserError: ``merge.itself`` or ``entry.unknown_customer``.
    """
    choice = choice or Choice()
    kept, gone = _both(tx, kept_id, gone_id)
    said, known = consents.of_customers(tx, [kept_id, gone_id]), facts.current(tx, [kept_id, gone_id])
    customers.change(tx, kept_id, **columns_of(kept, gone, choice))
    merges.move_entries(tx, kept_id, gone_id)
    merges.move_without_doubles(tx, schema.contact_point, kept_id, gone_id, _same_contact)
    merges.move_without_doubles(tx, schema.customer_tag, kept_id, gone_id, lambda a, b: a.tag_id == b.tag_id)
    merges.move_relations(tx, kept_id, gone_id)
    merges.move_photo(tx, kept_id, gone_id, prefer_gone=Field.PHOTO in choice.from_gone)
    merges.move_pairs(tx, kept_id, gone_id)
    for table in merges.SINGLE_OWNER:
        merges.move(tx, table, kept_id, gone_id)
    _join_facts(tx, known.get(kept_id, ()), known.get(gone_id, ()))
    _keep_the_stricter(tx, kept_id, said.get(kept_id, ()), said.get(gone_id, ()))
    merge_id = merges.add(tx, kept_id, gone_id, gone.name, gone.reference)
    now = customers.find(tx, [kept_id])[0]
    if (now.name, now.reference) != (kept.name, kept.reference):
        # Files go on naming the kept one as well by what was put aside.
        merges.add(tx, kept_id, kept_id, kept.name, kept.reference)
    tx.delete(schema.customer, gone_id)
    return merge_id


def _same_contact(one: object, other: object) -> bool:
    kinds, values, folds = ((getattr(one, name), getattr(other, name)) for name in ("kind", "value", "folded"))
    if kinds[0] != kinds[1]:
        return False
    if kinds[0] == ContactKind.PHONE:
        phones = [read_phone(value) for value in values]
        if phones[0] is not None and phones[1] is not None:
            return same_phone(phones[0], phones[1])
    return bool(folds[0] == folds[1])


def _join_facts(tx: Transaction, mine: Sequence[Fact], theirs: Sequence[Fact]) -> None:
    """What both told is held once; of two values where only one can hold, the newer stands. The others are history."""
    for other in theirs:
        for fact in mine:
            if (fold(fact.kind), fold(fact.about)) != (fold(other.kind), fold(other.about)):
                continue
            if _tells_the_same(fact, other):
                stays, goes = sorted((fact, other), key=_telling, reverse=True)
                facts.supersede(tx, goes.id, stays.id)
                if _known(goes) > _known(stays):
                    facts.confirm(tx, stays.id, _known(goes))
            elif excludes(fact, other):
                stays, goes = sorted((fact, other), key=lambda one: (_known(one), one.id), reverse=True)
                facts.supersede(tx, goes.id, stays.id)


def _tells_the_same(fact: Fact, other: Fact) -> bool:
    years = {fact.year, other.year} - {None}
    same_day = (fact.month, fact.day) == (other.month, other.day)
    return fold(fact.value) == fold(other.value) and same_day and len(years) < 2


def _telling(fact: Fact) -> tuple[bool, date, int]:
    return fact.year is not None, _known(fact), fact.id


def _known(fact: Fact) -> date:
    return max(fact.learned, fact.confirmed or fact.learned)


def _keep_the_stricter(tx: Transaction, kept_id: int, mine: Sequence[Consent], theirs: Sequence[Consent]) -> None:
    """Say again, where the newest word of the two is a yes, what one of them refused."""
    together = [*mine, *theirs]
    for channel in Channel:
        refused = [
            purpose
            for purpose in (Purpose.OWED, Purpose.IDEAS)
            if (is_refused(mine, channel, purpose) or is_refused(theirs, channel, purpose))
            and not is_refused(together, channel, purpose)
        ]
        if not refused:
            continue
        on_channel = [consent for consent in together if consent.channel is channel]
        newest = max(consent.day for consent in on_channel)
        how = next((c.how for c in reversed(on_channel) if c.state is ConsentState.WITHDRAWN), "")
        for purpose in [Purpose.ANY] if len(refused) == 2 else refused:
            consents.add(tx, Consent(kept_id, channel, purpose, ConsentState.WITHDRAWN, newest, how))


# -- telling apart --


def not_the_same(tx: Transaction, one: int, other: int) -> None:
    """Note that two customers who look alike are two people; they are not shown together again.

    :raises UserError: ``merge.itself`` or ``entry.unknown_customer``.
    """
    _both(tx, one, other)
    merges.add_not_same(tx, one, other)


@dataclass(frozen=True, slots=True)
class Once:
    """Somebody who was merged into a customer, and the day of it; ``None`` where an export brought the two as one."""

    merge: Merged
    day: date | None


def known_as(reader: Reader, customer_id: int) -> list[Once]:
    """The customers who were merged into this one, newest first."""
    found = people(merges.of_kept(reader, [customer_id]).get(customer_id, ()))
    acts = [journal.find(reader, one.operation_id) for one in found]
    return [Once(one, act.at.date() if act else None) for one, act in zip(found, acts, strict=True)]


# -- taking apart --


def since(reader: Reader, merge_id: int) -> list[Since]:
    """What was noted since a merge of which nobody knows whose it is, entries first, the newest before the others.

    :raises UserError: ``merge.gone``; ``merge.elsewhere`` (``name``) where the merge came with an export.
    """
    merge = _standing(reader, merge_id)
    return _dressed(reader, merge, partings.Undivided(reader, merge))


def _dressed(reader: Reader, merge: Merged, undivided: partings.Undivided) -> list[Since]:
    kept, ids = customers.find(reader, [merge.kept_id])[0], undivided.ids
    found = [
        Since(Part.ENTRY, entry.id, entry.kind, entry.words or _bought(entry), entry.day)
        for entry in interactions.find(reader, undivided.entries)
    ]
    found += [
        Since(Part.FACT, one.id, one.kind, f"{one.value} {one.about}".strip(), one.learned, one.source_id)
        for one in reversed(facts.find(reader, ids["fact"]))
    ]
    found += [
        Since(Part.PROMISE, one.id, one.state, one.words, one.made, one.source_id)
        for one in reversed(promises.find(reader, ids["promise"]))
    ]
    found += [
        Since(Part.WISH, one.id, one.state, one.words, one.made, one.source_id)
        for one in reversed(wishes.find(reader, ids["wish"]))
    ]
    points = {point.id: point for point in customers.contacts(reader, [kept.id])[kept.id]}
    found += [Since(Part.CONTACT, one, points[one].kind, points[one].value, None) for one in ids["contact_point"]]
    return _guessed(found, merge, kept)


def _bought(entry: Interaction) -> str:
    return ", ".join(dict.fromkeys(line.product for line in entry.lines))


def _guessed(found: Sequence[Since], merge: Merged, kept: Customer) -> list[Since]:
    """Each with a guess: whoever is named; what came with an entry is whose the entry is."""
    named = {one.key: speaks_of([one.words], merge.name, "" if merge.name == kept.name else kept.name) for one in found}

    def guess(one: Since) -> bool:
        key = (Part.ENTRY, one.entry_id or 0)
        return named[key] if key in named else named[one.key]

    return [replace(one, guess=guess(one)) for one in found]


def _standing(reader: Reader, merge_id: int) -> Merged:
    found = merges.find(reader, merge_id)
    if found is None or found not in people(merges.of_kept(reader, [found.kept_id])[found.kept_id]):
        raise UserError("merge.gone")
    if journal.find(reader, found.operation_id) is None:
        # An export says who was merged, not whose each row was.
        raise UserError("merge.elsewhere", name=found.name)
    return found


_TABLES = {
    Part.FACT: schema.fact,
    Part.PROMISE: schema.promise,
    Part.WISH: schema.wish,
    Part.CONTACT: schema.contact_point,
}


def unmerge(tx: Transaction, merge_id: int, to_gone: Collection[tuple[Part, int]] | None = None) -> Parted:
    """Make two customers of one again, however long ago they were merged.

    Each gets back what was theirs. Of what was noted since, what came under the name of one is theirs; of the rest
    that which ``to_gone`` lists (``None``: as :func:`since` guesses) is given to the one who went. What was refused
    since is refused by both.

    :raises UserError: ``merge.gone``; ``merge.elsewhere`` (``name``) where the merge came with an export.
    """
    merge = _standing(tx, merge_id)
    undivided = partings.Undivided(tx, merge)
    asked = _dressed(tx, merge, undivided)
    wanted = {one.key for one in asked if one.guess} if to_gone is None else set(to_gone)
    going = [one for one in asked if one.key in wanted]
    refused = _refused_since(tx, merge, undivided)
    kept = partings.part(tx, merge)
    undivided.give_entries(tx, [one.id for one in going if one.part is Part.ENTRY])
    for part, table in _TABLES.items():
        partings.give(tx, table, sorted(one.id for one in going if one.part is part), merge.gone_id)
    _let_stand(tx, merge, [one.id for one in asked if one.part is Part.FACT])
    partings.copy_consents(tx, refused, merge.gone_id)
    merges.add_not_same(tx, merge.kept_id, merge.gone_id)
    return Parted(merge.kept_id, merge.gone_id, tuple(kept))


def _refused_since(tx: Transaction, merge: Merged, undivided: partings.Undivided) -> list[int]:
    ids = sorted(set(undivided.ids["consent"]) - partings.said_by(tx, merge))
    said = zip(ids, consents.find(tx, ids), strict=True)
    return [one for one, consent in said if consent.state is ConsentState.WITHDRAWN]


def _let_stand(tx: Transaction, merge: Merged, new: Collection[int]) -> None:
    """Nobody's fact is history for a fact of somebody else; of each, the newest of the values that exclude others."""
    partings.uncross(tx, merge.kept_id, merge.gone_id)
    known = facts.current(tx, [merge.kept_id, merge.gone_id])
    for mine in known.values():
        for fact in mine:
            if fact.id not in new:
                continue
            for other in mine:
                same = (fold(other.kind), fold(other.about)) == (fold(fact.kind), fold(fact.about))
                same = same and excludes(fact, other)
                if same and other.id not in new and _known(other) <= _known(fact):
                    facts.supersede(tx, other.id, fact.id)
