"""A shop of naughty text written out in every form and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import python_calamine as calamine

from relapp.services.exporting import everything
from relapp.services.exporting.tables import Form
from relapp.services.transfer import importing
from relapp.services.transfer.meaning.card_parts import plain_line, without_controls
from relapp.services.transfer.meaning.values import one_line
from relapp.services.transfer.rows import PersonRow
from relapp.ui.wording.papers.book import Book
from tests.builders import TODAY
from tests.services.exporting.conftest import take_in, told
from tests.shop import Shop

_MOST_IN_A_CELL = 32_767
_FOREIGN = frozenset({"script", "img", "iframe", "svg", "object", "embed", "form", "input", "marquee", "qt"})


def out_and_back(shop: Shop, folder: Path) -> list[str]:
    """What is lost, changed or run on the way out and back."""
    found: list[str] = []
    kinds = {form: folder / str(form) for form in Form}
    places = {}
    for form, within in kinds.items():
        within.mkdir()
        places[form] = everything.export(shop.operations, within, lambda name: Book(name, TODAY), form=form).path
    csv, xlsx = places[Form.CSV], places[Form.XLSX]
    for act in (
        lambda: _whole(shop, csv / "shop.jsonl"),
        lambda: _cards(shop, csv / "customers.vcf"),
        lambda: _calendar(csv / "dates.ics"),
        lambda: _table(shop, csv / "customers.csv"),
        lambda: _table(shop, xlsx / "customers.xlsx"),
        lambda: _cells(shop, xlsx / "entries.xlsx"),
        lambda: _pages(csv / "book"),
    ):
        found += _of(act)
    return found


def _of(act: Callable[[], Iterator[str]]) -> list[str]:
    try:
        return list(act())
    except Exception as error:
        return [f"{type(error).__name__}: {error}"[:300]]


def _whole(shop: Shop, path: Path) -> Iterator[str]:
    other = Shop()
    try:
        yield from (f"shop.jsonl: {row.code} {row.cells}" for row in take_in(other, path).tally.bad_rows)
        before, after = told(shop), told(other)
        yield from (f"shop.jsonl: {table} is otherwise" for table in before if before[table] != after[table])
    finally:
        other.close()


def _cards(shop: Shop, path: Path) -> Iterator[str]:
    rows = importing.prepare(path).source.rows()
    back = {(row.customer.name, row.customer.note) for row in rows if isinstance(row, PersonRow)}
    for name, note in sorted(_people(shop)):
        wanted = plain_line(name), without_controls(note).strip()
        if wanted[0] and wanted not in back:
            yield f"customers.vcf: {wanted[0][:40]!r} with {wanted[1][:40]!r} did not come back"


def _calendar(path: Path) -> Iterator[str]:
    if not list(importing.prepare(path).source.rows()):
        yield "dates.ics: no event came back"


def _table(shop: Shop, path: Path) -> Iterator[str]:
    plan = importing.prepare(path)
    names = {row.customer.name for row in importing.people_of(plan) if isinstance(row, PersonRow)}
    for name, _ in sorted(_people(shop)):
        seen = one_line(as_xml(name) if path.suffix == ".xlsx" else name)
        if seen and seen not in names:
            yield f"{path.name}: {seen[:60]!r} did not come back"


def as_xml(text: str) -> str:
    """What a workbook can hold: its XML has no place for these two, and names them."""
    return text.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")


def _cells(shop: Shop, path: Path) -> Iterator[str]:
    book = calamine.load_workbook(path)
    held = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    for row in shop.tables()["interaction"]:
        words = as_xml(row.words)
        if len(words) < _MOST_IN_A_CELL and words not in held and f"'{words}" not in held:
            yield f"{path.name}: {words[:60]!r} is not in it"


def _pages(folder: Path) -> Iterator[str]:
    for page in sorted(folder.iterdir()):
        reader = _Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        yield from (f"{page.name}: {one}" for one in reader.found)


class _Reader(HTMLParser):
    """Looks for what no page of ours is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        runs = [name for name, value in attrs if name.startswith("on") or "script:" in (value or "")]
        if tag in _FOREIGN or runs:
            self.found.append(f"<{tag}> {runs}")


def _people(shop: Shop) -> set[tuple[str, str]]:
    return {(row.name, row.note) for row in shop.tables()["customer"]}
