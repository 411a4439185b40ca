"""The form for one fact: of a kind in use or of any new one, with how it is known and a day that comes round."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSpinBox, QWidget

from relapp.domain.facts import OF_ENTRIES, Certainty, Fact, FactKind, NewFact, sensitive_by_words
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import kinds

_EARLIEST_YEAR = 1899
"""One before the earliest year a person can name: what the field shows as "no year"."""


_KINDS = tuple(kind for kind in FactKind if kind not in OF_ENTRIES)
"""Of a purchase that was for somebody else the entry tells."""


class FactForm(FormSheet):
    """``fact`` reads the fields. With ``known`` it corrects that fact; ``kinds_in_use`` complete the kind."""

    def __init__(self, window: QWidget, title: str, kinds_in_use: list[str], known: Fact | None = None) -> None:
        super().__init__(window, title)
        self._names = {kinds.fact(kind): kind for kind in (*kinds_in_use, *_KINDS)}
        self.kind = QLineEdit(kinds.fact(known.kind) if known else "")
        self.kind.setPlaceholderText(self.tr("Likes, size, poodle…"))
        completer = QCompleter(sorted(self._names), self.kind)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.kind.setCompleter(completer)
        self.value = QLineEdit(known.value if known else "")
        self.about = QLineEdit(known.about if known else "")
        self.about.setPlaceholderText(self.tr("the customer"))
        self.certainty = QComboBox()
        for certainty in Certainty:
            self.certainty.addItem(kinds.certainty(certainty), certainty)
        self.sensitive = CheckBox(self.tr("Sensitive: hidden at the counter, not used for ideas"))
        self._marked = known.sensitive if known else None
        self.sensitive.clicked.connect(self._take_mark)
        self.kind.textChanged.connect(self._guess)
        self.value.textChanged.connect(self._guess)
        self.day = QSpinBox()
        self.day.setRange(0, 31)
        self.day.setSpecialValueText(self.tr("no day"))
        self.month = QComboBox()
        self.month.addItem(self.tr("no month"))
        self.month.addItems([QLocale().standaloneMonthName(month) for month in range(1, 13)])
        self.year = QSpinBox()
        self.year.setRange(_EARLIEST_YEAR, 2200)
        self.year.setSpecialValueText(self.tr("no year"))
        self.year.setGroupSeparatorShown(False)
        if known is not None:
            self.certainty.setCurrentIndex(list(Certainty).index(known.certainty))
            self.day.setValue(known.day or 0)
            self.month.setCurrentIndex(known.month or 0)
            self.year.setValue(known.year or _EARLIEST_YEAR)
        self.add_row((self.tr("Kind"), self.kind), (self.tr("About whom"), self.about))
        self.add_field(self.tr("What is known"), self.value)
        self.add_field(self.tr("How we know"), self.certainty)
        self.add_plain(self.sensitive)
        self.add_row((self.tr("Day each year"), self.day), (self.tr("Month"), self.month), (self.tr("Year"), self.year))

        self._guess()

    def _take_mark(self, ticked: bool) -> None:
        by_words = sensitive_by_words(*self._words())
        self._marked = None if ticked == by_words else ticked

    def _guess(self) -> None:
        """Tick the box by the words, as long as nobody did it by hand."""
        if self._marked is None:
            self.sensitive.setChecked(sensitive_by_words(*self._words()))
        else:
            self.sensitive.setChecked(self._marked)

    def _words(self) -> tuple[str, str]:
        typed = " ".join(self.kind.text().split())
        same = (kind for name, kind in self._names.items() if name.casefold() == typed.casefold())
        return next(same, typed), " ".join(self.value.text().split())

    def open(self) -> None:
        super().open()
        first = self.value if self.kind.text() else self.kind
        first.setFocus(Qt.FocusReason.TabFocusReason)
        first.selectAll()

    def fact(self) -> NewFact:
        """What the fields say; a new word for a kind stays as it was typed."""
        kind, value = self._words()
        year = self.year.value()
        dated = bool(self.day.value() and self.month.currentIndex())
        return NewFact(
            kind=kind,
            value=value,
            about=" ".join(self.about.text().split()),
            certainty=Certainty(self.certainty.currentData()),
            month=self.month.currentIndex() if dated else None,
            day=self.day.value() if dated else None,
            year=year if dated and year > _EARLIEST_YEAR else None,
            sensitive=self._marked,
        )
