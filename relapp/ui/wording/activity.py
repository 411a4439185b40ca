"""The record in words: who did what, what was taken out, what was seen in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from relapp.domain.activity import BY_COMMAND, Act, Sort
from relapp.domain.changes import OperationState
from relapp.ui.wording import dates, operations, tr
from relapp.ui.wording.money import number


def sort(one: Sort | None) -> str:
    """A kind of act, with its key."""
    return {
        None: tr("Activity", "A&ll"),
        Sort.DID: tr("Activity", "D&id"),
        Sort.TOOK_OUT: tr("Activity", "&Took out"),
        Sort.SAW: tr("Activity", "Saw &many"),
        Sort.SIGNED_IN: tr("Activity", "&PINs"),
    }[one]


def what(act: Act, names: Mapping[int, str]) -> str:
    """What was done, and to whom: "Log entry – Ana"."""
    customers = ", ".join(names[one] for one in act.customers if one in names)
    title = _title(act)
    return tr("Activity", "{what} – {customers}").format(what=title, customers=customers) if customers else title


def called_like(words: str) -> frozenset[str]:
    """The names of operations that are called by words like these."""
    wanted = words.casefold().strip()
    return frozenset(name for name, title in operations.titles().items() if wanted and wanted in title.casefold())


def _title(act: Act) -> str:
    if act.name == "undo":
        return tr("Activity", "Undone: {what}").format(what=operations.title(act.reversed_name))
    if act.name == "redo":
        return tr("Activity", "Done again: {what}").format(what=operations.title(act.reversed_name))
    if act.file_name:
        return tr("Activity", "Import of {file}").format(file=act.file_name)
    if act.name == "export_list":
        return tr("Activity", "Saved a list: {list}").format(list=_list(str(act.detail.get("list", ""))))
    return operations.title(act.name)


def _list(code: str) -> str:
    return {
        "customers": tr("Activity", "customers"),
        "entries": tr("Activity", "entries of one customer"),
        "promises": tr("Activity", "promises"),
        "waiting": tr("Activity", "who waits for what"),
        "today": tr("Activity", "today"),
        "picture": tr("Activity", "a picture of Insights"),
    }.get(code, tr("Activity", "some list"))


def when_and_who(act: Act, people: Mapping[int, str], today: date, desk: str) -> str:
    """By whom, when, where if not at this ``desk``, how much, and whether it still stands."""
    who = people.get(act.staff_id or 0, "") or tr("Activity", "nobody named")
    when = tr("Activity", "{day} {time}").format(day=dates.day(act.at.date(), today), time=dates.clock(act.at))
    parts = [who, when, _where(act.desk, desk), *_how(act)]
    if act.state is OperationState.UNDONE or act.state is OperationState.ABANDONED:
        parts.append(tr("Activity", "taken back"))
    return " · ".join(part for part in parts if part)


def _where(desk: str, here: str) -> str:
    # The name that a computer has in the journal is none that anybody knows it by.
    if desk in ("", here):
        return ""
    return tr("Activity", "by command") if desk == BY_COMMAND else tr("Activity", "at another computer")


def _how(act: Act) -> list[str]:
    told = act.detail
    found = []
    if isinstance(told.get("rows"), int):
        found.append(tr("Activity", "{n} row(s)", told["rows"]).format(n=number(told["rows"])))
    if isinstance(told.get("customers"), int):
        found.append(tr("Activity", "{n} customer(s)", told["customers"]).format(n=number(told["customers"])))
    if isinstance(told.get("minutes"), int):
        minutes = told["minutes"]
        found.append(tr("Activity", "within {n} minute(s)", minutes).format(n=number(minutes)))
    form, place = str(told.get("form", "")), str(told.get("place", ""))
    return [*found, *(_way(code) for code in (form, place) if code)]


def _way(code: str) -> str:
    return {
        "folder": tr("Activity", "into a folder"),
        "zip": tr("Activity", "into one zip file"),
        "printer": tr("Activity", "printed"),
    }.get(code, code.upper())


def told(count: int, *, older: bool) -> str:
    """How many are shown."""
    if not count:
        return tr("Activity", "Nothing of that kind is in the record.")
    if older:
        return tr("Activity", "The latest {n} of these; there are older ones.", count).format(n=number(count))
    return tr("Activity", "{n} line(s) of the record.", count).format(n=number(count))
