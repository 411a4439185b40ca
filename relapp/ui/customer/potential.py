"""What people like this customer spend, as a range: the owner's knowledge, so a widget that can be hidden by itself."""

from __future__ import annotations

from relapp.domain.suggestions.signals import Outlook
from relapp.ui.theme import TextRole
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.text import tip
from relapp.ui.wording import outlook as wording


class PotentialLine(ElidedLabel):
    """One line; gone where nothing is known of the customer's outlook (yet)."""

    _basis = ""

    def __init__(self) -> None:
        super().__init__("", TextRole.CAPTION, SECONDARY)
        self.hide()

    def show_outlook(self, outlook: Outlook | None, currency: str) -> None:
        """Say what ``outlook`` expects."""
        self._basis = "" if outlook is None else wording.potential_basis(outlook)
        self.setText("" if outlook is None else wording.potential(outlook, currency))
        self.setAccessibleDescription(self._basis)
        self.setVisible(outlook is not None)

    def _tell_the_rest(self) -> None:
        # Its tool tip says what the range rests on, and the words as well where they do not fit.
        cut = self.shown_text() != self.text()
        self.setToolTip(tip("\n".join(filter(None, (self.text() if cut else "", self._basis)))))
