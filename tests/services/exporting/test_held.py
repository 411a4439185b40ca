"""The book and a customer's own copy: everything held is said, nobody else is named, nothing is read as markup."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from typing import Any

import pytest

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import Photo
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Kind
from relapp.domain.promises import PromiseState
from relapp.domain.question_bank import NewBankQuestion, PutAnswer
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import customers, promises, relations
from relapp.services.pages import held as held_page
from relapp.storage import photos, questions, schema, tags
from relapp.storage.transaction import Transaction
from relapp.ui.wording import kinds
from relapp.ui.wording.papers.book import Book
from relapp.ui.wording.papers.held import own_copy
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold

PICTURE = base64.b64decode("iVBORw0KGgo=")
EXPECTED = {
    "customer": ("Ana Moreira", "Anita", "no. 7", "Comes on Fridays.", "3 Mar 2030"),
    "household": ("Moreira, 12 Weir Lane",),
    "contact_point": ("07700 904417", "work phone"),
    "photo": ("data:image/png;base64,",),
    "merge": ("Ana M.", "no. 8"),
    "not_same": ("Looks like 1 other customer",),
    "relation": ("mother of another customer",),
    "customer_tag": ("regular",),
    "interaction": ("Asked for spelt", "Asked for rye"),
    "participant": ("came together",),
    "purchase_line": ("2× Wholemeal", "6.40"),
    "product": ("Wholemeal",),
    "fact": ("39", "38", "no longer so", "a poodle", "taken out", "guessed"),
    "promise": ("bring the catalogue", "Broken", "it snowed"),
    "wish": ("walnut knife",),
    "recovery_case": ("handle broke", "Replace", "9.00", "severity 3"),
    "consent": ("Phone", "27 Apr 2025 · Ina", "rang too late once"),
    "question": ("Do you freeze bread?",),
    "question_put": ("would rather not say",),
    "suggestion_answer": (kinds.suggestion(SuggestionKind.DATE), "Never for this customer"),
    "staff": ("Ina",),
}
NOT_OF_A_CUSTOMER = {"arrival", "erased", "import_batch", "removed_entry", "setting", "tag"}


@pytest.fixture
def ana(shop: Shop) -> int:
    """A customer with something in every table."""
    ina = shop.run("staff_add", lambda tx: tx.insert(schema.staff, name="Ina", role="owner", active=True))
    shop.operations.staff_id = ina
    one = shop.customer("Ana Moreira", nickname="Anita", reference="no. 7", note="Comes on Fridays.")
    zoe = shop.customer("Zoe Secret", phone="0999 777")
    visit = shop.log(one, zoe, words="came together")
    asked = shop.log(one, kind=Kind.ENQUIRY, words="Asked for rye")
    shop.edit(asked, words="Asked for spelt")
    shop.sell(one, a_sold("Wholemeal", 640, 2), ago=3)
    shop.learn(one, "size", "38")
    shop.learn(one, "size", "39")
    dog = shop.learn(one, "dog", "a poodle", certainty=Certainty.GUESSED)
    given = shop.promise(one, "bring the catalogue", due_in=3)
    shop.wish(one, "walnut knife")

    def rest(tx: Transaction) -> None:
        tx.update(schema.fact, dog, retired=True)
        tx.update(schema.customer, one, leave_until="2030-03-03")
        promises.settle(tx, given, PromiseState.BROKEN, "it snowed")
        tx.insert(
            schema.contact_point, customer_id=one, kind="phone", value="07700 904417", label="work phone", folded="1"
        )
        photos.add(tx, one, Photo("image/png", PICTURE))
        tx.insert(schema.merge, kept_id=one, gone_id=99, name="Ana M.", reference="no. 8", operation_id=1)
        tx.insert(schema.not_same, one_id=one, other_id=zoe)
        relations.relate(tx, one, zoe, "mother of")
        relations.share_household(tx, "Moreira, 12 Weir Lane", [one])
        tags.give(tx, [(one, "regular")])
        customers.note_consent(
            tx, Consent(one, Channel.PHONE, Purpose.ANY, ConsentState.WITHDRAWN, days_ago(9), "rang too late once")
        )
        case: dict[str, Any] = {"cause": "handle broke", "severity": 3, "remedy": "replace", "cost": 900}
        tx.insert(
            schema.recovery_case, customer_id=one, source_id=visit, currency="EUR", owner_id=ina, promise_id=None,
            opened="2025-05-01", asked_again=None, closed=None, **case,
        )  # fmt: skip
        question = questions.add(tx, NewBankQuestion("Do you freeze bread?", "freezes"))
        questions.put(tx, one, question, PutAnswer.DECLINED, TODAY)
        tx.insert(
            schema.suggestion_answer, customer_id=one, kind="date", evidence="x", answer="no", refusal="never",
            until=None, moment=0, utc_offset=0, staff_id=ina, interaction_id=None, channel=None, outcome=None,
        )  # fmt: skip

    shop.run("rest", rest)
    return one


def copy_of(shop: Shop, customer_id: int) -> str:
    held = shop.read(lambda reader: held_page.page(reader, customer_id))
    assert held is not None
    return own_copy(held, "Weir Lane Bakery", TODAY)


class Words(HTMLParser):
    """What a page says, and the elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_table_is_said_of_in_the_copy(shop: Shop, ana: int) -> None:
    page = copy_of(shop, ana)
    assert {*EXPECTED, *NOT_OF_A_CUSTOMER} == {*schema.JOURNALLED}
    held = shop.tables()
    assert [table for table in EXPECTED if not held[table]] == []
    assert {table: [said for said in words if said not in page] for table, words in EXPECTED.items()} == {
        table: [] for table in EXPECTED
    }


def test_nobody_else_is_named_in_the_copy_but_in_the_book(shop: Shop, ana: int) -> None:
    page = copy_of(shop, ana)
    assert "Zoe" not in page
    assert "0999" not in page
    assert "someone else" in page
    held = shop.read(lambda reader: held_page.page(reader, ana))
    assert held is not None
    assert "Zoe Secret" in Book("", TODAY).volume([held])


def test_a_page_is_sound_and_runs_and_fetches_nothing(shop: Shop) -> None:
    naughty = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x' \u202eabc\x00"
    one = shop.customer(naughty[:60], nickname=naughty[:40], note=naughty)
    shop.log(one, words=naughty)
    shop.learn(one, "dog", naughty)
    shop.promise(one, naughty)
    shop.sell(one, a_sold(naughty[:50], 100))
    shop.run(
        "photo",
        lambda tx: tx.insert(schema.photo, customer_id=one, media_type='image/png"><script>', content="AAAA"),
    )
    held = shop.read(lambda reader: held_page.page(reader, one))
    assert held is not None
    book = Book(naughty, TODAY)
    for page in (copy_of(shop, one), book.volume([held]), book.index([(one, naughty, "customers-0001.html")])):
        seen = Words(page)
        assert seen.open == []
        assert not seen.elements & {"script", "img", "iframe", "link", "object"}
        assert not [name for name, _ in seen.attributes if name.startswith("on")]
        assert "\u202e" not in page
        assert "<script>alert(1)</script>" in "".join(seen.words)
        assert ("charset", "utf-8") in seen.attributes
        assert page.startswith('<!DOCTYPE html>\n<html lang="')


def test_of_somebody_who_is_gone_there_is_no_copy(shop: Shop) -> None:
    assert shop.read(lambda reader: held_page.page(reader, 7)) is None
