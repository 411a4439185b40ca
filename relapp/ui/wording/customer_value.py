"""Words for what one customer brings, line by line."""

from __future__ import annotations

from relapp.domain.money import Money
from relapp.domain.return_on_customer import roughly
from relapp.domain.segments import Segment
from relapp.domain.suggestions.signals import Outlook
from relapp.domain.value import Brought, Costs, Line, Served
from relapp.services.pages.customer_value import CustomerValue
from relapp.ui.wording import money, tr
from relapp.ui.wording import value as words
from relapp.ui.wording.money import number


def title(name: str) -> str:
    """Over the lines."""
    return tr("Value", "What {name} brings").format(name=name)


def within(found: CustomerValue) -> str:
    """Of which days, and what it was in all."""
    ever = money.money(Money(found.ever.spend, found.currency))
    return tr("Value", "{period}. In all since they first came: {ever}.").format(
        period=words.within(found.period), ever=ever
    )


def visits(year: Brought) -> str:
    """How often they came."""
    return tr("Value", "%n visit(s)", year.visits)


def line(one: Served) -> str:
    """The name of a line, as it begins a row."""
    return {
        Line.RETURNS: tr("Value", "Given back for returns"),
        Line.DISCOUNTS: tr("Value", "Discounts"),
        Line.GOODS: tr("Value", "Goods"),
        Line.TIME: tr("Value", "Time"),
        Line.REMEDIES: tr("Value", "Putting complaints right"),
    }[one.line]


def line_said(one: Served, costs: Costs) -> str:
    """What a line rests on."""
    match one.line:
        case Line.DISCOUNTS:
            return tr("Value", "already gone from what they paid") if one.amount else ""
        case Line.GOODS:
            known = tr("Value", "by the shares of the price told in Settings")
            return known if one.known else tr("Value", "nobody said what all of them cost")
        case Line.TIME:
            return _time(one, costs)
        case Line.REMEDIES if one.count:
            return tr("Value", "%n case(s) without a cost", one.count)
    return ""


def _time(one: Served, costs: Costs) -> str:
    contacts = tr("Value", "{n} call(s), message(s) and the like", one.count).format(n=number(one.count))
    if not one.count:
        return ""
    if costs.time_is_known:
        return tr("Value", "{contacts}, {minutes} minutes each").format(contacts=contacts, minutes=costs.minutes)
    return tr("Value", "{contacts}; nobody said what an hour costs").format(contacts=contacts)


def cost(one: Served, currency: str) -> str:
    """ "−£3.20", or that it is not known."""
    if not one.known and not one.amount:
        return words.not_known()
    amount = money.money(Money(one.amount, currency))
    if not one.amount or not one.counted:
        return amount
    return tr("Value", "\N{MINUS SIGN}{amount}").format(amount=amount)


def remains() -> str:
    """The last line of the sum."""
    return tr("Value", "Remains")


def remains_said(found: CustomerValue) -> str:
    """Whether that is all."""
    if all(one.known for one in found.lines):
        return tr("Value", "after all of these")
    return tr("Value", "at most: some costs are not told")


def rest(found: CustomerValue, outlook: Outlook | None) -> tuple[str, ...]:
    """What stands below the sum: expected, potential, share, and how they are served."""
    said = []
    if outlook is not None:
        amount = money.about(Money(roughly(round(outlook.money)), found.currency))
        said.append(tr("Value", "Expected within a year: about {amount}.").format(amount=amount))
    if found.is_learned:
        said.append(words.potential(found.potential, found.currency))
    else:
        said.append(tr("Value", "What people with the same needs spend is told once the shop has been looked through."))
    if found.share is not None:
        said.append(tr("Value", "Where else they buy: {share}.").format(share=words.share(found.share)))
    else:
        said.append(tr("Value", "Where else they buy was not asked yet, so nothing is said of it."))
    if found.segment is not None:
        said.append(_served(found.segment, found))
    return tuple(said)


def _served(segment: Segment, found: CustomerValue) -> str:
    if segment is Segment.OTHERS:
        return tr("Value", "By your rules they are neither most valuable nor growable, nor to be served differently.")
    return words.rule(segment, found.rules, found.currency)


def evidence(found: CustomerValue, which: Line) -> str:
    """Over what a line was made of."""
    return tr("Value", "{line}: {period}").format(line=line(Served(which, 0)), period=words.within(found.period))
