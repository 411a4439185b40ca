"""Who did what, newest first: by person, kind of act and day, searched by customer and by what it is called."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QWidget

from relapp.domain.activity import Act, Asked, Sort, sort_of
from relapp.domain.changes import OperationState
from relapp.domain.receipts import Receipt, Source
from relapp.services.pages import activity as activity_page
from relapp.services.pages.activity import ActivityPage
from relapp.ui.customer.memory_item import MemoryAct, Remembered
from relapp.ui.editing import Editing
from relapp.ui.questions.rows import RowsSheet
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.segment import Segment
from relapp.ui.widgets.sheet import closing
from relapp.ui.wording import activity as wording
from relapp.ui.wording import dates, operations, tr

_Key = Qt.Key
_ICONS = {Sort.DID: "pen-line", Sort.TOOK_OUT: "download", Sort.SAW: "users", Sort.SIGNED_IN: "user-round"}
_TYPING = 150
"""Milliseconds of rest after which the words are looked for."""


class ActivitySheet(RowsSheet):
    """``customer_wanted`` carries an id, ``entry_wanted`` receipts, the customer and what they are about."""

    customer_wanted = Signal(int)
    entry_wanted = Signal(object, int, str)

    def __init__(self, editing: Editing, window: QWidget) -> None:
        title = tr("Activity", "Who did what")
        super().__init__(editing, window, title)
        self._asked = Asked()
        self._before: list[int | None] = [None]
        self._page = ActivityPage((), (), {}, None)
        self.search = SearchField(tr("Activity", "A customer, or what was done"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._rest.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _: self._rest.start())
        self._told = text.secondary()
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(self.search)
        self.card.column.addLayout(self._sorts())
        self.card.column.addLayout(self._people_and_days())
        self.card.column.addWidget(self._told)
        self.card.column.addWidget(self.scroller)
        self.card.column.addLayout(self._turning())
        self.refill(None)

    # -- what is asked --

    def _sorts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        group = QButtonGroup(self)
        self.sorts: dict[Sort | None, Segment] = {}
        for sort in (None, *Sort):
            segment = self.sorts[sort] = Segment(wording.sort(sort))
            group.addButton(segment)
            row.addWidget(segment)
        self.sorts[None].setChecked(True)
        group.buttonClicked.connect(lambda _: self._look())
        row.addStretch(1)
        return row

    def _people_and_days(self) -> QHBoxLayout:
        self.person, self.days = QComboBox(), QComboBox()
        self.person.setAccessibleName(tr("Activity", "Who"))
        self.days.setAccessibleName(tr("Activity", "When"))
        self.person.addItem(tr("Activity", "Everybody"), None)
        today = self._editing.today()
        for member in self._editing.read(lambda reader: activity_page.people(reader)):
            self.person.addItem(member.name, member.id)
        self.days.addItem(tr("Activity", "Any day"), (None, None))
        yesterday = today - timedelta(days=1)
        for words, since, until in (
            (tr("Activity", "Today"), today, today),
            (tr("Activity", "Yesterday"), yesterday, yesterday),
            (tr("Activity", "The last 7 days"), today - timedelta(days=6), today),
            (tr("Activity", "The last 30 days"), today - timedelta(days=29), today),
        ):
            self.days.addItem(words, (since, until))
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        for words, field in ((tr("Activity", "&Who"), self.person), (tr("Activity", "W&hen"), self.days)):
            label = text.secondary(words)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
            field.currentIndexChanged.connect(lambda _: self._look())
        return row

    def _turning(self) -> QHBoxLayout:
        self.newer = outline(tr("Activity", "&Newer"), "chevron-left")
        self.older = outline(tr("Activity", "&Older"), "chevron-right")
        self.newer.clicked.connect(lambda: self._turn(back=True))
        self.older.clicked.connect(lambda: self._turn(back=False))
        row = QHBoxLayout()
        row.addWidget(self.newer)
        row.addWidget(self.older)
        row.addStretch(1)
        row.addWidget(closing(self))
        return row

    def _look(self) -> None:
        since, until = self.days.currentData()
        sort = next(sort for sort, segment in self.sorts.items() if segment.isChecked())
        self._asked = Asked(staff_id=self.person.currentData(), sort=sort, since=since, until=until)
        self._before = [None]
        self.refill(None)

    def _turn(self, *, back: bool) -> None:
        if back and len(self._before) > 1:
            self._before.pop()
        elif not back and self._page.older is not None:
            self._before.append(self._page.older)
        self.refill(0)

    # -- what is shown --

    def open(self) -> None:
        super().open()
        self.search.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        words = self.search.text()
        names = wording.called_like(words)
        self._page = self._editing.read(
            lambda reader: activity_page.page(reader, self._asked, words=words, names=names, before=self._before[-1])
        )
        people = {member.id: member.name for member in self._page.people}
        for act in self._page.acts:
            self.add(self._row(act, people))
        self._told.setText(wording.told(len(self._page.acts), older=self._page.older is not None))
        self.older.setEnabled(self._page.older is not None)
        self.newer.setEnabled(len(self._before) > 1)

    def _row(self, act: Act, people: dict[int, str]) -> Remembered:
        sort = sort_of(act.name)
        words = wording.what(act, self._page.customers)
        state = wording.when_and_who(act, people, self._editing.today(), self._editing.operations.desk)
        tone = Tone.NEUTRAL if sort is Sort.DID else Tone.WARN
        faded = act.state in (OperationState.UNDONE, OperationState.ABANDONED)
        return Remembered(Receipt(Source.CUSTOMER, 0), words, state, state, _ICONS[sort], tone, faded, self._acts(act))

    def _acts(self, act: Act) -> tuple[MemoryAct, ...]:
        found = []
        customers = [one for one in act.customers if one in self._page.customers]
        if act.entry_id is not None and customers:
            receipts = (Receipt(Source.INTERACTION, act.entry_id),)
            entry = tr("Activity", "Open the entry")
            found.append(MemoryAct(entry, "book-open", _Key.Key_E, lambda: self._to_entry(receipts, customers[0], act)))
        if customers:
            opened = tr("Activity", "Open {name}").format(name=self._page.customers[customers[0]])
            found.append(MemoryAct(opened, "users", _Key.Key_C, lambda: self._to_customer(customers[0])))
        if act.state is OperationState.DONE:
            undo = tr("Activity", "Take it back")
            found.append(MemoryAct(undo, "undo-2", _Key.Key_U, lambda: self._editing.undo_operation(act.id)))
        only = tr("Activity", "Only {day}").format(day=dates.day(act.at.date(), self._editing.today()))
        found.append(MemoryAct(only, "calendar", _Key.Key_D, lambda: self._only_day(act)))
        return tuple(found)

    def _to_entry(self, receipts: tuple[Receipt, ...], customer_id: int, act: Act) -> None:
        self.dismiss()
        self.entry_wanted.emit(receipts, customer_id, operations.title(act.name))

    def _to_customer(self, customer_id: int) -> None:
        self.dismiss()
        self.customer_wanted.emit(customer_id)

    def _only_day(self, act: Act) -> None:
        day = act.at.date()
        place = self.days.findData((day, day))
        if place < 0:
            self.days.addItem(dates.long(day), (day, day))
            place = self.days.count() - 1
        self.days.setCurrentIndex(place)
