"""The row of buttons under a sheet about two customers."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr


def add_foot(sheet: Sheet, *buttons: QAbstractButton) -> None:
    """Cancel, then what the sheet is there for."""
    cancel = ghost(tr("Duplicates", "Cancel"))
    cancel.setToolTip(tr("Duplicates", "Esc"))
    cancel.clicked.connect(sheet.dismiss)
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    row.addStretch(1)
    for button in (cancel, *buttons):
        row.addWidget(button)
    sheet.card.column.addSpacing(SPACE_S)
    sheet.card.column.addLayout(row)
