"""Identify, differentiate, interact, tailor: four numbers, each with what it was a period ago."""

from __future__ import annotations

from relapp.domain.closeness import PERIOD, Closeness, Reached, Step
from relapp.domain.days import after, before
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage import closeness, customers
from relapp.storage.reader import Reader


def load(reader: Reader, asked: Asked) -> Closeness:
    """The four steps as of the end of ``asked.day``, so far as it is known."""
    day, then = asked.day, before(asked.day, PERIOD)
    here = customers.ids_by_last_contact(reader, day)
    order = {one: place for place, one in enumerate(here)}

    def reached(now: set[int], earlier: set[int]) -> Reached:
        return Reached(tuple(sorted(now & order.keys(), key=order.__getitem__)), len(earlier & order.keys()))

    first, first_then = after(then, 1), after(before(then, PERIOD), 1)
    asked.pause()
    steps = {
        Step.IDENTIFY: reached(closeness.identified(reader, day), closeness.identified(reader, then)),
        Step.DIFFERENTIATE: reached(closeness.differentiated(reader, day), closeness.differentiated(reader, then)),
        Step.INTERACT: reached(
            closeness.interacted(reader, first, day), closeness.interacted(reader, first_then, then)
        ),
        Step.TAILOR: reached(closeness.tailored(reader, first, day), closeness.tailored(reader, first_then, then)),
    }
    return Closeness(day, len(here), steps)


def behind(_reader: Reader, found: Closeness, code: str, _asked: Asked) -> Behind:
    """The customers whom a step has reached, latest contact first."""
    return Behind(customers=found.steps[Step(code)].now)
