"""PINs: whose may be set by whom, and what wrong ones cost, whatever the clock shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from relapp.domain.errors import UserError
from relapp.domain.staff import Role
from relapp.services import sign_in, staff
from relapp.services.sign_in import Clerk
from relapp.storage import schema
from relapp.storage import sign_in as stored
from tests.shop import Shop

PIN, WRONG = "2580", "0000"


class Till:
    """A shop with Bea, its owner, who has a PIN, and Tom, who has none; ``ticks`` are the seconds since the start."""

    def __init__(self, path: Path) -> None:
        self.shop = Shop(path)
        self.bea = self.shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
        self.tom = self.shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
        self.shop.operations.staff_id = self.bea
        sign_in.set_pin(self.shop.operations, self.bea, PIN)
        self.shop.operations.staff_id = self.tom
        self.start()

    def start(self) -> None:
        self.ticks = 0.0
        self.clerk = Clerk(self.shop.operations, lambda: self.ticks)

    def restart(self) -> None:
        self.shop.reopen()
        self.start()

    def pass_by(self, seconds: float) -> None:
        self.ticks += seconds
        self.shop.now += timedelta(seconds=seconds)

    def set_clock(self, to: datetime) -> None:
        self.shop.now = to

    def tries(self, pin: str) -> str:
        """By which code the owner's PIN is refused, empty if it was right."""
        try:
            self.clerk.let_in(self.bea, pin)
        except UserError as error:
            assert self.shop.operations.staff_id == self.tom
            return error.code
        return ""

    def fail(self, times: int) -> None:
        """So many wrong ones, each as soon as may be."""
        for _ in range(times):
            self.pass_by(self.clerk.wait(self.bea))
            assert self.tries(WRONG) == "pin.wrong"


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return Till(tmp_path / "shop.relapp")


def test_who_has_none_comes_by_the_name_alone(till: Till) -> None:
    till.shop.operations.staff_id = till.bea
    till.clerk.let_in(till.tom)
    assert till.shop.operations.staff_id == till.tom


def test_the_right_one_lets_in_and_forgets_what_was_wrong(till: Till) -> None:
    till.fail(2)
    assert till.tries(f" {PIN} ") == ""
    assert till.shop.operations.staff_id == till.bea
    kept = till.shop.read(lambda reader: stored.find(reader, till.bea))
    assert kept is not None
    assert (kept.failures, kept.failed_at) == (0, None)


@pytest.mark.parametrize("pin", ["", "2580 2580", "25800", "０２５８", "2580'--"])
def test_anything_else_does_not(till: Till, pin: str) -> None:
    assert till.tries(pin) == "pin.wrong"


def test_the_wait_grows_and_takes_no_attempt_meanwhile(till: Till) -> None:
    waits = []
    for _ in range(9):
        till.fail(1)
        waits.append(till.clerk.wait(till.bea))
        if waits[-1]:
            assert till.tries(PIN) in ("pin.wait", "pin.wait_long"), "the right one is not looked at either"
    assert waits == [0, 0, 5, 15, 60, 300, 900, 900, 900]
    till.pass_by(899)
    assert till.tries(PIN) == "pin.wait"
    till.pass_by(1)
    assert till.tries(PIN) == ""


def test_a_restart_shortens_nothing(till: Till) -> None:
    till.fail(6)
    till.pass_by(100)
    till.restart()
    assert till.clerk.wait(till.bea) == 200
    till.pass_by(200)
    assert till.tries(PIN) == ""


def test_a_clock_that_is_set_forward_shortens_nothing_until_a_restart(till: Till) -> None:
    till.fail(6)
    till.set_clock(till.shop.now + timedelta(days=365))
    assert till.clerk.wait(till.bea) == 300
    assert till.tries(PIN) == "pin.wait_long"
    till.pass_by(300)
    assert till.tries(WRONG) == "pin.wrong"
    assert till.clerk.wait(till.bea) == 900, "and the count goes on"


