"""Settings: the shop, and what was imported."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from relapp.services.pages.settings import SettingsPage
from relapp.ui.editing import Editing
from relapp.ui.settings.layout import add_field, add_step, section
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.wording import tr
from relapp.ui.wording.imports import batch_counts, imported_when

CURRENCIES = (
    "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "ISK", "JPY", "KRW", "MXN",
    "NOK", "NZD", "PLN", "RON", "SEK", "TRY", "UAH", "USD", "ZAR",
)  # fmt: skip

Set = Callable[..., None]
"""Saves settings by name."""


def the_shop(page: SettingsPage, save: Set) -> Card:
    """Its name, and how prices and dates typed here are read."""
    card = section(tr("Settings", "The shop"))
    settings = page.settings
    name = QLineEdit(settings.shop_name)
    name.setMaxLength(80)
    name.editingFinished.connect(lambda: save(shop_name=name.text().strip()))
    add_field(card, tr("Settings", "&Name of the shop"), name)
    currency = QComboBox()
    currency.addItems(sorted({*CURRENCIES, settings.currency}))
    currency.setCurrentText(settings.currency)
    currency.activated.connect(lambda: save(currency=currency.currentText()))
    add_field(card, tr("Settings", "&Currency of prices typed here"), currency)
    day_first = CheckBox(tr("Settings", "5/6 means the fifth of June"))
    day_first.setChecked(settings.day_first)
    day_first.clicked.connect(lambda on: save(day_first=on))
    card.column.addWidget(day_first)
    ours = QLineEdit(", ".join(settings.our_addresses))
    ours.setPlaceholderText(tr("Settings", "hello@example.com, Corner Bakery"))
    ours.editingFinished.connect(lambda: save(our_addresses=ours.text().split(",")))
    add_field(card, tr("Settings", "Our own addresses an&d names in mail and chats, with commas between them"), ours)
    return card


def imports(page: SettingsPage, editing: Editing, begin: Callable[[], object]) -> Card:
    """The latest imports that stand, each with its Undo."""
    card = section(tr("Settings", "Imported files"))
    today = editing.today()
    if not page.batches:
        card.column.addWidget(text.secondary(tr("Settings", "No file was imported yet.")))
    for batch in page.batches:
        row = QHBoxLayout()
        words = tr("Settings", "{file}: {counts}").format(file=imported_when(batch, today), counts=batch_counts(batch))
        row.addWidget(text.body(words), 1)
        undo = Button(ButtonKind.OUTLINE, tr("Settings", "Undo this import"), "undo-2")
        undo.setAccessibleName(tr("Settings", "Undo the import of {file}").format(file=batch.file_name))
        undo.clicked.connect(lambda _=False, one=batch.operation_id: editing.undo_operation(one))
        row.addWidget(undo)
        card.column.addLayout(row)
    add_step(card, tr("Settings", "&Import a file"), "upload", begin)
    return card


def sample(page: SettingsPage, look: Callable[[], object], leave: Callable[[], object]) -> Card:
    """The way into the sample shop and out of it."""
    card = section(tr("Settings", "The sample shop"))
    if page.settings.sample:
        card.column.addWidget(
            text.secondary(tr("Settings", "This is the sample shop. Leaving removes it; your own shop is untouched."))
        )
        add_step(card, tr("Settings", "&Leave and remove the sample shop"), "trash-2", leave)
    else:
        card.column.addWidget(
            text.secondary(tr("Settings", "A bakery to try everything in. It lies in a file of its own."))
        )
        add_step(card, tr("Settings", "&Look at the sample shop"), "store", look)
    card.column.addSpacing(SPACE_S)
    return card
