"""The head of Today: the day, a greeting, and how much there is to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.domain.states import CustomerState
from relapp.services.pages import shop as shop_page
from relapp.services.pages.today import TodayPage
from relapp.ui.editing import Editing
from relapp.ui.shop_states import ShopStates
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_M
from relapp.ui.widgets import text
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import dates, tr
from relapp.ui.wording import states as wording

LONG_AGO = 60
"""Days without any entry after which an empty list needs an explanation."""


class Head(QWidget):
    """Of a page that is still being looked for (``None``) only the greeting."""

    log_wanted = Signal()
    import_wanted = Signal()
    slipping_wanted = Signal()
    promises_wanted = Signal()

    def __init__(self, editing: Editing, page: TodayPage | None, states: ShopStates) -> None:
        super().__init__()
        self._editing = editing
        self._states = states
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_M)
        shop = editing.read(shop_page.page)
        day = editing.today() if page is None else page.day
        self._column.addWidget(text.strong(dates.long(day)))
        self._column.addWidget(text.display(self._greeting(shop.staff_name(editing.staff_id))))
        if page is None:
            return
        if shop.customers:
            self._add_line(page)
        if not shop.customers:
            empty = Placeholder(
                "sun", tr("Today", "Nobody is here yet"),
                tr("Today", "Log the first customer in one line, or import a file. Tomorrow's list begins with that."),
            )  # fmt: skip
            empty.add_step(tr("Today", "&New entry"), "plus", self.log_wanted.emit)
            empty.add_step(tr("Today", "&Import a file"), "upload", self.import_wanted.emit)
            self._column.addWidget(empty)
        elif not page.items:
            nothing = Placeholder("sun", tr("Today", "Nothing needs you today"), _nothing(page))
            self._column.addWidget(nothing)

    def _add_line(self, page: TodayPage) -> None:
        """How much there is to do, and two doors: who is slipping, and what is promised."""
        line = QWidget()
        flow = FlowLayout(line)
        if page.items:
            flow.addWidget(text.secondary(_people(len(page.items)).format(minutes=page.minutes), wrap=False))
        # There from the first moment, so that nothing moves once they are counted.
        self.rhythm = ChipButton(wording.slipping(None), Tone.NEUTRAL, "hourglass")
        self.rhythm.clicked.connect(self.slipping_wanted)
        self.promises = ChipButton("", Tone.NEUTRAL, "handshake")
        self.promises.clicked.connect(self.promises_wanted)
        for chip in (self.rhythm, self.promises):
            flow.addWidget(chip)
        self._column.addWidget(line)
        self._states.counted.connect(self._show_slipping)
        self._show_slipping()
        self.show_promises(page)

    def _show_slipping(self) -> None:
        known = self._states.now
        self.rhythm.setText(wording.slipping(None if known is None else known.counts[CustomerState.SLIPPING]))
        self.rhythm.updateGeometry()

    def show_promises(self, page: TodayPage) -> None:
        """Say how many promises are due."""
        self.promises.setText(tr("Today", "%n promise(s) due", page.promises_due))
        self.promises.setVisible(bool(page.promises_due))
        self.promises.updateGeometry()

    def _greeting(self, name: str) -> str:
        hour = self._editing.now().hour
        if hour < 12:
            words = tr("Today", "Good morning, {name}") if name else tr("Today", "Good morning")
        elif hour < 18:
            words = tr("Today", "Good afternoon, {name}") if name else tr("Today", "Good afternoon")
        else:
            words = tr("Today", "Good evening, {name}") if name else tr("Today", "Good evening")
        return words.format(name=name)


def _people(number: int) -> str:
    if number == 1:
        return tr("Today", "One person to think of, about {minutes} minutes.")
    return tr("Today", "%n people to think of, about {minutes} minutes.", number)


def _nothing(page: TodayPage) -> str:
    latest = page.latest.astimezone().date() if page.latest else None
    if latest is not None and (page.day - latest).days > LONG_AGO:
        return tr(
            "Today",
            "The newest entry is from {day}: too long ago to tell who is due. The list begins again with new entries.",
        ).format(day=dates.long(latest))
    return tr("Today", "No promise is due, no question waits, and nobody has just fallen out of their own rhythm.")
