"""When they come: the hours of the week, and its days."""

from __future__ import annotations

from relapp.services.pages.insights import week as page
from relapp.services.pages.insights.week import Week
from relapp.ui.insights.easel import Easel
from relapp.ui.wording import dates
from relapp.ui.wording import week as wording
from relapp.ui.wording.pictures import Words


def build_week(easel: Easel, found: Week) -> None:
    """A cell an hour, a bar a day."""
    hours = Words(wording.hours(), value=wording.visits(), thin=wording.too_few())
    easel.picture(page.heat(found), hours, said=wording.since(found.since), why=wording.why())
    days = Words(
        wording.days(),
        label=lambda code: dates.weekday(int(code)),
        labels=wording.weekday(),
        value=wording.visits(),
        thin=wording.too_few(),
    )
    easel.picture(page.days(found), days, why=wording.why())
