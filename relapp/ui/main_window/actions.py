"""Every command of the window, declared once: its words, its key, its icon. Menus, palette and key card read this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from relapp.ui.wording import tr


class Group(StrEnum):
    """Under which heading the key card shows a command."""

    LOG = "log"
    GO = "go"
    CHANGE = "change"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Command:
    """One command; ``name`` is what code calls it, ``keys`` what calls it from the keyboard, the first is shown."""

    name: str
    text: str
    icon: str
    group: Group
    keys: tuple[QKeySequence | QKeySequence.StandardKey | str, ...]


def commands() -> tuple[Command, ...]:
    """All commands, in the order in which they are shown."""
    standard = QKeySequence.StandardKey
    return (
        Command("log", tr("Commands", "New entry"), "plus", Group.LOG, ("F2", "Ctrl+N")),
        Command("usual", tr("Commands", "Log the usual"), "refresh-ccw", Group.LOG, ("Alt+U",)),
        Command("new_customer", tr("Commands", "New customer"), "user-plus", Group.LOG, ("Ctrl+Shift+N",)),
        Command("arrival", tr("Commands", "Something arrived…"), "package", Group.LOG, ("Ctrl+Shift+A",)),
        Command("ask", tr("Commands", "Note an answer"), "pen-line", Group.LOG, ("Ctrl+Shift+Q",)),
        Command("find", tr("Commands", "Find people, words, commands"), "search", Group.GO, ("Ctrl+K", standard.Find)),
        Command("today", tr("Commands", "Today"), "sun", Group.GO, ("Ctrl+1",)),
        Command("customers", tr("Commands", "Customers"), "users", Group.GO, ("Ctrl+2",)),
        Command("promises", tr("Commands", "Promises"), "handshake", Group.GO, ("Ctrl+3",)),
        Command("insights", tr("Commands", "Insights"), "chart-no-axes-column", Group.GO, ("Ctrl+4",)),
        Command("cases", tr("Commands", "Complaints being put right"), "triangle-alert", Group.GO, ("Ctrl+Shift+O",)),
        Command("questions", tr("Commands", "What we ask"), "circle-question-mark", Group.GO, ("Ctrl+Shift+B",)),
        Command("relationship", tr("Commands", "What is between us and them"), "heart", Group.GO, ("Ctrl+Shift+R",)),
        Command("waiting", tr("Commands", "Who waits for what"), "hourglass", Group.GO, ("Ctrl+Shift+W",)),
        Command("activity", tr("Commands", "Who did what"), "history", Group.GO, ("Ctrl+Shift+H",)),
        Command("settings", tr("Commands", "Settings"), "settings", Group.GO, ("Ctrl+,",)),
        Command("back", tr("Commands", "Back"), "chevron-left", Group.GO, ("Alt+Left",)),
        Command("undo", tr("Commands", "Undo"), "undo-2", Group.CHANGE, (standard.Undo,)),
        Command("redo", tr("Commands", "Redo"), "redo-2", Group.CHANGE, ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("export", tr("Commands", "Export everything…"), "download", Group.CHANGE, ("Ctrl+Shift+E",)),
        Command("save_list", tr("Commands", "Save this list…"), "list", Group.CHANGE, ("Ctrl+Shift+S",)),
        Command("own_copy", tr("Commands", "The customer's own copy…"), "book-open", Group.CHANGE, ("Ctrl+Shift+P",)),
        Command("erase", tr("Commands", "Erase a customer for good…"), "trash-2", Group.CHANGE, ("Ctrl+Shift+Del",)),
        Command("import", tr("Commands", "Import a file"), "upload", Group.CHANGE, ("Ctrl+I",)),
        Command("duplicates", tr("Commands", "Duplicates"), "merge", Group.CHANGE, ("Ctrl+Shift+D",)),
        Command("paste", tr("Commands", "Paste what was copied"), "copy", Group.CHANGE, ("Ctrl+V",)),
        Command("backups", tr("Commands", "Backups…"), "package", Group.WINDOW, ("Ctrl+Shift+K",)),
        Command("staff", tr("Commands", "Switch person"), "user-round", Group.WINDOW, ("F4",)),
        Command("lock", tr("Commands", "Lock now"), "eye-off", Group.WINDOW, ("F8",)),
        Command("counter", tr("Commands", "Counter-safe view"), "store", Group.WINDOW, ("F9",)),
        Command("keys", tr("Commands", "Show the keys"), "keyboard", Group.WINDOW, ("F1",)),
        Command("about", tr("Commands", "About relapp"), "info", Group.WINDOW, ("Shift+F1",)),
        Command("menu", tr("Commands", "Menu"), "menu", Group.WINDOW, ("F10",)),
        Command("quit", tr("Commands", "Quit"), "x", Group.WINDOW, ("Ctrl+Q",)),
    )


def group_title(group: Group) -> str:
    """The heading of a group."""
    return {
        Group.LOG: tr("Commands", "Log"),
        Group.GO: tr("Commands", "Go to"),
        Group.CHANGE: tr("Commands", "Change"),
        Group.WINDOW: tr("Commands", "Window"),
    }[group]


def key_text(command: Command) -> str:
    """The command's first key as this system writes it."""
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.keys else ""
