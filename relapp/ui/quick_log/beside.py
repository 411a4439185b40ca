"""Beside the line while it is typed: what protects the customer, and what a refund stands against. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.interactions import Kind
from relapp.domain.suggestions.signals import Outlook
from relapp.services import protect
from relapp.services.protect import Concerned, OnRecord
from relapp.services.quick_log import Happened, Understanding
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.quick_log.form_keys import EVIDENCE, key_text
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import PRIMARY
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.text import Label, caption, tip
from relapp.ui.wording import cases as beside_wording
from relapp.ui.wording import protect as wording
from relapp.ui.wording import tr


class Beside(QWidget):
    """``evidence_wanted`` gives receipts, whose they are, and the words they stand behind.

    ``outlook_of`` says what to expect of a customer, ``None`` where nothing is known.
    """

    evidence_wanted = Signal(object, int, str)

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._known = OnRecord()
        self._found: tuple[Concerned, ...] = ()
        self._heeded: tuple[Concerned, ...] = ()
        self._expected: dict[int, str] = {}
        self.outlook_of: Callable[[int], Outlook | None] = lambda _: None
        self.caution = _Caution(self)
        self.caution.why.clicked.connect(self.open_evidence)
        self.cost = caption()
        self.cost.setContentsMargins(SPACE_XS, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.caution)
        column.addWidget(self.cost)
        self.hide()

    @property
    def waits(self) -> bool:
        """Whether something is told here that nobody has gone on from yet."""
        return bool(self._found) and self._found != self._heeded

    @property
    def words(self) -> str:
        """All that stands here, for screen readers."""
        return " ".join(label.text() for label in (self.caution.label, self.cost) if label.text())

    def go_on(self) -> None:
        """What is told here was seen."""
        self._heeded = self._found

    def forget(self, *, changed: bool = True) -> None:
        """Begin with another line; read anew where the shop has changed."""
        self._heeded = ()
        if changed:
            self._known = OnRecord()
            self._expected.clear()

    def show_for(self, understood: Understanding, told: Happened) -> None:
        """Say what concerns the people of this line."""
        people = [one.chosen for one in understood.people if isinstance(one.chosen, int)]
        self._found = self._concerns(people, understood, told)
        several = len(understood.people) > 1
        today = self._editing.today()
        parts = [(one.customer.name, wording.line(one.concerns, today)) for one in self._found]
        said = " ".join(wording.of(name, words) if several else words for name, words in parts)
        self.caution.label.setText(said)
        self.caution.setVisible(bool(said))
        self.cost.setText(self._beside_cost(people[0], understood, told) if people else "")
        self.cost.setVisible(bool(self.cost.text()))
        self.setVisible(bool(said or self.cost.text()))

    def open_evidence(self) -> bool:
        """Show what the caution was read from; whether there is one."""
        if not self._found:
            return False
        receipts = dict.fromkeys(receipt for one in self._found for each in one.concerns for receipt in each.receipts)
        self.evidence_wanted.emit(tuple(receipts), self._found[0].customer.id, self.caution.label.text())
        return True

    def _concerns(self, people: Sequence[int], understood: Understanding, told: Happened) -> tuple[Concerned, ...]:
        if not people:
            return ()
        today, words, known = self._editing.today(), understood.reading.words, self._known
        return self._editing.read(lambda reader: protect.of_people(reader, people, words, told, today, known))

    def _beside_cost(self, customer_id: int, understood: Understanding, told: Happened) -> str:
        """What they may go on to spend, where the shop gives something away."""
        off = any(line.discount > 0 or (line.amount or 0) < 0 for line in told.lines)
        if not (told.kind is Kind.RETURN or off or understood.reading.gives):
            return ""
        if customer_id in self._expected:
            return self._expected[customer_id]
        stat = self._editing.read(lambda reader: protect.standing(reader, customer_id))
        outlook = self.outlook_of(customer_id)
        said = beside_wording.beside_cost(outlook, stat, understood.currency)
        if outlook is not None:  # where the shop has not been learned from yet, the next key asks again
            self._expected[customer_id] = said
        return said


class _Caution(QWidget):
    """One calm line on a tinted ground, with a button for its receipts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = Label("", TextRole.SMALL, PRIMARY)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        key = key_text(EVIDENCE)
        self.why = Button(ButtonKind.GHOST, tr("QuickLog", "Wh&y?"), "receipt")
        self.why.setAccessibleName(tr("QuickLog", "What this was read from ({key})").format(key=key))
        self.why.setToolTip(tip(self.why.accessibleName()))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_XS, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self.label, 1)
        row.addWidget(self.why)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tone = theme.current().tokens.tones[Tone.WARN]
        paint_ground(QPainter(self), self.rect(), RADIUS_ROW, tone.tint, tone.edge)
