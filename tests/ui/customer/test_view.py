from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.brief import BriefKind
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind
from relapp.domain.receipts import Receipt, Source
from relapp.domain.staff import Role
from relapp.domain.suggestions.signals import Outlook, Range
from relapp.services import customers, staff
from relapp.services.pages import customer as customer_page
from relapp.storage import photos, schema
from relapp.ui import theme
from relapp.ui.customer.customer_form import CustomerForm
from relapp.ui.customer.view import CustomerView
from relapp.ui.links import mail_link, open_link, phone_link
from relapp.ui.widgets.form_sheet import FormSheet
from tests.ui.customer.shop import TODAY, Shop
from tests.ui.widgets.test_avatar import a_picture


def test_the_head_says_who_how_and_since_when(view: CustomerView) -> None:
    assert view.header.name.text() == "Ana Moreira “Ana”"
    assert view.header.contacts.text() == "07700 904417 · ana@example.org"
    assert view.header.standing.text() == "Customer for 2 months · 10 entries · last contact today"


def test_call_copies_the_number_and_says_so(full_shop: Shop, view: CustomerView) -> None:
    QTest.mouseClick(view.header.call, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "07700 904417"
    assert full_shop.told[-1].text == "07700 904417 copied"


@pytest.mark.parametrize("link", ["file:///etc/passwd", "https://example.org", "javascript:alert(1)", "tel"])
def test_only_numbers_and_addresses_leave_the_program(link: str) -> None:
    assert not open_link(QUrl(link))


def test_a_number_becomes_a_link_of_nothing_but_its_digits() -> None:
    assert phone_link("+44 (0)7700 904417;ext=1") == QUrl("tel:+44077009044171")
    assert phone_link("ask at the counter") is None
    assert mail_link(" ana@example.org ") == QUrl("mailto:ana@example.org")


@pytest.mark.parametrize("words", ["not an address", "a@b?cc=c@d", "a@b&bcc=x@y"])
def test_an_address_cannot_carry_more_than_an_address(words: str) -> None:
    assert mail_link(words) is None


def test_name_note_and_contacts_are_edited_as_one_act(full_shop: Shop, view: CustomerView) -> None:
    QTest.mouseClick(view.header.edit, Qt.MouseButton.LeftButton)
    form = view.window().findChild(CustomerForm)
    assert form is not None
    form.name.setText("Ana Moreira Lima")
    form.note.setPlainText("Prefers the back door.")
    form.rows[0].value.setText("07700 904418")
    form.add_contact()
    form.rows[-1].value.setText("07700 900111")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert view.header.name.text().startswith("Ana Moreira Lima")
    assert view.header.contacts.text() == "07700 904418 · ana@example.org · 07700 900111"
    full_shop.editing.undo()
    assert view.header.contacts.text() == "07700 904417 · ana@example.org"
    assert view.header.name.text() == "Ana Moreira “Ana”"


def test_a_customer_cannot_lose_their_name(full_shop: Shop, view: CustomerView) -> None:
    view.edit_customer()
    form = view.window().findChild(CustomerForm)
    assert form is not None
    form.name.clear()
    form.rows[0].value.setText("07700 000000")
    form.saved.emit()
    assert form.isVisible()
    assert full_shop.told[-1].failed
    assert "904417" in view.header.contacts.text()


def test_leaving_in_peace_is_shown_and_ends(full_shop: Shop, view: CustomerView) -> None:
    view.reach.leave_in_peace()
    sheet = view.window().findChild(FormSheet)
    assert sheet is not None
    sheet.saved.emit()
    page = full_shop.editing.read(lambda reader: customer_page.page(reader, full_shop.ana, TODAY))
    assert page is not None
    assert page.customer.leave_until == TODAY + timedelta(days=7)
    texts = [label.text() for label in view.header.findChildren(QLabel)]
    assert "In peace until 26 Nov" in texts
    menu = view.header.menu()
    next(action for action in menu.actions() if "No longer" in action.text()).trigger()
    page = full_shop.editing.read(lambda reader: customer_page.page(reader, full_shop.ana, TODAY))
    assert page is not None
    assert page.customer.leave_until is None


def test_chips_go_below_a_name_that_they_would_cut(full_shop: Shop, view: CustomerView) -> None:
    page = full_shop.editing.read(lambda reader: customer_page.page(reader, full_shop.ana, TODAY))
    assert page is not None
    header = view.header
    long = replace(page.customer, nickname="", name="Margaret Doyle-Fotheringham", leave_until=TODAY)
    header.show_customer(replace(page, customer=long), TODAY)
    for width in range(1200, 620, -20):
        header.setFixedWidth(width)
        QApplication.processEvents()
        assert header.name.shown_text() == header.name.text(), width


def test_deleting_asks_nothing_closes_the_page_and_can_be_undone(
    full_shop: Shop, view: CustomerView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.closed):
        view.remove_customer()
    assert view.current_id is None
    full_shop.editing.undo()
    view.show_customer(full_shop.ana)
    assert view.model.rowCount() == 10


def test_somebody_unknown_gets_one_honest_sentence(full_shop: Shop, view: CustomerView) -> None:
    page = full_shop.editing.read(lambda reader: customer_page.page(reader, full_shop.bea, TODAY))
    assert page is not None
    view.brief.show_brief(replace(page, brief=()), "Bea", TODAY)
    QApplication.processEvents()
    shown = [label.text() for label in view.brief.findChildren(QLabel) if label.isVisible()]
    assert "Nothing is known yet that sets Bea apart." in shown
    assert view.brief.lines() == []


def test_the_brief_stands_in_reading_order_and_names_each_line(view: CustomerView) -> None:
    lines = view.brief.lines()
    kinds = [line.line.kind for line in lines]
    assert kinds == sorted(kinds, key=list(BriefKind).index)
    assert 3 <= len(lines) <= 7
    assert all(line.accessibleName().endswith(line.sentence) for line in lines)
    tops = [line.mapTo(view, QPoint(0, 0)).y() for line in lines]
    assert tops == sorted(tops)


def test_a_line_of_the_brief_opens_its_evidence_and_escape_goes_back(view: CustomerView, qtbot: QtBot) -> None:
    line = next(line for line in view.brief.lines() if line.line.kind is BriefKind.NOW)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(view.evidence_wanted) as wanted:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert wanted.args == [line.line.receipts, view.current_id, line.sentence]
    entries = {Receipt(Source.INTERACTION, entry.interaction.id) for entry in view.evidence.model.entries()}
    rows = {item.shown.receipt for item in view.evidence.items()}
    assert entries | rows == set(line.line.receipts)
    QTest.keyClick(view.evidence.entries, Qt.Key.Key_Escape)
    assert not view.evidence.isVisible()
    assert line.hasFocus()


def test_the_keyboard_comes_to_the_brief_first_and_arrows_walk_it(view: CustomerView) -> None:
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    lines = view.brief.lines()
    assert lines[0].hasFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    assert lines[1].hasFocus()
    QTest.keyClick(lines[1], Qt.Key.Key_Up)
    assert lines[0].hasFocus()


def test_evidence_is_shown_on_the_timeline_although_a_filter_hides_it(view: CustomerView) -> None:
    oldest = view.model.entry(view.model.rowCount() - 1).interaction.id
    view.filter.words.setText("spelt")
    view.show_evidence((Receipt(Source.INTERACTION, oldest),), "The oldest")
    QTest.keyClick(view.evidence.entries, Qt.Key.Key_Return)
    current = view.timeline.current_entry()
    assert current is not None
    assert current.interaction.id == view.timeline.delegate.found == oldest
    assert view.timeline.hasFocus()
    assert view.filter.words.text() == ""


def test_an_entry_far_down_is_found_by_reading_more_pages(full_shop: Shop, view: CustomerView) -> None:
    for days in range(60, 180):
        full_shop.log(days, view.model.entry(0).interaction.kind, f"{days} days ago")
    wanted = full_shop.log(400, view.model.entry(0).interaction.kind, "long ago")
    view.show_customer(full_shop.ana)
    assert view.model.row_of(wanted) is None
    assert view.show_entry(wanted)
    row = view.model.row_of(wanted)
    assert row is not None
    top = view.timeline.rowViewportPosition(row)
    assert 0 <= top < view.timeline.viewport().height()


def test_evidence_that_is_gone_says_so(full_shop: Shop, view: CustomerView) -> None:
    view.show_evidence((Receipt(Source.INTERACTION, 99_999),), "Nothing")
    texts = [label.text() for label in view.evidence.findChildren(QLabel) if label.isVisible()]
    assert "What this was read from is no longer there." in texts


def test_l_goes_to_the_log_line_and_u_asks_for_the_usual(view: CustomerView, qtbot: QtBot) -> None:
    line = QLineEdit()
    view.set_log_form(line)
    QApplication.processEvents()
    view.focus_timeline()
    QTest.keyClicks(view.timeline, "l")
    assert line.hasFocus()
    QTest.keyClicks(line, "full u/")
    assert line.text() == "full u/"
    view.focus_timeline()
    with qtbot.waitSignal(view.usual_wanted):
        QTest.keyClicks(view.timeline, "u")


def test_alt_left_goes_back_to_the_list(view: CustomerView, qtbot: QtBot) -> None:
    view.focus_timeline()
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view.timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_everything_that_takes_the_keyboard_has_a_name(view: CustomerView) -> None:
    for width in (620, 1500):
        view.resize(width, 820)
        QApplication.processEvents()
        nameless = [
            widget
            for widget in view.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        ]
        assert nameless == []


def test_what_a_person_typed_is_never_read_as_markup(shop: Shop, qtbot: QtBot) -> None:
    evil = "<b>Bold</b><img src=x>"
    customer = shop.operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer(evil, note=evil))).result
    page = CustomerView(shop.editing)
    qtbot.addWidget(page)
    page.show()
    page.show_customer(customer)
    assert page.header.name.text() == evil
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


