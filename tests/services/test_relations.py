"""Those around a customer: relations read from either side, households, and what is refused."""

from __future__ import annotations

from functools import partial

import pytest

from relapp.domain.relations import Around, RelationKind, is_mutual, kind_of
from relapp.services import relations
from relapp.storage import relations as stored
from relapp.ui.wording import relations as wording
from tests.refusals import refused
from tests.shop import Shop


def around(shop: Shop, customer_id: int) -> list[Around]:
    return shop.read(lambda reader: stored.around(reader, customer_id))


def said(shop: Shop, customer_id: int, own: str) -> list[str]:
    return [wording.said(one, own) for one in around(shop, customer_id)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Mother of", RelationKind.MOTHER), ("mother", RelationKind.MOTHER), (" works  with ", RelationKind.WORKS_WITH)],
)
def test_a_known_relation_is_known_however_it_is_written(words: str, kind: RelationKind) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("kind", "from_here", "from_there"),
    [
        ("mother of", "Lea’s mother", "their mother Ana"),
        ("introduced by", "introduced by Lea", "introduced Ana"),
        ("buys for", "buys for Lea", "Ana buys for them"),
        ("works with", "works with Lea", "works with Ana"),
        ("godmother of", "godmother of Lea", "Ana, godmother of Lea"),
    ],
)
def test_a_relation_reads_from_either_side(shop: Shop, kind: str, from_here: str, from_there: str) -> None:
    ana, lea = shop.customer("Ana"), shop.customer("Lea")
    shop.run("relation_add", partial(relations.relate, from_customer_id=ana, to_customer_id=lea, kind=kind))
    assert (said(shop, ana, "Ana"), said(shop, lea, "Lea")) == ([from_here], [from_there])


def test_nothing_is_noted_twice_not_even_from_the_other_side(shop: Shop) -> None:
    ana, lea = shop.customer("Ana"), shop.customer("Lea")
    for start, goal, kind in (
        (ana, lea, "works with"),
        (lea, ana, "works with"),
        (ana, lea, "mother"),
        (ana, lea, "mother of"),
    ):
        shop.run("relation_add", partial(relations.relate, from_customer_id=start, to_customer_id=goal, kind=kind))
    assert [one.kind for one in around(shop, ana)] == ["works with", "mother of"]
    assert is_mutual("works with")
    assert not is_mutual("mother of")


def test_a_relation_ends_and_comes_back_with_undo(shop: Shop) -> None:
    ana, lea = shop.customer("Ana"), shop.customer("Lea")
    one = shop.run("relation_add", lambda tx: relations.relate(tx, ana, lea, "mother of"))
    shop.run("relation_end", lambda tx: relations.end(tx, one))
    assert around(shop, ana) == []
    assert refused(shop, lambda tx: relations.end(tx, one))[0] == "relation.gone"
    shop.operations.undo()
    assert [person.relation_id for person in around(shop, lea)] == [one]


def test_a_household_is_joined_and_left(shop: Shop) -> None:
    ana, lea, tom = shop.customer("Ana Moreira"), shop.customer("Lea Moreira"), shop.customer("Tom")
    assert refused(shop, lambda tx: relations.live_with(tx, ana, ana))[0] == "relation.itself"
    assert refused(shop, lambda tx: relations.live_with(tx, ana, 99))[0] == "entry.unknown_customer"
    shop.run("relation_add", lambda tx: relations.live_with(tx, ana, lea))
    shop.run("relation_add", lambda tx: relations.live_with(tx, ana, tom))
    assert {one.household for one in around(shop, ana)} == {"Moreira"}
    assert [one.name for one in around(shop, tom)] == ["Ana Moreira", "Lea Moreira"]
    shop.run("relation_end", lambda tx: relations.move_out(tx, ana))
    assert around(shop, ana) == []
    assert [one.name for one in around(shop, tom)] == ["Lea Moreira"]
    shop.assert_sound()
