"""Words for the lines of the brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from relapp.domain.brief import BriefCode, BriefKind, BriefLine
from relapp.domain.consents import REACH
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Channel, Outcome
from relapp.ui.wording import cases, dates, kinds, listed, questions, quiet, quoted, tr
from relapp.ui.wording.money import times
from relapp.ui.wording.suggestions import asked

Details = Mapping[str, Any]

_ITEMS_SHOWN = 3
_KNOWN = frozenset(FactKind)


def heading(kind: BriefKind) -> str:
    """The word in front of a line: "NOW"."""
    return {
        BriefKind.GREET: tr("Brief", "GREET"),
        BriefKind.PEACE: tr("Brief", "PEACE"),
        BriefKind.NOW: tr("Brief", "NOW"),
        BriefKind.AVOID: tr("Brief", "AVOID"),
        BriefKind.LAST: tr("Brief", "LAST"),
        BriefKind.DIFFERENT: tr("Brief", "DIFFERENT"),
        BriefKind.USUAL: tr("Brief", "USUAL"),
        BriefKind.WISH: tr("Brief", "WISH"),
        BriefKind.ASK: tr("Brief", "ASK"),
    }[kind]


def heading_of(line: BriefLine) -> str:
    """The word in front of this line: without a name to greet by, the first one tells only how to reach them."""
    if line.kind is BriefKind.GREET and not line.reason.details["greet"]:
        return tr("Brief", "REACH")
    return heading(line.kind)


def line(line: BriefLine, today: date) -> str:
    """The line in words, with "check" where it is old."""
    said = WORDS[BriefCode(line.reason.code)](line.reason.details, today)
    return tr("Brief", "{said} – check").format(said=said) if line.check else said


def _greet(d: Details, _today: date) -> str:
    own = quiet.told(d["hours"], d["days"])
    parts = [d["greet"], d["reach"], *_ways(d["not_by"]), *own]
    return " · ".join(part for part in parts if part)


def _ways(not_by: tuple[Channel, ...]) -> list[str]:
    """Which ways they refused; where one is left, that one says it shorter."""
    left = [way for way in REACH if way not in not_by]
    if len(left) == 1:
        return [tr("Brief", "only {by}").format(by=kinds.by_channel(left[0]))]
    return [tr("Brief", "not {by}").format(by=kinds.by_channel(way)) for way in not_by]


def _peace(d: Details, today: date) -> str:
    until = dates.day(d["until"], today)
    if d["said"] is None:
        return tr("Brief", "in peace until {day}: asked for it").format(day=until)
    return tr("Brief", "in peace until {day}: asked for it {on}").format(day=until, on=dates.on(d["said"], today))


def _mourning(d: Details, today: date) -> str:
    until = dates.day(d["until"], today)
    if d["said"] is None:
        return tr("Brief", "in peace until {day}: in mourning").format(day=until)
    return tr("Brief", "in peace until {day}: in mourning, heard {on}").format(day=until, on=dates.on(d["said"], today))


def _question(d: Details, today: date) -> str:
    said = asked(d["kind"], d["asked"], d["words"], today)
    if d["more"]:
        return tr("Brief", "{said} – unanswered, and %n more", d["more"]).format(said=said)
    return tr("Brief", "{said} – unanswered").format(said=said)


def _case(d: Details, today: date) -> str:
    cause, remedy = cases.cause(d["cause"]) or tr("Brief", "a complaint"), cases.remedy(d["remedy"])
    if d["not_yet"] is not None:
        text = tr("Brief", "{cause}: not all right yet when asked {on}")
        said = text.format(cause=cause, on=dates.on(d["not_yet"], today))
    elif remedy:
        said = tr("Brief", "{cause}, being put right: {remedy}").format(cause=cause, remedy=remedy)
    else:
        text = tr("Brief", "{cause} since {day}: nothing was done yet")
        said = text.format(cause=cause, day=dates.day(d["opened"], today))
    if d["ask_on"] is not None:
        said = tr("Brief", "{said} – ask again {on}").format(said=said, on=dates.on(d["ask_on"], today))
    return tr("Brief", "{said}, and %n more", d["more"]).format(said=said) if d["more"] else said


def _promise(d: Details, today: date) -> str:
    if d["due"] is None:
        return tr("Brief", "promised: {words}").format(words=d["words"])
    text = tr("Brief", "LATE, promised for {due}: {words}") if d["late"] else tr("Brief", "promised for {due}: {words}")
    return text.format(due=dates.day(d["due"], today), words=d["words"])


def _their_promise(d: Details, today: date) -> str:
    text = tr("Brief", "they promised for {due}: {words}")
    return text.format(due=dates.day(d["due"], today), words=d["words"])


def _avoid_told(d: Details, today: date) -> str:
    return _avoid(tr("Brief", "{values} (told, {since})"), d, today)


def _avoid_seen(d: Details, today: date) -> str:
    return _avoid(tr("Brief", "{values} (seen, {since})"), d, today)


def _avoid_guessed(d: Details, today: date) -> str:
    return _avoid(tr("Brief", "perhaps {values} (our guess, {since})"), d, today)


def _dislikes(d: Details, today: date) -> str:
    return _avoid(tr("Brief", "does not like {values} ({since})"), d, today)


def _avoid(text: str, d: Details, today: date) -> str:
    return text.format(values=listed(d["values"]), since=_since(d["since"], today))


def _since(when: date, today: date) -> str:
    return dates.short(when, with_year=when.year != today.year)


def _last(d: Details, today: date) -> str:
    what = kinds.interaction(d["kind"])
    if d["outcome"] is Outcome.UNANSWERED:
        what = tr("Brief", "{what}, no answer").format(what=what)
    if d["products"]:
        what = tr("Brief", "{what}: {products}").format(what=what, products=_some(d["products"]))
    if d["words"].strip():
        what = tr("Brief", "{what} {words}").format(what=what, words=quoted(d["words"]))
    day = dates.day(d["day"], today)
    if d["staff"]:
        return tr("Brief", "{day}, {what} ({staff})").format(day=day, what=what, staff=d["staff"])
    return tr("Brief", "{day}, {what}").format(day=day, what=what)


def _some(things: tuple[str, ...]) -> str:
    if len(things) <= _ITEMS_SHOWN:
        return listed(things)
    text = tr("Brief", "{things} and %n more", len(things) - _ITEMS_SHOWN)
    return text.format(things=", ".join(things[:_ITEMS_SHOWN]))


def _date_soon(d: Details, today: date) -> str:
    name = kinds.fact(d["kind"]) if d["kind"] == FactKind.BIRTHDAY or not d["value"] else d["value"]
    text = tr("Brief", "{name} ({about}) {on}") if d["about"] else tr("Brief", "{name} {on}")
    return text.format(name=name, about=d["about"], on=dates.on(d["day"], today))


def _back(d: Details, _today: date) -> str:
    return tr("Brief", "back after %n day(s) away", d["silence_days"])


def _fact_told(d: Details, today: date) -> str:
    return _fact(tr("Brief", "{fact} (told, {since})"), d, today)


def _fact_seen(d: Details, today: date) -> str:
    return _fact(tr("Brief", "{fact} (seen, {since})"), d, today)


def _fact_guessed(d: Details, today: date) -> str:
    return _fact(tr("Brief", "perhaps {fact} (our guess, {since})"), d, today)


def _fact(text: str, d: Details, today: date) -> str:
    fact = d["value"]
    if d["kind"] == FactKind.FAMILY and d["about"]:
        fact = tr("Brief", "{kind}: {value}").format(kind=d["about"], value=fact)
        return text.format(fact=fact, since=_since(d["learned"], today))
    if d["kind"] != FactKind.ABOUT:
        kind = kinds.fact(d["kind"])
        if d["kind"] in _KNOWN:
            kind = kind[:1].lower() + kind[1:]
        fact = tr("Brief", "{kind}: {value}").format(kind=kind, value=fact)
    if d["about"]:
        fact = tr("Brief", "{about}, {fact}").format(about=d["about"], fact=fact)
    return text.format(fact=fact, since=_since(d["learned"], today))


def _usual(d: Details, _today: date) -> str:
    items = _some(tuple(times(quantity, product) for product, quantity in d["items"]))
    when = []
    if d["weekday"] is not None:
        when.append(dates.weekday(d["weekday"], short=True))
    if d["hour"] is not None:
        when.append(tr("Brief", "about {time}").format(time=dates.clock(time(d["hour"]))))
    certainty = tr("Brief", "{bought} of %n purchase(s)", d["purchases"]).format(bought=d["bought"])
    return " · ".join([items, *([" ".join(when)] if when else []), certainty])


def _wish(d: Details, today: date) -> str:
    text = tr("Brief", "{words} (since {since})")
    return text.format(words=listed(d["words"]), since=_since(d["made"], today))


def _ask(d: Details, _today: date) -> str:
    return questions.asked(d)


WORDS: dict[BriefCode, Callable[[Details, date], str]] = {
    BriefCode.GREET: _greet,
    BriefCode.PEACE: _peace,
    BriefCode.MOURNING: _mourning,
    BriefCode.QUESTION: _question,
    BriefCode.CASE: _case,
    BriefCode.PROMISE: _promise,
    BriefCode.THEIR_PROMISE: _their_promise,
    BriefCode.AVOID_TOLD: _avoid_told,
    BriefCode.AVOID_SEEN: _avoid_seen,
    BriefCode.AVOID_GUESSED: _avoid_guessed,
    BriefCode.DISLIKES: _dislikes,
    BriefCode.LAST: _last,
    BriefCode.DATE_SOON: _date_soon,
    BriefCode.BACK: _back,
    BriefCode.FACT_TOLD: _fact_told,
    BriefCode.FACT_SEEN: _fact_seen,
    BriefCode.FACT_GUESSED: _fact_guessed,
    BriefCode.USUAL: _usual,
    BriefCode.WISH: _wish,
    BriefCode.ASK: _ask,
}
