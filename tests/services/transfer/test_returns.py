"""What was brought back or cancelled: it subtracts, on the right person, and is found among what was bought."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from relapp.domain.changes import OperationRecord
from relapp.domain.consents import Purpose, is_refused
from relapp.domain.imports import ImportCounts
from relapp.domain.interactions import Channel, Kind
from relapp.services import interactions
from relapp.services.pages import timeline
from relapp.services.transfer import importing
from relapp.services.transfer.storing.tally import Tally
from relapp.storage import consents, customers
from tests.shop import Shop

FILES = Path(__file__).parent / "files"


def take_in(shop: Shop, path: Path) -> Tally:
    return shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path))).tally


def spent(shop: Shop) -> dict[str, int]:
    """What everybody spent, less what came back, by name."""
    people = shop.read(customers.every)
    stats = shop.read(lambda reader: customers.stats(reader, [one.id for one in people]))
    return {one.name: stats[one.id].spend for one in people}


def test_every_till_puts_money_on_the_right_people_and_takes_refunds_off(shop: Shop) -> None:
    for name in ("square-items", "woocommerce-orders", "lightspeed-sales", "loyverse-receipts", "shopify-refunds"):
        take_in(shop, FILES / f"{name}.csv")
    people = shop.read(customers.every)
    stats = shop.read(lambda reader: customers.stats(reader, [one.id for one in people]))
    # Ana bought at three tills, and each knows her by a number or an address of its own.
    assert [(one.name, one.reference, stats[one.id].spend) for one in people] == [
        ("Ana Moreira", "C0FFEE1", 1200 + 2400 - 2400),
        ("Ana Moreira", "", 2400 + 1500),
        ("Ana Moreira", "MOR-1", 2200 + 450),
        # At two tills by one address.
        ("Lea Brandt", "", 2500 + 600 - 300 + 6180 - 6180),
        ("Kofi Osei", "", 900 - 400),
    ]


@pytest.mark.parametrize("again", [False, True])
def test_an_order_that_was_paid_back_later_subtracts_once(shop: Shop, again: bool) -> None:
    take_in(shop, FILES / "shopify-orders.csv")
    assert spent(shop) == {"Lea Brandt": 6180, "Kofi Osei": 900}
    assert take_in(shop, FILES / "shopify-refunds.csv").counts() == ImportCounts(new=3, same=3)
    if again:
        assert take_in(shop, FILES / "shopify-refunds.csv").counts() == ImportCounts(same=6)
    # What was paid back for sending it was never counted as bought.
    assert spent(shop) == {"Lea Brandt": 0, "Kofi Osei": 500}
    lea = next(one.id for one in shop.read(customers.every) if one.name == "Lea Brandt")
    back, _ = shop.read(lambda reader: timeline.page(reader, lea)).entries
    assert back.interaction.kind is Kind.RETURN
    assert [(int(part.quantity), int(part.bought)) for (part,) in back.came_from.values()] == [(2, 2), (4, 4)]


ORDERS = """Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,ana@example.com,{first},2026-03-02 10:15,2,Teapot,25.90
#1,ana@example.com,,2026-03-02 10:15,1,Cosy,9.00
#2,lea@example.org,paid,2026-03-02 11:00,1,Candle,9.00
#3,kofi@example.com,voided,2026-03-03 11:00,1,Soap,5.00
"""


def orders(folder: Path, first: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(ORDERS.format(first=first), encoding="utf-8")
    return path


@pytest.mark.parametrize("state", ["voided", "cancelled", "refunded"])
def test_an_order_cancelled_in_a_later_file_is_taken_back_once(shop: Shop, tmp_path: Path, state: str) -> None:
    assert take_in(shop, orders(tmp_path, "paid")).counts() == ImportCounts(new=3, bad=1)
    assert spent(shop) == {"ana@example.com": 6080, "lea@example.org": 900}
    later = importing.prepare(orders(tmp_path, state))
    assert shop.read(lambda reader: importing.preview(reader, later)).counts() == ImportCounts(new=2, same=1, bad=1)
    tally = take_in(shop, orders(tmp_path, state))
    assert tally.counts() == ImportCounts(new=2, same=1, bad=1)
    assert [(row.line, row.code, row.cells[1]) for row in tally.bad_rows] == [(5, "row.cancelled", "kofi@example.com")]
    assert spent(shop) == {"ana@example.com": 0, "lea@example.org": 900}
    assert take_in(shop, orders(tmp_path, state)).counts() == ImportCounts(same=3, bad=1)
    # The older file again brings nothing back.
    assert take_in(shop, orders(tmp_path, "paid")).counts() == ImportCounts(same=3, bad=1)
    assert spent(shop) == {"ana@example.com": 0, "lea@example.org": 900}
    ana = next(one.id for one in shop.read(customers.every) if one.name == "ana@example.com")
    back, _ = shop.read(lambda reader: timeline.page(reader, ana)).entries
    assert back.interaction.kind is Kind.RETURN
    assert [int(part.bought) for (part,) in back.came_from.values()] == [2, 1]


DATED = """Name,Email,Financial Status,Refunded Amount,Cancelled at,Accepts Marketing,Created at,Lineitem quantity,\
Lineitem name,Lineitem price
#1,ana@example.com,{state},{back},{gone},yes,2026-03-02 10:15,2,Teapot,25.90
#1,ana@example.com,,,,,2026-03-02 10:15,1,Cosy,9.00
#2,lea@example.org,paid,0.00,,yes,2026-03-02 11:00,1,Candle,9.00
#3,kofi@example.com,paid,0.00,2026-03-05 09:00:00 +0100,no,2026-03-03 11:00,1,Soap,5.00
#4,lea@example.org,paid,0.00,2026-03-05 09:00:00 +0100,no,2026-03-01 11:00,1,Soap,5.00
"""
GONE = "2026-03-04 08:30:00 +0100"


@pytest.mark.parametrize(
    ("state", "back"), [("paid", "0.00"), ("voided", "0.00"), ("refunded", "60.80"), ("partially_refunded", "9.00")]
)
def test_an_order_with_a_day_of_cancellation_is_cancelled(shop: Shop, tmp_path: Path, state: str, back: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(DATED.format(state="paid", back="0.00", gone=""), encoding="utf-8")
    assert take_in(shop, path).counts() == ImportCounts(new=3, bad=2)
    assert spent(shop) == {"ana@example.com": 6080, "lea@example.org": 900}
    path.write_text(DATED.format(state=state, back=back, gone=GONE), encoding="utf-8")
    looked = shop.read(lambda reader: importing.preview(reader, importing.prepare(path))).counts()
    assert take_in(shop, path).counts() == looked == ImportCounts(new=2, same=1, bad=2)
    assert take_in(shop, path).counts() == ImportCounts(same=3, bad=2)
    assert spent(shop) == {"ana@example.com": 0, "lea@example.org": 900}


def test_an_order_that_was_partly_paid_back_and_then_cancelled_subtracts_once(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    left: list[int] = []
    for state, back, gone in (
        ("paid", "0.00", ""),
        ("partially_refunded", "9.00", ""),
        ("refunded", "60.80", GONE),
        ("voided", "9.00", GONE),
        ("partially_refunded", "9.00", ""),
    ):
        path.write_text(DATED.format(state=state, back=back, gone=gone), encoding="utf-8")
        take_in(shop, path)
        left.append(spent(shop)["ana@example.com"])
    assert left == [6080, 5180, 0, 0, 0]


def test_who_refuses_to_be_written_to_with_an_order_of_which_nothing_came_is_heard(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(DATED.format(state="paid", back="0.00", gone=""), encoding="utf-8")
    take_in(shop, path)
    heard = shop.tables()["consent"]
    people = {one.id: one.name for one in shop.read(customers.every)}
    # Lea's cancelled order is the earlier one; nobody is made a customer to be told no.
    assert [(people[one.customer_id], one.state) for one in heard] == [
        ("ana@example.com", "given"),
        ("lea@example.org", "given"),
        ("lea@example.org", "withdrawn"),
    ]
    said = shop.read(lambda reader: consents.of_customers(reader, list(people)))
    lea = next(one for one, name in people.items() if name == "lea@example.org")
    assert is_refused(said[lea], Channel.EMAIL, Purpose.IDEAS)
    take_in(shop, path)
    assert shop.tables()["consent"] == heard


TILL = """InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID
536365,Lantern,6,2025-12-01 08:26,2.55,17850
536366,Mug,2,2025-12-01 09:00,4.00,17850
C536365,Lantern,{quantity},2025-12-03 10:00,2.55,17850
"""


@pytest.mark.parametrize("quantity", [6, -6])
def test_an_invoice_and_its_cancellation_come_to_nothing(shop: Shop, tmp_path: Path, quantity: int) -> None:
    path = tmp_path / "till.csv"
    path.write_text(TILL.format(quantity=quantity), encoding="utf-8")
    take_in(shop, path)
    assert spent(shop) == {"17850": 800}
    assert [row.kind for row in shop.tables()["interaction"]] == [Kind.PURCHASE, Kind.PURCHASE, Kind.RETURN]


def test_a_c_is_no_cancellation_where_every_receipt_begins_with_it(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text(TILL.format(quantity=6).replace("\n5", "\nC5"), encoding="utf-8")
    take_in(shop, path)
    assert spent(shop) == {"17850": 1530 + 800 + 1530}


STATES = """Receipt,Date,Status,Customer,Product,Quantity,Price
1,2025-12-01,closed,Ana,Mug,1,4.00
1,2025-12-01,voided,Ana,Mug,1,4.00
2,2025-12-01,voided,Ana,Jar,1,9.00
3,2025-12-02,voided,Ana,Mug,-1,4.00
"""


def test_a_void_takes_back_what_was_told_as_sold_and_is_left_out_where_nothing_was(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text(STATES, encoding="utf-8")
    tally = take_in(shop, path)
    assert spent(shop) == {"Ana": -400}
    assert [(row.line, row.code) for row in tally.bad_rows] == [(4, "row.cancelled")]


def test_a_return_says_which_purchase_it_came_from(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text(TILL.format(quantity=-2), encoding="utf-8")
    take_in(shop, path)
    (one,) = shop.read(customers.every)
    back, *_ = shop.read(lambda reader: timeline.page(reader, one.id)).entries
    ((part,),) = back.came_from.values()
    assert (part.day.isoformat(), part.quantity, part.bought) == ("2025-12-01", Decimal(2), Decimal(6))


def test_a_column_that_asks_whether_it_was_cancelled_is_heard(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    rows = "1;05.11.2024;Rosen;5,00;nein\n2;05.11.2024;Vase;1.019,95;ja\n"
    path.write_text(f"Bon;Datum;Artikel;Summe;Storno\n{rows}", encoding="utf-8")
    tally = take_in(shop, path)
    assert (tally.new, [row.code for row in tally.bad_rows]) == (1, ["row.cancelled"])


GROWING = """Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount
#1,ana@example.com,2026-03-02 10:15,2,Rose,5.00,{back}
"""


def test_of_a_refund_that_grows_from_file_to_file_only_the_rest_is_taken_off(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    left: list[tuple[int, int, int]] = []
    for back in ("", "2.00", "4.00", "4.00", "10.00", "10.00", "2.00"):
        path.write_text(GROWING.format(back=back), encoding="utf-8")
        looked = shop.read(lambda reader: importing.preview(reader, importing.prepare(path))).counts()
        assert take_in(shop, path).counts() == looked
        left.append((looked.new, looked.same, spent(shop)["ana@example.com"]))
    assert left == [(1, 0, 1000), (1, 1, 800), (1, 1, 600), (0, 2, 600), (1, 1, 0), (0, 2, 0), (0, 2, 0)]


def grown(folder: Path, back: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(GROWING.format(back=back), encoding="utf-8")
    return path


def looked_at(shop: Shop, path: Path) -> ImportCounts:
    return shop.read(lambda reader: importing.preview(reader, importing.prepare(path))).counts()


def returned(shop: Shop) -> list[int]:
    return [row.amount for row in shop.tables()["interaction"] if row.kind == Kind.RETURN]


@pytest.mark.parametrize("undone", [0, 1, 2])
def test_of_two_refunds_one_whose_import_is_undone_comes_back_as_it_was(
    shop: Shop, tmp_path: Path, undone: int
) -> None:
    acts: list[OperationRecord | None] = []
    for back in ("", "2.00", "5.00"):
        take_in(shop, grown(tmp_path, back))
        acts.append(shop.operations.undoable())
    assert spent(shop) == {"ana@example.com": 500}
    gone = acts[undone]
    assert gone is not None
    shop.operations.undo_operation(gone.id)
    for again in (False, True):
        path = grown(tmp_path, "5.00")
        counts = ImportCounts(same=2) if again else ImportCounts(new=1, same=1)
        assert looked_at(shop, path) == take_in(shop, path).counts() == counts
        assert spent(shop) == {"ana@example.com": 500}
    assert sum(returned(shop)) == -500
    assert take_in(shop, grown(tmp_path, "7.00")).counts() == ImportCounts(new=1, same=1)
    assert spent(shop) == {"ana@example.com": 300}


@pytest.mark.parametrize("place", [0, 1])
def test_a_refund_that_staff_removed_stays_away_when_a_later_one_comes(shop: Shop, tmp_path: Path, place: int) -> None:
    for back in ("", "2.00", "5.00"):
        take_in(shop, grown(tmp_path, back))
    backs = [row.id for row in shop.tables()["interaction"] if row.kind == Kind.RETURN]
    shop.run("log_remove", lambda tx: interactions.remove(tx, backs[place]))
    left = returned(shop)
    assert take_in(shop, grown(tmp_path, "5.00")).counts() == ImportCounts(same=2)
    assert take_in(shop, grown(tmp_path, "10.00")).counts() == ImportCounts(new=1, same=1)
    assert returned(shop) == [*left, -500]


def test_a_line_without_day_and_customer_is_nobodys_where_no_other_line_lacks_them(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    lines = "".join(f"2025-04-{n % 28 + 1:02},Ana,rye,1,3.00\n" for n in range(500))
    path.write_text(f"Date,Customer,Product,Qty,Price\n{lines},,gold,1,900.00\n", "utf-8")
    assert [row.code for row in take_in(shop, path).bad_rows] == ["row.no_date"]
    assert spent(shop) == {"Ana": 150_000}


def test_what_stands_below_a_day_and_a_customer_written_once_is_theirs(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text(
        "Date,Customer,Product,Qty,Price\n2025-04-01,Ana,rye,1,3.00\n,,oats,1,2.00\n2025-04-02,Ben,rye,1,3.00\n",
        "utf-8",
    )
    assert take_in(shop, path).bad == 0
    assert spent(shop) == {"Ana": 500, "Ben": 300}