@pytest.mark.parametrize(
    ("size", "percent"), [((560, 560), 100), ((844, 600), 100), ((900, 800), 200), ((3000, 2000), 150)]
)
def test_nothing_stands_outside_the_page_or_on_its_neighbour(
    view: CustomerView, size: tuple[int, int], percent: int
) -> None:
    theme.current().set_text_size(percent)
    form = QLineEdit()
    view.set_log_form(form)
    view.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert (view.width(), view.height()) == size
    for widget in (view.header, view.brief.parentWidget(), view.timeline, form):
        assert widget is not None
        left = widget.mapTo(view, QPoint(0, 0))
        assert left.x() >= 0
        assert left.x() + widget.width() <= view.width()
    assert view.timeline.mapTo(view, QPoint(0, view.timeline.height())).y() <= form.mapTo(view, QPoint(0, 0)).y()
    assert view.timeline.height() > 40


def test_evidence_names_people_and_cases_and_opens_them(full_shop: Shop, view: CustomerView, qtbot: QtBot) -> None:
    columns = {
        "customer_id": full_shop.ana, "source_id": None, "cause": "handle broke", "severity": 2, "remedy": "replace",
        "cost": None, "currency": "EUR", "owner_id": None, "promise_id": None, "opened": TODAY.isoformat(),
        "asked_again": None, "closed": None,
    }  # fmt: skip
    case = full_shop.operations.run("log", lambda tx: tx.insert(schema.recovery_case, **columns)).result
    view.show_evidence((Receipt(Source.CASE, case), Receipt(Source.CUSTOMER, full_shop.bea)), "Both")
    put_right, bea = view.evidence.items()
    assert (put_right.shown.text, put_right.shown.state) == (
        "handle broke – remedy: Replace",
        "being put right since today",
    )
    with qtbot.waitSignal(view.customer_wanted) as wanted:
        QTest.keyClick(bea, Qt.Key.Key_O)
    assert wanted.args == [full_shop.bea]


