"""The Today page: a greeting, at most seven cards, who is left in peace, and an end."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.interactions import Outcome
from relapp.domain.suggestions.model import Refusal, SuggestionKind
from relapp.services import answers
from relapp.services.pages import shop as shop_page
from relapp.services.pages.shop import ShopPage
from relapp.services.pages.today import TodayItem, TodayPage
from relapp.ui import theme
from relapp.ui.editing import Editing, Notice
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL
from relapp.ui.today.answers import ask_outcome, ask_until, ask_why_not
from relapp.ui.today.card import SuggestionCard
from relapp.ui.today.day_list import DayList
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import dates, sentences, tr
from relapp.ui.wording import suggestions as wording

LONG_AGO = 60
"""Days without any entry after which an empty list needs an explanation."""

NOT_NOW_DAYS = 14
"""After "not now" the same thing waits at least so long."""


class TodayView(QScrollArea):
    """Reads the day list; answers go through ``editing`` and are undone like everything else."""

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)
    log_wanted = Signal(str)

    def __init__(self, editing: Editing, day_list: DayList) -> None:
        super().__init__()
        self._editing = editing
        self._day_list = day_list
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Today", "Today"))
        self.cards: list[SuggestionCard] = []
        self._peace_open = False
        self._last = 0
        day_list.updated.connect(self.show_list)
        editing.staff_changed.connect(self.show_list)
        editing.changed.connect(self._shop_changed)
        self.show_list()

    # -- showing --

    def show_list(self) -> None:
        """Show the list as it is now; the card that had the keyboard keeps it, or the one that took its place."""
        page = self._day_list.page
        if page is None:
            self._show_waiting()
            return
        focus = QApplication.focusWidget()
        here = _holds(self, focus)
        self._last = self._place()
        body, column = _column()
        self._head(column, page)
        self.cards = [self._card(item, page.day) for item in page.items]
        for card in self.cards:
            column.addWidget(card)
        self._end(column, page)
        column.addStretch(1)
        self._replace(_centred(body))
        if here:
            self._current().setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> int:
        """Where in the list the keyboard is, or was last."""
        body = self.widget()
        last = body.focusWidget() if body is not None else None
        return next((number for number, card in enumerate(self.cards) if _holds(card, last)), self._last)

    def _current(self) -> QWidget:
        return self.cards[min(self._place(), len(self.cards) - 1)] if self.cards else self

    def _shop_changed(self, changes: Changes) -> None:
        # What stands above the list; the list itself tells when it is another.
        if "staff" in changes.tables or ("customer" in changes.tables and not self.cards):
            self.show_list()

    def _show_waiting(self) -> None:
        body, column = _column()
        self._greet(column, self._editing.today())
        column.addWidget(text.secondary(tr("Today", "Looking through the shop …")))
        column.addStretch(1)
        self._replace(_centred(body))

    def _replace(self, body: QWidget) -> None:
        old = self.takeWidget()
        self.setWidget(body)
        if old is not None:
            old.deleteLater()  # not at once: the card that was answered is in the middle of its own event

    def _greet(self, column: QVBoxLayout, day: date) -> ShopPage:
        shop = self._editing.read(shop_page.page)
        column.addWidget(text.strong(dates.long(day)))
        column.addWidget(text.display(self._greeting(shop.staff_name(self._editing.staff_id))))
        return shop

    def _head(self, column: QVBoxLayout, page: TodayPage) -> None:
        shop = self._greet(column, page.day)
        if page.items:
            column.addWidget(text.secondary(_summary(page)))
        elif shop.customers:
            column.addWidget(Placeholder("sun", tr("Today", "Nothing needs you today"), _nothing(page)))
        else:
            empty = Placeholder(
                "sun", tr("Today", "Nobody is here yet"),
                tr("Today", "Log the first customer in one line, or import a file. Tomorrow's list begins with that."),
            )  # fmt: skip
            empty.add_step(tr("Today", "&New entry"), "plus", lambda: self.log_wanted.emit(""))
            column.addWidget(empty)

    def _greeting(self, name: str) -> str:
        hour = self._editing.now().hour
        if hour < 12:
            words = tr("Today", "Good morning, {name}") if name else tr("Today", "Good morning")
        elif hour < 18:
            words = tr("Today", "Good afternoon, {name}") if name else tr("Today", "Good afternoon")
        else:
            words = tr("Today", "Good evening, {name}") if name else tr("Today", "Good evening")
        return words.format(name=name)

    def _card(self, item: TodayItem, today: date) -> SuggestionCard:
        card = SuggestionCard(item, today)
        suggestion, name = item.suggestion, item.customer.name
        card.opened.connect(lambda: self.customer_wanted.emit(suggestion.customer_id))
        card.evidence.connect(lambda: self.evidence_wanted.emit(suggestion.receipts, suggestion.customer_id, card.why))
        card.copied.connect(self._copy)
        card.done.connect(lambda: self._finish(card))
        card.later.connect(lambda: ask_until(self.window(), name, today, lambda day: self._put_off(card, day)))
        card.refused.connect(lambda: ask_why_not(self.window(), name, lambda why: self._refuse(card, why)))
        return card

    def _end(self, column: QVBoxLayout, page: TodayPage) -> None:
        if page.items:
            end = text.secondary(tr("Today", "That is all for today. Nothing else needs you."))
            end.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(end)
        if not page.peace:
            return
        words = tr("Today", "%n customer(s) left in peace today: why?", len(page.peace))
        button = Button(ButtonKind.GHOST, words, "moon")
        button.setCheckable(True)
        button.setChecked(self._peace_open)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        peace = self._peace(page)
        peace.setVisible(self._peace_open)
        button.toggled.connect(peace.setVisible)
        button.toggled.connect(self._remember_peace)
        column.addWidget(peace)

    def _remember_peace(self, open_: bool) -> None:
        self._peace_open = open_

    def _peace(self, page: TodayPage) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(SPACE_S)
        for item in page.peace:
            why = wording.peace(item.left.reason, page.day)
            button = Button(ButtonKind.GHOST, f"{item.customer.name}: {why}".replace("&", "&&"), "moon")
            button.clicked.connect(lambda _=False, one=item.customer.id: self.customer_wanted.emit(one))
            column.addWidget(button)
        return body

    # -- answering --

    def _copy(self, value: str) -> None:
        QGuiApplication.clipboard().setText(value)
        self._editing.told.emit(Notice(tr("Today", "Copied: {what}").format(what=value)))

    def _finish(self, card: SuggestionCard) -> None:
        """Done: where somebody was to be reached, with what came of it."""
        channel = card.item.suggestion.channel
        if channel is None:
            self._settle(card, None, "")
        else:
            name = card.item.customer.name
            ask_outcome(self.window(), name, channel, lambda outcome, words: self._settle(card, outcome, words))

    def _settle(self, card: SuggestionCard, outcome: Outcome | None, words: str) -> None:
        suggestion = card.item.suggestion
        told = wording.settled(card.item.customer.name, outcome)
        self._editing.run("suggestion_done", lambda tx: answers.done(tx, suggestion, outcome, words), tell=told)

    def _put_off(self, card: SuggestionCard, day: date) -> None:
        told = tr("Today", "{name}: put off to {day}").format(name=card.item.customer.name, day=dates.long(day))
        self._editing.run("suggestion_later", lambda tx: answers.later(tx, card.item.suggestion, day), tell=told)

    def _refuse(self, card: SuggestionCard, why: Refusal) -> None:
        suggestion = card.item.suggestion
        until = self._editing.today() + timedelta(days=NOT_NOW_DAYS) if why is Refusal.NOT_NOW else None
        done = self._editing.run("suggestion_no", lambda tx: answers.refuse(tx, suggestion, why, until))
        if done is not None and why is Refusal.NOT_TRUE:
            # What is not true is mended where it stands.
            title = tr("Today", "Which of these is not true? Mend it here.")
            self.evidence_wanted.emit(suggestion.receipts, suggestion.customer_id, title)

    # -- keys --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step is None or not self.cards:
            super().keyPressEvent(event)
            return
        now = next((number for number, card in enumerate(self.cards) if card.hasFocus()), None)
        place = (0 if step > 0 else len(self.cards) - 1) if now is None else now + step
        card = self.cards[max(0, min(place, len(self.cards) - 1))]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(card, 0, SPACE_XL)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cards:
            self._current().setFocus(event.reason())


def _summary(page: TodayPage) -> str:
    late = sum(1 for item in page.items if _late(item.suggestion.kind, item.suggestion.due, page.day))
    return sentences(
        _people(len(page.items)).format(minutes=page.minutes),
        tr("Today", "%n promise(s) due.", late) if late else "",
    )


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


def _late(kind: SuggestionKind, due: date | None, today: date) -> bool:
    return kind is SuggestionKind.PROMISE and due is not None and due <= today


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))


def _column() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    body.setMaximumWidth(theme.current().px(READING_WIDTH + 2 * SPACE_XL))
    column = QVBoxLayout(body)
    column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, SPACE_XL)
    column.setSpacing(SPACE_M)
    return body, column


def _centred(body: QWidget) -> QWidget:
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(body, 1000)
    row.addStretch(1)
    return outer
