"""What people typed, and what came in files, stays text: held by how the source is written.

``tests/journeys/test_every_screen.py`` looks at the windows themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import relapp

ROOT = Path(relapp.__file__).parent
SOURCES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")
}

_SAFE_TIPS = {"tip", "tr", "key_text"}
_RICH = {"setHtml", "setMarkdown", "insertHtml", "appendHtml", "setWhatsThis", "setStatusTip", "showMessage"}
_BOXES = {"warning", "information", "critical", "question", "about", "aboutQt"}
_UNPACK = {"extract", "extractall", "unpack_archive"}
_RUN = {"eval", "exec", "compile", "__import__"}
_BRING_OBJECTS = {"pickle", "marshal", "shelve", "dill"}
_OWN = {"services/transfer/storing/grouping.py: pickle"}
"""Lines of a receipt that wait in a file without a name, of which nobody else knows."""
_REACH_OUT = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "xmlrpc", "telnetlib"}
_REACH_OUT |= {"PySide6.QtNetwork", "multiprocessing", "requests", "httpx"}


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call: in which file, and the last name of what is called."""
    for name, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield name, node, called(node)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def places(wrong: Callable[[ast.Call, str], bool], *allowed: str) -> list[str]:
    """Where there are such calls, but in the files that may have them."""
    return [f"{file}:{node.lineno}" for file, node, name in calls() if file not in allowed and wrong(node, name)]


def fixed(node: ast.expr) -> bool:
    """Whether a tool tip is a text of ours, or went through ``tip``."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return fixed(node.body) and fixed(node.orelse)
    return isinstance(node, ast.Call) and called(node) in _SAFE_TIPS


def test_every_tool_tip_is_ours_or_shown_as_it_is() -> None:
    assert places(lambda node, name: name == "setToolTip" and not fixed(node.args[0])) == []


def test_labels_are_made_in_one_place() -> None:
    made = places(lambda _, name: name == "QLabel", "ui/widgets/text.py", "ui/about/sheet.py")
    assert made == []


def test_no_box_guesses_what_its_text_is() -> None:
    def box(node: ast.Call, name: str) -> bool:
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        return name in _BOXES and isinstance(of, ast.Name) and of.id == "QMessageBox"

    assert places(box) == []


def test_pages_are_shown_only_where_a_customers_own_copy_is() -> None:
    shown = places(lambda _, name: name in _RICH, "ui/exporting/copy_sheet.py", "ui/exporting/paper.py")
    assert shown == []


def test_links_leave_by_one_door() -> None:
    assert places(lambda _, name: name in {"openUrl", "startfile"}, "ui/links.py") == []
    assert places(lambda _, name: name == "setOpenExternalLinks") == []


def test_nothing_is_unpacked_by_its_name() -> None:
    assert places(lambda _, name: name in _UNPACK) == []


def test_no_text_is_run() -> None:
    assert places(lambda node, name: isinstance(node.func, ast.Name) and name in _RUN) == []
    shells = [f"{file}:{node.lineno}" for file, node, _ in calls() for word in node.keywords if word.arg == "shell"]
    assert shells == []
    assert places(lambda node, name: name == "system" and _of(node) == "os") == []


def _of(node: ast.Call) -> str:
    return getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""


@pytest.mark.parametrize("names", [_BRING_OBJECTS, _REACH_OUT], ids=["objects from data", "the network"])
def test_what_is_never_imported(names: set[str]) -> None:
    found = []
    for file, tree in SOURCES.items():
        for node in ast.walk(tree):
            imported = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                imported = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            found += [f"{file}: {each}" for each in imported if each in names or each.split(".")[0] in names]
    assert set(found) <= _OWN
