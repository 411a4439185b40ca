"""Words for what the shop learned, by whom, and how much it knows."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtCore import QLocale

from relapp.domain.learned import MOST_THINGS, ONE_IN, WEEKS, Depth, Week, What
from relapp.services.pages.insights.learned import LearnedPage
from relapp.ui.wording import dates, kinds, tr
from relapp.ui.wording.money import number


def what(one: What) -> str:
    """How something was learned."""
    return {
        What.NEW: tr("Learned", "New"),
        What.CORRECTED: tr("Learned", "Corrected"),
        What.CONFIRMED: tr("Learned", "Confirmed"),
        What.ANSWERED: tr("Learned", "Questions answered"),
    }[one]


def why(one: What) -> tuple[str, ...]:
    """What is counted."""
    return {
        What.NEW: (tr("Learned", "Facts that were learned in that week and took no other's place."),),
        What.CORRECTED: (tr("Learned", "Facts that took the place of what was known before."),),
        What.CONFIRMED: (
            tr("Learned", "Facts of which somebody noted that they still hold; the record knows who and when."),
        ),
        What.ANSWERED: (
            tr("Learned", "Questions that were put and answered. What the answer taught is also counted as a fact."),
        ),
    }[one]


def this_week(found: LearnedPage) -> str:
    """The heading of the week."""
    return tr("Learned", "This week, since {day}").format(day=dates.short(found.weeks[0].monday, with_year=False))


def last_week(week: Week, one: What) -> str:
    """What a figure was a week ago."""
    return tr("Learned", "{n} last week").format(n=number(week.counts()[one]))


def week(monday: date) -> str:
    """The name of a week."""
    return tr("Learned", "Week of {day}").format(day=dates.short(monday))


def line(found: LearnedPage, one: Week) -> str:
    """What was learned in a week, and by whom: "6 new · 1 confirmed · Ina 4, Priya 3"."""
    by = sorted(one.people().items(), key=lambda some: (-some[1], some[0] or 0))
    people = ", ".join(f"{person(found, staff_id)} {number(count)}" for staff_id, count in by)
    return f"{counted(one.counts())} · {people}"


def counted(counts: Counter[What]) -> str:
    """How much of each sort: "3 new · 1 corrected"."""
    parts = {
        What.NEW: tr("Learned", "{n} new"),
        What.CORRECTED: tr("Learned", "{n} corrected"),
        What.CONFIRMED: tr("Learned", "{n} confirmed"),
        What.ANSWERED: tr("Learned", "{n} answered"),
    }
    told = [text.format(n=number(counts[one])) for one, text in parts.items() if counts[one]]
    return " · ".join(told) or tr("Learned", "nothing")


def person(found: LearnedPage, staff_id: int | None) -> str:
    """Who noted it."""
    return found.staff.get(staff_id or 0, "") or tr("Learned", "An import, or nobody named")


def by_week() -> str:
    """The title of the picture."""
    return tr("Learned", "Learned, week by week")


def why_weeks() -> tuple[str, ...]:
    """How weeks are counted."""
    return (
        tr("Learned", "The last {n} weeks, from Monday to Sunday; this one is not over.").format(n=WEEKS),
        tr("Learned", "A fact counts on the day it was learned, also where it was typed in later."),
        *(part for one in What for part in why(one)),
    )


def depth_title() -> str:
    """The heading of the second part."""
    return tr("Learned", "How well we know those who come")


def depth_figure(depth: Depth) -> str:
    """How many of the useful things are known: "4.2 of 9"."""
    known, _ = depth.typical
    return tr("Learned", "{n} of {all}").format(n=_one_place(known), all=number(len(depth.things)))


def depth_said(depth: Depth) -> str:
    """How many of these are fresh."""
    _, fresh = depth.typical
    return tr("Learned", "useful things known of each, {n} heard or confirmed this year").format(n=_one_place(fresh))


def _one_place(value: float) -> str:
    return QLocale().toString(round(value, 1), "f", 1)


def why_depth() -> tuple[str, ...]:
    """What depth counts."""
    return (
        tr(
            "Learned",
            "Useful to know is how to reach them, what your questions ask, and what is on file of at least one in {n} "
            "of those who come, {most} things at most.",
        ).format(n=ONE_IN, most=MOST_THINGS),
        tr("Learned", "Counted over everybody who came within a year. A guess is not knowing."),
        tr("Learned", "A phone number has no day of its own: it counts as known, and as fresh only if told as a fact."),
    )


def thing(kind: str) -> str:
    """What a thing is called."""
    return kinds.fact(kind)


def shallow(depth: Depth) -> str:
    """Of how many hardly anything is known."""
    return number(len(depth.shallow))
