"""Done, Later and No: a small question each, answered by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QWidget

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.suggestions.model import Refusal, SuggestionKind
from relapp.domain.suggestions.reach import OWED
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import dates, kinds, tr

_LONGEST_WORDS = 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRITTEN = frozenset({Channel.MESSAGE, Channel.EMAIL, Channel.POST})


class Choice(Sheet):
    """A question with numbered answers; each answer is one key."""

    def __init__(
        self, window: QWidget, title: str, sentence: str, answers: Sequence[tuple[str, str, Callable[[], object]]]
    ) -> None:
        super().__init__(window, title, 460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(text.secondary(sentence))
        self.buttons: list[Button] = []
        for number, (words, icon, act) in enumerate(answers, start=1):
            # While somebody types, the number alone is a letter of theirs: Alt goes with it then.
            button = Button(ButtonKind.OUTLINE, f"&{number}   " + words.replace("&", "&&"), icon)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, act=act: self.choose(act))
            self.card.column.addWidget(button)
            self.buttons.append(button)
        self.closed.connect(self.deleteLater)

    def choose(self, act: Callable[[], object]) -> None:
        """Put the question away and do what was chosen."""
        self.dismiss()
        act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.buttons):
            self.buttons[number].click()
        else:
            super().keyPressEvent(event)


class OutcomeChoice(Choice):
    """What came of it. D again, or Enter, is the first answer; what stands in ``words`` goes with any of them."""

    def __init__(
        self, window: QWidget, name: str, channel: Channel, settle: Callable[[Outcome | None, str], object]
    ) -> None:
        super().__init__(
            window,
            tr("Today", "Done"),
            tr("Today", "How did it go with {name}?").format(name=name),
            [
                (words, icon, lambda outcome=outcome: settle(outcome, self._said()))  # type: ignore[misc]
                for words, icon, outcome in _outcomes(channel)
            ],
        )
        self.words = QLineEdit()
        self.words.setMaxLength(_LONGEST_WORDS)
        self.words.setPlaceholderText(tr("Today", "What came of it (optional)"))
        self.words.setAccessibleName(tr("Today", "What came of it (optional)"))
        # What was typed may be "no answer": it is for the person to say which, not for the Enter key.
        self.words.returnPressed.connect(self.buttons[0].setFocus)
        self.card.column.addWidget(self.words)

    def _said(self) -> str:
        return self.words.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.words.hasFocus() or (event.key() in _ENTER and isinstance(self.focusWidget(), Button)):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_D, *_ENTER) and not event.isAutoRepeat():
            self.buttons[0].click()
        else:
            super().keyPressEvent(event)


def _outcomes(channel: Channel) -> list[tuple[str, str, Outcome | None]]:
    """What may have come of it; first what mostly does by this channel."""
    answered = (tr("Today", "They answered"), "check", Outcome.ANSWERED)
    silent = (tr("Today", "No answer"), "x", Outcome.UNANSWERED)
    noted = (tr("Today", "Done, nothing to note"), "minus", None)
    if channel is Channel.PHONE:
        return [(tr("Today", "Reached them"), "phone", Outcome.ANSWERED), silent, noted]
    if channel in _WRITTEN:
        # On the day it is written nobody knows more; an answer, when it comes, is an entry of its own.
        return [(tr("Today", "Written; no answer yet"), "mail", None), answered, silent]
    return [
        (tr("Today", "They were glad of it"), "check", Outcome.ANSWERED),
        (tr("Today", "They did not want it"), "x", Outcome.UNANSWERED),
        noted,
    ]


def ask_outcome(
    window: QWidget, name: str, channel: Channel, settle: Callable[[Outcome | None, str], object]
) -> OutcomeChoice:
    """Ask what came of a suggestion that was followed."""
    sheet = OutcomeChoice(window, name, channel, settle)
    sheet.open()
    return sheet


def ask_until(window: QWidget, name: str, today: date, put_off: Callable[[date], object]) -> Choice:
    """Ask until when to put a suggestion off."""
    days = (today + timedelta(days=1), today + timedelta(days=3), today + timedelta(days=7), today + timedelta(days=30))
    sheet = Choice(
        window,
        tr("Today", "Later"),
        tr("Today", "When shall {name} come up again?").format(name=name),
        [(dates.long(day), "clock", lambda day=day: put_off(day)) for day in days],  # type: ignore[misc]
    )
    field = QDateEdit(QDate(today.year, today.month, today.day).addDays(14))
    field.setMinimumDate(QDate(today.year, today.month, today.day).addDays(1))
    field.setCalendarPopup(True)
    field.setAccessibleName(tr("Today", "Another day"))
    choose = Button(ButtonKind.TONAL, tr("Today", "&On this day"), "calendar")
    choose.clicked.connect(lambda: sheet.choose(lambda: put_off(_day(field.date()))))
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(choose)
    sheet.card.column.addLayout(row)
    sheet.open()
    return sheet


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())


def ask_why_not(window: QWidget, name: str, kind: SuggestionKind, refuse: Callable[[Refusal], object]) -> Choice:
    """Ask why not; what we owe can only be refused one by one."""
    icons = {
        Refusal.NOT_NOW: "clock",
        Refusal.NOT_TRUE: "circle-alert",
        Refusal.DONE_ALREADY: "check",
        Refusal.NEVER: "ban",
    }
    sheet = Choice(
        window,
        tr("Today", "No"),
        tr("Today", "Why not? The same evidence will not bring {name} up again.").format(name=name),
        [
            (kinds.refusal(why, owed=kind in OWED), icons[why], lambda why=why: refuse(why))  # type: ignore[misc]
            for why in Refusal
        ],
    )
    sheet.open()
    return sheet
