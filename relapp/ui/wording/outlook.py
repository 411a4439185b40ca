"""Words for what is expected of a customer."""

from __future__ import annotations

from relapp.domain.money import Money
from relapp.domain.suggestions.signals import Outlook, Range
from relapp.ui.wording import money, tr

_YEAR = range(360, 371)


def potential(outlook: Outlook, currency: str) -> str:
    """What people like them spend: "Potential: €180–€420 a year; 11 people like them"."""
    found = outlook.potential
    if found is None:
        return tr("Outlook", "Potential: too few people like them to say")
    said = _spent(found, currency)
    like = tr("Outlook", "%n people like them", found.people)
    return tr("Outlook", "Potential: {spent}; {like}").format(spent=said, like=like)


def potential_basis(outlook: Outlook) -> str:
    """What the range rests on."""
    found = outlook.potential
    if found is None:
        return tr("Outlook", "A range is said only where enough customers were in a like place before.")
    return tr("Outlook", "Half of %n customers in a like place spent that much afterwards.", found.people)


def _spent(found: Range, currency: str) -> str:
    low, high = (money.about(Money(amount, currency)) for amount in (found.low, found.high))
    between = tr("Outlook", "{low}–{high}").format(low=low, high=high)
    if found.days in _YEAR:
        return tr("Outlook", "{between} a year").format(between=between)
    return tr("Outlook", "{between} in %n day(s)", found.days).format(between=between)
