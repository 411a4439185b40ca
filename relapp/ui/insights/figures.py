"""What the pages of Insights found: read beside the window, kept for the day, read again once something changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from relapp.domain.changes import Changes
from relapp.ui.background import Background
from relapp.ui.editing import Editing

if TYPE_CHECKING:
    from relapp.services.pages.insights.asking import Asked, Behind
    from relapp.ui.insights.page import InsightPage


@dataclass(slots=True)
class _Kept:
    """What one page found. ``changed`` as in ``Asked``; ``stale`` says that something of it did."""

    page: InsightPage
    asked: Asked
    found: Any = None
    known: bool = False
    reading: bool = False
    stale: bool = False
    changed: frozenset[int] | None = frozenset()


class _GivenUpError(Exception):
    """Ends the reading of a page whose window is closing."""


class Figures(QObject):
    """Outlives the screen, which is taken away while the window is locked."""

    found = Signal(str)
    """The name of a page of which there is something new."""

    def __init__(self, editing: Editing, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._background = background
        self._kept: dict[str, _Kept] = {}
        self._closed = False
        self._thinking = Background(self)
        self._closing = Event()
        editing.changed.connect(self._changed)

    def of(self, page: InsightPage) -> Any | None:
        """What was found last today, ``None`` before anything was; it may be of before the latest change."""
        kept = self._kept.get(page.name)
        return kept.found if kept is not None and kept.known and kept.asked.day == self._editing.today() else None

    def today_of(self, name: str) -> Any | None:
        """The same of the page of a name, for others than Insights; where there is nothing yet it is read."""
        from relapp.ui.insights.pages import PAGES

        page = next(page for page in PAGES if page.name == name)
        found = self.of(page)
        if found is None:
            self.want(page)
        return found

    def is_fresh(self, page: InsightPage) -> bool:
        """Whether that is how it is now."""
        kept = self._kept.get(page.name)
        return self.of(page) is not None and kept is not None and not (kept.stale or kept.reading)

    def want(self, page: InsightPage) -> None:
        """Read a page, unless it is fresh, being read, or not for who is here; :attr:`found` tells when it is done."""
        from relapp.services.pages.insights.asking import Asked

        kept = self._kept.get(page.name)
        if self._closed or self.is_fresh(page) or (kept is not None and kept.reading):
            return
        if page.permission and not self._editing.may(page.permission):
            return
        day = self._editing.today()
        if kept is None or not kept.known or kept.asked.day != day:
            asked = Asked(day, staff_id=self._editing.staff_id, pause=self._pause)
        else:
            asked = Asked(day, kept.found, kept.changed, self._editing.staff_id, self._pause)
        kept = self._kept[page.name] = _Kept(page, asked, self.of(page), known=self.of(page) is not None, reading=True)
        worker = self._thinking if page.slow else self._background
        worker.run(
            lambda: self._editing.read(lambda reader: page.load(reader, asked)),
            self,
            lambda found: self._read(kept, found),
            lambda: self._not_read(kept),
        )

    def behind(self, page: InsightPage, code: str, owner: QObject, then: Callable[[Behind], None]) -> None:
        """Read who and what stands behind a figure of a page, and hand it to ``then`` unless ``owner`` is gone."""
        kept = self._kept.get(page.name)
        if kept is None or not kept.known:
            return
        found, asked = kept.found, replace(kept.asked, staff_id=self._editing.staff_id)
        self._background.run(
            lambda: self._editing.read(lambda reader: page.behind(reader, found, code, asked)), owner, then
        )

    def close(self) -> None:
        """Take nothing in any more, and give up what takes long."""
        self._closed = True
        self._closing.set()
        self._thinking.close()

    def _pause(self) -> None:
        if self._closing.is_set():
            raise _GivenUpError

    def _read(self, kept: _Kept, found: Any) -> None:
        if self._closed or self._kept.get(kept.page.name) is not kept:
            return
        kept.reading, kept.known, kept.found = False, True, found
        self.found.emit(kept.page.name)

    def _not_read(self, kept: _Kept) -> None:
        # Whoever wants it next tries again.
        self._kept.pop(kept.page.name, None)

    def _changed(self, changes: Changes) -> None:
        for kept in self._kept.values():
            if changes.tables & kept.page.tables:
                few = changes.customers
                kept.stale = True
                kept.changed = None if few is None or kept.changed is None else kept.changed | few
