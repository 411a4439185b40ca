"""The key card: made from the commands themselves, so that it cannot go stale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from relapp.ui import theme
from relapp.ui.main_window.actions import Group, commands, group_title, key_text
from relapp.ui.theme.metrics import SPACE_L, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr

_TALLEST = 440


def page_keys() -> dict[str, tuple[tuple[str, str], ...]]:
    """Keys that belong to one page or form, by its title: what the pages themselves answer to."""
    return {
        tr("Keys", "Today"): (
            ("↑ ↓", tr("Keys", "Go to the next suggestion")),
            ("Enter", tr("Keys", "Open the customer")),
            ("D", tr("Keys", "Done, and what came of it")),
            ("S", tr("Keys", "Later")),
            ("X", tr("Keys", "No, with a reason")),
            ("W  ?", tr("Keys", "Why this, why now, why not earlier")),
            ("R", tr("Keys", "Show the receipts")),
            ("C", tr("Keys", "Copy the ready words")),
            ("L", tr("Keys", "Begin the call or the letter")),
            ("N", tr("Keys", "Copy the number or address")),
            ("P", tr("Keys", "Who is left in peace today")),
            ("B", tr("Keys", "What is said of the backups")),
            ("F5", tr("Keys", "Show the list that has changed")),
        ),
        tr("Keys", "Customer"): (
            ("U", tr("Keys", "Log the usual")),
            ("Q", tr("Keys", "Put the question and note the answer")),
            ("W", tr("Keys", "How they want to be reached")),
            ("N", tr("Keys", "Leave in peace, or no longer")),
            ("L", tr("Keys", "Write in the log line")),
            ("F", tr("Keys", "Filter the timeline")),
            ("/", tr("Keys", "Search the words of the timeline")),
            ("Enter", tr("Keys", "Edit the entry; open the evidence of a line")),
            ("Space", tr("Keys", "Show all of a long entry")),
            ("P", tr("Keys", "Those around them: household, relations")),
            ("B", tr("Keys", "For whom else a purchase was")),
            ("S", tr("Keys", "What is between us and them: seven sentences, ? tells their rules")),
            ("V", tr("Keys", "What they bring, for an owner")),
            ("C  E  H  S  Del", tr("Keys", "A fact: still true, correct, earlier values, sensitive, no longer true")),
            ("K  B  X  M", tr("Keys", "A promise: kept, broken, explained, move")),
            ("R", tr("Keys", "Where it comes from")),
        ),
        tr("Keys", "Promises"): (
            ("← →", tr("Keys", "Late, open, theirs, kept, broken, explained")),
            ("K  B  X  O", tr("Keys", "Mark as kept, as broken, as explained, open again")),
            ("R", tr("Keys", "Where it comes from")),
            ("Enter", tr("Keys", "Open the customer")),
        ),
        tr("Keys", "Log line"): (
            ("Enter", tr("Keys", "Save with the chips that are ticked")),
            ("Ctrl+Enter", tr("Keys", "Save with all chips")),
            ("Tab, Alt+1 … 9", tr("Keys", "Go to the chips; tick one")),
            ("Alt+letter", tr("Keys", "The kind whose letter is underlined")),
            ("Alt+B  Alt+W  Alt+H", tr("Keys", "By which way, who to whom, what came of it")),
            ("Alt+Y", tr("Keys", "What a warning was read from; Enter again saves all the same")),
            ("Esc", tr("Keys", "Keep a draft and leave")),
        ),
    }


class KeyCard(Sheet):
    """Opened by F1 and by "?"."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, tr("Keys", "Keys"), 760)
        self.card.column.addWidget(text.title(tr("Keys", "Keys")))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(tr("Keys", "List of keys"))
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._table())
        self.card.column.addWidget(self._scroll)
        close = Button(ButtonKind.OUTLINE, tr("Keys", "&Close"))
        close.clicked.connect(self.dismiss)
        self.card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def open(self) -> None:
        """Show the card as tall as the window allows."""
        self._scroll.setFixedHeight(min(theme.current().px(_TALLEST), self._window.height() - theme.current().px(230)))
        super().open()

    def _table(self) -> QWidget:
        table = QWidget()
        table.setAutoFillBackground(False)
        grid = QGridLayout(table)
        grid.setContentsMargins(SPACE_S, SPACE_S, SPACE_L, SPACE_S)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for group in Group:
            members = [command for command in commands() if command.group is group]
            self._heading(grid, group_title(group))
            for command in members:
                self._line(grid, key_text(command), command.text)
        for title, keys in page_keys().items():
            self._heading(grid, title)
            for key, meaning in keys:
                self._line(grid, key, meaning)
        return table

    def _heading(self, grid: QGridLayout, title: str) -> None:
        heading = text.strong(title)
        heading.setContentsMargins(0, SPACE_S, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)

    def _line(self, grid: QGridLayout, key: str, meaning: str) -> None:
        row = grid.rowCount()
        grid.addWidget(text.secondary(key, wrap=False), row, 0)
        grid.addWidget(text.body(meaning), row, 1)
