"""Every screen in every look: nothing nameless, nothing cut, nothing laid over another, nothing read as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.suggestions.model import Reason, Refusal, Suggestion, SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import answers, customers, facts, interactions, merging, staff
from relapp.storage import customers as stored_customers
from relapp.storage.transaction import Transaction
from relapp.ui import theme
from relapp.ui.duplicates import acts as merging_acts
from relapp.ui.duplicates.sheet import DuplicatesSheet
from relapp.ui.theme import Scheme
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.sheet import Sheet
from tests.journeys.conftest import NOW, Desk

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
ANA = 1
"""Her id: she is the first."""

Look = tuple[Scheme, int, tuple[int, int], Qt.LayoutDirection]

TILL = "Date;Receipt;Customer;Item;Quantity;Total\r\n13/04/2025;1;Ana Moreira;Wholemeal;2;6,40\r\nx;2;;Rye;1;3\r\n"


def one_of_all(tx: Transaction) -> None:
    """Ana with something in every part of her page, Ben with whom a look-alike may be confused."""
    phone = NewContactPoint(ContactKind.PHONE, "07700 904417")
    mail = NewContactPoint(ContactKind.EMAIL, "ana.moreira@example.org", "home")
    ana = customers.add(tx, NewCustomer("Ana Moreira", "Ana", contacts=(phone, mail)))
    ben = customers.add(tx, NewCustomer("Ben Osei"))
    line = (NewPurchaseLine("Small wholemeal, sliced", Decimal(2), 320, 0, 640),)
    for week in range(9, 3, -1):
        interactions.log(tx, NewInteraction((ana,), Kind.PURCHASE, NOW - timedelta(weeks=week), "", lines=line))
    asked = NewInteraction(
        (ana, ben), Kind.ENQUIRY, NOW - timedelta(days=12), "Does the spelt come on Fridays, or only on Saturdays?",
        Channel.PHONE, facts=(NewFact("allergy", "rye"), NewFact("buys for", "her mother, who likes a soft crust")),
        promises=(NewPromise("ring her about the spelt", (NOW - timedelta(days=5)).date()),),
        wishes=(NewWish("spelt, and the walnut knife"),),
    )  # fmt: skip
    interactions.log(tx, asked)
    again = NewInteraction((ana,), Kind.ENQUIRY, NOW - timedelta(days=11), "And does it keep?", Channel.PHONE)
    interactions.log(tx, again)
    guess = NewFact("dog", "a poodle called Bella", "", Certainty.GUESSED)
    interactions.log(tx, NewInteraction((ana,), Kind.NOTE, NOW, "\n".join(["Measured."] * 30), facts=(guess,)))
    interactions.log(tx, NewInteraction((ben,), Kind.CALL, NOW, "", Channel.PHONE, Direction.OUT))
    never_thank(tx, ana)
    facts.learn(tx, ana, NewFact("size", "39"), learned=(NOW - timedelta(days=1200)).date())


def never_thank(tx: Transaction, customer_id: int) -> None:
    one = Suggestion(customer_id, SuggestionKind.THANK, Reason("act"), Reason("why"), (), None, None, "e")
    answers.refuse(tx, one, Refusal.NEVER)


# -- the screens, each opened by its keys --


def today(desk: Desk) -> QWidget:
    desk.press("Ctrl+1")
    return desk.window


def with_card(desk: Desk, key: str) -> QWidget:
    desk.press("Ctrl+1")
    desk.session.today.cards[0].setFocus()
    desk.press(key)
    return sheet(desk)


def which_receipt(desk: Desk) -> QWidget:
    page = desk.session.today
    desk.press("Ctrl+1")
    card = next(one for one in page.cards if len(set(one.item.suggestion.receipts)) > 1)
    card.setFocus()
    desk.press("X")
    desk.press("2")
    return sheet(desk)


def customer(desk: Desk) -> QWidget:
    desk.session.open_customers(desk.session.customers.current_id or ANA)
    return desk.window


def customer_list(desk: Desk) -> QWidget:
    customer(desk)
    desk.press("Escape")
    return desk.window


def states(desk: Desk) -> QWidget:
    customer_list(desk)
    desk.wait(lambda: desk.session.states.now is not None)
    desk.session.customers.list.ask_state()
    return sheet(desk)


def evidence(desk: Desk) -> QWidget:
    customer(desk)
    settle(desk)
    next(line for line in desk.view.brief.lines() if line.line.receipts).setFocus()
    desk.press("Return")
    assert desk.view.evidence.isVisible()
    return desk.window


def edited(desk: Desk) -> QWidget:
    customer(desk)
    desk.view.focus_timeline()
    desk.press("Return")
    return sheet(desk)


def form(desk: Desk, begin: Callable[[], object]) -> QWidget:
    customer(desk)
    begin()
    return sheet(desk)


def log_line(desk: Desk) -> QWidget:
    desk.press("F2")
    desk.session.log.form.line.setPlainText(
        "ana m: took 2 wholemeal 6.40, will bring her daughter's size 39 on tuesday, wants spelt"
    )
    QApplication.processEvents()
    return sheet(desk)


def palette(desk: Desk) -> QWidget:
    desk.press("Ctrl+K")
    desk.type("an")
    return sheet(desk)


def by_key(key: str) -> Callable[[Desk], QWidget]:
    def open_it(desk: Desk) -> QWidget:
        desk.press(key)
        open_sheets = [one for one in desk.window.findChildren(Sheet) if one.isVisible()]
        return open_sheets[0] if open_sheets else desk.window

    return open_it


def arrival(desk: Desk) -> QWidget:
    desk.press("Ctrl+Shift+A")
    desk.type("spelt")
    return sheet(desk)


def duplicates(desk: Desk) -> QWidget:
    if desk.session.editing.read(stored_customers.count) < 3:
        phone = NewContactPoint(ContactKind.PHONE, "+44 7700 904417")
        desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("A. Moreira", contacts=(phone,))))
    desk.press("Ctrl+Shift+D")
    found = sheet(desk)
    assert isinstance(found, DuplicatesSheet)
    desk.wait(lambda: found.complete)
    return found


def merge(desk: Desk) -> QWidget:
    customer(desk)
    one = desk.session.customers.current_id or ANA
    merging_acts.compare(desk.session.editing, desk.window, one, one + 1 if one == ANA else one - 1)
    return sheet(desk)


def merge_with(desk: Desk) -> QWidget:
    customer(desk)
    desk.view.merge_customer()
    desk.type("a")
    return sheet(desk)


def take_apart(desk: Desk) -> QWidget:
    """Somebody of whom something was noted since they were merged."""
    customer(desk)
    one = desk.session.customers.current_id or ANA
    other = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreyra")))
    desk.do("merge", lambda tx: merging.merge(tx, one, other))
    desk.do("log", lambda tx: interactions.log(tx, NewInteraction((one,), Kind.VISIT, NOW, "Asked for walnut bread.")))
    desk.view.take_apart(desk.session.editing.read(lambda reader: merging.known_as(reader, one))[0].merge)
    return sheet(desk)


def own_copy(desk: Desk) -> QWidget:
    customer(desk)
    desk.press("Ctrl+Shift+P")
    return sheet(desk)


def licence(desk: Desk) -> QWidget:
    desk.press("Shift+F1")
    desk.press("Return")
    return sheet(desk)


SCREENS: dict[str, Callable[[Desk], QWidget]] = {
    "today": today,
    "done": lambda desk: with_card(desk, "D"),
    "why": lambda desk: with_card(desk, "W"),
    "later": lambda desk: with_card(desk, "S"),
    "no": lambda desk: with_card(desk, "X"),
    "not true": which_receipt,
    "customers": customer_list,
    "states": states,
    "customer": customer,
    "evidence": evidence,
    "edit entry": edited,
    "edit customer": lambda desk: form(desk, desk.view.edit_customer),
    "fact": lambda desk: form(desk, lambda: desk.view.memory.acts.learn(ANA)),
    "promise": lambda desk: form(desk, lambda: desk.view.memory.acts.give(ANA)),
    "wish": lambda desk: form(desk, lambda: desk.view.memory.acts.wish_for(ANA)),
    "peace": lambda desk: form(desk, desk.view.leave_in_peace),
    "dates": lambda desk: form(desk, desk.view.filter.choose_dates),
    "promises": by_key("Ctrl+3"),
    "settings": by_key("Ctrl+,"),
    "log": log_line,
    "palette": palette,
    "arrival": arrival,
    "duplicates": duplicates,
    "merge": merge,
    "merge with": merge_with,
    "take apart": take_apart,
    "export": by_key("Ctrl+Shift+E"),
    "own copy": own_copy,
    "staff": by_key("F4"),
    "keys": by_key("F1"),
    "about": by_key("Shift+F1"),
    "licence": licence,
}


def sheet(desk: Desk) -> Sheet:
    return next(one for one in desk.window.findChildren(Sheet) if one.isVisible())


def put_away(desk: Desk) -> None:
    for one in desk.window.findChildren(Sheet):
        one.dismiss()
    if desk.view.evidence.isVisible():
        desk.view.close_evidence()
    desk.app.sendPostedEvents()


def settle(desk: Desk) -> None:
    """Let the page share its room; words that wrap are measured more than once."""
    for _ in range(6):
        desk.app.processEvents()


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
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return isinstance(widget, QAbstractButton) and group is not None and group.exclusive() and not widget.isChecked()


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
            faults += [f"{look}: {fault}" for fault in look_at(looked_at, SCREENS)]
    assert not faults, "\n".join(faults)


def look_at(desk: Desk, screens: Iterable[str]) -> list[str]:
    """What is wrong with these screens as they are now."""
    faults = []
    for name in screens:
        root = SCREENS[name](desk)
        settle(desk)
        assert not desk.window.grab().isNull()
        for kind, found in (
            ("nameless", nameless(root)),
            ("markup", marked_up(root)),
            ("cut", cut(root)),
            ("overlaid", overlaid(root)),
        ):
            faults += [f"{name}: {kind}: {one}" for one in found]
        put_away(desk)
    return faults


def test_tab_reaches_every_control_of_every_screen(looked_at: Desk) -> None:
    faults = []
    for name, open_it in SCREENS.items():
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
