"""What was understood: who, what was bought, when, by which way, who went to whom, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.services.quick_log import NO_OUTCOME, Happened, Understanding
from relapp.services.who import Fit, Named
from relapp.ui.quick_log.choice_button import ChoiceButton
from relapp.ui.quick_log.form_keys import choice_names
from relapp.ui.signs import CHANNEL_ICONS
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets.chip import Chip, ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.wording import entries, kinds, tr

_MAY_FAIL = frozenset({Kind.CALL, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER, Kind.DELIVERY, Kind.APPOINTMENT})
_MOST_LINES = 8
_DIRECTION_ICONS = {
    Direction.IN: "arrow-down-left",
    Direction.OUT: "arrow-up-right",
    Direction.BOTH: "arrow-left-right",
}
_Pill = tuple[str, Tone, str]


class MeaningRow(QWidget):
    """Pills to read, and three choices to change; ``asked`` gives the words of a person whose pill was pressed."""

    channel_chosen = Signal(object)
    direction_chosen = Signal(object)
    outcome_chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pills: list[QWidget] = []
        self._shown: object = None
        self._flow = FlowLayout(self, SPACE_XS)
        self._flow.setContentsMargins(SPACE_XS, 0, 0, 0)
        names = choice_names()
        self.channel = ChoiceButton(names[0], key=keys[0], parent=self)
        self.channel.set_choices([(one, kinds.channel(one), CHANNEL_ICONS[one]) for one in Channel])
        self.channel.chosen.connect(self.channel_chosen)
        self.direction = ChoiceButton(names[1], key=keys[1], parent=self)
        self.direction.set_choices([(one, kinds.direction(one), _DIRECTION_ICONS[one]) for one in Direction])
        self.direction.chosen.connect(self.direction_chosen)
        self.outcome = ChoiceButton(names[2], key=keys[2], parent=self)
        self.outcome.set_choices(
            [
                (NO_OUTCOME, tr("QuickLog", "Not said"), "minus"),
                (Outcome.ANSWERED, kinds.outcome(Outcome.ANSWERED), "check"),
                (Outcome.UNANSWERED, kinds.outcome(Outcome.UNANSWERED), "x"),
            ]
        )
        self.outcome.chosen.connect(self.outcome_chosen)
        self._lay_out()
        self.hide()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        pills = [pill for pill in self._pills if isinstance(pill, ChipButton)]
        return [*pills, self.channel, self.direction, self.outcome]

    def show_meaning(self, understood: Understanding, told: Happened, now: datetime) -> bool:
        """Show it; whether there are other pills now."""
        self.channel.show_choice(told.channel)
        self.direction.show_choice(told.direction)
        self.outcome.show_choice(told.outcome or NO_OUTCOME)
        self.outcome.setVisible(told.kind in _MAY_FAIL or told.outcome is not None)
        pills = _pills(understood, told, now)
        shown = (understood.people, pills)
        if shown == self._shown:
            return False
        self._shown = shown
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        alone = len(understood.people) == 1
        self._pills = [
            self._person(person)
            for person in understood.people
            # Who a single name may be, the list of candidates asks.
            if person.words and not (alone and person.chosen is None and person.candidates)
        ]
        self._pills += [Chip(text, tone, icon, parent=self) for text, tone, icon in pills]
        self._lay_out()
        return True

    def _person(self, person: Named) -> QWidget:
        if person.chosen is None:
            return Chip(_unsettled(person), Tone.WARN, "circle-question-mark", parent=self)
        new = isinstance(person.chosen, NewCustomer)
        text = entries.new_customer(person.chosen) if isinstance(person.chosen, NewCustomer) else _called(person)
        button = ChipButton(text, Tone.INFO if new else Tone.ACCENT, "user-plus" if new else "user-round", parent=self)
        button.setAccessibleName(tr("QuickLog", "Meant: {name}").format(name=text))
        button.setToolTip(tr("QuickLog", "Choose somebody else (↓)"))
        button.clicked.connect(lambda: self.asked.emit(person.words))
        return button

    def _lay_out(self) -> None:
        choices: list[QWidget] = [self.channel, self.direction, self.outcome]
        for widget in choices:
            self._flow.removeWidget(widget)
        for widget in [*self._pills, *choices]:
            self._flow.addWidget(widget)
        for pill in self._pills:
            pill.show()
        self.updateGeometry()


def _pills(understood: Understanding, told: Happened, now: datetime) -> tuple[_Pill, ...]:
    found: list[_Pill] = []
    at = understood.reading.at
    if at.date() != now.date():
        found.append((entries.moment(at, now), Tone.WARN, "calendar"))
    shown = told.lines if len(told.lines) <= _MOST_LINES else told.lines[: _MOST_LINES - 1]
    for line in shown:
        icon, tone = ("undo-2", Tone.WARN) if line.quantity < 0 else ("shopping-bag", Tone.ACCENT)
        found.append((entries.line(line, understood.currency), tone, icon))
    if len(shown) < len(told.lines):
        found.append((entries.more_lines(told.lines[len(shown) :], understood.currency), Tone.ACCENT, "shopping-bag"))
    if understood.no_usual:
        found.append((tr("QuickLog", "Nothing is usual for them yet"), Tone.NEUTRAL, "repeat"))
    return tuple(found)


def _unsettled(person: Named) -> str:
    if person.candidates or person.new:
        return tr("QuickLog", "{words}?").format(words=person.words)
    return tr("QuickLog", "Nobody has {words}").format(words=person.words)


def _called(person: Named) -> str:
    found = next((candidate for candidate in person.candidates if candidate.id == person.chosen), None)
    if found is None:
        return person.words
    if found.fit in (Fit.CONTACT, Fit.ENDING):
        return tr("QuickLog", "{name} · {detail}").format(name=found.name, detail=found.detail)
    return found.name
