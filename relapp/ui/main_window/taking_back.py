"""A large act being taken back, or done again: how far it is, and Cancel, which leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from relapp.services.transfer.storing.tally import Cancelled
from relapp.ui import theme
from relapp.ui.background import Background
from relapp.ui.editing import STOPPED, Reversal
from relapp.ui.importing.work import Pace
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr

_TOLD_EVERY = 100
_WIDTH = 460


class TakingBack(QDialog):
    """Modal, because nothing else may be written meanwhile. Used once; goes away by itself."""

    def __init__(self, reversal: Reversal, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._reversal = reversal
        self._background = background
        self.pace = Pace()
        self._ended = False
        self.setModal(True)
        self.setWindowTitle(reversal.title)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(SPACE_S)
        self.bar.setAccessibleName(tr("Import", "Progress"))
        self.sentence = text.body(tr("Session", "One moment: this takes a few seconds …"))
        self.cancel = Button(ButtonKind.OUTLINE, tr("Session", "&Cancel"))
        self.cancel.setToolTip(tr("Session", "Esc"))
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(text.title(reversal.title))
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column.addLayout(foot)
        self.setFixedWidth(min(theme.current().px(_WIDTH), window.width() - 2 * SPACE_L))
        self._timer = QTimer(self)
        self._timer.setInterval(_TOLD_EVERY)
        self._timer.timeout.connect(self._show_pace)

    def begin(self, then: Callable[[object], None]) -> None:
        """Do it; ``then`` gets what came of it once this is gone, ``STOPPED`` if somebody stopped it."""
        pace, job = self.pace, self._reversal.job

        def go_on(rows: int) -> None:
            if not pace(rows):
                raise Cancelled

        def guarded() -> object:
            try:
                return job(go_on)
            except Cancelled:
                return STOPPED

        def ended(found: object) -> None:
            self._end()
            then(found)

        self._show_pace()
        self.open()
        self.cancel.setFocus()
        self._timer.start()
        self._background.run(guarded, self, ended, self._end)

    def stop(self) -> None:
        """Ask it to stop; it does within a tenth of a second of work."""
        self.pace.stop = True
        self.cancel.setEnabled(False)
        self.sentence.setText(tr("Session", "Stopping …"))

    def reject(self) -> None:
        if self._ended:
            super().reject()
        else:
            self.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._ended:
            event.ignore()
            self.stop()
        else:
            super().closeEvent(event)

    def _end(self) -> None:
        self._ended = True
        self._timer.stop()
        self.accept()
        self.deleteLater()

    def _show_pace(self) -> None:
        pace, whole = self.pace, self._reversal.rows
        # Before the first row it is looked up what newer work stands on; after the last, search is brought up to date.
        known = 0 < pace.rows < whole
        self.bar.setRange(0, whole if known else 0)
        self.bar.setValue(pace.rows if known else 0)
        if pace.stop:
            return
        if known:
            self.sentence.setText(wording.pace(pace.rows, whole, pace.rate, pace.left(whole)))
        elif pace.rows:
            self.sentence.setText(tr("Session", "Bringing lists and search up to date …"))
