"""The rules of the relationship card; each is a rule that a person can check with the receipts of its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relapp.domain.cases import is_open
from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.facts import Certainty, Fact, FactKind, is_sensitive
from relapp.domain.interactions import CAME, Direction, Interaction, Kind, Outcome
from relapp.domain.on_file import merely_on_file
from relapp.domain.owed import is_missed, owed
from relapp.domain.promises import Promise, PromisedBy, PromiseState, is_late
from relapp.domain.receipts import Receipt, Source
from relapp.domain.relationship import Act, Aspect, Said, Statement, Story
from relapp.domain.suggestions.budget import is_contact
from relapp.domain.suggestions.model import Answer, Reason, SuggestionKind
from relapp.domain.suggestions.praise import is_praise
from relapp.domain.suggestions.response import WAITING_DAYS
from relapp.domain.wishes import WishState

LEARNED_DAYS = 183
"""What was learned longer ago does not show that the shop still learns."""

AFTER_DAYS = 30
"""What they did within so many days of an act of ours came after it."""

FEWEST_CONTACTS = 3
FEWEST_CUSTOMERS = 20
"""In a smaller shop nobody can be told from the typical customer."""

RARE = 10
"""What at most one of so many customers takes sets a customer apart."""


_FOLLOWED = {
    SuggestionKind.DATE: Act.DATE_KEPT,
    SuggestionKind.ARRIVAL: Act.ARRIVAL_TOLD,
    SuggestionKind.PROTECT: Act.PROTECTED,
    SuggestionKind.THANK: Act.THANKED,
}
_NOT_THEIR_WORDS = frozenset({Act.THANKED, Act.PRAISED})
_SAME_FOR_MANY = frozenset({FactKind.REACH, FactKind.GREET, FactKind.LANGUAGE, FactKind.BIRTHDAY})


@dataclass(frozen=True, slots=True)
class _Good:
    """Something that did them good on a day."""

    day: date
    receipt: Receipt
    act: Act
    words: str = ""

    @property
    def details(self) -> dict[str, object]:
        return {"act": self.act, "words": self.words, "acted": self.day}


_Found = tuple[bool, Said, Mapping[str, object], Iterable[Receipt]]


def card(story: Story) -> tuple[Statement, ...]:
    """The seven sentences, in their order."""
    seen = _as_of(story)
    return tuple(_statement(aspect, rule(seen), seen.since) for aspect, rule in RULES.items())


def _statement(aspect: Aspect, found: _Found, since: date) -> Statement:
    holds, said, details, receipts = found
    return Statement(aspect, holds, Reason(said, {"since": since, **details}), tuple(dict.fromkeys(receipts)))


def _as_of(story: Story) -> Story:
    entries = (entry for entry in story.entries if story.lately(entry.day) and entry.kind is not Kind.NOTE)
    holding = (fact for fact in story.facts if fact.superseded_by is None and not fact.retired)
    return replace(
        story,
        entries=sorted(entries, key=lambda entry: (entry.at, entry.id)),
        facts=sorted(
            (fact for fact in holding if fact.learned <= story.today and fact.certainty is not Certainty.GUESSED),
            key=lambda fact: (fact.learned, fact.id),
        ),
        promises=[one for one in story.promises if one.made <= story.today],
        wishes=[one for one in story.wishes if one.made <= story.today],
        cases=[one for one in story.cases if one.opened <= story.today],
        consents=sorted((one for one in story.consents if one.day <= story.today), key=_spoken),
    )


# -- the rules --


def mutual(story: Story) -> _Found:
    """Holds where they came to us, we went to them and they answered, and no question of before today waits for us.

    A contact of ours is answered if that was noted, or if a sign of life of theirs came within as many days as replies
    are waited for. An appointment that both came to counts on both sides.
    """
    theirs = [entry for entry in story.entries if entry.direction is not Direction.OUT and not _nobody_came(entry)]
    ours = [entry for entry in story.entries if is_contact(entry) or entry.direction is Direction.BOTH]
    replied = [entry for entry in ours if _answered(entry, theirs)]
    waits = owed(story.entries, story.today)
    asked = [entry for entry in waits.asked if entry.day < story.today] if waits is not None else []
    counts = {"theirs": len(theirs), "ours": len(ours), "replied": len(replied)}
    if not theirs:
        return False, Said.NOTHING_OF_THEIRS, counts, _of(ours)
    if asked:
        return False, Said.WE_OWE, {"asked": asked[0].day}, _of(asked)
    if not ours:
        return False, Said.NOTHING_OF_OURS, counts, _of(theirs)
    if not replied:
        return False, Said.NO_REPLY, counts, _of(ours)
    return True, Said.MUTUAL, counts, _of((*theirs, *ours))


def _spoken(word: Consent) -> tuple[object, ...]:
    return (word.day, word.channel, word.purpose, word.state, word.source_id or 0, word.how)


def _nobody_came(entry: Interaction) -> bool:
    return entry.direction is Direction.BOTH and is_missed(entry)


def _answered(contact: Interaction, theirs: Sequence[Interaction]) -> bool:
    if contact.outcome is Outcome.ANSWERED or (contact.direction is Direction.BOTH and not _nobody_came(contact)):
        return True
    waiting = WAITING_DAYS.get(contact.channel, 0)
    return any(contact.at < entry.at and (entry.day - contact.day).days <= waiting for entry in theirs)


def interactive(story: Story) -> _Found:
    """Holds from :data:`FEWEST_CONTACTS` contacts on where something was learned within :data:`LEARNED_DAYS` days.

    Learned is what they told or we saw of them, and what they wish for.
    """
    facts = [(fact.learned, Receipt(Source.FACT, fact.id)) for fact in story.facts if story.lately(fact.learned)]
    wishes = [(wish.made, Receipt(Source.WISH, wish.id)) for wish in story.wishes if story.lately(wish.made)]
    taught = sorted((*facts, *wishes))
    last = taught[-1][0] if taught else None
    counts = {"contacts": len(story.entries), "taught": len(taught), "last": last, "fewest": FEWEST_CONTACTS}
    shown = [receipt for _, receipt in taught]
    if len(story.entries) < FEWEST_CONTACTS:
        return False, Said.FEW_CONTACTS, counts, _of(story.entries)
    if last is None or (story.today - last).days > LEARNED_DAYS:
        return False, Said.NOTHING_TAUGHT, counts, shown or _of(story.entries)
    return True, Said.INTERACTIVE, counts, [*shown, *_of(story.entries)]


def learning(story: Story) -> _Found:
    """Holds where something is known of them, and something was done because of what they told us."""
    known = [Receipt(Source.FACT, fact.id) for fact in story.facts]
    told = sum(fact.certainty is Certainty.TOLD for fact in story.facts)
    acts = _on_their_words(story)
    wishes = [Receipt(Source.WISH, wish.id) for wish in story.wishes if wish.state is WishState.OPEN]
    counts = {"known": len(known), "told": told, "wishes": len(wishes)}
    if not known and not wishes and not acts:
        return False, Said.NOTHING_KNOWN, counts, ()
    if not acts:
        return False, Said.NOTHING_USED, counts, [*known, *wishes]
    details = {**counts, "days": len({act.day for act in acts}), "acted": acts[-1].day}
    return True, Said.LEARNING, details, [*(act.receipt for act in acts), *known, *wishes]


def benefit(story: Story) -> _Found:
    """Holds where they bought, and where it is noted what did them good.

    What does good: a wish met, a promise kept, a complaint put right, a date of theirs kept in mind, an arrival or
    something of theirs that runs out told, thanks from us, and their own praise.
    """
    bought = [entry for entry in story.entries if entry.kind is Kind.PURCHASE]
    good = _good(story)
    shown = [one.receipt for one in good]
    if not bought:
        return False, Said.NO_PURCHASE, {}, shown
    if not good:
        return False, Said.NO_GOOD, {"bought": bought[-1].day}, _of(bought)
    return True, Said.BENEFIT, {"bought": bought[-1].day, **good[-1].details}, [*_of(bought[-1:]), *shown]


def change(story: Story) -> _Found:
    """Holds where we did something because of what they told us, and they came within :data:`AFTER_DAYS` days of it."""
    acts = _on_their_words(story)
    if not acts:
        return False, Said.NO_ACT, {}, ()
    for act in reversed(acts):
        came = next((entry for entry in story.entries if _came_after(entry, act)), None)
        if came is not None:
            details = {**act.details, "days": (came.day - act.day).days}
            return True, Said.CHANGE, details, (act.receipt, *_of((came,)))
    return False, Said.NOTHING_AFTER, acts[-1].details, (acts[-1].receipt,)


def _came_after(entry: Interaction, act: _Good) -> bool:
    itself = act.receipt == Receipt(Source.INTERACTION, entry.id)
    return entry.kind in CAME and not itself and 0 <= (entry.day - act.day).days <= AFTER_DAYS


def unique(story: Story) -> _Found:
    """Holds where something is on file of nobody else, or one in :data:`RARE` at most takes what they usually take.

    Nobody is compared in a shop of fewer than :data:`FEWEST_CUSTOMERS` others. How to greet and to reach them, their
    language and their birthday are not looked at.
    """
    others = story.others
    if others.customers < FEWEST_CUSTOMERS:
        return False, Said.FEW_CUSTOMERS, {"customers": others.customers, "fewest": FEWEST_CUSTOMERS}, ()
    own = [fact for fact in story.facts if _sets_apart(fact) and fact.id not in others.shared]
    if own:
        values = tuple(
            f"{fact.about}: {fact.value}" if fact.about else fact.value for fact in own if not is_sensitive(fact)
        )
        shown = [Receipt(Source.FACT, fact.id) for fact in own]
        return True, Said.UNIQUE_FACTS, {"values": values, "facts": len(own), "customers": others.customers}, shown
    usual = story.usual
    for item in usual.items if usual is not None else ():
        buyers = others.buyers.get(item.product_id)
        if usual is not None and buyers is not None and buyers * RARE <= others.customers:
            details = {"product": item.product, "buyers": buyers, "customers": others.customers}
            return True, Said.UNIQUE_PRODUCT, details, _of_ids(usual.interactions)
    return False, Said.NOTHING_OWN, {"customers": others.customers}, ()


def _sets_apart(fact: Fact) -> bool:
    return bool(fact.value.strip()) and fact.kind not in _SAME_FOR_MANY and not merely_on_file(fact)


def trust(story: Story) -> _Found:
    """Holds where we kept a promise, put a complaint right or have their yes to be contacted, and nothing is amiss.

    Amiss is a promise of ours that is late, a complaint that is open, a contact by a way that they had refused (unless
    they used it themselves since), and more broken promises than kept ones.
    """
    amiss = _amiss(story)
    if amiss is not None:
        return amiss
    closed = [one for one in _ours(story) if story.lately(one.closed)]
    kept = [one for one in closed if one.state is PromiseState.KEPT]
    broken = [one for one in closed if one.state is PromiseState.BROKEN]
    right = [case for case in story.cases if case.all_right and story.lately(case.asked_again)]
    agreed = [one for one in story.consents if one.state is ConsentState.GIVEN and one.source_id is not None]
    agreed = [one for one in agreed if not is_refused(story.consents, one.channel, one.purpose)]
    told = [fact for fact in story.facts if fact.certainty is Certainty.TOLD]
    promised = [Receipt(Source.PROMISE, one.id) for one in (*kept, *broken)]
    counts = {"kept": len(kept), "put_right": len(right), "agreed": len(agreed), "told": len(told)}
    if len(broken) > len(kept):
        return False, Said.BROKEN, {**counts, "broken": len(broken)}, promised
    facts = [Receipt(Source.FACT, fact.id) for fact in told]
    if not (kept or right or agreed):
        return False, Said.NO_PROOF, counts, facts
    said = _of_ids(one.source_id for one in agreed if one.source_id is not None)
    cases = [Receipt(Source.CASE, case.id) for case in right]
    return True, Said.TRUST, counts, [*promised, *cases, *said, *facts]


def _amiss(story: Story) -> _Found | None:
    late = [one for one in _ours(story) if is_late(one, story.today)]
    if late:
        first = min(late, key=lambda one: (one.due or story.today, one.id))
        details = {"words": first.words, "due": first.due}
        return False, Said.LATE, details, [Receipt(Source.PROMISE, one.id) for one in late]
    unended = [case for case in story.cases if is_open(case, story.today)]
    if unended:
        opened = min(case.opened for case in unended)
        return False, Said.COMPLAINT_OPEN, {"opened": opened}, [Receipt(Source.CASE, case.id) for case in unended]
    for entry in reversed(story.entries):
        said = _refused_before(story, entry) if is_contact(entry) else None
        if said is not None:
            details = {"channel": entry.channel, "said": said.day, "used": entry.day}
            return False, Said.REFUSED_WAY, details, (*_of((entry,)), *said.receipts)
    return None


def _ours(story: Story) -> list[Promise]:
    return [one for one in story.promises if one.by is PromisedBy.SHOP]


def _newest(said: Consent) -> tuple[date, int, int]:
    return said.day, said.id or 0, said.source_id or 0


def _refused_before(story: Story, contact: Interaction) -> Consent | None:
    """The word by which they had refused the way of a contact, ``None`` if it was welcome."""
    heard = [one for one in story.consents if one.day < contact.day and one.channel is contact.channel]
    if not is_refused(heard, contact.channel, Purpose.ANY):
        return None
    said = max((one for one in heard if one.state is ConsentState.WITHDRAWN), key=_newest)
    used_by_them = any(
        entry.channel is contact.channel and entry.direction is Direction.IN and said.day < entry.day
        for entry in story.entries
        if entry.at < contact.at
    )
    return None if used_by_them else said


RULES: Mapping[Aspect, Callable[[Story], _Found]] = {
    Aspect.MUTUAL: mutual,
    Aspect.INTERACTIVE: interactive,
    Aspect.LEARNING: learning,
    Aspect.BENEFIT: benefit,
    Aspect.CHANGE: change,
    Aspect.UNIQUE: unique,
    Aspect.TRUST: trust,
}


# -- what was done for them --


def _on_their_words(story: Story) -> list[_Good]:
    return [one for one in _good(story) if one.act not in _NOT_THEIR_WORDS]


def _good(story: Story) -> list[_Good]:
    """What did them good lately, oldest first."""
    found = [
        _Good(wish.closed, Receipt(Source.WISH, wish.id), Act.WISH_MET, wish.words)
        for wish in story.wishes
        if wish.state is WishState.MET and wish.closed is not None
    ]
    found += [
        _Good(one.closed, Receipt(Source.PROMISE, one.id), Act.PROMISE_KEPT, one.words)
        for one in _ours(story)
        if one.state is PromiseState.KEPT and one.closed is not None
    ]
    found += [
        _Good(case.asked_again, Receipt(Source.CASE, case.id), Act.PUT_RIGHT, case.remedy)
        for case in story.cases
        if case.all_right and case.asked_again is not None
    ]
    found += _followed(story)
    found += [
        _Good(entry.day, Receipt(Source.INTERACTION, entry.id), Act.PRAISED, entry.words)
        for entry in story.entries
        if entry.kind is Kind.FEEDBACK and entry.direction is Direction.IN and is_praise(entry.words)
    ]
    return sorted((one for one in found if story.lately(one.day)), key=lambda one: (one.day, one.receipt))


def _followed(story: Story) -> Iterable[_Good]:
    """Suggestions that were followed and reached them, as far as an entry shows it."""
    entries = {entry.id: entry for entry in story.entries}
    for one in story.answers:
        entry = entries.get(one.interaction_id or 0)
        reached = one.answer is Answer.DONE and one.outcome is not Outcome.UNANSWERED
        if entry is not None and reached and one.kind in _FOLLOWED:
            yield _Good(entry.day, Receipt(Source.INTERACTION, entry.id), _FOLLOWED[one.kind])


def _of(entries: Iterable[Interaction]) -> list[Receipt]:
    return _of_ids(entry.id for entry in entries)


def _of_ids(entry_ids: Iterable[int]) -> list[Receipt]:
    return [Receipt(Source.INTERACTION, one) for one in entry_ids]
