"""Columns of a list as people write them: money, quantities, moments. What is told of many rows alike is told once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from relapp.domain.money import decimals

_KEPT = 50_000
_CURRENCIES = 64
_EPOCH = date(1970, 1, 1).toordinal()


class _Texts(dict[Any, str]):
    """What each value is told as, made when it is first asked for; so many are kept."""

    def __init__(self, tell: Callable[[Any], str]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, value: Any) -> str:
        if len(self) >= _KEPT:
            self.clear()
        text = self[value] = self._tell(value)
        return text

    def of(self, column: Sequence[Any]) -> list[str]:
        """A whole column."""
        return list(map(self.__getitem__, column))


def money(amounts: Sequence[int | None], currencies: Sequence[str]) -> list[str]:
    """Minor units as amounts, empty for what is not known."""
    if len({*currencies}) == 1:
        return _money_in(currencies[0]).of(amounts)
    return [_money_in(currency)[amount] for amount, currency in zip(amounts, currencies, strict=True)]


def quantities(thousandths: Sequence[int]) -> list[str]:
    """Thousandths as quantities."""
    return _QUANTITIES.of(thousandths)


def moments(seconds: Sequence[int], offsets: Sequence[int]) -> list[str]:
    """Seconds since 1970 as "2025-05-06 10:00+01:00"; ``offsets`` are minutes."""
    return [
        f"{_DAYS[(local := moment // 60 + offset) // 1440]} {_CLOCK[local % 1440]}{_OFFSETS[offset]}"
        for moment, offset in zip(seconds, offsets, strict=True)
    ]


def flags(values: Sequence[Any]) -> list[str]:
    """Yes or no."""
    return ["yes" if value else "no" for value in values]


@lru_cache(_CURRENCIES)
def _money_in(currency: str) -> _Texts:
    places = decimals(currency)

    def told(amount: int | None) -> str:
        if amount is None:
            return ""
        if not places:
            return str(amount)
        whole, rest = divmod(abs(amount), 10**places)
        return f"{'-' if amount < 0 else ''}{whole}.{rest:0{places}}"

    return _Texts(told)


def _quantity(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return str(whole) if not rest else str(Decimal(thousandths).scaleb(-3).normalize())


def _day(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


_DAYS, _OFFSETS, _QUANTITIES = _Texts(_day), _Texts(_offset), _Texts(_quantity)
_CLOCK = tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440))
