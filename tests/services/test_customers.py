"""What staff do with customers."""

from __future__ import annotations

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, Customer, NewContactPoint, NewCustomer
from relapp.domain.interactions import Channel, Kind
from relapp.services import customers, relations
from relapp.storage import consents, search, timeline
from relapp.storage import customers as stored
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold


def only_customer(shop: Shop, customer_id: int) -> Customer:
    return shop.read(lambda reader: stored.find(reader, [customer_id]))[0]


def contacts(shop: Shop, customer_id: int) -> list[tuple[str, str]]:
    points = shop.read(lambda reader: stored.contacts(reader, [customer_id]))[customer_id]
    return [(point.kind, point.value) for point in points]


def test_only_a_name_is_needed_and_stray_spaces_go(shop: Shop) -> None:
    ana = shop.customer("  Ana \n  Moreira ")
    found = only_customer(shop, ana)
    assert (found.name, found.nickname, found.note, found.added) == ("Ana Moreira", "", "", TODAY)


def test_a_name_cannot_be_empty_or_endless(shop: Shop) -> None:
    for name in ("", " \t\n"):
        assert refused(shop, lambda tx, name=name: customers.add(tx, NewCustomer(name)))[0] == "customer.no_name"  # type: ignore[misc]
    code, details = refused(shop, lambda tx: customers.add(tx, NewCustomer("x" * 201)))
    assert (code, details) == ("customer.name_too_long", {"limit": 200})
    assert shop.customer("x" * 200) == 1


def test_a_note_has_an_end(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for verb in (lambda tx: customers.annotate(tx, ana, "x" * 20_001), lambda tx: customers.add(tx, endless)):
        assert refused(shop, verb) == ("customer.note_too_long", {"limit": 20_000})
    shop.run("customer_edit", lambda tx: customers.annotate(tx, ana, "x" * 20_000 + "\n"))
    assert len(only_customer(shop, ana).note) == 20_000


endless = NewCustomer("Ben", note="x" * 20_001)


def test_an_empty_way_to_reach_somebody_is_refused_with_the_whole_customer(shop: Shop) -> None:
    new = NewCustomer("Ana", contacts=(NewContactPoint(ContactKind.PHONE, " "),))
    assert refused(shop, lambda tx: customers.add(tx, new))[0] == "contact.empty"


def test_a_customer_is_renamed_annotated_and_left_in_peace(shop: Shop) -> None:
    ana = shop.customer("Ana")
    until = days_ago(-30)

    def verb(tx: Transaction) -> None:
        customers.rename(tx, ana, "Ana  Moreira", " Ani ")
        customers.annotate(tx, ana, "  comes with a dog\n")
        customers.leave_in_peace(tx, ana, until)

    shop.run("customer_edit", verb)
    found = only_customer(shop, ana)
    assert (found.name, found.nickname, found.note, found.leave_until) == (
        "Ana Moreira",
        "Ani",
        "comes with a dog",
        until,
    )
    shop.run("customer_edit", lambda tx: customers.leave_in_peace(tx, ana, None))
    assert only_customer(shop, ana).leave_until is None


def test_ways_to_reach_somebody_are_added_changed_and_removed(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123 45")
    email = NewContactPoint(ContactKind.EMAIL, " Ana@Example.org ", "work")
    point = shop.run("contact_add", lambda tx: customers.add_contact(tx, ana, email))
    assert contacts(shop, ana) == [("phone", "0123 45"), ("email", "Ana@Example.org")]
    shop.run("contact_edit", lambda tx: customers.change_contact(tx, point, NewContactPoint(ContactKind.OTHER, "@ana")))
    assert contacts(shop, ana) == [("phone", "0123 45"), ("other", "@ana")]
    shop.run("contact_remove", lambda tx: customers.remove_contact(tx, point))
    assert contacts(shop, ana) == [("phone", "0123 45")]


def test_two_spellings_of_a_number_or_an_address_are_one(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="+351 912 344", email="Ana@Example.org")
    look = shop.read
    assert look(lambda r: stored.by_contact(r, ContactKind.PHONE, ["00351-912344"])) == {"351912344": [ana]}
    assert look(lambda r: stored.by_contact(r, ContactKind.EMAIL, ["ana@example.ORG"])) == {"ana@example.org": [ana]}
    assert look(lambda r: stored.by_contact(r, ContactKind.PHONE, ["", "0"])) == {}


def test_what_was_said_about_contact_stays_as_proof(shop: Shop) -> None:
    ana = shop.customer("Ana")
    said = [
        Consent(ana, Channel.PHONE, Purpose.IDEAS, ConsentState.GIVEN, days_ago(9), "form"),
        Consent(ana, Channel.PHONE, Purpose.ANY, ConsentState.WITHDRAWN, TODAY, "no more calls"),
    ]
    for consent in said:
        shop.run("consent", lambda tx, consent=consent: customers.note_consent(tx, consent))  # type: ignore[misc]
    assert shop.read(lambda reader: consents.of_customers(reader, [ana]))[ana] == said


# -- removing --


def test_removing_a_customer_takes_everything_that_is_only_theirs(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123", note="kiosk")
    before, beside = shop.tables(), shop.derived()
    shop.log(ana, words="poodle")
    old = shop.learn(ana, "size", "39")
    shop.learn(ana, "size", "40")
    shop.promise(ana, "ring")
    shop.wish(ana, "spelt")
    assert old
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert not any(rows for name, rows in shop.tables().items() if name != "product")
    assert shop.read(lambda reader: search.entries(reader, "poodle", 5)) == []
    shop.assert_sound()
    for _ in range(6):
        shop.operations.undo()
    assert (shop.tables(), shop.derived()) == (before, beside)


def test_an_entry_shared_with_others_stays_with_them(shop: Shop) -> None:
    ana, bo, cy = shop.customer("Ana"), shop.customer("Bo"), shop.customer("Cy")
    together = shop.log(ana, bo, cy, words="together", kind=Kind.PURCHASE, lines=(a_sold("rye", 640),))
    alone = shop.log(ana, words="alone")
    shop.run("relation", lambda tx: relations.relate(tx, ana, bo, "mother of"))
    shop.run("relation", lambda tx: relations.relate(tx, cy, ana, "introduced by"))
    before, beside = shop.tables(), shop.derived()
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert shop.entry(together).customers == (bo, cy)
    assert [entry.id for entry in shop.read(lambda reader: timeline.page(reader, bo))] == [together]
    assert alone not in [row.id for row in shop.tables()["interaction"]]
    assert shop.tables()["relation"] == []
    stats = shop.read(lambda reader: stored.stats(reader, [bo, cy]))
    assert (stats[bo].spend, stats[cy].spend) == (640, 0)
    shop.assert_sound()
    shop.operations.undo()
    assert (shop.tables(), shop.derived()) == (before, beside)


def test_all_who_were_there_can_be_removed_together(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.log(ana, bo, words="together")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana, bo]))
    assert shop.tables()["interaction"] == []
    shop.assert_sound()


def test_relations_and_households(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    assert refused(shop, lambda tx: relations.relate(tx, ana, bo, " "))[0] == "relation.empty"
    assert refused(shop, lambda tx: relations.relate(tx, ana, ana, "mother of"))[0] == "relation.itself"
    assert refused(shop, lambda tx: relations.share_household(tx, "", [ana]))[0] == "customer.no_name"
    home = shop.run("household", lambda tx: relations.share_household(tx, "Moreira", [ana, bo]))
    assert {only_customer(shop, one).household_id for one in (ana, bo)} == {home}
