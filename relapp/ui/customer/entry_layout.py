"""Where everything of one entry goes: measured once for a width, painted and hit-tested many times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

from relapp.services.pages.timeline import TimelineEntry
from relapp.ui import theme
from relapp.ui.customer.entry_words import EntryChip, chips
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets.chip import chip_size
from relapp.ui.wording import timeline as wording
from relapp.ui.wording import tr

MOST_LINES = 12
"""Lines of an entry shown before "more"."""

_SPARE_LINES = 2  # an entry that is hardly longer is shown whole
_CIRCLE = 28


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip and its place in the row."""

    chip: EntryChip
    rect: QRect


@dataclass(slots=True)
class EntryLayout:
    """Places in row coordinates, reading from the left; painters and hit tests mirror them where reading does.

    ``more`` is where "Show all" or "Show less" stands, ``None`` for an entry that is shown whole.
    """

    height: int
    heading: QRect
    served: QRect
    ground: QRect
    circle: QRect
    title: str
    title_rect: QRect
    source: str
    source_rect: QRect
    time: str
    time_rect: QRect
    words: QTextLayout
    words_at: QPoint
    chips: tuple[PlacedChip, ...]
    more: QRect | None
    more_text: str


def lay_out(
    entry: TimelineEntry, today: date, width: int, *, heading: bool, served: bool, expanded: bool
) -> EntryLayout:
    """Measure ``entry`` for a row ``width`` pixels wide."""
    px = theme.current().px
    y = px(SPACE_XS)
    heading_rect, served_rect = QRect(), QRect()
    line = QFontMetrics(theme.current().font(TextRole.CHIP)).height()
    if served:
        served_rect = QRect(px(SPACE_L), y + px(SPACE_XS), width - 2 * px(SPACE_L), line + px(SPACE_XS))
        y = served_rect.bottom() + px(SPACE_S)
    if heading:
        heading_rect = QRect(px(SPACE_L), y + px(SPACE_S), width - 2 * px(SPACE_L), line)
        y = heading_rect.bottom() + px(SPACE_M)
    top = y
    left = px(SPACE_L) + px(_CIRCLE) + px(SPACE_L)
    right = width - px(SPACE_L)
    y += px(SPACE_XS)
    circle = QRect(px(SPACE_L), y, px(_CIRCLE), px(_CIRCLE))
    title, title_rect, source, source_rect, time, time_rect = _first_line(entry, today, left, right, y)
    y = max(title_rect.bottom(), time_rect.bottom(), source_rect.bottom()) + px(3)
    words, hidden = _words(wording.text(entry.interaction, entry.came_from, today), right - left, expanded=expanded)
    words_at = QPoint(left, y)
    if words.lineCount():
        y += round(words.boundingRect().height()) + px(SPACE_XS)
    more, more_text = None, ""
    if hidden or expanded:
        more_text = tr("Timeline", "Show less") if expanded else tr("Timeline", "Show all")
        size = chip_size(more_text, "chevron-down")
        more = QRect(QPoint(left, y), size)
        y = more.bottom() + px(SPACE_XS)
    placed, y = _chips(chips(entry, today), left, right, y)
    y = max(y, circle.bottom()) + px(SPACE_S)
    ground = QRect(px(SPACE_XS), top - px(2), width - 2 * px(SPACE_XS), y - top + px(2))
    return EntryLayout(
        height=y + px(SPACE_XS), heading=heading_rect, served=served_rect, ground=ground,
        circle=circle, title=title, title_rect=title_rect, source=source, source_rect=source_rect, time=time,
        time_rect=time_rect, words=words, words_at=words_at, chips=placed, more=more, more_text=more_text,
    )  # fmt: skip


def _first_line(
    entry: TimelineEntry, today: date, left: int, right: int, y: int
) -> tuple[str, QRect, str, QRect, str, QRect]:
    """Kind, who and when on one line; where that is too narrow, who gets a line of its own."""
    px = theme.current().px
    strong = QFontMetrics(theme.current().font(TextRole.STRONG))
    small = QFontMetrics(theme.current().font(TextRole.CAPTION))
    title = wording.headline(entry.interaction)
    source = wording.source(entry.interaction, entry.staff, entry.others)
    time = wording.moment(entry.interaction.at, today)
    time_width = small.horizontalAdvance(time) + 2
    title_width = strong.horizontalAdvance(title) + 2
    line = strong.height()
    room = right - left - px(SPACE_M)
    time_rect = QRect(right - time_width, y, time_width, line)
    if title_width + time_width > room:
        time_rect = QRect(left, y + line, min(time_width, right - left), line)
        title_rect = QRect(left, y, right - left, line)
        source_rect = QRect(left, y + 2 * line, right - left, line if source else 0)
        return title, title_rect, source, source_rect, time, time_rect
    title_rect = QRect(left, y, title_width, line)
    beside = left + title_width + px(SPACE_S)
    free = right - time_width - px(SPACE_M) - beside
    if small.horizontalAdvance(source) <= free:
        return title, title_rect, source, QRect(beside, y, max(0, free), line), time, time_rect
    return title, title_rect, source, QRect(left, y + line, right - left, line), time, time_rect


def _words(text: str, width: int, *, expanded: bool) -> tuple[QTextLayout, bool]:
    """``text`` in lines, and whether some were left out."""
    layout = QTextLayout(text.replace("\r", "").replace("\n", "\u2028"), theme.current().font(TextRole.BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y, lines, hidden = 0.0, [], False
    while text:
        line = layout.createLine()
        if not line.isValid():
            break
        lines.append(line)
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
        if not expanded and len(lines) > MOST_LINES + _SPARE_LINES:
            hidden = True
            break
    layout.endLayout()
    if hidden:
        return _cut(layout, lines[MOST_LINES - 1].textStart() + lines[MOST_LINES - 1].textLength(), width), True
    return layout, False


def _cut(whole: QTextLayout, length: int, width: int) -> QTextLayout:
    shown = whole.text()[:length].rstrip("\u2028 ")
    return _words(f"{shown}…", width, expanded=True)[0]


def _chips(found: tuple[EntryChip, ...], left: int, right: int, y: int) -> tuple[tuple[PlacedChip, ...], int]:
    """Chips in lines like words; a long one is shortened to the line."""
    if not found:
        return (), y
    px = theme.current().px
    placed = []
    x = left
    y += px(2)
    height = chip_size("x", "check").height()
    for chip in found:
        width = min(chip_size(chip.text, chip.icon).width(), right - left)
        if x > left and x + width > right:
            x, y = left, y + height + px(SPACE_XS)
        placed.append(PlacedChip(chip, QRect(x, y, width, height)))
        x += width + px(6)
    return tuple(placed), y + height + px(2)
