"""Consents come in with customers, and a no is never overwritten by a yes."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from relapp.domain.consents import REACH, Consent, ConsentState, NewWord, Purpose, is_refused
from relapp.domain.interactions import Channel
from relapp.services import consents as heard
from relapp.services import customers as verbs
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.services.transfer.meaning.consents import asked, said
from relapp.storage import consents
from tests.builders import TODAY
from tests.shop import Shop

NO, YES = ConsentState.WITHDRAWN, ConsentState.GIVEN


def take_in(shop: Shop, folder: Path, text: str) -> Taken:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))


def of(shop: Shop, customer_id: int) -> list[tuple[Channel, Purpose, ConsentState]]:
    said = shop.read(lambda reader: consents.of_customers(reader, [customer_id]))[customer_id]
    return [(one.channel, one.purpose, one.state) for one in said]


@pytest.mark.parametrize(
    ("header", "channels", "purpose", "turned"),
    [
        ("Accepts Marketing", {Channel.EMAIL}, Purpose.IDEAS, False),
        ("Accepts SMS Marketing", {Channel.MESSAGE}, Purpose.IDEAS, False),
        ("Newsletter", {Channel.EMAIL}, Purpose.IDEAS, False),
        ("メールマーケティングを受け取る", {Channel.EMAIL}, Purpose.IDEAS, False),
        ("SMSマーケティングを受け取る", {Channel.MESSAGE}, Purpose.IDEAS, False),
        ("Einwilligung Werbung", {Channel.EMAIL}, Purpose.IDEAS, False),
        ("Email Opt Out", {Channel.EMAIL}, Purpose.IDEAS, True),
        ("do_not_email", {Channel.EMAIL}, Purpose.ANY, True),
        ("Do Not Call", {Channel.PHONE}, Purpose.ANY, True),
        ("No Mail", {Channel.POST}, Purpose.ANY, True),
        ("Do not contact", {Channel.EMAIL, Channel.PHONE, Channel.MESSAGE, Channel.POST}, Purpose.ANY, True),
        ("メルマガ", {Channel.EMAIL}, Purpose.IDEAS, False),
    ],
)
def test_a_header_tells_what_was_asked(header: str, channels: set[Channel], purpose: Purpose, turned: bool) -> None:
    question = asked(header)
    assert question is not None
    assert (set(question.channels), question.purpose, question.turned) == (channels, purpose, turned)


@pytest.mark.parametrize(
    "header", ["OPTIN_TIME", "UNSUB_REASON", "Marketing campaign", "Subscription date", "Name", "No."]
)
def test_a_header_beside_the_matter_asks_nothing(header: str) -> None:
    assert asked(header) is None


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        *((text, YES) for text in ("Yes", "ja", "sì", "SUBSCRIBED", "1", "希望する")),
        *((text, NO) for text in ("no", "NEVER_SUBSCRIBED", "unsubscribed", "нет")),
        *((text, None) for text in ("", "maybe")),
    ],
)
def test_a_cell_says_yes_or_no_or_nothing(cell: str, state: ConsentState | None) -> None:
    assert said(cell) is state


def test_consents_are_stored_with_the_words_that_gave_them_and_once(shop: Shop, tmp_path: Path) -> None:
    text = "Name,Email,Accepts Marketing,Do not call\nAna,ana@a.pt,yes,TRUE\nBo,bo@a.pt,no,FALSE\n"
    take_in(shop, tmp_path, text)
    assert of(shop, 1) == [(Channel.PHONE, Purpose.ANY, NO), (Channel.EMAIL, Purpose.IDEAS, YES)]
    assert of(shop, 2) == [(Channel.EMAIL, Purpose.IDEAS, NO)]
    (bo,) = shop.read(lambda reader: consents.of_customers(reader, [2]))[2]
    assert bo.how == "Accepts Marketing: no"
    again = take_in(shop, tmp_path, text)
    assert (again.tally.new, again.tally.changed, again.tally.same) == (0, 0, 2)


def test_a_no_in_a_file_ends_a_yes_but_a_yes_does_not_end_a_no(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana", email="ana@a.pt")
    bo = shop.customer("Bo", email="bo@a.pt")
    for customer_id, state in ((ana, YES), (bo, NO)):
        word = Consent(customer_id, Channel.EMAIL, Purpose.IDEAS, state, date(2024, 1, 1), "said so")
        shop.run("consent", partial(verbs.note_consent, consent=word))
    taken = take_in(shop, tmp_path, "Name,Email,Newsletter\nAna,ana@a.pt,no\nBo,bo@a.pt,yes\n")
    assert (taken.tally.changed, taken.tally.same) == (1, 1)
    for customer_id in (ana, bo):
        words = shop.read(partial(consents.of_customers, customer_ids=[customer_id]))[customer_id]
        assert is_refused(words, Channel.EMAIL, Purpose.IDEAS)


def test_a_yes_to_one_thing_does_not_end_a_no_to_everything(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana", email="ana@a.pt")
    word = Consent(ana, Channel.EMAIL, Purpose.ANY, NO, date(2024, 1, 1), "said so")
    shop.run("consent", partial(verbs.note_consent, consent=word))
    taken = take_in(shop, tmp_path, "Name,Email,Newsletter\nAna,ana@a.pt,yes\n")
    assert (taken.tally.changed, taken.tally.same) == (0, 1)
    assert of(shop, ana) == [(Channel.EMAIL, Purpose.ANY, NO)]


def test_two_columns_that_disagree_are_a_no(shop: Shop, tmp_path: Path) -> None:
    take_in(shop, tmp_path, "Name,Email,Newsletter,Marketing consent\nAna,ana@a.pt,yes,no\n")
    assert of(shop, 1) == [(Channel.EMAIL, Purpose.IDEAS, NO)]


ORDERS = """Name,Email,Accepts Marketing,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name
#1001,kim@a.pt,yes,2025-06-01 10:00,2,Candle,20.00,Kim Lee
#1001,kim@a.pt,,2025-06-01 10:00,1,Matches,10.00,
#1002,raj@a.pt,no,2025-06-03 10:00,1,Candle,20.00,Raj Patel
#1003,kim@a.pt,yes,2025-06-04 10:00,1,Candle,20.00,Kim Lee
,,no,2025-06-05 10:00,1,Candle,20.00,
"""


def test_what_a_buyer_says_of_being_contacted_comes_with_the_sale_and_once(shop: Shop, tmp_path: Path) -> None:
    first = take_in(shop, tmp_path, ORDERS)
    assert (first.tally.new, first.tally.changed, first.tally.people) == (5, 0, 2)
    assert [(one.customer_id, one.state, one.how) for one in shop.tables()["consent"]] == [
        (1, YES, "Accepts Marketing: yes"),
        (2, NO, "Accepts Marketing: no"),
    ]
    again = take_in(shop, tmp_path, ORDERS)
    assert (again.tally.new, again.tally.changed, again.tally.same) == (0, 0, 5)
    # A later file may say no with a sale that is here.
    later = take_in(shop, tmp_path, ORDERS.replace("#1003,kim@a.pt,yes", "#1003,kim@a.pt,no"))
    assert (later.tally.new, later.tally.changed, later.tally.same) == (0, 0, 5)
    assert of(shop, 1) == [(Channel.EMAIL, Purpose.IDEAS, YES), (Channel.EMAIL, Purpose.IDEAS, NO)]
    assert of(shop, 2) == [(Channel.EMAIL, Purpose.IDEAS, NO)]
    for _ in range(3):
        shop.operations.undo()
    assert shop.tables()["consent"] == []


def test_a_yes_beside_a_sale_does_not_end_a_no_and_a_no_ends_a_yes(shop: Shop, tmp_path: Path) -> None:
    kim, raj = shop.customer("Kim Lee", email="kim@a.pt"), shop.customer("Raj Patel", email="raj@a.pt")
    for customer_id, state in ((kim, NO), (raj, YES)):
        word = Consent(customer_id, Channel.EMAIL, Purpose.IDEAS, state, date(2024, 1, 1), "said so")
        shop.run("consent", partial(verbs.note_consent, consent=word))
    take_in(shop, tmp_path, ORDERS)
    assert [state for _, _, state in of(shop, kim)] == [NO]
    assert [state for _, _, state in of(shop, raj)] == [YES, NO]


def test_a_no_is_nobodys_where_it_is_open_who_bought(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Kim Lee")
    shop.customer("Kim Lee")
    taken = take_in(shop, tmp_path, "Customer,Newsletter,Date,Article,Amount\nKim Lee,no,2025-06-01,Candle,20.00\n")
    assert (taken.tally.new, taken.tally.doubtful) == (1, 1)
    assert shop.tables()["consent"] == []


def test_undoing_an_import_takes_its_consents_back(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana", email="ana@a.pt")
    take_in(shop, tmp_path, "Name,Email,Newsletter\nAna,ana@a.pt,no\n")
    shop.operations.undo()
    assert of(shop, ana) == []


def test_no_file_gives_back_what_was_withdrawn_by_hand_whatever_its_columns(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana", email="ana@a.pt", phone="0777 1234")
    entry = shop.log(ana, words="please do not contact me")
    shop.run("log", partial(heard.hear, customer_id=ana, said=NewWord((), REACH), day=TODAY, source_id=entry))
    before = of(shop, ana)
    text = "Name,Email,Accepts Marketing,Accepts SMS Marketing,Do not call,Do not email\nAna,ana@a.pt,yes,yes,no,no\n"
    taken = take_in(shop, tmp_path, text)
    assert (taken.tally.changed, taken.tally.same) == (0, 1)
    take_in(shop, tmp_path, "Name,Email,Newsletter,Date,Article,Amount\nAna,ana@a.pt,yes,2025-06-01,Candle,20.00\n")
    assert of(shop, ana) == before
    words = shop.read(lambda reader: consents.of_customers(reader, [ana]))[ana]
    assert all(is_refused(words, way, purpose) for way in REACH for purpose in Purpose)
