"""What erasing a customer takes away and what it leaves; it is done once the name was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain.duplicates import same_name
from relapp.services.erasure import Going
from relapp.ui.widgets import text
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import erasing as wording
from relapp.ui.wording import tr

_WIDTH = 560


class EraseSheet(FormSheet):
    """``saved`` comes only once the name stands in the field. ``copies`` are files made before an upgrade."""

    def __init__(self, window: QWidget, going: Going, copies: Sequence[str]) -> None:
        super().__init__(window, tr("Erasing", "Erase {name} for good").format(name=going.name), _WIDTH)
        self._name = going.name
        for words in (wording.goes(going), wording.stays(going), wording.limits(copies)):
            self.add_plain(text.body(words))
        self.copies = CheckBox(tr("Erasing", "Delete these &copies as well"))
        self.copies.setChecked(bool(copies))
        self.copies.setVisible(bool(copies))
        self.add_plain(self.copies)
        self.name = QLineEdit()
        self.name.textChanged.connect(self._typed)
        self.add_field(tr("Erasing", "Type the name to confirm: {name}").format(name=going.name), self.name, wrap=True)
        self.save_button.setText(tr("Erasing", "Erase for good"))
        self.save_button.setEnabled(False)

    def open(self) -> None:
        super().open()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def confirmed(self) -> bool:
        """Whether the name was typed."""
        typed = self.name.text()
        return same_name(typed, self._name) or typed.strip() == self._name.strip()

    def _typed(self) -> None:
        self.save_button.setEnabled(self.confirmed)
        self.say("")
