"""A customer's own copy: everything that is held on them, to look at, to save and to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QWidget

from relapp.domain.errors import UserError
from relapp.services.exporting import places
from relapp.services.exporting.notes import COPY_SAVED
from relapp.services.operations import Operations
from relapp.services.pages import held as held_page
from relapp.services.pages import shop as shop_page
from relapp.ui import theme
from relapp.ui.background import Background
from relapp.ui.editing import Editing
from relapp.ui.exporting import paper
from relapp.ui.links import open_page
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence
from relapp.ui.wording.papers.held import own_copy

PDF, HTML = "PDF (*.pdf)", "HTML (*.html)"

_LOWEST, _USUAL = 120, 460
_LONGEST = 300_000
"""Signs; laying out a longer page here would stop the window for seconds, a browser does it beside its own."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a worker made; ``picture`` is how many signs of it are a picture, which costs no layout."""

    html: str = ""
    name: str = ""
    picture: int = 0


def _read(operations: Operations, customer_id: int, today: date) -> _Copy:
    with operations.database.read() as reader:
        held = held_page.own_copy(reader, customer_id, operations.staff_id)
        if held is None:
            return _Copy()
        shop = shop_page.page(reader).settings.shop_name
        concluded = held_page.concluded(reader, customer_id, today)
    picture = len(held.photo[1]) if held.photo is not None else 0
    return _Copy(own_copy(held, shop, today, concluded), held.customer.name, picture)


class _Page(QTextBrowser):
    """Shows a page and fetches nothing; as tall as it is told to be."""

    wanted = _USUAL

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return super().loadResource(kind, name) if QUrl(name).scheme() == "data" else None


class CopySheet(Sheet):
    """``saved``: it was written to this file. ``correct_wanted``: the customer puts something right."""

    saved = Signal(object)
    correct_wanted = Signal()

    def __init__(self, editing: Editing, background: Background, customer_id: int, window: QWidget) -> None:
        title = tr("Copy", "The customer's own copy")
        super().__init__(window, title, 760)
        self._editing = editing
        self._customer_id = customer_id
        self._path: Path | None = None
        self._copy = _Copy()
        self._title = title
        self.card.column.setSpacing(SPACE_S)
        self.card.column.addWidget(text.title(title))
        self.told = text.secondary(tr("Copy", "Putting together everything that is held …"))
        self.card.column.addWidget(self.told)
        self.page = _Page()
        self.page.setOpenLinks(False)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(title)
        self.card.column.addWidget(self.page, 1)
        self.state = text.secondary("")
        self.state.hide()
        self.card.column.addWidget(self.state)
        self.correct = Button(ButtonKind.GHOST, tr("Copy", "Put something &right…"), "pen-line")
        self.correct.setEnabled(False)
        self.correct.clicked.connect(self.correct_wanted)
        self.card.column.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeading)
        self.card.column.addLayout(self._buttons())
        self.closed.connect(self.deleteLater)
        operations, today = editing.operations.as_now(), editing.today()
        background.run(lambda: _read(operations, customer_id, today), self, self._show_copy, self.dismiss)

    @property
    def html(self) -> str:
        """The page, empty until it is read."""
        return self._copy.html

    @property
    def _fits(self) -> bool:
        return len(self.html) <= _LONGEST + self._copy.picture

    def _show_copy(self, copy: _Copy) -> None:
        self._copy = copy
        self._title = f"{self._title}: {copy.name}"
        words = tr("Copy", "Everything that is held on {name}; no other customer is named unless somebody typed it.")
        self.told.setText(words.format(name=copy.name))
        if self._fits:
            self.page.setHtml(copy.html)
        else:
            self.page.setPlainText(tr("Copy", "It is too long to be shown here. Save it, and the browser shows it."))
        self.correct.setEnabled(True)
        self.save.setEnabled(True)
        self.print_button.setEnabled(self._fits)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        close = Button(ButtonKind.GHOST, tr("Copy", "&Close"))
        close.setToolTip(tr("Copy", "Esc"))
        close.clicked.connect(self.dismiss)
        self.show_page = Button(ButtonKind.OUTLINE, tr("Copy", "&Open"), "eye")
        self.show_page.setEnabled(False)
        self.show_page.clicked.connect(self._open)
        self.print_button = Button(ButtonKind.OUTLINE, tr("Copy", "&Print…"), "book-open")
        self.print_button.setToolTip(tr("Copy", "Ctrl+P"))
        self.print_button.clicked.connect(self.print_page)
        self.print_button.setEnabled(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_button.click)
        self.save = Button(ButtonKind.FILLED, tr("Copy", "&Save…"), "download")
        self.save.setEnabled(False)
        self.save.clicked.connect(self._choose)
        row.addStretch(1)
        for button in (close, self.show_page, self.print_button, self.save):
            row.addWidget(button)
        return row

    def _choose(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        # The kinds of file are told apart by their endings, so their names are nobody's language.
        kinds = [PDF, HTML] if self._fits else [HTML]
        proposed = folder / f"{places.file_name(self._copy.name)}{'.pdf' if self._fits else '.html'}"
        chosen, kind = QFileDialog.getSaveFileName(
            self, tr("Copy", "Save the copy"), str(proposed), ";;".join(kinds), kinds[0]
        )
        if chosen:
            path = Path(chosen)
            known = path.suffix.lower() in (".pdf", ".html")
            ending = path.suffix.lower() if known else ".pdf" if kind == PDF else ".html"
            self.write(path.with_suffix(ending if self._fits else ".html"))

    def print_page(self) -> None:
        """Ask for a printer; where there is none, say what else leads to paper."""
        if not self._editing.allows(COPY_SAVED):
            return
        if paper.print_page(self.html, self._title, self):
            self._editing.note(COPY_SAVED, self._customer_id, place="printer")
            return
        self._say(tr("Copy", "There is no printer here. Save it as PDF, and print that elsewhere."))

    def write(self, path: Path) -> None:
        """Save the copy as the ending says; from then on it can be opened."""
        if not self._editing.allows(COPY_SAVED):
            return
        try:
            if path.suffix == ".pdf":
                paper.write_pdf(self.html, self._title, path)
            else:
                with places.new_text(path) as file:
                    file.write(self.html)
        except UserError as error:
            said = sentence(error)
        else:
            self._path = path
            self._editing.note(COPY_SAVED, self._customer_id, place=path.suffix.removeprefix("."))
            said = tr("Copy", "Saved: {file}").format(file=path.name)
            self.saved.emit(path)
        self._say(said)
        self.show_page.setEnabled(self._path is not None)
        (self.show_page if self._path is not None else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, said: str) -> None:
        self.state.setText(said)
        self.state.show()

    def _open(self) -> None:
        if self._path is not None:
            open_page(self._path)

    def _cover(self) -> None:
        super()._cover()
        px = theme.current().px
        room = self.height() - self._column.contentsMargins().top() - px(230)
        self.page.wanted = max(_LOWEST, min(px(_USUAL), room))
        self.page.updateGeometry()