@pytest.mark.parametrize("restart", [False, True])
def test_a_clock_that_is_set_back_ten_years_costs_one_whole_wait_and_no_more(till: Till, restart: bool) -> None:
    till.fail(6)
    till.pass_by(290)
    till.set_clock(till.shop.now - timedelta(days=3650))
    if restart:
        till.restart()
    assert till.clerk.wait(till.bea) == 300
    till.pass_by(299)
    assert till.tries(PIN) == "pin.wait"
    till.pass_by(1)
    assert till.tries(PIN) == ""


def test_an_attempt_counts_before_it_is_looked_at(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(sign_in, "_fits", killed)
    with pytest.raises(KeyboardInterrupt):
        till.clerk.let_in(till.bea, WRONG)
    kept = till.shop.read(lambda reader: stored.find(reader, till.bea))
    assert kept is not None
    assert kept.failures == 1


def test_the_file_holds_no_pin(till: Till) -> None:
    kept = till.shop.read(lambda reader: stored.find(reader, till.bea))
    assert kept is not None
    assert kept.pin.startswith("$argon2id$")
    till.shop.database.tidy()
    assert PIN.encode() not in b"".join(one.read_bytes() for one in till.shop.path.parent.iterdir())  # type: ignore[union-attr]


def test_the_own_one_everybody_sets_that_of_others_an_owner(till: Till) -> None:
    operations = till.shop.operations
    with pytest.raises(UserError, match=r"permission\.owner"):
        sign_in.set_pin(operations, till.bea, "1111")
    with pytest.raises(UserError, match=r"permission\.owner"):
        sign_in.clear_pin(operations, till.bea)
    sign_in.set_pin(operations, till.tom, "7777")
    assert till.shop.read(sign_in.with_pin) == {till.bea, till.tom}
    till.clerk.let_in(till.bea, PIN)
    sign_in.clear_pin(operations, till.tom)
    assert till.shop.read(sign_in.with_pin) == {till.bea}


def test_a_new_one_of_ones_own_wants_the_old_one_and_wrong_ones_count(till: Till) -> None:
    till.clerk.let_in(till.bea, PIN)
    operations = till.shop.operations
    for old in ("", WRONG):
        with pytest.raises(UserError, match=r"pin\.wrong"):
            sign_in.set_pin(operations, till.bea, "1111", old=old)
    with pytest.raises(UserError, match=r"pin\.wrong"):
        sign_in.clear_pin(operations, till.bea, old=WRONG)
    with pytest.raises(UserError, match=r"pin\.wait"):
        sign_in.set_pin(operations, till.bea, "1111", old=PIN)
    till.shop.now += timedelta(minutes=30)
    sign_in.set_pin(operations, till.bea, "1111", old=PIN)
    till.clerk.let_in(till.bea, "1111")
    sign_in.clear_pin(operations, till.bea, old="1111")
    assert till.shop.read(sign_in.with_pin) == set()


def test_no_undo_brings_back_an_old_pin(till: Till) -> None:
    till.clerk.let_in(till.bea, PIN)
    sign_in.set_pin(till.shop.operations, till.bea, "1111", old=PIN)
    till.shop.operations.undo()
    assert till.shop.read(sign_in.with_pin) <= {till.bea}
    names = till.shop.read(lambda reader: [row.name for row in reader.rows(schema.operation.select())])
    assert names.count("pin") == 2, "the record shows that it was set, twice"


def test_who_left_is_not_let_in(till: Till) -> None:
    till.clerk.let_in(till.bea, PIN)
    till.shop.run("staff_edit", lambda tx: staff.change(tx, till.tom, name="Tom", role=Role.STAFF, active=False))
    with pytest.raises(UserError, match=r"permission\.nobody"):
        till.clerk.let_in(till.tom)


def test_who_forgot_theirs_has_a_way_out_that_is_noted(till: Till) -> None:
    till.shop.operations.staff_id = None
    assert sign_in.clear_every_pin(till.shop.database, till.shop.operations) == 1
    assert till.shop.read(sign_in.with_pin) == set()
    names = till.shop.read(lambda reader: [row.name for row in reader.rows(schema.operation.select())])
    assert names[-1] == "pin_other"
    assert sign_in.clear_every_pin(till.shop.database, till.shop.operations) == 0
