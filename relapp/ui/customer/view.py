"""The customer page: who they are, what to know before talking, what is remembered, and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.merging import Merged
from relapp.domain.question_splits import Split
from relapp.domain.receipts import Receipt
from relapp.domain.suggestions.signals import Outlook
from relapp.services import customers
from relapp.services.pages import customer as customer_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customer import CustomerPage
from relapp.services.pages.timeline import TimelineEntry, TimelinePage
from relapp.storage.timeline import EVERYTHING, Position, TimelineFilter
from relapp.ui.customer import forms
from relapp.ui.customer.brief_panel import BriefPanel
from relapp.ui.customer.customer_form import CustomerForm
from relapp.ui.customer.entry_acts import EntryActs
from relapp.ui.customer.evidence import EvidenceView
from relapp.ui.customer.filter_bar import FilterBar
from relapp.ui.customer.header import CustomerHeader
from relapp.ui.customer.memory_panel import MemoryPanel
from relapp.ui.customer.page_layout import PageLayout
from relapp.ui.customer.reach_acts import ReachActs
from relapp.ui.customer.relationship import RelationshipCard
from relapp.ui.customer.timeline_model import TimelineModel
from relapp.ui.customer.timeline_view import TimelineView
from relapp.ui.customer.value_fold import ValueFold
from relapp.ui.duplicates import acts as merge_acts
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.placeholder import Placeholder

_SPARE_ROWS = 50
"""Rows below the last one in sight that a new reading keeps."""


_BESIDE = frozenset({"customer", "question"})
"""What stands on the page and is changed without its customer: those they live with, the shop's questions."""


