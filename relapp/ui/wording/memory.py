"""Words for what is remembered of a customer: facts, promises, wishes, and how long they have been one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from relapp.domain.customers import Customer, CustomerStat
from relapp.domain.facts import Certainty, Fact, FactKind, NewFact, is_sensitive, needs_check
from relapp.domain.peace import PeaceWhy, why_of
from relapp.domain.promises import Promise, PromisedBy, PromiseState, is_late, kept, was_in_time
from relapp.domain.wishes import Wish, WishState
from relapp.ui.wording import dates, kinds, tr


def fact(known: Fact) -> str:
    """A fact in one line: "Likes: rye", "daughter – Size: 39", "Name day: 13 Jun"."""
    value = fact_value(known)
    if known.kind == FactKind.ABOUT:
        said = value
    else:
        said = tr("Memory", "{kind}: {value}").format(kind=kinds.fact(known.kind), value=value)
    return tr("Memory", "{about} – {fact}").format(about=known.about, fact=said) if known.about else said


def fact_value(known: Fact | NewFact) -> str:
    """What is known, with its day: "39", "wedding 3 Aug"; a day that was typed is not said twice."""
    day = yearly(known.month, known.day, known.year)
    typed = [int(number) for number in re.findall(r"\d+", known.value)]
    year = known.year or 0
    only_day = bool(typed) and set(typed) <= {known.day, known.month, year, year % 100}
    if day and (only_day or known.kind == FactKind.BIRTHDAY):
        return day
    return " ".join(part for part in (known.value, day) if part)


def yearly(month: int | None, day: int | None, year: int | None) -> str:
    """A date that comes round: "13 Jun", "13 Jun 1980"; empty for none."""
    if month is None or day is None:
        return ""
    # A leap year stands for every year, so that 29 February can be said.
    return dates.short(date(year or 2000, month, day), with_year=year is not None)


def fact_state(known: Fact, today: date, by: str = "") -> str:
    """How, since when and by whom it is known: "told, 3 Mar 2025 · Ina", "our guess, 1 May – check"."""
    when = known.confirmed or known.learned
    text = {
        Certainty.TOLD: tr("Memory", "told, {since}"),
        Certainty.SEEN: tr("Memory", "seen, {since}"),
        Certainty.GUESSED: tr("Memory", "our guess, {since}"),
    }[known.certainty]
    said = text.format(since=dates.day(when, today))
    if by:
        said = tr("Memory", "{said} · {staff}").format(said=said, staff=by)
    if is_sensitive(known):
        said = tr("Memory", "{said} · sensitive").format(said=said)
    return tr("Memory", "{said} – check").format(said=said) if needs_check(known, today) else said


def promise_state(given: Promise, today: date) -> str:
    """Where a promise stands: "due Sat", "late since 3 May", "kept 4 May"; theirs are named as theirs."""
    if given.state is not PromiseState.OPEN:
        said = kinds.promise_state(given.state)
        if given.closed is not None:
            said = tr("Memory", "{state} {day}").format(state=said, day=dates.day(given.closed, today))
        if given.state is PromiseState.KEPT and given.due is not None and not was_in_time(given):
            said = tr("Memory", "{state}, was due {day}").format(state=said, day=dates.day(given.due, today))
        if given.explanation:
            said = tr("Memory", "{state}: {words}").format(state=said, words=given.explanation)
    elif given.due is None:
        said = tr("Memory", "no day named")
    elif is_late(given, today):
        said = tr("Memory", "late, was due {day}").format(day=dates.day(given.due, today))
    else:
        said = tr("Memory", "due {day}").format(day=dates.day(given.due, today))
    return said if given.by is PromisedBy.SHOP else tr("Memory", "theirs, {state}").format(state=said)


def promise_sign(given: Promise, today: date) -> str:
    """Where an open promise stands in a word or two: "late", "due Sat", "theirs"."""
    if given.state is not PromiseState.OPEN:
        return kinds.promise_state(given.state)
    if is_late(given, today):
        return tr("Memory", "late")
    if given.by is PromisedBy.CUSTOMER:
        return tr("Memory", "theirs")
    return promise_state(given, today)


def fact_sign(known: Fact, today: date) -> str:
    """How a fact is known in a word or two: "told", "guessed – check"."""
    said = kinds.certainty(known.certainty)
    return tr("Memory", "{said} – check").format(said=said) if needs_check(known, today) else said


def wish_state(wanted: Wish, today: date) -> str:
    """Where a wish stands: "waiting since 2 May", "met 4 May"."""
    if wanted.state is WishState.OPEN or wanted.closed is None:
        return tr("Memory", "waiting since {day}").format(day=dates.day(wanted.made, today))
    state = kinds.wish_state(wanted.state)
    return tr("Memory", "{state} {day}").format(state=state, day=dates.day(wanted.closed, today))


def person_state(customer: Customer, today: date) -> str:
    """Since when somebody is a customer, or until when they are to be left in peace."""
    if customer.leave_until is not None and customer.leave_until >= today:
        return tr("Memory", "leave in peace until {day}").format(day=dates.day(customer.leave_until, today))
    return tr("Memory", "on file since {day}").format(day=dates.day(customer.added, today))


def peace_why(customer: Customer, today: date) -> str:
    """Why somebody is left in peace: "asked for it on 3 May"."""
    return peace_reason(customer, lambda said: dates.on(said, today))


def peace_reason(customer: Customer, on: Callable[[date], str]) -> str:
    """Why somebody is left in peace, with the day it was heard as ``on`` says it."""
    why, said = why_of(customer)
    mourns = why is PeaceWhy.MOURNING
    if said is None:
        return tr("Memory", "in mourning") if mourns else tr("Memory", "asked for it")
    text = tr("Memory", "in mourning, heard {on}") if mourns else tr("Memory", "asked for it {on}")
    return text.format(on=on(said))


def ledger(given: tuple[Promise, ...]) -> str:
    """How promises ended: "3 kept, 1 broken"; empty where none has ended."""
    parts = []
    for state, text in (
        (PromiseState.KEPT, tr("Memory", "{n} kept")),
        (PromiseState.EXPLAINED, tr("Memory", "{n} explained")),
        (PromiseState.BROKEN, tr("Memory", "{n} broken")),
    ):
        found = sum(1 for promise in given if promise.state is state)
        if found:
            parts.append(text.format(n=found))
    return ", ".join(parts)


def kept_so_far(given: tuple[Promise, ...], today: date) -> str:
    """How our promises fared: "Promises so far: 2 of 3 of ours with a day kept in time, 1 late"."""
    found, parts = kept(given, today), []
    if found.closed:
        text = tr("Memory", "{kept} of {all} of ours with a day kept in time")
        parts.append(text.format(kept=found.in_time, all=found.closed))
    if found.late:
        parts.append(tr("Memory", "%n late", found.late))
    said = tr("Memory", "Promises so far")
    return tr("Memory", "{said}: {how}").format(said=said, how=", ".join(parts)) if parts else said


def standing(stat: CustomerStat, today: date) -> str:
    """How long, how often, how lately: "Customer for 6 years · 212 entries · last contact 2 days ago"."""
    if stat.first is None:
        return tr("Memory", "No entries yet")
    entries = tr("Memory", "%n entry", 1) if stat.entries == 1 else tr("Memory", "%n entries", stat.entries)
    first = stat.first.astimezone().date()
    parts = [_since(first, today) if first <= today else "", entries]
    for said, at in (
        (tr("Memory", "last contact {when}"), stat.last),
        (tr("Memory", "next contact {when}"), stat.next),
    ):
        parts.append(said.format(when=dates.ago(at.astimezone().date(), today)) if at else "")
    return " · ".join(part for part in parts if part)


def _since(first: date, today: date) -> str:
    away = (today - first).days
    if away >= 730:
        return tr("Memory", "Customer for %n years", away // 365)
    if away >= 61:
        return tr("Memory", "Customer for %n months", away // 30)
    return tr("Memory", "Customer since {day}").format(day=dates.day(first, today))


def brief_source(stat: CustomerStat) -> str:
    """What the brief was read from: "from 14 entries since 2020"; empty without entries."""
    if stat.first is None:
        return ""
    entries = tr("Memory", "from %n entry", 1) if stat.entries == 1 else tr("Memory", "from %n entries", stat.entries)
    return tr("Memory", "{entries} since {year}").format(entries=entries, year=stat.first.year)
