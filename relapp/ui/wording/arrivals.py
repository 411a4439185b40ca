"""Words for what came in and who waits for it."""

from __future__ import annotations

from datetime import date

from relapp.services.arrivals import Waiting
from relapp.ui.wording import dates, memory, quoted, tr


def line(one: Waiting, today: date) -> str:
    """Who waits, for what in their own words, and since when: "Ana Moreira · “spelt” · waiting since 2 May"."""
    name = " ".join(one.customer.name.split())
    return " · ".join([name, quoted(one.wish.words), memory.wish_state(one.wish, today)])


def state(one: Waiting, today: date) -> str:
    """Since when somebody waits, and what came in: "waiting since 2 May · came in Mon: “Spelt flour”"."""
    said = memory.wish_state(one.wish, today)
    if one.came is None:
        return said
    sold, noted = tr("Arrivals", "{said} · first sold {day}: {what}"), tr("Arrivals", "{said} · came in {day}: {what}")
    text = sold if one.came.sold else noted
    return text.format(said=said, day=dates.day(one.came.day, today), what=quoted(one.came.words))


def brought(people: int) -> str:
    """After an import: how many asked for what it brought."""
    return (
        tr("Arrivals", "%n person asked for what came in: see", people)
        if people == 1
        else tr("Arrivals", "%n people asked for what came in: see", people)
    )


def met(one: Waiting) -> str:
    """After they were told."""
    name = " ".join(one.customer.name.split())
    return tr("Arrivals", "{name} was told: {what}").format(name=name, what=quoted(one.wish.words))


def count(people: int) -> str:
    """How many wait for what is typed."""
    if not people:
        return tr("Arrivals", "Nobody asked for it so far.")
    return tr("Arrivals", "1 person waits for it:") if people == 1 else tr("Arrivals", "%n people wait for it:", people)


def hint() -> str:
    """Before anything is typed."""
    return tr("Arrivals", "Who asked for it comes up here and on Today.")


def told(words: str, people: int) -> str:
    """After it was noted: what came in, and how many wait for it."""
    if not people:
        waits = tr("Arrivals", "nobody asked for it so far")
    elif people == 1:
        waits = tr("Arrivals", "1 person waits for it")
    else:
        waits = tr("Arrivals", "%n people wait for it", people)
    return tr("Arrivals", "{what} noted: {waits}").format(what=quoted(words), waits=waits)
