"""The import in every look and state: nothing nameless, nothing cut, nothing laid over another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from relapp.services.transfer.storing.tally import Result
from relapp.ui.importing.dialog import ImportDialog
from relapp.ui.theme import Scheme
from tests.journeys.conftest import Desk
from tests.journeys.screens import settle
from tests.journeys.test_every_screen import (
    LOOKS,
    called,
    cut,
    marked_up,
    nameless,
    overlaid,
    stops,
    wear,
)

LONG = "Ana <b>Moreira</b> of the very long name that a bakery in a small town would hardly write down"
FILES: dict[str, str] = {
    "people.csv": f"Name;Phone;E-Mail;Birthday;Dog\n{LONG};0171 555 4417;ana@example.org;13/06/1980;{'poodle ' * 30}\n",
    "till.csv": f"Date,Customer,Product,Qty,Price\n2025-04-01,Ana,rye,2,3.10\n<i>soon</i>,{LONG},rye,1,3.10\n",
    "open.csv": "Date,Customer,Product,Amount\n05/06/2024,Ada Lovelace,Tea,4.20\n",
    "no_name.csv": "Colour,Shape\nred,round\n",
    "empty.csv": "",
    "cards.vcf": f"BEGIN:VCARD\nVERSION:3.0\nFN:{LONG}\nTEL:0171 555 4417\nEND:VCARD\n",
    "chat.txt": "[01/05/2025, 09:00:01] Ana Moreira: Spelt?\n[13/05/2025, 09:05:12] The Bakery: On Fridays.\n",
}


def details(dialog: ImportDialog) -> None:
    dialog.reading.otherwise.setChecked(True)


def bad(dialog: ImportDialog) -> None:
    dialog.show_result(Result.BAD)
    model = dialog.tabs.bad.rows
    model.setData(model.index(0, 2), "2025-04-02")


STATES: dict[str, tuple[str, Callable[[ImportDialog], object]]] = {
    "columns": ("people.csv", lambda _: None),
    "details": ("people.csv", details),
    "new": ("people.csv", lambda dialog: dialog.show_result(Result.NEW)),
    "nothing doubtful": ("people.csv", lambda dialog: dialog.show_result(Result.DOUBTFUL)),
    "bad": ("till.csv", bad),
    "question": ("open.csv", lambda _: None),
    "refused": ("no_name.csv", lambda _: None),
    "failed": ("empty.csv", lambda _: None),
    "cards": ("cards.vcf", lambda _: None),
    "chat": ("chat.txt", lambda _: None),
}


@pytest.mark.parametrize("percent", [100, 200])
def test_no_state_of_the_import_is_cut_nameless_or_laid_over_itself(desk: Desk, tmp_path: Path, percent: int) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    faults = []
    for look in LOOKS:
        if look[1] != percent:
            continue
        wear(desk, look)
        for state, (name, change) in STATES.items():
            dialog = desk.look_at(tmp_path / name)
            change(dialog)
            settle(desk)
            for kind, found in (
                ("nameless", nameless(dialog)),
                ("markup", marked_up(dialog)),
                ("cut", cut(dialog)),
                ("overlaid", overlaid(dialog)),
            ):
                faults += [f"{look}: {state}: {kind}: {one}" for one in found]
            dialog.reject()
            desk.wait_for_no_import()
    assert not faults, "\n".join(faults)


def test_tab_reaches_every_control_of_the_import(desk: Desk, tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    faults = []
    for state, (name, change) in STATES.items():
        dialog = desk.look_at(tmp_path / name)
        change(dialog)
        settle(desk)
        wanted, reached = stops(dialog), set()
        for _ in range(2 * len(wanted) + 8):
            desk.press("Tab")
            reached.add(desk.focus())
        faults += [f"{state}: {called(one)}" for one in wanted if one not in reached]
        dialog.reject()
        desk.wait_for_no_import()
    assert not faults, "\n".join(faults)


def test_in_the_lowest_window_rows_are_seen(desk: Desk, tmp_path: Path) -> None:
    """At 200 % in 900 × 600 what else there is to say gives way."""
    file = tmp_path / "people.csv"
    file.write_text("Name;Phone\n" + "".join(f"Ana {n};0171 555 44{n}\n" for n in range(10, 30)), "utf-8")
    wear(desk, (Scheme.LIGHT, 200, (900, 600), Qt.LayoutDirection.LeftToRight))
    dialog = desk.look_at(file)
    dialog.show_result(Result.NEW)
    settle(desk)
    rows = dialog.tabs.rows
    whole = [row for row in range(20) if rows.viewport().rect().contains(rows.visualRect(rows.model().index(row, 0)))]
    dialog.reject()
    wear(desk, LOOKS[0])
    assert len(whole) >= 3
