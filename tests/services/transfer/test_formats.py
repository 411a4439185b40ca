"""How a file writes dates and numbers is settled by whole columns, and asked only if it cannot be."""

from __future__ import annotations

from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.formats import Formats, settle
from relapp.services.transfer.meaning.values import DateOrder, NumberStyle
from relapp.services.transfer.reading.tables import open_table
from tests.services.transfer.conftest import MakeFile


def settled(make_file: MakeFile, text: str) -> Formats:
    table = open_table(make_file("t.csv", text.encode("cp1252")))
    return settle(table, guess(table))


def test_one_clear_date_far_down_settles_the_whole_column(make_file: MakeFile) -> None:
    rows = "05/06/2026;Rye;1\n" * 3000
    formats = settled(make_file, f"Date;Item;Amount\n{rows}13/06/2026;Rye;1\n")
    assert formats.dates == {0: DateOrder.DAY_FIRST}
    assert (formats.unsettled, formats.rows) == ({}, 3001)


def test_an_order_that_nothing_settles_is_left_open_until_answered(make_file: MakeFile) -> None:
    formats = settled(make_file, "Date,Item,Amount\n05/06/2026,Rye,1\n")
    assert (formats.dates, formats.unsettled, formats.in_order) == ({}, {0: "05/06/2026"}, False)
    answered = formats.answered(DateOrder.MONTH_FIRST)
    assert (answered.dates, answered.unsettled) == ({0: DateOrder.MONTH_FIRST}, {})


def test_days_that_rise_in_one_order_only_settle_it(make_file: MakeFile) -> None:
    days = ["10/01", "12/01", "02/02", "09/02", "01/03", "11/03", "03/04", "05/05"]
    rising = settled(make_file, "Date,Item,Amount\n" + "".join(f"{day}/2026,Rye,1\n" for day in days))
    few = settled(make_file, "Date,Item,Amount\n" + "".join(f"{day}/2026,Rye,1\n" for day in days[:4]))
    assert (rising.dates, rising.in_order) == ({0: DateOrder.DAY_FIRST}, True)
    assert few.unsettled == {0: "10/01/2026"}


def test_a_second_date_column_is_written_as_the_first(make_file: MakeFile) -> None:
    formats = settled(make_file, "Name,Birthday,Seen\nAna,05/06/1980,x\nLea,25/06/1980,x\n")
    assert formats.dates == {1: DateOrder.DAY_FIRST}


def test_the_style_of_numbers_is_settled_by_the_file(make_file: MakeFile) -> None:
    formats = settled(make_file, "Datum;Artikel;Menge;Preis\n13.06.2026;Mehl;1.000;2,50\n")
    assert formats.numbers == {2: NumberStyle.COMMA, 3: NumberStyle.COMMA}
    assert settled(make_file, "Date,Item,Qty,Price\n2026-06-13,Rye,1,2\n").numbers == {}


def test_falling_days_are_in_order_too_and_mixed_ones_are_not(make_file: MakeFile) -> None:
    def in_order(*days: int) -> bool:
        rows = "".join(f"2026-06-{day:02},Rye,1\n" for day in days)
        return settled(make_file, f"Date,Item,Amount\n{rows}").in_order

    assert [in_order(1, 1, 3), in_order(9, 7, 7), in_order(3, 9, 7)] == [True, True, False]


def test_progress_is_told_while_the_file_is_read(make_file: MakeFile) -> None:
    table = open_table(make_file("t.csv", b"Date,Item,Amount\n" + b"2026-01-02,Rye,1\n" * 9000))
    lines: list[int] = []
    settle(table, guess(table), lines.append)
    assert lines[:2] == [257, 513]
    assert len(lines) == 9000 // 256


def test_who_writes_decimals_with_a_comma_writes_the_day_first(make_file: MakeFile) -> None:
    def asked(price: str) -> str:
        table = open_table(make_file("s.csv", f"Date;Item;Price\n03/04/2026;Rye;{price}\n".encode()))
        return next(iter(settle(table, guess(table)).unsettled.values()), "")

    assert asked("3,20") == ""
    assert asked("3.20") == "03/04/2026"
