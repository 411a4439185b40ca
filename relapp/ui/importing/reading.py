"""How a file was read, in a sentence, with what can be said otherwise beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from relapp.services.transfer.importing import Plan
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.rows import Content
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.segment import Segment
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number

_MOST_HEADER_LINES = 20
_LIKE_UTF8 = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
_SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of how a file is to be read; empty where the file tells."""

    content: Content | None = None
    sheet: str | None = None
    encoding: str = ""
    separator: str = ""
    header_line: int | None = None


class ReadingPanel(QWidget):
    """Emits ``told`` with a :class:`Told` to read the file anew, ``kind_wanted`` and ``us_wanted`` for the rest."""

    told = Signal(object)
    kind_wanted = Signal(object)
    us_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told = Told()
        self._tight = self._asks_kind = False
        self.sentence, self.short = text.body(""), ElidedLabel()
        self._parts, self._details = FlowLayout(spacing=SPACE_M), FlowLayout(spacing=SPACE_M)
        self.kinds: dict[Content, Segment] = {}
        self._kinds = self._kind_row()
        self.sheet = self._box(
            self._parts, tr("Import", "S&heet"), tr("Import", "Sheet of the workbook"), 9, self._sheet_chosen
        )
        self.us = self._box(
            self._parts, tr("Import", "&We are"), tr("Import", "Who of them is the shop"), 16, self.us_wanted.emit
        )
        self.otherwise = Button(ButtonKind.GHOST, tr("Import", "Read it &otherwise"), "settings")
        self.otherwise.setCheckable(True)
        self.otherwise.toggled.connect(self._show_details)
        self._parts.addWidget(self.otherwise)
        self.short.hide()
        self.encoding = self._box(
            self._details, tr("Import", "T&ext"), tr("Import", "Text encoding"), 12, self._encoding_chosen
        )
        self.separator = self._box(
            self._details, tr("Import", "Bet&ween"), tr("Import", "Between the columns"), 9, self._separator_chosen
        )
        self.header = self._box(
            self._details, tr("Import", "Col&umn names"), tr("Import", "Names of the columns"), 6, self._header_chosen
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.sentence)
        self._first = QHBoxLayout()
        self._first.setSpacing(SPACE_M)
        self._first.addWidget(self.short, 1)
        column.addLayout(self._first)
        column.addLayout(self._parts)
        column.addLayout(self._details)

    def _kind_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(text.secondary(tr("Import", "The rows are"), wrap=False))
        row.addSpacing(SPACE_XS)
        self._group = QButtonGroup(self)
        for kind in (Content.CUSTOMERS, Content.SALES, Content.ENTRIES):
            segment = Segment(wording.kind_name(kind))
            segment.setAccessibleName(tr("Import", "The rows are: {kind}").format(kind=wording.kind_name(kind)))
            segment.clicked.connect(partial(self.kind_wanted.emit, kind))
            self._group.addButton(segment)
            self.kinds[kind] = segment
            row.addWidget(segment)
        self._parts.addWidget(holder)
        return holder

    def _box(self, place: FlowLayout, label: str, name: str, width: int, chosen: Callable[[str], object]) -> QComboBox:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(width)
        box.activated.connect(lambda place: chosen(box.itemData(place)))
        words = text.secondary(label, wrap=False)
        words.setBuddy(box)
        row.addWidget(words)
        row.addWidget(box)
        place.addWidget(holder)
        return box

    # -- showing --

    def show_plan(self, plan: Plan, told: Told) -> None:
        """Say how a file was read."""
        self._told = told
        how = plan.how_read
        for words in (self.sentence, self.short):
            words.setText(wording.how_read(how))
        document = isinstance(plan.source, Document)
        self._asks_kind = not document
        if plan.content in self.kinds:
            self.kinds[plan.content].setChecked(True)
        codec = "" if document else _LIKE_UTF8.get(how.encoding, how.encoding)
        codecs = dict.fromkeys((*wording.ENCODINGS, codec) if codec else ())
        _fill(self.encoding, ((wording.encoding_name(one), one) for one in codecs), codec)
        separators = dict.fromkeys((*_SEPARATORS, how.separator) if how.separator and not document else ())
        named = document or how.format == "address_book"
        _fill(self.separator, ((wording.separator_name(one), one) for one in separators), how.separator)
        lines = [] if named else range(1, max(_MOST_HEADER_LINES, how.header_line or 0) + 1)
        in_line = tr("Import", "in line {line}")
        choices = [(in_line.format(line=number(line)), line) for line in lines]
        nowhere = [(tr("Import", "in no line"), 0)] if choices else []
        _fill(self.header, (*nowhere, *choices), how.header_line or 0)
        _fill(self.sheet, ((name, name) for name in how.sheets if len(how.sheets) > 1), how.sheet)
        voices = plan.source.voices if isinstance(plan.source, Document) else ()
        us = plan.source.us if isinstance(plan.source, Document) else ""
        nobody = [(tr("Import", "nobody in it"), "")] if voices else []
        _fill(self.us, (*nobody, *((voice, voice) for voice in voices)), us)
        self._arrange()

    def fold(self, tight: bool) -> None:
        """Where there is little room, everything but the beginning of the sentence waits behind "Read it otherwise"."""
        if tight is not self._tight:
            self._tight = tight
            (self._first if tight else self._parts).addWidget(self.otherwise)
            self.sentence.setVisible(not tight)
            self.short.setVisible(tight)
            self._arrange()

    def _arrange(self) -> None:
        details = any(box.count() for box in (self.encoding, self.separator, self.header))
        parts = self._asks_kind or bool(self.sheet.count() or self.us.count())
        self.otherwise.setVisible(details or (self._tight and parts))
        self._show_details(self.otherwise.isChecked())
        self._parts.invalidate()
        self.updateGeometry()

    def _show_details(self, shown: bool) -> None:
        parts = shown or not self._tight
        self._kinds.setVisible(parts and self._asks_kind)
        for box in (self.sheet, self.us):
            _holder(box).setVisible(parts and box.count() > 0)
        for box in (self.encoding, self.separator, self.header):
            _holder(box).setVisible(shown and box.count() > 0)

    # -- saying otherwise --

    def _say(self, told: Told) -> None:
        self._told = told
        self.told.emit(told)

    def _encoding_chosen(self, codec: str) -> None:
        self._say(replace(self._told, encoding=codec))

    def _separator_chosen(self, separator: str) -> None:
        self._say(replace(self._told, separator=separator))

    def _header_chosen(self, line: object) -> None:
        self._say(replace(self._told, header_line=line if isinstance(line, int) else None))

    def _sheet_chosen(self, sheet: str) -> None:
        self._say(Told(self._told.content, sheet))


def _fill(box: QComboBox, choices: Iterable[tuple[str, object]], chosen: object) -> None:
    """Offer ``choices``; without any the box and its label are gone."""
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
    _holder(box).setVisible(box.count() > 0)


def _holder(box: QComboBox) -> QWidget:
    """The box with its label."""
    holder = box.parentWidget()
    assert holder is not None
    return holder
