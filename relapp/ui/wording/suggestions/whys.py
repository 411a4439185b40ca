"""Why: sentences that the receipts bear out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Kind
from relapp.domain.suggestions.codes import Peace, Why
from relapp.ui.wording import cases, dates, left_to_right, listed, money, questions, quoted, sentences, tr
from relapp.ui.wording.suggestions.peaces import PEACES

Details = Mapping[str, Any]


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
    return sentences(text.format(comes=comes(d), on=_date_on(d["last"], today)), usual, _like_them(d))


def _like_them(d: Details) -> str:
    like = d.get("like_them")
    if like is None:
        return ""
    text = tr("Suggestions", "{back} of {people} who were silent like this came back within %n day(s).", like.days)
    return text.format(back=like.back, people=like.people)


def comes(d: Details) -> str:
    """The rhythm: "Comes about every 24 days (last 6 visits), mostly on a Friday", without the full stop."""
    every = _every(d["gap_days"])
    visits = tr("Suggestions", "last %n visit(s)", d["visits"])
    if d["weekday"] is None:
        return tr("Suggestions", "Comes {every} ({visits})").format(every=every, visits=visits)
    text = tr("Suggestions", "Comes {every} ({visits}), mostly on a {weekday}")
    return text.format(every=every, visits=visits, weekday=dates.weekday(d["weekday"]))


def _every(days: int) -> str:
    if days > 1:
        return tr("Suggestions", "about every %n day(s)", days)
    return tr("Suggestions", "nearly every day")


def _date_on(when: date, today: date) -> str:
    return tr("Suggestions", "on {day}").format(day=dates.short(when, with_year=when.year != today.year))


def _bought_new(d: Details, today: date) -> str:
    text = tr("Suggestions", "Bought {product} {on}, new to them; nothing heard since.")
    return text.format(product=money.times(d["quantity"], d["product"]), on=dates.on(d["bought"], today))


def _came_once(d: Details, today: date) -> str:
    text = (
        tr("Suggestions", "Came for the first time {on}, %n day(s) ago, and took {products}.", _days(d["first"], today))
        if d["products"]
        else tr("Suggestions", "Came for the first time {on}, %n day(s) ago.", _days(d["first"], today))
    )
    more = [tr("Suggestions", "%n more", d["more"])] if d["more"] else []
    return sentences(
        text.format(on=_date_on(d["first"], today), products=listed([*d["products"], *more])),
        tr("Suggestions", "Noted: {words}.").format(words=quoted(d["words"].strip(" .")))
        if d["words"].strip(" .")
        else "",
        tr("Suggestions", "Not back yet."),
    )


def _days(since: date, today: date) -> int:
    return (today - since).days


def _expected(d: Details, today: date) -> str:
    text = tr("Suggestions", "{comes}; last {on}, so may come any day.")
    return sentences(text.format(comes=comes(d), on=_date_on(d["last"], today)), questions.unknown(d, today))


def _no_phone(d: Details, today: date) -> str:
    if d["due"] is None:
        text = tr("Suggestions", "Promised them: {words}. No phone number is on file.")
        return text.format(words=quoted(d["words"]))
    text = tr("Suggestions", "Promised them for {due}: {words}. No phone number is on file.")
    return text.format(words=quoted(d["words"]), due=dates.day(d["due"], today))


def _no_contact(d: Details, today: date) -> str:
    text = tr("Suggestions", "Waits for {words} (said {on}). No phone, e-mail or address is on file.")
    return text.format(words=quoted(d["words"]), on=dates.on(d["made"], today))


def _case_open(d: Details, today: date) -> str:
    return _case(d, today, tr("Suggestions", "No remedy is noted yet."))


def _case_check(d: Details, today: date) -> str:
    remedy = cases.remedy(d["remedy"].strip(" ."))
    if d["not_yet"] is not None:
        text = tr("Suggestions", "Remedy: {remedy}. Asked {on} they said that it is not all right yet.")
        return _case(d, today, text.format(remedy=remedy, on=dates.on(d["not_yet"], today)))
    text = tr("Suggestions", "Remedy: {remedy}. They were not asked again yet.")
    return _case(d, today, text.format(remedy=remedy))


def _case(d: Details, today: date, rest: str) -> str:
    cause = d["cause"].strip(" .")
    text = (
        tr("Suggestions", "Complaint being put right since {day}: {cause}.")
        if cause
        else tr("Suggestions", "Complaint being put right since {day}.")
    )
    return sentences(
        text.format(day=dates.day(d["opened"], today), cause=quoted(cases.cause(cause))),
        rest,
        tr("Suggestions", "With {staff}.").format(staff=d["staff"]) if d["staff"] else "",
    )


def _complaint_answered(d: Details, today: date) -> str:
    said = asked(Kind.COMPLAINT, d["complained"], d["words"].strip(" ."), today)
    text = tr("Suggestions", "{said}. Answered {on}; nothing heard since.")
    return text.format(said=said, on=dates.on(d["answered"], today))


def _arrived(d: Details, today: date) -> str:
    text = tr("Suggestions", "Wished for {wish} (said {said}); {arrived} came in {on}.")
    return text.format(
        wish=quoted(d["wish"].strip(" .")),
        said=dates.on(d["made"], today),
        arrived=quoted(d["arrived"].strip(" .")),
        on=dates.on(d["day"], today),
    )


def _first_sold(d: Details, today: date) -> str:
    text = tr("Suggestions", "Wished for {wish} (said {said}); {product} was first sold {on}.")
    return text.format(
        wish=quoted(d["wish"].strip(" .")),
        said=dates.on(d["made"], today),
        product=d["product"],
        on=dates.on(d["day"], today),
    )


def _runs_out(d: Details, today: date) -> str:
    text = tr("Suggestions", "Takes {product} {every} ({times}); last {on}, %n day(s) ago.", d["since"])
    return text.format(
        product=d["product"],
        every=_every(d["gap_days"]),
        times=tr("Suggestions", "last %n time(s)", d["times"]),
        on=_date_on(d["last"], today),
    )


def _runs_out_pooled(d: Details, today: date) -> str:
    text = tr("Suggestions", "Took {product} {times}, {apart} apart, last {on}, %n day(s) ago.", d["since"])
    told = text.format(
        product=d["product"],
        times=tr("Suggestions", "%n time(s)", d["times"]),
        apart=dates.days(d["own_days"]),
        on=_date_on(d["last"], today),
    )
    reckoned = tr(
        "Suggestions",
        "That is little to go by; counted with %n gap(s) of other customers it is {every}.",
        d["others"],
    )
    return sentences(told, reckoned.format(every=_every(d["gap_days"])))


def _warranty_ends(d: Details, today: date) -> str:
    return _ends(tr("Suggestions", "A warranty ends {on}{what}."), d, today)


def _credit_ends(d: Details, today: date) -> str:
    return _ends(tr("Suggestions", "A credit ends {on}{what}."), d, today)


def _ends(text: str, d: Details, today: date) -> str:
    noted = tr("Suggestions", "Noted {on}.").format(on=dates.on(d["learned"], today))
    return sentences(text.format(on=dates.on(d["day"], today), what=_what(d)), noted)


def _what(d: Details) -> str:
    """Which one, after a colon; with whom it is about."""
    value = d["value"].strip(" .")
    said = tr("Suggestions", ": {what}").format(what=quoted(value)) if value else ""
    return tr("Suggestions", "{said} ({about})").format(said=said, about=d["about"]) if d["about"] else said


def _credit_unused(d: Details, today: date) -> str:
    text = tr("Suggestions", "Has had a credit since {day}{what}.")
    visited = d["visited"]
    rest = (
        tr("Suggestions", "Has not come since.")
        if visited is None
        else tr("Suggestions", "Has not come since; last {on}.").format(on=_date_on(visited, today))
    )
    return sentences(text.format(day=dates.day(d["learned"], today), what=_what(d)), rest)


def _introduced(d: Details, today: date) -> str:
    text = tr("Suggestions", "{who} came through them, for the first time {on}.")
    return text.format(who=d["who"], on=dates.on(d["first"], today))


def _praised(d: Details, today: date) -> str:
    text = tr("Suggestions", "Praised us {on}: {words}. Nobody has answered.")
    return text.format(on=dates.on(d["day"], today), words=quoted(d["words"].strip(" .")))


def _times(d: Details, today: date) -> str:
    text = tr("Suggestions", "Has come %n time(s) by now, first {first} and last {on}.", d["times"])
    return text.format(first=_date_on(d["first"], today), on=_date_on(d["day"], today))


def _years(d: Details, today: date) -> str:
    text = tr("Suggestions", "Has been coming for %n year(s): first {on}.", d["years"])
    return text.format(on=_date_on(d["first"], today))


def _others_take(d: Details, today: date) -> str:
    text = tr("Suggestions", "Took {because} %n time(s) lately, last {on}.", d["times"])
    others = tr("Suggestions", "{both} of {have} who take that take {product} too; they never had it.")
    return sentences(
        text.format(because=d["because"], on=_date_on(d["last"], today)),
        others.format(both=d["both"], have=d["have"], product=d["product"]),
    )


def _served_by(d: Details, today: date) -> str:
    text = (
        tr("Suggestions", "Served {times} of the last {of} times by {staff}, who works here no longer; last {on}.")
        if d["staff"]
        else tr("Suggestions", "Served {times} of the last {of} times by somebody who works here no longer; last {on}.")
    )
    return text.format(times=d["times"], of=d["of"], staff=d["staff"], on=_date_on(d["last"], today))


def _same_contact(d: Details, _today: date) -> str:
    text = (
        tr("Suggestions", "Has the same phone number as {other}: {value}.")
        if d["kind"] is ContactKind.PHONE
        else tr("Suggestions", "Has the same e-mail address as {other}: {value}.")
    )
    return text.format(other=d["other"], value=left_to_right(d["value"]))


def _same_name(d: Details, _today: date) -> str:
    return tr("Suggestions", "Has the same name as {other} and lives in the same household.").format(other=d["other"])


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
    Why.CASE_OPEN: _case_open,
    Why.CASE_CHECK: _case_check,
    Why.COMPLAINT_ANSWERED: _complaint_answered,
    Why.ARRIVED: _arrived,
    Why.FIRST_SOLD: _first_sold,
    Why.RUNS_OUT: _runs_out,
    Why.RUNS_OUT_POOLED: _runs_out_pooled,
    Why.WARRANTY_ENDS: _warranty_ends,
    Why.CREDIT_ENDS: _credit_ends,
    Why.CREDIT_UNUSED: _credit_unused,
    Why.INTRODUCED: _introduced,
    Why.PRAISED: _praised,
    Why.TIMES: _times,
    Why.YEARS: _years,
    Why.OTHERS_TAKE: _others_take,
    Why.SERVED_BY: _served_by,
    Why.SAME_CONTACT: _same_contact,
    Why.SAME_NAME: _same_name,
    Why.SILENT_ASKED: PEACES[Peace.ASKED_FOR],
    Why.SILENT_MOURNING: PEACES[Peace.MOURNING],
    Why.SILENT_BUDGET: PEACES[Peace.BUDGET],
}
