"""Who did what, newest first: by person, kind of act and day, searched by customer and by what it is called."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from relapp.domain.activity import Act, Asked, Sort, sort_of
from relapp.domain.changes import OperationState
from relapp.domain.receipts import Receipt, Source
from relapp.services.pages import activity as activity_page
from relapp.services.pages.activity import ActivityPage
from relapp.ui import theme
from relapp.ui.customer.memory_item import MemoryAct, Remembered
from relapp.ui.editing import Editing
from relapp.ui.questions.rows import RowsSheet
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_L, SPACE_S, SPACE_XL
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import icon_button, outline
from relapp.ui.widgets.scrolled_sheet import BORDERS
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.segment import Segment
from relapp.ui.widgets.sheet import closing
from relapp.ui.wording import activity as wording
from relapp.ui.wording import dates, operations, tr

_Key = Qt.Key
_ICONS = {Sort.DID: "pen-line", Sort.TOOK_OUT: "download", Sort.SAW: "users", Sort.SIGNED_IN: "user-round"}
_TYPING = 150
"""Milliseconds of rest after which the words are looked for."""
_LOW = 500
"""A window lower than that, in pixels at 100 % text, has no room for head and foot beside the lines."""


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
        self._low = False
        self._title, self._told = text.subtitle(title), text.secondary()
        self.card.column.addWidget(self._title)
        self.card.column.addLayout(self._head())
        self.filters = QWidget()
        filters = QVBoxLayout(self.filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(SPACE_S)
        filters.addLayout(self._sorts())
        filters.addLayout(self._people_and_days())
        self._foot = self._turning()
        for widget in (self.filters, self._told, self.scroller, self._foot):
            self.card.column.addWidget(widget)
        self.refill(None)

    # -- how it stands in the window --

    def _head(self) -> QHBoxLayout:
        """The words that are looked for; in a low window also what opens the filters, and the way out."""
        self.filter = outline(tr("Activity", "&Filter"), "funnel")
        self.filter.setCheckable(True)
        self.filter.toggled.connect(lambda _: self._share_room())
        self._out = icon_button("x", tr("Activity", "Close (Esc)"))
        self._out.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.search, 1)
        # It is a little higher than the buttons that come and go beside it.
        row.addStrut(self.search.sizeHint().height())
        for button in (self.filter, self._out):
            button.hide()
            row.addWidget(button)
        return row

    def _cover(self) -> None:
        low = self._window.height() < theme.current().px(_LOW)
        if low != self._low:
            self._low = low
            self.rows.removeWidget(self._foot)
            self.card.column.removeWidget(self._foot)
            (self.rows if low else self.card.column).addWidget(self._foot)
            self._below = SPACE_XL if low else BORDERS
            self._share_room()
        super()._cover()
        if low:
            margins = self._column.contentsMargins()
            margins.setTop(SPACE_L)
            self._column.setContentsMargins(margins)
            self.fit()

    def _share_room(self) -> None:
        """In a low window the lines have most of it: filters fold, and the foot scrolls with the lines."""
        for widget in (self._title, self._told, self._close):
            widget.setVisible(not self._low)
        for button in (self.filter, self._out):
            button.setVisible(self._low)
        self.filters.setVisible(not self._low or self.filter.isChecked())
        self.fit()

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

    def _turning(self) -> QWidget:
        self.newer = outline(tr("Activity", "&Newer"), "chevron-left")
        self.older = outline(tr("Activity", "&Older"), "chevron-right")
        self.newer.clicked.connect(lambda: self._turn(back=True))
        self.older.clicked.connect(lambda: self._turn(back=False))
        self._close = closing(self)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.newer)
        row.addWidget(self.older)
        row.addStretch(1)
        row.addWidget(self._close)
        return foot

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

    def refill(self, place: int | None) -> None:
        # What stands among the rows is deleted.
        self.rows.removeWidget(self._foot)
        super().refill(place)

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
        if self._low:
            self.rows.addWidget(self._foot)

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
