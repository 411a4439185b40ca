"""A picture of Insights as a file or on paper, as an act that the record shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from relapp.domain.errors import UserError
from relapp.services.exporting import lists, places
from relapp.services.exporting.notes import LIST_SAVED, note
from relapp.ui.charts import saving
from relapp.ui.charts.card import PictureCard
from relapp.ui.charts.saving import PictureForm
from relapp.ui.editing import Editing, Notice
from relapp.ui.wording import pictures as wording
from relapp.ui.wording import tr

_CSV, _PRINTER = "csv", "printer"
WHAT = "picture"
"""What the record calls it."""


class PictureSaving(QObject):
    """Asks where a picture goes, writes it, and says so."""

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window)
        self._editing = editing
        self._window = window

    def begin(self, card: PictureCard, form: str) -> None:
        """Ask for a file or a printer, unless who is here may take nothing out."""
        if not self._editing.allows(LIST_SAVED):
            return
        if form == _PRINTER:
            self._print(card)
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        proposed = folder / f"{places.file_name(card.words.title, self._editing.today())}.{form}"
        kind = f"{form.upper()} (*.{form})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Pictures", "Save this picture"), str(proposed), kind)
        if chosen:
            self.save(card, form, Path(chosen))

    def save(self, card: PictureCard, form: str, path: Path) -> None:
        """Write the picture, or its figures, and say so; what cannot be written is a sentence."""
        operations = self._editing.operations
        try:
            if form == _CSV:
                lists.save_by(operations, path, lambda _: wording.table(card.picture, card.words), WHAT)
            else:
                direction = card.layoutDirection()
                saving.save(path, PictureForm(form), card.picture, card.words, card.tones, direction)
                note(operations, LIST_SAVED, list=WHAT, form=form)
        except UserError as error:
            self._editing.refuse(error)
            return
        self._editing.told.emit(Notice(tr("Pictures", "Saved: {file}").format(file=path.name)))

    def _print(self, card: PictureCard) -> None:
        if not saving.print_picture(card.picture, card.words, card.tones, card.layoutDirection(), self._window):
            self._editing.told.emit(Notice(tr("Pictures", "This computer has no printer.")))
            return
        note(self._editing.operations, LIST_SAVED, list=WHAT, form=_PRINTER)