def test_evidence_of_another_customer_opens_theirs(full_shop: Shop, view: CustomerView, qtbot: QtBot) -> None:
    entry = full_shop.log(1, Kind.VISIT, "first time", customers=(full_shop.bea,))
    view.show_evidence((Receipt(Source.INTERACTION, entry),), "Bea came through them")
    with qtbot.waitSignal(view.customer_wanted) as wanted:
        QTest.keyClick(view.evidence.entries, Qt.Key.Key_Return)
    assert wanted.args == [full_shop.bea]


def test_the_potential_stands_in_the_head_and_can_be_hidden_by_itself(full_shop: Shop, view: CustomerView) -> None:
    line = view.header.potential
    assert not line.isVisible()
    outlooks = {full_shop.ana: Outlook(0.6, 30_000, potential=Range(18_000, 42_000, 365, 11))}
    view.outlook_of = outlooks.get
    view.show_customer(full_shop.ana)
    assert line.isVisible()
    assert line.text() == "Potential: €180–€420 a year; 11 people like them"
    outlooks[full_shop.ana] = Outlook(0.6, 30_000)
    view.show_customer(full_shop.ana)
    assert line.text() == "Potential: too few people like them to say"
    view.show_customer(full_shop.bea)
    assert not line.isVisible()


def test_the_potential_is_for_owners_to_see(full_shop: Shop, view: CustomerView) -> None:
    view.outlook_of = {full_shop.ana: Outlook(0.6, 30_000, potential=Range(18_000, 42_000, 365, 11))}.get
    seen = []
    for role in (Role.OWNER, Role.STAFF):
        added = full_shop.operations.run("staff_add", partial(staff.add, name=f"A new {role}", role=role))
        view._editing.staff_id = added.result
        view.show_customer(full_shop.ana)
        seen.append(view.header.potential.isVisible())
    assert seen == [True, False]


def test_the_head_shows_the_picture_of_whoever_has_one(full_shop: Shop, view: CustomerView) -> None:
    before = view.header.grab().toImage()
    full_shop.operations.run("customer_edit", lambda tx: photos.add(tx, full_shop.ana, a_picture(200, 200)))
    view.show_customer(full_shop.ana)
    QApplication.processEvents()
    assert view.header.grab().toImage() != before
    view.show_customer(full_shop.bea)
    view.show_customer(full_shop.ana)
    QApplication.processEvents()
    colours = view.header.grab().toImage()
    assert any(colours.pixelColor(x, y).name() == "#ff0000" for x in range(60) for y in range(0, colours.height(), 4))
