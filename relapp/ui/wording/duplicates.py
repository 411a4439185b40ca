"""Words for two customers who may be one, and for what a merge does."""

from __future__ import annotations

from datetime import date

from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import HOUSEHOLD, Likeness, LookAlike, Pair
from relapp.domain.interactions import Kind
from relapp.domain.merging import Field, Part, Since
from relapp.services.merging import BothSides
from relapp.ui.wording import dates, kinds, left_to_right, sentences, tr
from relapp.ui.wording.money import number

LIKELY = 0.75
"""From so sure on two are called very likely one."""


def pair(found: Pair) -> str:
    """Both names on one line."""
    return tr("Duplicates", "{one} · {other}").format(one=_line(found.one_name), other=_line(found.other.name))


def reason(other: LookAlike) -> str:
    """Why they may be one: "Both have 0151 2345678. The names sound alike."."""
    return sentences(_shared(other), _names(other.likeness))


def _shared(other: LookAlike) -> str:
    value = left_to_right(_line(other.value))
    if other.kind is ContactKind.ADDRESS:
        return tr("Duplicates", "They live at one address: {value}.").format(value=value)
    return tr("Duplicates", "Both have {value}.").format(value=value) if other.kind is not None else ""


def _names(likeness: Likeness) -> str:
    return {
        Likeness.SAME: tr("Duplicates", "They have the same name."),
        Likeness.SOUND: tr("Duplicates", "The names sound alike."),
        Likeness.SLIP: tr("Duplicates", "The names differ by a letter or two."),
        Likeness.PART: tr("Duplicates", "One name is short for the other."),
        Likeness.FAMILY: tr("Duplicates", "Maybe one family: they share a name."),
        Likeness.OTHER: tr("Duplicates", "The names differ."),
    }[likeness]


def has_already(name: str, value: str) -> str:
    """Who has the number or address that is being typed."""
    words = tr("Duplicates", "{name} has {value} already.")
    return words.format(name=_line(name), value=left_to_right(_line(value)))


def may_be(other: LookAlike) -> str:
    """Who may be the one that is being typed, and why."""
    return sentences(tr("Duplicates", "This may be {name}.").format(name=_line(other.name)), reason(other))


def sure(other: LookAlike) -> str:
    """How sure it is, in a word or two."""
    if other.sure <= HOUSEHOLD:
        return tr("Duplicates", "household")
    return tr("Duplicates", "very likely") if other.sure >= LIKELY else tr("Duplicates", "maybe")


def count(pairs: int, shown: int) -> str:
    """How many pairs there are, and how many of them are shown."""
    if not pairs:
        return tr("Duplicates", "No two customers look alike.")
    if shown < pairs:
        return tr("Duplicates", "{n} pairs may be one person. The surest {shown} are shown.").format(
            n=number(pairs), shown=number(shown)
        )
    return (
        tr("Duplicates", "1 pair may be one person.")
        if pairs == 1
        else tr("Duplicates", "%n pairs may be one person.", pairs)
    )


def field(which: Field) -> str:
    """What a field is called."""
    return {
        Field.NAME: tr("Duplicates", "Name"),
        Field.NICKNAME: tr("Duplicates", "Nickname"),
        Field.REFERENCE: tr("Duplicates", "Customer number"),
        Field.HOUSEHOLD: tr("Duplicates", "Household"),
        Field.PHOTO: tr("Duplicates", "Picture"),
    }[which]


def together(both: BothSides) -> str:
    """What the one person will have: "Entries: 12 + 3 = 15."."""
    mine, theirs = both.kept.stat.entries, both.gone.stat.entries
    if both.shared:
        entries = tr("Duplicates", "Entries: {one} + {other}, of which {shared} name both = {sum}.")
    else:
        entries = tr("Duplicates", "Entries: {one} + {other} = {sum}.")
    return entries.format(one=number(mine), other=number(theirs), shared=number(both.shared), sum=number(both.entries))


def nothing_is_lost() -> str:
    """What a merge does not do."""
    return tr(
        "Duplicates",
        "Phones, notes, facts, promises and wishes of both stay; what either refused is refused. "
        "The two can be taken apart again at any later time.",
    )


def merged(name: str, gone: str) -> str:
    """After a merge."""
    return tr("Duplicates", "{gone} is now {name}").format(gone=_line(gone), name=_line(name))


def told_apart(one: str, other: str) -> str:
    """After it was noted that two are not the same."""
    return tr("Duplicates", "{one} and {other} are two people").format(one=_line(one), other=_line(other))


def parted(one: str, other: str) -> str:
    """After a merge was taken apart."""
    return tr("Duplicates", "{one} and {other} are two customers again").format(one=_line(one), other=_line(other))


def also_known(name: str, when: date | None, today: date) -> str:
    """Who was merged into a customer: "also known as Anna Moreyra (merged Sat)"."""
    if when is None:
        return tr("Duplicates", "also known as {name}").format(name=_line(name))
    said = tr("Duplicates", "also known as {name} (merged {day})")
    return said.format(name=_line(name), day=dates.day(when, today))


def since(one: Since, today: date) -> str:
    """Something noted since a merge: "Visit · bought a lamp · Tue"."""
    words = _line(one.words)
    kind = {
        Part.ENTRY: kinds.interaction(Kind(one.kind)) if one.part is Part.ENTRY else "",
        Part.FACT: kinds.fact(one.kind),
        Part.PROMISE: tr("Duplicates", "Promise"),
        Part.WISH: tr("Duplicates", "Wish"),
        Part.CONTACT: kinds.contact(ContactKind(one.kind)) if one.part is Part.CONTACT else "",
    }[one.part]
    day = dates.day(one.day, today) if one.day is not None else ""
    return " · ".join(part for part in (kind, words, day) if part)


def to_divide(number_of: int) -> str:
    """Over the list of what was noted since a merge."""
    if not number_of:
        return tr("Duplicates", "Nothing was noted since that could be either's. Each gets back what was theirs.")
    return tr("Duplicates", "Each gets back what was theirs. Whose is what was noted since?")


def _line(words: str) -> str:
    return " ".join(words.split())
