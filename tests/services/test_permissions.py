"""Every operation in the code, by every role, at the one door; what has no row in the table nobody may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import relapp
from relapp.domain.errors import UserError
from relapp.domain.permissions import KEPT, MAY
from relapp.domain.staff import Role
from relapp.services import settings, sign_in, staff
from relapp.storage import journal, schema
from relapp.storage.transaction import Transaction
from relapp.ui.wording import operations as wording
from tests.shop import Shop

SOURCE = Path(relapp.__file__).parent

COMPUTED = {
    # Where the name is no constant: what it can be.
    "relapp/services/exporting/notes.py name": {"export", "export_list", "export_copy"},
    "relapp/services/operations.py name": set(),
    "relapp/services/sample/__init__.py name": {"log", "sample", "staff_edit"},
    "relapp/ui/cases/acts.py sheet.operation()": {
        "case_open", "case_change", "case_asked", "case_close", "case_reopen",
    },
    "relapp/ui/editing.py name": set(),
    "relapp/ui/questions/acts.py operation": {"question_answer", "question_declined", "question_not_now"},
    "relapp/ui/today/acts.py name": {"suggestion_done", "suggestion_later", "suggestion_no"},
    "relapp/services/sign_in.py _name(operations, staff_id)": {"pin", "pin_other"},
}  # fmt: skip

DOORS = {"run", "work", "note", "write"}
OF = ("editing", "operations", "operations(database)", "database")


@cache
def constants() -> dict[str, set[str]]:
    """Every text that a module of the program calls by a name of its own; several may call theirs alike."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.Assign):
                for name, text in _named(path, one):
                    found.setdefault(name, set()).add(text)
    return found


def _named(path: Path, one: ast.Assign) -> Iterator[tuple[str, str]]:
    for target in one.targets:
        names, values = [target], [one.value]
        if isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
            names, values = target.elts, one.value.elts
        for name, value in zip(names, values, strict=True):
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield f"{path.stem}.{name.id}", value.value
                yield name.id, value.value


def calls() -> Iterator[tuple[str, ast.expr]]:
    """What every call of a door is given as its name, and in which file."""
    for path in sorted(SOURCE.rglob("*.py")):
        where = str(path.relative_to(SOURCE.parent).as_posix())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            base = ast.unparse(node.func.value).split(".")[-1].strip("_")
            if node.func.attr in DOORS and any(one in base for one in OF):
                yield where, node.args[0]


@cache
def operations() -> frozenset[str]:
    """The name of every operation that some code runs."""
    found: set[str] = set()
    for where, name in calls():
        said = ast.unparse(name)
        if isinstance(name, ast.Constant):
            found.add(str(name.value))
        elif said in constants():
            found |= constants()[said]
        else:
            assert f"{where} {said}" in COMPUTED, f"{where}: say in COMPUTED what {said} can be"
            found |= COMPUTED[f"{where} {said}"]
    return frozenset(found)


