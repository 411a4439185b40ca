"""Settings: ready words. One text at a time: choose which, change it, see how it reads, save it or go back to ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from relapp.domain.errors import UserError
from relapp.domain.ready_words.compose import FIELDS
from relapp.domain.ready_words.languages import TONGUES, code_of
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import ready_words
from relapp.services.pages.settings import SettingsPage
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.settings.layout import add_field, keep_still
from relapp.ui.settings.suggestions import Set
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import DANGER, ON_TINT
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline, tonal
from relapp.ui.widgets.card import Card
from relapp.ui.wording import kinds, locale, tr
from relapp.ui.wording import ready_words as wording
from relapp.ui.wording.errors import sentence

_LINES = 9


@dataclass(slots=True)
class Choice:
    """Which text is looked at, and what was typed and is not saved yet; it outlives the widgets that show it."""

    kind: SuggestionKind = SuggestionKind.OWED_REPLY
    language: str = ""
    form: Form = Form.WRITTEN
    typed: str | None = None


class WordsSection(Card):
    """The texts of the shop, and the language for customers of whom none is known."""

    def __init__(self, page: SettingsPage, editing: Editing, save: Set, choice: Choice) -> None:
        title = tr("Settings", "Ready words")
        super().__init__(name=title)
        self._page = page
        self._editing = editing
        self._choice = choice
        if not choice.language:
            choice.language = page.settings.language or code_of(locale.language()) or ready_words.ENGLISH
        self.column.addWidget(text.subtitle(title))
        about = tr(
            "Settings",
            "What to write or say for each suggestion, in the customer's language (note it as a fact of the kind "
            "“language”). Nothing is ever sent by the program.",
        )
        self.column.addWidget(text.secondary(about))
        self._add_default_language(save)
        self._kind = self._chooser(
            tr("Settings", "&For"), [(kinds.suggestion(kind), kind) for kind in FIELDS], choice.kind
        )
        tongues = [(tongue.name, code) for code, tongue in TONGUES.items()]
        self._language = self._chooser(tr("Settings", "Language of this text"), tongues, choice.language)
        forms = [(wording.form(form), form) for form in Form]
        self._form = self._chooser(tr("Settings", "How it reaches them"), forms, choice.form)
        self._words = QPlainTextEdit()
        self._words.setAccessibleName(tr("Settings", "Text"))
        self._words.setTabChangesFocus(True)
        line = QFontMetrics(theme.current().font(TextRole.BODY)).lineSpacing()
        self._words.setFixedHeight(line * _LINES + theme.current().px(16))
        self._words.textChanged.connect(self._typed)
        self.column.addWidget(self._words)
        self._trouble = text.Label("", TextRole.SMALL, DANGER)
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        self._preview = Card(tone=Tone.ACCENT, name=tr("Settings", "How it reads"))
        self._preview.column.setSpacing(SPACE_XS)
        self._preview.column.addWidget(text.Label(tr("Settings", "How it reads"), TextRole.CAPTION, ON_TINT))
        self._reads = text.Label("", TextRole.BODY, ON_TINT)
        self._preview.column.addWidget(self._reads)
        self.column.addWidget(self._preview)
        self._add_buttons()
        self._gaps = QWidget()
        self.column.addWidget(self._gaps)
        self._show()

    # -- building --

    def _add_default_language(self, save: Set) -> None:
        language = QComboBox()
        language.addItem(tr("Settings", "As this program"), "")
        for code, tongue in TONGUES.items():
            language.addItem(tongue.name, code)
        language.setCurrentIndex(("", *TONGUES).index(self._page.settings.language))
        language.activated.connect(lambda chosen: save(language=("", *TONGUES)[chosen]))
        keep_still(language)
        add_field(self, tr("Settings", "Language where none is known"), language)

    def _chooser(self, words: str, items: Sequence[tuple[str, object]], now: object) -> QComboBox:
        box = QComboBox()
        for name, value in items:
            box.addItem(name, value)
        box.setCurrentIndex([value for _, value in items].index(now))
        box.activated.connect(self._chosen)
        keep_still(box)
        add_field(self, words, box)
        return box

    def _add_buttons(self) -> None:
        self._whose = text.caption("")
        self._save = tonal(tr("Settings", "Sa&ve these words"), "check")
        self._save.clicked.connect(self._keep)
        self._back = outline(tr("Settings", "&Back to ours"), "undo-2")
        self._back.clicked.connect(self._restore)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._save)
        row.addWidget(self._back)
        row.addStretch(1)
        self.column.addWidget(self._whose)
        self.column.addLayout(row)

    def _list_gaps(self) -> None:
        names = ready_words.fields_of(self._choice.kind)
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, SPACE_S, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(1, 1)
        intro = tr(
            "Settings",
            "Gaps that are filled in. Several versions may stand in one text, apart by a line ---: the first for which "
            "everything is known is used.",
        )
        grid.addWidget(text.caption(intro), 0, 0, 1, 2)
        for row, name in enumerate(names, start=1):
            gap = text.caption(f"{{{name}}}", wrap=False)
            gap.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(gap, row, 0)
            grid.addWidget(text.caption(wording.gap(name)), row, 1)
        self.column.replaceWidget(self._gaps, fresh)
        self._gaps.deleteLater()
        self._gaps = fresh

    # -- showing --

    def _chosen(self) -> None:
        choice = self._choice
        before = (choice.kind, choice.language, choice.form)
        choice.kind = list(FIELDS)[self._kind.currentIndex()]
        choice.language = list(TONGUES)[self._language.currentIndex()]
        choice.form = list(Form)[self._form.currentIndex()]
        if before != (choice.kind, choice.language, choice.form):
            choice.typed = None
            self._show()

    def _show(self) -> None:
        choice = self._choice
        self._words.setPlainText(self._standing() if choice.typed is None else choice.typed)
        self._list_gaps()
        self._judge()

    def _standing(self) -> str:
        choice = self._choice
        own = ready_words.own_text(self._page.settings, choice.kind, choice.language, choice.form)
        return own or ready_words.our_text(choice.kind, choice.language, choice.form)

    def _typed(self) -> None:
        words = self._words.toPlainText()
        self._choice.typed = None if words == self._standing() else words
        self._judge()

    def _judge(self) -> None:
        """Say how the text reads, or why it cannot be used."""
        choice = self._choice
        try:
            reads = ready_words.example(
                self._page.settings,
                choice.kind,
                choice.language,
                choice.form,
                self._words.toPlainText(),
                self._editing.today(),
            )
        except UserError as error:
            self._trouble.setText(sentence(error))
            self._trouble.show()
            self._preview.hide()
            self._save.setEnabled(False)
        else:
            self._trouble.hide()
            self._reads.setText(reads)
            self._preview.show()
            self._save.setEnabled(choice.typed is not None)
        own = ready_words.own_text(self._page.settings, choice.kind, choice.language, choice.form)
        self._back.setEnabled(bool(own) or choice.typed is not None)
        if choice.typed is not None:
            whose = tr("Settings", "Changed, not saved yet.")
        else:
            whose = tr("Settings", "Your own text.") if own else tr("Settings", "Our text.")
        self._whose.setText(whose)

    # -- saving --

    def _keep(self) -> None:
        choice, words = self._choice, self._words.toPlainText()
        verb = partial(ready_words.keep, kind=choice.kind, language=choice.language, form=choice.form, text=words)
        if self._editing.run("setting", verb, tell=tr("Settings", "Ready words saved")) is not None:
            choice.typed = None
            self._words.setPlainText(words.strip())

    def _restore(self) -> None:
        choice = self._choice
        verb = partial(ready_words.restore, kind=choice.kind, language=choice.language, form=choice.form)
        if self._editing.run("setting", verb, tell=tr("Settings", "Back to our words")) is None:
            return
        choice.typed = None
        self._words.setPlainText(ready_words.our_text(choice.kind, choice.language, choice.form))
