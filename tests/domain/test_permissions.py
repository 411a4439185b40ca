"""The table of who may what, and PINs."""

from __future__ import annotations

import pytest

from relapp.domain import permissions, sign_in
from relapp.domain.errors import UserError
from relapp.domain.permissions import MAY, may
from relapp.domain.staff import Role


def test_an_owner_may_whatever_staff_may() -> None:
    assert all(Role.OWNER in roles for roles in MAY.values())


def test_the_shop_itself_is_the_owners() -> None:
    theirs = {name for name, roles in MAY.items() if Role.STAFF not in roles}
    assert theirs == {
        "setting", "segments", "staff_add", "staff_edit", "pin_other", "erase", "protection", "restore",
        "uid", "export", "export_list", "export_copy", "page_value", "page_record",
    }  # fmt: skip


@pytest.mark.parametrize("role", [*Role, None])
def test_what_is_not_in_the_table_nobody_may(role: Role | None) -> None:
    assert not may(role, "something new")


def test_no_role_may_nothing() -> None:
    assert not any(may(None, name) for name in MAY)
    assert permissions.KEPT in MAY


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "١٢٣٤", "12 34", "½234"])
def test_a_pin_has_four_to_twelve_digits(pin: str) -> None:
    with pytest.raises(UserError, match=r"pin\.shape"):
        sign_in.checked(pin)


def test_spaces_around_a_pin_do_not_count() -> None:
    assert sign_in.checked(" 0042 ") == "0042"


def test_the_delay_grows_and_ends_growing() -> None:
    assert [sign_in.delay(failures) for failures in range(10)] == [0, 0, 0, 5, 15, 60, 300, 900, 900, 900]


def test_the_wait_runs_down_and_no_clock_that_was_set_back_prolongs_it() -> None:
    assert [sign_in.wait(5, 1_000, now) for now in (1_000, 1_001, 1_059, 1_060, 9_999)] == [60, 59, 1, 0, 0]
    assert sign_in.wait(5, 1_000, 1_000 - 10 * 365 * 86_400) == 60
    assert sign_in.wait(2, 1_000, 1_000) == 0
    assert sign_in.wait(9, None, 0) == 0
