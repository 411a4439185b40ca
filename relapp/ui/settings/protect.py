"""Settings: what the shop says of its goods, so that the log line can protect a customer by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from relapp.domain.errors import UserError
from relapp.services.pages.settings import SettingsPage
from relapp.services.settings import months_told
from relapp.ui.settings.layout import add_field, section
from relapp.ui.settings.shop import Set
from relapp.ui.widgets.card import Card
from relapp.ui.wording import tr


def goods(page: SettingsPage, save: Set, refuse: Callable[[UserError], object]) -> Card:
    """Things of which one is enough, and how long things are warranted."""
    words = tr(
        "Settings",
        "While a sale is typed, the log line says that somebody has such a thing already, or that it is still under "
        "warranty. A word or two of its name are enough.",
    )
    card = section(tr("Settings", "Things that last"), words)
    settings = page.settings
    enough = QLineEdit(", ".join(settings.one_is_enough))
    enough.setPlaceholderText(tr("Settings", "kettle, bread knife"))
    enough.editingFinished.connect(lambda: save(one_is_enough=tuple(_listed(enough.text()))))
    add_field(card, tr("Settings", "Thin&gs of which one is enough, with commas between them"), enough)
    months = QLineEdit(", ".join(f"{name} {count}" for name, count in settings.warranty_months.items()))
    months.setPlaceholderText(tr("Settings", "kettle 24, bread knife 12"))

    def save_months() -> None:
        try:
            told = months_told(months.text())
        except UserError as error:
            refuse(error)
        else:
            save(warranty_months=told)

    months.editingFinished.connect(save_months)
    add_field(card, tr("Settings", "&Months of warranty from the day of the sale, with commas between them"), months)
    return card


def _listed(words: str) -> list[str]:
    return [one.strip() for one in words.split(",") if one.strip()]
