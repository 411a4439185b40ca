"""Chats as WhatsApp, Signal and Telegram export them: every message in, with its time, its direction and its person.

The layouts are made by hand after what the messengers write; the files in ``files/chats`` are real ones.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from relapp.domain.errors import UserError
from relapp.domain.interactions import Direction, Kind, Outcome
from relapp.services import staff
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.rows import BadRow, Content, EntryRow, Who
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

FILES = Path(__file__).parent / "files" / "chats"
IN, OUT = Direction.IN, Direction.OUT

Talk = Callable[..., list[EntryRow]]


def local(*numbers: int) -> datetime:
    return datetime(*numbers).astimezone()  # type: ignore[arg-type]


def entries(plan: Plan) -> list[EntryRow]:
    assert plan.content is Content.ENTRIES
    return [row for row in importing.rows_of(plan, "EUR") if isinstance(row, EntryRow)]


def left_out(plan: Plan) -> list[str]:
    return [row.code for row in importing.rows_of(plan, "EUR") if isinstance(row, BadRow)]


def us(plan: Plan) -> str:
    assert isinstance(plan.source, Document)
    return plan.source.us


@pytest.fixture
def talk(make_file: MakeFile) -> Callable[..., Plan]:
    def read(text: str, name: str = "WhatsApp Chat with Ana.txt", ours: tuple[str, ...] = ()) -> Plan:
        return importing.prepare(make_file(name, text.encode()), ours=ours)

    return read


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("25/12/2023, 21:05 - ", (2023, 12, 25, 21, 5)),
        ("12/25/23, 9:05 PM - ", (2023, 12, 25, 21, 5)),
        ("12/25/23, 9:05\u202fPM - ", (2023, 12, 25, 21, 5)),
        ("25/12/2023, 9:05 p. m. - ", (2023, 12, 25, 21, 5)),
        ("25/12/2023, 12:05 a. m. - ", (2023, 12, 25, 0, 5)),
        ("25.12.23, 21:05 - ", (2023, 12, 25, 21, 5)),
        ("25.12.2023 klo 21.05 - ", (2023, 12, 25, 21, 5)),
        ("25/12/2023 à 21:05 - ", (2023, 12, 25, 21, 5)),
        ("25.12.2023 um 21:05 - ", (2023, 12, 25, 21, 5)),
        ("2023-12-25 21:05 - ", (2023, 12, 25, 21, 5)),
        ("2023/12/25 21:05 - ", (2023, 12, 25, 21, 5)),
        ("2023/12/25 下午9:05 - ", (2023, 12, 25, 21, 5)),
        ("25.12.2023 ÖS 9:05 - ", (2023, 12, 25, 21, 5)),
        ("25.12.2023 ÖS 12:05 - ", (2023, 12, 25, 12, 5)),
        ("25.12.2023 ÖÖ 12:05 - ", (2023, 12, 25, 0, 5)),
        ("2023. 12. 25. 오후 9:05 - ", (2023, 12, 25, 21, 5)),
        ("2023년 12월 25일 오후 9:05 - ", (2023, 12, 25, 21, 5)),
        ("[25/12/2023, 21:05:33] ", (2023, 12, 25, 21, 5, 33)),
        ("[25.12.23, 21:05:33] ", (2023, 12, 25, 21, 5, 33)),
        ("[12/25/23, 9:05:33 PM] ", (2023, 12, 25, 21, 5, 33)),
        ("\u200e[12/25/23, 9:05:33\u202fPM] ", (2023, 12, 25, 21, 5, 33)),
        ("[2023/12/25, 21:05:33] ", (2023, 12, 25, 21, 5, 33)),
        ("[2023-12-25 21:05:33] ", (2023, 12, 25, 21, 5, 33)),
        ("25.12.23 21:05:33: ", (2023, 12, 25, 21, 5, 33)),
        ("25/12/2566 21:05 - ", (2023, 12, 25, 21, 5)),
    ],
)
def test_every_way_to_stamp_a_message_is_read(talk: Callable[..., Plan], stamp: str, at: tuple[int, ...]) -> None:
    plan = talk(f"{stamp}Ana: Is it ready?\n{stamp}Rosa's shop: Yes\nfrom ten on\n")
    asked, told = entries(plan)
    assert [asked.at, told.at] == [local(*at)] * 2
    assert (asked.direction, asked.words, asked.who) == (IN, "Is it ready?", (Who(name="Ana"),))
    assert (told.direction, told.words, told.who) == (OUT, "Yes\nfrom ten on", (Who(name="Ana"),))
    assert us(plan) == "Rosa's shop"
    assert {asked.kind, told.kind} == {Kind.MESSAGE}


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (["05/06/2023", "13/06/2023"], [6, 6]),
        (["05/06/2023", "05/13/2023"], [5, 5]),
        (["06/05/2023", "07/05/2023", "08/05/2023"], [5, 5, 5]),
        (["05/30/2023", "06/01/2023"], [5, 6]),
        (["04/12/2023", "05/01/2024", "06/01/2024"], [12, 1, 1]),
    ],
)
def test_the_whole_file_settles_the_order_of_day_and_month(
    talk: Callable[..., Plan], days: list[str], months: list[int]
) -> None:
    plan = talk("".join(f"{day}, 10:00 - Ana: Hello\n" for day in days))
    assert [row.at.month for row in entries(plan)] == months


def test_the_real_chats_of_every_layout_say_the_same() -> None:
    told = []
    for path in sorted(FILES.glob("*.txt")):
        plan = importing.prepare(path)
        told.append([(row.at, row.words) for row in entries(plan)])
        assert left_out(plan) == ["row.service", "row.service"]
    assert len(told) == 5
    assert all(one == told[0] for one in told)
    assert [at for at, _ in told[0]][:3] == [
        local(2019, 1, 1, 11, 25),
        local(2019, 1, 20, 11, 23),
        local(2019, 1, 30, 20, 49),
    ]


def test_what_the_program_notes_is_left_out_with_its_reason(talk: Callable[..., Plan]) -> None:
    plan = talk(
        "25/12/2023, 21:00 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.\n"
        '25/12/2023, 21:01 - Ana changed the subject to "Cakes: 2024"\n'
        "25/12/2023, 21:02 - Bo joined using this group's invite link\n"
        "25/12/2023, 21:05 - Ana: Hi\n"
    )
    assert left_out(plan) == ["row.service"] * 3
    assert [row.words for row in entries(plan)] == ["Hi"]


def test_media_stay_with_their_names(talk: Callable[..., Plan]) -> None:
    plan = talk(
        "[25/12/2023, 21:05:33] Ana: \u200e<attached: 00000012-PHOTO-2023-12-25.jpg>\n"
        "[25/12/2023, 21:05:34] Ana: \u200eimage omitted\n"
        "[25/12/2023, 21:05:35] Ana: the blue one \u200e<This message was edited>\n"
        "[25/12/2023, 21:05:36] Ana: \u200eIMG-20231225.jpg (file attached)\n"
        "[25/12/2023, 21:05:37] Ana: \u200e<Anhang: Katalog.pdf>\n"
    )
    assert [row.words for row in entries(plan)] == [
        "[00000012-PHOTO-2023-12-25.jpg]",
        "image omitted",
        "the blue one",
        "[IMG-20231225.jpg]",
        "[Katalog.pdf]",
    ]


def test_a_number_as_a_name_is_a_telephone_number_and_never_the_shop(talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    plan = talk(f"{stamp}\u202a+351 912 345 678\u202c: Hi\n{stamp}Rosa: Hello\n", name="_chat.txt")
    assert us(plan) == "Rosa"
    assert {row.who for row in entries(plan)} == {(Who(phone="+351 912 345 678"),)}


def test_a_group_is_told_apart_by_who_speaks(talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    plan = talk(f"{stamp}Ana: One\n{stamp}Bo: Two\n{stamp}Rosa: Three\n", "WhatsApp Chat with Choir.txt", ("rosa",))
    one, two, three = entries(plan)
    assert [one.who, two.who] == [(Who(name="Ana"),), (Who(name="Bo"),)]
    assert (three.direction, {who.name for who in three.who}) == (OUT, {"Ana", "Bo"})


def test_a_group_on_an_iphone_does_not_speak(talk: Callable[..., Plan]) -> None:
    plan = talk(
        "[25/12/2023, 21:05:00] Choir: \u200eMessages and calls are end-to-end encrypted.\n"
        "[25/12/2023, 21:05:01] Choir: \u200eAna created this group\n"
        "[25/12/2023, 21:05:33] Ana: One\n[25/12/2023, 21:05:34] Bo: Two\n[25/12/2023, 21:05:35] Rosa: Three\n",
        "_chat.txt",
        ("Rosa",),
    )
    assert left_out(plan) == ["row.service"] * 2
    assert [row.words for row in entries(plan)] == ["One", "Two", "Three"]
    assert {who.name for row in entries(plan) for who in row.who} == {"Ana", "Bo"}


def test_whose_chat_it_is_stands_above_it_on_an_iphone(talk: Callable[..., Plan]) -> None:
    plan = talk(
        "[25/12/2023, 21:05:00] Rosa: \u200eMessages and calls are end-to-end encrypted.\n"
        "[25/12/2023, 21:05:33] Rosa: One\n[25/12/2023, 21:05:34] Zoe: Two\n",
        "_chat.txt",
    )
    assert us(plan) == "Zoe"


def test_another_voice_can_be_the_shop(talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    plan = talk(f"{stamp}Ana: Hi\n{stamp}Rosa: Hello\n", name="_chat.txt")
    assert isinstance(plan.source, Document)
    other = next(voice for voice in plan.source.voices if voice != plan.source.us)
    assert [row.direction for row in entries(plan.with_us(other))] != [row.direction for row in entries(plan)]


def test_nobody_in_it_can_be_the_shop(talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    plan = talk(f"{stamp}Ana: Hi\n{stamp}Rosa: Hello\n", name="_chat.txt", ours=("Rosa",))
    assert [row.direction for row in entries(plan)] == [IN, OUT]
    assert [row.direction for row in entries(plan.with_us(""))] == [IN, IN]


def test_a_chat_in_an_archive_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Ana.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("IMG-1.jpg", b"\xff\xd8")
        archive.writestr("_chat.txt", "\ufeff[25/12/2023, 21:05:33] Ana: Hi\n[25/12/2023, 21:06:00] Rosa: Hello\n")
    plan = importing.prepare(path)
    assert [(row.words, row.direction) for row in entries(plan)] == [("Hi", IN), ("Hello", OUT)]
    assert list(tmp_path.iterdir()) == [path]


def take(shop: Shop, plan: Plan) -> tuple[int, int, int]:
    tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    return tally.new, tally.changed, tally.same


def test_a_longer_export_of_the_same_chat_brings_only_what_is_new(shop: Shop, talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    early = f"{stamp}Ana: Hi\n{stamp}Ana: Hi\n{stamp}Rosa: Hello\n"
    assert take(shop, talk(early)) == (3, 0, 0)
    assert take(shop, talk(early, name="WhatsApp Chat with Ana (1).txt")) == (0, 0, 3)
    assert take(shop, talk(early + "26/12/2023, 08:00 - Ana: Today?\n")) == (1, 0, 3)
    # WhatsApp exports only so many messages; the first may be missing.
    assert take(shop, talk(f"{stamp}Rosa: Hello\n26/12/2023, 08:00 - Ana: Today?\n")) == (0, 0, 2)


def test_the_same_words_to_two_people_are_two_entries(shop: Shop, talk: Callable[..., Plan]) -> None:
    line = "25/12/2023, 21:05 - Rosa: We open at ten\n"
    assert take(shop, talk(line + "25/12/2023, 21:06 - Ana: ok\n")) == (2, 0, 0)
    assert take(shop, talk(line + "25/12/2023, 21:06 - Bo: ok\n", name="WhatsApp Chat with Bo.txt")) == (2, 0, 0)


def test_whom_a_person_calls_the_shop_is_remembered_and_a_guess_is_not(shop: Shop, talk: Callable[..., Plan]) -> None:
    stamp = "25/12/2023, 21:05 - "
    text = f"{stamp}Ana: Hi\n{stamp}Rosa: Hello\n"
    take(shop, talk(text))
    assert shop.read(importing.ours) == ()
    take(shop, talk(text, name="_chat.txt").with_us("Rosa"))
    ours = shop.read(importing.ours)
    assert ours == ("Rosa",)
    assert us(talk(text, name="_chat.txt", ours=ours)) == "Rosa"


TWO = "25/12/2023, 21:05 - Ana Silva: Hi\n25/12/2023, 21:05 - Rosa: Hello\n25/12/2023, 21:06 - Ana Silva: Today?\n"


def test_who_of_two_is_the_shop_is_asked_where_nothing_tells(shop: Shop, talk: Callable[..., Plan]) -> None:
    plan = shop.read(lambda reader: importing.with_known_people(reader, talk(TWO, name="_chat.txt")))
    assert plan.asks_us == ("Ana Silva", "Rosa")
    for act in (importing.take_in, importing.preview):
        with pytest.raises(UserError) as refused:
            shop.run("import", partial(act, plan=plan))
        assert refused.value.code == "import.who_is_shop"
        assert refused.value.details["voices"] == ("Ana Silva", "Rosa")
    assert take(shop, plan.with_us("Rosa")) == (3, 0, 0)
    assert talk(TWO, name="_chat.txt", ours=shop.read(importing.ours)).asks_us == ()


@pytest.mark.parametrize("phone", ["", "+351 912 345 678"])
def test_who_is_no_customer_is_the_shop(shop: Shop, talk: Callable[..., Plan], phone: str) -> None:
    shop.customer("Ana Silva", phone=phone)
    text = TWO.replace("Ana Silva", phone or "Ana Silva")
    plan = shop.read(lambda reader: importing.with_known_people(reader, talk(text, name="_chat.txt")))
    assert (us(plan), plan.asks_us) == ("Rosa", ())


def test_two_customers_in_one_chat_are_asked_about(shop: Shop, talk: Callable[..., Plan]) -> None:
    shop.customer("Ana Silva")
    shop.customer("Rosa")
    plan = shop.read(lambda reader: importing.with_known_people(reader, talk(TWO, name="_chat.txt")))
    assert plan.asks_us


def test_who_works_here_speaks_for_the_shop(shop: Shop, talk: Callable[..., Plan]) -> None:
    shop.run("staff", lambda tx: staff.add(tx, "Rosa"))
    plan = talk(TWO, name="_chat.txt", ours=shop.read(importing.ours))
    assert (us(plan), plan.asks_us) == ("Rosa", ())


def test_a_customer_called_as_one_of_the_staff_is_not_taken_for_the_shop(talk: Callable[..., Plan]) -> None:
    plan = talk(TWO, name="WhatsApp Chat with Ana Silva.txt", ours=("Ana Silva",))
    assert plan.asks_us
    plan = talk(TWO, name="WhatsApp Chat with Ana Silva.txt", ours=("Ana Silva", "Rosa"))
    assert (us(plan), plan.asks_us) == ("Rosa", ())
    assert [row.direction for row in entries(plan)] == [IN, OUT, IN]


def test_a_group_of_strangers_is_asked_about_and_all_of_the_staff_speak_for_the_shop(
    talk: Callable[..., Plan],
) -> None:
    text = TWO + "25/12/2023, 21:07 - Bea: Yes\n"
    assert talk(text, name="_chat.txt").asks_us == ("Ana Silva", "Rosa", "Bea")
    plan = talk(text, name="_chat.txt", ours=("Rosa", "Bea"))
    assert not plan.asks_us
    assert [row.direction for row in entries(plan)] == [IN, OUT, IN, OUT]


# -- Telegram --


def test_the_partner_of_a_chat_is_not_the_shop_though_called_as_one_of_the_staff(make_file: MakeFile) -> None:
    ana, bo = a_chat(telegram(1, "Ana", "Hi"), telegram(2, "Rosa", "Hello")), a_chat(telegram(3, "Bo", "Hi"), number=8)
    text = json.dumps({"personal_information": {"user_id": 1}, "chats": {"about": "Telegram", "list": [ana, bo]}})
    plan = importing.prepare(make_file("result.json", text.encode()), ours=("Ana", "Rosa"))
    assert [row.direction for row in entries(plan)] == [IN, OUT, IN]


def telegram(number: int, name: str, text: object, **more: object) -> dict[str, object]:
    ids = {"Ana": "user7", "Rosa": "user1", "Bo": "user8"}
    at = {"date": "2023-12-25T21:05:33", "date_unixtime": "1703538333"}
    return {"id": number, "type": "message", **at, "from": name, "from_id": ids[name], "text": text, **more}


def a_chat(
    *messages: dict[str, object], name: str = "Ana", kind: str = "personal_chat", number: int = 7
) -> dict[str, object]:
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def write(make_file: MakeFile, what: object, name: str = "result.json") -> Path:
    return make_file(name, json.dumps(what, indent=1, ensure_ascii=False).encode())


def test_a_telegram_chat_knows_who_is_who(make_file: MakeFile) -> None:
    pieces = ["See ", {"type": "link", "text": "https://a.pt"}, {"type": "bold", "text": "!"}]
    plan = importing.prepare(
        write(
            make_file,
            a_chat(
                {"id": 1, "type": "service", "date": "2023-12-25T21:00:00", "actor": "Ana",
                 "action": "joined_telegram"},
                telegram(2, "Rosa", "Hello"),
                telegram(3, "Ana", pieces, edited="2023-12-25T21:06:00", reply_to_message_id=2),
                telegram(4, "Ana", "", photo="photos/photo_1.jpg"),
                telegram(5, "Ana", "", file="(File not included. Change data exporting settings to download.)",
                         media_type="voice_message"),
                {"id": 6, "type": "service", "date": "2023-12-25T21:09:00", "actor": "Ana", "actor_id": "user7",
                 "action": "phone_call", "duration_seconds": 65},
            ),
        )
    )  # fmt: skip
    assert us(plan) == "Rosa"
    rows = entries(plan)
    assert [(row.direction, row.words) for row in rows] == [
        (OUT, "Hello"),
        (IN, "See https://a.pt!"),
        (IN, "[photo_1.jpg]"),
        (IN, "[voice_message]"),
        (IN, ""),
    ]
    assert {row.who for row in rows} == {(Who(name="Ana"),)}
    assert (rows[-1].kind, rows[-1].outcome) == (Kind.CALL, Outcome.ANSWERED)
    assert left_out(plan) == ["row.service"]


def test_all_telegram_chats_of_an_account(make_file: MakeFile) -> None:
    everything = {
        "about": "Here is the data you requested from Telegram.",
        "personal_information": {"user_id": 1, "first_name": "Rosa"},
        "contacts": {"about": "", "list": [{"first_name": "Ana"}]},
        "chats": {
            "about": "",
            "list": [
                a_chat(telegram(1, "Ana", "Hi"), telegram(2, "Rosa", "Hello")),
                a_chat(telegram(1, "Bo", "Salut"), telegram(2, "Rosa", "Bonjour"), name="Bo", number=8),
                a_chat(telegram(9, "Rosa", "Milk"), name="Saved", kind="saved_messages", number=1),
            ],
        },
    }
    plan = importing.prepare(write(make_file, everything))
    assert us(plan) == "Rosa"
    assert [(row.who[0].name, row.direction) for row in entries(plan)] == [
        ("Ana", IN), ("Ana", OUT), ("Bo", IN), ("Bo", OUT),
    ]  # fmt: skip
    assert left_out(plan) == ["row.service"]


def test_an_edited_telegram_message_is_changed_and_a_longer_export_adds(shop: Shop, make_file: MakeFile) -> None:
    assert take(shop, importing.prepare(write(make_file, a_chat(telegram(2, "Ana", "Helo"))))) == (1, 0, 0)
    again = a_chat(telegram(2, "Ana", "Hello"), telegram(3, "Rosa", "Hi"))
    assert take(shop, importing.prepare(write(make_file, again))) == (1, 1, 0)


def test_a_message_cut_off_within_a_letter_is_stored_without_the_half(shop: Shop, make_file: MakeFile) -> None:
    said = {"id": 1, "type": "message", "date": "2024-05-01T10:00:00", "from": "Ana", "from_id": "user1"}
    chat = {"name": "Ana", "type": "personal_chat", "id": 1, "messages": [{**said, "text": "ok \U0001f339 \ud83d"}]}
    path = make_file("result.json", json.dumps(chat).encode())
    shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))
    assert [row.words for row in shop.tables()["interaction"]] == ["ok \U0001f339 ?"]


def test_a_telegram_file_that_breaks_off_is_refused_whole(make_file: MakeFile) -> None:
    text = json.dumps(a_chat(telegram(1, "Ana", "Hi"), telegram(2, "Rosa", "Hello")))
    with pytest.raises(UserError) as refused:
        importing.prepare(make_file("result.json", text[:-30].encode()))
    assert refused.value.code == "import.damaged"


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold"> Ana </div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details"> 25 December 2023 </div></div>
<div class="message default clearfix" id="message11">
 <div class="pull_left userpic_wrap"><div class="userpic"><div class="initials"> A </div></div></div>
 <div class="body"><div class="pull_right date details" title="25.12.2023 21:05:33 UTC+00:00"> 21:05 </div>
 <div class="from_name"> Ana </div><div class="text"> Is it <strong>ready</strong>?<br>Please &amp; thanks </div></div>
</div>
<div class="message default clearfix joined" id="message12"><div class="body">
 <div class="pull_right date details" title="25.12.2023 21:06:00 UTC+00:00"> 21:06 </div>
 <div class="media_wrap clearfix"><div class="media clearfix"><div class="body"><div class="title bold"> Photo </div>
 <div class="status details"> 1.2 MB </div></div></div></div></div></div>
<div class="message default clearfix" id="message13"><div class="body">
 <div class="pull_right date details" title="25.12.2023 21:07:00 UTC+00:00"> 21:07 </div>
 <div class="from_name"> Rosa </div>
 <div class="forwarded body"><div class="from_name"> Bo <span class="date details" title="24.12.2023 10:00:00"> </span>
 </div>
 <div class="text"> It is </div></div></div></div>
</div></div></div></body></html>
"""


