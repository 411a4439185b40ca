"""Rows R4, G6 and silence: what they said about being reached, heard in the line and obeyed, by keyboard."""

from __future__ import annotations

import pytest

from relapp.domain.brief import BriefKind
from relapp.domain.consents import Consent
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import customers, interactions
from relapp.storage import consents as stored
from tests.journeys.conftest import NOW, Desk


def said(desk: Desk, name: str) -> list[Consent]:
    one = desk.customer(name)
    return desk.session.editing.read(lambda reader: stored.of_customers(reader, [one])).get(one, [])


def brief(desk: Desk, kind: BriefKind) -> str:
    return next((line.accessibleName() for line in desk.view.brief.lines() if line.line.kind is kind), "")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Ana has a phone, an e-mail address, and asked something two days ago."""
    contacts = (
        NewContactPoint(ContactKind.PHONE, "0777 1234"),
        NewContactPoint(ContactKind.EMAIL, "ana@home.example"),
    )
    ana = desk.do("new", lambda tx: customers.add(tx, NewCustomer("Ana Moreira", contacts=contacts)))
    asked = NewInteraction((ana,), Kind.ENQUIRY, NOW.replace(day=NOW.day - 2), "does spelt come?")
    desk.do("log", lambda tx: interactions.log(tx, asked))
    return desk


def test_what_they_say_in_the_line_is_a_chip_and_only_what_was_accepted_is_kept(shop: Desk) -> None:
    shop.press("F2")
    shop.type("Ana Moreira: letters only please, never on Sundays")
    shop.press("Alt+1")
    shop.press("Return")
    words = {one.channel.value: one.state.value for one in said(shop, "Ana Moreira")}
    assert words == {"post": "given", "phone": "withdrawn", "message": "withdrawn", "email": "withdrawn"}
    assert shop.page("Ana Moreira").customer.quiet_days == frozenset()
    shop.find("Ana Moreira")
    assert "not by phone · not by message · not by e-mail" in brief(shop, BriefKind.GREET)
    shop.view.brief.lines()[0].setFocus()
    shop.press("Return")
    rows = [item.accessibleName() for item in shop.view.evidence.items()]
    assert len(rows) == 3
    assert all("no, said today" in row and "letters only please" in row for row in rows)
    assert shop.view.evidence.model.rowCount() == 1
