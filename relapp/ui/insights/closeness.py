"""How close we are: four steps as bars, each beside what it was three months ago."""

from __future__ import annotations

from relapp.domain.closeness import Closeness, Step
from relapp.domain.pictures import Bar, Bars
from relapp.ui.insights.easel import Easel
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import closeness as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words


def build_closeness(easel: Easel, found: Closeness) -> None:
    """Four figures that open lists, and the same as a picture."""
    if not found.everybody:
        easel.say(wording.nobody())
        return
    easel.say(wording.about())
    easel.figures([_figure(found, step) for step in Step])
    bars = tuple(
        Bar(step, len(one.now), earlier=one.before, opens=step if one.now else "") for step, one in found.steps.items()
    )
    words = Words(
        tr("Closeness", "The four steps, and three months ago"),
        label=lambda code: wording.step(Step(code)),
        labels=tr("Closeness", "Step"),
        value=tr("Closeness", "Now"),
        earlier=tr("Closeness", "Three months ago"),
        thin=tr("Closeness", "Too little is noted for a picture."),
    )
    easel.picture(Bars(bars), words, why=tuple(part for step in Step for part in wording.why(step)))


def _figure(found: Closeness, step: Step) -> Figure:
    now = found.steps[step].now
    opens = step if now else ""
    return Figure(wording.step(step), number(len(now)), wording.said(found, step), opens, wording.why(step))
