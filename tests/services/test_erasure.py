"""Erasing a customer: nothing of them is left in any file, and everything about others is as it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import String, func, select

from relapp.domain.cases import NewCase
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, Photo
from relapp.domain.erasing import GONE, Erased
from relapp.domain.facts import NewFact
from relapp.domain.interactions import Channel, Kind
from relapp.domain.merging import Choice, Field
from relapp.domain.question_bank import PutAnswer
from relapp.services import (
    arrivals,
    cases,
    customers,
    drafts,
    erasure,
    facts,
    interactions,
    merging,
    relations,
)
from relapp.services.transfer import importing
from relapp.storage import erasure as stored
from relapp.storage import journal, photos, schema, search, tags
from tests.builders import TODAY
from tests.refusals import refused
from tests.shop import Shop, a_sold

NOT_THEIRS = MappingProxyType(
    {
        "staff": "members of staff",
        "setting": "what the shop set",
        "removed_entry": "hashes",
        "erased": "hashes",
        "import_batch.row_marks": "hashes",
        "customer.name": "another customer's own name",
        "customer.nickname": "another customer's own name",
        "customer.reference": "another customer's own number",
        "contact_point.value": "another customer's own address, which a family may share",
        "contact_point.folded": "the same",
        "merge.name": "what another customer was called",
        "merge.reference": "another customer's own number",
        "photo.content": "another customer's picture",
        "interaction.fingerprint": "a hash",
        "suggestion_answer.evidence": "a hash",
    }
)
"""Text in which nobody types somebody else's name, with the reason."""

CODES = frozenset({
    "kind", "channel", "direction", "outcome", "currency", "certainty", "state", "promised_by", "answer", "refusal",
    "media_type", "code", "purpose", "role", "key", "value", "salt", "mark",
})  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop.db")
    yield made
    made.close()


