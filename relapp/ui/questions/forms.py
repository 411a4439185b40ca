"""The forms of the bank: one question, and which trade's questions to take."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from relapp.domain.facts import FactKind
from relapp.domain.question_bank import BankQuestion, NewBankQuestion
from relapp.domain.starters import Trade
from relapp.ui.widgets import text
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import kinds, starters, tr
from relapp.ui.wording import questions as wording


class QuestionForm(FormSheet):
    """``question`` reads the fields. With ``known`` that question is written anew."""

    def __init__(self, window: QWidget, kinds_in_use: Iterable[str], known: BankQuestion | None = None) -> None:
        title = tr("Questions", "New question") if known is None else tr("Questions", "Write a question anew")
        super().__init__(window, title, 560)
        self._known = known
        self._names = {kinds.fact(kind): kind for kind in (*kinds_in_use, *FactKind)}
        self.words = QLineEdit("" if known is None else known.words)
        example = tr("Questions", "Do you freeze bread?")
        self.words.setPlaceholderText(example if known is None or known.words else wording.of_bank(known))
        self.kind = QLineEdit("" if known is None else kinds.fact(known.kind))
        self.kind.setPlaceholderText(tr("Questions", "freezes"))
        completer = QCompleter(sorted(self._names), self.kind)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.kind.setCompleter(completer)
        self.about = QLineEdit("" if known is None else known.about)
        self.about.setPlaceholderText(tr("Questions", "the customer"))
        self.active = CheckBox(tr("Questions", "Ask it"))
        self.active.setChecked(known is None or known.active)
        self.add_field(tr("Questions", "The question"), self.words)
        self.add_row((tr("Questions", "What the answer tells"), self.kind), (tr("Questions", "About whom"), self.about))
        note = tr("Questions", "The answer is kept as something they told you, and asked again once such things age.")
        self.add_plain(text.secondary(note))
        self.add_plain(self.active)

    def open(self) -> None:
        super().open()
        self.words.setFocus(Qt.FocusReason.TabFocusReason)

    def question(self) -> NewBankQuestion:
        """What the fields say; a new word for what the answer tells stays as it was typed."""
        typed = " ".join(self.kind.text().split())
        same = (kind for name, kind in self._names.items() if name.casefold() == typed.casefold())
        code = "" if self._known is None else self._known.code
        return NewBankQuestion(self.words.text(), next(same, typed), self.about.text(), code, self.active.isChecked())


class TakeForm(FormSheet):
    """Which trade's questions to take into the bank."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, tr("Questions", "Take these questions"), 560)
        self.trade = QComboBox()
        for trade in Trade:
            self.trade.addItem(starters.trade(trade), trade)
        self._shown = text.secondary()
        self.trade.currentIndexChanged.connect(self._show)
        self.add_field(tr("Questions", "For a shop of this kind"), self.trade)
        self.add_plain(self._shown)
        self.save_button.setText(tr("Questions", "Take them"))
        self._show()

    def open(self) -> None:
        super().open()
        self.trade.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        self._shown.setText("\n".join(one.words for one in self.questions()))
        if self.isVisible():
            self._fit()

    def questions(self) -> list[NewBankQuestion]:
        """The questions of the trade that is chosen."""
        return starters.bank(Trade(self.trade.currentData()))
