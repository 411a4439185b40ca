"""A line of the customer's own copy, and what is right in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from relapp.services import corrections
from relapp.services.corrections import Line
from relapp.services.pages.held import Held
from relapp.storage.transaction import Transaction
from relapp.ui.customer.forms import words_field
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import corrections as wording
from relapp.ui.wording import tr

_WIDTH = 560


class CorrectSheet(FormSheet):
    """``store`` writes what was typed; what stood there before comes into the field to be changed."""

    def __init__(self, window: QWidget, held: Held) -> None:
        title = tr("Copy", "What {name} puts right").format(name=held.customer.name)
        super().__init__(window, title, _WIDTH)
        self._held = held
        self.line = QComboBox()
        self.line.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for line in corrections.lines(held):
            self.line.addItem(wording.line(line), line)
        self.right: QPlainTextEdit = words_field("", 4)
        self.line.currentIndexChanged.connect(self._chosen)
        self.add_field(tr("Copy", "What is wrong"), self.line)
        self.add_field(tr("Copy", "What is right"), self.right)
        self._chosen()

    def open(self) -> None:
        super().open()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        line = self.line.currentData()
        self.right.setPlainText(line.said if isinstance(line, Line) else "")

    def store(self, tx: Transaction) -> None:
        """Put the line right.

        :raises UserError: as :func:`relapp.services.corrections.correct`.
        """
        line = self.line.currentData()
        assert isinstance(line, Line)
        right = self.right.toPlainText()
        corrections.correct(tx, self._held, line, right, words=wording.said(line, right.strip()))
