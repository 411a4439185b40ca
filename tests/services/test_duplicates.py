"""Duplicates: who may be here twice, why, and who is not."""

from __future__ import annotations

from functools import partial

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.duplicates import HOUSEHOLD, Likeness, sound
from relapp.domain.phones import read_phone, same_phone
from relapp.services import customers, duplicates, merging, relations
from relapp.storage import customers as customers_stored
from relapp.storage import look_alikes
from tests.benchmarks.duplicates import a_shop, measure
from tests.shop import Shop


def found(shop: Shop) -> list[tuple[str, str, ContactKind | None, Likeness]]:
    pairs = shop.read(duplicates.find)
    return [(pair.one_name, pair.other.name, pair.other.kind, pair.other.likeness) for pair in pairs]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("030 1234567", "+49 30 1234567", True),
        ("030 1234567", "0049 30 1234567", True),
        ("+49 (0)30 1234567", "(030) 123-4567", True),
        ("06 12345678", "+39 06 12345678", True),
        ("8 912 345-67-89", "+7 912 345 67 89", True),
        ("1-212-555-0100", "+1 (212) 555 0100", True),
        ("49 30 1234567", "+49 30 1234567", True),
        ("+43 30 1234567", "+49 30 1234567", False),
        ("030 1234567", "030 1234568", False),
        ("030 1234567", "040 1234567", False),
    ],
)
def test_a_number_is_one_with_a_country_code_and_without(one: str, other: str, same: bool) -> None:
    mine, theirs = read_phone(one), read_phone(other)
    assert mine is not None
    assert theirs is not None
    assert same_phone(mine, theirs) is same
    assert same_phone(theirs, mine) is same


def test_too_few_digits_are_no_number() -> None:
    assert read_phone("112") is None
    assert read_phone("unknown") is None


@pytest.mark.parametrize(
    "alike",
    [("meier", "mayr", "maier", "meyer"), ("muller", "mueller"), ("katherine", "catherine", "katerine"),
     ("schmidt", "schmitt"), ("stephen", "steven"), ("philipp", "filip"), ("thomas", "tomas")],
)  # fmt: skip
def test_spellings_of_one_sound_are_one(alike: tuple[str, ...]) -> None:
    assert len({sound(word) for word in alike}) == 1


