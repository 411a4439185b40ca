"""Any shop that staff can make comes back as it was: hypothesis plays with the real verbs."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine, Outcome
from relapp.domain.promises import NewPromise, PromisedBy, PromiseState
from relapp.domain.wishes import NewWish
from relapp.services import arrivals, customers, facts, interactions, promises, relations, staff
from relapp.services import settings as setting_verbs
from relapp.storage import tags
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago
from tests.services.exporting.conftest import take_in, told, write
from tests.shop import Shop

ODD = ("", "=1+1", "'", '"', "\u2028", "\u202eAna", "\x00\x07", "a\nb", "{}", "👩‍👩‍👧‍👦", "é" * 300, "</script>")
TEXT = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
NAME = TEXT.filter(lambda text: bool(text.strip()))
WHO = st.integers(0, 5)
DAYS = st.integers(-400, 4000)
LINE = st.builds(
    NewPurchaseLine,
    NAME,
    st.decimals(-1000, 1000, places=3),
    st.none() | st.integers(-(10**9), 10**9),
    st.integers(0, 10**6),
    st.none() | st.integers(-(10**12), 10**12),
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("customer"), NAME, TEXT, TEXT, st.sampled_from(ContactKind)),
        st.tuples(
            st.just("log"), WHO, WHO, st.sampled_from(Kind), TEXT, DAYS, st.lists(LINE, max_size=3),
            st.sampled_from(("", "EUR", "JPY", "KWD")), st.sampled_from(Outcome) | st.none(),
        ),
        st.tuples(st.just("edit"), WHO, TEXT, st.sampled_from(Kind), DAYS),
        st.tuples(st.just("remove"), WHO),
        st.tuples(st.just("forget"), WHO),
        st.tuples(
            st.just("learn"), WHO, st.sampled_from(("likes", "size", "birthday", "dog")), NAME,
            st.sampled_from(Certainty), st.none() | st.tuples(st.integers(1, 12), st.integers(1, 28)),
        ),
        st.tuples(st.just("promise"), WHO, NAME, st.none() | st.integers(-30, 30), st.sampled_from(PromisedBy)),
        st.tuples(st.just("settle"), WHO, st.sampled_from(PromiseState), TEXT),
        st.tuples(st.just("wish"), WHO, NAME),
        st.tuples(st.just("arrival"), NAME),
        st.tuples(st.just("relate"), WHO, WHO, NAME),
        st.tuples(st.just("household"), NAME, WHO, WHO),
        st.tuples(st.just("consent"), WHO, st.sampled_from(Channel), st.sampled_from(ConsentState), TEXT),
        st.tuples(st.just("tag"), WHO, NAME),
        st.tuples(st.just("staff"), NAME),
        st.tuples(st.just("name"), TEXT),
        st.tuples(st.just("undo")),
    ),
    max_size=25,
)  # fmt: skip


def play(shop: Shop, acts: list[Any]) -> None:
    for act in acts:
        name, *values = act
        try:
            if name == "undo":
                shop.operations.undo()
            else:
                shop.run(name, lambda tx, name=name, values=values: _verbs(shop)[name](tx, *values))
        except (UserError, LookupError):
            continue


def _of(shop: Shop, table: str, place: int) -> int:
    rows = shop.tables()[table]
    if not rows:
        raise LookupError(table)
    return int(rows[place % len(rows)].id)


def _verbs(shop: Shop) -> dict[str, Any]:
    def who(place: int) -> int:
        return _of(shop, "customer", place)

    def log(
        tx: Transaction, one: int, two: int, kind: Kind, words: str, ago: int, lines: Any, currency: str, came: Any
    ) -> None:
        people = tuple(dict.fromkeys((who(one), who(two))))
        entry = NewInteraction(
            people, kind, at(days_ago(ago)), words, Channel.WEB, Direction.BOTH, came, lines=tuple(lines),
            currency=currency,
        )  # fmt: skip
        interactions.log(tx, entry)

    def edit(tx: Transaction, place: int, words: str, kind: Kind, ago: int) -> None:
        entry = shop.entry(_of(shop, "interaction", place))
        interactions.change(
            tx, entry, kind=kind, at=at(days_ago(ago)), words=words, channel=entry.channel,
            direction=entry.direction, outcome=entry.outcome,
        )  # fmt: skip

    def learn(tx: Transaction, one: int, kind: str, value: str, sure: Certainty, day: Any) -> None:
        month, number = day or (None, None)
        facts.learn(tx, who(one), NewFact(kind, value, "", sure, month, number))

    return {
        "customer": lambda tx, name, nickname, value, kind: customers.add(
            tx, NewCustomer(name, nickname, contacts=(NewContactPoint(kind, value or "1", nickname),))
        ),
        "log": log,
        "edit": edit,
        "remove": lambda tx, place: interactions.remove(tx, _of(shop, "interaction", place)),
        "forget": lambda tx, place: customers.remove(tx, who(place)),
        "learn": learn,
        "promise": lambda tx, one, words, due, by: promises.give(
            tx, who(one), NewPromise(words, None if due is None else TODAY + timedelta(days=due), by)
        ),
        "settle": lambda tx, place, state, why: promises.settle(tx, _of(shop, "promise", place), state, why),
        "wish": lambda tx, one, words: promises.wish(tx, who(one), NewWish(words)),
        "arrival": lambda tx, words: arrivals.note(tx, words, TODAY),
        "relate": lambda tx, one, two, kind: relations.relate(tx, who(one), who(two), kind),
        "household": lambda tx, name, one, two: relations.share_household(tx, name, [who(one), who(two)]),
        "consent": lambda tx, one, channel, state, how: customers.note_consent(
            tx, Consent(who(one), channel, Purpose.ANY, state, TODAY, how)
        ),
        "tag": lambda tx, one, name: tags.give(tx, [(who(one), name)]),
        "staff": lambda tx, name: staff.add(tx, name),
        "name": lambda tx, name: setting_verbs.change(tx, shop_name=name),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS, ACTS)
def test_any_shop_comes_back_as_it_was_and_so_does_what_was_done_later(first: list[Any], more: list[Any]) -> None:
    shop, other = Shop(), Shop()
    try:
        with tempfile.TemporaryDirectory() as folder:
            play(shop, first)
            path = write(shop, Path(folder) / "first.jsonl")
            assert take_in(other, path).tally.bad_rows == []
            assert told(other) == told(shop)
            other.assert_sound()
            again = take_in(other, path).tally
            assert (again.new, again.changed, again.bad) == (0, 0, 0)
            play(shop, more)
            later = take_in(other, write(shop, Path(folder) / "second.jsonl")).tally
            assert later.bad_rows == []
            other.assert_sound()
            again = take_in(other, Path(folder) / "second.jsonl").tally
            assert (again.new, again.changed) == (0, 0)
    finally:
        shop.close()
        other.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS, ACTS)
def test_beside_any_other_shop_nothing_comes_twice_and_all_is_taken_back_whole(
    theirs: list[Any], ours: list[Any]
) -> None:
    shop, other = Shop(), Shop()
    try:
        with tempfile.TemporaryDirectory() as folder:
            play(shop, theirs)
            play(other, ours)
            path = write(shop, Path(folder) / "shop.jsonl")
            before, derived = other.tables(), other.derived()
            assert take_in(other, path).tally.bad_rows == []
            other.assert_sound()
            again = take_in(other, path).tally
            assert (again.new, again.changed) == (0, 0)
            other.operations.undo()
            other.operations.undo()
            assert (other.tables(), other.derived()) == (before, derived)
    finally:
        shop.close()
        other.close()
