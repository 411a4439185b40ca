"""Money: a whole number of minor units with its currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

# ISO 4217: how many decimals a currency has, where it is not two.
_DECIMALS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def decimals(currency: str) -> int:
    """How many decimals amounts in ``currency`` (ISO 4217 code) have."""
    return _DECIMALS.get(currency, 2)


def to_minor(value: Decimal, currency: str) -> int:
    """``value`` in whole minor units of ``currency``, half to even: ``to_minor(Decimal("6.40"), "EUR") == 640``."""
    return int((value * 10 ** decimals(currency)).to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` minor units (cents, pence) of ``currency`` (ISO 4217 code)."""

    amount: int
    currency: str

    @property
    def value(self) -> Decimal:
        """The amount in major units: ``Money(640, "EUR").value == Decimal("6.40")``."""
        return Decimal(self.amount).scaleb(-decimals(self.currency))

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
