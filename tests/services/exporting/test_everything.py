"""Everything out: whole or not at all, never over an older one, with who did it noted."""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import python_calamine as calamine

from relapp.domain.errors import UserError
from relapp.services.exporting import everything, form, mark
from relapp.services.exporting.notes import EXPORTED
from relapp.services.exporting.tables import Form
from relapp.services.transfer.storing.tally import Cancelled
from relapp.storage import journal, schema, whole
from relapp.ui.wording.papers.book import Book
from tests.builders import TODAY
from tests.shop import Shop


def book(shop: str) -> Book:
    return Book(shop, TODAY)


@pytest.fixture
def busy(shop: Shop) -> Shop:
    for number in range(250):
        shop.log(shop.customer(f"Person {number}"), words=f"visit {number}")
    return shop


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", list(Form))
def test_every_file_is_there_and_the_next_one_stands_beside_it(
    busy: Shop, tmp_path: Path, zipped: bool, form: Form
) -> None:
    done = [everything.export(busy.operations, tmp_path, book, zipped=zipped, form=form) for _ in range(2)]
    assert [one.path.name.removesuffix(".zip") for one in done] == ["relapp 2025-05-06", "relapp 2025-05-06 (2)"]
    names = {name.split("/", 1)[1] for name in ZipFile(done[0].path).namelist()} if zipped else files(done[0].path)
    assert names == {
        *(
            f"{table}.{form}"
            for table in (
                "customers", "contacts", "entries", "purchase_lines", "facts", "promises", "wishes", "consents",
                "relations", "complaints", "arrivals", "products",
            )
        ),
        "shop.jsonl", "customers.vcf", "dates.ics", "book/index.html", "book/customers-0001.html",
        "book/customers-0002.html", "book/customers-0003.html",
    }  # fmt: skip
    assert done[0].files == len(names)
    assert done[0].customers == 250


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_workbooks_in_a_zip_can_be_opened(busy: Shop, tmp_path: Path) -> None:
    path = everything.export(busy.operations, tmp_path, book, zipped=True, form=Form.XLSX).path
    with ZipFile(path) as packed:
        inner = BytesIO(packed.read(f"{path.stem}/entries.xlsx"))
    rows = calamine.CalamineWorkbook.from_filelike(inner).get_sheet_by_name("entries").to_python()
    assert len(rows) == 251
    assert rows[1][:3] == ["1", datetime.fromisoformat("2025-05-06 09:00"), "visit"]


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("stop_at", [0, 600, 1200])
def test_who_stops_it_finds_nothing_left(busy: Shop, tmp_path: Path, zipped: bool, form: Form, stop_at: int) -> None:
    def pace(done: int, _: int) -> bool:
        return done < stop_at

    with pytest.raises(Cancelled):
        everything.export(busy.operations, tmp_path, book, zipped=zipped, form=form, progress=pace)
    assert list(tmp_path.iterdir()) == []
    assert busy.read(lambda reader: journal.noted(reader, [EXPORTED], 5)) == []


class Full:
    """A book that is written when the disk has no room left."""

    def index(self, _: Sequence[tuple[int, str, str]]) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    def volume(self, _: object) -> str:
        return ""

    def called(self, kind: str) -> str:
        return kind


@pytest.mark.parametrize("zipped", [False, True])
def test_a_full_disk_gets_one_sentence_and_keeps_nothing(busy: Shop, tmp_path: Path, zipped: bool) -> None:
    with pytest.raises(UserError) as refused:
        everything.export(busy.operations, tmp_path, lambda _: Full(), zipped=zipped)
    assert refused.value.code == "full"
    assert list(tmp_path.iterdir()) == []


def test_who_took_it_out_and_when_is_noted_and_nothing_can_be_undone_of_that(busy: Shop, tmp_path: Path) -> None:
    busy.operations.undo()
    before = busy.operations.undoable(), busy.operations.redoable()
    assert before[0] is not None
    assert before[1] is not None
    for _ in range(2):
        everything.export(busy.operations, tmp_path, book)
        assert (busy.operations.undoable(), busy.operations.redoable()) == before
    noted = busy.read(lambda reader: journal.noted(reader, [EXPORTED], 5))
    assert [(one.name, one.staff_id, one.at) for one in noted] == [(EXPORTED, None, busy.now)] * 2


def test_the_first_line_tells_what_the_file_is_and_every_table_is_told_or_left_out(busy: Shop, tmp_path: Path) -> None:
    path = everything.export(busy.operations, tmp_path, book).path
    with (path / "shop.jsonl").open(encoding="utf-8") as file:
        head, *records = map(json.loads, file)
    assert (head["format"], head["version"], head["exported"]) == (
        mark.FORMAT,
        mark.VERSION,
        "2025-05-06T10:00:00+00:00",
    )
    counted = dict.fromkeys(whole.ORDER, 0)
    for record in records:
        counted[record["table"]] += 1
    assert head["rows"] == counted
    assert {*whole.ORDER} == {*schema.JOURNALLED}
    assert {*whole.ORDER, *form.LEFT_OUT} == {*schema.metadata.tables}


def test_the_page_that_documents_the_form_names_every_field() -> None:
    page = (Path(__file__).parents[3] / "docs" / "export-format.md").read_text(encoding="utf-8")
    for table in whole.ORDER:
        line = next(line for line in page.splitlines() if line.startswith(f"| `{table}` |"))
        told = {field.name for field in form.fields(table)} - {"id"}
        assert {name for name in told if f"`{name}`" not in line and "both customers" not in line} == set(), table
    for table in form.LEFT_OUT:
        assert f"`{table}`" in page


def test_references_stand_behind_what_they_refer_to() -> None:
    for place, table in enumerate(whole.ORDER):
        for column in whole.columns(table):
            if column.refers and (table, column.name) != ("fact", "superseded_by"):
                assert whole.ORDER.index(column.refers) < place, (table, column.name)
