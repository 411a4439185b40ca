"""Settings: everything out, and who took what out of the shop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from relapp.services.exporting.notes import COPY_SAVED, EXPORTED, LIST_SAVED
from relapp.services.pages.settings import SettingsPage
from relapp.storage.journal import Note
from relapp.ui.settings.layout import add_step, section
from relapp.ui.widgets import text
from relapp.ui.widgets.card import Card
from relapp.ui.wording import dates, tr


def exports(page: SettingsPage, today: date, begin: Callable[[], object], show_all: Callable[[], object]) -> Card:
    """The way out for everything, and the latest that went out."""
    card = section(
        tr("Settings", "Export"),
        tr("Settings", "All that the shop knows as open files: tables, a book to read, and what relapp reads back."),
    )
    people = {member.id: member.name for member in page.staff}
    for note in page.exports:
        card.column.addWidget(text.body(_line(note, people, today)))
    add_step(card, tr("Settings", "E&xport everything"), "download", begin)
    add_step(card, tr("Settings", "Who did w&hat"), "history", show_all)
    return card


def _line(note: Note, people: dict[int, str], today: date) -> str:
    what = {
        EXPORTED: tr("Settings", "Everything"),
        LIST_SAVED: tr("Settings", "A list"),
        COPY_SAVED: tr("Settings", "A customer's own copy"),
    }[note.name]
    who = people.get(note.staff_id or 0, "") or tr("Settings", "by command")
    day = dates.day(note.at.date(), today)
    return tr("Settings", "{what}: {who}, {day} {time}").format(what=what, who=who, day=day, time=dates.clock(note.at))
