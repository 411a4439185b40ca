"""Words for the page on complaints that were put right and promises that were kept."""

from __future__ import annotations

from relapp.domain.came_again import AT_LEAST, AT_MOST, UNKNOWN_DAYS
from relapp.domain.putting_right import CaseRecord, Fate, PromiseRecord
from relapp.ui.wording import dates, tr
from relapp.ui.wording.money import number


def fate(one: Fate) -> str:
    """What became of a promise."""
    return {
        Fate.IN_TIME: tr("PuttingRight", "Kept in time"),
        Fate.TOO_LATE: tr("PuttingRight", "Kept too late"),
        Fate.BROKEN: tr("PuttingRight", "Broken"),
        Fate.EXPLAINED: tr("PuttingRight", "Not kept, and explained"),
        Fate.LATE: tr("PuttingRight", "Open and late"),
        Fate.OPEN: tr("PuttingRight", "Open"),
    }[one]


def part_of(some: tuple[int, ...], whole: tuple[int, ...]) -> str:
    """A figure: "3 of 4", or that there is nothing to tell of yet."""
    if not whole:
        return tr("PuttingRight", "none yet")
    return tr("PuttingRight", "{n} of {all}").format(n=number(len(some)), all=number(len(whole)))


def typical(cases: CaseRecord) -> str:
    """How long it takes."""
    middle = cases.typical_days
    return tr("PuttingRight", "none yet") if middle is None else dates.days(round(middle))


def kept(record: PromiseRecord) -> str:
    """How many promises were kept in time."""
    if not record.ended:
        return tr("PuttingRight", "none yet")
    return tr("PuttingRight", "{n} of {all}").format(n=number(record.kept), all=number(record.ended))


def nothing() -> str:
    """Of a shop with neither."""
    return tr(
        "PuttingRight",
        "No complaint was put right and no promise was given yet. C on a complaint opens a case; a promise is offered "
        "when an entry speaks of one.",
    )


def why_open() -> tuple[str, ...]:
    """Which cases are open."""
    return (tr("PuttingRight", "A case is open until the customer, asked again, said that it is all right."),)


def why_matched() -> tuple[str, ...]:
    """When a remedy suits its cause."""
    return (
        tr(
            "PuttingRight",
            "Of the year's cases with a remedy. It suits: something faulty is replaced, repaired or refunded; late is "
            "made good by an apology, a credit or a visit; rudeness by an apology or a visit; a wrong charge by a "
            "refund, a credit or an apology; not as said by a refund, a replacement or a credit.",
        ),
        tr("PuttingRight", "Causes in your own words are not judged."),
    )


def why_came() -> tuple[str, ...]:
    """Who came back after a complaint."""
    return (
        tr(
            "PuttingRight",
            "Of the customers of the year's cases, who came again after the day of the complaint within as long as "
            "their own usual gap: {least} days at least, {most} at most, {n} where no rhythm is known. Who still has "
            "time does not count yet.",
        ).format(least=AT_LEAST, most=AT_MOST, n=UNKNOWN_DAYS),
    )


def why_days() -> tuple[str, ...]:
    """How days to fix are counted."""
    return (
        tr(
            "PuttingRight",
            "From the day of the complaint to the day on which the customer said that it is all right; half of the "
            "cases took no longer. Cases of which nobody asked again have no such day.",
        ),
    )


def why_kept() -> tuple[str, ...]:
    """How promises are counted."""
    return (
        tr(
            "PuttingRight",
            "Of our promises that were closed within the last twelve months. In time is on the day promised or before, "
            "or at all where no day was named.",
        ),
    )