class Told:
    """Random-looking words, each for one field, which are to be found nowhere afterwards."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self) -> str:
        self.words.append(f"zq{len(self.words):03}xv")
        return self.words[-1]


def erase(shop: Shop, customer_id: int) -> None:
    shop.run(erasure.NAME, lambda tx: erasure.erase(tx, customer_id))
    erasure.finish(shop.operations)


def bytes_of(shop: Shop) -> dict[str, bytes]:
    """The file and everything beside it, in lower case."""
    assert shop.path is not None
    return {path.name: path.read_bytes().lower() for path in shop.path.parent.iterdir() if path.suffix != ".csv"}


def found_in(shop: Shop, words: list[str]) -> set[tuple[str, str]]:
    """Words that stand in a file, as they are or with their signs two bytes wide, or packed in the journal."""
    files = bytes_of(shop)
    with shop.database.read() as reader:
        packed = [row[0] for row in reader.rows(select(schema.change.c.rows).where(schema.change.c.rows.is_not(None)))]
    from relapp.storage.derived import unpacked

    files["journal"] = "".join(str(unpacked(content)) for content in packed).lower().encode()
    return {(name, word) for name, content in files.items() for word in words if word.encode() in content}


def everything_about(shop: Shop, told: Told) -> tuple[int, int, str]:
    """A customer with a word of their own in every field; their id, a friend's, and the friend's other words."""
    name = f"{told()} {told()}"
    mara = shop.customer(
        name, phone="+46 70 555 12 34", email=f"{told()}@example.org", nickname=told(), reference=told(), note=told()
    )
    friend = shop.customer("Tom Ek", note=f"friend of {name}, likes rye")
    away = NewContactPoint(ContactKind.ADDRESS, told(), told())
    shop.run("contact_add", lambda tx: customers.add_contact(tx, mara, away))
    shop.run("contact_add", lambda tx: customers.add_contact(tx, mara, NewContactPoint(ContactKind.OTHER, told())))
    shop.run("x", lambda tx: photos.add(tx, mara, Photo("image/png", b"\x89PNG")))
    shop.run("x", lambda tx: tags.give(tx, [(mara, told())]))
    shop.run("x", lambda tx: relations.relate(tx, mara, friend, told()))
    shop.run("x", lambda tx: customers.leave_in_peace(tx, mara, TODAY + timedelta(days=3)))
    shop.run("x", lambda tx: tx.update(schema.customer, mara, leave_why=told()))
    shop.run("x", lambda tx: tx.update(schema.customer, mara, household_id=tx.insert(schema.household, name=told())))
    entry = shop.log(mara, words=told(), kind=Kind.COMPLAINT)
    fact = shop.learn(mara, told(), told(), about=told())
    shop.run("fact_correct", lambda tx: facts.correct(tx, fact, NewFact(told(), told())))
    promise = shop.promise(mara, told(), 3)
    shop.run("x", lambda tx: tx.update(schema.promise, promise, explanation=told()))
    shop.wish(mara, told())
    case = shop.run("case_open", lambda tx: cases.open_case(tx, mara, NewCase(told(), remedy=told()), source_id=entry))
    shop.run("x", lambda tx: tx.update(schema.recovery_case, case, said=told()))
    said = Consent(mara, Channel.PHONE, Purpose.ANY, ConsentState.GIVEN, TODAY, told())
    shop.run("consent", lambda tx: customers.note_consent(tx, said))
    question = shop.run(
        "x",
        lambda tx: tx.insert(
            schema.question, code="", words=f"How is {name}?", kind="size", about="", place=1, active=True
        ),
    )
    shop.run(
        "x",
        lambda tx: tx.insert(
            schema.question_put,
            customer_id=mara,
            question_id=question,
            product=told(),
            answer=PutAnswer.DECLINED,
            day=TODAY.isoformat(),
            staff_id=None,
            fact_id=None,
            source_id=None,
        ),
    )
    shop.run("arrival_note", lambda tx: arrivals.note(tx, f"rye for {name}", TODAY))
    shop.run("kept", lambda tx: drafts.keep(tx, f"customer:{mara}", told()))
    shop.run("kept", lambda tx: drafts.keep(tx, "log", f"{name} {told()}"))
    return mara, friend, name


def test_no_word_about_them_is_left_in_any_file(shop: Shop) -> None:
    told = Told()
    mara, friend, name = everything_about(shop, told)
    shared = shop.log(mara, friend, words=f"{name} and Tom Ek tried the rye")
    solo = shop.log(mara, words=told())
    shop.edit(solo, words=told())
    gone = shop.log(mara, words=told())
    shop.run("log_remove", lambda tx: interactions.remove(tx, gone))
    shop.learn(mara, told(), told())
    shop.operations.undo()
    shop.run("customer_edit", lambda tx: customers.rename(tx, mara, f"{told()} {told()}", told()))
    # Merged with somebody who has words of their own, and that undone and done again.
    twin = shop.customer(f"{told()} {told()}", note=told(), reference=told())
    shop.log(twin, words=told())
    shop.run("merge", lambda tx: merging.merge(tx, mara, twin, Choice()))
    shop.operations.undo()
    shop.operations.redo()
    shop.run("customer_remove", lambda tx: customers.remove(tx, [mara]))
    shop.operations.undo()
    assert found_in(shop, told.words)

    erase(shop, mara)

    assert found_in(shop, told.words) == set()
    assert shop.entry(shared).words == f"{GONE} and Tom Ek tried the rye"
    notes = shop.read(lambda reader: reader.scalars(select(schema.customer.c.note)))
    assert notes == [f"friend of {GONE}, likes rye"]
    shop.assert_sound()
    for word in told.words:
        assert shop.read(lambda reader, word=word: search.customers(reader, word, 5)) == []  # type: ignore[misc]
    shop.reopen()
    assert found_in(shop, told.words) == set()


def test_every_text_is_looked_through_or_named_with_the_reason() -> None:
    looked = {f"{table}.{column}" for table, columns in stored.WORDS.items() for column in columns}
    texts = {
        f"{name}.{column.name}"
        for name, table in schema.JOURNALLED.items()
        for column in table.columns
        if isinstance(column.type, String) and not column.foreign_keys
    }
    days = re.compile(r"\.(added|learned|confirmed|due|made|closed|opened|asked_again|ask_on|day|until|leave_until)$")
    quiet = re.compile(r"\.quiet_(from|to|days)$")
    left = {
        one
        for one in texts - looked
        if one not in NOT_THEIRS
        and one.split(".")[0] not in NOT_THEIRS
        and one.split(".")[1] not in CODES
        and not days.search(one)
        and not quiet.search(one)
    }
    assert left == set()


def test_every_table_about_a_customer_is_emptied_of_them() -> None:
    about = {
        name
        for name, table in schema.JOURNALLED.items()
        if any(key.column.table is schema.customer for key in table.foreign_keys)
    }
    assert about == {name for name, columns in stored.OWNERS.items() if columns} - {"customer"}


def test_sums_and_products_keep_to_the_cent(shop: Shop) -> None:
    mara, tom = shop.customer("Mara Quist"), shop.customer("Tom Ek")
    shop.sell(mara, a_sold("rye", 420), a_sold("spelt", 1), words="Mara paid cash")
    shop.sell(tom, a_sold("rye", 380))

    def sums() -> list[object]:
        line, entry = schema.purchase_line.c, schema.interaction.c
        return [
            *shop.read(lambda r: r.rows(select(line.product_id, func.sum(line.amount)).group_by(line.product_id))),
            shop.read(lambda r: r.scalar(select(func.sum(entry.amount)))),
        ]

    before = sums()
    erase(shop, mara)
    assert sums() == before
    assert [entry.words for entry in map(shop.entry, (1, 2))] == ["", ""]
    assert shop.entry(1).customers == ()
    assert found_in(shop, ["mara"]) == set()
    shop.assert_sound()


def test_what_others_did_can_still_be_taken_back(shop: Shop) -> None:
    mara = shop.customer("Mara Quist")
    tom = shop.customer("Tom Ek")
    shared = shop.log(mara, tom, words="Mara and Tom")
    noted = shop.log(tom, words="met Mara Quist")
    shop.edit(noted, words="saw Mara Quist")
    shop.learn(mara, "size", "39")
    erase(shop, mara)
    assert shop.entry(noted).words == f"saw {GONE}"
    report = shop.operations.undo()
    # What was noted about her is no act any more.
    assert report is not None
    assert (report.name, report.kept) == ("log_edit", ())
    assert shop.entry(noted).words == f"met {GONE}"
    shop.operations.undo()
    report = shop.operations.undo()
    assert report is not None
    assert (report.name, report.kept) == ("log", ())
    assert shop.read(lambda reader: reader.scalars(select(schema.interaction.c.id))) == []
    assert shared
    report = shop.operations.undo()
    assert report is not None
    assert (report.name, report.kept) == ("customer_add", ())
    assert shop.operations.undo() is None
    assert shop.operations.redo() is not None
    assert [row.name for row in shop.tables()["customer"]] == ["Tom Ek"]
    shop.assert_sound()


def test_nothing_brings_them_back(shop: Shop) -> None:
    mara = shop.customer("Mara Quist")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [mara]))
    shop.operations.undo()
    erase(shop, mara)
    assert shop.operations.undo() is None
    assert shop.operations.redo() is None
    noted = shop.read(lambda reader: journal.noted(reader, [erasure.NAME], 5))
    assert [(one.name, one.at) for one in noted] == [("erase", shop.now)]
    assert refused(shop, lambda tx: erasure.erase(tx, mara))[0] == "entry.unknown_customer"


def a_till_file(tmp_path: Path, name: str = "till.csv") -> Path:
    path = tmp_path / name
    path.write_text(
        "date;customer;product;amount\n"
        "2026-04-01;Mara Quist;rye;4.20\n"
        "2026-04-01;Tom Ek;rye;3.80\n"
        "2026-04-02;Mara Quist;spelt;1.00\n"
        "2026-04-03;Tom Ek;spelt;2.00\n",
        encoding="utf-8",
    )
    return path


def test_an_import_can_be_undone_for_the_others(shop: Shop, tmp_path: Path) -> None:
    plan = importing.prepare(a_till_file(tmp_path))
    shop.run("import", lambda tx: importing.take_in(tx, plan))
    mara = next(row.id for row in shop.tables()["customer"] if row.name == "Mara Quist")
    erase(shop, mara)
    assert len(shop.tables()["interaction"]) == 4
    report = shop.operations.undo()
    assert report is not None
    assert report.kept == ()
    rows = shop.tables()
    assert [len(rows[name]) for name in ("customer", "interaction", "purchase_line", "participant")] == [0] * 4
    shop.operations.redo()
    rows = shop.tables()
    assert [row.name for row in rows["customer"]] == ["Tom Ek"]
    assert len(rows["interaction"]) == 4
    assert found_in(shop, ["mara", "quist"]) == set()
    shop.assert_sound()


def test_whoever_was_merged_and_taken_apart_stays(shop: Shop) -> None:
    mara, other = shop.customer("Mara Quist"), shop.customer("Marta Quist", note="likes spelt")
    shop.learn(other, "size", "41")
    merge = shop.run("merge", lambda tx: merging.merge(tx, mara, other))
    shop.run("unmerge", lambda tx: merging.unmerge(tx, merge))
    erase(shop, mara)
    rows = shop.tables()
    assert [row.name for row in rows["customer"]] == ["Marta Quist"]
    assert [row.value for row in rows["fact"]] == ["41"]
    assert found_in(shop, ["mara"]) == set()
    shop.assert_sound()


@pytest.mark.parametrize("apart", ["undone", "unmerged", "further"])
def test_what_a_merge_gave_to_somebody_else_goes_with_them(shop: Shop, apart: str) -> None:
    told = Told()
    tom = shop.customer("Tom Ek", note="likes rye")
    shop.learn(tom, "size", "42")
    mara = shop.customer(f"{told()} {told()}", nickname=told(), reference=told(), note=f"{told()}\n{told()}")
    for one, state, how in ((mara, ConsentState.WITHDRAWN, told()), (tom, ConsentState.GIVEN, "card")):
        said = Consent(one, Channel.PHONE, Purpose.ANY, state, TODAY + timedelta(days=one == tom), how)
        shop.run("consent", lambda tx, said=said: customers.note_consent(tx, said))  # type: ignore[misc]
    merge = shop.run("merge", lambda tx: merging.merge(tx, tom, mara, Choice(frozenset({Field.NAME}))))
    if apart == "undone":
        shop.operations.undo()
        shop.operations.redo()
        shop.operations.undo()
    else:
        note = next(row.note for row in shop.tables()["customer"] if row.id == tom)
        shop.run("customer_edit", lambda tx: customers.annotate(tx, tom, f"{note}\nand spelt"))
        if apart == "further":
            bo = shop.customer("Bo Lund")
            shop.run("merge", lambda tx: merging.merge(tx, bo, tom))
            shop.operations.undo()
        shop.run("unmerge", lambda tx: merging.unmerge(tx, merge))
    erase(shop, mara)
    assert found_in(shop, told.words) == set()
    there = next(row for row in shop.tables()["customer"] if row.id == tom)
    assert (there.name, there.note) == ("Tom Ek", "likes rye" if apart == "undone" else "likes rye\nand spelt")
    shop.assert_sound()
    while shop.operations.undo():
        shop.assert_sound()
    while shop.operations.redo():
        shop.assert_sound()
    assert found_in(shop, told.words) == set()


def test_a_number_that_others_have_as_well_names_them(shop: Shop) -> None:
    mara = shop.customer("Mara Quist", phone="+46 70 555 12 34")
    shop.customer("Tom Quist", phone="070-555 12 34", note="ring 070 555 12 34 at night")
    erase(shop, mara)
    assert [row.note for row in shop.tables()["customer"]] == ["ring 070 555 12 34 at night"]


def test_whoever_is_apart_again_is_not_marked_as_erased(shop: Shop) -> None:
    mara, tom = shop.customer("Mara Quist"), shop.customer("Tom Ek", reference="K7")
    merge = shop.run("merge", lambda tx: merging.merge(tx, mara, tom))
    shop.run("unmerge", lambda tx: merging.unmerge(tx, merge))
    erase(shop, mara)
    erased = Erased(shop.read(stored.marks))
    assert erased.means("Mara Quist")
    assert not erased.means("Tom Ek")
    assert not erased.means("Tom Ek", reference="K7")


def test_an_older_copy_obeys_whatever_was_erased_since(shop: Shop, tmp_path: Path) -> None:
    mara = shop.customer("Mara Quist", email="mara@example.org")
    namesake, tom = shop.customer("Bo Ek"), shop.customer("Tom Ek")
    away = shop.customer("Ida Lund", phone="0701234567")
    shop.log(mara, tom, words="Mara and Tom")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [away]))
    copy = tmp_path / "copy.db"
    shop.database.copy(copy)
    shop.operations.undo()
    for one in (mara, away):
        erase(shop, one)
    kept = shop.read(stored.marks)
    older = Shop(copy)
    try:
        assert older.run(erasure.NAME, lambda tx: erasure.obey(tx, kept)) == 2
        erasure.finish(older.operations)
        assert [row.id for row in older.tables()["customer"]] == [namesake, tom]
        assert found_in(older, ["mara", "ida", "lund"]) == set()
        assert older.run(erasure.NAME, lambda tx: erasure.obey(tx, kept)) == 0
        # Taken in anew on purpose, she stays when that copy is brought back.
        older.customer("Mara Quist", email="mara@example.org")
        assert older.run(erasure.NAME, lambda tx: erasure.obey(tx, kept)) == 0
        older.assert_sound()
    finally:
        older.close()


def test_the_file_is_cleaned_at_the_next_start_if_it_was_not(shop: Shop) -> None:
    mara = shop.customer("Mara Quist")
    shop.log(mara, words="zq000xv")
    shop.run(erasure.NAME, lambda tx: erasure.erase(tx, mara))
    assert found_in(shop, ["zq000xv"])
    shop.reopen()
    erasure.finish(shop.operations)
    assert found_in(shop, ["zq000xv", "quist"]) == set()
    assert not shop.read(stored.is_unclean)


_KILLED = """
import os, signal, sys
from pathlib import Path
from relapp.services import erasure
from relapp.storage import scrubbing
from relapp.storage.transaction import Transaction
from tests.shop import Shop

