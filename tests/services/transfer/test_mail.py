"""Mail: single mails and mailboxes, sound and broken, as entries. The files in ``files/mail`` are real ones."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relapp.domain.interactions import MAX_WORDS, Channel, Direction, Kind
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.reading.mail.headers import Address, addresses, unfolded
from relapp.services.transfer.reading.mail.own_words import own_words, unflowed
from relapp.services.transfer.reading.mail.plain_text import plain_text
from relapp.services.transfer.rows import BadRow, Content, EntryRow, Who
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

FILES = Path(__file__).parent / "files" / "mail"

Mailbox = Callable[..., Plan]


def rows(plan: Plan) -> list[EntryRow | BadRow]:
    assert plan.content is Content.ENTRIES
    return [row for row in importing.rows_of(plan, "EUR") if isinstance(row, EntryRow | BadRow)]


def only(plan: Plan) -> EntryRow:
    (row,) = rows(plan)
    assert isinstance(row, EntryRow)
    return row


def source(plan: Plan) -> Document:
    assert isinstance(plan.source, Document)
    return plan.source


@pytest.fixture
def mail(make_file: MakeFile) -> Mailbox:
    """A function that writes one mail with these headers and opens it."""

    def write(body: str = "Hello", *more: str, ours: tuple[str, ...] = (), **headers: str) -> Plan:
        told = {
            "From": "Ana <ana@a.pt>", "To": "shop@rosa.pt", "Subject": "Cake",
            "Date": "Mon, 25 Dec 2023 21:05:33 +0100", "Message-ID": "<1@a.pt>",
        } | {name.replace("_", "-"): value for name, value in headers.items()}  # fmt: skip
        lines = [f"{name}: {value}" for name, value in told.items() if value]
        return importing.prepare(make_file("one.eml", "\n".join([*lines, *more, "", body]).encode()), ours=ours)

    return write


# -- real files --


@pytest.mark.parametrize(
    ("name", "who", "at", "words"),
    [
        ("raw_email_with_illegal_boundary", Who(email="email_test@me.nowhere", name="Mikel Lindsaar"),
         datetime(2007, 10, 21, 9, 38, 13, tzinfo=UTC), "Testing outlook\n\nHello\nThis is an outlook test"),
        ("raw_email_with_nested_attachment", Who(email="jamis@37signals.com", name="Jamis Buck"),
         datetime(2007, 2, 22, 18, 20, 31, tzinfo=UTC), "Testing attachments\n\nHere is a test of an attachment"),
        ("raw_email_with_bad_date", Who(email="subventive@vodtravel.com", name="Darrell Shaw"),
         datetime(2007, 11, 5, 9, 17, 37, tzinfo=UTC), "Microsoft Vlsta"),
        ("raw_email_with_partially_quoted_subject", Who(email="jamis@37signals.com", name="Jamis Buck"),
         datetime(2005, 5, 2, 22, 7, 5, tzinfo=UTC), 'Re: Test: "漢字" mid "漢字" tail\n\n대부분의 마찬가지로'),
        ("raw_email_incorrect_header", Who(email="xxx@xxx.xxx", name="xxx xxx"),
         datetime(2005, 2, 23, 22, 20, 17, tzinfo=UTC), "Stop adware/spyware once and for all.\n\nYou are infected"),
        ("example04", Who(email="pete@silly.example", name="Pete"),
         datetime(1969, 2, 14, 3, 2, 54, tzinfo=UTC), "Testing."),
        ("example10", Who(email="pete@silly.test", name="Pete"),
         datetime(1969, 2, 14, 3, 2, tzinfo=UTC), "Testing."),
        ("example13", Who(email="jdoe@machine.example", name="John Doe"),
         datetime(1997, 11, 21, 15, 55, 6, tzinfo=UTC), "Saying Hello"),
        ("raw_email_reply", Who(email="xxxxxxxx@xxx.org", name="Testing"),
         datetime(2007, 11, 18, 8, 56, 7, tzinfo=UTC), "Re: Test reply email\n\nMessage body"),
    ],
)  # fmt: skip
def test_real_broken_mails_tell_who_when_and_what(name: str, who: Who, at: datetime, words: str) -> None:
    row = only(importing.prepare(FILES / f"{name}.eml"))
    assert (row.who, row.at, row.words[: len(words)]) == ((who,), at, words)
    assert (row.kind, row.channel, row.direction) == (Kind.EMAIL, Channel.EMAIL, Direction.IN)


def test_a_mail_that_could_not_be_delivered_makes_nobody_a_customer() -> None:
    assert not only(importing.prepare(FILES / "raw_email_with_mimepart_without_content_type.eml")).strangers


# -- whose mailbox, and who is meant --


def test_who_wrote_to_the_shop_is_meant(mail: Mailbox) -> None:
    plan = mail()
    assert source(plan).us == "shop@rosa.pt"
    assert (only(plan).direction, only(plan).who) == (Direction.IN, (Who(email="ana@a.pt", name="Ana"),))


def test_whom_the_shop_wrote_to_are_all_meant(mail: Mailbox) -> None:
    row = only(
        mail(From="Rosa <Shop@Rosa.pt>", To="Ana <ana@a.pt>", Cc="bo@b.se, shop@rosa.pt", ours=("shop@rosa.pt",))
    )
    assert (row.direction, row.who) == (Direction.OUT, (Who(email="ana@a.pt", name="Ana"), Who(email="bo@b.se")))


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Received"])
def test_a_single_mail_tells_where_it_arrived(mail: Mailbox, header: str) -> None:
    value = "from a.pt by x with SMTP for <info@rosa.pt>; Mon, 25 Dec 2023 21:06:00 +0100"
    plan = mail("Hello", f"{header}: {value if header == 'Received' else 'info@rosa.pt'}", To="list@club.pt")
    assert source(plan).us == "info@rosa.pt"


def test_a_form_on_the_shops_page_is_from_who_filled_it_in(mail: Mailbox) -> None:
    row = only(mail(From="shop@rosa.pt", Reply_To="Ana <ana@a.pt>", ours=("shop@rosa.pt",)))
    assert (row.direction, row.who) == (Direction.IN, (Who(email="ana@a.pt", name="Ana"),))


@pytest.mark.parametrize(
    "header",
    ["List-Unsubscribe: <x>", "Precedence: bulk", "Auto-Submitted: auto-replied", "Return-Path: <>", "List-Id: x"],
)
def test_bulk_mail_makes_nobody_a_customer(mail: Mailbox, header: str) -> None:
    assert not only(mail("Hello", header)).strangers


@pytest.mark.parametrize("address", ["noreply@a.pt", "no-reply@a.pt", "MAILER-DAEMON@a.pt", "news-bounces@a.pt"])
def test_robots_are_no_customers(mail: Mailbox, address: str) -> None:
    assert not only(mail(From=address)).strangers


def test_a_person_is_a_customer(mail: Mailbox) -> None:
    assert only(mail()).strangers


def test_drafts_and_what_was_deleted_are_left_out_with_a_reason(mail: Mailbox) -> None:
    for header in ("X-Mozilla-Status: 0009", "X-Gmail-Labels: Inbox,Trash"):
        (row,) = rows(mail("Hello", header))
        assert isinstance(row, BadRow)
        assert row.code == "row.discarded"


# -- when --


def test_without_a_date_the_last_post_office_tells(mail: Mailbox) -> None:
    hop = "Received: by x.pt; Mon, 25 Dec 2023 21:06:00 +0100 (CET)"
    assert only(mail("Hello", hop, Date="")).at == datetime(2023, 12, 25, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(("date", "code"), [("", "row.no_date"), ("soon", "row.date"), ("1 Jan 9999", "row.date")])
def test_a_mail_without_any_date_is_a_bad_row(mail: Mailbox, date: str, code: str) -> None:
    (row,) = rows(mail(Date=date))
    assert isinstance(row, BadRow)
    assert row.code == code


# -- what --


def test_encoded_words_in_any_charset() -> None:
    assert unfolded("=?utf-8?Q?Bestellung_f=C3=BC?= =?utf-8?Q?r_Ana?=") == "Bestellung für Ana"
    assert unfolded("=?UTF-8?B?w6k=?=\r\n =?UTF-8?B?w6k?=") == "éé"
    assert unfolded("=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=") == "ü"
    assert unfolded("=?x-nonsense?Q?caf=C3=A9?=") == "café"
    assert unfolded("=?us-ascii?Q?caf=E9?=") == "café"
    assert unfolded("=?koi8-r?B?8NLJ18XU?=") == "Привет"
    assert unfolded("caf\udcc3\udca9") == "café"
    assert unfolded("Re: =?broken") == "Re: =?broken"


def test_addresses_as_people_write_them() -> None:
    raw = '"Moreira, Ana" <ana@a.pt>, bo@b.se (Bo Berg); Team: c@c.es, <d@d.it>;, "e@e.fr" <e@e.fr>, Foo <f@f.pl'
    assert addresses([raw]) == [
        Address("Ana Moreira", "ana@a.pt"), Address("Bo Berg", "bo@b.se"), Address("", "c@c.es"),
        Address("", "d@d.it"), Address("", "e@e.fr"), Address("Foo", "f@f.pl"),
    ]  # fmt: skip
    assert addresses(["undisclosed-recipients:;"]) == []


def test_a_page_becomes_what_a_person_reads() -> None:
    html = (
        "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Dear&nbsp;Rosa,</p>"
        "<div style='display:none'>preheader</div><p>two <b>cakes</b><br>please &amp; thanks</p>"
        "<ul><li>small</li><li>big</li></ul><img src='https://track.example/x.gif'><script>alert(1)</script>"
        "<div class='gmail_quote'>On Monday you wrote: <blockquote>old</blockquote></div></body></html>"
    )
    assert plain_text(html) == "Dear Rosa,\n\ntwo cakes\nplease & thanks\n\n- small\n- big"
    assert plain_text("<blockquote type=cite>only this</blockquote>") == "only this"
    assert plain_text("<p>open <b>end") == "open end"


def test_only_a_page_is_read_where_there_is_no_text(mail: Mailbox) -> None:
    assert only(mail("<p>Two cakes</p>", Content_Type="text/html")).words == "Cake\n\nTwo cakes"


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 25 Dec 2023 at 20:00, Rosa <shop@rosa.pt> wrote:\n> old",
        "On Mon, 25 Dec 2023 at 20:00, Rosa the shopkeeper\n<shop@rosa.pt> wrote:\n\n> old",
        "Am 25.12.2023 um 20:00 schrieb Rosa:\n> old",
        "Le lun. 25 déc. 2023 à 20:00, Rosa <shop@rosa.pt> a écrit :\n> old",
        "El 25/12/2023 a las 20:00, Rosa escribió:\n> old",
        "Il giorno 25/12/2023 Rosa ha scritto:\n> old",
        "Op ma 25 dec. 2023 om 20:00 schreef Rosa:\n> old",
        "пн, 25 дек. 2023 г. в 20:00, Rosa <shop@rosa.pt>:\n\n> old",
        "2023年12月25日(月) 20:00 Rosa <shop@rosa.pt>:\n> old",
        "pon., 25 gru 2023 o 20:00 Rosa <shop@rosa.pt> napisał(a):\n> old",
        "Den mån 25 dec. 2023 kl 20:00 skrev Rosa <shop@rosa.pt>:\n> old",
        "-----Original Message-----\nFrom: Rosa\nSent: Monday\n\nold",
        "________________________________\nVon: Rosa <shop@rosa.pt>\nGesendet: Montag, 25. Dezember\nAn: Ana\n\nold",
        "> old\n> older",
        "-- \nAna Moreira\nTel. 1",
        "\nSent from my iPhone",
    ],
)
def test_what_was_said_before_and_signatures_are_left_out(history: str) -> None:
    assert own_words(f"Yes, at ten.\n\nAna\n\n{history}\n") == "Yes, at ten.\n\nAna"


def test_a_mail_that_only_passes_another_on_keeps_it() -> None:
    text = "---------- Forwarded message ---------\nFrom: Bo\nDate: Monday\n\nTwo cakes"
    assert own_words(text).endswith("Two cakes")


def test_answers_between_quoted_lines_are_kept() -> None:
    assert own_words("> When?\nAt ten.\n> How many?\nTwo.") == "At ten.\nTwo."


def test_softly_broken_lines_are_whole_again() -> None:
    assert unflowed("one \ntwo\n> q \n three", joined=False) == "one two\n> q \nthree"
    assert unflowed("one \ntwo", joined=True) == "onetwo"


def test_attachments_are_named(mail: Mailbox) -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nSee the plan\n--b\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename*=utf-8''Pl%C3%A4ne.pdf\nContent-Transfer-Encoding: base64\n\nAA==\n"
        '--b\nContent-Type: image/png; name="..\\\\..\\\\x.png"\n\nx\n--b--'
    )
    assert only(mail(body, Content_Type="multipart/mixed; boundary=b")).words == (
        "Cake\n\nSee the plan\n\n[Pläne.pdf] [x.png]"
    )


def test_a_long_mail_is_cut_and_shows_it(mail: Mailbox) -> None:
    words = only(mail("word " * 20_000)).words
    assert len(words) <= MAX_WORDS
    assert words.endswith(" …")


# -- mailboxes --


def a_box(*mails: str, line: str = "From ana@a.pt Mon Dec 25 21:05:33 2023") -> bytes:
    return "".join(f"{line}\n{mail}\n" for mail in mails).encode()


def a_mail(number: int, body: str = "Hello", sender: str = "ana@a.pt", to: str = "shop@rosa.pt") -> str:
    date = "Mon, 25 Dec 2023 21:05:33 +0000"
    return f"From: {sender}\nTo: {to}\nDate: {date}\nSubject: No. {number}\nMessage-ID: <{number}@a.pt>\n\n{body}\n"


@pytest.mark.parametrize(
    "line",
    [
        "From ana@a.pt Mon Dec 25 21:05:33 2023",
        "From - Mon Dec 25 21:05:33 2023",
        "From 1787654321@xxx Mon Dec 25 21:05:33 +0000 2023",
        "From MAILER-DAEMON Mon Dec 25 21:05 2023",
    ],
)
def test_a_mailbox_is_cut_into_its_mails(make_file: MakeFile, line: str) -> None:
    body = ">From here on\nFrom Monday we are open.\n\nFrom 2024 on, too.\n>>From x"
    plan = importing.prepare(make_file("Inbox", a_box(a_mail(1, body), a_mail(2), line=line)))
    first, second = rows(plan)
    assert isinstance(first, EntryRow)
    assert first.words == "No. 1\n\nFrom here on\nFrom Monday we are open.\n\nFrom 2024 on, too."
    assert (first.line, first.identity, plan.how_read.lines) == (1, "mail:1@a.pt", 2)
    assert isinstance(second, EntryRow)


@pytest.mark.parametrize(
    "change", [lambda box: box.replace(b"\n", b"\r\n"), lambda box: box.replace(b"\n\nFrom ", b"\nFrom ")]
)
def test_mailboxes_with_other_line_ends_and_without_empty_lines(
    make_file: MakeFile, change: Callable[[bytes], bytes]
) -> None:
    plan = importing.prepare(make_file("x.mbox", change(a_box(a_mail(1), a_mail(2), a_mail(3)))))
    assert [row.words for row in rows(plan) if isinstance(row, EntryRow)] == [f"No. {n}\n\nHello" for n in (1, 2, 3)]


def test_the_shop_is_who_is_in_most_mails(make_file: MakeFile) -> None:
    box = a_box(
        a_mail(1, sender="ana@a.pt"), a_mail(2, sender="bo@b.se"), a_mail(3, sender="shop@rosa.pt", to="ana@a.pt")
    )
    plan = importing.prepare(make_file("All.mbox", box))
    assert source(plan).us == "shop@rosa.pt"
    assert [row.direction for row in rows(plan) if isinstance(row, EntryRow)] == [
        Direction.IN, Direction.IN, Direction.OUT,
    ]  # fmt: skip


def test_in_a_folder_of_sent_mail_the_writer_is_the_shop(make_file: MakeFile) -> None:
    box = a_box(*(a_mail(n, sender="shop@rosa.pt", to="ana@a.pt") for n in range(3)))
    assert source(importing.prepare(make_file("Gesendet.mbox", box))).us == "shop@rosa.pt"


def test_a_mailbox_of_many_mails_and_a_huge_attachment_is_a_stream(make_file: MakeFile) -> None:
    huge = a_mail(0, "Text\n" + "A" * 70 + "\n" + ("B" * 75 + "\n") * 400_000)
    path = make_file("big.mbox", a_box(huge, *(a_mail(n, "x " * 500) for n in range(1, 3000))))
    tracemalloc.start()
    plan = importing.prepare(path)
    count = sum(1 for _ in importing.rows_of(plan, "EUR"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 48 * 1024 * 1024


def test_a_mailbox_again_brings_only_what_is_new(shop: Shop, make_file: MakeFile) -> None:
    def take(*mails: str) -> tuple[int, int, int]:
        plan = importing.prepare(make_file("x.mbox", a_box(*mails)))
        tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
        return tally.new, tally.same, tally.people

    assert take(a_mail(1), a_mail(2)) == (2, 0, 1)
    assert take(a_mail(1), a_mail(2), a_mail(3)) == (1, 2, 0)
