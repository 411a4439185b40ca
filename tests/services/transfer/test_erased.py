"""Whoever was erased does not come back with a file, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from relapp.domain.imports import ImportCounts
from relapp.services import erasure
from relapp.services.exporting import lines, uid
from relapp.services.transfer import importing
from relapp.services.transfer.storing.tally import Note, Tally
from relapp.storage import schema
from relapp.ui.wording.imports import counted
from tests.shop import Shop, a_sold


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop.db")
    yield made
    made.close()


def erase(shop: Shop, name: str) -> None:
    one = next(row.id for row in shop.tables()["customer"] if row.name == name)
    shop.run(erasure.NAME, lambda tx: erasure.erase(tx, one))


def take(shop: Shop, path: Path) -> tuple[Tally, str]:
    """What an import counts, which is the same beforehand; with the sentence about it."""
    plan = importing.prepare(path)
    before = shop.read(lambda reader: importing.preview(reader, plan))
    tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert before.counts() == tally.counts()
    assert before.notes == tally.notes
    return tally, counted(tally, plan.content)


def names(shop: Shop) -> list[str]:
    return [row.name for row in shop.tables()["customer"]]


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_of_customers_leaves_them_out_and_says_so(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Mara Quist", phone="070 123 45 67", email="mara@example.org")
    erase(shop, "Mara Quist")
    path = written(
        tmp_path,
        "people.csv",
        "name;phone;email\nMara Quist;+46 70 1234567;\nM Quist;;Mara@Example.org\nTom Ek;070 999 88 77;\n",
    )
    tally, said = take(shop, path)
    assert (tally.new, tally.same, tally.notes[Note.ERASED]) == (1, 2, 2)
    assert said == (
        "1 new customer. 2 rows about somebody who was erased: left out. Add them by hand if they are customers again."
    )
    assert names(shop) == ["Tom Ek"]


def test_a_card_leaves_them_out_by_any_of_their_addresses(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Mara Quist", email="mara@example.org")
    erase(shop, "Mara Quist")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Mara Quist\nEMAIL:new@example.org\nEMAIL:mara@example.org\nEND:VCARD\n"
    assert take(shop, written(tmp_path, "one.vcf", card))[0].notes[Note.ERASED] == 1
    assert names(shop) == []


def test_sales_of_theirs_are_taken_in_for_the_sums_without_a_name(shop: Shop, tmp_path: Path) -> None:
    first = "date;customer;product;amount\n2026-04-01;Mara Quist;rye;4.20\n2026-04-01;Tom Ek;rye;3.80\n"
    take(shop, written(tmp_path, "one.csv", first))
    erase(shop, "Mara Quist")
    tally, said = take(shop, written(tmp_path, "two.csv", first + "2026-04-09;Mara Quist;spelt;1.00\n"))
    assert (tally.new, tally.same, tally.people, tally.notes[Note.ERASED]) == (1, 2, 0, 1)
    assert said.endswith("1 line of somebody who was erased: taken in without a name.")
    assert names(shop) == ["Tom Ek"]
    entry = schema.interaction.c
    assert shop.read(lambda r: r.scalar(select(func.sum(entry.amount)))) == 900
    assert {row.words for row in shop.tables()["interaction"]} == {""}


def test_a_product_of_theirs_does_not_name_them(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Mara Quist", phone="070 123 45 67")
    erase(shop, "Mara Quist")
    sold = (
        "date;customer;phone;product;amount\n2026-04-01;Mara Quist;070 123 45 67;Cake for Mara Quist;4.20\n"
        "2026-04-02;Tom Ek;;Cake for Tom Ek;4.20\n"
    )
    path = written(tmp_path, "one.csv", sold)
    assert take(shop, path)[0].new == 2
    assert [row.name for row in shop.tables()["product"]] == ["Cake for (erased)", "Cake for Tom Ek"]
    assert take(shop, path)[0].counts() == ImportCounts(same=2)


def test_an_entry_of_theirs_alone_is_left_out_and_a_shared_one_does_not_name_them(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Mara Quist", email="mara@example.org")
    shop.customer("Tom Ek", email="tom@example.org")
    erase(shop, "Mara Quist")

    def mail(to: str, words: str, number: int) -> str:
        return (
            f"From: Shop <shop@example.org>\nTo: {to}\nDate: Fri, 1 May 2026 10:0{number}:00 +0200\n"
            f"Message-ID: <{number}@x>\nSubject: Rye\nContent-Type: text/plain\n\n{words}\n"
        )

    mara, tom = "Mara Quist <mara@example.org>", "Tom Ek <tom@example.org>"
    box = "".join(
        f"From shop@example.org Fri May  1 10:00:00 2026\n{one}\n"
        for one in (mail(mara, "Dear Mara", 1), mail(f"{tom}, {mara}", "Dear Mara Quist and Tom", 2))
    )
    path = written(tmp_path, "box.mbox", box)
    for again in (False, True):
        plan = importing.prepare(path, ours=("shop@example.org",))
        tally = shop.run("import", lambda tx, plan=plan: importing.take_in(tx, plan)).tally  # type: ignore[misc]
        assert (tally.new, tally.changed) == ((0, 0) if again else (1, 0))
    entries = shop.tables()["interaction"]
    assert len(entries) == 1
    assert "mara" not in entries[0].words.lower()
    assert "Tom" in entries[0].words
    assert names(shop) == ["Tom Ek"]


@pytest.mark.parametrize("target", ["beside", "empty"])
def test_a_whole_shop_comes_without_them(shop: Shop, tmp_path: Path, target: str) -> None:
    other = Shop(tmp_path / "other" / "shop.db")
    try:
        mara = other.customer("Mara Quist", phone="070 123 45 67", note="zq1")
        tom = other.customer("Tom Ek", note="friend of Mara Quist")
        other.sell(mara, a_sold("rye", 420), words="zq2")
        other.log(mara, words="zq3")
        other.log(tom, mara, words="Mara and Tom")
        other.learn(mara, "size", "zq4")
        other.learn(tom, "size", "42")
        path = tmp_path / "shop.jsonl"
        other.run("export", uid.give)
        other.read(lambda reader: path.write_text("".join(lines.lines(reader, other.now)), encoding="utf-8"))
    finally:
        other.close()
    shop.customer("Mara Quist", phone="070 123 45 67")
    erase(shop, "Mara Quist")
    if target == "beside":
        shop.customer("Ida Lund")
    for _ in range(2):
        take(shop, path)
        assert names(shop) == (["Ida Lund", "Tom Ek"] if target == "beside" else ["Tom Ek"])
        entries = shop.tables()["interaction"]
        assert sorted(row.words for row in entries) == ["", "(erased) and Tom"]
        assert sum(row.amount or 0 for row in entries) == 420
        assert [row.value for row in shop.tables()["fact"]] == ["42"]
        assert shop.tables()["customer"][-1].note == "friend of (erased)"
    shop.assert_sound()


def test_who_was_taken_in_anew_by_hand_is_found_again(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Mara Quist", email="mara@example.org")
    erase(shop, "Mara Quist")
    shop.customer("Mara Quist", email="mara@example.org")
    path = written(tmp_path, "people.csv", "name;email;phone\nMara Quist;mara@example.org;070 123 45 67\n")
    tally, _ = take(shop, path)
    assert (tally.changed, tally.notes[Note.ERASED]) == (1, 0)
