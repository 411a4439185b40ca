"""Words for the page of Insights that says when people come."""

from __future__ import annotations

from datetime import date

from relapp.ui.wording import dates, tr


def hours() -> str:
    """The title of the picture of hours."""
    return tr("Week", "The rhythm of the week")


def days() -> str:
    """The title of the picture of days."""
    return tr("Week", "Day by day")


def visits() -> str:
    """What is counted."""
    return tr("Week", "Visits")


def weekday() -> str:
    """What a bar stands for."""
    return tr("Week", "Weekday")


def since(day: date) -> str:
    """Over which time."""
    return tr("Week", "Visits and purchases of the last 52 weeks, since {day}.").format(day=dates.short(day))


def too_few() -> str:
    """In place of a picture."""
    return tr("Week", "A week has a rhythm once twenty visits with a time of day were noted.")


def why() -> tuple[str, ...]:
    """How it was counted."""
    return (
        tr(
            "Week",
            "Each visit and each purchase counts once, at the hour that the shop's clock showed.",
        ),
        tr(
            "Week",
            "An entry of several people is one. Midnight is taken for no time: files often give a day only.",
        ),
        tr("Week", "Today is not over and does not count yet."),
    )
