"""A picture with its title, the answer to "why?", and a menu by which it leaves the program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from relapp.domain.pictures import Heat, Picture
from relapp.ui.charts.chart import NO_TONES, Chart
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import icon_button
from relapp.ui.widgets.card import Card
from relapp.ui.wording import pictures as wording
from relapp.ui.wording import tr
from relapp.ui.wording.pictures import Words


class PictureCard(Card):
    """``said`` stands below the title. W answers why, S opens the menu.

    ``why_wanted`` is emitted only where :attr:`has_why`; ``saving_wanted`` carries "png", "svg", "csv" or "printer".
    """

    opened = Signal(str, str)
    why_wanted = Signal()
    saving_wanted = Signal(str)

    def __init__(
        self,
        picture: Picture,
        words: Words,
        *,
        said: str = "",
        tones: Mapping[str, Tone] = NO_TONES,
        has_why: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=words.title, parent=parent)
        self.picture = picture
        self.words = words
        self.tones = tones
        self.has_why = has_why
        self.chart = Chart(picture, words, tones)
        self.chart.opened.connect(self.opened)
        self.why = icon_button("circle-question-mark", tr("Pictures", "Why? {title} (W)").format(title=words.title))
        self.why.clicked.connect(self.why_wanted)
        if not has_why:
            self.why.hide()
        self.more = icon_button("ellipsis", tr("Pictures", "Save or print: {title} (S)").format(title=words.title))
        self.more.clicked.connect(self.open_menu)
        if picture.is_thin:
            self.more.hide()
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(text.strong(words.title), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        if said:
            self.column.addWidget(text.secondary(said))
        if picture.is_thin:
            self.chart.hide()
            self.column.addWidget(text.secondary(wording.thin(words)))
        else:
            self.column.addWidget(self.chart)
        if isinstance(picture, Heat) and (rest := wording.untimed(picture)):
            self.column.addWidget(text.caption(rest))

    def open_menu(self, at: QPoint | None = None) -> None:
        """Offer the picture as a file or on paper, and its figures as a list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form, words in (
            ("png", tr("Pictures", "Save the &picture (PNG)…")),
            ("svg", tr("Pictures", "Save the picture as a &drawing (SVG)…")),
            ("csv", tr("Pictures", "Save the &figures (CSV)…")),
            ("printer", tr("Pictures", "P&rint…")),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, form=form: self.saving_wanted.emit(form))
        where = at if isinstance(at, QPoint) else self.more.mapToGlobal(self.more.rect().bottomLeft())
        menu.popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.picture.is_thin:
            self.open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_W and self.has_why and not event.modifiers():
            self.why_wanted.emit()
        elif key == Qt.Key.Key_S and not self.picture.is_thin and not event.modifiers():
            self.open_menu()
        else:
            super().keyPressEvent(event)
