"""Settings: what goods and time cost the shop, by which Insights tells what is left."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSpinBox

from relapp.domain.errors import UserError
from relapp.domain.money import Money, decimals, to_minor
from relapp.domain.value import WHOLE
from relapp.services.pages.settings import SettingsPage
from relapp.services.settings import MOST_HOUR_COST, MOST_MINUTES, shares_told
from relapp.ui.settings.layout import add_field, keep_still, section
from relapp.ui.settings.shop import Set
from relapp.ui.widgets.card import Card
from relapp.ui.wording import tr

_UNTOLD = -1


def costs(page: SettingsPage, save: Set, refuse: Callable[[UserError], object]) -> Card:
    """What goods and time cost. Nothing that is not told here is made up."""
    words = tr(
        "Settings",
        "With these, Insights tells what is left of what customers pay. What you leave open is said to be not known, "
        "and nothing is made up for it. Only owners see it.",
    )
    card = section(tr("Settings", "What it costs you"), words)
    settings = page.settings
    goods = QLineEdit(", ".join(f"{name} {share}" for name, share in settings.goods_cost.items()))
    goods.setPlaceholderText(tr("Settings", "bread 40, coffee 25"))

    def save_goods() -> None:
        try:
            told = shares_told(goods.text())
        except UserError as error:
            refuse(error)
        else:
            save(goods_cost=told)

    goods.editingFinished.connect(save_goods)
    add_field(card, tr("Settings", "What goods cost you in % of their price, with commas between them"), goods)
    other = QSpinBox()
    other.setRange(_UNTOLD, WHOLE)
    other.setSpecialValueText(tr("Settings", "not told"))
    other.setValue(_UNTOLD if settings.other_goods_cost is None else settings.other_goods_cost)
    other.editingFinished.connect(lambda: save(other_goods_cost=None if other.value() == _UNTOLD else other.value()))
    keep_still(other)
    add_field(card, tr("Settings", "The same of everything else, in %"), other)
    hour = QDoubleSpinBox()
    hour.setDecimals(decimals(settings.currency))
    hour.setRange(0, float(Money(MOST_HOUR_COST, settings.currency).value))
    hour.setSpecialValueText(tr("Settings", "not told"))
    hour.setValue(float(Money(settings.hour_cost, settings.currency).value))
    hour.editingFinished.connect(lambda: save(hour_cost=to_minor(Decimal(f"{hour.value():.4f}"), settings.currency)))
    keep_still(hour)
    add_field(card, tr("Settings", "What an hour of work costs you"), hour)
    minutes = QSpinBox()
    minutes.setRange(0, MOST_MINUTES)
    minutes.setSpecialValueText(tr("Settings", "not told"))
    minutes.setValue(settings.contact_minutes)
    minutes.editingFinished.connect(lambda: save(contact_minutes=minutes.value()))
    keep_still(minutes)
    add_field(card, tr("Settings", "Minutes that a call, a message or the like takes"), minutes)
    return card