class Team:
    """A shop of an owner with a PIN, Tom, and Ida who left."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
        self.tom = shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
        self.ida = shop.run("staff_add", lambda tx: staff.add(tx, "Ida", Role.OWNER))
        shop.run("staff_edit", lambda tx: staff.change(tx, self.ida, name="Ida", role=Role.OWNER, active=False))

    def guard(self) -> None:
        """Give the owner a PIN."""
        self.at(self.bea)
        sign_in.set_pin(self.shop.operations, self.bea, "2580")

    def at(self, staff_id: int | None) -> None:
        self.shop.operations.staff_id = staff_id

    def refusal(self, name: str) -> str:
        """By which code ``name`` is refused, empty if it was done."""
        ran: list[object] = []
        try:
            self.shop.operations.run(name, ran.append)
        except UserError as error:
            assert not ran, "it was refused after the verb had begun"
            return error.code
        return ""


@pytest.fixture
def team(shop: Shop) -> Team:
    return Team(shop)


def test_the_search_finds_operations() -> None:
    assert {"log", "setting", "erase", "export", "copy_correct", "sample", "merge", "kept"} <= operations()


def test_every_operation_of_the_code_has_a_row() -> None:
    assert operations() - MAY.keys() == set()


def test_every_operation_that_has_words_has_a_row() -> None:
    # The program itself seals, as it brings an older file up to date.
    assert wording.titles().keys() - MAY.keys() == {"seal"}


def test_each_may_what_the_table_says_and_nothing_else(team: Team) -> None:
    team.guard()
    asked = 0
    for name in sorted(operations() | MAY.keys() | {"something new"}):
        roles, otherwise = MAY.get(name, frozenset()), "permission.owner"
        unsaid = "" if name == KEPT else "permission.nobody"
        if name not in MAY:
            otherwise = unsaid = "permission.unknown"
        for staff_id, role in ((team.bea, Role.OWNER), (team.tom, Role.STAFF)):
            team.at(staff_id)
            assert team.refusal(name) == ("" if role in roles else otherwise), (name, role)
            asked += 1
        for nobody in (None, team.ida, 4711):
            team.at(nobody)
            assert team.refusal(name) == unsaid, (name, nobody)
            asked += 1
    assert asked >= 5 * len(MAY)


def test_a_role_that_is_not_known_may_nothing(team: Team) -> None:
    team.at(team.bea)
    team.shop.run("staff_edit", lambda tx: tx.update(schema.staff, team.tom, role="cashier"))
    team.at(team.tom)
    assert {team.refusal(name) for name in MAY.keys() - {KEPT}} == {"permission.nobody"}


def test_whom_to_ask_is_told(team: Team) -> None:
    team.at(team.tom)
    with pytest.raises(UserError) as refused:
        team.shop.operations.require("export")
    assert refused.value.details == {"owners": ["Bea"]}
    assert not team.shop.operations.may("export")
    team.at(team.bea)
    assert team.shop.operations.may("export")


def test_without_any_pin_and_name_there_is_no_hurdle(team: Team) -> None:
    team.at(None)
    assert {team.refusal(name) for name in MAY} == {""}


def test_nobody_works_here_yet(shop: Shop) -> None:
    assert shop.operations.may("export")
    shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))


def test_staff_take_back_what_they_may_do_and_no_setting_of_an_owner(team: Team) -> None:
    shop = team.shop
    team.at(team.bea)
    shop.customer("Ana")
    team.at(team.tom)
    shop.operations.undo()
    shop.operations.redo()
    team.at(team.bea)
    shop.run("setting", lambda tx: settings.change(tx, currency="CHF"))
    act = shop.operations.undoable()
    assert act is not None
    team.at(team.tom)
    for take_back in (shop.operations.undo, lambda: shop.operations.undo_operation(act.id)):
        with pytest.raises(UserError, match=r"permission\.owner"):
            take_back()
    assert shop.read(settings.read).currency == "CHF"
    team.at(team.bea)
    shop.operations.undo()
    team.at(team.tom)
    with pytest.raises(UserError, match=r"permission\.owner"):
        shop.operations.redo()
    assert shop.read(settings.read).currency == "EUR"


def test_a_refused_act_leaves_no_line_in_the_record(team: Team) -> None:
    team.at(team.tom)

    def rows() -> list[object]:
        return list(team.shop.read(lambda reader: reader.rows(schema.operation.select())))

    before = rows()
    assert team.refusal("setting") == "permission.owner"
    assert rows() == before


def test_an_export_is_noted_by_who_may(team: Team) -> None:
    def note(tx: Transaction) -> None:
        journal.note(tx)

    team.at(team.tom)
    with pytest.raises(UserError):
        team.shop.operations.run("export", note)
    team.at(team.bea)
    team.shop.operations.run("export", note)
    noted = team.shop.read(lambda reader: journal.noted(reader, ("export",), 9))
    assert [one.staff_id for one in noted] == [team.bea]
