"""Words for the relationship card: what holds, what is lacking and what would change it, and how it is found out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from relapp.domain.relationship import YEAR, Act, Aspect, Said, Statement
from relapp.domain.relationship_rules import AFTER_DAYS, FEWEST_CONTACTS, FEWEST_CUSTOMERS, LEARNED_DAYS, RARE
from relapp.domain.suggestions.response import WAITING_DAYS
from relapp.ui.wording import cases, dates, kinds, listed, quoted, sentences, tr

Details = Mapping[str, Any]

_VALUES_SHOWN = 2
_MONTH = 30


def title(name: str) -> str:
    """What the card is called."""
    return tr("Relationship", "Between us and {name}").format(name=name)


def aspect(one: Aspect) -> str:
    """The word for what a sentence is about: "Mutual"."""
    return {
        Aspect.MUTUAL: tr("Relationship", "Mutual"),
        Aspect.INTERACTIVE: tr("Relationship", "Interactive"),
        Aspect.LEARNING: tr("Relationship", "Learning"),
        Aspect.BENEFIT: tr("Relationship", "Benefit to both"),
        Aspect.CHANGE: tr("Relationship", "Change on both sides"),
        Aspect.UNIQUE: tr("Relationship", "Unique"),
        Aspect.TRUST: tr("Relationship", "Trust"),
    }[one]


def sign(one: Aspect) -> str:
    """The same in a line of seven: "mutual"."""
    return {
        Aspect.MUTUAL: tr("Relationship", "mutual"),
        Aspect.INTERACTIVE: tr("Relationship", "interactive"),
        Aspect.LEARNING: tr("Relationship", "learning"),
        Aspect.BENEFIT: tr("Relationship", "benefit to both"),
        Aspect.CHANGE: tr("Relationship", "change"),
        Aspect.UNIQUE: tr("Relationship", "unique"),
        Aspect.TRUST: tr("Relationship", "trust"),
    }[one]


def signs(statements: tuple[Statement, ...]) -> str:
    """All seven as one sentence, for whoever cannot see the ticks."""
    holding = [sign(one.aspect) for one in statements if one.holds]
    lacking = [sign(one.aspect) for one in statements if not one.holds]
    held = tr("Relationship", "Signs: {signs}.").format(signs=listed(holding)) if holding else ""
    if not lacking:
        return held
    text = tr("Relationship", "Not yet: {signs}.") if holding else tr("Relationship", "Signs, not yet: {signs}.")
    return sentences(held, text.format(signs=listed(lacking)))


def line(statements: tuple[Statement, ...]) -> str:
    """All seven on one quiet line: "✓ mutual · ✓ learning · not yet: change and trust"."""
    held = [
        tr("Relationship", "✓\N{NO-BREAK SPACE}{sign}").format(sign=sign(one.aspect)) for one in statements if one.holds
    ]
    lacking = [sign(one.aspect) for one in statements if not one.holds]
    if lacking:
        held.append(tr("Relationship", "not yet: {signs}").format(signs=listed(lacking)))
    return " · ".join(held)


def heading(told: Statement) -> str:
    """What stands over a sentence: "Mutual – not yet"."""
    text = tr("Relationship", "{aspect} – {state}")
    return text.format(aspect=aspect(told.aspect), state=state(told))


def state(statement: Statement) -> str:
    """Whether a sentence holds, in a word or two."""
    return tr("Relationship", "yes") if statement.holds else tr("Relationship", "not yet")


def statement(told: Statement, name: str, today: date) -> str:
    """A sentence of the card on the customer of this name."""
    return WORDS[Said(told.reason.code)](told.reason.details, name, today)


def hint(told: Statement, name: str) -> str:
    """What would change a "not yet"; empty where nothing is lacking."""
    return "" if told.holds else CHANGED_BY[Said(told.reason.code)]().format(name=name)


def rule(one: Aspect) -> str:
    """How it is found out whether a sentence holds."""
    calls, others = min(WAITING_DAYS.values()), max(WAITING_DAYS.values())
    return {
        Aspect.MUTUAL: tr(
            "Relationship",
            "Holds where both sides came, rang or wrote within a year, they answered us once (noted so, or a sign of "
            "life within {calls} days of a call, {others} of anything written), and no question of theirs waits.",
        ).format(calls=calls, others=others),
        Aspect.INTERACTIVE: tr(
            "Relationship",
            "Holds from {contacts} contacts in a year on, where something was told, seen or wished for in the last "
            "{months} months.",
        ).format(contacts=FEWEST_CONTACTS, months=round(LEARNED_DAYS / _MONTH)),
        Aspect.LEARNING: tr(
            "Relationship",
            "Holds where something is known of them (guesses do not count) and something was done in the last year "
            "because of what they told us: a wish met, a promise kept, a complaint put right, a date, an arrival or a "
            "credit of theirs thought of.",
        ),
        Aspect.BENEFIT: tr(
            "Relationship",
            "Holds where they bought within a year, and it is noted what did them good: as under Learning, or our "
            "thanks, or their praise.",
        ),
        Aspect.CHANGE: tr(
            "Relationship",
            "Holds where we did something because of what they told us, and they came within {days} days of it. It "
            "does not say that they came because of it.",
        ).format(days=AFTER_DAYS),
        Aspect.UNIQUE: tr(
            "Relationship",
            "Holds where a fact is on file of nobody else, or where at most one in {rare} customers ever bought what "
            "they usually take. Below {fewest} others nobody is compared.",
        ).format(rare=RARE, fewest=FEWEST_CUSTOMERS),
        Aspect.TRUST: tr(
            "Relationship",
            "Holds where within a year we kept a promise or put a complaint right, or they said that we may contact "
            "them; and where no promise is late, no complaint open, no way used that they refused, and no more "
            "promises broken than kept.",
        ),
    }[one]


def _since(d: Details, today: date) -> str:
    """ "In the last 12 months", or since when so much happened that no more was read."""
    if (today - d["since"]).days >= YEAR:
        return tr("Relationship", "in the last 12 months")
    return tr("Relationship", "since {day}").format(day=dates.day(d["since"], today))


# -- what holds --


def _mutual(d: Details, name: str, today: date) -> str:
    text = tr(
        "Relationship",
        "{name} came, rang or wrote {theirs} {since}; we rang, wrote or had an appointment {ours}, "
        "and {name} answered {replied}.",
    )
    return text.format(
        name=name,
        theirs=_times(d["theirs"]),
        ours=_times(d["ours"]),
        replied=_times(d["replied"]),
        since=_since(d, today),
    )


def _times(n: int) -> str:
    if n == 1:
        return tr("Relationship", "once")
    return tr("Relationship", "twice") if n == 2 else tr("Relationship", "%n time(s)", n)


def _interactive(d: Details, name: str, today: date) -> str:
    contacts = tr("Relationship", "%n contact(s)", d["contacts"])
    taught = tr("Relationship", "%n thing(s)", d["taught"])
    text = tr("Relationship", "From {contacts} with {name} {since} we learned {taught}, the last {on}.")
    return text.format(
        contacts=contacts, name=name, since=_since(d, today), taught=taught, on=dates.on(d["last"], today)
    )


def _learning(d: Details, name: str, today: date) -> str:
    on = dates.on(d["acted"], today)
    if d["days"] == 1:
        used = tr("Relationship", "We acted on what {name} told us once {since}, {on}.")
    else:
        used = tr("Relationship", "We acted on what {name} told us on %n day(s) {since}, the last {on}.", d["days"])
    return sentences(_known(d, name), used.format(name=name, since=_since(d, today), on=on))


def _known(d: Details, name: str) -> str:
    if not d["known"]:
        return ""
    known = tr("Relationship", "We know %n thing(s) about {name}", d["known"]).format(name=name)
    if d["told"] == d["known"]:
        return tr("Relationship", "{known}, all told by them.").format(known=known)
    if not d["told"]:
        return tr("Relationship", "{known}, seen by us.").format(known=known)
    return tr("Relationship", "{known}, %n of them told by them.", d["told"]).format(known=known)


def _benefit(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "{name} bought last {bought}; {on} {act}.")
    return text.format(name=name, bought=dates.on(d["bought"], today), on=dates.on(d["acted"], today), act=_act(d))


def _act(d: Details) -> str:
    """What was done, inside a sentence after its day."""
    words = quoted(d["words"])
    match d["act"]:
        case Act.WISH_MET:
            return tr("Relationship", "we met their wish {words}").format(words=words)
        case Act.PROMISE_KEPT:
            return tr("Relationship", "we kept a promise: {words}").format(words=words)
        case Act.PUT_RIGHT if d["words"].strip():
            return tr("Relationship", "a complaint was right again ({remedy})").format(remedy=cases.remedy(d["words"]))
        case Act.PUT_RIGHT:
            return tr("Relationship", "a complaint was right again")
        case Act.DATE_KEPT:
            return tr("Relationship", "we thought of a date of theirs")
        case Act.ARRIVAL_TOLD:
            return tr("Relationship", "we told them that what they wanted had come")
        case Act.PROTECTED:
            return tr("Relationship", "we kept them from losing something of theirs")
        case Act.THANKED:
            return tr("Relationship", "we thanked them")
        case _:
            return tr("Relationship", "they praised us: {words}").format(words=words)


def _change(d: Details, name: str, today: date) -> str:
    on, act = dates.on(d["acted"], today), _act(d)
    if not d["days"]:
        return tr("Relationship", "Because of their words {act} {on}, and {name} came the same day.").format(
            act=act, on=on, name=name
        )
    text = tr("Relationship", "Because of their words {act} {on}, and {name} came %n day(s) later.", d["days"])
    return text.format(act=act, on=on, name=name)


def _unique_facts(d: Details, name: str, _today: date) -> str:
    values, more = d["values"][:_VALUES_SHOWN], d["facts"] - min(len(d["values"]), _VALUES_SHOWN)
    if not values:
        text = tr("Relationship", "%n thing(s) we know of {name} we know of none of {others}.", d["facts"])
        return text.format(name=name, others=_others(d))
    said = listed(quoted(value) for value in values)
    if more:
        said = tr("Relationship", "{values} and %n more", more).format(values=said)
    text = tr("Relationship", "Of {name} alone, beside {others}, we know: {values}.")
    return text.format(name=name, others=_others(d), values=said)


def _others(d: Details) -> str:
    if not d["customers"]:
        return tr("Relationship", "no other customers")
    return tr("Relationship", "%n other customer(s)", d["customers"])


def _unique_product(d: Details, name: str, _today: date) -> str:
    if not d["buyers"]:
        text = tr("Relationship", "{name} usually takes {product}; nobody else among {others} ever did.")
    else:
        text = tr("Relationship", "{name} usually takes {product}; only %n of {others} ever did.", d["buyers"])
    return text.format(name=name, product=quoted(d["product"]), others=_others(d))


def _trust(d: Details, name: str, today: date) -> str:
    parts = []
    if d["kept"]:
        parts.append(tr("Relationship", "we kept %n promise(s)", d["kept"]))
    if d["put_right"]:
        parts.append(tr("Relationship", "we put %n complaint(s) right", d["put_right"]))
    done = ""
    if parts:
        text = tr("Relationship", "{acts} {since}; no promise of ours is late, no complaint open.")
        done = _capital(text.format(acts=listed(parts), since=_since(d, today)))
    agreed = tr("Relationship", "{name} said that we may be in touch.").format(name=name) if d["agreed"] else ""
    told = tr("Relationship", "{name} told us %n thing(s).", d["told"]).format(name=name) if d["told"] else ""
    return sentences(done, agreed, told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- what is lacking --


def _nothing_of_theirs(d: Details, name: str, today: date) -> str:
    since = _since(d, today)
    if not d["ours"]:
        return tr("Relationship", "Nothing happened between us and {name} {since}.").format(name=name, since=since)
    text = tr(
        "Relationship",
        "We rang, wrote to or had an appointment with {name} {ours} {since}, and {name} never came, rang or wrote.",
    )
    return text.format(name=name, ours=_times(d["ours"]), since=since)


def _we_owe(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "{name} asked us something {on} and waits for our answer.")
    return text.format(name=name, on=dates.on(d["asked"], today))


def _nothing_of_ours(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "{name} came, rang or wrote {theirs} {since}, and we never rang or wrote to {name}.")
    return text.format(name=name, theirs=_times(d["theirs"]), since=_since(d, today))


def _no_reply(d: Details, name: str, today: date) -> str:
    text = tr(
        "Relationship", "We rang, wrote to or had an appointment with {name} {ours} {since}, and no answer is noted."
    )
    return text.format(name=name, ours=_times(d["ours"]), since=_since(d, today))


def _few_contacts(d: Details, name: str, today: date) -> str:
    contacts = tr("Relationship", "%n contact(s)", d["contacts"]) if d["contacts"] else tr("Relationship", "no contact")
    text = tr("Relationship", "There was {contacts} with {name} {since}: too little to say.")
    if d["contacts"] > 1:
        text = tr("Relationship", "There were {contacts} with {name} {since}: too little to say.")
    return text.format(contacts=contacts, name=name, since=_since(d, today))


def _nothing_taught(d: Details, name: str, today: date) -> str:
    contacts = tr("Relationship", "%n contact(s)", d["contacts"])
    if d["last"] is None:
        text = tr("Relationship", "{contacts} with {name} {since}, and nothing new was learned.")
        return text.format(contacts=contacts, name=name, since=_since(d, today))
    text = tr("Relationship", "{contacts} with {name} {since}, and the last thing was learned {ago}.")
    ago = dates.ago(d["last"], today)
    return text.format(contacts=contacts, name=name, since=_since(d, today), ago=ago)


def _nothing_known(_d: Details, name: str, _today: date) -> str:
    return tr("Relationship", "Nothing is known of {name} yet.").format(name=name)


def _nothing_used(d: Details, name: str, today: date) -> str:
    unused = tr("Relationship", "Nothing is noted {since} that we did with what {name} told us.")
    return sentences(_known(d, name), unused.format(name=name, since=_since(d, today)))


def _no_purchase(d: Details, name: str, today: date) -> str:
    return tr("Relationship", "{name} bought nothing {since}.").format(name=name, since=_since(d, today))


def _no_good(d: Details, name: str, today: date) -> str:
    text = tr(
        "Relationship", "{name} bought last {bought}; nothing is noted that {name} had of us beyond what was paid."
    )
    return text.format(name=name, bought=dates.on(d["bought"], today))


def _no_act(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "Nothing is noted {since} that we did because {name} told us something.")
    return text.format(name=name, since=_since(d, today))


def _nothing_after(d: Details, name: str, today: date) -> str:
    if (today - d["acted"]).days < AFTER_DAYS:
        text = tr("Relationship", "Because of their words {act} {on}; {name} did not come since.")
    else:
        text = tr(
            "Relationship", "Because of their words {act} {on}; {name} did not come within %n day(s).", AFTER_DAYS
        )
    return text.format(act=_act(d), on=dates.on(d["acted"], today), name=name)


def _few_customers(d: Details, name: str, _today: date) -> str:
    text = tr(
        "Relationship", "With {others} nobody can be told from the typical customer, so nothing is said of {name}."
    )
    return text.format(others=_others(d), name=name)


def _nothing_own(d: Details, name: str, _today: date) -> str:
    text = tr(
        "Relationship", "Nothing that we know of {name} or that {name} usually takes sets them apart from {others}."
    )
    return text.format(name=name, others=_others(d))


def _late(d: Details, _name: str, today: date) -> str:
    text = tr("Relationship", "We promised {words} for {due}, and that is late.")
    return text.format(words=quoted(d["words"]), due=dates.day(d["due"], today))


def _complaint_open(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "A complaint of {name} is open since {day}.")
    return text.format(name=name, day=dates.day(d["opened"], today))


def _refused_way(d: Details, name: str, today: date) -> str:
    text = tr("Relationship", "We went to {name} {channel} {used}; {name} had refused that {said}.")
    return text.format(
        name=name,
        channel=kinds.by_channel(d["channel"]),
        used=dates.on(d["used"], today),
        said=dates.on(d["said"], today),
    )


def _broken(d: Details, name: str, today: date) -> str:
    broken = tr("Relationship", "%n promise(s)", d["broken"])
    text = tr("Relationship", "We broke {broken} to {name} {since} and kept %n.", d["kept"])
    return text.format(broken=broken, name=name, since=_since(d, today))


def _no_proof(d: Details, name: str, today: date) -> str:
    told = tr("Relationship", "{name} told us %n thing(s).", d["told"]).format(name=name) if d["told"] else ""
    text = tr("Relationship", "No promise to {name} was kept {since}, and no complaint put right: too little to say.")
    return sentences(told, text.format(name=name, since=_since(d, today)))


WORDS: Mapping[Said, Callable[[Details, str, date], str]] = {
    Said.MUTUAL: _mutual,
    Said.NOTHING_OF_THEIRS: _nothing_of_theirs,
    Said.WE_OWE: _we_owe,
    Said.NOTHING_OF_OURS: _nothing_of_ours,
    Said.NO_REPLY: _no_reply,
    Said.INTERACTIVE: _interactive,
    Said.FEW_CONTACTS: _few_contacts,
    Said.NOTHING_TAUGHT: _nothing_taught,
    Said.LEARNING: _learning,
    Said.NOTHING_KNOWN: _nothing_known,
    Said.NOTHING_USED: _nothing_used,
    Said.BENEFIT: _benefit,
    Said.NO_PURCHASE: _no_purchase,
    Said.NO_GOOD: _no_good,
    Said.CHANGE: _change,
    Said.NO_ACT: _no_act,
    Said.NOTHING_AFTER: _nothing_after,
    Said.UNIQUE_FACTS: _unique_facts,
    Said.UNIQUE_PRODUCT: _unique_product,
    Said.FEW_CUSTOMERS: _few_customers,
    Said.NOTHING_OWN: _nothing_own,
    Said.TRUST: _trust,
    Said.LATE: _late,
    Said.COMPLAINT_OPEN: _complaint_open,
    Said.REFUSED_WAY: _refused_way,
    Said.BROKEN: _broken,
    Said.NO_PROOF: _no_proof,
}

CHANGED_BY: Mapping[Said, Callable[[], str]] = {
    Said.NOTHING_OF_THEIRS: lambda: tr("Relationship", "A visit, a call or a message of theirs would change it."),
    Said.WE_OWE: lambda: tr("Relationship", "Our answer would change it."),
    Said.NOTHING_OF_OURS: lambda: tr(
        "Relationship", "One call or message of ours that {name} answers would change it."
    ),
    Said.NO_REPLY: lambda: tr("Relationship", "An answer, noted with the call or message, would change it."),
    Said.FEW_CONTACTS: lambda: tr("Relationship", "A few more contacts would change it."),
    Said.NOTHING_TAUGHT: lambda: tr("Relationship", "One question, and the answer noted, would change it."),
    Said.NOTHING_KNOWN: lambda: tr("Relationship", "One thing that {name} tells us, noted, would change it."),
    Said.NOTHING_USED: lambda: tr("Relationship", "A wish met, a date thought of or a promise kept would change it."),
    Said.NO_PURCHASE: lambda: tr("Relationship", "A purchase would change it."),
    Said.NO_GOOD: lambda: tr("Relationship", "A promise kept, a wish met, a word of thanks would change it."),
    Said.NO_ACT: lambda: tr("Relationship", "A wish met, a date thought of or a promise kept would change it."),
    Said.NOTHING_AFTER: lambda: tr("Relationship", "A visit soon after such an act would change it."),
    Said.FEW_CUSTOMERS: lambda: tr("Relationship", "More customers on file would change it."),
    Said.NOTHING_OWN: lambda: tr("Relationship", "Something noted that is so of {name} alone would change it."),
    Said.LATE: lambda: tr("Relationship", "Keeping it, or explaining it to {name}, would change it."),
    Said.COMPLAINT_OPEN: lambda: tr("Relationship", "Putting it right, and asking {name} again, would change it."),
    Said.REFUSED_WAY: lambda: tr("Relationship", "A word from {name} that this way is welcome again would change it."),
    Said.BROKEN: lambda: tr("Relationship", "Promises kept would change it."),
    Said.NO_PROOF: lambda: tr("Relationship", "A promise kept would change it."),
}
