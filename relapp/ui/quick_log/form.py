"""The log line: one sentence, below it what it was understood to say; Enter saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from relapp.domain.cases import NewCase
from relapp.domain.changes import Changes
from relapp.domain.customers import NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.interactions import Kind
from relapp.domain.receipts import Receipt, Source
from relapp.services import quick_log
from relapp.services.quick_log import Known, Overrides, Person, Understanding
from relapp.services.who import Named
from relapp.ui import theme
from relapp.ui.editing import Editing, Notice
from relapp.ui.quick_log.beside import Beside
from relapp.ui.quick_log.candidate_list import CandidateList, options
from relapp.ui.quick_log.draft import Draft
from relapp.ui.quick_log.form_keys import EVIDENCE, form_keys, key_text, sign_of
from relapp.ui.quick_log.kind_bar import KindBar
from relapp.ui.quick_log.line_edit import LineEdit
from relapp.ui.quick_log.meaning_row import MeaningRow
from relapp.ui.quick_log.offer_row import OfferRow
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text as labels
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import tr

_FOCUS_WIDTH = 2

_READ_AT_ONCE = 500
"""Characters; a longer text is read when the typing pauses."""
_PAUSE = 150  # milliseconds


class QuickLogForm(QFrame):
    """Logs what is typed.

    With ``customer_id`` (or :meth:`set_customer`) the customer of that page is meant unless the line names another.
    ``place`` is under which name its draft is kept. ``logged`` gives the entry and the first customer it is about;
    ``left`` is Esc, ``grown`` another height. ``case_wanted`` follows a logged complaint whose case is to be opened:
    its receipt, whose it is.
    What :attr:`beside` says of the customer is gone on from with one more Enter.
    """

    logged = Signal(int, int)
    case_wanted = Signal(object, int)
    left = Signal()
    grown = Signal()

    def __init__(
        self, editing: Editing, *, customer_id: int | None = None, place: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editing = editing
        self._customer_id = customer_id
        self._place = place
        self._known = Known()
        self._decided: dict[str, Person] = {}
        self._overrides = Overrides()
        self._asked = ""
        self._prepared = ""
        self._aside = ""
        self._keys = form_keys()
        self.setAccessibleName(tr("QuickLog", "Log"))
        self._make_parts()
        self._lay_out()
        self._join()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._refresh)
        self._draft = Draft(editing, self._draft_place(), self._draft_words, self)
        self._understood = self._understand()
        self._begin()

    # -- making --

    def _make_parts(self) -> None:
        keys = self._keys
        self.line = LineEdit(self._hint(), tr("QuickLog", "What happened"), self)
        self.candidates = CandidateList(self)
        self.beside = Beside(self._editing, self)
        self.offers = OfferRow(self)
        self.meaning = MeaningRow([key_text(key) for key in (keys.channel, keys.direction, keys.outcome)], self)
        self.kinds = KindBar(keys.kinds, {kind: key_text(key) for kind, key in keys.kinds.items()}, self)
        self.save_button = Button(ButtonKind.FILLED, tr("QuickLog", "Save"), parent=self)
        self.save_button.setToolTip(tr("QuickLog", "Enter; Ctrl+Enter with all chips"))
        self._keys_line = labels.caption()
        self._keys_line.setContentsMargins(SPACE_XS, 0, 0, 0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.kinds, 1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        for part in (self.line, self.candidates, self.beside, self.meaning, self.offers):
            column.addWidget(part)
        column.addLayout(foot)
        column.addWidget(self._keys_line)

    def _join(self) -> None:
        self.line.steps = self._can_step
        self.line.textChanged.connect(self._typed)
        self.line.entered.connect(lambda everything: self.save(all_chips=everything))
        self.line.left.connect(self._leave)
        self.line.stepped.connect(self._step)
        self.candidates.chosen.connect(self._choose)
        self.kinds.chosen.connect(self._set_kind)
        self.meaning.channel_chosen.connect(lambda value: self._override(replace(self._overrides, channel=value)))
        self.meaning.direction_chosen.connect(lambda value: self._override(replace(self._overrides, direction=value)))
        self.meaning.outcome_chosen.connect(lambda value: self._override(replace(self._overrides, outcome=value)))
        self.meaning.asked.connect(self._ask)
        self.save_button.clicked.connect(lambda: self.save())
        self._editing.changed.connect(self._shop_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _hint(self) -> str:
        if self._customer_id is None:
            return tr("QuickLog", "ana m: took 2 wholemeal 6.40, wants cake fri 16")
        return tr("QuickLog", "What happened? For example: called, no answer")

    # -- what others ask of it --

    def set_customer(self, customer_id: int | None) -> None:
        """Stand on another customer's page; what was half typed on the last one is kept there."""
        if customer_id == self._customer_id:
            return
        self._draft.keep()
        self._customer_id = customer_id
        self._draft.move(self._draft_place())
        self.line.setPlaceholderText(self._hint())
        self._begin()

    def prepare(self, words: str) -> None:
        """Put ``words`` into the line, ready for Enter. What was half typed comes back afterwards."""
        text = self.line.toPlainText()
        if words and text.strip() and text not in (words, self._prepared):
            self._aside = text
        if words:
            self._prepared = words
            self.line.set_text(words)
        self.focus_line()

    def prepare_usual(self) -> None:
        """Put "usual" into the line, so that Enter logs it."""
        self.prepare(tr("QuickLog", "usual"))

    def focus_line(self) -> None:
        """Give the line the keyboard."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def understood(self) -> Understanding:
        """What the line is taken to mean."""
        return self._understood

    # -- reading --

    def _begin(self) -> None:
        """Start anew with the draft of this place."""
        self._reset()
        self.line.setPlainText(self._draft.kept)
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)
        self._refresh()

    def _reset(self) -> None:
        self._decided.clear()
        self._overrides = Overrides()
        self._asked = self._prepared = self._aside = ""
        self.offers.forget()
        self.beside.forget(changed=False)

    def _typed(self) -> None:
        self._draft.touch()
        if len(self.line.toPlainText()) <= _READ_AT_ONCE:
            self._refresh()
        else:
            self._later.start()

    def _understand(self) -> Understanding:
        text, now = self.line.toPlainText(), self._editing.now()
        return self._editing.read(
            lambda reader: quick_log.understand(
                reader, text, now, customer_id=self._customer_id, decided=self._decided, known=self._known
            )
        )

    def _refresh(self) -> None:
        self._later.stop()
        self._understood = self._understand()
        now, anything = self._editing.now(), bool(self.line.toPlainText().strip())
        told = quick_log.happened(self._understood, self._overrides)
        others = self.candidates.show_person(self._person_to_ask(), now.date())
        first_number = len(self.candidates.rows) + 1
        others |= self.offers.show_chips(quick_log.offers(self._understood, told), first_number, now.date())
        others |= self.meaning.show_meaning(self._understood, told, now)
        self.beside.show_for(self._understood, told)
        self.line.setAccessibleDescription(self.beside.words)
        self.meaning.setVisible(anything)
        self.kinds.show_kind(told.kind)
        self.save_button.setEnabled(anything or self._overrides.kind is not None)
        self._show_keys(anything)
        if others:
            self._order_tabs()

    def _person_to_ask(self) -> Named | None:
        """Whose name is to be settled: the first that is not, or the one that was asked for."""
        people = [person for person in self._understood.people if person.words and options(person)]
        open_ones = [person for person in people if person.chosen is None]
        asked = [person for person in people if person.words == self._asked]
        return next(iter([*asked, *open_ones]), None)

    def _show_keys(self, anything: bool) -> None:
        # The list of candidates has a line of its own about its keys.
        self._keys_line.setVisible(anything and not self.candidates.rows)
        chips = tr("QuickLog", "Tab or Alt and a number for the chips") if self.offers.buttons else ""
        enter = tr("QuickLog", "Enter twice saves") if self.beside.waits else tr("QuickLog", "Enter saves")
        parts = (enter, chips, tr("QuickLog", "Esc keeps a draft"))
        self._keys_line.setText(" · ".join(part for part in parts if part))

    def _order_tabs(self) -> None:
        rows, why, chips = self.candidates.rows, self.beside.caution.why, self.offers.buttons
        stops = [self.line, *rows, why, *chips, *self.meaning.stops, *self.kinds.stops]
        for before, after in zip(stops, [*stops[1:], self.save_button], strict=True):
            QWidget.setTabOrder(before, after)

    def _shop_changed(self, changes: Changes) -> None:
        self._known = self._known.after(changes)
        self.beside.forget()
        if self.isVisible():
            self._refresh()

    # -- choosing --

    def _set_kind(self, kind: Kind) -> None:
        self._override(Overrides(kind=kind))

    def _override(self, overrides: Overrides) -> None:
        self._overrides = overrides
        self._refresh()

    def _ask(self, words: str) -> None:
        self._asked = "" if self._asked == words else words
        self._refresh()

    def _can_step(self) -> bool:
        return any(person.words and options(person) for person in self._understood.people)

    def _step(self, by: int) -> None:
        """Choose the next or the one before among those who may be meant."""
        person = self._person_to_ask() or next(one for one in self._understood.people if one.words and options(one))
        choices = options(person)
        place = choices.index(person.chosen) if person.chosen in choices else (-1 if by > 0 else 0)
        self._asked = person.words
        self._decided[person.words] = choices[(place + by) % len(choices)]
        self._refresh()

    def _choose(self, words: str, person: Person) -> None:
        self._decided[words] = person
        self._asked = ""
        if not self._complete():
            self._refresh()
        self.focus_line()

    def _complete(self) -> bool:
        """Where only a name stands, write it out with its colon; whether that was so."""
        understood = self._understand()
        people = understood.people
        if understood.says_something or len(people) != 1 or not people[0].words or people[0].chosen is None:
            return False
        chosen = people[0].chosen
        names = {candidate.id: candidate.name for candidate in people[0].candidates}
        name = chosen.name if isinstance(chosen, NewCustomer) else names.get(chosen, people[0].words)
        self._decided[name] = chosen
        self.line.set_text(f"{name}: ")
        return True

    # -- saving --

    def save(self, *, all_chips: bool = False) -> None:
        """Log the line with the chips that are ticked, or with all that are offered."""
        self._refresh()
        understood = self._understood
        if not self.save_button.isEnabled():
            return
        if not understood.people:
            self._editing.refuse(UserError("entry.nobody"))
            return
        persons = understood.persons
        if persons is None:
            self._tell_undecided()
            return
        if not understood.says_something and self._overrides.kind is None:
            self._asked = ""
            self._complete()
            return
        if understood.no_usual and not understood.reading.usual:
            text = tr("QuickLog", "Nothing is usual for them yet. Type what they took; after three times it is.")
            self._editing.told.emit(Notice(text, failed=True))
            return
        if self.beside.waits:
            self.beside.go_on()
            self._keys_line.setText(tr("QuickLog", "Enter again saves it all the same"))
            return
        if all_chips:
            self.offers.accept_all()
        accepted = self.offers.accepted
        entry = quick_log.entry_of(understood, accepted, self._overrides)
        verb = partial(quick_log.log_new, entry=entry, persons=persons, origins=understood.origins)
        done = self._editing.run("log", verb)
        if done is not None:
            self._saved()
            self.logged.emit(done.result.entry_id, done.result.customers[0])
            if any(isinstance(chip.offer, NewCase) for chip in accepted):
                receipt = Receipt(Source.INTERACTION, done.result.entry_id)
                self.case_wanted.emit(receipt, done.result.customers[0])

    def _tell_undecided(self) -> None:
        person = next(one for one in self._understood.people if one.chosen is None)
        if options(person):
            text = tr("QuickLog", "Several may be meant by “{words}”. Choose one with ↑ ↓ or Alt and a number.")
        else:
            text = tr("QuickLog", "Nobody has “{words}”. Type a name beside it to add somebody new.")
        self._editing.told.emit(Notice(text.format(words=person.words), failed=True))

    def _saved(self) -> None:
        aside = self._aside
        self._reset()
        # Not to be taken back in the line: Ctrl+Z is now for the entry.
        self.line.setPlainText(aside)
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)
        self._draft.keep()
        self.focus_line()

    # -- leaving --

    def _leave(self) -> None:
        if self._aside and self.line.toPlainText() == self._prepared:
            self.line.set_text(self._aside)
            self._aside = ""
        self._draft.keep()
        self.left.emit()

    def _draft_place(self) -> str:
        return self._place if self._customer_id is None else f"{self._place}:{self._customer_id}"

    def _draft_words(self) -> str:
        text = self.line.toPlainText()
        return "\n".join(part for part in (text, self._aside) if part.strip())

    # -- keys and looks --

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.grown.emit()

    def event(self, event: QEvent) -> bool:
        # Claims its keys before any shortcut of the window, for every control in the form.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is not None:
            command()
        elif event.key() == Qt.Key.Key_Escape and not self.line.hasFocus():
            self.focus_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does wherever in the form the keyboard is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            return partial(self.save, all_chips=True) if held else None
        sign = sign_of(event)
        if sign == EVIDENCE and self.beside.isVisible():
            return self.beside.open_evidence
        if sign.isdigit():
            numbered: list[QAbstractButton] = [*self.candidates.rows, *self.offers.buttons]
            at = int(sign) - 1
            return numbered[at].click if at < len(numbered) else None
        for kind, letter in self._keys.kinds.items():
            if sign and sign == letter:
                return partial(self._set_kind, kind)
        for letter, choice in (
            (self._keys.channel, self.meaning.channel),
            (self._keys.direction, self.meaning.direction),
            (self._keys.outcome, self.meaning.outcome),
        ):
            if sign and sign == letter and choice.isVisible():
                return choice.open_menu
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.line.setFocus(event.reason())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._draft.keep()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        painter = QPainter(self)
        paint_ground(painter, self.rect(), RADIUS_CARD, tokens.surface, tokens.line_strong)
        if self.line.hasFocus():
            inner = self.rect().adjusted(1, 1, -1, -1)
            paint_ground(painter, self.rect(), RADIUS_CARD, None, tokens.accent)
            paint_ground(painter, inner, RADIUS_CARD - 1, None, tokens.accent)

    def _focus_moved(self, before: QWidget | None, after: QWidget | None) -> None:
        if before is self.line:
            self._draft.keep()
        if self.line in (before, after):
            self.update()
        inside = after is not None and self.isAncestorOf(after)
        if inside != (before is not None and self.isAncestorOf(before)):
            self.kinds.show_keys(inside)
