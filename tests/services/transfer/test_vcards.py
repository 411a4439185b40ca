"""Cards: every version, as telephones and mail programs write them, with nothing dropped in silence."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer, Photo
from relapp.domain.errors import UserError
from relapp.domain.facts import NewFact
from relapp.services.transfer.meaning.card_parts import MAX_PICTURE
from relapp.services.transfer.reading.content_lines import MAX_VALUE
from relapp.services.transfer.reading.documents import open_document
from relapp.services.transfer.rows import BadRow, PersonRow
from tests.imports.cards import look
from tests.services.transfer.conftest import MakeFile

FILES = Path(__file__).parent / "files"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

ReadCards = Callable[[bytes | str], list[PersonRow | BadRow]]


def cards_of(path: Path) -> list[PersonRow | BadRow]:
    document = open_document(path)
    assert document is not None
    assert document.how_read.format == "cards"
    return [row for row in document.rows() if isinstance(row, PersonRow | BadRow)]


@pytest.fixture
def read(make_file: MakeFile) -> ReadCards:
    def of(content: bytes | str) -> list[PersonRow | BadRow]:
        return cards_of(make_file("people.vcf", content.encode() if isinstance(content, str) else content))

    return of


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(rows: list[PersonRow | BadRow]) -> PersonRow:
    (row,) = rows
    assert isinstance(row, PersonRow)
    return row


def contacts(row: PersonRow) -> list[tuple[str, str, str]]:
    return [(point.kind.value, point.value, point.label) for point in row.customer.contacts]


@pytest.mark.parametrize("name", ["cardbook.vcf", "outlook.vcf", "ukrainian.vcf", "utf16.vcf"])
def test_real_files_are_read_without_loss(name: str) -> None:
    useful, why = look(FILES / name)
    assert useful, why


def test_a_file_of_outlook_gives_each_address_once() -> None:
    row = only(cards_of(FILES / "outlook.vcf"))
    assert contacts(row) == [
        ("phone", "0987 /6543", "work"),
        ("phone", "9876 /11223344", "home"),
        ("address", "Business-Straße 19\n76543 Schaffhausen\nDeutschland", "work"),
        ("address", "Freizeitweg 4\n12345 Freizeithausen\nDeutschland", "home"),
        ("address", "Sonstgasse 44\n37465 Anderstadt\nDeutschland", ""),
        ("other", "wurstdarm.de", "work"),
        ("email", "Wimmel@wurstdarm.de", ""),
    ]
    assert row.facts == (NewFact("company", "Wurstdarm KG"), NewFact("job title", "Compliance Officer"))


def test_letters_nobody_declared_are_read_as_the_declared_ones() -> None:
    row = only(cards_of(FILES / "ukrainian.vcf"))
    assert row.customer.name == "Віталій Володимирович Кличко"
    assert contacts(row) == [("address", "Київ", "")]


def test_each_card_knows_its_line(read: ReadCards) -> None:
    rows = read("\n\n" + card("FN:Ana") + "\n" + card("FN:Bo"))
    assert [row.line for row in rows] == [3, 8]


def test_a_telephone_of_apple(read: ReadCards) -> None:
    row = only(
        read(
            card(
                "N:Doe;John;Richter\\,James;Mr.;Sr.",
                "FN:Mr. John Richter\\, James Doe Sr.",
                "X-PHONETIC-FIRST-NAME:Jon",
                "ORG:IBM;Accounting",
                "item1.TEL:905-222-1234",
                "item1.X-ABLabel:AssistantPhone",
                "item2.URL;type=pref:http\\://www.ibm.com",
                "item2.X-ABLabel:_$!<HomePage>!$_",
                "item3.X-ABDATE:1604-08-03",
                "item3.X-ABLabel:_$!<Anniversary>!$_",
                "item4.X-ABRELATEDNAMES:Mia",
                "item4.X-ABLabel:_$!<Daughter>!$_",
                "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-13",
                "X-SOCIALPROFILE;type=twitter;x-user=doe:http://twitter.com/doe",
                "X-ABShowAs:COMPANY",
                "X-ABUID:7:ABPerson",
                "CATEGORIES:VIP,Choir",
                "NOTE:first\\nsecond\\, third",
            )
        )
    )
    assert row.customer.name == "Mr. John Richter, James Doe Sr."
    assert row.customer.note == "first\nsecond, third"
    assert row.tags == ("VIP", "Choir")
    assert contacts(row) == [
        ("phone", "905-222-1234", "AssistantPhone"),
        ("other", "http://www.ibm.com", "home page"),
        ("other", "http://twitter.com/doe", "twitter"),
    ]
    assert row.facts == (
        NewFact("phonetic first name", "Jon"),
        NewFact("company", "IBM"),
        NewFact("department", "Accounting"),
        NewFact("date", "anniversary", month=8, day=3),
        NewFact("family", "Mia", about="daughter"),
        NewFact("birthday", "1604-05-13", month=5, day=13),
    )


def test_a_telephone_of_android(read: ReadCards) -> None:
    row = only(
        read(
            card(
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=45=6C=69=C3=A9=63=65=72;;;",
                "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=45=6C=69=C3=A9=63=",
                "=65=72",
                "TEL;CELL;PREF:+53 5 551 2345",
                "TEL;X-Studio:0190",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Tom;14;;;;",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2013-01-31;1;;;;",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--02-01;0;Name day;;;",
                "NOTE;ENCODING=QUOTED-PRINTABLE:a=3Bb; c=0D=0Ad",
                version="2.1",
            )
        )
    )
    assert row.customer.name == "Eliécer"
    assert row.customer.note == "a;b; c\nd"
    assert contacts(row) == [("phone", "+53 5 551 2345", "mobile"), ("phone", "0190", "studio")]
    assert row.facts == (
        NewFact("family", "Tom", about="spouse"),
        NewFact("date", "anniversary", month=1, day=31, year=2013),
        NewFact("date", "Name day", month=2, day=1),
    )


def test_version_4(read: ReadCards) -> None:
    row = only(
        read(
            card(
                "fn:Zoë Q",
                "n:Q;Zoë;;;",
                'tel;value=uri;type="cell,voice":tel:+44-20-7946;ext=12',
                "email;pid=1.1:mailto:zoe@q.example",
                "impp;pref=1:xmpp:zoe@chat.example",
                "related;type=spouse:Tom",
                "lang:fr",
                "gender:F",
                'adr;label="1 Rue X^n75001 Paris^nFRANCE":;;1 Rue X;Paris;;75001;France',
                "bday:--0513",
                "tz:Europe/Paris",
                version="4.0",
            ).lower()
        )
    )
    assert contacts(row) == [
        ("phone", "+44-20-7946 ext. 12", "mobile"),
        ("email", "zoe@q.example", ""),
        ("other", "zoe@chat.example", "xmpp"),
        ("address", "1 rue x\n75001 paris\nfrance", ""),
    ]
    assert row.facts == (
        NewFact("family", "tom", about="spouse"),
        NewFact("language", "fr"),
        NewFact("gender", "female"),
        NewFact("birthday", "--0513", month=5, day=13),
        NewFact("time zone", "europe/paris"),
    )


@pytest.mark.parametrize(
    ("told", "month", "day", "year"),
    [
        ("19780311", 3, 11, 1978),
        ("1978-03-11", 3, 11, 1978),
        ("1978-03-11T00:00:00Z", 3, 11, 1978),
        ("--0311", 3, 11, None),
        ("--03-11", 3, 11, None),
        ("1604-02-29", 2, 29, None),
        ("19723101", None, None, None),
        ("0000-00-00", None, None, None),
        ("circa 1800", None, None, None),
    ],
)
def test_birthdays(read: ReadCards, told: str, month: int | None, day: int | None, year: int | None) -> None:
    row = only(read(card("FN:Ana", f"BDAY:{told}")))
    assert row.facts == (NewFact("birthday", told, month=month, day=day, year=year),)


def test_what_has_no_place_becomes_a_fact_in_its_own_words(read: ReadCards) -> None:
    row = only(
        read(card("FN:Ana", "X-EVOLUTION-MANAGER:Big Blue", "X-SHOE-SIZE:39", "item1.X-FOO:x", "item1.X-ABLabel:Bar"))
    )
    assert row.facts == (NewFact("manager", "Big Blue"), NewFact("shoe size", "39"), NewFact("Bar", "x"))


def test_what_only_programs_need_is_left_out(read: ReadCards) -> None:
    lines = [
        "UID:1",
        "REV:20250101T000000Z",
        "X-ABUID:7:ABPerson",
        "X-SYNC-ID:0af3b2c4d5e6f7081920",
        "X-CUSTOMER-ID:4711",
    ]
    assert only(read(card("FN:Ana", *lines))).facts == (NewFact("customer id", "4711"),)


def test_another_name_is_not_lost(read: ReadCards) -> None:
    row = only(read(card("FN:Maxl", "N:Mustermann;Max;;Dr.;")))
    assert row.customer.name == "Maxl"
    assert row.facts == (NewFact("name", "Dr. Max Mustermann"),)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Moreira;Ana;;;"], "Ana Moreira"),
        (["N:山田;太郎;;;"], "山田太郎"),
        (["ORG:Rose & Co;Sales"], "Rose & Co"),
        (["NICKNAME:Jo"], "Jo"),
        (["EMAIL:a@b.example"], "a@b.example"),
        (["TEL:0123 456"], "0123 456"),
    ],
)
def test_who_has_no_full_name_goes_by_something_else(read: ReadCards, lines: list[str], name: str) -> None:
    assert only(read(card(*lines))).customer.name == name


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["PHOTO;VALUE=URI:http://x.example/a.jpg"], "row.no_name"),
        (["FN:Choir", "KIND:group", "MEMBER:urn:uuid:1"], "row.group"),
        (["FN:Choir", "X-ADDRESSBOOKSERVER-KIND:group"], "row.group"),
        (["FN:Choir", "X-EVOLUTION-LIST:TRUE"], "row.group"),
    ],
)
def test_cards_that_are_no_person_are_bad_and_keep_their_words(read: ReadCards, lines: list[str], code: str) -> None:
    (row,) = read(card(*lines))
    assert isinstance(row, BadRow)
    assert row.code == code
    assert row.cells


# -- how lines are written --


def test_broken_files_give_what_they_have(read: ReadCards) -> None:
    rows = read("BEGIN:VCARD\nFN:Ana\nNOTE:one\ntwo without an escape\nBEGIN:VCARD\nFN:Bo\nTEL:1 2")
    ana, bo = rows
    assert isinstance(ana, PersonRow)
    assert isinstance(bo, PersonRow)
    assert (ana.customer.name, ana.customer.note) == ("Ana", "one\ntwo without an escape")
    assert (bo.line, contacts(bo)) == (5, [("phone", "1 2", "")])


def test_line_ends_of_any_kind_and_indented_files(read: ReadCards) -> None:
    text = card("FN:Ana", "NOTE:ab", " cd")
    for content in (text, text.replace("\r\n", "\n"), text.replace("\r\n", "\r"), text.replace("\r\n", "\r\r\n")):
        assert only(read(content)).customer.note == "abcd"
    assert only(read("".join(f"    {line}\n" for line in text.splitlines()))).customer.note == "abcd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_unicode(read: ReadCards, encoding: str) -> None:
    assert only(read(card("FN:Žofie Łąka", "NOTE:日本").encode(encoding))).customer.name == "Žofie Łąka"


def test_a_letter_torn_apart_by_folding(read: ReadCards) -> None:
    data = card("FN:Zoë").encode()
    at = data.index(b"\xc3") + 1
    assert only(read(data[:at] + b"\r\n " + data[at:])).customer.name == "Zoë"


def test_lines_of_one_card_in_different_encodings(read: ReadCards) -> None:
    data = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Zo\xc3\xab\r\nTITLE;CHARSET=windows-1251:\xca\xe8\xbf\xe2\r\n"
    data += b"NOTE;CHARSET=SHIFT_JIS:" + "表示".encode("cp932") + b"\r\nEND:VCARD\r\n"
    row = only(read(data))
    assert (row.customer.name, row.facts[0].value, row.customer.note) == ("Zoë", "Київ", "表示")


def test_an_agent_within_a_card_is_a_card_of_its_own(read: ReadCards) -> None:
    rows = read("BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Aide\nEND:VCARD\nTEL:123\nEND:VCARD\n")
    assert [row.customer.name for row in rows if isinstance(row, PersonRow)] == ["Aide", "Boss"]
    boss = rows[1]
    assert isinstance(boss, PersonRow)
    assert contacts(boss) == [("phone", "123", "")]


# -- pictures --


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;TYPE=PNG:{}",
        "PHOTO;PNG;BASE64:{}",
        "PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n {}\r\n",
        "PHOTO:data:image/png;base64,{}",
        "PHOTO:data:image/png\\;base64\\,{}",
        "X-MS-CARDPICTURE;TYPE=PNG;ENCODING=BASE64:{}",
    ],
)
def test_pictures_in_every_style(read: ReadCards, line: str) -> None:
    row = only(read(card("FN:Ana", line.format(base64.b64encode(PNG).decode()))))
    assert row.photo == Photo("image/png", PNG)
    assert row.facts == ()


@pytest.mark.parametrize("place", ["https://x.example/a.jpg", "file:///home/ana.jpg"])
def test_a_picture_elsewhere_is_a_fact(read: ReadCards, place: str) -> None:
    row = only(read(card("FN:Ana", f"PHOTO;VALUE=uri:{place}")))
    assert (row.photo, row.facts) == (None, (NewFact("photo", place),))


def test_empty_parts_say_nothing(read: ReadCards) -> None:
    row = only(
        read(card("FN:Ana", "ORG:;", "ORG:;Sales", "ADR:;;;;;;", "TEL:", "NICKNAME:,", "X-FOO:;;", "CATEGORIES:,"))
    )
    assert row.customer == NewCustomer("Ana")
    assert row.facts == (NewFact("department", "Sales"),)
    assert row.tags == ()


def test_how_a_japanese_name_is_spoken(read: ReadCards) -> None:
    lines = ["N;CHARSET=SHIFT_JIS:山田;太郎;;;", "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ﾔﾏﾀﾞ;ﾀﾛｳ;;;"]
    row = only(read(card(*lines, version="2.1").encode("cp932")))
    assert row.customer.name == "山田太郎"
    assert row.facts == (NewFact("phonetic name", "ﾔﾏﾀﾞ ﾀﾛｳ"),)


@pytest.mark.parametrize("content", [b"no picture", b"\xff\xd8\xff" + bytes(MAX_PICTURE)])
def test_what_is_no_picture_or_far_too_large_is_left_out(read: ReadCards, content: bytes) -> None:
    row = only(read(card("FN:Ana", f"PHOTO;ENCODING=b:{base64.b64encode(content).decode()}", "TEL:12")))
    assert row.photo is None
    assert contacts(row) == [("phone", "12", "")]


# -- hostile files --


def test_an_empty_file_is_said_to_be_empty(read: ReadCards) -> None:
    for content in (b"", b"\xef\xbb\xbf", b" \r\n\r\n"):
        with pytest.raises(UserError, match=r"import\.empty"):
            read(content)


def test_lines_beyond_all_measure_are_cut(read: ReadCards) -> None:
    row = only(read(card("FN:" + "A" * 10_000, "TEL:1\0 2", "NOTE:" + "x" * (MAX_VALUE + 200_000))))
    assert len(row.customer.name) == 200
    assert ("name", 10_000) in [(fact.kind, len(fact.value)) for fact in row.facts]
    assert contacts(row) == [("phone", "1 2", "")]
    assert 0 < len(row.customer.note) <= MAX_VALUE + 200_000


def test_cards_nested_without_end(read: ReadCards) -> None:
    rows = read("BEGIN:VCARD\nAGENT:\n" * 5000 + "FN:Ana\n")
    assert len(rows) == 5000
    assert [row.customer.name for row in rows if isinstance(row, PersonRow)] == ["Ana"]


@settings(max_examples=200)
@given(content=st.binary(max_size=400))
def test_no_bytes_are_an_error(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\n" + content)
    assert all(isinstance(row, PersonRow | BadRow) for row in cards_of(path))


@settings(max_examples=150)
@given(data=st.data())
def test_real_files_with_mistakes_are_no_error(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = bytearray((FILES / data.draw(st.sampled_from(["cardbook.vcf", "outlook.vcf", "utf16.vcf"]))).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(12, len(content) - 1))
        piece = data.draw(
            st.sampled_from([b"", b"\0", b"=", b'"', b";", b":", b"\n", b"\r\n ", b"\\", b"\xff", b"BEGIN:VCARD"])
        )
        content[at : at + data.draw(st.integers(0, 3))] = piece
    path = tmp_path_factory.getbasetemp() / "mutated.vcf"
    path.write_bytes(bytes(content))
    document = open_document(path)
    for row in document.rows() if document is not None else ():
        assert isinstance(row, PersonRow | BadRow)


def test_a_contact_point_is_given_once(read: ReadCards) -> None:
    row = only(read(card("FN:Ana", "TEL;HOME:12 34 56", "TEL;TYPE=home:12 34 56")))
    assert row.customer.contacts == (NewContactPoint(ContactKind.PHONE, "12 34 56", "home"),)


_NAMES = st.sampled_from([
    "N", "FN", "ORG", "TEL", "EMAIL", "ADR", "LABEL", "URL", "IMPP", "X-AIM", "BDAY", "ANNIVERSARY", "item1.X-ABDATE",
    "item1.X-ABLabel", "X-ABRELATEDNAMES", "GENDER", "X-ANDROID-CUSTOM", "PHOTO", "PHOTO;ENCODING=b", "CATEGORIES",
    "X-SOCIALPROFILE", "X-RELAPP-FACT;X-DAY=--0229", "NOTE;ENCODING=QUOTED-PRINTABLE", "NICKNAME", "BEGIN", "END",
    "AGENT", "GEO", "X-FOO", "RELATED", "KIND", "SOUND;X-IRMC-N", "TEL;TYPE=", "ADR;LABEL=\"",
])  # fmt: skip
_VALUES = st.one_of(
    st.text(max_size=20),
    st.text(';,\\:=n"', max_size=8),
    st.sampled_from(
        ["VCARD", "tel:", "data:,", "http:", "1604-02-29", "--0230", "00000000", "9999-12-31T", "xmpp:", "x/y;;1;"]
    ),
)


@settings(max_examples=300)
@given(lines=st.lists(st.tuples(_NAMES, _VALUES), max_size=10))
def test_no_lines_are_an_error(lines: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.vcf"
    text = "\n".join(f"{name}:{value}" for name, value in lines)
    path.write_text(f"BEGIN:VCARD\nFN:Ana\n{text}\nEND:VCARD\n", encoding="utf-8", errors="replace")
    for row in cards_of(path):
        assert isinstance(row, PersonRow | BadRow)
        if isinstance(row, PersonRow):
            assert row.customer.name.strip()
            assert all(point.value.strip() for point in row.customer.contacts)
            assert all(fact.kind and (fact.value or fact.month) for fact in row.facts)