def test_different_names_sound_different() -> None:
    names = ("anna", "hanna", "martin", "martina", "peter", "petra", "paul", "paula", "jan", "jana", "moore", "meier")
    assert len({sound(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Ana Moreira", "MOREIRA, Ána", Likeness.SAME),
        ("Dr. Ana Moreira", "Frau Ana Moreira", Likeness.SAME),
        ("Jürgen Müller", "Juergen Mueller", Likeness.SOUND),
        ("Anne Meier", "Ann Mayr", Likeness.SOUND),
        ("Gudrun Schneider", "Gudrun Schnieder", Likeness.SLIP),
        ("Ana Moreira", "A. Moreira", Likeness.PART),
        ("Ana Moreira", "Ana Sofia Moreira", Likeness.PART),
        ("Bob Walker", "Robert Walker", Likeness.PART),
        ("Martin Huber", "Martina Huber", Likeness.FAMILY),
        ("Anna Huber", "Hanna Huber", Likeness.FAMILY),
        ("Ana Moreira", "Rui Moreira", Likeness.FAMILY),
        ("Ana Moreira", "Bo Lind", Likeness.OTHER),
    ],
)
def test_two_who_share_a_phone_are_told_by_their_names(shop: Shop, one: str, other: str, likeness: Likeness) -> None:
    shop.customer(one, "0151 2345678")
    shop.customer(other, "+49 151 2345678")
    pair = shop.read(duplicates.find)[0]
    assert (pair.other.likeness, pair.other.kind) == (likeness, ContactKind.PHONE)
    assert (pair.other.sure <= HOUSEHOLD) is (likeness is Likeness.FAMILY)


def test_what_many_have_is_nobodys_own(shop: Shop) -> None:
    for name in ("Ana Moreira", "Bo Lind", "Cleo Noor", "Dora Quist", "Emil Roth"):
        shop.customer(name, "030 1112222", "shop@example.org")
    assert found(shop) == []


def test_a_name_that_many_have_tells_nobody_apart(shop: Shop) -> None:
    for number in range(5):
        shop.customer("Peter Meier", f"030 111222{number}")
    assert found(shop) == []


def test_an_address_counts_with_a_name_and_makes_a_household_without(shop: Shop) -> None:
    place = NewContactPoint(ContactKind.ADDRESS, "Hauptstr. 5, 10115 Berlin")
    town = NewContactPoint(ContactKind.ADDRESS, "Berlin")
    for name, where in (("Gudrun Vogt", place), ("GUDRUN VOGT", place), ("Till Vogt", place), ("Uwe Roth", town)):
        new = NewCustomer(name, contacts=(where,))
        shop.run("add", partial(customers.add, new=new))
    assert found(shop) == [("Gudrun Vogt", "GUDRUN VOGT", ContactKind.ADDRESS, Likeness.SAME)]


def test_one_household_and_one_name_are_one_person(shop: Shop) -> None:
    one, other = shop.customer("Gudrun Vogt"), shop.customer("Sabine Vogt")
    third = shop.customer("Till Vogt")
    shop.run("home", lambda tx: relations.share_household(tx, "Vogt", [one, other, third]))
    assert [(pair[0], pair[1]) for pair in found(shop)] == []
    other = shop.customer("Vogt Gudrun")
    shop.run("home", lambda tx: relations.share_household(tx, "Vogt", [one, other]))
    assert [(pair[0], pair[1]) for pair in found(shop)] == [("Gudrun Vogt", "Vogt Gudrun")]


def test_who_is_told_apart_is_not_shown_again_until_that_is_undone(shop: Shop) -> None:
    one, other = shop.customer("Ana Moreira", "0151 2345678"), shop.customer("Ana Moreira", "0151 2345678")
    shop.run("not_same", lambda tx: merging.not_the_same(tx, other, one))
    assert found(shop) == []
    assert shop.read(lambda reader: duplicates.like(reader, one)) == []
    shop.operations.undo()
    assert len(found(shop)) == 1


def test_somebody_being_typed_is_known_by_phone_mail_or_name(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira", "0151 2345678", "ana@example.org")
    mayr = shop.customer("Gudrun Mayr")
    shop.customer("Bo Lind", "030 7778888")

    def like(name: str, phone: str = "", email: str = "") -> list[int]:
        given = ((ContactKind.PHONE, phone), (ContactKind.EMAIL, email))
        new = NewCustomer(name, contacts=tuple(NewContactPoint(kind, value) for kind, value in given if value))
        return [one.customer_id for one in shop.read(lambda reader: duplicates.like(reader, new))]

    assert like("A. Moreira", "+49 151 2345678") == [ana]
    assert like("Nobody", email="ANA@example.org") == [ana]
    assert like("moreira ana") == [ana]
    assert like("Ana Moriera") == [ana]
    assert like("Gudrun Meier") == [mayr]
    assert like("Rui Moreira", "0151 2345678") == []
    assert like("Rui Moreira") == []


def test_a_family_with_one_phone_is_not_asked_about_on_today(shop: Shop) -> None:
    ids = [shop.customer(name, "0151 2345678") for name in ("Bo Lind", "Cleo Lind", "B. Lind")]
    people = shop.read(lambda reader: customers_stored.find(reader, ids))
    points = shop.read(lambda reader: customers_stored.contacts(reader, ids))
    alike = shop.read(lambda reader: look_alikes.look_alikes(reader, people, points))
    assert {one: [other.name for other in others] for one, others in alike.items()} == {
        ids[0]: ["B. Lind"], ids[2]: ["Bo Lind"],
    }  # fmt: skip


def test_the_search_is_given_up_when_nobody_waits_for_it(shop: Shop) -> None:
    shop.customer("Ana Moreira", "0151 2345678")
    shop.customer("Ana Moreira", "0151 2345678")
    assert shop.read(lambda reader: duplicates.find(reader, going_on=lambda: True))


def test_nearly_all_who_share_more_than_a_name_are_found_and_right() -> None:
    told = measure(3_000)
    assert sum(number for how, number in told.missed.items() if how != "name alone") <= 2
    shared, right = told.by_contact
    assert right / shared > 0.9
    assert len(a_shop(500).people) == 500
