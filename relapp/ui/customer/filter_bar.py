"""The bar over the timeline: how many entries, a field for words, the filters' button, a chip for each in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.interactions import Kind
from relapp.services.pages import customer as customer_page
from relapp.services.pages import shop as shop_page
from relapp.storage.timeline import EVERYTHING, TimelineFilter
from relapp.ui.customer.filter_menu import FilterMenu
from relapp.ui.customer.forms import day_field, read_day, serve
from relapp.ui.editing import Editing
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.text import Label
from relapp.ui.wording import dates, kinds, money, tr
from relapp.ui.wording import timeline as wording


class FilterBar(QWidget):
    """Holds the filter in force, which stays when another customer is shown. ``changed`` carries it."""

    changed = Signal(object)
    left = Signal()
    """Esc with nothing to clear, or Down: the keyboard wants to go on to the timeline."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._customer_id: int | None = None
        self.keep = EVERYTHING
        self._staff: list[tuple[int, str]] = []
        self._products: list[tuple[int, str]] = []
        self._product_names: dict[int, str] = {}
        self.count = Label("", TextRole.SMALL, SECONDARY, wrap=False)
        self.words = SearchField(self.tr("Words in the timeline"))
        self.words.setToolTip(self.tr("Press / to search"))
        self.words.textChanged.connect(self._take_words)
        self.words.installEventFilter(self)
        self.button = ghost(self.tr("Filter"), "funnel")
        self.button.setToolTip(self.tr("Press F to filter"))
        self.button.clicked.connect(lambda: self.open_menu())
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.count)
        row.addStretch(1)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.setMaximumWidth(260)
        row.addWidget(self.words, 2)
        # Aligned, it does not hold the row down to its own height.
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._chips = QWidget()
        FlowLayout(self._chips, spacing=SPACE_S - 2)
        self._chips.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S - 2)
        column.addLayout(row)
        column.addWidget(self._chips)

    def show_count(self, customer_id: int, shown: int, whole: int) -> None:
        """Tell how many entries of this customer pass."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
        self.count.setText(wording.count(shown, whole, filtered=bool(self.keep)))

    # -- the filter in force --

    def set_filter(self, keep: TimelineFilter) -> None:
        """Put another filter in force."""
        if keep == self.keep:
            return
        self.keep = keep
        if self.words.text().strip() != keep.words:
            self.words.setText(keep.words)
        self._show_chips()
        self.changed.emit(keep)

    def clear(self) -> bool:
        """Let everything through; whether anything was left out before."""
        had = bool(self.keep)
        self.set_filter(EVERYTHING)
        return had

    def _take_words(self, words: str) -> None:
        self.set_filter(replace(self.keep, words=words.strip()))

    def open_menu(self) -> FilterMenu:
        """The menu of all filters, at the button."""
        self._read_names()
        menu = FilterMenu(
            self, self.keep, self.set_filter, staff=self._staff, products=self._products,
            today=self._editing.today(), choose_dates=self.choose_dates,
        )  # fmt: skip
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        return menu

    def choose_dates(self) -> None:
        """The form of a first and a last day."""
        today = self._editing.today()
        sheet = FormSheet(self.window(), self.tr("Entries from … to …"))
        since = day_field(self.keep.since or today.replace(day=1))
        until = day_field(self.keep.until or today)
        sheet.add_row((self.tr("From"), since), (self.tr("To"), until))

        def store() -> bool:
            first, last = sorted((read_day(since), read_day(until)))
            self.set_filter(replace(self.keep, since=first, until=last))
            return True

        serve(self._editing, sheet, store)

    def focus_words(self) -> None:
        """Put the keyboard into the field of words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _read_names(self) -> None:
        self._staff = [(one.id, one.name) for one in self._editing.read(shop_page.page).staff]
        customer_id = self._customer_id
        if customer_id is not None:
            bought = self._editing.read(lambda reader: customer_page.products(reader, customer_id))
            self._products = [(product_id, money.product(name)) for product_id, name in bought]
            self._product_names |= dict(self._products)

    # -- chips --

    def _show_chips(self) -> None:
        flow = self._chips.layout()
        assert isinstance(flow, FlowLayout)
        while flow.count():
            item = flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, without in self._parts():
            chip = ChipButton(text, Tone.ACCENT, "x")
            chip.setAccessibleName(self.tr("Take out the filter {text}").format(text=text))
            chip.clicked.connect(lambda _checked=False, without=without: self.set_filter(without))
            flow.addWidget(chip)
        self._chips.setVisible(flow.count() > 0)

    def _parts(self) -> list[tuple[str, TimelineFilter]]:
        """Each filter in force, in words, with what would hold without it. Words stand in their field already."""
        keep = self.keep
        if keep.staff_id is not None or keep.product_id is not None:
            self._read_names()
        parts = [
            (kinds.interaction(kind), replace(keep, kinds=keep.kinds - {kind})) for kind in Kind if kind in keep.kinds
        ]
        if keep.channel is not None:
            parts.append((kinds.channel(keep.channel), replace(keep, channel=None)))
        if keep.staff_id is not None:
            parts.append((dict(self._staff).get(keep.staff_id, ""), replace(keep, staff_id=None)))
        if keep.product_id is not None:
            parts.append((self._product_names.get(keep.product_id, ""), replace(keep, product_id=None)))
        if keep.since is not None or keep.until is not None:
            parts.append((_span(keep.since, keep.until), replace(keep, since=None, until=None)))
        if keep.imported is not None:
            text = tr("Filter", "Imported") if keep.imported else tr("Filter", "Logged by hand")
            parts.append((text, replace(keep, imported=None)))
        return parts

    # -- keyboard --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            goes_on = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if goes_on or (event.key() == Qt.Key.Key_Escape and not self.words.text()):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _span(since: date | None, until: date | None) -> str:
    text: Callable[[date], str] = dates.short
    if since is not None and until is not None:
        return tr("Filter", "{since} – {until}").format(since=text(since), until=text(until))
    if since is not None:
        return tr("Filter", "since {since}").format(since=text(since))
    return tr("Filter", "until {until}").format(until=text(until or date.max))
