"""The whole window on a temporary shop: real file, real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from relapp.app import Program
from relapp.domain.interactions import Interaction
from relapp.paths import places
from relapp.services.pages import customer as customer_page
from relapp.services.pages import search as search_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customer import CustomerPage
from relapp.storage.transaction import Transaction
from relapp.ui.customer.view import CustomerView
from relapp.ui.importing.dialog import ImportDialog
from relapp.ui.main_window.session import Session
from relapp.ui.main_window.window import MainWindow
from relapp.ui.today.card import SuggestionCard
from relapp.ui.widgets.sheet import Sheet

T = TypeVar("T")

NOW = datetime(2025, 5, 6, 10, 0).astimezone()
"""A Tuesday morning: when tests begin unless they say otherwise."""

_MOST_STOPS = 120


class Desk:
    """A person at the window: types, presses keys, looks. ``reopen`` closes the program and starts it again.

    ``now`` is what the clock shows; it stands still until somebody moves it.
    """

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self.now = NOW
        self.qtbot = qtbot
        self.app = app
        self.folder = folder
        self.program: Program | None = None
        self.open()

    def open(self) -> None:
        """Start the program on the folder and wait until its shop is open and the day's list stands."""
        self.program = Program(self.app, places(self.folder), lambda: self.now)
        self.program.start()
        self.wait_for_shop()

    def wait_for_shop(self) -> None:
        """Wait until a shop is open and the day's list stands."""
        self.wait(lambda: self.program is not None and self.program.session is not None)
        self.wait(lambda: self.session.day_list.complete)

    def close(self) -> None:
        """Close the window and the program."""
        if self.program is not None:
            self.window.close()
            self.program.close()
            self.window.deleteLater()
            self.program.deleteLater()
            self.program = None
            self.app.sendPostedEvents()
            QTest.qWait(0)

    def reopen(self) -> None:
        """Close and start again, as after a restart."""
        self.close()
        self.open()

    def come_back(self, days: int) -> None:
        """Close the program and start it again so many days later."""
        self.close()
        self.now += timedelta(days=days)
        self.open()

    @property
    def window(self) -> MainWindow:
        """The window."""
        assert self.program is not None
        return self.program.window

    @property
    def session(self) -> Session:
        """The open shop."""
        assert self.program is not None
        assert self.program.session is not None
        return self.program.session

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        self.qtbot.waitUntil(until, timeout=20_000)

    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def press(self, keys: str) -> None:
        """Press one key or combination, as in ``"Ctrl+K"`` or ``"Return"``."""
        QTest.keySequence(self.focus(), keys)
        QTest.qWait(1)

    def type(self, words: str) -> None:
        """Type words where the keyboard is; what no key stands for comes as from an input method."""
        for plain, run in groupby(words, lambda sign: sign.isascii() and sign.isprintable()):
            if plain:
                for sign in run:
                    at = self.focus()
                    QTest.keyClicks(at, sign)
                    if self.app.activePopupWidget() is not None or at.windowType() is Qt.WindowType.Popup:
                        self.app.processEvents()  # what pops up while one types must have come and gone
            else:
                event = QInputMethodEvent()
                event.setCommitString("".join(run))
                self.app.sendEvent(self.focus(), event)
        QTest.qWait(1)

    def log(self, line: str) -> None:
        """F2, the line, Enter."""
        self.press("F2")
        self.type(line)
        self.press("Return")
        QTest.qWait(1)

    def find(self, words: str) -> None:
        """Ctrl+K, the words, Enter."""
        self.press("Ctrl+K")
        self.type(words)
        self.press("Return")
        QTest.qWait(1)

    def pick(self, *names: str) -> None:
        """In the menu that is open: go down to each name with ↓, into a submenu with →, and press Enter on the last."""
        for place, name in enumerate(names, start=1):
            menu = self.focus()
            assert isinstance(menu, QMenu), f"no menu is open: {menu}"
            for _ in range(len(menu.actions()) + 1):
                action = menu.activeAction()
                if action is not None and _plain(action.text()) == name:
                    break
                self.press("Down")
            else:
                raise AssertionError(f"{name} is not among {[_plain(action.text()) for action in menu.actions()]}")
            self.press("Right" if place < len(names) else "Return")

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of this name has the keyboard."""
        seen = []
        while self.focus().accessibleName() != name:
            seen.append(self.focus().accessibleName())
            assert len(seen) < _MOST_STOPS, f"Tab does not reach {name}, only {seen}"
            self.press("Tab")

    def open_context_menu(self) -> None:
        """What the menu key does."""
        at = self.focus()
        where = at.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        self.app.sendEvent(at, QContextMenuEvent(reason, where, at.mapToGlobal(where)))

    def take_in(self, file: Path) -> None:
        """Import a file as it is read: Enter, once what it would do is shown."""
        dialog = self.look_at(file)
        self.wait(dialog.go.hasFocus)
        self.press("Return")
        self.wait_for_no_import()

    def look_at(self, file: Path) -> ImportDialog:
        """Open the import with a file and wait until it was looked at."""
        self.session.import_file(file)
        return self.looked_at()

    def looked_at(self) -> ImportDialog:
        """The import, once it has looked at its file."""
        self.wait(lambda: self.window.findChild(ImportDialog) is not None)
        dialog = self.window.findChild(ImportDialog)
        assert dialog is not None
        self.wait(lambda: not dialog.work.running)
        return dialog

    def wait_for_no_import(self) -> None:
        """Wait until the import is gone."""
        self.wait(lambda: self.window.findChild(ImportDialog) is None)
        self.window.activateWindow()  # as every system does once a dialog is gone
        self.wait(self.window.isActiveWindow)

    def drop(self, *files: Path, on: QWidget | None = None) -> None:
        """Drag files from outside over a part of the window and let go."""
        at = on or self.window
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        self.drop_data(data, at)

    def drop_data(self, data: QMimeData, at: QWidget) -> None:
        """What the system sends while something is dragged over a widget and let go there."""
        where = at.rect().center()
        action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where, action, data, button, none)
        self.app.sendEvent(at, enter)
        assert enter.isAccepted()
        assert self.window.dropping.sign.isVisible()
        drop = QDropEvent(where.toPointF(), action, data, button, none)
        self.app.sendEvent(at, drop)
        assert drop.isAccepted()
        assert not self.window.dropping.sign.isVisible()

    def paste(self, text: str) -> None:
        """Copy a text in some other program, then Ctrl+V on the window."""
        self.app.clipboard().setText(text)
        self.press("Ctrl+V")

    def do(self, name: str, verb: Callable[[Transaction], T]) -> T:
        """Change something without the keyboard: what was so before the test begins."""
        done = self.session.editing.run(name, verb, tell="")
        assert done is not None
        return done.result

    def shown(self) -> str:
        """What the toast says."""
        return self.window.toast.label.text() if self.window.toast.isVisible() else ""

    @property
    def sheet(self) -> Sheet:
        """The panel that lies over the window."""
        return next(sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible())

    @property
    def cards(self) -> list[SuggestionCard]:
        """The cards of Today, which is in front."""
        assert self.window.page == "today"
        return self.session.today.cards

    def called(self) -> list[str]:
        """Whom the list of Today names, in its order."""
        return [card.item.customer.name for card in self.cards]

    @property
    def view(self) -> CustomerView:
        """The page of a customer."""
        return self.session.customers.customer

    def page(self, name: str) -> CustomerPage:
        """Everything the page of a customer is made of."""
        return self._page(self.customer(name))

    def page_now(self) -> CustomerPage:
        """Everything the page that is open is made of."""
        one = self.session.customers.current_id
        assert one is not None, "no customer is open"
        return self._page(one)

    def _page(self, one: int) -> CustomerPage:
        editing = self.session.editing
        found = editing.read(lambda reader: customer_page.page(reader, one, editing.today(), staff_id=editing.staff_id))
        assert found is not None
        return found

    def customer(self, name: str) -> int:
        """The id of a customer by name."""
        found = self.session.editing.read(lambda reader: search_page.who(reader, name))
        assert found, f"nobody is called {name}"
        return found[0].id

    def entries(self, name: str) -> list[Interaction]:
        """The entries on somebody's timeline, newest first."""
        one = self.customer(name)
        page = self.session.editing.read(lambda reader: timeline_page.page(reader, one))
        return [entry.interaction for entry in page.entries]


def _plain(text: str) -> str:
    """The words of a menu's line, without its key or number."""
    words = text.split("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")
    return words.lstrip("0123456789").strip()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A new, empty shop; the first run is behind it and Ina is here."""
    at = Desk(qtbot, qapp, tmp_path / "data")
    at.type("Ina")
    at.press("Return")
    at.press("Escape")
    yield at
    at.close()
