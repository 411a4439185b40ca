"""The book and a customer's own copy: everything held is said, nobody else is named, nothing is read as markup."""

from __future__ import annotations

import base64
from contextlib import suppress
from datetime import time
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Boolean, Integer, String

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import Photo
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Kind
from relapp.domain.peace import NewQuiet
from relapp.domain.promises import PromiseState
from relapp.domain.question_bank import NewBankQuestion, PutAnswer
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.services import consents, customers, drafts, promises, relations
from relapp.services.pages import held as held_page
from relapp.storage import answers, photos, questions, schema, tags
from relapp.storage.transaction import Transaction
from relapp.ui.wording import kinds
from relapp.ui.wording.papers.book import Book
from relapp.ui.wording.papers.held import own_copy
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold

PICTURE = base64.b64decode("iVBORw0KGgo=")
EXPECTED = {
    "customer": (
        "Ana Moreira",
        "Anita",
        "no. 7",
        "Comes on Fridays.",
        "3 Mar 2030",
        "asked for it 1 Feb 2025",
        "not before 10:00",
        "not on Sunday",
    ),
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


WITHOUT = MappingProxyType(
    {
        "id": "the program's own number of a row",
        "customer_id": "whose copy it is",
        "interaction_id": "of which entry it is told",
        "contact_point.folded": "the same number once more, for look-ups",
        "customer.batch_id": "by which import they came; the file may be called after somebody else",
        "photo.media_type": "how the picture is stored",
        "merge.kept_id": "whose copy it is",
        "merge.gone_id": "the program's own number of a row",
        "merge.operation_id": "the program's own number of a row",
        "interaction.fingerprint": "a hash of the row of its file",
        "interaction.utc_offset": "the clock by which its time is told",
        "interaction.currency": "told beside each amount",
        "participant.place": "in which order those who came are told",
        "participant.origin": "the program's own number of somebody who is told under merge",
        "wish.product_id": "which thing of the shop's the words mean",
        "suggestion_answer.evidence": "a hash of what the suggestion rested on",
        "suggestion_answer.utc_offset": "the clock by which its time is told",
        **{f"participant.{name}": "told with its entry" for name in ("moment", "day", "kind", "direction", "amount")},
    }
)
"""Columns that are not told, with the reason."""

OTHER: dict[str, object] = {
    "customer.household_id": None, "customer.leave_until": "2031-02-03", "customer.quiet_from": "07:10",
    "customer.quiet_to": "08:20", "customer.quiet_days": "3", "contact_point.kind": "other", "photo.content": "AAAA",
    "relation.from_customer_id": 2, "relation.to_customer_id": 1, "interaction.kind": "letter",
    "interaction.channel": "post", "interaction.direction": "out", "interaction.outcome": "answered",
    "fact.certainty": "seen", "fact.month": 4, "fact.day": 5, "fact.year": 1980, "promise.promised_by": "customer",
    "promise.state": "kept", "wish.state": "met", "consent.channel": "email", "consent.purpose": "ideas",
    "consent.state": "given", "question_put.answer": "not_now", "suggestion_answer.kind": "silence",
    "suggestion_answer.answer": "later", "suggestion_answer.refusal": "not_now",
    "suggestion_answer.channel": "email", "suggestion_answer.outcome": "answered",
}  # fmt: skip
"""Other values, where not any other word would do."""

DAYS = frozenset({
    "added", "learned", "confirmed", "due", "made", "closed", "opened", "asked_again", "ask_on", "day", "until",
})  # fmt: skip


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
        tx.update(schema.customer, one, leave_until="2030-03-03", leave_why="asked 2025-02-01")
        consents.keep_quiet(tx, one, NewQuiet(end=time(10), days=frozenset({6})))
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

    shop.run("import", rest)
    return one


def copy_of(shop: Shop, customer_id: int) -> str:
    held = shop.read(lambda reader: held_page.page(reader, customer_id))
    assert held is not None
    concluded = shop.read(lambda reader: held_page.concluded(reader, customer_id, TODAY))
    return own_copy(held, "Weir Lane Bakery", TODAY, concluded)


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


class _TakenBackError(Exception):
    """Leaves a transaction without a trace."""


def test_every_column_about_a_customer_is_told_or_named_with_the_reason(shop: Shop, ana: int) -> None:
    """Whatever else stood there, the copy would say something else."""
    shop.run("import", more)
    before, untold = copy_of(shop, ana), []
    for name in ABOUT_THEM:
        table = schema.JOURNALLED[name]
        mine = [row for row in shop.tables()[name] if is_of(row, ana, name)]
        assert mine, name
        for column in table.columns:
            if column.name in WITHOUT or f"{name}.{column.name}" in WITHOUT:
                continue
            if all(changed(shop, ana, name, row, column) == before for row in mine):
                untold.append(f"{name}.{column.name}")
    assert not untold, untold


ABOUT_THEM = (
    "customer", "contact_point", "photo", "merge", "relation", "customer_tag", "interaction", "participant",
    "purchase_line", "fact", "promise", "wish", "recovery_case", "consent", "question_put", "suggestion_answer",
)  # fmt: skip


def test_what_the_shop_concludes_is_told_with_what_it_rests_on(shop: Shop, ana: int) -> None:
    for weeks in range(1, 6):
        shop.sell(ana, a_sold("Rye", 380), ago=7 * weeks)
    shop.run("kept", lambda tx: drafts.keep(tx, f"customers:{ana}", "half a line"))
    one = Suggestion(ana, SuggestionKind.THANK, Reason("act"), Reason("why"), (), None, None, "e")
    shop.run("kept", lambda tx: answers.note_shown(tx, [one], TODAY))
    page = copy_of(shop, ana)
    for said in ("Usually bought: 1× Rye", "Comes about every 7 days", "Begun and not logged yet: half a line"):
        assert said.replace("1× ", "") in page.replace("1× ", "")
    assert f"Suggested to staff: {kinds.suggestion(SuggestionKind.THANK)}" in page
    assert "read from the last" in page
    assert shop.read(lambda reader: held_page.concluded(reader, 7, TODAY)) is None


def more(tx: Transaction) -> None:
    """What the columns refer to besides."""
    tx.insert(schema.staff, name="Bo", role="staff", active=True)
    tags.give(tx, [(2, "other")])
    questions.add(tx, NewBankQuestion("Do you slice it?", "slices"))
    tx.insert(schema.product, name="Rye")
    tx.insert(schema.import_batch, operation_id=1, file_name="f", kind="sales", moment=0, utc_offset=0, new=0,
              changed=0, same=0, doubtful=0, bad=0)  # fmt: skip
    tx.update(schema.customer, 1, quiet_from="06:00", quiet_to="07:00", quiet_days="12")
    tx.update(schema.fact, 1, learned="2025-01-01", confirmed="2025-01-02")
    tx.insert(schema.fact, customer_id=1, kind="birthday", value="", about="", certainty="told", month=3, day=2,
              year=1970, learned="2025-01-01", confirmed=None, source_id=None, staff_id=None, superseded_by=None,
              retired=False, sensitive=None)  # fmt: skip
    tx.update(schema.recovery_case, 1, asked_again="2025-05-02", ask_on="2025-05-05")
    tx.update(schema.wish, 1, product_id=1)
    tx.insert(schema.promise, customer_id=1, words="still open", due=None, promised_by="shop", state="open",
              made="2025-01-01", closed=None, explanation="", source_id=None, staff_id=None)  # fmt: skip


def is_of(row: Any, customer_id: int, table: str) -> bool:
    owner = {"customer": "id", "merge": "kept_id", "relation": "from_customer_id"}.get(table, "customer_id")
    return table in ("interaction", "purchase_line") or getattr(row, owner) == customer_id


def other_value(shop: Shop, table: str, row: Any, column: Any) -> object:
    now = getattr(row, column.name)
    if f"{table}.{column.name}" in OTHER:
        return OTHER[f"{table}.{column.name}"]
    if isinstance(column.type, String) and column.name in DAYS:
        return "2024-02-03"
    if column.foreign_keys:
        to = next(iter(column.foreign_keys)).column.table.name
        ids = [one.id for one in shop.tables()[to]]
        return next((one for one in reversed(ids) if one != now), None)
    if isinstance(column.type, Boolean):
        return not now
    if isinstance(column.type, Integer):
        return 90_000 if column.name == "moment" else 2 if now is None else now + 1 if now != 3 else 2
    return "zqother"


def changed(shop: Shop, customer_id: int, table: str, row: Any, column: Any) -> str:
    """The copy as it would be with another value in one column."""
    value, found = other_value(shop, table, row, column), ""
    with suppress(_TakenBackError), shop.database.write("other", at=shop.now) as tx:
        tx.update(schema.JOURNALLED[table], row.id, **{column.name: value})
        held = held_page.page(tx, customer_id)
        assert held is not None
        found = own_copy(held, "Weir Lane Bakery", TODAY, held_page.concluded(tx, customer_id, TODAY))
        raise _TakenBackError
    return found


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
