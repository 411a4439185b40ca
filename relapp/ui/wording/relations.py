"""Words for those around a customer, read from either side: "Lea’s mother", "their mother Ana"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relapp.domain.relations import Around, RelationKind, is_mutual, kind_of
from relapp.ui.wording import dates, tr

_NAMED = 2
"""So many are named on one line; the others are counted."""


def phrases() -> dict[str, tuple[str, bool]]:
    """What can be said of a customer before another's name: the kind of relation, and whether it reads from there."""
    kinds = (kind for kind in RelationKind if kind is not RelationKind.LIVES_WITH)
    found = {name: (kind.value, False) for kind in kinds for name in (_names()[kind],)}
    return {
        tr("Relations", "lives with"): (RelationKind.LIVES_WITH.value, False),
        **found,
        tr("Relations", "has introduced"): (RelationKind.INTRODUCED.value, True),
    }


def _names() -> dict[RelationKind, str]:
    return {
        RelationKind.MOTHER: tr("Relations", "mother of"),
        RelationKind.FATHER: tr("Relations", "father of"),
        RelationKind.DAUGHTER: tr("Relations", "daughter of"),
        RelationKind.SON: tr("Relations", "son of"),
        RelationKind.WIFE: tr("Relations", "wife of"),
        RelationKind.HUSBAND: tr("Relations", "husband of"),
        RelationKind.PARTNER: tr("Relations", "partner of"),
        RelationKind.SISTER: tr("Relations", "sister of"),
        RelationKind.BROTHER: tr("Relations", "brother of"),
        RelationKind.GRANDMOTHER: tr("Relations", "grandmother of"),
        RelationKind.GRANDFATHER: tr("Relations", "grandfather of"),
        RelationKind.FRIEND: tr("Relations", "friend of"),
        RelationKind.NEIGHBOUR: tr("Relations", "neighbour of"),
        RelationKind.WORKS_WITH: tr("Relations", "works with"),
        RelationKind.BUYS_FOR: tr("Relations", "buys for"),
        RelationKind.INTRODUCED: tr("Relations", "introduced by"),
    }


def said(one: Around, own: str) -> str:
    """What somebody is to the customer ``own``: "Lea’s mother" where they are, "their mother Ana" where she is."""
    kind = kind_of(one.kind)
    outward = one.outward or is_mutual(kind)
    pattern = (_of_them() if outward else _of_the_other()).get(kind)
    if pattern is not None:
        return pattern.format(name=one.name)
    if outward:
        return tr("Relations", "{kind} {name}").format(kind=kind, name=one.name)
    return tr("Relations", "{name}, {kind} {own}").format(name=one.name, kind=kind, own=own)


def _of_them() -> dict[str, str]:
    return {
        RelationKind.MOTHER: tr("Relations", "{name}’s mother"),
        RelationKind.FATHER: tr("Relations", "{name}’s father"),
        RelationKind.DAUGHTER: tr("Relations", "{name}’s daughter"),
        RelationKind.SON: tr("Relations", "{name}’s son"),
        RelationKind.WIFE: tr("Relations", "{name}’s wife"),
        RelationKind.HUSBAND: tr("Relations", "{name}’s husband"),
        RelationKind.PARTNER: tr("Relations", "{name}’s partner"),
        RelationKind.SISTER: tr("Relations", "{name}’s sister"),
        RelationKind.BROTHER: tr("Relations", "{name}’s brother"),
        RelationKind.GRANDMOTHER: tr("Relations", "{name}’s grandmother"),
        RelationKind.GRANDFATHER: tr("Relations", "{name}’s grandfather"),
        RelationKind.FRIEND: tr("Relations", "{name}’s friend"),
        RelationKind.NEIGHBOUR: tr("Relations", "{name}’s neighbour"),
        RelationKind.WORKS_WITH: tr("Relations", "works with {name}"),
        RelationKind.BUYS_FOR: tr("Relations", "buys for {name}"),
        RelationKind.INTRODUCED: tr("Relations", "introduced by {name}"),
        RelationKind.LIVES_WITH: tr("Relations", "lives with {name}"),
    }


def _of_the_other() -> dict[str, str]:
    return {
        RelationKind.MOTHER: tr("Relations", "their mother {name}"),
        RelationKind.FATHER: tr("Relations", "their father {name}"),
        RelationKind.DAUGHTER: tr("Relations", "their daughter {name}"),
        RelationKind.SON: tr("Relations", "their son {name}"),
        RelationKind.WIFE: tr("Relations", "their wife {name}"),
        RelationKind.HUSBAND: tr("Relations", "their husband {name}"),
        RelationKind.SISTER: tr("Relations", "their sister {name}"),
        RelationKind.BROTHER: tr("Relations", "their brother {name}"),
        RelationKind.GRANDMOTHER: tr("Relations", "their grandmother {name}"),
        RelationKind.GRANDFATHER: tr("Relations", "their grandfather {name}"),
        RelationKind.BUYS_FOR: tr("Relations", "{name} buys for them"),
        RelationKind.INTRODUCED: tr("Relations", "introduced {name}"),
    }


def state(one: Around, today: date) -> str:
    """Their household where that is what is known, and when they were last in touch."""
    if one.last is None:
        last = tr("Relations", "no entries yet")
    else:
        last = tr("Relations", "last contact {day}").format(day=dates.day(one.last.astimezone().date(), today))
    if not one.household:
        return last
    return tr("Relations", "household {household} · {last}").format(household=one.household, last=last)


def summary(around: Sequence[Around], own: str) -> str:
    """Everyone on one line: the first ones as they are, the others counted; empty for nobody."""
    rest = len(around) - _NAMED
    named = [said(one, own) for one in around[:_NAMED]]
    if rest > 0:
        named.append(tr("Relations", "{n} more").format(n=rest))
    return ", ".join(named)
