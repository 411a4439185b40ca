"""Whatever a file that begins as mail or chat goes on with: it is read or refused in one sentence, and in time."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from relapp.domain.errors import UserError
from relapp.domain.interactions import MAX_WORDS
from relapp.services.transfer.reading.documents import open_document
from relapp.services.transfer.reading.mail.headers import addresses, moment, unfolded
from relapp.services.transfer.reading.mail.own_words import own_words, unflowed
from relapp.services.transfer.reading.mail.plain_text import plain_text
from relapp.services.transfer.rows import BadRow, EntryRow

quick = settings(
    max_examples=150, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.function_scoped_fixture]
)

HEADERS = some.sampled_from(
    [
        "From",
        "To",
        "Cc",
        "Date",
        "Subject",
        "Message-ID",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Received",
        "Content-Disposition",
        "List-Id",
        "X-Mozilla-Status",
        "MIME-Version",
        "Reply-To",
        "",
    ]
)
VALUES = some.sampled_from(
    [
        "Ana <ana@a.pt>",
        "Mon, 25 Dec 2023 21:05:33 +0100",
        "Fri, 99 Foo 0000 99:99:99 +9999",
        "1 Jan 0001 00:00 +2359",
        "=?utf-8?B?////?=",
        "=?utf-16?Q?=00?=",
        "=?idna?Q?xn--a?=",
        "=?punycode?B?gICA?=",
        "multipart/mixed; boundary=b",
        'multipart/mixed; boundary*0="',
        "text/plain; charset=utf-7",
        'text/html; charset="\x00"',
        "base64",
        "x-uuencode",
        "quoted-printable",
        "text/plain; format=flowed; delsp=yes",
        "attachment; filename*=utf-9'x'%FF%00..%2f",
        "message/rfc822",
        "message/delivery-status",
        "multipart/alternative; boundary=b",
        'a:b:c;,<<>>(("',
        "text/plain;=",
        "text/plain; charset*=x'y'%",
        "text/plain; charset=undefined",
        "text/plain; charset=unicode_escape",
    ]
)
BODIES = some.lists(
    some.sampled_from(
        [b"--b\n", b"--b--\n", b"\n", b"Content-Type: text/html\n\n", b"From x Mon Dec 25 21:05:33 2023\n"]
    )
    | some.binary(max_size=60).map(lambda piece: piece + b"\n"),
    max_size=12,
).map(b"".join)
MAILS = some.builds(
    lambda first, headers, body: (
        first
        + b"From: a@b.pt\nTo: c@d.pt\nSubject: x\n"
        + b"".join(f"{name}: {value}\n".encode() for name, value in headers)
        + b"\n"
        + body
    ),
    some.sampled_from([b"", b"From a@b.pt Mon Dec 25 21:05:33 2023\n", b"\xef\xbb\xbf"]),
    some.lists(some.tuples(HEADERS, VALUES | some.text(max_size=40)), max_size=8),
    BODIES,
)


def read(path: Path) -> int:
    """Read it all; what comes of it must be storable. How many rows came of it, 0 if it is refused or no such file."""
    came, refusal = 0, "import."
    try:
        document = open_document(path)
        if document is None:
            return came
        for us in ("", *document.voices[:2]):
            for row in islice(document.spoken_by(us).rows(), 10_000):
                came += 1
                assert isinstance(row, EntryRow | BadRow)
                if isinstance(row, EntryRow):
                    assert row.at.tzinfo is not None
                    assert len(row.words) <= MAX_WORDS
                    assert "\x00" not in row.words
                    assert all(one.email or one.name or one.phone for one in row.who)
                    row.words.encode()
                    "".join(one.name + one.email for one in row.who).encode()
    except UserError as error:
        refusal = error.code
    assert refusal.startswith("import.")
    return came


@quick
@given(content=MAILS)
def test_no_mail_breaks_the_reader(tmp_path: Path, content: bytes) -> None:
    for name in ("x.eml", "x.mbox"):
        path = tmp_path / name
        path.write_bytes(content)
        assert read(path)


STAMPS = some.sampled_from(
    [
        "25/12/2023, 21:05 - ",
        "[25.12.23, 21:05:33] ",
        "99/99/9999, 99:99 - ",
        "00/00/0000, 00:00 - ",
        "[12/25/23, 9:05 PM] ",
        "١٢/٠٥/٢٠٢٣, ١٠:٠٠ - ",
        "1/1/1 1:11 - ",
        "",
        "0001/01/01 00:00 - ",
        "9999-12-31 23:59 - ",
    ]
)
CHATS = some.lists(some.tuples(STAMPS, some.text(max_size=60)), min_size=1, max_size=30).map(
    lambda lines: "25/12/2023, 21:05 - Ana: Hi\n" + "\n".join(stamp + text for stamp, text in lines)
)


@quick
@given(text=CHATS)
def test_no_chat_breaks_the_reader(tmp_path: Path, text: str) -> None:
    path = tmp_path / "WhatsApp Chat with Ana.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert read(path)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=10) | some.floats(allow_nan=True),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                [
                    "id",
                    "type",
                    "date",
                    "date_unixtime",
                    "from",
                    "from_id",
                    "text",
                    "photo",
                    "file",
                    "action",
                    "name",
                    "messages",
                    "poll",
                    "contact_information",
                    "chats",
                    "list",
                    "sender",
                    "body",
                    "attachments",
                    "chatItem",
                    "recipient",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@quick
@given(messages=some.lists(JSON, max_size=6), cut=some.integers(0, 40))
def test_no_json_breaks_the_readers(tmp_path: Path, messages: list[object], cut: int) -> None:
    chat = {"name": "Ana", "type": "personal_chat", "id": 7, "messages": messages}
    told = json.dumps(chat)
    (tmp_path / "result.json").write_text(told[: len(told) - cut], "utf-8")
    read(tmp_path / "result.json")
    lines = [json.dumps({"date": "2023-12-25", "sender": "Me"}), *map(json.dumps, messages)]
    (tmp_path / "data.json").write_text("\n".join(lines), "utf-8")
    read(tmp_path / "data.json")
    frames = [json.dumps({"backupTimeMs": "1"})]
    frames += [json.dumps({key: one}) for one in messages for key in ("chatItem", "recipient", "chat")]
    (tmp_path / "main.jsonl").write_text("\n".join(frames), "utf-8")
    read(tmp_path / "main.jsonl")


@quick
@given(
    html=some.text(max_size=300)
    | some.lists(
        some.sampled_from(
            [
                "<div class='message default' id='message1'>",
                "</div>",
                "<br>",
                "<p",
                "<!DOCTYPE",
                "<![",
                "<![0",
                "&#x110000;",
                "&#0;",
                "<div",
                "<div class='pull_right date details' title='25.12.2023 21:05:33'>",
                "<div class='text'>",
                "x",
                "<style>",
                "]]>",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_no_page_breaks_the_readers(tmp_path: Path, html: str) -> None:
    plain_text(html)
    head = "<html><head><title>Exported Data</title></head><body><div class='page_wrap'>"
    (tmp_path / "messages.html").write_bytes((head + html).encode("utf-8", "surrogatepass"))
    read(tmp_path / "messages.html")


@quick
@given(text=some.text(max_size=300))
@example(text='"' * 200)
@example(text="(" * 200)
def test_no_header_breaks_its_reader(text: str) -> None:
    unfolded(text)
    addresses([text])
    moment(text)
    own_words(text)
    unflowed(text, joined=True)


@pytest.mark.parametrize(
    "text",
    [
        "On " + "wrote " * 10_000,
        "From: x\n" * 10_000,
        "> " * 30_000,
        "_" * 50_000,
        "=?utf-8?Q?" * 10_000,
        "<" * 50_000,
        "<div>" * 20_000,
        "&" * 50_000,
        "(" * 30_000 + ")" * 30_000,
        "\n" * 50_000,
        " \n" * 50_000,
    ],
)
def test_hostile_texts_take_no_time(text: str, tmp_path: Path) -> None:
    start = process_time()
    for content_type in ("text/plain", "text/html", "text/plain; format=flowed"):
        path = tmp_path / "x.eml"
        head = (
            f"From: {text[:30_000]!r}\nTo: a@b.pt\nSubject: x\nDate: 1 Jan 2024 10:00\nContent-Type: {content_type}\n\n"
        )
        path.write_text(head + text, "utf-8")
        read(path)
    chat = tmp_path / "chat.txt"
    chat.write_text(f"25/12/2023, 21:05 - Ana: Hi\n25/12/2023, 21:06 - {text}", "utf-8")
    read(chat)
    assert process_time() - start < 10


def test_one_line_of_many_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(b"From: a@b.pt\nTo: c@d.pt\nSubject: x\nDate: 1 Jan 2024 10:00\n\n" + b"x" * 30_000_000)
    read(path)
    chat = tmp_path / "chat.txt"
    chat.write_bytes(b"25/12/2023, 21:05 - Ana: Hi\n25/12/2023, 21:06 - Ana: " + b"y" * 30_000_000)
    read(chat)


def test_a_page_that_is_one_tag_or_one_text_is_held_in_bounds(tmp_path: Path) -> None:
    head = "<html><head><title>Exported Data</title></head><body><div class='page_wrap'>"
    message = "<div class='message default' id='message1'><div class='text'>"
    path = tmp_path / "messages.html"
    path.write_text(f"{head}{message}<a {'b' * 8_000_000}", "utf-8")
    with pytest.raises(UserError, match="damaged"):
        open_document(path)
    path.write_text(head + message + "word " * 2_000_000, "utf-8")
    read(path)
