"""Somebody forgot their PIN: the window says what to do, and lets an owner do it who has the key of the file."""

from __future__ import annotations

import pytest

from relapp.domain.staff import Role
from relapp.services import sign_in, staff
from relapp.ui.locking.pin_sheet import PinSheet
from relapp.ui.locking.who import WhoIsHere
from relapp.ui.theme import Scheme
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk
from tests.journeys.test_every_screen import LOOKS, LTR, SMALL, cut, keyed_twice, nameless, unreached, wear
from tests.journeys.test_protection import PASSPHRASE, protect, quick

__all__ = ["quick"]

PIN = "2580"


def give_pin(desk: Desk) -> None:
    here = desk.session.editing.staff_id
    assert here is not None
    sign_in.set_pin(desk.session.editing.operations, here, PIN)


def ask(desk: Desk) -> WhoIsHere:
    """Lock, and say that the PIN is forgotten."""
    desk.press("F8")
    lock = desk.session._lock
    assert lock is not None
    who = lock.view.who
    desk.press("Alt+F")
    desk.wait(lambda: who.forgotten is not None)
    return who


def locked(desk: Desk) -> bool:
    return desk.session.is_locked


def said(who: WhoIsHere) -> str:
    assert who.forgotten is not None
    return who.forgotten.said.text()


def test_in_a_plain_shop_it_says_what_whoever_looks_after_the_computer_can_do(desk: Desk) -> None:
    give_pin(desk)
    who = ask(desk)
    assert said(who) == "Whoever looks after this computer can type this in a terminal:"
    assert "relapp staff --clear-pin" in [label.text() for label in who.findChildren(Label)]
    assert who.pin.hasFocus(), "whoever remembers it after all types on"
    desk.type(PIN)
    desk.press("Return")
    assert not locked(desk)


def test_staff_are_told_whom_to_ask(desk: Desk) -> None:
    give_pin(desk)
    tom = desk.do("staff_add", lambda tx: staff.add(tx, "Tom", Role.STAFF))
    sign_in.set_pin(desk.session.editing.operations, tom, "1111")
    desk.session.editing.staff_id = tom
    assert said(ask(desk)) == "Ask Ina: an owner sets a new PIN in the settings."


def test_whoever_has_the_passphrase_or_the_code_sets_a_new_one(desk: Desk) -> None:
    code = protect(desk)
    give_pin(desk)
    for key, pin in ((PASSPHRASE, "1111"), (code, "2222")):
        who = ask(desk)
        assert who.forgotten is not None
        desk.type("something else")
        desk.press("Tab")
        desk.press("Tab")
        for _ in range(2):
            desk.type(pin)
            desk.press("Tab")
        desk.press("Alt+S")
        trouble = who.forgotten.trouble
        desk.wait(trouble.isVisible)
        assert trouble.text() == "That is neither the passphrase nor the recovery code of this shop."
        assert locked(desk)
        who.forgotten.key.clear()
        who.forgotten.key.setFocus()
        desk.type(key)
        desk.press("Return")
        assert not locked(desk)
        desk.press("F8")
        desk.type(pin)
        desk.press("Return")
        assert not locked(desk)


def test_all_of_it_can_be_read_and_reached_in_a_low_window_with_large_text(desk: Desk) -> None:
    protect(desk)
    give_pin(desk)
    page = ask(desk).parentWidget()
    wear(desk, (Scheme.DARK, 200, SMALL, LTR))
    try:
        desk.app.processEvents()
        assert page is not None
        assert cut(page) == nameless(page) == keyed_twice(page) == unreached(desk, page) == []
    finally:
        wear(desk, LOOKS[0])


@pytest.mark.parametrize("own", [True, False])
def test_ones_own_new_pin_wants_the_old_one(desk: Desk, own: bool) -> None:
    give_pin(desk)
    member = desk.session.shop.staff[0]
    if not own:
        desk.session.editing.staff_id = desk.do("staff_add", lambda tx: staff.add(tx, "Bea", Role.OWNER))
    sheet = PinSheet(desk.session.editing, desk.window, member, has=True)
    sheet.open()
    desk.type("0000" if own else "1111")
    if own:
        desk.press("Tab")
        desk.type("1111")
    desk.press("Tab")
    desk.type("1111")
    desk.press("Return")
    if own:
        assert sheet._trouble.text() == "That is not the PIN."
        sheet.old.setFocus()
        sheet.old.selectAll()
        desk.type(PIN)
        desk.press("Return")
    assert desk.shown() == "Ina has a PIN now"
    desk.session.editing.let_in(member.id, "1111")
