"""Paints the entries of a timeline and tells what lies under a point; measures each entry once for a width."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relapp.services.pages.timeline import TimelineEntry
from relapp.ui import theme
from relapp.ui.customer.entry_layout import EntryLayout, PlacedChip, lay_out
from relapp.ui.customer.entry_words import EntryChip
from relapp.ui.customer.timeline_model import TimelineModel
from relapp.ui.signs import entry_sign
from relapp.ui.theme import TextRole, Tokens, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON_SMALL, RADIUS_ROW, SPACE_S
from relapp.ui.widgets.chip import paint_chip
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import timeline as wording

Index = QModelIndex | QPersistentModelIndex

_KEPT_LAYOUTS = 300
_LAYOUT_KEY = tuple[TimelineEntry, int, bool, bool, bool]
_THREAD = 2


class TimelineDelegate(QStyledItemDelegate):
    """``expanded`` are the ids of entries shown whole; ``found`` is the entry that evidence led to."""

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._layouts: OrderedDict[int, tuple[_LAYOUT_KEY, EntryLayout]] = OrderedDict()
        self._heights: dict[int, tuple[_LAYOUT_KEY, int]] = {}
        self.expanded: set[int] = set()
        self.found: int | None = None
        theme.current().changed.connect(self.forget)
        model.modelReset.connect(self.forget)
        model.rowsAboutToBeRemoved.connect(self._let_go)

    def forget(self) -> None:
        """Measure everything anew: other fonts, other words, other entries."""
        self._layouts.clear()
        self._heights.clear()

    def _let_go(self, _parent: Index, first: int, last: int) -> None:
        """Keep nothing of rows that go."""
        for row in range(first, last + 1):
            entry_id = self._model.entry(row).interaction.id
            self._layouts.pop(entry_id, None)
            self._heights.pop(entry_id, None)

    @property
    def measured(self) -> int:
        """How many entries it remembers the height of: no more than are loaded."""
        return len(self._heights)

    # -- measuring --

    def layout(self, row: int, width: int) -> EntryLayout:
        """Where everything of a row goes at ``width``."""
        key = self._key(row, width)
        entry = key[0]
        entry_id = entry.interaction.id
        kept = self._layouts.get(entry_id)
        if kept is not None and _same(kept[0], key):
            self._layouts.move_to_end(entry_id)
            return kept[1]
        found = lay_out(entry, self._model.today, width, heading=key[2], served=key[3], expanded=key[4])
        self._layouts[entry_id] = (key, found)
        self._heights[entry_id] = (key, found.height)
        if len(self._layouts) > _KEPT_LAYOUTS:
            self._layouts.popitem(last=False)
        return found

    def height(self, row: int, width: int) -> int:
        """The height of a row at ``width``."""
        key = self._key(row, width)
        kept = self._heights.get(key[0].interaction.id)
        if kept is not None and _same(kept[0], key):
            return kept[1]
        return self.layout(row, width).height

    def _key(self, row: int, width: int) -> _LAYOUT_KEY:
        entry = self._model.entry(row)
        heading, served = bool(self._model.heading(row)), self._model.is_served_line(row)
        return entry, width, heading, served, entry.interaction.id in self.expanded

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height(index.row(), width))

    # -- hitting --

    def chip_at(self, row: int, rect: QRect, point: QPoint, direction: Qt.LayoutDirection) -> EntryChip | None:
        """The chip under ``point``, both in the view's coordinates."""
        layout = self.layout(row, rect.width())
        hit = (placed for placed in layout.chips if _placed(placed.rect, rect, direction).contains(point))
        return next((placed.chip for placed in hit), None)

    def is_more_at(self, row: int, rect: QRect, point: QPoint, direction: Qt.LayoutDirection) -> bool:
        """Whether ``point`` is on "Show all" or "Show less"."""
        more = self.layout(row, rect.width()).more
        return more is not None and _placed(more, rect, direction).contains(point)

    # -- painting --

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        tokens = theme.current().tokens
        layout = self.layout(index.row(), rect.width())
        entry = self._model.entry(index.row())
        painter.save()
        self._paint_above(painter, layout, index.row(), rect, direction, tokens)
        ground = _placed(layout.ground, rect, direction)
        if entry.interaction.id == self.found:
            paint_ground(painter, ground, RADIUS_ROW, tokens.accent_tint)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ground(painter, ground, RADIUS_ROW, None, tokens.accent)
        self._paint_thread(painter, layout, index.row(), rect, direction, tokens)
        self._paint_sign(painter, entry, _placed(layout.circle, rect, direction), direction, tokens)
        self._paint_texts(painter, layout, rect, direction, tokens)
        for placed in layout.chips:
            _paint_entry_chip(painter, placed, rect, direction)
        if layout.more is not None:
            icon = "chevron-up" if entry.interaction.id in self.expanded else "chevron-down"
            paint_chip(painter, _placed(layout.more, rect, direction), layout.more_text, Tone.NEUTRAL, icon, direction)
        painter.restore()

    def _paint_above(
        self, painter: QPainter, layout: EntryLayout, row: int, rect: QRect, direction: Qt.LayoutDirection, t: Tokens
    ) -> None:
        font = theme.current().font(TextRole.CHIP)
        if not layout.served.isNull():
            words = f"↑ {wording.served()}"
            accent = t.tones[Tone.ACCENT].mark
            _paint_rule(painter, _placed(layout.served, rect, direction), words, font, accent, accent, direction)
        if not layout.heading.isNull():
            place = _placed(layout.heading, rect, direction)
            _paint_rule(painter, place, self._model.heading(row), font, t.text2, t.line, direction)

    def _paint_thread(
        self, painter: QPainter, layout: EntryLayout, row: int, rect: QRect, direction: Qt.LayoutDirection, t: Tokens
    ) -> None:
        """The line that joins the entries of one stretch."""
        middle = _placed(layout.circle, rect, direction).center().x()
        top = rect.top() + layout.circle.top()
        painter.setPen(QPen(QColor(t.line), _THREAD))
        if not self._model.begins_stretch(row):
            painter.drawLine(middle, rect.top(), middle, top - 1)
        below = row + 1
        if below < self._model.rowCount() and not self._model.begins_stretch(below):
            painter.drawLine(middle, top + layout.circle.height() + 1, middle, rect.bottom() + 1)

    def _paint_sign(
        self, painter: QPainter, entry: TimelineEntry, circle: QRect, direction: Qt.LayoutDirection, t: Tokens
    ) -> None:
        icon, tone = entry_sign(entry.interaction)
        colours = t.tones[tone]
        paint_ground(painter, circle, circle.height() / 2, colours.tint, colours.edge)
        side = theme.current().px(ICON_SMALL + 1)
        square = QRect(0, 0, side, side)
        square.moveCenter(circle.center())
        paint_icon(painter, icon, square, colours.on_tint, direction)

    def _paint_texts(
        self, painter: QPainter, layout: EntryLayout, rect: QRect, direction: Qt.LayoutDirection, t: Tokens
    ) -> None:
        font = theme.current().font
        for role, ink, text, place in (
            (TextRole.STRONG, t.text, layout.title, layout.title_rect),
            (TextRole.CAPTION, t.text2, layout.source, layout.source_rect),
            (TextRole.CAPTION, t.text2, layout.time, layout.time_rect),
        ):
            painter.setFont(font(role))
            painter.setPen(QColor(ink))
            _draw_line(painter, text, _placed(place, rect, direction), direction)
        painter.setPen(QColor(t.text))
        words = QRect(layout.words_at, QSize(_text_width(layout), 0))
        place = _placed(words, rect, direction)
        layout.words.draw(painter, place.topLeft().toPointF())


