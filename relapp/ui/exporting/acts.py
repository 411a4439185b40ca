"""What the commands of export do at the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from relapp.domain.errors import UserError
from relapp.services import corrections
from relapp.services.arrivals import Waiting
from relapp.services.exporting import lists, places
from relapp.services.exporting.lists import SavedList
from relapp.services.exporting.notes import COPY_SAVED, EXPORTED, LIST_SAVED
from relapp.services.exporting.tables import Form
from relapp.services.pages import held as held_page
from relapp.services.pages.today import TodayPage
from relapp.storage.reader import Reader
from relapp.ui.background import Background
from relapp.ui.customer.forms import serve
from relapp.ui.editing import Editing, Notice
from relapp.ui.exporting.copy_sheet import CopySheet
from relapp.ui.exporting.correct_sheet import CorrectSheet
from relapp.ui.exporting.sheet import ExportSheet
from relapp.ui.main_window.window import MainWindow
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.papers import lists as wording

if TYPE_CHECKING:
    from relapp.ui.customers.view import CustomersView
    from relapp.ui.promises.view import PromisesView

CSV, XLSX = "CSV (*.csv)", "Excel (*.xlsx)"

Told = Callable[[Reader], SavedList]
"""Reads a list in the background."""


class ExportActs(QObject):
    """Opens the sheets, and saves the list that is in front."""

    def __init__(self, editing: Editing, background: Background, window: MainWindow) -> None:
        super().__init__(window)
        self._editing = editing
        self._background = background
        self._window = window

    def close(self) -> None:
        """Nothing more goes out of this shop."""
        self.deleteLater()

    def everything(self) -> ExportSheet | None:
        """Ask where the whole shop goes."""
        if not self._editing.allows(EXPORTED):
            return None
        sheet = ExportSheet(self._editing, self._background, self._window)
        sheet.open()
        return sheet

    def copy_of(self, customer_id: int | None) -> CopySheet | None:
        """Show the own copy of the customer whose page is open."""
        if customer_id is None:
            self._editing.told.emit(Notice(tr("Copy", "Open the page of a customer first.")))
            return None
        if not self._editing.allows(COPY_SAVED):
            return None
        sheet = CopySheet(self._editing, self._background, customer_id, self._window)
        sheet.correct_wanted.connect(sheet.dismiss)
        sheet.correct_wanted.connect(lambda: self.correct(customer_id))
        sheet.open()
        return sheet

    def correct(self, customer_id: int) -> None:
        """Ask what a customer who read their copy puts right; then show the copy as it is now."""
        held = self._editing.read(lambda reader: held_page.page(reader, customer_id))
        if held is None:
            return
        sheet = CorrectSheet(self._window, held)

        def store() -> bool:
            done = self._editing.run(corrections.NAME, sheet.store) is not None
            if done:
                QTimer.singleShot(0, self, lambda: self.copy_of(customer_id))
            return done

        serve(self._editing, sheet, store)

    # -- the list in front --

    def customers(self, page: CustomersView) -> None:
        """Save the list of customers as it is filtered and ordered, or the timeline if that has the keyboard."""
        customer_id, focus = page.current_id, QApplication.focusWidget()
        if customer_id is not None and focus is not None and page.customer.isAncestorOf(focus):
            name, keep = page.customer.header.name.text(), page.customer.filter.keep

            def entries(reader: Reader) -> SavedList:
                return wording.of_timeline(name, lists.entries(reader, customer_id, keep))

            self._ask("entries", name, entries, customer_id)
        else:
            ids, today = list(page.list.model.ids), self._editing.today()
            self._ask(
                "customers",
                tr("Lists", "Customers"),
                lambda reader: wording.customers(lists.people(reader, ids, today)),
            )

    def promises(self, page: PromisesView) -> None:
        """Save the part of the ledger that is shown."""
        rows, today = page.rows(), self._editing.today()
        self._ask("promises", tr("Lists", "Promises"), lambda _: wording.promises(rows, today))

    def waiting(self, rows: Sequence[Waiting]) -> None:
        """Save who waits for what."""
        self._ask("waiting", tr("Lists", "Waiting"), lambda _: wording.waiting(rows))

    def day(self, page: TodayPage | None) -> None:
        """Save Today's list."""
        items, today = (page.items if page is not None else ()), self._editing.today()
        self._ask("today", tr("Lists", "Today"), lambda _: wording.day(items, today))

    def nothing(self) -> None:
        """Say that there is no list in front."""
        self._editing.told.emit(Notice(tr("Lists", "There is no list on this page.")))

    def _ask(self, what: str, name: str, told: Told, *about: int) -> None:
        if not self._editing.allows(LIST_SAVED):
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        proposed = folder / f"{places.file_name(name, self._editing.today())}.csv"
        # The kinds of file are told apart by their endings, so their names are nobody's language.
        kinds = (CSV, XLSX)
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, tr("Lists", "Save this list"), str(proposed), ";;".join(kinds)
        )
        if chosen:
            self.save(_as_kind(Path(chosen), kind), told, what, *about)

    def save(self, path: Path, told: Told, what: str, *about: int) -> None:
        """Write a list beside the window and say so; the journal keeps ``what`` list it is and whom it is ``about``."""
        editing = self._editing

        def job() -> int | UserError:
            try:
                return lists.save_by(editing.operations, path, told, what, *about)
            except UserError as error:
                return error

        def then(found: int | UserError) -> None:
            if isinstance(found, UserError):
                editing.refuse(found)
                return
            rows = tr("Lists", "{n} row(s)", found).format(n=number(found))
            said = tr("Lists", "Saved: {file}, {rows}").format(file=path.name, rows=rows)
            editing.told.emit(Notice(said))

        self._background.run(job, self, then)


def _as_kind(path: Path, kind: str) -> Path:
    """The file that was chosen; where only its kind says XLSX, another name, which the dialog did not ask about."""
    if kind != XLSX or lists.form_of(path) is Form.XLSX:
        return path
    stem = path.stem if path.suffix.lower() == f".{Form.CSV}" else path.name
    return places.free(path.parent, stem, f".{Form.XLSX}")
