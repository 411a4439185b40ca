"""Cards that are written: what telephones read, and what comes back from them is what was written."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind, NewContactPoint, Photo
from relapp.domain.facts import NewFact
from relapp.services.exporting.vcards import CardPerson, cards
from relapp.services.transfer.reading.documents import open_document
from relapp.services.transfer.rows import PersonRow
from tests.builders import a_customer

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))


def read_back(people: list[CardPerson], folder: Path) -> list[PersonRow]:
    path = folder / "written.vcf"
    path.write_text("".join(cards(people)), encoding="utf-8", newline="")
    document = open_document(path)
    assert document is not None
    rows = list(document.rows())
    assert all(isinstance(row, PersonRow) for row in rows)
    return [row for row in rows if isinstance(row, PersonRow)]


def test_a_card_is_what_telephones_know() -> None:
    person = CardPerson(
        a_customer("Ana Moreira", id=7, nickname="Nana", note="likes rye;\nno nuts"),
        (
            NewContactPoint(ContactKind.PHONE, "+44 20 7946", "mobile"),
            NewContactPoint(ContactKind.PHONE, "0123", "Mum's"),
            NewContactPoint(ContactKind.EMAIL, "ana@x.example", "work"),
            NewContactPoint(ContactKind.ADDRESS, "1 High Street\nLeeds", "home"),
            NewContactPoint(ContactKind.OTHER, "https://ana.example", "web"),
        ),
        (
            NewFact("birthday", "13 May", month=5, day=13),
            NewFact("date", "wedding", month=8, day=3, year=2010),
            NewFact("company", "Rose, Ltd"),
            NewFact("family", "Tom", about="husband"),
            NewFact("size", "39", about="daughter"),
        ),
        ("choir", "VIP, gold"),
        Photo("image/jpeg", b"\xff\xd8\xff"),
    )
    (text,) = cards([person])
    assert text.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:relapp-customer-7",
        "FN:Ana Moreira",
        "N:Moreira;Ana;;;",
        "NICKNAME:Nana",
        "TEL;TYPE=CELL:+44 20 7946",
        "item1.TEL:0123",
        "item1.X-ABLabel:Mum's",
        "EMAIL;TYPE=WORK:ana@x.example",
        "ADR;TYPE=HOME:;;1 High Street\\nLeeds;;;;",
        "item2.URL:https://ana.example",
        "item2.X-ABLabel:web",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-13",
        "item4.X-ABDATE:2010-08-03",
        "item4.X-ABLabel:wedding",
        "ORG:Rose\\, Ltd",
        "item6.X-ABRELATEDNAMES:Tom",
        "item6.X-ABLabel:husband",
        "item7.X-RELAPP-FACT;X-ABOUT=daughter:39",
        "item7.X-ABLabel:size",
        "CATEGORIES:choir,VIP\\, gold",
        "NOTE:likes rye\\;\\nno nuts",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/",
        "END:VCARD",
        "",
    ]


def test_lines_are_folded_at_75_bytes_and_no_letter_is_torn() -> None:
    (text,) = cards([CardPerson(a_customer("日本語" * 60, note="ä" * 500), photo=Photo("image/jpeg", JPEG))])
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines if line)


def test_a_hostile_name_makes_no_line_of_its_own() -> None:
    (text,) = cards([CardPerson(a_customer("Ana\r\nTEL:1\rEND:VCARD\n"), tags=("a\nEND:VCARD",))])
    assert text.count("\r\nEND:VCARD") == 1
    assert "\r\nTEL" not in text


_LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="\u200b")
_WORD = st.text(_LETTERS, min_size=1, max_size=12)
_LINE = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_LINES = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)
_LABEL = st.one_of(
    st.just(""), st.sampled_from(["home", "work", "mobile", "work fax"]), _LINE.filter(lambda text: "_$!<" not in text)
)
_PLAIN = st.text(string.ascii_letters + string.digits + "._-+@äß字", min_size=1, max_size=20)
_NUMBER = st.from_regex(r"\+?[0-9][0-9 ()/-]{0,15}[0-9]", fullmatch=True).map(lambda text: " ".join(text.split()))
_POINTS = st.one_of(
    st.builds(NewContactPoint, st.just(ContactKind.PHONE), _NUMBER, _LABEL),
    st.builds(NewContactPoint, st.just(ContactKind.EMAIL), _PLAIN, _LABEL),
    st.builds(NewContactPoint, st.just(ContactKind.ADDRESS), _LINES, _LABEL),
    st.builds(
        NewContactPoint,
        st.just(ContactKind.OTHER),
        _PLAIN.map(lambda path: f"https://{path}"),
        _LABEL.filter(bool),
    ),
    st.builds(NewContactPoint, st.just(ContactKind.OTHER), st.one_of(_PLAIN, _LINE), _LABEL),
)
_DAY = st.dates().map(lambda day: (day.month, day.day))
_YEAR = st.one_of(st.none(), st.integers(1900, 2100))


@st.composite
def _facts(draw: st.DrawFn) -> NewFact:
    kind, about = draw(st.sampled_from(["likes", "size", "family", "language", "my own word"])), draw(_PARAMETER)
    if kind == "language" or draw(st.booleans()):
        return NewFact(kind, draw(_LINES), about=about)
    month, day = draw(_DAY)
    year = draw(_YEAR) if (month, day) != (2, 29) else None
    called = draw(st.sampled_from(["date", "warranty"]))
    return NewFact(
        called, draw(_LINE.filter(lambda text: "_$!<" not in text)), month=month, day=day, year=year, about=about
    )


_PARAMETER = st.one_of(
    st.just(""), st.text(string.ascii_letters + "äß字' ,;:", max_size=12).map(lambda text: " ".join(text.split()))
)


@given(
    name=_LINE,
    nickname=_LINE,
    note=_LINES,
    points=st.lists(_POINTS, max_size=5).map(lambda found: tuple(dict.fromkeys(found))),
    facts=st.lists(_facts(), max_size=4).map(lambda found: tuple(dict.fromkeys(found))),
    tags=st.lists(_LINE, max_size=3, unique=True),
    photo=st.one_of(st.none(), st.just(Photo("image/jpeg", JPEG))),
)
def test_what_was_written_comes_back(
    name: str,
    nickname: str,
    note: str,
    points: tuple[NewContactPoint, ...],
    facts: tuple[NewFact, ...],
    tags: list[str],
    photo: Photo | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    customer = a_customer(name, nickname=nickname, note=note)
    (row,) = read_back([CardPerson(customer, points, facts, tuple(tags), photo)], tmp_path_factory.getbasetemp())
    assert row.customer.name == name
    assert row.customer.nickname in (nickname, "" if nickname == name else nickname)
    assert row.customer.note == note
    assert set(row.customer.contacts) == set(points)
    assert row.facts == facts
    assert row.tags == tuple(tags)
    assert row.photo == photo


def test_a_birthday_comes_back_as_a_day(tmp_path: Path) -> None:
    person = CardPerson(a_customer(), facts=(NewFact("birthday", "on the 29th", month=2, day=29),))
    (row,) = read_back([person], tmp_path)
    assert [(fact.kind, fact.month, fact.day, fact.year) for fact in row.facts] == [("birthday", 2, 29, None)]


def test_many_cards_make_one_file(tmp_path: Path) -> None:
    people = [CardPerson(a_customer(f"Customer {number}", id=number)) for number in range(50)]
    assert [row.customer.name for row in read_back(people, tmp_path)] == [f"Customer {number}" for number in range(50)]
    assert re.fullmatch(r"(?:BEGIN:VCARD\r\n(?:[^\r]+\r\n)+?END:VCARD\r\n){50}", "".join(cards(people)))
