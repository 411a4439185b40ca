"""The relationship card: seven sentences, each of which opens its receipts, with the rule of each on demand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from relapp.domain.relationship import Aspect, Statement
from relapp.services.pages.relationship import RelationshipPage
from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON_SMALL, RADIUS_ROW, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind, PaintedButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.painting import paint_ground, with_alpha
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import relationship as wording
from relapp.ui.wording import sentences, tr

_CIRCLE = 24
_WIDTH = 700


class SentenceRow(PaintedButton):
    """One sentence under its heading; below it what would change a "not yet", and its rule where that is wanted."""

    ring_inside = True

    def __init__(self, told: Statement, name: str, today: date) -> None:
        super().__init__("", TextRole.BODY)
        self.told = told
        self.sentence = wording.statement(told, name, today)
        self._heading = wording.heading(told)
        self._hint = wording.hint(told, name)
        self._rule = ""
        self._name_it()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rule(self, *, shown: bool) -> None:
        """Say how the sentence is found out, or no longer."""
        self._rule = wording.rule(self.told.aspect) if shown else ""
        self._name_it()
        self.updateGeometry()
        self.update()

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self._heading}: {sentences(self.sentence, self._hint)}")
        opens = tr("Relationship", "Opens what this was read from")
        nothing = tr("Relationship", "There is nothing yet that it could be read from.")
        self.setAccessibleDescription(sentences(self._rule, opens if self.told.receipts else nothing))

    def ring_radius(self) -> float:
        return RADIUS_ROW

    def _start(self) -> int:
        px = theme.current().px
        return px(SPACE_S) + px(_CIRCLE) + px(SPACE_S)

    def _lines(self, width: int) -> Iterator[tuple[str, TextRole, str, QRect]]:
        """What is written: words, type and ink, and where."""
        px, tokens = theme.current().px, theme.current().tokens
        top, room = px(SPACE_XS), max(80, width - self._start() - px(SPACE_S))
        for words, role, ink in (
            (self._heading, TextRole.CHIP, tokens.text2),
            (self.sentence, TextRole.BODY, tokens.text),
            (self._hint, TextRole.SMALL, tokens.text2),
            (self._rule, TextRole.CAPTION, tokens.text2),
        ):
            if words:
                metrics = QFontMetrics(theme.current().font(role))
                needed = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap.value, words)
                yield words, role, ink, QRect(self._start(), top, room, needed.height())
                top += needed.height() + px(2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme.current().px
        *_, (_, _, _, last) = self._lines(width)
        return max(last.bottom() + px(SPACE_XS), px(_CIRCLE + 2 * SPACE_XS))

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.current().px(320))
        return QSize(theme.current().px(320), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(_CIRCLE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px, direction = theme.current().tokens, theme.current().px, self.layoutDirection()
        colours = tokens.tones[Tone.OK if self.told.holds else Tone.NEUTRAL]
        painter = QPainter(self)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_ROW, with_alpha(tokens.text, self.veil()))
        circle = QStyle.visualRect(direction, self.rect(), QRect(px(SPACE_S), px(SPACE_S), px(_CIRCLE), px(_CIRCLE)))
        paint_ground(painter, circle, circle.height() / 2, colours.tint, colours.edge)
        square = QRect(0, 0, px(ICON_SMALL), px(ICON_SMALL))
        square.moveCenter(circle.center())
        paint_icon(painter, "check" if self.told.holds else "minus", square, colours.on_tint, direction)
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading).value
        for words, role, ink, place in self._lines(self.width()):
            painter.setFont(theme.current().font(role))
            painter.setPen(QColor(ink))
            flags = side | Qt.TextFlag.TextWordWrap.value
            painter.drawText(QStyle.visualRect(direction, self.rect(), place), flags, words)


class RelationshipSheet(ScrolledSheet):
    """``chosen`` carries the ``Statement`` whose receipts are wanted, and its words; the sheet is put away before.

    Up and Down go from sentence to sentence, ? tells the rules.
    """

    chosen = Signal(object, str)

    def __init__(self, window: QWidget, page: RelationshipPage, today: date) -> None:
        super().__init__(window, wording.title(page.name), _WIDTH)
        self.customer_id = page.customer.id
        self.items: list[SentenceRow] = []
        self.rows.setContentsMargins(0, 0, SPACE_S, 0)
        about = tr("Relationship", "How this is found out")
        named = tr("Relationship", "How this is found out (?)")
        self.rules_button = Button(ButtonKind.GHOST, about, "circle-question-mark", name=named)
        self.rules_button.setCheckable(True)
        self.rules_button.toggled.connect(self._show_rules)
        close = Button(ButtonKind.GHOST, tr("Relationship", "Close"), "x", name=tr("Relationship", "Close (Esc)"))
        close.clicked.connect(self.dismiss)
        buttons = FlowLayout()
        for button in (self.rules_button, close):
            buttons.addWidget(button)
        self.card.column.addWidget(text.title(wording.title(page.name)))
        self.card.column.addWidget(self.scroller)
        self.card.column.addSpacing(SPACE_XS)
        self.card.column.addLayout(buttons)
        self.show_page(page, today)

    def show_page(self, page: RelationshipPage, today: date) -> None:
        """Show the sentences as they are now; the keyboard stays on its sentence."""
        focused = next((row.told.aspect for row in self.items if row.hasFocus()), None)
        for old in self.items:
            self.rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.items = [SentenceRow(told, page.name, today) for told in page.statements]
        for row in self.items:
            row.show_rule(shown=self.rules_button.isChecked())
            row.clicked.connect(lambda _=False, row=row: self._choose(row))
            self.rows.addWidget(row)
            row.show()  # at once, for what is hidden takes no keyboard
        if focused is not None:
            self.go_to(focused)
        if self.isVisible():
            self.fit()

    def go_to(self, aspect: Aspect) -> None:
        """Put the keyboard on a sentence."""
        for row in self.items:
            if row.told.aspect is aspect:
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, row: SentenceRow) -> None:
        if row.told.receipts:
            self.dismiss()
            self.chosen.emit(row.told, row.sentence)

    def _show_rules(self, shown: bool) -> None:
        for row in self.items:
            row.show_rule(shown=shown)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.text() == "?":
            self.rules_button.toggle()
        else:
            super().keyPressEvent(event)
