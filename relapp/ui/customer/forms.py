"""The small forms of the page: each stores through ``editing`` and stays open with a sentence if that is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from relapp.domain.promises import NewPromise, PromisedBy
from relapp.ui import theme
from relapp.ui.editing import Editing, Notice
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import tr

_WEEK = timedelta(days=7)


def serve(editing: Editing, sheet: FormSheet, store: Callable[[], bool]) -> None:
    """Open ``sheet``; when it is saved, ``store`` what it holds and put it away, or show what was refused."""

    def show_refusal(notice: Notice) -> None:
        if notice.failed:
            sheet.say(notice.text)

    def save() -> None:
        editing.told.connect(show_refusal)
        try:
            stored = store()
        finally:
            editing.told.disconnect(show_refusal)
        if stored:
            sheet.dismiss()

    sheet.saved.connect(save)
    sheet.open()


def ask_words(
    editing: Editing, owner: QWidget, title: str, name: str, store: Callable[[str], bool], known: str = ""
) -> None:
    """A form of one line, in which ``known`` stands at first."""
    sheet = FormSheet(owner.window(), title)
    words = QLineEdit(known)
    sheet.add_field(name, words)
    serve(editing, sheet, lambda: store(words.text()))


def ask_day(
    editing: Editing, owner: QWidget, title: str, day: date | None, none: str, store: Callable[[date | None], bool]
) -> None:
    """A form of one day, with a box named ``none`` to tick for no day."""
    sheet = FormSheet(owner.window(), title)
    field = day_field(day or editing.today() + _WEEK)
    without = CheckBox(none)
    without.toggled.connect(lambda ticked: field.setEnabled(not ticked))
    sheet.add_field(tr("Forms", "Day"), field)
    sheet.add_plain(without)
    serve(editing, sheet, lambda: store(None if without.isChecked() else read_day(field)))


def ask_promise(editing: Editing, owner: QWidget, store: Callable[[NewPromise], bool]) -> None:
    """A form for a promise: words, day, whose it is."""
    sheet = FormSheet(owner.window(), tr("Forms", "Note a promise"))
    words = QLineEdit()
    due = day_field(editing.today() + _WEEK)
    without = CheckBox(tr("Forms", "No day was named"))
    without.toggled.connect(lambda ticked: due.setEnabled(not ticked))
    theirs = CheckBox(tr("Forms", "The customer promised it"))
    sheet.add_field(tr("Forms", "What will be done"), words)
    sheet.add_field(tr("Forms", "By when"), due)
    sheet.add_plain(without)
    sheet.add_plain(theirs)

    def promise() -> NewPromise:
        by = PromisedBy.CUSTOMER if theirs.isChecked() else PromisedBy.SHOP
        return NewPromise(words.text().strip(), None if without.isChecked() else read_day(due), by)

    serve(editing, sheet, lambda: store(promise()))


def words_field(text: str = "", lines: int = 5) -> QPlainTextEdit:
    """A field of several lines; Tab leaves it."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + theme.current().px(16))
    return field


def day_field(day: date) -> QDateEdit:
    """A field for a day with a calendar."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    return field


def read_day(field: QDateEdit) -> date:
    """The day in the field."""
    day = field.date()
    return date(day.year(), day.month(), day.day())
