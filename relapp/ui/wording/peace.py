"""Words for who is left in peace, in one short line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.model import LeftInPeace
from relapp.ui.wording import dates, kinds, suggestions, tr
from relapp.ui.wording.suggestions.acts import Details
from relapp.ui.wording.suggestions.peaces import contacts


def row(name: str, left: LeftInPeace, today: date) -> str:
    """Who, until when and why: "Ana Moreira: leave in peace until 12 May – 3 calls used"."""
    if left.until is None:
        text = tr("Peace", "{name}: leave in peace – {why}")
    elif left.until <= today:
        text = tr("Peace", "{name}: leave in peace today – {why}")
    else:
        text = tr("Peace", "{name}: leave in peace until {day} – {why}")
    return text.format(name=name, day="" if left.until is None else _day(left.until, today), why=cause(left, today))


def cause(left: LeftInPeace, today: date) -> str:
    """Why, as part of a sentence: "3 calls used"."""
    short = _CAUSES.get(left.reason.code)
    return suggestions.peace(left.reason, today).rstrip(".") if short is None else short(left.reason.details, today)


def _day(when: date, today: date) -> str:
    # A weekday alone would be read as the last one.
    return dates.short(when, with_year=when.year != today.year)


def _asked_for(d: Details, today: date) -> str:
    if d.get("said") is None:
        return tr("Peace", "asked for it")
    return tr("Peace", "asked for it {on}").format(on=dates.on(d["said"], today))


def _mourning(_d: Details, _today: date) -> str:
    return tr("Peace", "in mourning")


def _complaint(d: Details, today: date) -> str:
    return tr("Peace", "complained {on}: that comes first").format(on=dates.on(d["since"], today))


def _refused(d: Details, today: date) -> str:
    text = tr("Peace", "does not want to be contacted {by} (said {on})")
    return text.format(by=kinds.by_channel(d["channel"]), on=dates.on(d["said"], today))


def _met_today(d: Details, _today: date) -> str:
    return tr("Peace", "in touch already: {kind}").format(kind=kinds.interaction(d["kind"]))


def _budget(d: Details, _today: date) -> str:
    used = contacts(d)
    if d["until"] is None or not used:
        return tr("Peace", "this shop does not contact customers in that way")
    return tr("Peace", "{used} used").format(used=used)


def _put_off(_d: Details, _today: date) -> str:
    return tr("Peace", "put off")


_CAUSES: dict[str, Callable[[Details, date], str]] = {
    Peace.ASKED_FOR: _asked_for,
    Peace.MOURNING: _mourning,
    Peace.COMPLAINT: _complaint,
    Peace.REFUSED: _refused,
    Peace.TODAY: _met_today,
    Peace.BUDGET: _budget,
    Peace.PUT_OFF: _put_off,
}
