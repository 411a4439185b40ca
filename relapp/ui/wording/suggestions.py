"""Words for suggestions: what to do, why, and why someone is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from relapp.domain.interactions import Kind
from relapp.domain.suggestions.codes import Act, Peace, Why
from relapp.domain.suggestions.model import Reason
from relapp.ui.wording import dates, kinds, listed, questions, quoted, sentences, tr

Details = Mapping[str, Any]


def act(reason: Reason, today: date) -> str:
    """What to do: "Call back Ana Moreira"."""
    return ACTS[Act(reason.code)](reason.details, today)


def why(reason: Reason, today: date) -> str:
    """Why, in words that the receipts bear out."""
    return WHYS[Why(reason.code)](reason.details, today)


def peace(reason: Reason, today: date) -> str:
    """Why someone is left in peace today."""
    return PEACES[Peace(reason.code)](reason.details, today)


# -- acts --


def _call_back(d: Details, _today: date) -> str:
    return tr("Suggestions", "Call back {name}").format(name=d["name"])


def _write_back(d: Details, _today: date) -> str:
    return tr("Suggestions", "Write back to {name} {by}").format(name=d["name"], by=kinds.by_channel(d["channel"]))


def _answer(d: Details, _today: date) -> str:
    return tr("Suggestions", "Answer {name}").format(name=d["name"])


def _keep_promise(d: Details, _today: date) -> str:
    return tr("Suggestions", "Keep the promise to {name}: {words}").format(name=d["name"], words=quoted(d["words"]))


def _greet(d: Details, today: date) -> str:
    text = tr("Suggestions", "Think of {name} {on}").format(name=d["name"], on=dates.on(d["day"], today))
    return _by(text, d)


def _get_in_touch(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Get in touch with {name}").format(name=d["name"]), d)


def _look_out_for(d: Details, _today: date) -> str:
    return tr("Suggestions", "Look out for {name}: no way to reach them is on file").format(name=d["name"])


def _ask_how_it_did(d: Details, _today: date) -> str:
    text = tr("Suggestions", "Ask {name} how the {product} did").format(name=d["name"], product=d["product"])
    return _by(text, d)


def _invite_back(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Thank {name} for the first visit").format(name=d["name"]), d)


def _ask(d: Details, _today: date) -> str:
    return questions.act(d["question"], d["name"], d["product"])


def _find_phone(d: Details, _today: date) -> str:
    return tr("Suggestions", "Find a phone number for {name}").format(name=d["name"])


def _find_contact(d: Details, _today: date) -> str:
    return tr("Suggestions", "Find out how to reach {name}").format(name=d["name"])


def _by(text: str, d: Details) -> str:
    if d.get("channel") is None:
        return text
    return tr("Suggestions", "{act}, {by}").format(act=text, by=kinds.by_channel(d["channel"]))


# -- why --


def asked(kind: Kind, day: date, words: str, today: date) -> str:
    """What they asked or sent, and when: "Asked on Sat: “does spelt come?”", without the full stop."""
    text = {
        Kind.MESSAGE: tr("Suggestions", "Sent a message {on}"),
        Kind.EMAIL: tr("Suggestions", "Sent an e-mail {on}"),
        Kind.LETTER: tr("Suggestions", "Wrote a letter {on}"),
        Kind.COMPLAINT: tr("Suggestions", "Complained {on}"),
        Kind.CALL: tr("Suggestions", "Called {on}"),
    }.get(kind, tr("Suggestions", "Asked {on}"))
    said = text.format(on=dates.on(day, today))
    if not words.strip():
        return said
    return tr("Suggestions", "{said}: {words}").format(said=said, words=quoted(words))


def _asked(d: Details, today: date) -> str:
    said = asked(d["kind"], d["asked"], d["words"], today)
    return sentences(tr("Suggestions", "{said} – unanswered.").format(said=said), *_since(d))


def _missed_call(d: Details, today: date) -> str:
    said = tr("Suggestions", "Called {on} and reached nobody").format(on=dates.on(d["asked"], today))
    if d["words"].strip():
        said = tr("Suggestions", "{said}: {words}").format(said=said, words=quoted(d["words"]))
    return sentences(tr("Suggestions", "{said}.").format(said=said), *_since(d))


def _since(d: Details) -> list[str]:
    return [
        tr("Suggestions", "%n more from them since.", d["more"]) if d["more"] else "",
        tr("Suggestions", "We tried %n time(s) and reached nobody.", d["tries"]) if d["tries"] else "",
        tr("Suggestions", "Noted by {staff}.").format(staff=d["staff"]) if d["staff"] else "",
    ]


def _promise_late(d: Details, today: date) -> str:
    text = tr("Suggestions", "Promised {made} for {due}: %n day(s) late.", (today - d["due"]).days)
    return _promised(text, d, today, due=dates.day(d["due"], today))


def _promise_due(d: Details, today: date) -> str:
    return _promised(tr("Suggestions", "Promised {made} for {due}."), d, today, due=dates.day(d["due"], today))


def _promise_undated(d: Details, today: date) -> str:
    text = tr("Suggestions", "Promised {made} with no day named, %n day(s) ago.", (today - d["made"]).days)
    return _promised(text, d, today)


def _promised(text: str, d: Details, today: date, **more: str) -> str:
    return sentences(
        text.format(made=dates.on(d["made"], today), **more),
        tr("Suggestions", "With {staff}.").format(staff=d["staff"]) if d["staff"] else "",
    )


def _birthday(d: Details, today: date) -> str:
    text = tr("Suggestions", "Birthday {on} ({about}).") if d["about"] else tr("Suggestions", "Birthday {on}.")
    return sentences(text.format(on=dates.on(d["day"], today), about=d["about"]), _fits(d))


def _date(d: Details, today: date) -> str:
    value = d["value"][:1].upper() + d["value"][1:]
    text = tr("Suggestions", "{value} {on} ({about}).") if d["about"] else tr("Suggestions", "{value} {on}.")
    return sentences(text.format(value=value, on=dates.on(d["day"], today), about=d["about"]), _fits(d))


def _fits(d: Details) -> str:
    return tr("Suggestions", "What fits: {fits}.").format(fits=d["fits"]) if d["fits"] else ""


def _rhythm(d: Details, today: date) -> str:
    text = tr("Suggestions", "{comes}; last {on}, %n day(s) ago.", d["silence_days"])
    usual = tr("Suggestions", "Usually takes {usual}.").format(usual=listed(d["usual"])) if d["usual"] else ""
    return sentences(text.format(comes=comes(d), on=_date_on(d["last"], today)), usual)


def comes(d: Details) -> str:
    """The rhythm: "Comes about every 24 days (last 6 visits), mostly on a Friday", without the full stop."""
    every = (
        tr("Suggestions", "about every %n day(s)", d["gap_days"])
        if d["gap_days"] > 1
        else tr("Suggestions", "nearly every day")
    )
    visits = tr("Suggestions", "last %n visit(s)", d["visits"])
    if d["weekday"] is None:
        return tr("Suggestions", "Comes {every} ({visits})").format(every=every, visits=visits)
    text = tr("Suggestions", "Comes {every} ({visits}), mostly on a {weekday}")
    return text.format(every=every, visits=visits, weekday=dates.weekday(d["weekday"]))


def _date_on(when: date, today: date) -> str:
    return tr("Suggestions", "on {day}").format(day=dates.short(when, with_year=when.year != today.year))


def _bought_new(d: Details, today: date) -> str:
    text = tr("Suggestions", "Bought {product} {on}, new to them; nothing heard since.")
    return text.format(product=d["product"], on=dates.on(d["bought"], today))


def _came_once(d: Details, today: date) -> str:
    text = (
        tr("Suggestions", "Came for the first time {on}, %n day(s) ago, and took {products}.", _days(d["first"], today))
        if d["products"]
        else tr("Suggestions", "Came for the first time {on}, %n day(s) ago.", _days(d["first"], today))
    )
    return sentences(
        text.format(on=_date_on(d["first"], today), products=listed(d["products"])),
        tr("Suggestions", "Noted: {words}.").format(words=quoted(d["words"].strip(" .")))
        if d["words"].strip(" .")
        else "",
        tr("Suggestions", "Not back yet."),
    )


def _days(since: date, today: date) -> int:
    return (today - since).days


def _expected(d: Details, today: date) -> str:
    text = tr("Suggestions", "{comes}; last {on}, so may come any day.")
    return sentences(
        text.format(comes=comes(d), on=_date_on(d["last"], today)), questions.unknown(d["question"], d["product"])
    )


def _no_phone(d: Details, today: date) -> str:
    if d["due"] is None:
        text = tr("Suggestions", "Promised them: {words}. No phone number is on file.")
        return text.format(words=quoted(d["words"]))
    text = tr("Suggestions", "Promised them for {due}: {words}. No phone number is on file.")
    return text.format(words=quoted(d["words"]), due=dates.day(d["due"], today))


def _no_contact(d: Details, today: date) -> str:
    text = tr("Suggestions", "Waits for {words} (said {on}). No phone, e-mail or address is on file.")
    return text.format(words=quoted(d["words"]), on=dates.on(d["made"], today))


# -- left in peace --


def _asked_for(d: Details, today: date) -> str:
    return tr("Suggestions", "Asked to be left in peace until {day}.").format(day=dates.day(d["until"], today))


def _mourning(d: Details, today: date) -> str:
    return tr("Suggestions", "In mourning: leave in peace until {day}.").format(day=dates.day(d["until"], today))


def _complaint(d: Details, today: date) -> str:
    text = tr("Suggestions", "Complained {on} and waits for our answer: that comes first.")
    return text.format(on=dates.on(d["since"], today))


def _refused(d: Details, today: date) -> str:
    text = tr("Suggestions", "Does not want to be contacted {by} (said {on}).")
    return text.format(by=kinds.by_channel(d["channel"]), on=dates.on(d["said"], today))


def _met_today(d: Details, _today: date) -> str:
    return tr("Suggestions", "In touch today already: {kind}.").format(kind=kinds.interaction(d["kind"]))


def _budget(d: Details, today: date) -> str:
    counts = listed(
        said
        for said in (
            tr("Suggestions", "%n call(s)", d["calls"]) if d["calls"] else "",
            tr("Suggestions", "%n e-mail(s) or message(s)", d["writings"]) if d["writings"] else "",
            tr("Suggestions", "%n letter(s)", d["letters"]) if d["letters"] else "",
        )
        if said
    )
    if d["until"] is None:
        return tr("Suggestions", "This shop does not contact customers in that way.")
    text = tr("Suggestions", "Contacted often enough lately ({counts}): leave in peace until {day}.")
    return text.format(counts=counts, day=dates.day(d["until"], today))


def _put_off(d: Details, today: date) -> str:
    back = d["until"] + timedelta(days=1)
    return tr("Suggestions", "Put off: comes back {on}.").format(on=dates.on(back, today))


ACTS: dict[Act, Callable[[Details, date], str]] = {
    Act.CALL_BACK: _call_back,
    Act.WRITE_BACK: _write_back,
    Act.ANSWER: _answer,
    Act.KEEP_PROMISE: _keep_promise,
    Act.GREET: _greet,
    Act.GET_IN_TOUCH: _get_in_touch,
    Act.LOOK_OUT_FOR: _look_out_for,
    Act.ASK_HOW_IT_DID: _ask_how_it_did,
    Act.INVITE_BACK: _invite_back,
    Act.ASK: _ask,
    Act.FIND_PHONE: _find_phone,
    Act.FIND_CONTACT: _find_contact,
}

WHYS: dict[Why, Callable[[Details, date], str]] = {
    Why.ASKED: _asked,
    Why.MISSED_CALL: _missed_call,
    Why.PROMISE_LATE: _promise_late,
    Why.PROMISE_DUE: _promise_due,
    Why.PROMISE_UNDATED: _promise_undated,
    Why.BIRTHDAY: _birthday,
    Why.DATE: _date,
    Why.RHYTHM: _rhythm,
    Why.BOUGHT_NEW: _bought_new,
    Why.CAME_ONCE: _came_once,
    Why.EXPECTED: _expected,
    Why.NO_PHONE: _no_phone,
    Why.NO_CONTACT: _no_contact,
}

PEACES: dict[Peace, Callable[[Details, date], str]] = {
    Peace.ASKED_FOR: _asked_for,
    Peace.MOURNING: _mourning,
    Peace.COMPLAINT: _complaint,
    Peace.REFUSED: _refused,
    Peace.TODAY: _met_today,
    Peace.BUDGET: _budget,
    Peace.PUT_OFF: _put_off,
}
