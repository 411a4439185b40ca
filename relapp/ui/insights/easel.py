"""What a page of Insights is put on: words, figures, pictures and lines, joined to what opens and explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.domain.pictures import Picture
from relapp.ui.charts.card import PictureCard
from relapp.ui.charts.chart import NO_TONES
from relapp.ui.insights.figure import Figure, FigureGrid, FigureTile
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.row import Row
from relapp.ui.wording.pictures import Words

CUSTOMER = "customer:"
"""Before an id: what opens is the page of that customer, and no page of Insights is asked."""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a list: ``under`` stands below, ``tag`` at its end; ``opens`` as of a mark."""

    head: str
    under: str = ""
    tag: str = ""
    opens: str = ""


class Easel(QWidget):
    """From the top down. ``opened`` gives a code and a title, ``why_wanted`` a title and sentences.

    ``saving_wanted`` gives the card of a picture and in which form it is to go out.
    """

    opened = Signal(str, str)
    why_wanted = Signal(str, object)
    saving_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        # Room for the focus ring.
        self.column.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_M)
        self.column.setSpacing(SPACE_M)

    def finish(self) -> None:
        """What is on it stands at the top."""
        self.column.addStretch(1)

    def say(self, words: str) -> None:
        """A sentence."""
        if words:
            self.column.addWidget(text.secondary(words))

    def head(self, words: str) -> None:
        """A heading over what follows."""
        self.column.addSpacing(SPACE_S)
        self.column.addWidget(text.subtitle(words))

    def figures(self, figures: Sequence[Figure]) -> FigureGrid:
        """Figures side by side."""
        tiles = [self._tile(figure) for figure in figures]
        grid = FigureGrid(tiles)
        self.column.addWidget(grid)
        return grid

    def _tile(self, figure: Figure) -> FigureTile:
        tile = FigureTile(figure)
        tile.opened.connect(self.opened)
        tile.why_wanted.connect(lambda: self.why_wanted.emit(figure.label, figure.why))
        return tile

    def picture(
        self,
        picture: Picture,
        words: Words,
        *,
        said: str = "",
        why: Sequence[str] = (),
        tones: Mapping[str, Tone] = NO_TONES,
    ) -> PictureCard:
        """A picture in a card of its own; ``why`` says in sentences how it was counted."""
        card = PictureCard(picture, words, said=said, tones=tones, has_why=bool(why))
        card.opened.connect(self.opened)
        card.why_wanted.connect(lambda: self.why_wanted.emit(words.title, tuple(why)))
        card.saving_wanted.connect(lambda form: self.saving_wanted.emit(card, form))
        self.column.addWidget(card)
        return card

    def lines(self, title: str, lines: Sequence[ListedLine], *, said: str = "", nothing: str = "") -> Card:
        """A list in a card; ``nothing`` is said in place of no lines."""
        card = Card(name=title)
        card.column.addWidget(text.strong(title))
        for words in (said, "" if lines else nothing):
            if words:
                card.column.addWidget(text.secondary(words))
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for line in lines:
            rows.addWidget(self._row(line))
        card.column.addLayout(rows)
        self.column.addWidget(card)
        return card

    def _row(self, line: ListedLine) -> QWidget:
        row = Row(line.head, line.under, line.tag)
        row.setEnabled(bool(line.opens))
        row.clicked.connect(lambda: self.opened.emit(line.opens, line.head))
        return row

    def add(self, widget: QWidget) -> None:
        """Something of the page's own."""
        self.column.addWidget(widget)
