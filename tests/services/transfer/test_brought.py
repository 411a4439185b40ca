"""What somebody drops or pastes is told apart by what it is."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from relapp.domain.customers import ContactKind
from relapp.services.transfer import brought
from relapp.services.transfer.brought import Brought


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\ufeff\r\nBEGIN:VCARD\nFN:Ana\nEND:VCARD", Brought.CARDS),
        ("begin:vcalendar\nEND:VCALENDAR", Brought.CALENDAR),
        ("Name\tPhone\nAna\t0171 1\n", Brought.TABLE),
        ("\tJan\nTea\t3", Brought.TABLE),
        ("[01/05/2025, 09:00:01] Ana: spelt?\n[01/05/2025, 09:01:00] Bo: yes", Brought.CHAT),
        ("12.03.24, 18:22 - Ana: spelt?\n12.03.24, 18:23 - Bo: yes", Brought.CHAT),
        ("+44 171 555 4417", Brought.PHONE),
        ("tel:01715554417", Brought.PHONE),
        (" ana@example.org\n", Brought.EMAIL),
        ("mailto:ana@example.org", Brought.EMAIL),
        ("ana asked for spelt", Brought.WORDS),
        ("one\ttwo", Brought.WORDS),
        ("2024", Brought.WORDS),
        ("on 12.03. at 18:22 Ana came", Brought.WORDS),
    ],
)
def test_a_text_is_what_it_looks_like(text: str, kind: Brought) -> None:
    assert brought.what_is(text) is kind


def test_a_number_and_an_address_lose_what_programs_put_before_them() -> None:
    assert brought.contact("tel:+441715554417 ") == (ContactKind.PHONE, "+441715554417")
    assert brought.contact("mailto:ana@example.org") == (ContactKind.EMAIL, "ana@example.org")


def test_the_first_table_of_a_page_becomes_lines_with_tabs() -> None:
    html = (
        "<table><thead><tr><th>Name<th>Town</thead>"
        "<tr><td>Ana <i>M</i>&amp;Co</td><td>Z&uuml;<br>rich</td></tr></table>"
        "<table><tr><td>other</td></tr></table><p>after"
    )
    assert brought.table_in(html) == "Name\tTown\nAna M &Co\tZü rich"
    assert brought.table_in("<p>none</p>") == ""


def test_a_long_cell_takes_no_longer_than_it_is() -> None:
    began = monotonic()
    text = brought.table_in("<table><tr><td>" + "a<br>" * 50_000)
    assert len(text) == 99_999
    assert monotonic() - began < 5


def test_files_of_cards_and_mails_come_together_and_tables_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    (folder / "more").mkdir(parents=True)
    for name in ("a.vcf", "more/b.VCF", "c.eml", "d.csv", ".hidden.vcf"):
        (folder / name).write_text("x")
    single, table = tmp_path / "e.vcf", tmp_path / "f.csv"
    lots = brought.lots([folder, single, table])
    told = [(lot.name, [path.name for path in lot.paths]) for lot in lots]
    assert sorted(told) == [
        ("d.csv", ["d.csv"]),
        ("e.vcf", ["e.vcf"]),
        ("f.csv", ["f.csv"]),
        ("phone", ["a.vcf", "b.VCF"]),
        ("phone", ["c.eml"]),
    ]
    assert [len(lot.paths) for lot in brought.lots([single, tmp_path / "g.vcf"])] == [2]
