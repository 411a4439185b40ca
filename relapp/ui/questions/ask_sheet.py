"""One question to one customer: the answer is typed in one line; Esc means that it was not asked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relapp.domain.facts import FactKind
from relapp.domain.questions import Chosen, Question
from relapp.ui.signs import DANGERS
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ghost
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import questions as wording
from relapp.ui.wording import tr

_NONE_OF_IT = DANGERS | {FactKind.DISLIKES}
"""Kinds to which "nothing" is an answer that must not stand among the facts."""


class AskSheet(FormSheet):
    """Enter asks to store what was typed; the signals tell what else came of it."""

    declined = Signal()
    not_answered = Signal()
    nothing = Signal()
    others_wanted = Signal()

    def __init__(self, window: QWidget, name: str, chosen: Chosen, today: date) -> None:
        super().__init__(window, tr("Questions", "Ask {name}").format(name=name), 560)
        details = chosen.details
        question = chosen.unknown.question
        asked = wording.asked(details)
        self.answer = QLineEdit()
        self.answer.setAccessibleName(asked)
        self.answer.setPlaceholderText(
            tr("Questions", "13 May, or 13 May 1980")
            if question.kind == FactKind.BIRTHDAY
            else tr("Questions", "What they answer")
        )
        if question.code != Question.STILL_RIGHT:
            self.answer.setText(details["old"])
        self.why = text.secondary(wording.why(details, today))
        self.add_plain(text.strong(asked))
        self.add_plain(self.answer)
        self.add_plain(self.why)
        self.add_plain(self._ends(none_of_it=question.kind in _NONE_OF_IT))

    def _ends(self, *, none_of_it: bool) -> QWidget:
        """What else can come of it, each by a key of its own while one types."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        ends: list[tuple[Button, SignalInstance]] = [
            (ghost(tr("Questions", "&Did not want to say"), "x"), self.declined),
            (ghost(tr("Questions", "No answer &yet"), "hourglass"), self.not_answered),
            (ghost(tr("Questions", "&Other questions…"), "list"), self.others_wanted),
        ]
        if none_of_it:
            ends.insert(0, (ghost(tr("Questions", "&Nothing of the kind"), "check"), self.nothing))
        for button, told in ends:
            button.clicked.connect(told)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return body

    def open(self) -> None:
        super().open()
        self.answer.setFocus(Qt.FocusReason.TabFocusReason)
        self.answer.selectAll()
