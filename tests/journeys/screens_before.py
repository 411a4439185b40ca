"""What stands while no shop is open or nobody said who they are, put over the shop that is open for a look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from relapp.domain.errors import StorageUnavailable
from relapp.domain.recovery import Loss
from relapp.domain.shared_folders import Keeper
from relapp.services import sign_in
from relapp.ui.main_window import losses
from relapp.ui.main_window.losses import Losses
from relapp.ui.main_window.shared_page import SharedPage
from relapp.ui.main_window.window import BEFORE_A_SHOP
from relapp.ui.protection.unlock_page import UnlockPage
from tests.journeys.conftest import Desk


def unlock(desk: Desk) -> QWidget:
    page = UnlockPage(keyring=True)
    desk.window.add_page("unlock", page)
    desk.window.show_page("unlock")
    page.refuse("That is not the passphrase of this shop.", wrong=False)
    return page


def shared(desk: Desk) -> QWidget:
    folder = Path("/home/ina/OneDrive - Weir Lane Bakery/Customers")
    desk.window.add_page("shared", SharedPage(Keeper.ONEDRIVE, folder / "shop.relapp", folder))
    desk.window.show_page("shared")
    return desk.window.pages["shared"]


def _losses(desk: Desk) -> Losses:
    return Losses(desk.window, desk.session.background, lambda: desk.now, lambda _path, _key: None, lambda _: None)


def loss(desk: Desk) -> QWidget:
    found = losses.found(desk.folder / "shop.relapp", StorageUnavailable(Loss.OLDER))
    assert found is not None
    _losses(desk).show(found)
    return desk.window.pages["misfortune"]


def misfortune(desk: Desk) -> QWidget:
    file = desk.folder / "shop.relapp"
    _losses(desk).show_error(StorageUnavailable("no_shop", file=file), file)
    return desk.window.pages["misfortune"]


def lock(desk: Desk) -> QWidget:
    """The lock, as it asks for a PIN."""
    here, editing = desk.session.editing.staff_id, desk.session.editing
    assert here is not None
    if here not in editing.read(sign_in.with_pin):
        sign_in.set_pin(editing.operations, here, "2580")
    desk.session.lock()
    view = desk.session._lock
    assert view is not None
    return view.view


def forgotten(desk: Desk) -> QWidget:
    view = lock(desk)
    desk.press("Alt+F")
    found = desk.session._lock
    assert found is not None
    desk.wait(lambda: found.view.who.forgotten is not None)
    return view


BEFORE: dict[str, Callable[[Desk], QWidget]] = {
    "unlock": unlock,
    "shared folder": shared,
    "loss": loss,
    "misfortune": misfortune,
    "lock": lock,
    "forgotten PIN": forgotten,
}


def go_on(desk: Desk) -> None:
    """Away with what stands over the shop."""
    if desk.session.is_locked:
        desk.session._unlock()
    if desk.window.page in BEFORE_A_SHOP:
        desk.window.remove_page(desk.window.page)
        desk.session.join_commands()
        desk.session.show("today")
