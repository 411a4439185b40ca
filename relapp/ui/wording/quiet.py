"""Words for quiet hours and days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from relapp.domain.interactions import Channel
from relapp.domain.suggestions.quiet import RINGS, Quiet
from relapp.ui.wording import dates, kinds, tr


def ends(d: Mapping[str, Any], today: date) -> str:
    """Why no phone of theirs is to ring now, and when that ends."""
    day = d["day"]
    by = kinds.by_channel(d["channel"])
    if day is None:
        return tr("Quiet", "This shop keeps quiet {by} on every day.").format(by=by)
    if day == today and d["hour"] is not None:
        return tr("Quiet", "Quiet hours: not {by} before {hour}.").format(by=by, hour=dates.clock(d["hour"]))
    if d["hour"] is None:
        return tr("Quiet", "A quiet day: not {by} before {day}.").format(by=by, day=dates.day(day, today))
    text = tr("Quiet", "Quiet time: not {by} before {day}, {hour}.")
    return text.format(by=by, day=dates.day(day, today), hour=dates.clock(d["hour"]))


def note(quiet: Quiet, channel: Channel | None, today: date, hour: time) -> str:
    """What to say beside a thing that is owed, which quiet time does not cut; empty where no phone would ring now."""
    if channel not in RINGS or not quiet.is_quiet(today, hour):
        return ""
    day, until = quiet.until(today, hour) or (None, None)
    return ends({"channel": channel, "day": day, "hour": until}, today)
