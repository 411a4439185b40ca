"""Who reads their copy and says what is right is believed; what it said before stays in the history."""

from __future__ import annotations

import pytest

from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Kind
from relapp.services import corrections, customers, interactions
from relapp.services.corrections import Line, Part
from relapp.services.pages import held as held_page
from relapp.services.pages.held import Held
from relapp.storage import facts
from tests.builders import TODAY
from tests.shop import Shop


def held(shop: Shop, one: int) -> Held:
    found = shop.read(lambda reader: held_page.page(reader, one))
    assert found is not None
    return found


def correct(shop: Shop, one: int, part: Part, right: str) -> Line:
    page = held(shop, one)
    line = next(line for line in corrections.lines(page) if line.part is part)
    shop.run(corrections.NAME, lambda tx: corrections.correct(tx, page, line, right, words="read their copy"))
    return line


def test_a_fact_becomes_one_that_was_told_from_the_entry_that_says_so(shop: Shop) -> None:
    ana = shop.customer("Ana")
    old = shop.learn(ana, "size", "39", certainty=Certainty.GUESSED, about="daughter")
    correct(shop, ana, Part.FACT, " 42 ")
    new = held(shop, ana).facts[-1]
    assert (new.value, new.about, new.certainty, new.learned) == ("42", "daughter", Certainty.TOLD, TODAY)
    said = shop.entry(new.source_id or 0)
    assert (said.kind, said.words, said.customers) == (Kind.FEEDBACK, "read their copy", (ana,))
    assert [fact.id for fact in shop.read(lambda reader: facts.earlier(reader, new.id))] == [old]
    shop.operations.undo()
    assert [(fact.value, fact.superseded_by) for fact in held(shop, ana).facts] == [("39", None)]


def test_names_contacts_notes_and_entries_say_what_is_right_from_then_on(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123 45", nickname="An", note="lives at 3 Weir Lane")
    shop.log(ana, words="wants rye")
    for part, right in (
        (Part.NAME, "Anna"),
        (Part.NICKNAME, "Annie"),
        (Part.NOTE, "lives at 5 Weir Lane"),
        (Part.CONTACT, "0123 46"),
    ):
        correct(shop, ana, part, right)
    page = held(shop, ana)
    assert (page.customer.name, page.customer.nickname, page.customer.note) == ("Anna", "Annie", "lives at 5 Weir Lane")
    assert [point.value for point in page.contacts] == ["0123 46"]
    line = next(line for line in corrections.lines(page) if line.said == "wants rye")
    shop.run("x", lambda tx: corrections.correct(tx, page, line, "wants spelt", words="read"))
    assert [(one.entry.words, one.earlier) for one in held(shop, ana).entries if one.entry.id == line.id] == [
        ("wants spelt", ("wants rye",))
    ]


def test_what_is_empty_or_gone_is_refused_and_leaves_no_entry(shop: Shop) -> None:
    ana = shop.customer("Ana")
    fact = shop.learn(ana, "size", "39")
    page = held(shop, ana)
    line = next(line for line in corrections.lines(page) if line.part is Part.FACT)
    shop.run("x", lambda tx: tx.update(facts._fact, fact, retired=True))
    for right, code in (("  ", "copy.empty"), ("42", "copy.changed")):
        with pytest.raises(UserError) as refused:
            shop.run("x", lambda tx, right=right: corrections.correct(tx, page, line, right, words="read"))  # type: ignore[misc]
        assert refused.value.code == code
    assert held(shop, ana).entries == ()


def test_what_was_changed_meanwhile_is_refused_and_stays(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123 45", nickname="An", note="lives at 3 Weir Lane")
    entry = shop.log(ana, words="wants rye")
    page = held(shop, ana)
    shop.run("x", lambda tx: customers.rename(tx, ana, "Anna Moreira", "An"))
    shop.run("x", lambda tx: customers.annotate(tx, ana, "lives here"))
    shop.run("x", lambda tx: customers.remove_contact(tx, page.contacts[0].id))
    shop.run("x", lambda tx: interactions.remove(tx, entry))
    for line in corrections.lines(page):
        if line.part is Part.NICKNAME:
            shop.run("x", lambda tx, line=line: corrections.correct(tx, page, line, "Annie", words="read"))  # type: ignore[misc]
            continue
        with pytest.raises(UserError) as refused:
            shop.run("x", lambda tx, line=line: corrections.correct(tx, page, line, "right", words="read"))  # type: ignore[misc]
        assert refused.value.code == "copy.changed"
    now = held(shop, ana)
    assert (now.customer.name, now.customer.nickname, now.customer.note) == ("Anna Moreira", "Annie", "lives here")
    assert len(now.entries) == 1
    shop.run("x", lambda tx: customers.remove(tx, [ana]))
    with pytest.raises(UserError) as refused:
        shop.run("x", lambda tx: corrections.correct(tx, page, corrections.lines(page)[0], "right", words="read"))
    assert refused.value.code == "entry.unknown_customer"
