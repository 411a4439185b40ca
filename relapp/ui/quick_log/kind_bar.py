"""What happened: the usual kinds side by side, the others in a menu; the narrower the form, the more of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from relapp.domain.interactions import Kind
from relapp.ui import theme
from relapp.ui.quick_log.choice_button import ChoiceButton, marked
from relapp.ui.signs import KIND_SIGNS
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets.segment import Segment
from relapp.ui.widgets.text import tip
from relapp.ui.wording import kinds

IN_ORDER = (
    Kind.VISIT,
    Kind.CALL,
    Kind.MESSAGE,
    Kind.PURCHASE,
    Kind.COMPLAINT,
    Kind.RETURN,
    Kind.ENQUIRY,
    Kind.FEEDBACK,
    Kind.NOTE,
    Kind.EMAIL,
    Kind.LETTER,
    Kind.DELIVERY,
    Kind.APPOINTMENT,
)
"""The commonest first: these stand side by side where there is room."""

SIDE_BY_SIDE = 5
_FEWEST = 2
_MENU_WIDTH = 150


class KindBar(QWidget):
    """A group of radio buttons and a menu that together show one kind; ``chosen`` tells what a person picked.

    ``letters`` mark the kinds, ``keys`` say their keys in full.
    """

    chosen = Signal(object)

    def __init__(self, letters: Mapping[Kind, str], keys: Mapping[Kind, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What happened"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kind = Kind.VISIT
        self._letters = letters
        self._side_by_side = 0
        self._group = QButtonGroup(self)
        self.segments: dict[Kind, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        for kind in IN_ORDER[:SIDE_BY_SIDE]:
            segment = Segment(kinds.interaction(kind), KIND_SIGNS[kind][0])
            segment.setToolTip(tip(keys[kind]))
            self._group.addButton(segment)
            segment.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
            self.segments[kind] = segment
            row.addWidget(segment)
        self.menu = ChoiceButton(self.tr("What happened"), role=TextRole.STRONG)
        choices = [(kind, kinds.interaction(kind), KIND_SIGNS[kind][0]) for kind in IN_ORDER]
        self.menu.set_choices(choices, [letters[kind] for kind in IN_ORDER])
        self.menu.chosen.connect(self.chosen)
        row.addWidget(self.menu)
        row.addStretch(1)
        self._fold()
        theme.current().changed.connect(self._fold)

    @property
    def kind(self) -> Kind:
        """What is shown as chosen."""
        return self._kind

    @property
    def side_by_side(self) -> int:
        """For how many kinds there is room beside the menu."""
        return self._side_by_side

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.segments.values(), self.menu]

    def show_kind(self, kind: Kind) -> None:
        """Show ``kind`` as chosen."""
        self._kind = kind
        # An exclusive group does not let its last button go.
        self._group.setExclusive(False)
        for one, segment in self.segments.items():
            segment.setChecked(one is kind)
        self._group.setExclusive(True)
        self._show_in_menu()

    def show_keys(self, on: bool) -> None:
        """Mark the letters that choose a kind, while they do."""
        for kind, segment in self.segments.items():
            segment.setText(marked(kinds.interaction(kind), self._letters[kind] if on else ""))
            # The form answers to the letter: a shortcut would do so in the whole window, whichever form is meant.
            segment.setShortcut(QKeySequence())

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(len(self.segments)), self.menu.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_MENU_WIDTH), self.menu.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _width_of(self, count: int) -> int:
        """What ``count`` kinds need beside the menu."""
        widths = [segment.sizeHint().width() + SPACE_XS for segment in list(self.segments.values())[:count]]
        return sum(widths) + theme.current().px(_MENU_WIDTH)

    def _fold(self) -> None:
        fitting = [count for count in range(_FEWEST, len(self.segments) + 1) if self._width_of(count) <= self.width()]
        self._side_by_side = max(fitting, default=0)
        for place, segment in enumerate(self.segments.values()):
            segment.setVisible(place < self._side_by_side)
        self._show_in_menu()

    def _show_in_menu(self) -> None:
        if self._kind in list(self.segments)[: self._side_by_side]:
            self.menu.show_choice(None, otherwise=self.tr("More"))
        else:
            self.menu.show_choice(self._kind, marked=True)
