"""Every screen in every look: nothing nameless, nothing cut, nothing laid over another, nothing read as markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import NewFact
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import customers, interactions, staff
from relapp.storage.transaction import Transaction
from relapp.ui import theme
from relapp.ui.theme import Scheme
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.sheet import Sheet
from tests.journeys.conftest import NOW, Desk
from tests.journeys.screens import SCREENS, never_thank, one_of_all, settle
from tests.journeys.screens_before import BEFORE, go_on

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
SMALL, USUAL = (900, 600), (1280, 820)
LOOKS = (
    (Scheme.LIGHT, 100, USUAL, LTR),
    (Scheme.DARK, 100, USUAL, RTL),
    (Scheme.DARK, 100, SMALL, LTR),
    (Scheme.LIGHT, 100, SMALL, RTL),
    (Scheme.DARK, 200, USUAL, LTR),
    (Scheme.LIGHT, 200, USUAL, RTL),
    (Scheme.LIGHT, 200, SMALL, LTR),
    (Scheme.DARK, 200, SMALL, RTL),
)
Look = tuple[Scheme, int, tuple[int, int], Qt.LayoutDirection]


EVERY = SCREENS | BEFORE


def put_away(desk: Desk) -> None:
    go_on(desk)
    for one in desk.window.findChildren(Sheet):
        one.dismiss()
    # Not asked of a page that nobody opened yet: it would be made here, and stand in no window.
    if "customers" in desk.window.pages and desk.view.evidence.isVisible():
        desk.view.close_evidence()
    desk.app.sendPostedEvents()


def wear(desk: Desk, look: Look) -> None:
    scheme, percent, size, direction = look
    theme.install(desk.app, scheme, percent)
    desk.app.setLayoutDirection(direction)
    desk.window.resize(*size)
    desk.app.processEvents()


# -- what is looked at --


def stops(root: QWidget) -> list[QWidget]:
    """Every control that the keyboard should reach."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QScrollArea)
        and not one_of_several(one)
        and (isinstance(root, Sheet) or not any(isinstance(up, Sheet) for up in parents(one)))
    ]


