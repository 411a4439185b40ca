"""What we learned: this week by sort and person, the weeks before, and how well those who come are known."""

from __future__ import annotations

from collections import Counter

from relapp.domain.learned import What
from relapp.domain.pictures import Bar, Bars, Line, Measure, Point, Step, Unit
from relapp.services.pages.insights.learned import NOBODY, SHALLOW, LearnedPage, lacking_code, week_code
from relapp.ui.insights.easel import Easel, ListedLine
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import learned as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words


def build_learned(easel: Easel, found: LearnedPage) -> None:
    """Four figures of this week, a line over the weeks, who noted what, each week, and depth."""
    now, last = found.weeks[0], found.weeks[1]
    easel.head(wording.this_week(found))
    counts = now.counts()
    easel.figures(
        [
            Figure(
                wording.what(one), number(counts[one]), wording.last_week(last, one),
                week_code(now, one) if counts[one] else "", wording.why(one),
            )
            for one in What
        ]
    )  # fmt: skip
    points = tuple(
        Point(week.monday, len(week.lessons), opens=week_code(week) if week.lessons else "")
        for week in reversed(found.weeks)
    )
    nothing = tr("Learned", "Nothing was learned in the last twelve weeks. A fact is offered when an entry tells one.")
    title = Words(wording.by_week(), value=tr("Learned", "Learned"), thin=nothing)
    known = Line(points if any(week.lessons for week in found.weeks) else (), step=Step.WEEK)
    easel.picture(known, title, why=wording.why_weeks())
    _people(easel, found)
    weeks = [
        ListedLine(wording.week(one.monday), wording.line(found, one), opens=week_code(one))
        for one in found.weeks[1:]
        if one.lessons
    ]
    easel.lines(tr("Learned", "The weeks before"), weeks, nothing=tr("Learned", "Nothing was learned in them."))
    _depth(easel, found)


def _people(easel: Easel, found: LearnedPage) -> None:
    now = found.weeks[0]
    lines = []
    for staff_id, _ in sorted(now.people().items(), key=lambda one: (-one[1], one[0] or 0)):
        of = Counter(one.what for one in now.of(staff=[staff_id]))
        opens = week_code(now, staff_id=NOBODY if staff_id is None else staff_id)
        lines.append(ListedLine(wording.person(found, staff_id), wording.counted(of), opens=opens))
    easel.lines(tr("Learned", "By whom, this week"), lines, nothing=tr("Learned", "Nothing was learned this week yet."))


def _depth(easel: Easel, found: LearnedPage) -> None:
    depth = found.depth
    easel.head(wording.depth_title())
    if not depth.people:
        easel.say(tr("Learned", "Nobody came within a year."))
        return
    little = Figure(
        tr("Learned", "Hardly known"), wording.shallow(depth), tr("Learned", "come, and at most one thing is known"),
        SHALLOW if depth.shallow else "", wording.why_depth(),
    )  # fmt: skip
    easel.figures(
        [
            Figure(
                tr("Learned", "On average"), wording.depth_figure(depth), wording.depth_said(depth),
                why=wording.why_depth(),
            ),
            little,
        ]
    )  # fmt: skip
    everybody = len(depth.people)
    bars = tuple(
        Bar(
            thing.kind,
            thing.known / everybody,
            earlier=thing.fresh / everybody,
            opens=lacking_code(place) if thing.lacking else "",
        )
        for place, thing in enumerate(depth.things)
    )
    words = Words(
        tr("Learned", "Each useful thing, and of how many it is known"),
        label=wording.thing,
        labels=tr("Learned", "Thing"),
        value=tr("Learned", "Known"),
        earlier=tr("Learned", "Heard or confirmed this year"),
        thin=tr("Learned", "Nothing is known of those who come yet."),
    )
    said = tr("Learned", "A bar opens of whom it is not known: whom to ask.")
    easel.picture(Bars(bars, Measure(Unit.SHARE)), words, said=said, why=wording.why_depth())
