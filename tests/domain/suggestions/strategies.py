"""Random shops for hypothesis: customers with any history, refusals, quiet and answers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.promises import Promise, PromisedBy
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.guards import MOURNING
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.model import Answer, Reason, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.domain.wishes import Wish
from tests.builders import (
    TODAY,
    a_customer,
    a_fact,
    a_line,
    a_promise,
    a_wish,
    an_answer,
    an_interaction,
    days_ago,
    visits,
)

CHANNELS = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST)

Known = dict[str, Any]
"""What :func:`gather` takes."""


@st.composite
def interactions(draw: st.DrawFn) -> Interaction:
    kind = draw(st.sampled_from([*Kind, Kind.VISIT, Kind.PURCHASE, Kind.PURCHASE]))
    products = st.sampled_from(["wholemeal", "boot size 39", "wheel", "spelt"])
    lines = st.builds(a_line, products, st.integers(1, 4), st.sampled_from([None, 90, 320, 9_000]))
    return an_interaction(
        kind,
        draw(st.integers(-10, 120)),
        draw(st.sampled_from(["", "does it come?", "{name} %n <b>"])),
        direction=draw(st.none() | st.sampled_from(Direction)),
        outcome=draw(st.none() | st.sampled_from(Outcome)),
        lines=tuple(draw(st.lists(lines, max_size=3))) if kind is Kind.PURCHASE else (),
    )


@st.composite
def rhythms(draw: st.DrawFn) -> list[Interaction]:
    """Visits at some distance of each other, so that rhythms are not rare."""
    gap, times, last = draw(st.integers(1, 40)), draw(st.integers(0, 8)), draw(st.integers(0, 80))
    return [an_interaction(Kind.VISIT, last + gap * back) for back in range(times)]


def contacts_of_ours() -> st.SearchStrategy[Interaction]:
    kinds = st.sampled_from([Kind.CALL, Kind.EMAIL, Kind.MESSAGE, Kind.LETTER])
    return st.builds(an_interaction, kinds, st.integers(1, 110), outcome=st.none() | st.sampled_from(Outcome))


def promises() -> st.SearchStrategy[Promise]:
    words = st.sampled_from(["repair the bike", "call when it is here", "ring"])
    return st.builds(
        a_promise, words, st.none() | st.integers(-20, 10), made=st.integers(0, 30), by=st.sampled_from(PromisedBy)
    )


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from([*FactKind, MOURNING, *[FactKind.BIRTHDAY, FactKind.DATE] * 4]))
    day = days_ago(-draw(st.integers(-3, 12)))
    dated = kind in {FactKind.BIRTHDAY, FactKind.DATE}
    return a_fact(
        kind,
        draw(st.sampled_from(["rye", "soft crust"])),
        learned=draw(st.integers(-2, 900)),
        certainty=draw(st.sampled_from(Certainty)),
        about=draw(st.sampled_from(["", "daughter"])),
        month=day.month if dated else None,
        day=day.day if dated else None,
    )


def wishes() -> st.SearchStrategy[Wish]:
    return st.builds(a_wish, st.sampled_from(["spelt", "walnut knife"]), made=st.integers(-2, 100))


def consents() -> st.SearchStrategy[Consent]:
    return st.builds(
        Consent,
        st.just(1),
        st.sampled_from(CHANNELS),
        st.sampled_from(Purpose),
        st.sampled_from(ConsentState),
        st.integers(0, 200).map(days_ago),
        st.just("said so"),
    )


@st.composite
def known(draw: st.DrawFn) -> Known:
    """All that may be known of one customer."""
    quiet = draw(st.none() | st.none() | st.none() | st.integers(-5, 5).map(days_ago))
    return {
        "customer": a_customer(leave_until=quiet),
        "recent": [
            *draw(rhythms()),
            *draw(st.lists(contacts_of_ours(), max_size=5) | st.lists(interactions(), max_size=6)),
        ],
        "promises": draw(st.lists(promises(), max_size=2)),
        "facts": draw(st.lists(facts(), max_size=4)),
        "wishes": draw(st.lists(wishes(), max_size=2)),
        "consents": draw(st.lists(consents(), max_size=4)),
        "contacts": draw(st.sets(st.sampled_from(ContactKind))),
        "answers": [],
    }


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier, in which some of what could be said was answered before."""
    facts_known = draw(known())
    untold = gather(facts_known["customer"], TODAY, **rest(facts_known))
    return gather(facts_known["customer"], TODAY, **{**rest(facts_known), "answers": draw(answers(untold))})


@st.composite
def guarded(draw: st.DrawFn) -> Dossier:
    """Someone who slips or whose birthday is near, so that there is always an idea for the guards to judge."""
    quiet = draw(st.none() | st.none() | st.none() | st.integers(-3, 3).map(days_ago))
    mourning = draw(st.none() | st.integers(85, 100))
    birthday = days_ago(-draw(st.integers(0, 7)))
    return gather(
        a_customer(leave_until=quiet),
        TODAY,
        recent=[*visits(*range(21, 56, 7)), *draw(st.lists(contacts_of_ours(), max_size=6))],
        facts=[
            a_fact(FactKind.BIRTHDAY, "", month=birthday.month, day=birthday.day),
            *([] if mourning is None else [a_fact(MOURNING, "", learned=mourning)]),
        ],
        consents=draw(st.lists(consents(), max_size=6)),
        contacts=draw(st.sets(st.sampled_from(ContactKind), min_size=1, max_size=2)),
    )


@st.composite
def answers(draw: st.DrawFn, dossier: Dossier) -> list[SuggestionAnswer]:
    given = []
    for rule in RULES:
        suggestion = rule.suggest(dossier, ShopView(notable=5_000))
        if suggestion is None or draw(st.booleans()):
            continue
        answer = draw(st.sampled_from(Answer))
        given.append(
            an_answer(
                suggestion.kind,
                suggestion.evidence,
                answer,
                draw(st.sampled_from(Refusal)) if answer is Answer.NO else None,
                ago=draw(st.integers(0, 40)),
                until=draw(st.none() | st.integers(-5, 5).map(days_ago)),
            )
        )
    return given


@st.composite
def candidates(draw: st.DrawFn) -> dict[int, tuple[Suggestion, ...]]:
    """What the rules might have left standing in a whole shop, by customer."""
    standing = {}
    for customer_id in range(1, draw(st.integers(0, 14)) + 1):
        kinds = draw(st.sets(st.sampled_from(SuggestionKind), max_size=3))
        standing[customer_id] = tuple(
            Suggestion(
                customer_id=customer_id,
                kind=kind,
                act=Reason("act"),
                reason=Reason("why"),
                receipts=(),
                channel=None,
                due=draw(st.none() | st.integers(-9, 9).map(days_ago)),
                evidence=f"{customer_id} {kind}",
                urgency=draw(st.integers(0, 9)),
            )
            for kind in sorted(kinds)
        )
    return standing


def rest(facts_known: Known) -> Known:
    """Everything but the customer."""
    return {name: value for name, value in facts_known.items() if name != "customer"}
