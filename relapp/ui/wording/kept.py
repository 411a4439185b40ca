"""Words for the page of Insights that says who is kept and who is lost."""

from __future__ import annotations

from datetime import date

from relapp.domain.states import CustomerState
from relapp.ui.wording import dates, tr
from relapp.ui.wording import states as states_wording


def nobody() -> str:
    """Of a shop without customers."""
    return tr("Kept", "Nobody is in the shop yet. With the first entries it shows here who keeps coming.")


def customers() -> str:
    """What the streams count."""
    return tr("Kept", "Customers")


def between(earlier: date, later: date) -> str:
    """The title of the streams."""
    names = (dates.month(earlier), dates.month(later))
    return tr("Kept", "From the end of {earlier} to the end of {later}").format(earlier=names[0], later=names[1])


def moves() -> str:
    """What the streams show."""
    return tr("Kept", "As wide as there are customers in it. Who first came later had never come before.")


def year() -> str:
    """The title of the line."""
    return tr("Kept", "Kept and slipping, month by month")


def months() -> str:
    """What the line shows."""
    return tr("Kept", "At the end of each of the last twelve whole months, by what was known then.")


def no_two_months() -> str:
    """In place of a picture."""
    return tr("Kept", "The first visits are too new: a picture begins with the ends of two months.")


def why(state: CustomerState) -> tuple[str, ...]:
    """How it is found out who is in a state."""
    last = tr("Kept", "Counted as of this morning from all visits and purchases up to yesterday.")
    match state:
        case CustomerState.NEVER_CAME:
            return (states_wording.definition(state), last)
        case CustomerState.TOO_NEW:
            few = tr("Kept", "A rhythm is read from three days on which somebody came; from fewer it is never made up.")
            return (few, last)
    return (_rule(), *_of(state), last)


def _rule() -> str:
    return tr(
        "Kept",
        "From the last eight days on which somebody came we take the gaps between them. That is their own rhythm: "
        "three weeks are long for who comes weekly, and nothing for who comes each spring.",
    )


def _of(state: CustomerState) -> tuple[str, ...]:
    slipping = tr(
        "Kept",
        "Slipping begins where a silence stands out from their own gaps (above the upper quarter by one and a half "
        "times the distance between the quarters), is more than twice their usual gap, and lasts 14 days at least.",
    )
    lost = tr("Kept", "Lost begins at twice the silence at which somebody is slipping, and at 90 days at least.")
    back = tr("Kept", "Back is who came again after a silence that counted as lost, for their next two visits.")
    kept = tr("Kept", "Kept is whoever is neither slipping, nor lost, nor just back.")
    return {
        CustomerState.KEPT: (kept, slipping),
        CustomerState.SLIPPING: (slipping,),
        CustomerState.LOST: (slipping, lost),
        CustomerState.BACK: (back, lost),
    }[state]


def why_moves() -> tuple[str, ...]:
    """How the streams were counted."""
    return (
        _rule(),
        tr(
            "Kept",
            "Each customer of today counts once: where they stood at the end of one month, and of the next.",
        ),
        tr("Kept", "Entries that were noted later but happened before count where they happened."),
    )


def why_year() -> tuple[str, ...]:
    """How the line was counted."""
    return (
        tr(
            "Kept",
            "For the end of each month the same rule was asked about the visits up to that day.",
        ),
        tr("Kept", "Months before anybody came are left out."),
    )