def _same(kept: _LAYOUT_KEY, wanted: _LAYOUT_KEY) -> bool:
    """The entry by identity: a new reading makes new ones, and comparing them whole would cost more than measuring."""
    return kept[0] is wanted[0] and kept[1:] == wanted[1:]


def _text_width(layout: EntryLayout) -> int:
    return round(layout.words.lineAt(0).width()) if layout.words.lineCount() else 0


def _placed(place: QRect, row: QRect, direction: Qt.LayoutDirection) -> QRect:
    return QStyle.visualRect(direction, row, place.translated(row.topLeft()))


def _draw_line(painter: QPainter, text: str, place: QRect, direction: Qt.LayoutDirection) -> None:
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side.value | Qt.TextFlag.TextSingleLine.value, shown)


def _paint_rule(
    painter: QPainter, place: QRect, words: str, font: QFont, ink: str, line: str, direction: Qt.LayoutDirection
) -> None:
    """Words with a hairline that runs on to the end."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    _draw_line(painter, words, place, direction)
    gone = painter.fontMetrics().horizontalAdvance(words) + theme.current().px(SPACE_S)
    rest = QRect(place.left() + gone, place.center().y(), max(0, place.width() - gone), 1)
    painter.fillRect(QStyle.visualRect(direction, place, rest), QColor(line))


def _paint_entry_chip(painter: QPainter, placed: PlacedChip, row: QRect, direction: Qt.LayoutDirection) -> None:
    chip = placed.chip
    paint_chip(painter, _placed(placed.rect, row, direction), chip.text, chip.tone, chip.icon, direction)
