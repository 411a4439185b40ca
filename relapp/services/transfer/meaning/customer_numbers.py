"""Numbers by which a till knows its customers, and what looks like one but is a card that was paid with."""

from __future__ import annotations

import re

from relapp.services.transfer.meaning.values import plain_reference

_MASKED = re.compile(
    r"(?:[a-z]+[\s:]+){0,3}[\d\s\-]{0,8}(?:[*•●·#]{2,}|[x]{4,}|\.{2,}|…)[\s\-*•●·#x.…]*\d{2,6}|"
    r"(?:[a-z]+[\s:]+){0,3}end(?:ing|s)?[\s:]+(?:(?:in|with)[\s:]+)?\d{4}",
    re.I,
)
_PAID_WITH = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|"
    r"3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}"
)


def customer_number(text: str) -> str:
    """A customer's number; empty where it is a card that was paid with, whose last digits many people share."""
    return "" if is_card(text) else plain_reference(text)


def is_card(text: str) -> bool:
    """Whether this is what a bank's card is called: ``**** 1234``, ``xxxx-1234``, or its whole number."""
    text = text.strip()
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return False
    if _MASKED.fullmatch(text) is not None:
        return True
    digits = re.sub(r"[\s\-]", "", text)
    return _PAID_WITH.fullmatch(digits) is not None and digits.isascii() and _adds_up(digits)


def _adds_up(digits: str) -> bool:
    """The sum that every bank's card keeps (Luhn)."""
    twice = (int(one) * 2 for one in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(one - 9 if one > 9 else one for one in twice)) % 10 == 0
