"""Words for why a suggestion is made, why now, why not earlier, and why it stands where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from relapp.domain.interactions import Channel
from relapp.domain.money import Money
from relapp.domain.suggestions.codes import Because, Peace, Quiet, Why
from relapp.domain.suggestions.model import Reason
from relapp.domain.suggestions.signals import Outlook, Range
from relapp.ui.wording import dates, money, outlook, sentences, suggestions, tr

Details = Mapping[str, Any]

_TENTHS = 10


def line(reason: Reason, today: date) -> str:
    """One sentence of an account."""
    if reason.code in frozenset(Why):
        return suggestions.why(reason, today)
    if reason.code in frozenset(Peace):
        return suggestions.peace(reason, today)
    if reason.code in frozenset(Quiet):
        return suggestions.quiet(reason)
    return BECAUSES[Because(reason.code)](reason.details, today)


# -- this --


def _potential(d: Details, _today: date) -> str:
    found = Range(d["low"], d["high"], d["days"], d["people"])
    said = outlook.potential(Outlook(0, 0, potential=found), d["currency"])
    return tr("Why", "{potential}.").format(potential=said)


def _like_them(d: Details, _today: date) -> str:
    said = tr("Why", "%n of {people} who had been silent in the same measure came back within {days}.", d["back"])
    return said.format(people=d["people"], days=dates.days(d["days"]))


def _heard(d: Details, _today: date) -> str:
    tried, answered = d["tried"], d["answered"]
    if d["channel"] is Channel.PHONE:
        return tr("Why", "Answered {answered} of %n call(s).", tried).format(answered=answered)
    if d["channel"] is Channel.EMAIL:
        return tr("Why", "Answered {answered} of %n e-mail(s).", tried).format(answered=answered)
    if d["channel"] is Channel.POST:
        return tr("Why", "Answered {answered} of %n letter(s).", tried).format(answered=answered)
    return tr("Why", "Answered {answered} of %n message(s).", tried).format(answered=answered)


def _placed(d: Details, rest: str) -> str:
    if d["place"] is None:
        return rest
    return sentences(
        tr("Why", "Number {place} of {of} that could be said today.").format(place=d["place"], of=d["of"]), rest
    )


def _owed_first(d: Details, _today: date) -> str:
    return _placed(d, tr("Why", "What we owe comes before ideas of ours, what waits longest first."))


def _today_first(d: Details, _today: date) -> str:
    return _placed(d, tr("Why", "What is for today comes before other ideas."))


def _by_score(d: Details, _today: date) -> str:
    said = tr(
        "Why",
        "Ideas stand in the order of what a minute spent on them may be worth. Here: {reply} in 100 that they respond "
        "in the next days{guessed} × {stake} at stake in a year × {share} in 10 that such an act moves × {urgency} in "
        "10 for how pressing it is ÷ {minutes} min = {worth} a minute.",
    )
    return _placed(
        d,
        said.format(
            reply=round(100 * d["reply"]),
            guessed="" if d["learned"] else tr("Why", " (a guess: of them nothing was learned yet)"),
            stake=money.about(Money(d["stake"], d["currency"])),
            share=_tenths(d["share"]),
            urgency=_tenths(0.5 + d["urgency"] / 2),
            minutes=d["minutes"],
            worth=money.about(Money(d["worth"], d["currency"])),
        ),
    )


def _by_kind(d: Details, _today: date) -> str:
    return _placed(d, tr("Why", "No sales are known to weigh ideas by, so they stand in the order of their kinds."))


def _distrusted(_d: Details, _today: date) -> str:
    return tr("Why", "Such a thing was called not true for them before, so it counts less.")


# -- now, and not earlier --


def _first_today(_d: Details, _today: date) -> str:
    return tr("Why", "It can be said for the first time today.")


def _stands_since(d: Details, today: date) -> str:
    return tr("Why", "It has stood since {day}.").format(day=dates.day(d["day"], today))


def _stands_long(d: Details, _today: date) -> str:
    return tr("Why", "It has stood for more than {days}.").format(days=dates.days(d["days"]))


def _for_day(d: Details, today: date) -> str:
    if d["day"] < today:
        return tr("Why", "It was due {on}.").format(on=dates.on(d["day"], today))
    return tr("Why", "It is for {day}.").format(day=dates.day(d["day"], today))


def _shown_before(d: Details, today: date) -> str:
    said = tr("Why", "It stood on the list on %n earlier day(s), first {on}, and nobody has answered it.", d["times"])
    return said.format(on=dates.on(d["first"], today))


def _not_yet(d: Details, today: date) -> str:
    day = dates.day(d["day"], today)
    if "slipping_from" in d:
        said = tr("Why", "Until {day} the silence of {silence} was still ordinary for them: it counts from {from_} on.")
        return said.format(day=day, silence=dates.days(d["silence_days"]), from_=dates.days(d["slipping_from"]))
    return tr("Why", "Until {day} it was too early, or what it rests on was not there yet.").format(day=day)


def _not_known(d: Details, today: date) -> str:
    return tr("Why", "On {day} they were not known yet.").format(day=dates.day(d["day"], today))


def _held_back(d: Details, today: date) -> str:
    if d["reason"].code == Peace.TODAY:
        return tr("Why", "On {day} there was a contact already.").format(day=dates.day(d["day"], today))
    said = tr("Why", "Held back until {day}: {reason}")
    return said.format(day=dates.day(d["day"], today), reason=suggestions.peace(d["reason"], d["day"]))


# -- left in peace --


def _would_say(d: Details, today: date) -> str:
    return tr("Why", "{act}. {why}").format(act=suggestions.act(d["act"], today), why=suggestions.why(d["why"], today))


def _until(d: Details, today: date) -> str:
    if d["until"] <= today:
        return tr("Why", "Left in peace for today.")
    return tr("Why", "Left in peace until {day}.").format(day=dates.day(d["until"], today))


def _until_changed(_d: Details, _today: date) -> str:
    return tr("Why", "It ends when this changes; no day is known.")


def _tenths(share: float) -> int:
    return round(_TENTHS * share)


BECAUSES: dict[Because, Callable[[Details, date], str]] = {
    Because.POTENTIAL: _potential,
    Because.LIKE_THEM: _like_them,
    Because.HEARD: _heard,
    Because.OWED_FIRST: _owed_first,
    Because.TODAY_FIRST: _today_first,
    Because.BY_SCORE: _by_score,
    Because.BY_KIND: _by_kind,
    Because.DISTRUSTED: _distrusted,
    Because.FIRST_TODAY: _first_today,
    Because.STANDS_SINCE: _stands_since,
    Because.STANDS_LONG: _stands_long,
    Because.FOR_DAY: _for_day,
    Because.SHOWN_BEFORE: _shown_before,
    Because.NOT_YET: _not_yet,
    Because.NOT_KNOWN: _not_known,
    Because.HELD_BACK: _held_back,
    Because.WOULD_SAY: _would_say,
    Because.UNTIL: _until,
    Because.UNTIL_CHANGED: _until_changed,
}
