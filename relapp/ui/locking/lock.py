"""The lock: the screens are taken away, open forms lose their words, and one page asks who is here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from relapp.ui import copied
from relapp.ui.counter.cover import Cover
from relapp.ui.editing import Editing, Notice
from relapp.ui.locking.blank import Blank
from relapp.ui.locking.page import LockPage
from relapp.ui.main_window.window import MainWindow
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.sheet import Sheet

_ALLOWED = frozenset({"quit"})


class Lock(Cover):
    """``opened``: somebody is here again; the screens are to be made anew, then :meth:`open` shows them."""

    opened = Signal()

    def __init__(self, editing: Editing, window: MainWindow) -> None:
        self.view = LockPage(editing, window)
        super().__init__(window, self.view, _ALLOWED)
        self._blank: Blank | None = None
        self._unsaid: Notice | None = None
        self.view.unlocked.connect(self.opened)

    def close(self) -> None:
        """Hide everything; the screens must be gone by now."""
        self._unsaid = None
        focus = QApplication.focusWidget()
        self._put_sheets_away()
        self.hide_all()
        self._focus = focus  # a sheet that is put away hands the keyboard back to what is gone
        self._blank = Blank([*self._dialogs(), *self._sheets()])
        self._window.toast.label.clear()
        self._window.toast.setAccessibleName("")
        copied.forget()
        # Now: until the loop comes round, what was put away would still be there to be looked at.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.view.begin()
        self.take_keyboard()

    def open(self) -> None:
        """Show what was open, as it was, and what could not be said meanwhile."""
        if self._blank is not None:
            self._blank.put_back()
            self._blank = None
        self.show_all()
        if self._unsaid is not None:
            self._window.toast.show_message(self._unsaid.text)

    def heed(self, notice: Notice) -> None:
        """Something came to its end meanwhile: it is told once somebody is here."""
        self._unsaid = notice

    def cover(self) -> None:
        self.view.cover()

    def take_keyboard(self) -> None:
        self.view.who.take_keyboard()

    def _put_sheets_away(self) -> None:
        """What holds nothing typed can be opened again; what does is kept."""
        for sheet in self._window.findChildren(Sheet):
            if not sheet.isHidden() and not (isinstance(sheet, FormSheet) or holds_words(sheet)):
                sheet.dismiss()

    def _sheets(self) -> list[QWidget]:
        return list(self._window.findChildren(Sheet))

    def _dialogs(self) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]


def holds_words(sheet: QWidget) -> bool:
    """Whether somebody typed something into it."""
    lines = (one.text() for one in sheet.findChildren(QLineEdit) if not one.isReadOnly())
    texts = (one.toPlainText() for one in sheet.findChildren(QPlainTextEdit) if not one.isReadOnly())
    return any(words.strip() for words in (*lines, *texts))


def call_off_choosing() -> bool:
    """Leave a dialog of Qt or the system that somebody waits for (a file, a printer); whether there was one.

    Our own dialogs are waited for by nobody, so they can be hidden and come back.
    """
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog) and not type(dialog).__module__.startswith("relapp."):
        dialog.reject()
        return True
    return False