class CustomerView(QWidget):
    """Shows one customer, re-reads when they change.

    Keys: F filter, / words, L log line, U the usual, M merge, P people around them, Q the question, C the case of a
    complaint, B for whom a purchase was, S the relationship card, V what they bring, W how they want to be reached,
    N leave in peace.

    It shows evidence itself; ``evidence_wanted`` tells the window of it.
    """

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)
    usual_wanted = Signal(int)
    question_wanted = Signal(int)
    """Whom the question of the brief is put to now."""
    case_wanted = Signal(object, int)
    """The receipt of a case or of a complaint, and whose page is open."""
    closed = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.current_id: int | None = None
        self.outlook_of: Callable[[int], Outlook | None] = lambda _: None
        """What the engine expects of a customer; set by whoever has an engine."""
        self.splits: Callable[[], Mapping[str, Split]] = dict
        """What answers to questions taught; set likewise."""
        self._page: CustomerPage | None = None
        self._log_form: QWidget | None = None
        self._came_from: QWidget | None = None
        self.header = CustomerHeader(editing)
        self.reach = ReachActs(editing, self, self.header)
        self.brief = BriefPanel()
        self.memory = MemoryPanel(editing)
        self.filter = FilterBar(editing)
        self.model = TimelineModel(self)
        self.timeline = TimelineView(self.model)
        self.entry_acts = EntryActs(editing, self.timeline)
        self.evidence = EvidenceView(editing)
        self.relationship = RelationshipCard(editing, self, self.show_evidence)
        self.value = ValueFold(editing, self, self.show_evidence)
        self._nothing = Placeholder("history", "", "")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._lists = QStackedWidget()
        self._lists.addWidget(self.timeline)
        self._lists.addWidget(self._nothing)
        # The list scrolls: where room is short it gives way, not the bar above it.
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        card = Card()
        card.column.setContentsMargins(2, SPACE_S, 2, 2)
        card.column.setSpacing(SPACE_S)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE_L, 0, SPACE_M, 0)
        top.addWidget(self.filter)
        card.column.addLayout(top)
        card.column.addWidget(self._lists, 1)
        self._main = QStackedWidget()
        self._main.addWidget(card)
        self._main.addWidget(self.evidence)
        self._layout = PageLayout(self.header, self.brief, self.memory, self._main, self)
        self._layout.set_signs(self.relationship.line)
        self._layout.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._layout)

    def _connect(self) -> None:
        self.header.back_wanted.connect(self.closed)
        self.header.edit_wanted.connect(self.edit_customer)
        self.reach.evidence_wanted.connect(self.show_evidence)
        self.header.remove_wanted.connect(self.remove_customer)
        self.header.value_wanted.connect(self.show_value)
        self.header.merge_wanted.connect(self.merge_customer)
        self.header.part_wanted.connect(self.take_apart)
        self.brief.opened.connect(self.show_evidence)
        self.memory.evidence_wanted.connect(self.show_evidence)
        self.memory.around_wanted.connect(self.show_around)
        self.entry_acts.evidence_wanted.connect(self.show_evidence)
        self.entry_acts.customer_wanted.connect(self.customer_wanted)
        for acts in (self.memory.acts, self.entry_acts, self.evidence.acts):
            acts.case_wanted.connect(lambda receipt: self.case_wanted.emit(receipt, self.current_id))
        self.filter.changed.connect(self._show_timeline)
        self.filter.left.connect(self.focus_timeline)
        self.evidence.closed.connect(self.close_evidence)
        self.evidence.closed.connect(self.relationship.come_back)
        self.evidence_wanted.connect(self.relationship.forget)
        self.evidence.entry_wanted.connect(self._show_evidence_entry)
        self.evidence.customer_wanted.connect(self.customer_wanted)
        self._clear_filter = self._nothing.add_step(self.tr("Clear the filter"), "x", self.filter.clear)
        self._editing.changed.connect(self._take_changes)
        self._editing.staff_changed.connect(self._read_again)

    # -- showing --

    def show_customer(self, customer_id: int) -> None:
        """Show another customer; the filter in force stays. One that is gone closes the page."""
        if customer_id != self.current_id:
            self._main.setCurrentIndex(0)
            self._layout.to_top()
        page = self._read(customer_id)
        if page is None:
            self._close()
            return
        self.current_id = customer_id
        self.entry_acts.set_customer(customer_id)
        self._show_page(page)
        self._show_entries(page.timeline, page.served)
        self._layout.show()

    def set_log_form(self, form: QWidget) -> None:
        """Put the log form at the foot of the page."""
        self._log_form = form
        self._layout.set_log_form(form)

    def show_back(self, shown: bool) -> None:
        """Show the button that goes back to the list, where list and page do not fit side by side."""
        self.header.back.setVisible(shown)

    def _read(self, customer_id: int) -> CustomerPage | None:
        staff_id, keep, today = self._editing.staff_id, self.filter.keep, self._editing.today()
        outlook, splits = self.outlook_of(customer_id), self.splits()
        return self._editing.read(
            lambda reader: customer_page.page(
                reader, customer_id, today, staff_id=staff_id, keep=keep, outlook=outlook, splits=splits
            )
        )

    def _show_page(self, page: CustomerPage) -> None:
        self._page = page
        today = self._editing.today()
        self.header.show_customer(page, today)
        self.reach.show_customer(page)
        self.brief.show_brief(page, page.customer.nickname or page.customer.name, today)
        self.memory.show_memory(page)
        self.relationship.show_customer(page.customer.id)
        self._show_count(page.count)
        self._layout.arrange()

    def _show_count(self, shown: int) -> None:
        page = self._page
        if page is None:
            return
        name = page.customer.nickname or page.customer.name
        self.filter.show_count(page.customer.id, shown, page.stat.entries)
        if self.filter.keep and page.stat.entries:
            title = self.tr("No entry fits the filter")
            text = self.tr("{name} has entries, but none of this kind.").format(name=name)
        else:
            title = self.tr("Nothing has happened yet")
            text = self.tr("What {name} buys, asks and tells will stand here.").format(name=name)
        self._nothing.set_words(title, text)
        self._clear_filter.setVisible(bool(self.filter.keep))
        self._lists.setCurrentIndex(0 if shown else 1)

    def _show_entries(self, page: TimelinePage, served: Position | None) -> None:
        customer_id, keep = self.current_id, self.filter.keep
        assert customer_id is not None

        def read_more(after: Position) -> TimelinePage:
            return self._editing.read(lambda reader: timeline_page.page(reader, customer_id, keep, after))

        self.model.show(page, self._editing.today(), read_more, served)

    def _show_timeline(self, keep: TimelineFilter = EVERYTHING) -> None:
        """Read only the timeline: another filter."""
        customer_id, page = self.current_id, self._page
        if customer_id is None or page is None:
            return
        found, count = self._editing.read(
            lambda reader: (
                timeline_page.page(reader, customer_id, keep),
                timeline_page.count(reader, customer_id, keep) if keep else page.stat.entries,
            )
        )
        self._show_count(count)
        self._show_entries(found, page.served)

    # -- changes --

    def _take_changes(self, changes: Changes) -> None:
        if self.current_id is not None and (changes.touches(self.current_id) or changes.tables & _BESIDE):
            self._read_again()

    def _read_again(self) -> None:
        """Take what changed in; rows that stay keep their place on the screen."""
        if self.current_id is None:
            return
        page = self._read(self.current_id)
        if page is None:
            self._close()
            return
        found = list(page.timeline.entries)
        more = page.timeline.more
        last_seen = self.timeline.rowAt(self.timeline.viewport().height() - 1)
        wanted = min(self.model.rowCount(), max(last_seen, 0) + _SPARE_ROWS)
        while more and len(found) < wanted:
            following = self._following(found[-1])
            found += following.entries
            more = following.more
        self._show_page(page)
        self.model.refresh(found, more, page.served, self._editing.today())

    def _following(self, entry: TimelineEntry) -> TimelinePage:
        customer_id, keep = self.current_id, self.filter.keep
        assert customer_id is not None
        return self._editing.read(lambda reader: timeline_page.page(reader, customer_id, keep, entry.position))

    def _close(self) -> None:
        self.current_id = None
        self._page = None
        self._layout.hide()
        self.closed.emit()

    # -- evidence --

    def show_evidence(self, receipts: Sequence[Receipt], title: str) -> None:
        """Show what is behind a statement about this customer, in place of the timeline."""
        if self.current_id is None:
            return
        if self._main.currentIndex() == 0:
            self._came_from = QApplication.focusWidget()
        self._main.setCurrentWidget(self.evidence)
        self.evidence.show_evidence(receipts, self.current_id, title)
        self.evidence_wanted.emit(tuple(receipts), self.current_id, title)

    def show_value(self) -> None:
        """Fold out what they bring, for an owner."""
        if self.current_id is not None:
            self.value.open(self.current_id, self.outlook_of(self.current_id))

    def close_evidence(self) -> None:
        """Go back to the timeline, and to where the keyboard was."""
        self._main.setCurrentIndex(0)
        back = self._came_from
        if back is not None and back in self.findChildren(QWidget) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_timeline()
        self._came_from = None

    def show_entry(self, interaction_id: int) -> bool:
        """Scroll the timeline to an entry and mark it; a filter that hides it is cleared. False if it is not theirs."""
        self._main.setCurrentIndex(0)
        found = self.timeline.reveal(interaction_id)
        if not found and self.filter.clear():
            found = self.timeline.reveal(interaction_id)
        self.timeline.setFocus(Qt.FocusReason.TabFocusReason)
        return found

    def _show_evidence_entry(self, customer_id: int, interaction_id: int) -> None:
        """What speaks for a suggestion may be another customer's, as with somebody whom they introduced."""
        if customer_id != self.current_id:
            self.customer_wanted.emit(customer_id)
        self.show_entry(interaction_id)

    # -- what can be done with the customer --

    def edit_customer(self) -> None:
        """The form of name, nickname, contacts and note."""
        if self._page is not None:
            own = self._page.customer.id
            form = CustomerForm(self.window(), self._page, lambda new: merge_acts.who_else_has(self._editing, new, own))
            form.compare_wanted.connect(self._compare_with)
            forms.serve(self._editing, form, lambda: self._editing.run("customer_edit", form.store) is not None)

    def remove_customer(self) -> None:
        """Delete the customer; undo brings them back whole."""
        customer_id = self.current_id
        if customer_id is not None:
            self._editing.run("customer_remove", lambda tx: customers.remove(tx, [customer_id]))

    def show_around(self) -> None:
        """Show the household and the relations."""
        if self._page is not None:
            from relapp.ui.customer.around_sheet import open_sheet

            open_sheet(self._editing, self.window(), self._page.customer, self.customer_wanted.emit)

    def merge_customer(self) -> None:
        """Ask who else this is, and compare the two."""
        if self._page is not None:
            merge_acts.ask_whom(self._editing, self.window(), self._page.customer, self.customer_wanted.emit)

    def _compare_with(self, other: int) -> None:
        if self.current_id is not None:
            merge_acts.compare(self._editing, self.window(), self.current_id, other, self.customer_wanted.emit)

    def take_apart(self, merge: Merged) -> None:
        """Ask whose is what was noted since a merge."""
        if self._page is not None:
            merge_acts.ask_whose(self._editing, self.window(), merge, self._page.customer.name)

    # -- keyboard --

    def focus_timeline(self) -> None:
        """Put the keyboard on the timeline, on its newest entry if it was on none."""
        if not self.timeline.currentIndex().isValid() and self.model.rowCount(QModelIndex()):
            self.timeline.setCurrentIndex(self.model.index(0))
        self.timeline.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_page(self) -> None:
        """Put the keyboard where reading begins: the brief, or the timeline."""
        lines = self.brief.lines()
        if lines:
            lines[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_timeline()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_id is not None:
            self.focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.current_id is None or not self._press(Qt.Key(event.key()), event.text(), alt):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key, text: str, alt: bool) -> bool:
        """Do what a key of the page asks for; whether it is one."""
        if key == Qt.Key.Key_Left and alt:
            self.closed.emit()
        elif key == Qt.Key.Key_Escape:
            return self.filter.clear()
        elif text.lower() == "f":
            self._main.setCurrentIndex(0)
            self.filter.open_menu()
        elif text == "/":
            self._main.setCurrentIndex(0)
            self.filter.focus_words()
        elif text.lower() == "l" and self._log_form is not None:
            self._log_form.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif text.lower() == "m":
            self.merge_customer()
        elif text.lower() == "p":
            self.show_around()
        elif text.lower() == "q" and self.current_id is not None:
            self.question_wanted.emit(self.current_id)
        elif text.lower() == "c" and self.timeline.hasFocus():
            entry = self.timeline.current_entry()
            return entry is not None and self.entry_acts.put_right(entry)
        elif text.lower() == "b" and self.timeline.hasFocus():
            entry = self.timeline.current_entry()
            return entry is not None and self.entry_acts.ask_for_whom(entry)
        elif text.lower() == "s":
            self.relationship.open()
        elif text.lower() == "v":
            self.show_value()
        elif text.lower() == "w":
            self.reach.show_ways()
        elif text.lower() == "n":
            self.reach.toggle_peace()
        elif text.lower() == "u" and self.current_id is not None:
            self.usual_wanted.emit(self.current_id)
        else:
            return False
        return True
