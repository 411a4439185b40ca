"""How a person gets to the screens that keep the shop safe: backups, the protected file, PINs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relapp.domain.customers import NewCustomer
from relapp.domain.rotation import Reason
from relapp.services import customers
from relapp.ui.backups.restore_sheet import RestoreSheet
from relapp.ui.locking.pin_sheet import PinSheet
from relapp.ui.protection.sheets import CodeSheet
from relapp.ui.widgets.sheet import Sheet
from tests.journeys.conftest import Desk


def backup(desk: Desk) -> QWidget:
    """The backups, once there is one and something was done since."""
    keeping = desk.session.keeping
    assert keeping is not None
    if not keeping.standing().listed:
        keeping.backups.make(Reason.ASKED)
        desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Cora Lindqvist")))
    desk.press("Ctrl+Shift+K")
    return desk.sheet


def restore(desk: Desk) -> QWidget:
    backup(desk)
    desk.press("Alt+R")
    desk.wait(lambda: any(isinstance(one, RestoreSheet) and one.isVisible() for one in desk.window.findChildren(Sheet)))
    return desk.sheet


def passphrase(desk: Desk) -> QWidget:
    desk.session.protection.turn_on()
    return desk.sheet


def recovery_code(desk: Desk) -> QWidget:
    """A new recovery code, as it is shown the only time; nothing is protected by it."""
    CodeSheet(desk.window, "D4MKD-JVMRA-WH9GF-9CE33-HANKF-RWXKE-QGJE3", "Protect the file").open()
    return desk.sheet


def pin(desk: Desk) -> QWidget:
    """The form for the PIN of who is here."""
    PinSheet(desk.session.editing, desk.window, desk.session.shop.staff[0], has=True).open()
    return desk.sheet
