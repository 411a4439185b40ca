"""Everything held on one customer, as HTML: a chapter of the shop's book, or the customer's own copy.

The copy is for the customer's eyes: it names nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from relapp.domain.cases import Case
from relapp.domain.consents import Consent
from relapp.domain.facts import Fact
from relapp.domain.interactions import Interaction
from relapp.domain.money import Money
from relapp.domain.promises import Promise, PromisedBy
from relapp.domain.question_bank import PutAnswer, QuestionPut
from relapp.domain.suggestions.model import SuggestionAnswer
from relapp.domain.wishes import Wish
from relapp.services.pages.held import Concluded, Held, HeldEntry, Tie
from relapp.ui.wording import cases, consents, dates, kinds, listed, memory, money, questions, quiet, timeline, tr
from relapp.ui.wording.papers import html

_PICTURE = re.compile(r"image/[a-z0-9.+-]{1,40}")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def chapter(
    held: Held, *, anchor: str = "", first: bool = False, copy: bool = False, concluded: Concluded | None = None
) -> str:
    """All of it, headed by the customer's name."""
    place = f' id="{html.text(anchor)}"' if anchor else ""
    level = "h1" if copy else "h2"
    parts = [
        f"<article{place}{' class=first' if first else ''}>",
        _picture(held),
        f'<{level} dir="auto">{html.text(held.customer.name)}</{level}>',
        html.pairs(_who(held)),
        html.words(held.customer.note),
        html.section(tr("Papers", "How to reach them") if not copy else tr("Papers", "How to reach you"), _reach(held)),
        html.section(
            tr("Papers", "What was said about being contacted"), (_consent(held, one) for one in held.consents)
        ),
        html.section(tr("Papers", "What we know"), (_fact(held, one) for one in held.facts)),
        html.section(tr("Papers", "Belongs with"), (_tie(one, copy=copy) for one in held.ties)),
        html.section(tr("Papers", "Promises"), (_promise(held, one) for one in held.promises)),
        html.section(tr("Papers", "Wishes"), (_wish(held, one) for one in held.wishes)),
        html.section(tr("Papers", "Complaints"), (_case(held, one) for one in held.cases)),
        html.section(tr("Papers", "What happened"), (_entry(held, one, copy=copy) for one in held.entries)),
        html.section(tr("Papers", "Suggestions that staff answered"), (_answer(held, one) for one in held.answers)),
        html.section(tr("Papers", "Questions that were asked"), (_asked(held, one) for one in held.asked)),
        html.section(tr("Papers", "What the shop concludes by itself"), _concluded(concluded)),
        html.section(tr("Papers", "On file besides"), _besides(held)),
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


def own_copy(held: Held, shop: str, today: date, concluded: Concluded | None = None) -> str:
    """The page that is handed to the customer, with what the shop concludes of it."""
    title = tr("Papers", "What is on file about {name}").format(name=held.customer.name)
    said = tr("Papers", "Everything that {shop} holds about this person, as of {day}.").format(
        shop=shop or tr("Papers", "the shop"), day=dates.short(today)
    )
    ask = tr("Papers", "Tell us what is wrong or missing, and we put it right. We also delete it if you ask us to.")
    return html.page(
        title, "\n".join([chapter(held, first=True, copy=True, concluded=concluded), html.soft(said), html.soft(ask)])
    )


def _who(held: Held) -> Iterator[tuple[str, str]]:
    customer = held.customer
    yield tr("Papers", "Also called"), customer.nickname
    yield tr("Papers", "Customer number"), customer.reference
    yield tr("Papers", "Household"), held.household
    yield tr("Papers", "Groups"), listed(held.tags)
    yield tr("Papers", "On file since"), dates.short(customer.added)
    if customer.leave_until is not None:
        until = dates.short(customer.leave_until)
        yield tr("Papers", "Leave in peace until"), _joined([until, memory.peace_reason(customer, dates.short)])
    elif customer.leave_why:
        yield tr("Papers", "Left in peace"), memory.peace_reason(customer, dates.short) or customer.leave_why
    own = quiet.told((customer.quiet_from, customer.quiet_to), customer.quiet_days)
    yield tr("Papers", "When not to be reached"), _joined(list(own))


def _picture(held: Held) -> str:
    if held.photo is None:
        return ""
    media_type, content = held.photo
    if not (_PICTURE.fullmatch(media_type) and _BASE64.fullmatch(content)):
        return html.soft(tr("Papers", "There is a picture."))
    said = html.text(tr("Papers", "Picture of {name}").format(name=held.customer.name))
    return f'<img alt="{said}" src="data:{media_type};base64,{"".join(content.split())}">'


def _reach(held: Held) -> Iterator[str]:
    for point in held.contacts:
        yield html.item(point.value, " · ".join(part for part in (kinds.contact(point.kind), point.label) if part))


def _consent(held: Held, said: Consent) -> str:
    about = [dates.short(said.day), _source(held, said.source_id), held.by(said.staff_id)]
    return html.item(consents.word(said), _joined(about), html.words(said.how))


def _fact(held: Held, known: Fact) -> str:
    about = [_on(kinds.certainty(known.certainty), known.learned)]
    if known.confirmed is not None:
        about.append(_on(tr("Papers", "heard again"), known.confirmed))
    if known.superseded_by is not None:
        about.append(tr("Papers", "no longer so"))
    if known.retired:
        about.append(tr("Papers", "taken out"))
    if known.sensitive is not None:
        about.append(tr("Papers", "marked as private") if known.sensitive else tr("Papers", "marked as not private"))
    about += [_source(held, known.source_id), held.by(known.staff_id)]
    return html.item(memory.fact(known), _joined(about), old=known.superseded_by is not None or known.retired)


def _on(what: str, day: date) -> str:
    """Always with its year: paper is read long after."""
    return tr("Papers", "{what} {day}").format(what=what, day=dates.short(day))


def _source(held: Held, entry_id: int | None) -> str:
    """From which entry something is known."""
    for one in held.entries if entry_id is not None else ():
        if one.entry.id == entry_id:
            return tr("Papers", "from the entry of {day}").format(day=dates.short(one.entry.day))
    return ""


def _tie(tie: Tie, *, copy: bool) -> str:
    other = tr("Papers", "another customer") if copy else tie.other
    if tie.outward:
        return html.item(tr("Papers", "{kind} {other}").format(kind=tie.kind, other=other))
    return html.item(tr("Papers", "{other}: {kind} this person").format(kind=tie.kind, other=other))


def _promise(held: Held, given: Promise) -> str:
    about = [
        tr("Papers", "by us") if given.by is PromisedBy.SHOP else tr("Papers", "by the customer"),
        _on(tr("Papers", "given"), given.made),
        _on(tr("Papers", "for"), given.due) if given.due is not None else tr("Papers", "no day named"),
        _ended(kinds.promise_state(given.state), given.closed),
        given.explanation,
        _source(held, given.source_id),
        held.by(given.staff_id),
    ]
    return html.item(given.words, _joined(about))


def _ended(state: str, closed: date | None) -> str:
    return state if closed is None else _on(state, closed)


def _wish(held: Held, wish: Wish) -> str:
    about = [_on(tr("Papers", "told"), wish.made), _ended(kinds.wish_state(wish.state), wish.closed)]
    return html.item(wish.words, _joined([*about, _source(held, wish.source_id), held.by(wish.staff_id)]))


def _case(held: Held, case: Case) -> str:
    about = [_on(tr("Papers", "opened"), case.opened)]
    about.append(tr("Papers", "severity {n}").format(n=money.number(case.severity)))
    if case.cost is not None:
        about.append(tr("Papers", "cost {amount}").format(amount=money.money(Money(case.cost, case.currency))))
    if case.asked_again is not None:
        about += [_on(tr("Papers", "asked again"), case.asked_again), case.said]
        if case.all_right is not None:
            about.append(tr("Papers", "all right") if case.all_right else tr("Papers", "not all right yet"))
    if case.ask_on is not None and case.closed is None:
        about.append(_on(tr("Papers", "to be asked"), case.ask_on))
    about += [_on(tr("Papers", "promised"), one.made) for one in held.promises if one.id == case.promise_id]
    if case.closed is not None:
        about.append(_on(tr("Papers", "ended"), case.closed))
    about += [_source(held, case.source_id), held.by(case.owner_id)]
    return html.item(cases.title(case), _joined(about))


def _asked(held: Held, one: QuestionPut) -> str:
    learned = [memory.fact(known) for known in held.facts if known.id == one.fact_id]
    said = {
        PutAnswer.ANSWERED: tr("Papers", "answered"),
        PutAnswer.DECLINED: tr("Papers", "would rather not say"),
        PutAnswer.NOT_NOW: tr("Papers", "not at that moment"),
    }[one.answer]
    words = questions.of_bank(held.questions[one.question_id], one.product)
    product = "" if one.product in words else one.product
    about = [product, _on(said, one.day), *learned, _source(held, one.source_id), held.by(one.staff_id)]
    return html.item(words, _joined(about))


def _entry(held: Held, one: HeldEntry, *, copy: bool) -> str:
    entry = one.entry
    when = dates.short(entry.day)
    if entry.at.hour or entry.at.minute:
        when = tr("Papers", "{day}, {time}").format(day=when, time=dates.clock(entry.at))
    head = tr("Papers", "{when} · {what}").format(when=when, what=timeline.headline(entry))
    others = one.others
    if copy and others:
        others = (tr("Papers", "someone else"),)
    about = [timeline.source(entry, held.by(entry.staff_id), others), kinds.direction(entry.direction)]
    if entry.outcome is not None:
        about.append(kinds.outcome(entry.outcome))
    if entry.batch_id in held.files and not copy:
        about.append(held.files[entry.batch_id])
    if entry.total is not None:
        about.append(money.money(entry.total))
    more = [*map(html.words, _bought(entry)), html.words(entry.words)]
    more += [
        f'<div class="old">{html.soft(tr("Papers", "Said before it was changed:"))}{html.words(words)}</div>'
        for words in one.earlier
    ]
    return html.item(head, _joined(about), "".join(more))


def _bought(entry: Interaction) -> Iterator[str]:
    for line in entry.lines:
        said = money.times(line.quantity, line.product)
        if line.amount is not None and entry.total is not None:
            amount = money.money(Money(line.amount, entry.total.currency))
            said = tr("Papers", "{product} – {amount}").format(product=said, amount=amount)
        more = [said]
        if line.unit_price is not None and entry.total is not None:
            each = money.money(Money(line.unit_price, entry.total.currency))
            more.append(tr("Papers", "{amount} each").format(amount=each))
        if line.discount and entry.total is not None:
            off = money.money(Money(line.discount, entry.total.currency))
            more.append(tr("Papers", "{amount} off").format(amount=off))
        yield _joined(more)


def _answer(held: Held, given: SuggestionAnswer) -> str:
    said = tr("Papers", "{kind}: {answer}").format(kind=kinds.suggestion(given.kind), answer=kinds.answer(given.answer))
    about = [dates.short(given.at.date()), held.by(given.staff_id)]
    if given.refusal is not None:
        about.append(kinds.refusal(given.refusal))
    if given.until is not None:
        about.append(tr("Papers", "until {day}").format(day=dates.short(given.until)))
    if given.channel is not None:
        about.append(kinds.by_channel(given.channel))
    if given.outcome is not None:
        about.append(kinds.outcome(given.outcome))
    about.append(_source(held, given.interaction_id))
    return html.item(said, _joined(about))


def _concluded(found: Concluded | None) -> Iterator[str]:
    """Each conclusion with what it rests on."""
    if found is None:
        return
    usual, rhythm = found.usual, found.rhythm
    if usual is not None:
        items = listed(money.times(item.quantity, item.product) for item in usual.items)
        said = tr("Papers", "Usually bought: {items}").format(items=items)
        yield html.item(said, tr("Papers", "read from the last %n purchase(s)", usual.purchases))
    if rhythm.gap is not None:
        said = tr("Papers", "Comes about every %n day(s)", max(1, round(rhythm.gap)))
        yield html.item(said, tr("Papers", "read from the last %n visit(s)", len(rhythm.window)))
    for kind, days in found.shown:
        said = tr("Papers", "Suggested to staff: {what}").format(what=kinds.suggestion(kind))
        yield html.item(said, tr("Papers", "on %n day(s)", days))
    for words in found.half_typed:
        yield html.item(tr("Papers", "Begun and not logged yet: {words}").format(words=words))


def _besides(held: Held) -> Iterator[str]:
    for name, reference in held.merged:
        called = " ".join(part for part in (name, reference) if part)
        yield html.item(tr("Papers", "Was on file twice, also as {name}.").format(name=called))
    if held.look_alikes:
        yield html.item(tr("Papers", "Looks like %n other customer(s) and is somebody else.", held.look_alikes))


def _joined(parts: list[str]) -> str:
    return " · ".join(chain(part for part in parts if part))