def test_a_telegram_page(make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("messages.html", PAGE.encode()))
    assert us(plan) == "Rosa"
    assert [(row.direction, row.words, row.at.astimezone().timestamp()) for row in entries(plan)] == [
        (IN, "Is it ready?\nPlease & thanks", 1703538333),
        (IN, "[Photo]", 1703538360),
        (OUT, "Bo\n\nIt is", 1703538420),
    ]
    assert left_out(plan) == ["row.service"]


# -- Signal --


def test_signal_as_markdown(tmp_path: Path) -> None:
    path = tmp_path / "Ana" / "chat.md"
    path.parent.mkdir()
    path.write_text("[2023-12-25 21:05:33] Ana: Hi\n\n[2023-12-25 21:06:00] Me: ![a.jpg](./media/a.jpg)  \n", "utf-8")
    plan = importing.prepare(path)
    assert us(plan) == "Me"
    assert [(row.direction, row.who) for row in entries(plan)] == [(IN, (Who(name="Ana"),)), (OUT, (Who(name="Ana"),))]


def test_signal_as_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "Ana" / "data.json"
    path.parent.mkdir()
    lines = (
        {"date": "2023-12-25T21:05:33", "sender": "Ana", "body": "Hi", "quote": "", "attachments": []},
        {"date": "2023-12-25T21:06:00", "sender": "Me", "body": "", "attachments": [{"name": "a.jpg", "path": "x"}]},
    )
    path.write_text("\n".join(map(json.dumps, lines)) + "\nbroken\n", "utf-8")
    plan = importing.prepare(path)
    assert [(row.direction, row.words, row.at) for row in entries(plan)] == [
        (IN, "Hi", local(2023, 12, 25, 21, 5, 33)),
        (OUT, "[a.jpg]", local(2023, 12, 25, 21, 6)),
    ]
    assert left_out(plan) == ["row.unreadable"]


def test_signals_own_export(make_file: MakeFile) -> None:
    frames = (
        {"version": "1", "backupTimeMs": "1703538333000"},
        {"account": {"givenName": "Rosa"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"e164": "351912345678", "profileGivenName": "Ana"}}},
        {"chat": {"id": "5", "recipientId": "2"}},
        {"chatItem": {"chatId": "5", "authorId": "2", "dateSent": "1703538333000", "incoming": {},
                      "standardMessage": {"text": {"body": "Hi"}}}},
        {"chatItem": {"chatId": "5", "authorId": "1", "dateSent": "1703538393000", "outgoing": {},
                      "standardMessage": {"text": {"body": "Hello"}}}},
        {"chatItem": {"chatId": "5", "authorId": "2", "dateSent": "1703538394000", "directionless": {},
                      "updateMessage": {}}},
    )  # fmt: skip
    plan = importing.prepare(make_file("main.jsonl", "\n".join(map(json.dumps, frames)).encode()))
    ana = (Who(name="Ana", phone="+351912345678"),)
    assert [(row.direction, row.words, row.who) for row in entries(plan)] == [(IN, "Hi", ana), (OUT, "Hello", ana)]
    assert left_out(plan) == ["row.service"]
