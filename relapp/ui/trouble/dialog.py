"""Tells in plain words what went wrong and what is saved; the report is read before it can be copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import filled, outline
from relapp.ui.wording import tr

_WIDTH = 560
_REPORT_HEIGHT = 260


class TroubleDialog(QDialog):
    """Lies over whatever is open and leaves that as it is; deleted once it is closed."""

    def __init__(self, title: str, said: str, report: Callable[[], str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self._said = text.body(said)
        self._more = text.secondary()
        self._more.hide()
        self._explained = text.secondary(
            tr(
                "Trouble",
                "This is the whole report. Names, texts and numbers of the shop are not in it. relapp sends nothing: "
                "copy it if you want to show it to whoever helps you.",
            )
        )
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Trouble", "Report"))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.show_button = outline(tr("Trouble", "Show the &report"), "eye")
        self.show_button.clicked.connect(self._show_report)
        self.copy_button = outline(tr("Trouble", "&Copy the report"), "copy")
        self.copy_button.clicked.connect(self._copy)
        self.close_button = filled(tr("Trouble", "Go &on"), "check")
        self.close_button.clicked.connect(self.close)
        for widget in (self._explained, self.report, self.copy_button):
            widget.hide()
        self._arrange(title)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self, title: str) -> None:
        px = theme.current().px
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (text.subtitle(title), self._said, self._more, self._explained):
            column.addWidget(widget)
        column.addWidget(self.report, 1)
        column.addLayout(buttons)
        self.report.setMinimumHeight(px(_REPORT_HEIGHT) // 2)
        self._take_width()

    def _take_width(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        width = min(theme.current().px(_WIDTH), room.width() - SPACE_L)
        layout = self.layout()
        assert layout is not None
        height = layout.heightForWidth(width)
        self.setFixedWidth(width)
        self.resize(width, min(height, room.height() - SPACE_L))

    def say_more(self, said: str) -> None:
        """Add what happened while this lies open."""
        self._more.setText(said)
        self._more.show()
        if self.report.isVisible():
            self.report.setPlainText(self._report())
        self._take_width()

    def _show_report(self) -> None:
        self.report.setPlainText(self._report())
        self.show_button.hide()
        for widget in (self._explained, self.report, self.copy_button):
            widget.show()
        self._take_width()
        self.report.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(tr("Trouble", "Copied"))
