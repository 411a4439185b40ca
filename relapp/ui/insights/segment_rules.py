"""Who is served how: the rules, and before they change, who would stand elsewhere and why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QVBoxLayout, QWidget

from relapp.domain.money import Money, decimals, to_minor
from relapp.domain.segments import FEWEST_EVER, MOST_ALIKE, MOST_GROWTH, MOST_LEAST, Move, Rules, moves
from relapp.domain.value import WHOLE
from relapp.services import segments as verbs
from relapp.services.pages.insights import value as page
from relapp.services.pages.insights.value import Value
from relapp.ui.customer.forms import serve
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import tr
from relapp.ui.wording import value as wording
from relapp.ui.wording.money import number

_REST = 250
"""Milliseconds without a change until the preview is made anew."""

_MOST_SHOWN = 8
_WIDTH = 620


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
        self.add_plain(text.secondary(tr("Value", "The rules are asked from the top down.")))
        self.add_field(tr("Value", "Serve &differently: less than this remains of the last year"), self.least)
        self.add_field(tr("Value", "Most &valuable: so many in a hundred, by what is expected of them"), self.top)
        more = tr("Value", "Most &growable: the lower end of people with the same needs is so many per cent above them")
        self.add_field(more, self.growth)
        self.add_field(tr("Value", "… and at least so many &people with the same needs are known"), self.fewest)
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
        self.summary.setText(wording.moves(len(moved)))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = moved[:_MOST_SHOWN]
        names = self._editing.read(lambda reader: page.names(reader, [one.measured.customer_id for one in shown]))
        for one in shown:
            name = names.get(one.measured.customer_id, "")
            said = tr("Value", "{name}: {move}").format(name=name, move=wording.move(one, rules, self._found.currency))
            self._rows.addWidget(text.secondary(said))
        if len(moved) > len(shown):
            more = tr("Value", "and {n} more", len(moved) - len(shown)).format(n=number(len(moved) - len(shown)))
            self._rows.addWidget(text.secondary(more))
        self._fit()


def change_rules(found: Value, editing: Editing, window: QWidget) -> None:
    """Ask for other rules; they hold once they are saved, as an act that can be undone."""
    if not editing.allows(verbs.OPERATION):
        return
    sheet = RulesSheet(editing, window, found)

    def store() -> bool:
        new = sheet.rules()
        told = tr("Value", "Rules changed")
        return editing.run(verbs.OPERATION, lambda tx: verbs.change(tx, new), tell=told) is not None

    serve(editing, sheet, store)


def _number(value: int, least: int, most: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setValue(value)
    return field
