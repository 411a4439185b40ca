"""Words for where a customer stands by their own rhythm."""

from __future__ import annotations

from relapp.domain.states import CustomerState
from relapp.ui.wording import tr


def name(state: CustomerState) -> str:
    """What those in a state are called: "Slipping"."""
    return {
        CustomerState.KEPT: tr("States", "Kept"),
        CustomerState.SLIPPING: tr("States", "Slipping"),
        CustomerState.LOST: tr("States", "Lost"),
        CustomerState.BACK: tr("States", "Back"),
        CustomerState.TOO_NEW: tr("States", "Too new to say"),
        CustomerState.NEVER_CAME: tr("States", "Never came"),
    }[state]


def definition(state: CustomerState) -> str:
    """Who is meant, by the days on which they came."""
    return {
        CustomerState.KEPT: tr("States", "Come as they always did, or are due about now."),
        CustomerState.SLIPPING: tr("States", "Silent for longer than is usual for them, by their own last visits."),
        CustomerState.LOST: tr("States", "Silent for twice as long as that, and for 90 days at least."),
        CustomerState.BACK: tr("States", "Came again after a silence in which they counted as lost."),
        CustomerState.TOO_NEW: tr("States", "Came on one or two days: too few to know their rhythm."),
        CustomerState.NEVER_CAME: tr("States", "No visit and no purchase is on file."),
    }[state]


def slipping(number: int | None) -> str:
    """The line on Today; ``None`` while nobody has counted yet."""
    if number is None:
        return tr("States", "Rhythm")
    return tr("States", "Rhythm: %n slipping", number) if number else tr("States", "Rhythm: nobody slipping")


def adds_up(number: int) -> str:
    """That nobody is left out."""
    return tr("States", "%n customer(s) in all: each is in exactly one of these, as of this morning.", number)
