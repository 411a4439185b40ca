"""What going back to a backup would change, in plain words; one more click does it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from relapp.domain.rotation import Backup
from relapp.services.pages.backups import Difference
from relapp.ui.widgets import text
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import backups as wording
from relapp.ui.wording import tr


class RestoreSheet(FormSheet):
    """``saved`` means to go back."""

    def __init__(self, window: QWidget, backup: Backup, difference: Difference, today: date) -> None:
        title = tr("Backups", "Go back to the backup of {when}").format(when=wording.when(backup, today))
        super().__init__(window, title, 560)
        for words in wording.difference(difference, today):
            self.add_plain(text.body(words))
        self.save_button.setText(tr("Backups", "&Go back to it"))
