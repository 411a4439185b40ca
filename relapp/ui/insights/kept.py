"""Kept and lost: where everybody stands by their own rhythm, and how that changed."""

from __future__ import annotations

from collections.abc import Mapping

from relapp.domain.states import CustomerState
from relapp.services.pages.insights import kept as page
from relapp.services.pages.insights.kept import NOW, STATES, Kept
from relapp.ui.insights.easel import Easel
from relapp.ui.insights.figure import Figure
from relapp.ui.theme import Tone
from relapp.ui.wording import kept as wording
from relapp.ui.wording import states
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words

TONES: Mapping[str, Tone] = {
    CustomerState.KEPT: Tone.OK,
    CustomerState.SLIPPING: Tone.WARN,
    CustomerState.LOST: Tone.DANGER,
    CustomerState.BACK: Tone.INFO,
}


def build_kept(easel: Easel, found: Kept) -> None:
    """Six figures that add up to everybody, the way between two months, and a year."""
    if not found.everybody:
        easel.say(wording.nobody())
        return
    easel.figures([_figure(found, state) for state in STATES])
    easel.say(states.adds_up(found.everybody))
    name = lambda code: states.name(CustomerState(code))  # noqa: E731
    moved = page.flow(found)
    title = wording.between(moved.earlier, moved.later)
    words = Words(title, label=name, value=wording.customers(), thin=wording.no_two_months())
    easel.picture(moved, words, said=wording.moves(), why=wording.why_moves(), tones=TONES)
    kept, slipping = states.name(CustomerState.KEPT), states.name(CustomerState.SLIPPING)
    year = Words(wording.year(), value=kept, second=slipping, thin=wording.no_two_months())
    easel.picture(page.line(found), year, said=wording.months(), why=wording.why_year())


def _figure(found: Kept, state: CustomerState) -> Figure:
    return Figure(
        states.name(state),
        number(found.counts[NOW][state]),
        states.definition(state),
        page.now(state),
        wording.why(state),
        page.spark(found, state),
    )
