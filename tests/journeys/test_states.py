"""P4 through the real window: kept, slipping, lost and back, by own rhythm, with what they mean."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from relapp.domain.customers import NewCustomer
from relapp.domain.promises import NewPromise
from relapp.services import customers, promises
from relapp.services.pages.customers import ListView
from relapp.ui.customers.states_sheet import StatesSheet
from tests.journeys.conftest import NOW, Desk
from tests.journeys.test_suggestions import come


def a_shop(desk: Desk) -> None:
    come(desk, "Kim Kept", "loaf", *(4 + 7 * week for week in range(8)))
    come(desk, "Sue Silent", "loaf", *(22 + 7 * week for week in range(8)))
    come(desk, "Sam Silent", "loaf", *(24 + 7 * week for week in range(8)))
    come(desk, "Lou Lost", "loaf", *(200 + 7 * week for week in range(8)))
    come(desk, "Ned New", "loaf", 5)
    desk.log("Ora Never: called and asked if we bake rye")
    desk.reopen()
    desk.wait(lambda: desk.session.states.now is not None)


def shown(desk: Desk) -> list[str]:
    model = desk.session.customers.list.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_states_are_counted_with_their_definitions_and_one_key_lists_each(desk: Desk) -> None:
    a_shop(desk)
    desk.press("Ctrl+2")
    for key in ("Tab", "Tab", "Space"):  # past the views, of which arrows choose one
        desk.press(key)
    sheet = desk.sheet
    assert isinstance(sheet, StatesSheet)
    assert [row.accessibleName().partition(".")[0] for row in sheet.rows] == [
        "Kept: 1",
        "Slipping: 2",
        "Lost: 1",
        "Back: 0",
        "Too new to say: 1",
        "Never came: 1",
    ]
    assert sheet.sum.text() == "6 customers in all: each is in exactly one of these, as of this morning."
    desk.press("2")
    assert shown(desk) == ["Sue Silent", "Sam Silent"]
    found = desk.session.customers.list
    assert found.rhythm.text() == "Slipping 2"
    assert found.definition.isVisible()
    assert found.count.text() == "2 customers"


def test_the_lists_follow_what_is_logged_and_undone(desk: Desk) -> None:
    a_shop(desk)
    desk.press("Ctrl+2")
    found = desk.session.customers.list
    found.show_view(ListView.TOO_NEW)
    assert shown(desk) == ["Ned New"]
    desk.log("Ora Never: came in yesterday and took a loaf")
    assert sorted(shown(desk)) == ["Ned New", "Ora Never"]
    assert found.rhythm.text() == "Too new to say 2"
    desk.press("Ctrl+Z")
    assert shown(desk) == ["Ned New"]
    found.show_view(ListView.EVERYONE)
    assert len(shown(desk)) == 6
    assert found.rhythm.text() == "By rhythm"
    assert not found.definition.isVisible()


def test_today_says_how_many_are_slipping_and_opens_them(desk: Desk) -> None:
    a_shop(desk)
    head = desk.session.today._head
    assert head.rhythm.text() == "Rhythm: 2 slipping"
    head.rhythm.setFocus()
    desk.press("Space")
    assert desk.window.page == "customers"
    assert shown(desk) == ["Sue Silent", "Sam Silent"]
    desk.press("Return")
    assert desk.view.header.name.text() == "Sue Silent"


def test_today_says_what_is_promised_and_opens_the_ledger(desk: Desk) -> None:
    for name, days in (("Ana Moreira", -1), ("Bo Lind", 0), ("Cleo Noor", 1)):
        one = desk.do("customer_add", partial(customers.add, new=NewCustomer(name)))
        promise = NewPromise("ring back", (NOW + timedelta(days=days)).date())
        desk.do("promise_give", partial(promises.give, customer_id=one, new=promise))
    desk.press("Ctrl+1")
    # The page is made anew while the shop is looked at.
    desk.wait(lambda: desk.session.today._head.promises.text() == "2 promises due")
    chip = desk.session.today._head.promises
    chip.setFocus()
    desk.press("Space")
    assert desk.window.page == "promises"
