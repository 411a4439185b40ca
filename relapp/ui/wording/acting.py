"""Words for the page that asks whether acting helped, and for the track record of each kind of suggestion."""

from __future__ import annotations

from relapp.domain.acting import ENOUGH, Comparison, Group
from relapp.domain.came_again import AT_LEAST, AT_MOST, UNKNOWN_DAYS
from relapp.domain.suggestions.holding_back import ONE_IN, PERIOD_DAYS
from relapp.domain.suggestions.record import ENOUGH as ENOUGH_TO_JUDGE
from relapp.domain.suggestions.record import REPLY_DAYS, RETURN_DAYS, Record
from relapp.services.pages.insights.acting import FOLLOWED, HELD, LEFT, SHOWN
from relapp.ui.wording import sentences, tr
from relapp.ui.wording.money import number


def group(name: str) -> str:
    """What a group is called."""
    return {
        FOLLOWED: tr("Acting", "Ideas you followed"),
        LEFT: tr("Acting", "Ideas nobody answered"),
        SHOWN: tr("Acting", "Ideas you were shown"),
        HELD: tr("Acting", "Ideas held back"),
    }[name]


def of_group(one: Group) -> str:
    """How many of a group came again: "27 of 36"."""
    return tr("Acting", "{came} of {counted}").format(came=number(len(one.came)), counted=number(len(one.counted)))


def came(one: Group) -> str:
    """What that figure is."""
    said = tr("Acting", "came again in their usual time")
    if one.waiting:
        said = f"{said} · {tr('Acting', '{n} still have time').format(n=number(one.waiting))}"
    return said


def came_share() -> str:
    """What the bars show."""
    return tr("Acting", "Came again")


def followed_title() -> str:
    """The picture of followed and left."""
    return tr("Acting", "Followed, and left")


def fair_title() -> str:
    """The picture of shown and held back."""
    return tr("Acting", "The fair comparison: shown, and held back")


def thin() -> str:
    """Where a group is too small."""
    return tr("Acting", "Too few to say: each side needs {n} whose time is over.").format(n=ENOUGH)


def verdict(found: Comparison) -> str:
    """What a comparison says, with how sure it is."""
    if found.is_thin:
        return thin()
    low, high = (_points(value) for value in found.interval)
    text = tr("Acting", "A difference of {difference} points; with 95 in 100 it lies between {low} and {high}.")
    said = text.format(difference=_points(found.difference), low=low, high=high)
    if found.interval.low > 0:
        return sentences(said, tr("Acting", "More came again on the first side than chance explains."))
    if found.interval.high < 0:
        return sentences(said, tr("Acting", "Fewer came again on the first side than chance explains."))
    return sentences(said, tr("Acting", "Chance alone could make it."))


def _points(share: float) -> str:
    points = round(share * 100)
    sign = "+" if points > 0 else "\N{MINUS SIGN}" if points < 0 else ""
    return sign + number(abs(points))


def no_proof() -> str:
    """The warning beside followed and left."""
    return tr(
        "Acting",
        "This is no proof that following an idea helps: you follow what promises most, and those customers may have "
        "come anyway.",
    )


def is_fair() -> str:
    """Why shown against held back is fair."""
    return tr(
        "Acting", "A draw decided who was held back, and nothing else, so a difference here is one that ideas made."
    )


def how_to_be_fair() -> str:
    """How to come by the fair comparison."""
    return tr(
        "Acting",
        "For a fair answer let relapp hold back one idea in {n} at random (Settings, Suggestions). What you owe, dates "
        "they told you, and what protects them are never held back.",
    ).format(n=ONE_IN)


def nothing() -> str:
    """Before any idea was answered or left."""
    return tr("Acting", "No idea was shown in the last twelve months. Once some were, it shows here who came again.")


def why() -> tuple[str, ...]:
    """How it was counted."""
    return (
        tr(
            "Acting",
            "Came again is a visit or purchase after the day of the idea, within as long as this customer's own usual "
            "gap: {least} days at least, {most} at most, {n} where no rhythm is known yet.",
        ).format(least=AT_LEAST, most=AT_MOST, n=UNKNOWN_DAYS),
        tr(
            "Acting",
            "Each customer counts once for a kind of idea in {n} days, in the last twelve months, and only once that "
            "time is over. What you owe is not counted: it is no idea.",
        ).format(n=PERIOD_DAYS),
        tr("Acting", "Nobody answered means: it was shown, and never marked done, later or no."),
        tr("Acting", "The range is that of Newcombe (1998, method 10), from the two score intervals of Wilson."),
    )


# -- track record --


def since() -> str:
    """Which time the track record is of."""
    return tr("Acting", "The last half year, up to yesterday.")


def no_record() -> str:
    """Before any suggestion was shown."""
    return tr("Acting", "No suggestion was shown in the last half year.")


def record_line(record: Record) -> str:
    """What came of a kind."""
    parts = [
        tr("Acting", "shown {n}").format(n=number(record.shown)),
        tr("Acting", "done {n}").format(n=number(record.done)),
    ]
    if record.tried:
        said = tr("Acting", "answered {answered} of {tried}")
        parts.append(said.format(answered=number(record.answered), tried=number(record.tried)))
    if record.due_back:
        said = tr("Acting", "came after {came} of {due}")
        parts.append(said.format(came=number(record.bought), due=number(record.due_back)))
    if record.later:
        parts.append(tr("Acting", "put off {n}").format(n=number(record.later)))
    if record.no:
        parts.append(tr("Acting", "refused {n}").format(n=number(record.no)))
    return " · ".join(parts)


def why_record() -> tuple[str, ...]:
    """How the track record was counted."""
    return (
        tr("Acting", "Shown counts different suggestions that stood on a list, however often they were looked at."),
        tr(
            "Acting",
            "Answered is a reply within {n} days, of those by which somebody was written to or rung and whose time is "
            "over. Came after is a visit or purchase within {m} days of doing it.",
        ).format(n=REPLY_DAYS, m=RETURN_DAYS),
        tr(
            "Acting",
            "A kind comes after the others once half of what you judged was wrong or unwanted, or once it is surely "
            "answered less than half as often as your other ideas; each from {n} cases on.",
        ).format(n=ENOUGH_TO_JUDGE),
    )
