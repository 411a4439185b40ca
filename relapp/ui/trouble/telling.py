"""Brings a fault before the person: one dialog at a time, for each fault once; and how the last run ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from relapp.last_run import Before, End
from relapp.traces import Trace
from relapp.ui.main_window.window import MainWindow
from relapp.ui.trouble.faults import Faults, tell_to

if TYPE_CHECKING:
    from relapp.ui.main_window.session import Session
    from relapp.ui.trouble.dialog import TroubleDialog


class Telling(QObject):
    """Says what is saved as ``session`` knows it, the shop that is open now if there is one."""

    def __init__(
        self, faults: Faults, window: MainWindow, session: Callable[[], Session | None], *, safe: bool = False
    ) -> None:
        super().__init__(window)
        self._faults = faults
        self._window = window
        self._session = session
        self._safe = safe
        self._dialog: TroubleDialog | None = None
        self._told = 0
        tell_to(faults, self._tell)

    def tell_last_run(self, before: Before) -> None:
        """Once a shop is open: how the run before this one ended, unless it ended well."""
        from relapp.ui.wording import trouble

        if before.end is End.CUT:
            self._window.toast.show_message(trouble.cut_off())
        elif before.end is End.CRASHED and before.crash is not None:
            traces = {before.crash: 1}
            self._show(trouble.crashed(), trouble.after_crash(), lambda: self._report(traces, crashed=True))

    def _tell(self, _: Trace) -> None:
        from relapp.ui.wording import trouble

        if self._open_dialog() is not None:
            self._told += 1
            self._open_dialog().say_more(trouble.again(self._told))  # type: ignore[union-attr]
            return
        self._keep()
        self._told = 0
        self._show(trouble.went_wrong(), self._saved(), lambda: self._report(self._faults.counts, crashed=False))

    def _show(self, title: str, said: str, report: Callable[[], str]) -> None:
        from relapp.ui.trouble.dialog import TroubleDialog

        self._dialog = TroubleDialog(title, said, report, QApplication.activeModalWidget() or self._window)
        self._dialog.open()

    def _open_dialog(self) -> TroubleDialog | None:
        dialog = self._dialog
        return dialog if dialog is not None and shiboken6.isValid(dialog) and dialog.isVisible() else None

    # What follows looks at a program that has just failed: where it fails again, less is told.

    def _keep(self) -> None:
        with suppress(Exception):
            session = self._session()
            if session is not None:
                session.keep()

    def _saved(self) -> str:
        from relapp.ui.wording import trouble

        last, now = None, None
        with suppress(Exception):
            session = self._session()
            if session is not None:
                last, now = session.editing.operations.undoable(), session.editing.now()
        return trouble.what_is_saved(last, now)

    def _report(self, counts: Mapping[Trace, int], *, crashed: bool) -> str:
        from relapp.ui.trouble import report

        sizes: Mapping[str, int] = {}
        database = ""
        with suppress(Exception):
            session = self._session()
            if session is not None:
                database, sizes = session.editing.read(_about)
        return report.text(counts, sizes, database, safe=self._safe, crashed=crashed)


def _about(reader: Any) -> tuple[str, Mapping[str, int]]:
    from relapp.services.pages import about

    return about.database(reader), about.sizes(reader)