step, path = sys.argv[1:]
shop = Shop(Path(path))

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if step == "finish":
    Transaction.finish = die
elif step == "journal":
    scrubbing.Scrubbing._write = die
elif step == "commit":
    shop.run("erase", lambda tx: erasure.erase(tx, 1))
    die()
elif step == "vacuum":
    shop.database._backend.path = shop.path
    shop.run("erase", lambda tx: erasure.erase(tx, 1))
    shop.database.scrub()
    die()
shop.run("erase", lambda tx: erasure.erase(tx, 1))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize(("step", "there"), [("finish", 1), ("journal", 1), ("commit", 0), ("vacuum", 0)])
def test_a_process_that_is_killed_leaves_either_the_person_or_nobody(shop: Shop, step: str, there: int) -> None:
    mara = shop.customer("Mara Quist")
    shop.log(mara, words="zq000xv")
    whole = shop.tables()
    shop.close()
    done = subprocess.run([sys.executable, "-c", _KILLED, step, str(shop.path)], cwd=os.getcwd(), check=False)
    assert done.returncode == -signal.SIGKILL
    shop.reopen()
    assert len(shop.tables()["customer"]) == there
    if there:
        assert shop.tables() == whole
    erasure.finish(shop.operations)
    assert bool(found_in(shop, ["zq000xv"])) is bool(there)
    shop.assert_sound()


def test_what_goes_and_what_stays_is_counted_before(shop: Shop) -> None:
    mara, tom = shop.customer("Mara Quist", phone="0701234567"), shop.customer("Tom Ek")
    shop.sell(mara, a_sold("rye", 420))
    shop.log(mara, words="called")
    shop.log(tom, mara, words="both")
    shop.learn(mara, "size", "39")
    found = shop.read(lambda reader: erasure.going(reader, mara))
    assert found is not None
    assert (found.name, found.entries, found.sales, found.shared) == ("Mara Quist", 1, 1, 1)
    assert found.noted == {"fact": 1, "contact_point": 1}
    assert shop.read(lambda reader: erasure.going(reader, 99)) is None
