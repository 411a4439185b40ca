"""Return on customer as a page of Insights."""

from __future__ import annotations

from relapp.domain.money import Money
from relapp.domain.return_on_customer import Return, roughly
from relapp.services.pages.insights import returns as page
from relapp.services.pages.insights.returns import EVERYBODY, KNOWN, PAID, Returns
from relapp.ui.insights.easel import CUSTOMER, Easel, ListedLine
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import money
from relapp.ui.wording import returns as wording
from relapp.ui.wording.pictures import Words


def build_returns(easel: Easel, found: Returns) -> None:
    """The ratio with its parts, why what is to come changed, and the ten people behind it."""
    told = found.found
    if told is None or told.is_thin:
        easel.say(wording.too_young())
        return
    easel.say(wording.said(told, found.currency))
    easel.figures(_figures(told, found.currency))
    easel.say(wording.basis(told))
    words = Words(wording.bars_title(), label=wording.why, value=wording.change(), thin=wording.nobody())
    easel.picture(page.picture(found), words, said=wording.bars_said(), why=wording.why_bars())
    names = found.names or {}
    lines = [
        ListedLine(
            names[one.customer_id],
            wording.person(one, told, found.currency),
            wording.signed(one.change, found.currency),
            f"{CUSTOMER}{one.customer_id}",
        )
        for one in found.behind
        if one.customer_id in names
    ]
    easel.lines(wording.ten(), lines, said=wording.ten_said(), nothing=wording.nobody())


def _figures(told: Return, currency: str) -> list[Figure]:
    earned = money.about(Money(told.earned, currency))
    start, end = (money.about(Money(roughly(amount), currency)) for amount in (told.start, told.end))
    everybody = len(told.people)
    return [
        Figure(wording.title(), wording.ratio(told), wording.period(told), why=wording.why_ratio(told, currency)),
        Figure(wording.earned(told), earned, wording.period(told), PAID, wording.why_earned(told)),
        Figure(wording.start(), start, wording.known(told.known), KNOWN, wording.why_start(told, currency)),
        Figure(wording.end(), end, wording.known(everybody), EVERYBODY, wording.why_equity(told)),
    ]
