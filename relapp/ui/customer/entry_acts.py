"""What can be done with the entries of a timeline, by key, by menu and by their chips."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from relapp.domain.interactions import SALES, Kind
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.services import interactions, promises
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.timeline import TimelineEntry
from relapp.ui import copied
from relapp.ui.customer.earlier_texts import EarlierTexts
from relapp.ui.customer.entry_form import EntryForm
from relapp.ui.customer.entry_words import ChipAct, EntryChip
from relapp.ui.customer.forms import ask_words, serve
from relapp.ui.customer.timeline_view import TimelineView
from relapp.ui.editing import Editing
from relapp.ui.theme.icons import icon
from relapp.ui.wording import timeline, tr


class EntryActs(QObject):
    """Serves one ``view``; every change goes through ``editing`` and can be undone."""

    customer_wanted = Signal(int)
    case_wanted = Signal(object)
    """The ``Receipt`` of a complaint."""
    evidence_wanted = Signal(object, str)

    def __init__(self, editing: Editing, view: TimelineView) -> None:
        super().__init__(view)
        self._editing = editing
        self._view = view
        self._customer_id: int | None = None
        view.edit_wanted.connect(self.edit)
        view.remove_wanted.connect(self.remove)
        view.menu_wanted.connect(self.open_menu)
        view.chip_pressed.connect(self.press_chip)

    def set_customer(self, customer_id: int) -> None:
        """Whose timeline it is: the others of an entry are offered to be opened."""
        self._customer_id = customer_id

    def edit(self, entry: TimelineEntry) -> None:
        """The form of an entry."""
        form = EntryForm(self._view.window(), entry.interaction)
        serve(self._editing, form, lambda: self._editing.run("log_edit", form.store) is not None)

    def remove(self, entry: TimelineEntry) -> None:
        """Take an entry out."""
        self._editing.run("log_remove", lambda tx: interactions.remove(tx, entry.interaction.id))

    def show_earlier(self, entry: TimelineEntry) -> None:
        """What an edited entry said before."""
        earlier = self._editing.read(lambda reader: timeline_page.earlier_texts(reader, entry.interaction.id))
        EarlierTexts(self._view.window(), earlier, self._editing.today()).open()

    def press_chip(self, entry: TimelineEntry, chip: EntryChip) -> None:
        """What a chip stands for."""
        if chip.act is ChipAct.EARLIER:
            self.show_earlier(entry)
        elif chip.act is ChipAct.KEPT and chip.receipt is not None:
            self._keep(chip.receipt)
        elif chip.act is ChipAct.EVIDENCE and chip.receipt is not None:
            receipts = (chip.receipt, Receipt(Source.INTERACTION, entry.interaction.id))
            self.evidence_wanted.emit(receipts, chip.text)

    def _keep(self, receipt: Receipt) -> None:
        self._editing.run("promise_settle", lambda tx: promises.settle(tx, receipt.id, PromiseState.KEPT))

    def open_menu(self, entry: TimelineEntry, at: QPoint) -> None:
        """Show everything that can be done with an entry."""
        self.menu(entry).popup(at)

    def menu(self, entry: TimelineEntry) -> QMenu:
        """Everything that can be done with an entry, with the keys."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _add(menu, "pen-line", tr("Timeline", "Edit…"), "Enter", lambda: self.edit(entry))
        if self._view.has_more(entry):
            expanded = entry.interaction.id in self._view.delegate.expanded
            text = tr("Timeline", "Show less") if expanded else tr("Timeline", "Show all")
            _add(menu, "chevron-down", text, tr("Keys", "Space"), lambda: self._view.toggle_more(entry))
        if entry.interaction.edited:
            _add(menu, "history", tr("Timeline", "Earlier text"), "", lambda: self.show_earlier(entry))
        if complains(entry):
            _add(menu, "triangle-alert", tr("Timeline", "Put it right…"), "C", lambda: self.put_right(entry))
        if entry.interaction.kind in SALES:
            _add(menu, "users", tr("Timeline", "Bought for…"), "B", lambda: self.ask_for_whom(entry))
        for promise in entry.promises:
            if promise.state is PromiseState.OPEN:
                text = tr("Timeline", "Mark kept: {words}").format(words=promise.words.replace("&", "&&"))
                receipt = Receipt(Source.PROMISE, promise.id)
                _add(menu, "check", text, "", partial(self._keep, receipt))
        others = [one for one in entry.interaction.customers if one != self._customer_id]
        for other, name in zip(others, entry.others, strict=False):
            text = tr("Timeline", "Open {name}").format(name=name.replace("&", "&&"))
            _add(menu, "user-round", text, "", partial(self.customer_wanted.emit, other))
        _add(menu, "copy", tr("Timeline", "Copy the words"), "Ctrl+C", lambda: self.copy(entry))
        menu.addSeparator()
        _add(menu, "trash-2", tr("Timeline", "Remove"), "Del", lambda: self.remove(entry))
        return menu

    def put_right(self, entry: TimelineEntry) -> bool:
        """Ask for the case of a complaint; whether the entry is one."""
        if complains(entry):
            self.case_wanted.emit(Receipt(Source.INTERACTION, entry.interaction.id))
        return complains(entry)

    def ask_for_whom(self, entry: TimelineEntry) -> bool:
        """Ask for whom else a purchase was; whether the entry is one."""
        happened = entry.interaction
        if happened.kind not in SALES:
            return False

        def store(whom: str) -> bool:
            done = self._editing.run("log_edit", lambda tx: interactions.buy_for(tx, happened.id, whom))
            return done is not None

        title, name = tr("Timeline", "Bought for somebody else"), tr("Timeline", "For whom (empty: for themselves)")
        ask_words(self._editing, self._view, title, name, store, happened.bought_for)
        return True

    def copy(self, entry: TimelineEntry) -> None:
        """Put an entry's text on the clipboard."""
        copied.copy(timeline.text(entry.interaction, entry.came_from))


def complains(entry: TimelineEntry) -> bool:
    """Whether an entry is a complaint."""
    return entry.interaction.kind is Kind.COMPLAINT


def _add(menu: QMenu, icon_name: str, text: str, key: str, act: Callable[[], object]) -> None:
    action = menu.addAction(icon(icon_name), f"{text}\t{key}" if key else text)
    action.triggered.connect(lambda: act())
