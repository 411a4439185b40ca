"""Who works here: one owner at least, one name each."""

from __future__ import annotations

from relapp.domain.staff import Role, Staff
from relapp.services import staff
from relapp.storage import staff as stored
from tests.refusals import refused
from tests.shop import Shop


def add(shop: Shop, name: str, role: Role | None = None) -> int:
    return shop.run("staff_add", lambda tx: staff.add(tx, name, role))


def everyone(shop: Shop) -> list[tuple[str, Role, bool]]:
    members: list[Staff] = shop.read(stored.every)
    return [(member.name, member.role, member.active) for member in members]


def test_the_first_is_the_owner_whatever_was_asked_for(shop: Shop) -> None:
    add(shop, " Bea  Moss ", Role.STAFF)
    add(shop, "Cy")
    add(shop, "Di", Role.OWNER)
    assert everyone(shop) == [("Bea Moss", Role.OWNER, True), ("Cy", Role.STAFF, True), ("Di", Role.OWNER, True)]


def test_nobody_has_the_name_of_somebody_who_works_here(shop: Shop) -> None:
    bea, cy = add(shop, "Bea"), add(shop, "Cy")
    assert refused(shop, lambda tx: staff.add(tx, " bea ")) == ("staff.known", {"name": "bea"})
    assert refused(shop, lambda tx: staff.add(tx, " "))[0] == "customer.no_name"
    rename = refused(shop, lambda tx: staff.change(tx, cy, name="BEA", role=Role.STAFF, active=True))
    assert rename == ("staff.known", {"name": "BEA"})
    shop.run("staff_edit", lambda tx: staff.change(tx, bea, name="bea", role=Role.OWNER, active=True))


def test_the_name_of_somebody_who_left_is_free_until_they_come_back(shop: Shop) -> None:
    add(shop, "Bea")
    cy = add(shop, "Cy")
    shop.run("staff_edit", lambda tx: staff.change(tx, cy, name="Cy", role=Role.STAFF, active=False))
    other = add(shop, "Cy")
    assert other != cy
    back = refused(shop, lambda tx: staff.change(tx, cy, name="Cy", role=Role.STAFF, active=True))
    assert back[0] == "staff.known"
    shop.run("staff_edit", lambda tx: staff.change(tx, cy, name="Cy the first", role=Role.STAFF, active=True))


def test_one_owner_must_remain(shop: Shop) -> None:
    bea, cy = add(shop, "Bea"), add(shop, "Cy")
    for role, active in ((Role.STAFF, True), (Role.OWNER, False)):
        verb = refused(shop, lambda tx, r=role, a=active: staff.change(tx, bea, name="Bea", role=r, active=a))  # type: ignore[misc]
        assert verb[0] == "staff.last_owner"
    shop.run("staff_edit", lambda tx: staff.change(tx, cy, name="Cy", role=Role.OWNER, active=True))
    shop.run("staff_edit", lambda tx: staff.change(tx, bea, name="Bea", role=Role.STAFF, active=False))
    assert everyone(shop) == [("Bea", Role.STAFF, False), ("Cy", Role.OWNER, True)]


def test_each_entry_bears_the_name_of_who_logged_it(shop: Shop) -> None:
    bea, cy = add(shop, "Bea"), add(shop, "Cy")
    ana = shop.customer("Ana")
    for member in (bea, cy, None):
        shop.operations.staff_id = member
        assert shop.entry(shop.log(ana)).staff_id == member
