"""F9: everything is taken from the screen but the counter-safe view, and comes back as it was."""

from __future__ import annotations

from relapp.ui.counter.cover import Cover
from relapp.ui.counter.view import CounterView
from relapp.ui.editing import Editing, Notice
from relapp.ui.main_window.window import MainWindow

_ALLOWED = frozenset({"counter", "usual", "undo", "redo", "lock", "quit"})


class Curtain(Cover):
    """The cover under which one customer can be served before others' eyes."""

    def __init__(self, editing: Editing, window: MainWindow) -> None:
        self.view = CounterView(editing, window)
        super().__init__(window, self.view, _ALLOWED)
        self._unsaid: Notice | None = None
        self.view.left.connect(self.lift)

    def toggle(self, customer_id: int | None) -> None:
        """Draw the curtain before this customer, or lift it."""
        if self.drawn:
            self.lift()
        else:
            self.draw(customer_id)

    def draw(self, customer_id: int | None) -> None:
        """Hide everything but the counter-safe view."""
        self._unsaid = None
        self.hide_all()
        self.view.begin(customer_id)

    def lift(self) -> None:
        """Show everything again, as it was; what could not be said meanwhile is said now."""
        if not self.drawn:
            return
        self.view.keep()
        self.show_all()
        if self._unsaid is not None:
            self._window.toast.show_message(self._unsaid.text)

    def heed(self, notice: Notice) -> None:
        """Something was done while the curtain is drawn: say so without a name."""
        self._unsaid = notice if notice.failed else None
        self.view.heed(notice)

    def cover(self) -> None:
        self.view.cover()

    def take_keyboard(self) -> None:
        self.view.take_keyboard()
