"""What tills and booking programs say of whole orders: a discount of all, who did not come, days that are none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relapp.domain.interactions import Kind
from relapp.services.transfer import importing
from relapp.services.transfer.rows import BadRow, Content, EntryRow, SaleLine
from relapp.ui.wording.imports import bad_row
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Cancelled at,Refunded Amount\n"
)
FRESHA = (
    "Ref #,Client,Service,Scheduled date,Time,Duration,Location,Team member,Price,Status\n"
    "A1,Ana Moreira,Haircut,2026-03-02,10:00,45min,Weir Lane,Tom,35.00,Completed\n"
    "A2,Bo Lund,Colour,2026-03-03,11:30,90min,Weir Lane,Tom,80.00,No show\n"
    "A3,Cem Acar,Haircut,2026-03-04,09:00,45min,Weir Lane,Tom,35.00,Cancelled\n"
)


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.close()


def sold(make_file: MakeFile, text: str) -> list[SaleLine]:
    plan = importing.prepare(make_file("orders.csv", text.encode()))
    assert plan.content is Content.SALES
    return [row for row in importing.sales_of(plan, "EUR") if isinstance(row, SaleLine)]


def test_an_orders_discount_is_divided_where_the_lines_do_not_tell_it(make_file: MakeFile) -> None:
    text = (
        "#1,a@a.org,paid,EUR,12.60,0,0,12.60,TEN,1.40,2026-03-02 10:15:07,1,Cup,9.00,0.00,,\n"
        "#1,a@a.org,,,,,,,,,2026-03-02 10:15:07,1,Plate,5.00,0.00,,\n"
        "#2,b@a.org,paid,EUR,9.00,0,0,9.00,,0.00,2026-03-02 11:15:07,1,Cup,9.00,0.00,,\n"
    )
    lines = sold(make_file, SHOPIFY + text)
    assert [(line.figures.amount, line.figures.discount) for line in lines] == [(810, 90), (450, 50), (900, 0)]


@pytest.mark.parametrize(
    ("subtotal", "off", "line_discount", "amount"),
    [("12.60", "1.40", "1.40", 1260), ("14.00", "4.90", "0.00", 1400)],
)
def test_nothing_is_taken_off_twice_nor_for_what_is_no_goods(
    make_file: MakeFile, subtotal: str, off: str, line_discount: str, amount: int
) -> None:
    text = f"#1,a@a.org,paid,EUR,{subtotal},0,0,{subtotal},X,{off},2026-03-02 10:15:07,1,Cup,14.00,{line_discount},,\n"
    assert [line.figures.amount for line in sold(make_file, SHOPIFY + text)] == [amount]


@pytest.mark.parametrize("day", ["1970-01-01", "1970-01-01 00:00:00", "0000-00-00", "0000-00-00 00:00:00"])
def test_a_day_that_is_none_cancels_nothing(make_file: MakeFile, day: str) -> None:
    text = f"#1,a@a.org,paid,EUR,14.00,0,0,14.00,,,2026-03-02 10:15:07,1,Cup,14.00,0.00,{day},\n"
    assert [line.head.cancelled for line in sold(make_file, SHOPIFY + text)] == [False]


def test_who_did_not_come_is_said_so_and_is_a_customer(shop: Shop, make_file: MakeFile) -> None:
    text = (
        "Date,Client,Email,Service,Paid,Status\n"
        "2026-03-02,Ana Moreira,ana@example.org,Haircut,35.00,Completed\n"
        "2026-03-03,Bo Lund,bo@example.org,Colour,80.00,No show\n"
        "2026-03-04,Cem Acar,cem@example.org,Colour,80.00,Cancelled\n"
    )
    plan = importing.prepare(make_file("salon.csv", text.encode()))
    assert plan.content is Content.SALES
    tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert [bad_row(row) for row in tally.bad_rows] == [
        "They did not come, so nothing was sold.",
        "The order was cancelled.",
    ]
    assert {row.name for row in shop.tables()["customer"]} == {"Ana Moreira", "Bo Lund"}
    again = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert (again.new, again.same, again.people) == (0, 1, 0)


def test_a_booking_programs_list_becomes_appointments(make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("appointments.csv", FRESHA.encode()))
    assert plan.content is Content.ENTRIES
    rows = list(importing.entries_of(plan))
    entries = [row for row in rows if isinstance(row, EntryRow)]
    assert [(row.kind, row.who[0].name, f"{row.at:%d %H:%M}") for row in entries] == [
        (Kind.APPOINTMENT, "Ana Moreira", "02 10:00"),
        (Kind.APPOINTMENT, "Bo Lund", "03 11:30"),
    ]
    assert entries[1].words.startswith("No show")
    assert "Colour" in entries[1].words
    assert [row.code for row in rows if isinstance(row, BadRow)] == ["row.event_cancelled"]


@pytest.mark.parametrize(
    "header",
    [
        "Konto,Datum,Typ,Transaktionsnummer,Zahlungsmethode,Menge,Beschreibung,Währung,Preis vor Rabatt,Rabatt,"
        "Preis (brutto),Preis (netto),Steuer,Steuersatz",
        "Account,Date,Type,Transaction ID,Payment Method,Quantity,Description,Currency,Price before discount,Discount,"
        "Price (Gross),Price (Net),Tax,Tax rate",
    ],
)
def test_a_till_that_tells_the_price_before_and_after_the_discount(make_file: MakeFile, header: str) -> None:
    text = (
        f"{header}\n"
        'x@y.ch,"17.03.2023, 11:22",Verkauf,TEGUCX,Bar,2,Kaffee,CHF,7.00,0.70,6.30,6.30,0.00,0%\n'
        'x@y.ch,"17.03.2023, 11:23",Verkauf,TEGUCY,Bar,1,Sirup,CHF,0.50,0.00,0.50,0.50,0.00,0%\n'
    )
    lines = sold(make_file, text)
    assert [(int(line.figures.quantity), line.figures.amount, line.figures.discount) for line in lines] == [
        (2, 630, 70),
        (1, 50, 0),
    ]
    assert [line.told.product for line in lines] == ["Kaffee", "Sirup"]
