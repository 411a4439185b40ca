"""relapp import and undo-import, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.storage.database import Database
from tests.commands.conftest import FILES, Relapp

OPEN_DATES = "Date,Customer,Product,Amount\n05/06/2026,Ada Lovelace,Tea,4.20\n07/08/2026,Ada Lovelace,Tea,4.20\n"


@pytest.fixture
def open_dates(tmp_path: Path) -> Path:
    path = tmp_path / "open.csv"
    path.write_text(OPEN_DATES, encoding="utf-8")
    return path


def test_a_tills_export_is_taken_in_whole_and_told(relapp: Relapp) -> None:
    ended = relapp("import", FILES / "gift-shop-slice.csv.gz")
    assert (ended.code, ended.err) == (0, "")
    assert "3,170 new sales lines and 9 new customers." in ended.out
    assert "“relapp undo-import 1” takes it back." in ended.out
    assert relapp("show", "Customer 14527", "--json").json["entries"] == 85


def test_the_same_file_again_changes_nothing(relapp: Relapp) -> None:
    relapp("import", FILES / "square-items.csv")
    again = relapp("import", FILES / "square-items.csv", "--json").json["files"][0]
    assert (again["new"], again["same"], again["new_customers"]) == (0, 4, 0)


def test_bad_rows_are_told_with_their_line_and_reason(relapp: Relapp) -> None:
    path = FILES / "loyverse-receipts.csv"
    assert "    Line 5: The order was cancelled.\n" in relapp("import", path, "--dry-run").out
    rows = relapp("import", path, "--json").json["files"][0]["bad_rows"]
    assert [(row["line"], row["code"]) for row in rows] == [(5, "row.cancelled")]
    assert rows[0]["cells"][:2] == ["1/17/26 8:00 AM", "1-1003"]


def test_of_many_bad_rows_the_first_are_told_and_the_rest_counted(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    bad = "".join(f"never,Ada,Tea {number},4.20\n" for number in range(13))
    path.write_text("Date,Customer,Product,Amount\n2026-03-14,Ada,Tea,4.20\n" + bad, encoding="utf-8")
    out = relapp("import", path, "--as", "sales").out
    assert out.count("“never” is not a date.") == 10
    assert "    … and 3 more\n" in out


def test_a_dry_run_counts_and_leaves_no_shop_behind(relapp: Relapp, tmp_path: Path) -> None:
    ended = relapp("import", FILES / "shopify-orders.csv", "--dry-run", "--json")
    assert ended.json["dry_run"] is True
    assert ended.json["files"][0]["batch"] is None
    assert ended.json["files"][0]["new"] == 3
    assert not (tmp_path / "shop").exists()


def test_a_dry_run_on_a_shop_changes_nothing(relapp: Relapp) -> None:
    relapp("import", FILES / "shopify-orders.csv")
    told = relapp("import", FILES / "square-items.csv", "--dry-run")
    assert "Nothing was changed." in told.out
    assert relapp("show", "C0FFEE1").code == 1


def test_several_files_become_a_batch_each(relapp: Relapp) -> None:
    ended = relapp("import", FILES / "square-items.csv", FILES / "shopify-orders.csv", "--json")
    assert [file["batch"] for file in ended.json["files"]] == [1, 2]


def test_a_bad_file_among_several_keeps_all_of_them_out(relapp: Relapp, tmp_path: Path) -> None:
    ended = relapp("import", FILES / "square-items.csv", tmp_path / "gone.csv", "--json")
    assert (ended.code, ended.out, ended.err) == (1, "", "The file gone.csv is not there.\n")
    assert not (tmp_path / "shop").exists()


def test_dates_that_can_be_read_in_two_ways_are_asked_for(relapp: Relapp, open_dates: Path) -> None:
    ended = relapp("import", open_dates)
    assert ended.code == 1
    assert ended.err == (
        "Dates in the column Date, such as 05/06/2026, can be read in two ways. Say which comes first. "
        "Add --dates day-first or --dates month-first.\n"
    )
    assert relapp("find", "Ada").out == "Nothing fits “Ada”.\n"


@pytest.mark.parametrize(("order", "days"), [("day-first", "2026-06-05"), ("month-first", "2026-05-06")])
def test_the_answer_settles_the_dates(relapp: Relapp, open_dates: Path, order: str, days: str) -> None:
    assert relapp("import", open_dates, "--dates", order).code == 0
    assert relapp("show", "Ada", "--json").json["first"].startswith(days)


def test_the_dates_of_a_chat_are_asked_for_as_those_of_a_table(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Ada.txt"
    path.write_text("3/4/2025, 09:15 - Ada: Is it done?\n3/4/2025, 09:20 - Shop: Yes\n", encoding="utf-8")
    ended = relapp("import", path, "--us", "Shop")
    assert (ended.code, ended.err) == (
        1,
        "Dates in WhatsApp Chat with Ada.txt, such as 3/4/2025, can be read in two ways. Say which comes first. "
        "Add --dates day-first or --dates month-first.\n",
    )
    assert relapp("import", path, "--us", "Shop", "--dates", "month-first").code == 0
    assert relapp("show", "Ada", "--json").json["first"].startswith("2025-03-04")


def test_columns_can_be_named_by_hand(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Q1,Q2,Q3\nada,seen in May,red\n", encoding="utf-8")
    refused = relapp("import", path, "--as", "customers")
    assert (refused.code, refused.err.endswith("Add --map name=COLUMN.\n")) == (1, True)
    ended = relapp("import", path, "--as", "customers", "--map", "name=Q1", "--map", "note=B", "--json")
    fields = [(column["field"], column["found_by"]) for column in ended.json["files"][0]["columns"][:2]]
    assert fields == [("name", "person"), ("note", "person")]
    assert relapp("show", "Ada", "--json").json["customer"]["note"] == "seen in May"


def test_a_field_that_does_not_exist_is_answered_with_those_that_do(relapp: Relapp) -> None:
    ended = relapp("import", FILES / "square-items.csv", "--map", "colour=Item")
    assert ended.code == 1
    assert ended.err.startswith("There is no field named colour. There are reference, name,")


def test_sales_without_a_day_say_how_to_name_it(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("Customer,Product,Amount\nAda Lovelace,Tea,4.20\n", encoding="utf-8")
    ended = relapp("import", path, "--as", "sales")
    assert (ended.code, ended.err.endswith("Add --map moment=COLUMN.\n")) == (1, True)


def test_an_import_is_taken_back_whole_and_only_once(relapp: Relapp) -> None:
    relapp("import", FILES / "gift-shop-slice.csv.gz")
    undone = relapp("undo-import", "1")
    assert (undone.code, undone.out) == (0, "Undone: Import (gift-shop-slice.csv.gz, batch 1)\n")
    assert relapp("find", "14527").out == "Nothing fits “14527”.\n"
    again = relapp("undo-import", "1")
    assert (again.code, again.err) == (1, "There is no import with the number 1.\n")


def test_undo_names_what_newer_work_stands_on(relapp: Relapp) -> None:
    relapp("import", FILES / "square-items.csv")
    relapp("log", "Ana Moreira: asked for spelt")
    undone = relapp("undo-import", "1")
    assert undone.code == 0
    assert "Kept, because it was changed since: 1 customer" in undone.out
    assert relapp("show", "Ana", "--json").json["entries"] == 1


def test_the_journal_names_the_command_line(relapp: Relapp, tmp_path: Path) -> None:
    from relapp.storage import journal

    relapp("import", FILES / "square-items.csv")
    database = Database.open(tmp_path / "shop" / "shop.relapp")
    with database.read() as reader:
        last = journal.last_done(reader)
    database.close()
    assert last is not None
    assert (last.name, last.desk, last.staff_id) == ("import", "cli", None)


def test_a_chat_is_taken_in_and_whose_voice_is_the_shops_is_told_once(relapp: Relapp, tmp_path: Path) -> None:
    first = tmp_path / "_chat.txt"
    first.write_text("25/12/2023, 21:05 - Rosa: We are open\n25/12/2023, 21:06 - Ana: Good\n", encoding="utf-8")
    out = relapp("import", first, "--us", "Rosa").out
    assert "2 new entries and 1 new customer." in out
    # "Aaron" writes most, and Rosa is the shop all the same.
    then = tmp_path / "chat.txt"
    then.write_text("26/12/2023, 8:00 - Aaron: Hi\n26/12/2023, 8:01 - Rosa: Hello\n", encoding="utf-8")
    relapp("import", then)
    shown = relapp("show", "Aaron", "--json").json
    assert shown["entries"] == 2
    assert relapp("show", "Rosa").code != 0


def test_a_mailbox_is_taken_in_and_robots_are_told(relapp: Relapp, tmp_path: Path) -> None:
    box = tmp_path / "Inbox.mbox"
    line, date = "Mon Dec 25 21:05:33 2023", "Mon, 25 Dec 2023 21:05:33 +0000"
    mails = (("Ana <ana@a.pt>", "Cake"), ("noreply@big.com", "Sale"))
    box.write_text(
        "".join(
            f"From x {line}\nFrom: {who}\nTo: shop@rosa.pt\nDate: {date}\nSubject: {what}\n\nHello\n\n"
            for who, what in mails
        ),
        encoding="utf-8",
    )
    out = relapp("import", box).out
    assert "1 new entry and 1 new customer. 1 left out." in out
    assert "noreply@big.com is no customer of yours." in out
    assert "0 new entries and 1 known already." in relapp("import", box).out


CHAT = """[01/05/2025, 09:00:01] Ana Moreira: Do you have spelt?
[13/05/2025, 09:05:12] The Bakery: On Fridays.
"""


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "chat.txt"
    path.write_text(CHAT, encoding="utf-8")
    return path


def test_a_chat_is_taken_in_with_the_shops_own_voice_which_is_known_the_next_time(
    relapp: Relapp, chat: Path, tmp_path: Path
) -> None:
    told = relapp("import", chat, "--us", "the bakery", "--json").json["files"][0]
    assert (told["kind"], told["format"], told["new"], told["new_customers"]) == ("interactions", "chat", 2, 1)
    more = tmp_path / "more.txt"
    more.write_text(CHAT.replace("spelt", "rye").replace("Ana Moreira", "Bo Lind"), encoding="utf-8")
    again = relapp("import", more, "--json").json["files"][0]
    assert again["new_customers"] == 1
    assert relapp("show", "The Bakery").code == 1


def test_a_voice_that_nobody_has_is_answered_with_those_there_are(relapp: Relapp, chat: Path) -> None:
    ended = relapp("import", chat, "--us", "Zoe")
    assert ended.code == 1
    assert ended.err.startswith("Nobody in chat.txt goes by Zoe. There are ")


def test_cards_are_customers(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Moreira\nTEL:0171 555 4417\nEND:VCARD\n", encoding="utf-8")
    ended = relapp("import", path)
    assert "Read as address cards: each card is a customer." in ended.out
    assert relapp("show", "Ana", "--json").json["customer"]["name"] == "Ana Moreira"


def test_the_rows_of_each_result_are_told_when_they_are_asked_for(relapp: Relapp) -> None:
    path = FILES / "square-items.csv"
    assert "seen" not in relapp("import", path, "--json", "--dry-run").json["files"][0]
    seen = relapp("import", path, "--json", "--rows", "--dry-run").json["files"][0]["seen"]
    assert set(seen) == {"new", "changed", "same", "doubtful"}
    assert [set(row) for row in seen["new"]] == [{"line", "who", "what", "customer", "note", "day"}] * len(seen["new"])
    assert seen["new"]


def test_nobody_is_guessed_to_be_the_shop(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text("25/12/2023, 21:05 - Ana Silva: Hi\n25/12/2023, 21:06 - Rosa: Hello\n", encoding="utf-8")
    for more in ((), ("--dry-run",)):
        refused = relapp("import", path, *more)
        assert (refused.code, refused.out) == (1, "")
        assert "Who of those in _chat.txt is the shop? There are Ana Silva and Rosa." in refused.err
        assert "Add --us NAME." in refused.err
    assert not (tmp_path / "shop").exists() or "Ana" not in relapp("list").out
    assert relapp("import", path, "--us", "Rosa").code == 0
