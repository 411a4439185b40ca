"""What an edited entry said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.services.pages.timeline import EarlierText
from relapp.ui import theme
from relapp.ui.theme.metrics import SPACE_M, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import timeline, tr

_TALLEST = 420


class EarlierTexts(Sheet):
    """Newest first, each with who changed it and when; gone when it is dismissed."""

    def __init__(self, window: QWidget, earlier: Sequence[EarlierText], today: date) -> None:
        super().__init__(window, tr("Timeline", "Earlier text"), 560)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        for one in earlier:
            column.addWidget(text.caption(timeline.earlier(one.edited, one.by, today)))
            column.addWidget(text.body(one.words or tr("Timeline", "No words")))
            column.addSpacing(SPACE_M)
        if not earlier:
            column.addWidget(text.body(tr("Timeline", "The words were not changed, only the rest of the entry.")))
        scroller = Scroller(body)
        scroller.setFixedHeight(min(body.sizeHint().height() + 8, theme.current().px(_TALLEST)))
        close = ghost(tr("Timeline", "Close"))
        close.clicked.connect(self.dismiss)
        self.card.column.addWidget(text.subtitle(tr("Timeline", "Earlier text")))
        self.card.column.addWidget(scroller)
        self.card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.closed.connect(self.deleteLater)
