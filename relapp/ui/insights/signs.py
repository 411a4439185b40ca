"""The seven sentences over the whole shop: bars that open of whom each holds, lines that open of whom not yet."""

from __future__ import annotations

from relapp.domain.pictures import Bar, Bars, Measure, Unit
from relapp.domain.relationship import Aspect
from relapp.services.pages.insights.signs import SignsPage, code_of
from relapp.ui.insights.easel import Easel, ListedLine
from relapp.ui.wording import relationship, tr
from relapp.ui.wording import signs as wording
from relapp.ui.wording.pictures import Words


def build_signs(easel: Easel, found: SignsPage) -> None:
    """One bar a sentence, then where each is lacking."""
    if not found.everybody:
        easel.say(wording.nobody())
        return
    easel.say(wording.about(found))
    words = Words(
        wording.title(),
        label=lambda code: relationship.aspect(Aspect(code)),
        labels=tr("Signs", "Sentence"),
        value=tr("Signs", "Holds"),
        thin=tr("Signs", "None of them holds of anybody yet."),
    )
    measure = Measure(Unit.SHARE)
    easel.picture(Bars(tuple(_bar(found, one) for one in Aspect), measure), words, why=wording.why())
    lines = [
        ListedLine(relationship.aspect(one), wording.not_yet(found, one), opens=code_of(one, holds=False))
        for one in Aspect
        if found.who(one, holds=False)
    ]
    easel.lines(
        tr("Signs", "Not yet"), lines, said=tr("Signs", "Enter shows of whom it does not hold yet."),
        nothing=tr("Signs", "All seven hold of everybody."),
    )  # fmt: skip


def _bar(found: SignsPage, aspect: Aspect) -> Bar:
    who = found.who(aspect)
    share, opens = len(who) / len(found.looked), code_of(aspect) if who else ""
    if not found.is_drawn:
        return Bar(aspect, share, opens=opens)
    low, high = found.interval(aspect)
    return Bar(aspect, share, low=low, high=high, opens=opens)
