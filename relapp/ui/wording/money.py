"""Words for amounts, quantities and numbers."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLocale

from relapp.domain.money import Money, decimals
from relapp.ui.wording import tr

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹", "KRW": "₩", "TRY": "₺", "UAH": "₴"}


def money(amount: Money) -> str:
    """An amount as the locale writes it: "£6.40"; a currency without a sign of its own shows its code."""
    return _written(amount, decimals(amount.currency))


def about(amount: Money) -> str:
    """An amount that is not known to the cent: "£640"."""
    return _written(amount, 0)


def _written(amount: Money, places: int) -> str:
    locale = QLocale()
    code = amount.currency
    if code == locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode):
        sign = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencySymbol)
    else:
        sign = _SYMBOLS.get(code, f"{code}\N{NO-BREAK SPACE}")
    # A minus sign, not the brackets that some locales keep for bookkeepers.
    minus = locale.negativeSign() if amount.amount < 0 else ""
    return minus + locale.toCurrencyString(abs(float(amount.value)), sign, places).strip()


def plain(amount: int, currency: str) -> str:
    """Minor units of a currency without its sign, as a field for money shows them: "6.40"."""
    return QLocale().toString(float(Money(amount, currency).value), "f", decimals(currency))


def number(value: int) -> str:
    """A whole number as the locale writes it: "20,000"."""
    return QLocale().toString(value)


def quantity(value: Decimal) -> str:
    """A quantity with no more decimals than it has: "2", "0.5"."""
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return QLocale().toString(float(value), "f", places)


def product(name: str) -> str:
    """A product's name, or words for one that was sold without."""
    return name or tr("Money", "without a name")


def times(value: Decimal, name: str) -> str:
    """ "2× wholemeal", or only the product for one of it."""
    return product(name) if value == 1 else f"{quantity(value)}× {product(name)}"
