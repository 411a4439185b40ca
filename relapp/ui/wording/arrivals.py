"""Words for what came in and who waits for it."""

from __future__ import annotations

from datetime import date

from relapp.services.arrivals import Waiting
from relapp.ui.wording import memory, quoted, tr


def line(one: Waiting, today: date) -> str:
    """Who waits, for what in their own words, and since when: "Ana Moreira · “spelt” · waiting since 2 May"."""
    name = " ".join(one.customer.name.split())
    return " · ".join([name, quoted(one.wish.words), memory.wish_state(one.wish, today)])


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