def one_of_several(widget: QWidget) -> bool:
    """Whether arrows lead to it from the one that is chosen among its like."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = widget.group()
    return widget.autoExclusive() if group is None else group.exclusive()


def parents(widget: QWidget) -> Iterator[QWidget]:
    up = widget.parentWidget()
    while up is not None:
        yield up
        up = up.parentWidget()


def called(widget: QWidget) -> str:
    text = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")
    return f"{type(widget).__name__} “{text[:60]}”"


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} in {[type(up).__name__ for up in parents(one)][:3]}"
        for one in stops(root)
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]


def marked_up(root: QWidget) -> list[str]:
    """What Qt would take for markup if somebody typed it."""
    labels = [one for one in root.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText]
    tips = [one for one in root.findChildren(QWidget) if reads_as_markup(one.toolTip())]
    return [called(one) for one in (*labels, *tips)]


def reads_as_markup(tip: str) -> bool:
    return GuiQt.mightBeRichText(tip) and not tip.startswith("<qt>")


def leaves(root: QWidget) -> list[QWidget]:
    """Visible words and buttons."""
    return [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton | QComboBox | QLineEdit)
        and one.isVisible()
        and (isinstance(root, Sheet) or not any(isinstance(up, Sheet) for up in parents(one)))
        and not isinstance(one.parentWidget(), QLineEdit | QComboBox)
    ]


def needs(widget: QWidget) -> tuple[int, int]:
    """Width and height that its text takes where it stands."""
    if widget.hasHeightForWidth():
        return 0, widget.heightForWidth(widget.width())
    wanted = widget.minimumSizeHint() if isinstance(widget, QComboBox | ElidedLabel) else widget.sizeHint()
    return (0 if isinstance(widget, QLineEdit) else wanted.width()), wanted.height()


def keyed_twice(root: QWidget) -> list[str]:
    """Which key with Alt stands for unlike things at once; it only walks between them, as it may through a list.

    A command of the window has its key wherever the window has the hand.
    """
    words = [one.text() for one in leaves(root) if isinstance(one, QAbstractButton)]
    words += [one.text() for one in leaves(root) if isinstance(one, QLabel) and one.buddy() is not None]
    keys = [(QKeySequence.mnemonic(text).toString(), text) for text in sorted(set(words))]
    commands = [one for one in root.window().actions() if one.isEnabled()]
    keys += [(key.toString(), one.text()) for one in commands for key in one.shortcuts()]
    counts = Counter(key for key, _ in keys if key)
    return [f"{key}: {text}" for key, text in keys if counts[key] > 1]


def cut(root: QWidget) -> list[str]:
    found = []
    for one in leaves(root):
        width, height = needs(one)
        if width > one.width() + 1 or height > one.height() + 1:
            found.append(f"{called(one)} has {one.width()}×{one.height()}, needs {width}×{height}")
        elif not one.visibleRegion().isEmpty() and (why := clipped(one)):
            found.append(f"{called(one)} {why}")
    return found


def clipped(widget: QWidget) -> str:
    """By which ancestor it is clipped; what scrolls may run on below."""
    scrolls = False
    for up in parents(widget):
        place = QRect(widget.mapTo(up, QPoint(0, 0)), widget.size())
        scroller = up.parentWidget()
        scrolls |= isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is up
        if place.left() < -1 or place.right() > up.width():
            return f"is cut sideways by {type(up).__name__}: {place}, {up.size()}"
        if not scrolls and (place.top() < -1 or place.bottom() > up.height()):
            return f"is cut by {type(up).__name__}: {place}, {up.size()}"
        if up.isWindow():
            break
    return ""


def seen(widget: QWidget) -> QRect:
    """Where it is on the screen, without what is scrolled away."""
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    for up in parents(widget):
        place &= QRect(up.mapToGlobal(QPoint(0, 0)), up.size())
    return place


def overlaid(root: QWidget) -> list[str]:
    places = [(one, seen(one).adjusted(1, 1, -1, -1)) for one in leaves(root) if not isinstance(one, QLineEdit)]
    return [
        f"{called(one)} {place} and {called(other)} {its}"
        for (one, place), (other, its) in combinations(places, 2)
        if place.isValid() and its.isValid() and place.intersects(its)
        and not one.isAncestorOf(other) and not other.isAncestorOf(one)
        and not (on_toast(one) or on_toast(other))
    ]  # fmt: skip


def on_toast(widget: QWidget) -> bool:
    return any(type(up).__name__ == "Toast" for up in parents(widget))


def unreached(desk: Desk, root: QWidget) -> list[str]:
    """What Tab does not come to."""
    wanted, reached = stops(root), set()
    for _ in range(3 * len(wanted) + 20):
        desk.press("Tab")
        reached.add(desk.focus())
        if reached >= set(wanted):
            break
    return [called(one) for one in wanted if one not in reached and one.isVisible()]


@pytest.fixture
def looked_at(desk: Desk) -> Iterator[Desk]:
    desk.do("log", one_of_all)
    yield desk
    wear(desk, LOOKS[0])


@pytest.mark.parametrize("percent", [100, 200])
def test_no_screen_is_cut_nameless_or_laid_over_itself(looked_at: Desk, percent: int) -> None:
    faults = []
    for look in LOOKS:
        if look[1] == percent:
            wear(looked_at, look)
            faults += [f"{look}: {fault}" for fault in look_at(looked_at, EVERY)]
    assert not faults, "\n".join(faults)


def look_at(desk: Desk, screens: Iterable[str]) -> list[str]:
    """What is wrong with these screens as they are now."""
    faults = []
    for name in screens:
        root = EVERY[name](desk)
        settle(desk)
        assert not desk.window.grab().isNull()
        for kind, found in (
            ("nameless", nameless(root)),
            ("markup", marked_up(root)),
            ("cut", cut(root)),
            ("key twice", keyed_twice(root)),
            ("overlaid", overlaid(root)),
        ):
            faults += [f"{name}: {kind}: {one}" for one in found]
        put_away(desk)
    return faults


def test_tab_reaches_every_control_of_every_screen(looked_at: Desk) -> None:
    faults = []
    for name, open_it in EVERY.items():
        root = open_it(looked_at)
        faults += [f"{name}: {one}" for one in unreached(looked_at, root)]
        put_away(looked_at)
    assert not faults, "\n".join(faults)


NAUGHTY = (
    "<b>Bold</b><img src='file:///etc/passwd'><script>alert(1)</script>",
    "& &amp; &lt; && {name} %n %1 {0}",
    "a\x00b\x07c\x1b[31md\u2028e\u2029f\x7f",
    "\u202eAna\u202c \u2066Moreira\u2069 \u200f\u200e\u061c",
    "👩‍👩‍👧‍👦🏳️‍🌈 Zo\u0308e\u0301 " + "Z\u0351\u036b\u0343\u036a" * 20,
    "'; DROP TABLE customer; -- \" * OR (NEAR",
    "w" * 10_000,
    "ع" * 300 + " שלום " + "田" * 300,
)


def naughty(tx: Transaction, text: str) -> int:
    """Somebody of whom everything that can be typed is ``text``, as far as it is taken."""
    contact = NewContactPoint(ContactKind.OTHER, text[:200], text[:40])
    customer_id = customers.add(tx, NewCustomer(text[:200], text[:40], contacts=(contact,)))
    customers.annotate(tx, customer_id, text)
    never_thank(tx, customer_id)
    line = NewPurchaseLine(text[:200], Decimal(1), 320, 0, 320)
    for kind in (Kind.PURCHASE, Kind.ENQUIRY, Kind.ENQUIRY):
        entry = NewInteraction(
            (customer_id,), kind, NOW - timedelta(days=5), text, lines=(line,) if kind is Kind.PURCHASE else (),
            facts=(NewFact("allergy", text), NewFact(text[:60] or "x", text, text[:60])),
            promises=(NewPromise(text, NOW.date()),), wishes=(NewWish(text),),
        )  # fmt: skip
        interactions.log(tx, entry)
    return customer_id


OF_A_CUSTOMER = ("customer", "evidence", "edit entry")


def test_nothing_that_can_be_typed_upsets_a_screen_or_is_read_as_markup(desk: Desk) -> None:
    def enter(tx: Transaction) -> list[int]:
        return [naughty(tx, text) for text in NAUGHTY]

    ids = desk.do("log", enter)
    for text in NAUGHTY[:4]:
        desk.do("staff_add", partial(staff.add, name=text[:40]))
    desk.window.resize(*SMALL)
    # Nobody here can be reached, so done asks nothing.
    faults = look_at(desk, [name for name in SCREENS if name not in (*OF_A_CUSTOMER, "done")])
    for number, one in enumerate(ids):
        desk.session.open_customers(one)
        faults += [f"{number}: {fault}" for fault in look_at(desk, OF_A_CUSTOMER)]
    for text in NAUGHTY:
        desk.press("Ctrl+K")
        desk.session.palette.search.insert(text)
        desk.press("Return")
        put_away(desk)
    desk.reopen()
    assert not faults, "\n".join(faults)
