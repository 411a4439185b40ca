"""One customer before others' eyes: what to call them, the usual, what to ask, and a line to log what they took."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relapp.domain.brief import BriefLine
from relapp.services import quick_log
from relapp.services.pages import counter as counter_page
from relapp.services.pages.counter import CounterPage, Match
from relapp.ui import theme
from relapp.ui.editing import Editing, Notice
from relapp.ui.quick_log.draft import Draft
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from relapp.ui.widgets import text as labels
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.wording import brief as brief_words
from relapp.ui.wording import counter as wording
from relapp.ui.wording import tr

_WIDTH = 640


class CounterView(QWidget):
    """Shows nothing but what :class:`CounterPage` holds. ``left`` is the wish to see everything again."""

    left = Signal()

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window)
        self._editing = editing
        self.page: CounterPage | None = None
        self.setAccessibleName(tr("Counter", "Counter-safe view"))
        self._make_parts()
        self._lay_out()
        self._draft = Draft(editing, self._place(), lambda: self.line.text(), self)
        editing.changed.connect(self._shop_changed)
        self.hide()

    def _make_parts(self) -> None:
        self.who = SearchField(tr("Counter", "Who is here? A name, or the end of a phone number"))
        self.found = labels.secondary()
        self.name = labels.display()
        self.said = QVBoxLayout()
        self.more = labels.secondary()
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Counter", "What happened? For example: 2 rolls"))
        self.line.setAccessibleName(tr("Counter", "What happened"))
        self.usual = Button(ButtonKind.TONAL, tr("Counter", "Usual"), "refresh-ccw")
        self.usual.setToolTip(tr("Counter", "Alt+U"))
        self.save_button = Button(ButtonKind.FILLED, tr("Counter", "&Save"))
        self.told = labels.secondary()
        self.everything = Button(ButtonKind.OUTLINE, tr("Counter", "Show &everything (F9)"), "eye")
        self.who.textChanged.connect(lambda _: self._look())
        self.who.returnPressed.connect(self._take)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.save)
        self.usual.clicked.connect(self.log_usual)
        self.save_button.clicked.connect(self.save)
        self.everything.clicked.connect(self.left)

    def _lay_out(self) -> None:
        card = Card(name=tr("Counter", "Customer"), parent=self)
        self.card = card
        for part in (self.name, self.more, self.line):
            card.column.addWidget(part)
        card.column.insertLayout(1, self.said)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.usual)
        foot.addWidget(self.save_button)
        card.column.addLayout(foot)
        head = QHBoxLayout()
        head.addWidget(labels.subtitle(tr("Counter", "At the counter"), wrap=False), 1)
        head.addWidget(self.everything)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_M)
        self._column.addLayout(head)
        self._column.addWidget(self.who)
        self._column.addWidget(self.found)
        self._column.addWidget(card)
        self._column.addStretch(1)

    # -- who --

    def begin(self, customer_id: int | None) -> None:
        """Stand before the customer whose page was open, or before nobody yet."""
        self.who.forget()
        self._show(customer_id)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Be ready to type in."""
        stop = self.line if self.page is not None else self.who
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what is half typed."""
        self._draft.keep()

    def _look(self) -> None:
        self.found.setText(wording.found(self._match()) if self.who.text().strip() else "")
        self.found.setVisible(bool(self.found.text()))

    def _match(self) -> Match:
        words = self.who.text()
        return self._editing.read(lambda reader: counter_page.match(reader, words))

    def _take(self) -> None:
        meant = self._match().customer_id
        if meant is not None:
            self.begin(meant)

    def _show(self, customer_id: int | None) -> None:
        self._draft.keep()
        self.page = self._read(customer_id)
        self._draft.move(self._place())
        self.line.setText(self._draft.kept)
        self.told.clear()
        self._look()
        self._fill()

    def _read(self, customer_id: int | None) -> CounterPage | None:
        if customer_id is None:
            return None
        today, staff = self._editing.today(), self._editing.staff_id
        return self._editing.read(lambda reader: counter_page.page(reader, customer_id, today, staff_id=staff))

    def _fill(self) -> None:
        self.card.setVisible(self.page is not None)
        while (item := self.said.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        if self.page is None:
            return
        self.name.setText(self.page.called)
        for line in self.page.lines:
            self.said.addWidget(labels.body(self._words(line)))
        self.more.setText(wording.more(self.page))
        self.more.setVisible(bool(self.more.text()))
        self._typed()

    def _words(self, line: BriefLine) -> str:
        return f"{brief_words.heading_of(line)}  {brief_words.line(line, self._editing.today())}"

    def _shop_changed(self) -> None:
        if self.isVisible() and self.page is not None:
            self.page = self._read(self.page.customer_id)
            self._fill()

    # -- logging --

    def log_usual(self) -> None:
        """Put "usual" into the line, so that Enter logs it."""
        if self.page is not None:
            self.line.setText(tr("QuickLog", "usual"))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Log the line for the customer in front; nobody else can be named here, and no chip is taken."""
        if self.page is None or not self.line.text().strip():
            return
        words, now, customer_id = self.line.text(), self._editing.now(), self.page.customer_id
        meant = self._editing.read(lambda reader: quick_log.understand(reader, words, now, customer_id=customer_id))
        if meant.persons != (customer_id,) or (meant.no_usual and not meant.reading.usual):
            self.told.setText(wording.only_them() if meant.persons != (customer_id,) else wording.no_usual())
            return
        entry = quick_log.entry_of(meant)
        verb = partial(quick_log.log_new, entry=entry, persons=(customer_id,), origins=meant.origins)
        if self._editing.run("log", verb) is not None:
            self.line.setText("")  # not cleared, or Ctrl+Z brought back the words and not the shop
            self._draft.keep()

    def heed(self, notice: Notice) -> None:
        """Tell in words that name nobody that something was done, or was not."""
        self.told.setText(wording.told(failed=notice.failed, undoable=notice.operation_id is not None))

    def _typed(self) -> None:
        self._draft.touch()
        self.save_button.setEnabled(bool(self.line.text().strip()))

    def _place(self) -> str:
        return "counter" if self.page is None else f"counter:{self.page.customer_id}"

    # -- looks --

    def cover(self) -> None:
        """Lie over the whole window."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        side = max(SPACE_XL, (self.width() - theme.current().px(_WIDTH)) // 2)
        self._column.setContentsMargins(side, SPACE_XL, side, SPACE_L)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc leads to the field and no further: what others must not see is not opened by a slip.
        if event.key() == Qt.Key.Key_Escape:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QPainter(self).fillRect(self.rect(), self.palette().window())
