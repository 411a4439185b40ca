"""What a page of Insights is made of. The pages themselves are declared in :mod:`relapp.ui.insights.pages`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage.reader import Reader

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from relapp.ui.editing import Editing
    from relapp.ui.insights.easel import Easel

CUSTOMERS_AND_ENTRIES = frozenset({"customer", "participant", "interaction", "purchase_line"})


def _nothing(_reader: Reader, _found: Any, _code: str, _asked: Asked) -> Behind:
    return Behind()


def _no_act(_editing: Editing, _window: QWidget, _found: Any, _code: str, _title: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class InsightPage:
    """One page. ``title`` gives its name in the person's language, with the ``&`` of its key.

    ``load`` reads it beside the window and returns a frozen value; ``build`` puts that on the easel, in the window's
    thread, and reads nothing. ``behind`` tells who stands behind a mark or a figure by its code ``opens``, also beside
    the window. A change of any of ``tables`` makes the page be read again when it is seen next. ``permission`` is a
    row of ``domain.permissions.MAY``, empty where everybody may look. ``ahead``: read before anybody opens it.
    ``acts`` is asked first of what was opened, with its code and title: whether it was something to do, not to look at.
    ``slow``: in a large shop it takes long, so it is read in a thread of its own and ``Asked.pause`` is called.
    """

    name: str
    title: Callable[[], str]
    load: Callable[[Reader, Asked], Any]
    build: Callable[[Easel, Any], None]
    behind: Callable[[Reader, Any, str, Asked], Behind] = _nothing
    tables: frozenset[str] = CUSTOMERS_AND_ENTRIES
    permission: str = ""
    ahead: bool = False
    acts: Callable[[Editing, QWidget, Any, str, str], bool] = _no_act
    slow: bool = False
