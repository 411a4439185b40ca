"""Words for a line while it is typed: who is meant, what was read, what is offered to remember."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from relapp.domain.cases import NewCase
from relapp.domain.consents import NewWord
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import NewPurchaseLine
from relapp.domain.money import Money
from relapp.domain.peace import NewPeace, NewQuiet, PeaceWhy
from relapp.domain.promises import NewPromise, PromisedBy
from relapp.domain.wishes import NewWish
from relapp.services.who import Candidate, Fit
from relapp.ui.wording import consents, dates, kinds, memory, money, quiet, tr


def why(candidate: Candidate, today: date) -> str:
    """Why someone may be meant, and when they were last here: "07700 904417 · last contact 3 May"."""
    called = tr("Entries", "was {name}").format(name=candidate.detail) if candidate.detail else candidate.nickname
    reason = {
        Fit.OPEN: tr("Entries", "this page"),
        Fit.CONTACT: tr("Entries", "has {detail}").format(detail=candidate.detail),
        Fit.ENDING: candidate.detail,
        Fit.SLIP: tr("Entries", "written alike"),
    }.get(candidate.fit, called)
    last = ""
    if candidate.last is not None:
        last = tr("Entries", "last contact {day}").format(day=dates.day(candidate.last.astimezone().date(), today))
    return " · ".join(part for part in (reason, last) if part)


def new_customer(new: NewCustomer) -> str:
    """Someone to add, with the number or address typed beside the name."""
    said = tr("Entries", "New customer: {name}").format(name=new.name)
    return " · ".join([said, *(contact.value for contact in new.contacts)])


def line(bought: NewPurchaseLine, currency: str) -> str:
    """What was bought: "2× wholemeal €6.40"."""
    said = money.times(bought.quantity, bought.product)
    if bought.amount is None:
        return said
    return tr("Entries", "{product} {amount}").format(product=said, amount=money.money(Money(bought.amount, currency)))


def more_lines(bought: Sequence[NewPurchaseLine], currency: str) -> str:
    """Lines for which there is no room: "14 more €52.10"."""
    said = tr("Entries", "{n} more").format(n=len(bought))
    amounts = [one.amount for one in bought if one.amount is not None]
    if not amounts:
        return said
    return tr("Entries", "{product} {amount}").format(product=said, amount=money.money(Money(sum(amounts), currency)))


def moment(at: datetime, now: datetime) -> str:
    """When it happened, if that is not now: "yesterday", "Thu 14:05", "3 May"."""
    said = dates.day(at.date(), now.date())
    if at.time() == now.time():
        return said
    return tr("Entries", "{day} {time}").format(day=said, time=dates.clock(at))


def offer(offered: NewFact | NewPromise | NewWish | NewCase | NewWord | NewPeace | NewQuiet, today: date) -> str:
    """What is offered to remember, in one line."""
    if isinstance(offered, NewPromise):
        return _promise(offered, today)
    if isinstance(offered, NewCase):
        return tr("Entries", "Open a case: put it right")
    if isinstance(offered, NewWish):
        return tr("Entries", "Waits for {words}").format(words=offered.words)
    if isinstance(offered, NewWord):
        return consents.offered(offered)
    if isinstance(offered, NewPeace):
        return _peace(offered, today)
    if isinstance(offered, NewQuiet):
        return tr("Entries", "Reach them {when}").format(when=quiet.offered(offered))
    return _fact(offered)


def _peace(new: NewPeace, today: date) -> str:
    mourns = new.why is PeaceWhy.MOURNING
    text = tr("Entries", "Mourning: in peace until {day}") if mourns else tr("Entries", "Leave in peace until {day}")
    return text.format(day=_due(new.until, today))


def _promise(given: NewPromise, today: date) -> str:
    if given.by is PromisedBy.SHOP:
        said = tr("Entries", "We promise: {words}").format(words=given.words)
    else:
        said = tr("Entries", "They promise: {words}").format(words=given.words)
    if given.due is None:
        return said
    return tr("Entries", "{promise} · {day}").format(promise=said, day=_due(given.due, today))


def _due(due: date, today: date) -> str:
    """Always with its weekday, so that a wrong reading is seen."""
    name = dates.weekday(due.weekday(), short=True)
    return tr("Entries", "{weekday} {day}").format(weekday=name, day=dates.short(due, with_year=due.year != today.year))


def _fact(told: NewFact) -> str:
    said = value = memory.fact_value(told)
    if told.kind != FactKind.ABOUT:
        said = tr("Entries", "{kind}: {value}").format(kind=kinds.fact(told.kind), value=value)
    return tr("Entries", "{about} – {fact}").format(about=told.about, fact=said) if told.about else said
