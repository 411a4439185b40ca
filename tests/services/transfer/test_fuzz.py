"""Whatever stands in a file, it is read, or refused with a reason; nothing is lost on the way and nothing breaks."""

from __future__ import annotations

import codecs
import csv
import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.consents import asked, said
from relapp.services.transfer.meaning.headers import Field, is_familiar, is_technical, known_header, never_phone
from relapp.services.transfer.meaning.numbers import several
from relapp.services.transfer.meaning.values import (
    DateOrder,
    date_evidence,
    is_email,
    is_phone,
    number_evidence,
    one_line,
    parse_amount,
    parse_birthday,
    parse_moment,
    parse_time,
    plain_reference,
)
from relapp.services.transfer.reading.encodings import legacy_encoding, unicode_encoding
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.rows import Content
from tests.services.transfer.conftest import MakeWorkbook

HEADERS = [
    *("Name", "First Name", "Last Name", "Email", "Phone", "Birthday", "Notes", "Tags", "Newsletter", "Do not call"),
    *("Home Street", "Home City", "Home Zip", "Business Street", "Business City", "Address", "Phone 1 - Type"),
    *("Phone 1 - Value", "Date", "Item", "Qty", "Price", "Total", "Discount", "Receipt number", "Status", "", "Loaf"),
    *("Customer ID", "Сумма", "氏名", "Straße", "N° client", "D.O.B.", "x" * 300, "=1+1", "%", "()", "/"),
]
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "0170 1234567 / 0171 7654321", "ana@a.pt", "01/02/2026", "3,20", "1.234,50 €", "yes", "no"]),
    st.sampled_from(["#1001", "NaN", "9999-12-31", "'+44 7700 900123", "=1+1", "\u202eevil", "Moreira, Ana"]),
    st.sampled_from(["1e309", "-0", "٣", "½", "24:00"]),
)
TABLES = st.lists(st.sampled_from(HEADERS), min_size=1, max_size=12).flatmap(
    lambda header: st.tuples(
        st.just(header), st.lists(st.lists(CELLS, min_size=1, max_size=len(header) + 2), min_size=1, max_size=12)
    )
)
# Cells of nothing but control characters make no table.
_REFUSALS = {"import.empty", "import.not_a_table", "import.no_name_column", "import.no_date_column"}
quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def written(content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        yield path


def refusal(path: Path) -> str:
    """Why a file is refused, empty if it is read to its end."""
    try:
        rows_of(importing.prepare(path))
    except UserError as error:
        return error.code
    return ""


def rows_of(plan: Plan) -> int:
    """How many rows the plan gives, however the questions that it asks are answered."""
    if plan.asks_date_order:
        plan = plan.with_date_order(DateOrder.DAY_FIRST)
    return sum(1 for _ in importing.rows_of(plan, "EUR"))


@quick
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with written(content) as path:
        code = refusal(path)
        assert not code or code.startswith("import.")


@quick
@given(
    st.text(st.sampled_from("ab1 ,;\t|\"'\\\r\n\0é漢=.-@"), max_size=400),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp932", "koi8_r", "mac_roman"]),
)
def test_any_layout_is_read_or_refused(text: str, encoding: str) -> None:
    with written(text.encode(encoding, "replace")) as path:
        code = refusal(path)
        assert not code or code.startswith("import.")


@quick
@given(TABLES, st.sampled_from([None, Content.CUSTOMERS]))
def test_every_row_of_customers_is_taken_or_told(
    table: tuple[list[str], list[list[str]]], content: Content | None
) -> None:
    header, rows = table
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    with written(text.getvalue().encode("utf-8", "replace")) as path:
        if code := refusal(path):
            assert code in _REFUSALS
            return
        plan = importing.prepare(path, content=content)
        assert isinstance(plan.source, Table)
        if plan.content is Content.CUSTOMERS and plan.mapping.has(Field.NAME, Field.EMAIL, Field.PHONE):
            assert rows_of(plan) == sum(1 for _ in plan.source.rows())


@quick
@given(st.text(max_size=60))
def test_any_cell_is_understood_or_not(text: str) -> None:
    for order in (None, *DateOrder):
        moment = parse_moment(text, order)
        assert moment is None or isinstance(moment, datetime)
        parse_birthday(text, order)
    amount = parse_amount(text)
    assert amount is None or amount.value.is_finite()
    assert "\n" not in one_line(text)
    assert all(value for value, _ in several(text)) or not text.strip()
    for read in (date_evidence, number_evidence, parse_time, is_email, is_phone, plain_reference, said):
        read(text)


@quick
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(HEADERS), max_size=3).map(" ".join)))
def test_any_header_is_known_or_not(header: str) -> None:
    known = known_header(header)
    assert known is None or known.rank >= 0
    assert is_familiar(header) == (len(header) < 60 and known is not None)
    for tell in (asked, is_technical, never_phone):
        tell(header)


@quick
@given(st.binary(max_size=500))
def test_any_bytes_have_an_encoding(content: bytes) -> None:
    for name in {unicode_encoding(content) or legacy_encoding(content), legacy_encoding(content)}:
        assert codecs.lookup(name)
        assert isinstance(content.decode(name, "replace"), str)


_READ_ALL = """
import sys
from pathlib import Path
from relapp.domain.errors import UserError
from relapp.services.transfer.reading.tables import open_table

for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        for _ in open_table(path).rows():
            pass
    except UserError:
        pass
    print(path.name)
"""


def test_workbooks_with_broken_bytes_end_no_program(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    born = datetime(1980, 5, 13)  # noqa: DTZ001 - a cell has no time zone
    book = make_workbook({"a": [["Name", "Born", "Spent"], ["Ana", born, 3.2], ["Lea", None, 7]]})
    content, chance = book.read_bytes(), random.Random(5)
    folder = tmp_path / "broken"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.xlsx").write_bytes(_inside(content, chance) if number % 3 else _broken(content, chance))
    # The library is no Python: what ends it would end the tests.
    done = subprocess.run(
        [sys.executable, "-c", _READ_ALL, str(folder)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.split()) == 120


def _inside(content: bytes, chance: random.Random) -> bytes:
    """The workbook with one of its parts broken."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        broken = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _broken(part, chance) if name == broken else part)
    return out.getvalue()


def _broken(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 2, 8])):
        at = chance.randrange(len(changed))
        if chance.random() < 0.6:
            changed[at] = chance.randrange(256)
        else:
            changed[at : at + chance.randrange(20)] = bytes(chance.randrange(256) for _ in range(chance.randrange(9)))
    return bytes(changed)


@pytest.mark.parametrize(("name", "code"), [("Total", ""), ("=1+1", ""), ("\u202e", ""), ("\0", "import.empty")])
def test_a_table_of_one_odd_cell_is_read_or_empty(name: str, code: str) -> None:
    with written(f"Name\n{name}\n".encode() if not code else f"{name}\n".encode()) as path:
        assert refusal(path) == code
