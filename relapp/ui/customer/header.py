"""The head of the page: who this is, how to reach them, how long they have been a customer, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.customers import ContactKind, ContactPoint, initials
from relapp.domain.interactions import Channel
from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.rhythm import RhythmState
from relapp.services.erasure import NAME as ERASED
from relapp.services.exporting.notes import COPY_SAVED
from relapp.services.pages.customer import CustomerPage
from relapp.ui import copied
from relapp.ui.customer.calm_line import CalmLine
from relapp.ui.customer.potential import PotentialLine
from relapp.ui.editing import Editing, Notice
from relapp.ui.links import mail_link, open_link, phone_link
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import icon
from relapp.ui.theme.metrics import SPACE_M, SPACE_S
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.avatar import AVATAR_PAGE, Avatar
from relapp.ui.widgets.buttons import icon_button, outline
from relapp.ui.widgets.chip import Chip
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.text import tip
from relapp.ui.wording import dates, duplicates, kinds, left_to_right, memory, tr

_LONGEST_IN_MENU = 80
_STATE_SIGNS = {
    RhythmState.NEW: ("sparkles", Tone.INFO),
    RhythmState.IN_RHYTHM: ("heart", Tone.ACCENT),
    RhythmState.DUE: ("clock", Tone.WARN),
    RhythmState.SLIPPING: ("hourglass", Tone.DANGER),
    RhythmState.LOST: ("circle-x", Tone.DANGER),
    RhythmState.BACK: ("repeat", Tone.OK),
}


class CustomerHeader(QWidget):
    """Shows a page's customer; what is asked for goes out as signals."""

    back_wanted = Signal()
    edit_wanted = Signal()
    peace_wanted = Signal()
    peace_ended = Signal()
    ways_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()
    erase_wanted = Signal()
    value_wanted = Signal()
    merge_wanted = Signal()
    part_wanted = Signal(object)
    """A ``Merged`` to be taken apart."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._page: CustomerPage | None = None
        self._avatar = Avatar("", 0, AVATAR_PAGE)
        self.name = ElidedLabel("", TextRole.TITLE)
        self.contacts = ElidedLabel("", TextRole.SMALL, SECONDARY)
        self.standing = ElidedLabel("", TextRole.CAPTION, SECONDARY)
        self.potential = PotentialLine()
        self.calm = CalmLine()
        self.may_reach: Callable[[Channel], str] = lambda _: ""
        """What stands against reaching them by a way, empty for nothing; set by whoever knows."""
        self._chip_box = QWidget()
        self._chip_box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._chips = QHBoxLayout(self._chip_box)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(SPACE_S)
        self._shown_chips: list[Chip] = []
        self._narrow = False
        self.back = icon_button("arrow-left", self.tr("Back to the list (Alt+Left)"))
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.call = outline(self.tr("&Call"), "phone")
        self.call.clicked.connect(self._call)
        self.edit = outline(self.tr("&Edit"), "pen-line")
        self.edit.clicked.connect(self.edit_wanted)
        self.overflow = icon_button("ellipsis", self.tr("More about this customer"))
        self.overflow.clicked.connect(lambda: self.open_menu())
        self._lay_out()

    def _lay_out(self) -> None:
        first = self._first_line = QHBoxLayout()
        first.setSpacing(SPACE_M)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        first.addWidget(self.name)
        first.addWidget(self._chip_box)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(first)
        words.addWidget(self.contacts)
        last = self._last_line = QHBoxLayout()
        last.setSpacing(SPACE_S)
        last.addWidget(self.standing, 1)
        words.addLayout(last)
        words.addWidget(self.potential)
        words.addWidget(self.calm)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.back)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(SPACE_S // 2)
        row.addLayout(words, 1)
        for button in (self.call, self.edit, self.overflow):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_customer(self, page: CustomerPage, today: date) -> None:
        """Show who a page is about."""
        if self._page is None or self._page.customer.id != page.customer.id:
            self.calm.put_away()
        self._page = page
        customer = page.customer
        self._avatar.show_person(initials(customer.name), customer.id, photo=page.photo)
        name = customer.name
        if customer.nickname and customer.nickname.casefold() != customer.name.casefold():
            name = self.tr("{name} “{nickname}”").format(name=customer.name, nickname=customer.nickname)
        self.name.setText(name)
        reach = " · ".join(_contact_words(contact) for contact in page.contacts)
        once = (duplicates.also_known(one.merge.name, one.day, today) for one in page.once)
        self.contacts.setText(" · ".join([reach or self.tr("No phone or e-mail yet"), *once]))
        self.standing.setText(memory.standing(page.stat, today))
        seen = self._editing.may(VALUE_PAGE)
        self.potential.show_outlook(page.outlook if seen else None, page.currency)
        self.call.setVisible(bool(self._phones()))
        self._show_chips(page, today)

    def _show_chips(self, page: CustomerPage, today: date) -> None:
        for chip in self._shown_chips:
            chip.hide()
            chip.deleteLater()
        self._shown_chips = []
        if page.stat.entries:
            sign, tone = _STATE_SIGNS[page.silence.state]
            self._shown_chips.append(Chip(kinds.rhythm(page.silence.state), tone, sign))
        leave = page.customer.leave_until
        if leave is not None and leave >= today:
            text = self.tr("In peace until {day}").format(day=dates.day(leave, today))
            self._shown_chips.append(Chip(text, Tone.NEUTRAL, "moon"))
        for chip in self._shown_chips:
            self._chips.addWidget(chip)
        self._fit_chips()

    def _fit_chips(self) -> None:
        """Where there is room for one only: that they are left in peace stands in the brief, too."""
        for chip in self._shown_chips[1:]:
            chip.setHidden(self._narrow)
        self._place_chips()

    def _place_chips(self) -> None:
        """Beside the name, or below where the name would be cut for them."""
        self._row.activate()  # the room is that of the present buttons
        wanted = self.name.sizeHint().width() + SPACE_M + self._chip_box.sizeHint().width()
        below = self._narrow or wanted > self._first_line.geometry().width()
        line, place = (self._last_line, 0) if below else (self._first_line, 1)
        if line.indexOf(self._chip_box) < 0:
            line.insertWidget(place, self._chip_box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chips()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room: buttons as icons, and a chip under the name instead of beside it."""
        self._narrow = narrow
        self._fit_chips()
        for button, text in ((self.call, self.tr("&Call")), (self.edit, self.tr("&Edit"))):
            button.setText("" if narrow else text)
            button.setAccessibleName(text.replace("&", ""))
            button.setToolTip(tip(text.replace("&", "")) if narrow else "")
            button.updateGeometry()

    # -- reaching them --

    def _phones(self) -> list[ContactPoint]:
        return self._of_kind(ContactKind.PHONE)

    def _of_kind(self, kind: ContactKind) -> list[ContactPoint]:
        return [contact for contact in self._page.contacts if contact.kind is kind] if self._page else []

    def _call(self) -> None:
        phones = self._phones()
        if len(phones) == 1:
            self._reach(Channel.PHONE, lambda: self.copy(phones[0].value))
            return
        menu = self._new_menu()
        for phone in phones:
            action = menu.addAction(icon("phone"), _plain(_contact_words(phone)))
            action.triggered.connect(
                lambda _checked=False, phone=phone: self._reach(Channel.PHONE, lambda: self.copy(phone.value))
            )
        menu.popup(self.call.mapToGlobal(self.call.rect().bottomLeft()))

    def _reach(self, channel: Channel, go_on: Callable[[], object]) -> None:
        """Go on, or first say in one line what stands against it."""
        against = self.may_reach(channel)
        if against:
            self.calm.say(against, go_on)
        else:
            self.calm.put_away()
            go_on()

    def _begin(self, channel: Channel, link: QUrl | None) -> None:
        if link is not None:
            self._reach(channel, lambda: open_link(link))

    def copy(self, value: str) -> None:
        """Put a number or address on the clipboard and say so."""
        copied.copy(value)
        self._editing.told.emit(Notice(self.tr("{value} copied").format(value=value)))

    # -- the menu --

    def open_menu(self) -> QMenu:
        """Show everything else that can be done."""
        menu = self.menu()
        menu.popup(self.overflow.mapToGlobal(self.overflow.rect().bottomLeft()))
        return menu

    def menu(self) -> QMenu:
        """The rest of what can be done with the customer."""
        menu = self._new_menu()
        for phone in self._phones():
            self._add(menu, "phone", self.tr("Dial {value} with this computer"), phone).triggered.connect(
                lambda _checked=False, phone=phone: self._begin(Channel.PHONE, phone_link(phone.value))
            )
        for mail in self._of_kind(ContactKind.EMAIL):
            self._add(menu, "mail", self.tr("Write to {value}"), mail).triggered.connect(
                lambda _checked=False, mail=mail: self._begin(Channel.EMAIL, mail_link(mail.value))
            )
        for contact in self._page.contacts if self._page else ():
            self._add(menu, "copy", self.tr("Copy {value}"), contact).triggered.connect(
                lambda _checked=False, contact=contact: self.copy(contact.value)
            )
        menu.addSeparator()
        menu.addAction(icon("phone"), self.tr("How they &want to be reached… (W)")).triggered.connect(self.ways_wanted)
        menu.addAction(icon("moon"), self.tr("Leave in &peace until… (N)")).triggered.connect(self.peace_wanted)
        if self._page is not None and self._page.customer.leave_until is not None:
            menu.addAction(icon("sun"), self.tr("No longer leave in p&eace (N)")).triggered.connect(self.peace_ended)
        menu.addSeparator()
        menu.addAction(icon("merge"), self.tr("&Merge with… (M)")).triggered.connect(self.merge_wanted)
        for one in self._page.once if self._page else ():
            name = _plain(" ".join(one.merge.name.split())[:60])
            menu.addAction(icon("users"), self.tr("Take {name} apart…").format(name=name)).triggered.connect(
                lambda _checked=False, merge=one.merge: self.part_wanted.emit(merge)
            )
        menu.addSeparator()
        self._add_owners(
            menu, "chart-no-axes-column", tr("Value", "What they br&ing… (V)"), VALUE_PAGE, self.value_wanted.emit
        )
        self._add_owners(menu, "book-open", self.tr("Their own c&opy…"), COPY_SAVED, self.copy_wanted.emit)
        menu.addAction(icon("trash-2"), self.tr("&Delete this customer")).triggered.connect(self.remove_wanted)
        self._add_owners(menu, "trash-2", self.tr("Erase for &good…"), ERASED, self.erase_wanted.emit)
        menu.setToolTipsVisible(True)
        return menu

    def _add_owners(self, menu: QMenu, sign: str, words: str, operation: str, act: Callable[[], object]) -> None:
        """A line that is grey, with the reason, for whom it is refused."""
        line = menu.addAction(icon(sign), words)
        line.triggered.connect(lambda: act())
        reason = self._editing.hindrance(operation)
        if reason:
            line.setEnabled(False)
            line.setToolTip(tip(reason))

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    @staticmethod
    def _add(menu: QMenu, name: str, text: str, contact: ContactPoint) -> QAction:
        return menu.addAction(icon(name), text.format(value=_plain(contact.value)))


def _contact_words(contact: ContactPoint) -> str:
    line = left_to_right(" ".join(contact.value.split()))
    return f"{contact.label} {line}" if contact.label else line


def _plain(words: str) -> str:
    """Words a person typed, for a menu: on one short line, and no letter of them becomes a key."""
    line = " ".join(words.split())
    return (line if len(line) <= _LONGEST_IN_MENU else f"{line[:_LONGEST_IN_MENU]}…").replace("&", "&&")
