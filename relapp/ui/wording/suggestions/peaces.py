"""Why someone is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from relapp.domain.suggestions.codes import Peace
from relapp.ui.wording import dates, kinds, listed, quiet, tr

Details = Mapping[str, Any]


def _asked_for(d: Details, today: date) -> str:
    until = dates.day(d["until"], today)
    if d.get("said") is None:
        return tr("Suggestions", "Asked to be left in peace until {day}.").format(day=until)
    text = tr("Suggestions", "Asked {on} to be left in peace until {day}.")
    return text.format(on=dates.on(d["said"], today), day=until)


def _mourning(d: Details, today: date) -> str:
    until = dates.day(d["until"], today)
    if d.get("said") is None:
        return tr("Suggestions", "In mourning: leave in peace until {day}.").format(day=until)
    text = tr("Suggestions", "In mourning (heard {on}): leave in peace until {day}.")
    return text.format(on=dates.on(d["said"], today), day=until)


def _complaint(d: Details, today: date) -> str:
    text = tr("Suggestions", "Complained {on}, which is not put right to the end yet: that comes first.")
    return text.format(on=dates.on(d["since"], today))


def _refused(d: Details, today: date) -> str:
    text = tr("Suggestions", "Does not want to be contacted {by} (said {on}).")
    return text.format(by=kinds.by_channel(d["channel"]), on=dates.on(d["said"], today))


def _met_today(d: Details, _today: date) -> str:
    return tr("Suggestions", "In touch today already: {kind}.").format(kind=kinds.interaction(d["kind"]))


def contacts(d: Details) -> str:
    """What was spent of the budget: "3 calls and 1 letter"; empty for nothing."""
    return listed(
        said
        for said in (
            tr("Suggestions", "%n call(s)", d["calls"]) if d["calls"] else "",
            tr("Suggestions", "%n e-mail(s) or message(s)", d["writings"]) if d["writings"] else "",
            tr("Suggestions", "%n letter(s)", d["letters"]) if d["letters"] else "",
        )
        if said
    )


def _budget(d: Details, today: date) -> str:
    if d["until"] is None:
        return tr("Suggestions", "This shop does not contact customers in that way.")
    text = tr("Suggestions", "Contacted often enough lately ({counts}): leave in peace until {day}.")
    return text.format(counts=contacts(d), day=dates.day(d["until"], today))


def _put_off(d: Details, today: date) -> str:
    back = d["until"] + timedelta(days=1)
    return tr("Suggestions", "Put off: comes back {on}.").format(on=dates.on(back, today))


PEACES: dict[Peace, Callable[[Details, date], str]] = {
    Peace.ASKED_FOR: _asked_for,
    Peace.MOURNING: _mourning,
    Peace.COMPLAINT: _complaint,
    Peace.REFUSED: _refused,
    Peace.TODAY: _met_today,
    Peace.BUDGET: _budget,
    Peace.PUT_OFF: _put_off,
    Peace.QUIET: quiet.ends,
    Peace.OWN_QUIET: quiet.own_ends,
}
