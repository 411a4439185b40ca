"""What is dropped on the window or pasted into it, brought to where it belongs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QApplication

from relapp.domain.errors import UserError
from relapp.services import customers as customer_verbs
from relapp.services.pages import search as search_page
from relapp.services.transfer import brought
from relapp.services.transfer.brought import Brought, Lot
from relapp.ui.background import Background
from relapp.ui.customer.forms import serve
from relapp.ui.customer.new_customer_form import NewCustomerForm
from relapp.ui.duplicates.acts import known_already
from relapp.ui.editing import Editing, Notice
from relapp.ui.importing.dialog import ImportDialog
from relapp.ui.main_window.window import MainWindow
from relapp.ui.wording import tr

SHOP = ".relapp"


class Bringing(QObject):
    """Joins what comes from outside with the import, the customers and the log line of one open shop."""

    def __init__(
        self,
        editing: Editing,
        background: Background,
        window: MainWindow,
        *,
        open_customer: Callable[[int], object],
        open_log: Callable[[str], object],
        show_imported: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._editing = editing
        self._background = background
        self._window = window
        self._open_customer = open_customer
        self._open_log = open_log
        self._show_imported = show_imported
        self._dialog: ImportDialog | None = None
        self._added: int | None = None

    # -- files --

    def import_files(self, lots: Sequence[Lot] = ()) -> None:
        """Open the import, with files if some were given; one that waits goes on."""
        if self._dialog is not None and not lots and self._dialog.is_aside:
            self._dialog.come_back()
            return
        self.give_up()
        dialog = self._dialog = ImportDialog(self._editing, self._background, self._window)
        # Once the dialog is gone: everything that shows the shop has been read again just before.
        dialog.imported.connect(lambda: QTimer.singleShot(0, self, self._show_imported))
        dialog.customer_wanted.connect(self._open_customer)
        dialog.finished.connect(lambda _: self._ended(dialog))
        dialog.begin(lots)

    def give_up(self) -> None:
        """Leave the import that is open or waits: what is under way stops, what was taken in is told."""
        if self._dialog is not None:
            self._dialog.give_up()

    def close(self) -> None:
        """Take away what is left of the import with the shop."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self.deleteLater()

    def _ended(self, dialog: ImportDialog) -> None:
        if not dialog.is_aside:
            dialog.deleteLater()
            if self._dialog is dialog:
                self._dialog = None

    def bring_files(self, paths: Sequence[Path]) -> None:
        """Open a shop's file, or import what was dropped; folders are looked through beside the window."""
        shops = [path for path in paths if path.suffix.lower() == SHOP and path.is_file()]
        if shops:
            self._window.file_wanted.emit(shops[0])
        elif self._window.is_busy():
            self._editing.refuse(UserError("file.busy", file=paths[0].name))
        else:
            self._background.run(partial(_lots, paths), self, partial(self._bring_lots, paths))

    def _bring_lots(self, paths: Sequence[Path], lots: Sequence[Lot] | UserError) -> None:
        if isinstance(lots, UserError):
            self._editing.refuse(lots)
        elif lots:
            self.import_files(lots)
        else:
            self._editing.refuse(UserError("import.empty", file=paths[0].name))

    # -- what was copied --

    def paste(self) -> None:
        """Bring what lies on the clipboard, on which nothing may lie yet, whatever its type says."""
        self.bring(QApplication.clipboard().mimeData() or QMimeData())

    def bring(self, data: QMimeData) -> None:
        """Bring files, a card, a table, a chat, a number or an address; other words begin an entry."""
        paths = local_files(data)
        text = _text(data)
        if paths:
            self.bring_files(paths)
        elif self._window.is_busy():
            self._editing.told.emit(Notice(tr("Bringing", "Finish what is open here first."), failed=True))
        elif not text.strip():
            self._editing.told.emit(Notice(tr("Bringing", "There is nothing to paste.")))
        else:
            self._bring_text(text)

    def _bring_text(self, text: str) -> None:
        kind = brought.what_is(text)
        if kind in (Brought.PHONE, Brought.EMAIL):
            self._bring_contact(text)
        elif kind is Brought.WORDS:
            self._open_log(" ".join(text.split()) if len(text) < 200 else text.strip())
        else:
            self._import_text(text, kind)

    def _bring_contact(self, text: str) -> None:
        kind, value = brought.contact(text)
        known = self._editing.read(lambda reader: search_page.with_contact(reader, kind, value))
        if known:
            self._open_customer(known[0])
            return
        form = NewCustomerForm(self._window, kind, value, partial(known_already, self._editing))
        form.customer_wanted.connect(self._open_customer)

        def save() -> bool:
            new = form.customer()
            done = self._editing.run("customer_add", lambda tx: customer_verbs.add(tx, new))
            if done is not None:
                self._added = done.result
            return done is not None

        form.closed.connect(self._open_added)
        serve(self._editing, form, save)

    def _open_added(self) -> None:
        added, self._added = self._added, None
        if added is not None:
            self._open_customer(added)

    def _import_text(self, text: str, kind: Brought) -> None:
        """A pasted text is imported as a file is; the file is gone with the import."""
        names = {
            Brought.CARDS: tr("Bringing", "Pasted cards"),
            Brought.CALENDAR: tr("Bringing", "Pasted calendar"),
            Brought.CHAT: tr("Bringing", "Pasted chat"),
        }
        name = names.get(kind, tr("Bringing", "Pasted table"))
        try:
            folder = Path(tempfile.mkdtemp(prefix="relapp-"))
            path = folder / (name + kind.value)
            path.write_text(text, "utf-8", newline="")
        except OSError:
            self._editing.refuse(UserError("file.cannot_write", file=name))
            return
        self.import_files([Lot(name, (path,))])
        if self._dialog is not None:
            self._dialog.destroyed.connect(lambda: shutil.rmtree(folder, ignore_errors=True))


def _lots(paths: Sequence[Path]) -> tuple[Lot, ...] | UserError:
    try:
        return brought.lots(paths)
    except UserError as error:
        return error


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that were dropped or copied."""
    if not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def _text(data: QMimeData) -> str:
    """The text; a table of a web page or a mail with its cells apart."""
    text = data.text() if data.hasText() else ""
    if data.hasHtml() and "\t" not in text and "<table" in data.html().lower():
        return brought.table_in(data.html()) or text
    return text
