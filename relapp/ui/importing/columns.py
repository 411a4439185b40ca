"""How the columns were understood, each to be set by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.reading.tables import Table
from relapp.ui.theme.metrics import SPACE_L, SPACE_S
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.wording import tr
from relapp.ui.wording.imports import field_name


class ColumnsPanel(QScrollArea):
    """One line a column: its name in the file, an example, what it means. Emits ``set_by_hand(index, Field)``."""

    set_by_hand = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Import", "Columns"))
        self.boxes: list[QComboBox] = []

    def show_plan(self, plan: Plan) -> None:
        """Show the columns of a file."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, SPACE_S, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        assert isinstance(plan.source, Table)
        example = next((cells for _, cells in plan.source.rows()), [])
        self.boxes = []
        for row, column in enumerate(plan.mapping.columns):
            value = example[column.index] if column.index < len(example) else ""
            box = QComboBox()
            for field in Field:
                box.addItem(field_name(field, plan.content), field)
            box.setCurrentIndex(list(Field).index(column.field))
            box.setAccessibleName(tr("Import", "Meaning of the column {name}").format(name=column.header))
            box.activated.connect(lambda chosen, index=column.index: self.set_by_hand.emit(index, list(Field)[chosen]))
            grid.addWidget(ElidedLabel(column.header), row, 0)
            grid.addWidget(ElidedLabel(value), row, 1)
            grid.addWidget(box, row, 2)
            self.boxes.append(box)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(table)
