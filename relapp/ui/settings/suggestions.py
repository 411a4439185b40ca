"""Settings: which suggestions are made, how often customers are contacted, and when it is quiet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QTimeEdit, QVBoxLayout, QWidget

from relapp.domain.suggestions.model import SuggestionKind
from relapp.services.pages.settings import Never, SettingsPage
from relapp.services.settings import ALWAYS_ON, MOST_CONTACTS, MOST_DAYS, ShopSettings
from relapp.ui.settings.layout import add_field, add_step, keep_still, section
from relapp.ui.signs import SUGGESTION_SIGNS
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.chip import Chip
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.wording import dates, kinds, rules, tr

Set = Callable[..., None]
"""Saves settings by name."""

SHOWN = tuple(kind for kind in SuggestionKind if kind is not SuggestionKind.SILENCE)
"""The kinds with a row, in their default order."""


# -- kinds --


def suggestions(page: SettingsPage, save: Set, allow: Callable[[Never], None]) -> Card:
    """One row a kind: its switch, when it may fire, how it has done; below, for whom staff said "never"."""
    words = tr(
        "Settings", "What Today may suggest, what comes first on top. Switch off what does not help in your shop."
    )
    card = section(tr("Settings", "Suggestions"), words)
    if not page.records:
        card.column.addWidget(text.caption(rules.none_shown()))
    for kind in SHOWN:
        card.column.addSpacing(SPACE_S)
        card.column.addLayout(_row(page, kind, save))
    card.column.addSpacing(SPACE_M)
    card.column.addLayout(_holding_back(page.settings, save))
    if page.never:
        card.column.addSpacing(SPACE_M)
        card.column.addWidget(text.strong(tr("Settings", "Never for this customer")))
        card.column.addWidget(text.secondary(tr("Settings", "What somebody here said is never to be suggested.")))
        for one in page.never:
            card.column.addLayout(_never(one, allow))
    return card


def _holding_back(settings: ShopSettings, save: Set) -> QVBoxLayout:
    switch = CheckBox(tr("Settings", "Hold back one idea in ten, drawn at random"))
    switch.setChecked(settings.hold_back)
    switch.clicked.connect(lambda on: save(hold_back=on))
    words = tr(
        "Settings",
        "So Insights can tell fairly whether ideas help: who was shown to nobody is held against who was. Never what "
        "you owe, no date they told you, nothing that protects them.",
    )
    switch.setAccessibleDescription(words)
    row = QVBoxLayout()
    row.setSpacing(SPACE_XS)
    row.addWidget(switch)
    row.addWidget(text.secondary(words))
    return row


def _never(one: Never, allow: Callable[[Never], None]) -> QHBoxLayout:
    kind, since = kinds.suggestion(one.rule.kind), dates.short(one.rule.since)
    words = tr("Settings", "{name} · {kind} · since {day}").format(name=one.customer.name, kind=kind, day=since)
    name = tr("Settings", "Allow again: {kind}, {name}").format(kind=kind, name=one.customer.name)
    button = Button(ButtonKind.OUTLINE, tr("Settings", "&Allow again"), "undo-2", name=name)
    button.clicked.connect(lambda: allow(one))
    row = QHBoxLayout()
    row.setSpacing(SPACE_M)
    row.addWidget(text.body(words), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _row(page: SettingsPage, kind: SuggestionKind, save: Set) -> QVBoxLayout:
    icon, tone = SUGGESTION_SIGNS[kind]
    name = kinds.suggestion(kind)
    head = QHBoxLayout()
    head.setSpacing(SPACE_M)
    head.addWidget(Chip(name, tone, icon))
    record = page.records.get(kind)
    if record is not None and record.quiet is not None:
        head.addWidget(Chip(tr("Settings", "quietened"), Tone.WARN, "moon"))
    head.addStretch(1)
    head.addWidget(_switch(page.settings, kind, name, save))
    row = QVBoxLayout()
    row.setSpacing(SPACE_XS)
    row.addLayout(head)
    row.addWidget(text.secondary(rules.when(kind)))
    if kind in ALWAYS_ON:
        row.addWidget(text.caption(rules.always_on()))
    if record is None:
        if page.records:
            row.addWidget(text.caption(rules.never_shown()))
        return row
    row.addWidget(text.caption(rules.track_record(record)))
    if record.quiet is not None:
        row.addWidget(text.caption(rules.quietened(record.quiet)))
    return row


def _switch(settings: ShopSettings, kind: SuggestionKind, name: str, save: Set) -> CheckBox:
    switch = CheckBox(tr("Settings", "on"))
    switch.setAccessibleName(tr("Settings", "Suggest: {kind}").format(kind=name))
    switch.setAccessibleDescription(rules.when(kind))
    switch.setChecked(kind not in settings.off)
    switch.setEnabled(kind not in ALWAYS_ON)
    switch.clicked.connect(lambda on: save(kinds_off=_without(settings, kind) if on else (*settings.kinds_off, kind)))
    return switch


def _without(settings: ShopSettings, kind: SuggestionKind) -> tuple[SuggestionKind, ...]:
    return tuple(one for one in settings.kinds_off if one is not kind)


# -- questions --


def questions(look: Callable[[], object]) -> Card:
    """The way to the question bank."""
    words = tr("Settings", "What you ask your customers, one question a visit, and what their answers taught.")
    card = section(tr("Settings", "Questions"), words)
    add_step(card, tr("Settings", "What we as&k our customers"), "circle-question-mark", look)
    return card


# -- the contact budget --


def budget(page: SettingsPage, save: Set) -> Card:
    """How often a customer is contacted before they are left in peace."""
    words = tr(
        "Settings",
        "How much contact of ours one customer gets before they are left in peace. Each takes its share: with 3 calls "
        "and 4 messages, one of each uses up seven twelfths. What we owe them is never cut.",
    )
    card = section(tr("Settings", "Contact budget"), words)
    settings = page.settings
    for name, label, value, least, most in (
        ("budget_days", tr("Settings", "&Within so many days"), settings.budget_days, 1, MOST_DAYS),
        ("budget_calls", tr("Settings", "Calls"), settings.budget_calls, 0, MOST_CONTACTS),
        ("budget_writings", tr("Settings", "E-mails and messages"), settings.budget_writings, 0, MOST_CONTACTS),
        ("budget_letters", tr("Settings", "Letters"), settings.budget_letters, 0, MOST_CONTACTS),
    ):
        number = QSpinBox()
        number.setRange(least, most)
        number.setValue(value)
        keep_still(number)
        number.editingFinished.connect(partial(_save_number, save, name, number))
        add_field(card, label, number)
    return card


def _save_number(save: Set, name: str, number: QSpinBox) -> None:
    save(**{name: number.value()})


# -- quiet time --


def quiet(page: SettingsPage, save: Set) -> Card:
    """When nobody's phone is to ring."""
    words = tr(
        "Settings",
        "When nobody's phone rings for an idea of ours, by call or message. An e-mail or a letter may be suggested "
        "instead; what we owe stays on the list.",
    )
    card = section(tr("Settings", "Quiet time"), words)
    settings = page.settings
    for name, label, value in (
        ("quiet_from", tr("Settings", "&Quiet from"), settings.quiet_from),
        ("quiet_to", tr("Settings", "Quiet un&til"), settings.quiet_to),
    ):
        hour = QTimeEdit(QTime(value.hour, value.minute))
        hour.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        keep_still(hour)
        hour.editingFinished.connect(partial(_save_time, save, name, hour))
        add_field(card, label, hour)
    if settings.quiet_from == settings.quiet_to:
        card.column.addWidget(text.caption(tr("Settings", "Both are the same: there are no quiet hours.")))
    card.column.addWidget(text.body(tr("Settings", "Quiet all day on")))
    days = QWidget()
    flow = FlowLayout(days)
    first = QLocale().firstDayOfWeek().value - 1
    for number in (*range(first, 7), *range(first)):
        day = CheckBox(dates.weekday(number))
        day.setAccessibleName(tr("Settings", "Quiet all day on {day}").format(day=dates.weekday(number)))
        day.setChecked(number in settings.quiet_days)
        day.clicked.connect(lambda on, one=number: _save_day(settings, save, one, on=on))
        flow.addWidget(day)
    card.column.addWidget(days)
    return card


def _save_time(save: Set, name: str, hour: QTimeEdit) -> None:
    at = hour.time()
    save(**{name: time(at.hour(), at.minute())})


def _save_day(settings: ShopSettings, save: Set, number: int, *, on: bool) -> None:
    days = set(settings.quiet_days) - {number}
    save(quiet_days=tuple(sorted(days | {number} if on else days)))
