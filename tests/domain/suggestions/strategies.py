"""Random shops for hypothesis: customers with any history, refusals, quiet and answers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from relapp.domain.arrivals import Arrival
from relapp.domain.cases import Case
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import LookAlike
from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.introductions import Introduced
from relapp.domain.promises import Promise, PromisedBy
from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.domain.suggestions.model import Answer, Reason, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.signals import NONE, LikeThem, Outlook, Signals
from relapp.domain.wishes import Wish
from tests.builders import (
    TODAY,
    a_case,
    a_customer,
    a_due,
    a_fact,
    a_line,
    a_new,
    a_promise,
    a_purchase,
    a_wish,
    an_answer,
    an_arrival,
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
        draw(st.sampled_from(["", "does it come?", "{name} %n <b>", "lovely bread, thank you"])),
        direction=draw(st.none() | st.sampled_from(Direction)),
        outcome=draw(st.none() | st.sampled_from(Outcome)),
        lines=tuple(draw(st.lists(lines, max_size=3))) if kind is Kind.PURCHASE else (),
        staff_id=draw(st.sampled_from([None, 3, 4])),
    )


@st.composite
def rhythms(draw: st.DrawFn) -> list[Interaction]:
    """Visits at some distance of each other, so that rhythms are not rare."""
    gap, times, last = draw(st.integers(1, 40)), draw(st.integers(0, 10)), draw(st.integers(0, 80))
    if draw(st.booleans()):
        return [a_purchase(last + gap * back, "wholemeal", staff_id=3) for back in range(times)]
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
    kind = draw(
        st.sampled_from(
            [*FactKind, MOURNING, *[FactKind.BIRTHDAY, FactKind.DATE, FactKind.CREDIT, FactKind.WARRANTY] * 3]
        )
    )
    day = days_ago(-draw(st.integers(-3, 12)))
    ends = kind in {FactKind.WARRANTY, FactKind.CREDIT} and draw(st.booleans())
    dated = ends or kind in {FactKind.BIRTHDAY, FactKind.DATE}
    return a_fact(
        kind,
        draw(st.sampled_from(["rye", "soft crust"])),
        learned=draw(st.integers(-2, 900)),
        certainty=draw(st.sampled_from(Certainty)),
        about=draw(st.sampled_from(["", "daughter"])),
        month=day.month if dated else None,
        day=day.day if dated else None,
        year=day.year if kind in {FactKind.WARRANTY, FactKind.CREDIT} and dated else None,
    )


def wishes() -> st.SearchStrategy[Wish]:
    return st.builds(a_wish, st.sampled_from(["spelt", "walnut knife"]), made=st.integers(-2, 100))


def arrivals() -> st.SearchStrategy[Arrival]:
    words = st.sampled_from(["spelt", "knives of walnut", "rye"])
    return st.builds(an_arrival, words, ago=st.integers(-2, 100), sold=st.booleans())


@st.composite
def cases(draw: st.DrawFn) -> Case:
    day = st.none() | st.integers(-2, 30).map(days_ago)
    return a_case(
        draw(st.sampled_from(["", "handle broke"])),
        opened=draw(st.integers(-2, 100)),
        remedy=draw(st.sampled_from(["", "replace"])),
        source_id=None,
        owner_id=draw(st.none() | st.just(3)),
        asked_again=draw(day),
        closed=draw(day),
    )


def introduced() -> st.SearchStrategy[Introduced]:
    first = st.integers(-2, 80).map(lambda ago: Visit(days_ago(ago).toordinal(), 900_000 + ago))
    return st.builds(Introduced, st.integers(800, 810), st.just("Bea Moss"), first)


def look_alikes() -> st.SearchStrategy[LookAlike]:
    kinds = st.sampled_from([None, ContactKind.PHONE, ContactKind.EMAIL])
    return st.builds(LookAlike, st.sampled_from([0, 10**9]), st.just("A. Lovelace"), kinds, st.just("0123 456"))


@st.composite
def signals(draw: st.DrawFn, recent: list[Interaction]) -> Signals:
    """What forecasts and items might say of these entries: of what was taken on these days, and of what was not."""
    days = {entry.day for entry in recent if any(line.product == "wholemeal" for line in entry.lines)}
    ago = sorted((TODAY - day).days for day in days if day < TODAY)
    expected, like = draw(st.integers(-9, 5)), draw(st.none() | st.just(LikeThem(7, 10, 90)))
    due = a_due("wholemeal", *ago, day=expected, gap=draw(st.floats(1, 60))) if len(ago) > 1 else None
    return Signals(
        outlook=draw(st.none() | st.just(Outlook(0.5, 100.0, like_them=like))),
        due=tuple(one for one in (due, a_due("gone", 5, 9, day=expected)) if one is not None),
        new=tuple(draw(st.lists(st.builds(a_new, st.sampled_from(["soft crust", "oat bar"])), max_size=2))),
    )


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
    recent = [
        *draw(rhythms()),
        *draw(st.lists(contacts_of_ours(), max_size=5) | st.lists(interactions(), max_size=6)),
    ]
    return {
        "customer": a_customer(leave_until=quiet),
        "recent": recent,
        "promises": draw(st.lists(promises(), max_size=2)),
        "facts": draw(st.lists(facts(), max_size=4)),
        "wishes": draw(st.lists(wishes(), max_size=2)),
        "consents": draw(st.lists(consents(), max_size=4)),
        "contacts": draw(st.sets(st.sampled_from(ContactKind))),
        "answers": [],
        "signals": draw(st.just(NONE) | signals(recent)),
        "cases": draw(st.just([]) | st.lists(cases(), max_size=2)),
        "arrivals": draw(st.lists(arrivals(), max_size=2)),
        "introduced": draw(st.just([]) | st.lists(introduced(), max_size=2)),
        "look_alikes": draw(st.just([]) | st.lists(look_alikes(), max_size=1)),
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
        suggestion = rule.suggest(dossier, ShopView(notable=5_000, gone=frozenset({3})))
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
                urgency=draw(st.integers(0, 8)) / 8,
            )
            for kind in sorted(kinds)
        )
    return standing


def rest(facts_known: Known) -> Known:
    """Everything but the customer."""
    return {name: value for name, value in facts_known.items() if name != "customer"}
