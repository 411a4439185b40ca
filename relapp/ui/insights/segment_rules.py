"""Who is served how: the rules, and before they change, who would stand elsewhere and why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QVBoxLayout, QWidget

from relapp.domain.money import Money, decimals, to_minor
from relapp.domain.segments import FEWEST_EVER, MOST_ALIKE, MOST_GROWTH, MOST_LEAST, Move, Rules, moves
from relapp.domain.value import WHOLE
from relapp.services import segments
from relapp.services.pages.insights import value as page
from relapp.services.pages.insights.value import Value
from relapp.ui.customer.forms import serve
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.row import Row
from relapp.ui.wording import tr
from relapp.ui.wording import value as wording
from relapp.ui.wording.money import number

RULES = "rules:"
"""What the button of the page opens."""

_REST = 250
"""Milliseconds without a change until the preview is made anew."""

_MOST_SHOWN = 6
_WIDTH = 680


class RulesSheet(FormSheet):
    """Nothing is changed before Save; below the rules stand who would move, and why."""

    def __init__(self, editing: Editing, window: QWidget, found: Value) -> None:
        super().__init__(window, tr("Value", "Who is served how"), _WIDTH)
        self._editing = editing
        self._found = found
        rules = found.rules
        self.least = QDoubleSpinBox()
        self.least.setDecimals(decimals(found.currency))
        bound = float(Money(MOST_LEAST, found.currency).value)
        self.least.setRange(-bound, bound)
        self.least.setValue(float(Money(rules.least, found.currency).value))
        self.top = _number(rules.top, 0, WHOLE)
        self.growth = _number(rules.growth, 0, MOST_GROWTH)
        self.fewest = _number(rules.fewest, FEWEST_EVER, MOST_ALIKE)
        least = tr("Value", "Serve &differently: less remains than")
        self.add_field(least, self.least, wrap=True)
        self.add_field(tr("Value", "Most &valuable: the first, in %"), self.top, wrap=True)
        more, few = tr("Value", "Most &growable: people alike, % more"), tr("Value", "… with at least so many &people")
        self.add_field(more, self.growth, wrap=True)
        self.add_field(few, self.fewest, wrap=True)
        self.said = text.secondary("")
        self.add_plain(self.said)
        self.summary = text.strong("")
        self.add_plain(self.summary)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_XS)
        self.add_plain(self._list)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.preview)
        for field in (self.least, self.top, self.growth, self.fewest):
            field.valueChanged.connect(self._rest.start)
        self.preview()

    def rules(self) -> Rules:
        """What the fields say."""
        least = to_minor(Decimal(f"{self.least.value():.4f}"), self._found.currency)
        return Rules(self.top.value(), self.growth.value(), self.fewest.value(), least)

    def moved(self) -> tuple[Move, ...]:
        """Who would stand elsewhere."""
        return moves(self._found.people, self._found.rules, self.rules())

    def preview(self) -> None:
        """Say who would stand elsewhere."""
        rules, moved = self.rules(), self.moved()
        self.said.setText("\n".join(wording.why_segments(rules, self._found.currency)))
        self.summary.setText(wording.moves(len(moved)))
        self._form.setMinimumHeight(0)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = moved[:_MOST_SHOWN]
        names = self._editing.read(lambda reader: page.names(reader, [one.measured.customer_id for one in shown]))
        for one in shown:
            name, said = names.get(one.measured.customer_id, ""), wording.move(one, rules, self._found.currency)
            row = Row(name, said)
            row.setEnabled(False)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._add_line(row)
        rest = len(moved) - len(shown)
        if rest:
            self._add_line(text.secondary(tr("Value", "and {n} more", rest).format(n=number(rest))))
        # What was added is measured before the sheet is made as tall as it.
        self._rows.activate()
        self._fields.activate()
        self._fit()

    def _add_line(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # at once, for what is hidden takes no room


def change_rules(editing: Editing, window: QWidget, found: Value, code: str, _title: str) -> bool:
    """Ask for other rules, where that is what was opened; they hold once they are saved, in an act of its own."""
    if code != RULES:
        return False
    if not editing.allows(segments.OPERATION):
        return True
    sheet = RulesSheet(editing, window, found)

    def store() -> bool:
        new = sheet.rules()
        told = tr("Value", "Rules changed")
        return editing.run(segments.OPERATION, lambda tx: segments.change(tx, new), tell=told) is not None

    serve(editing, sheet, store)
    return True


def _number(value: int, least: int, most: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setValue(value)
    return field
