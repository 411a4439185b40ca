"""Sorting remarks: those of a theme in their words, and the form in which one is put under another theme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relapp.domain.themes.sorting import MAX_NAME
from relapp.services import themes as verbs
from relapp.services.pages.insights import remarks as page
from relapp.services.pages.insights.remarks import RemarkRow, RemarksPage
from relapp.ui.editing import Editing
from relapp.ui.insights.remarks import SORT
from relapp.ui.widgets import text
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.rows_sheet import RowsSheet
from relapp.ui.wording import quoted, tr
from relapp.ui.wording import themes as wording


def sort_remarks(editing: Editing, window: QWidget, found: RemarksPage, code: str, title: str) -> bool:
    """Show the remarks of a theme to be sorted, where that is what was opened."""
    if not code.startswith(SORT):
        return False
    theme = code.removeprefix(SORT)
    rows = editing.read(lambda reader: page.rows(reader, found, theme))
    sheet = RemarksSheet(editing, window, title, rows)
    sheet.chosen.connect(partial(_ask, editing, window, found.names))
    sheet.open()
    return True


def _ask(editing: Editing, window: QWidget, names: Sequence[str], row: RemarkRow) -> None:
    form = ThemeForm(window, names, row)

    def save() -> None:
        theme = form.theme()
        if editing.run("remark_move", lambda tx: verbs.move(tx, row.remark.id, theme)) is not None:
            form.dismiss()

    form.saved.connect(save)
    form.open()


class RemarksSheet(RowsSheet):
    """``chosen`` carries the ``RemarkRow``; the sheet is put away before. ↑ ↓ and Enter choose."""

    chosen = Signal(object)

    def __init__(self, editing: Editing, window: QWidget, title: str, rows: Sequence[RemarkRow]) -> None:
        super().__init__(window, title)
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(text.secondary(tr("Themes", "Enter puts a remark under another theme.")))
        self.card.column.addWidget(self.scroller)
        for one in rows:
            row = Row(quoted(one.remark.words), wording.remark_under(one, editing.today()), tints_focus=True)
            row.clicked.connect(partial(self._choose, one))
            self.add_row(row)

    def _choose(self, row: RemarkRow, _checked: bool = False) -> None:
        self.dismiss()
        self.chosen.emit(row)


class ThemeForm(FormSheet):
    """Which theme a remark belongs to: one that there is, or a new one by its name."""

    def __init__(self, window: QWidget, names: Sequence[str], row: RemarkRow) -> None:
        super().__init__(window, tr("Themes", "What is this remark about?"))
        self.add_plain(text.body(quoted(row.remark.words)))
        self.add_plain(text.secondary(row.customer))
        offered = list(dict.fromkeys((*row.where.offered, *names)))
        self._codes = {wording.name(one).casefold(): one for one in offered}
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.addItems([wording.name(one) for one in offered])
        shown = row.where.theme or next(iter(row.where.offered), "")
        self.field.setCurrentText(wording.name(shown) if shown else "")
        line = self.field.lineEdit()
        assert isinstance(line, QLineEdit)
        line.setMaxLength(MAX_NAME)
        line.setPlaceholderText(tr("Themes", "Choose one, or type the name of a new one"))
        line.selectAll()
        self.add_field(tr("Themes", "Theme"), self.field)
        self.add_plain(
            text.caption(tr("Themes", "Its words will tell of this theme from now on. Empty leaves it to its words."))
        )
        self.field.setFocus()

    def theme(self) -> str:
        """The theme that was chosen, or the name that was typed."""
        typed = " ".join(self.field.currentText().split())
        return self._codes.get(typed.casefold(), typed)
