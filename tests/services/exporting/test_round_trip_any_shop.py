"""Any shop that staff can make comes back as it was: hypothesis plays with the real verbs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine, Outcome
from relapp.domain.promises import NewPromise, PromisedBy, PromiseState
from relapp.domain.wishes import NewWish
from relapp.services import arrivals, customers, facts, interactions, promises, relations, staff
from relapp.services import settings as setting_verbs
from relapp.storage import interactions as stored
from relapp.storage import schema, tags
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago
from tests.services.exporting.conftest import take_in, told, write
from tests.shop import Shop

ODD = ("", "=1+1", "'", '"', "\u2028", "\u202eAna", "\x00\x07", "a\nb", "{}", "👩‍👩‍👧‍👦", "é" * 300, "</script>")
TEXT = st.one_of(st.sampled_from(ODD), st.text(st.characters(codec="utf-8"), max_size=30))
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
    max_size=12,
)  # fmt: skip


def play(shop: Shop, acts: list[Any]) -> None:
    for act in acts:
        name, *values = act
        try:
            if name == "undo":
                shop.operations.undo()
            else:
                shop.run(name, partial(VERBS[name], values))
        except (UserError, LookupError):
            continue


def of(tx: Transaction, table: str, place: int) -> int:
    """The id of one of the rows that there are."""
    ids = tx.scalars(select(schema.JOURNALLED[table].c.id).order_by(schema.JOURNALLED[table].c.id))
    if not ids:
        raise LookupError(table)
    return int(ids[place % len(ids)])


def who(tx: Transaction, place: int) -> int:
    return of(tx, "customer", place)


def log(values: Any, tx: Transaction) -> None:
    one, two, kind, words, ago, lines, currency, came = values
    people = tuple(dict.fromkeys((who(tx, one), who(tx, two))))
    entry = NewInteraction(
        people, kind, at(days_ago(ago)), words, Channel.WEB, Direction.BOTH, came, lines=tuple(lines),
        currency=currency,
    )  # fmt: skip
    interactions.log(tx, entry)


def edit(values: Any, tx: Transaction) -> None:
    place, words, kind, ago = values
    entry = stored.find(tx, [of(tx, "interaction", place)])[0]
    interactions.change(
        tx, entry, kind=kind, at=at(days_ago(ago)), words=words, channel=entry.channel,
        direction=entry.direction, outcome=entry.outcome,
    )  # fmt: skip


def learn(values: Any, tx: Transaction) -> None:
    one, kind, value, sure, day = values
    month, number = day or (None, None)
    facts.learn(tx, who(tx, one), NewFact(kind, value, "", sure, month, number))


def add_customer(values: Any, tx: Transaction) -> None:
    name, nickname, value, kind = values
    customers.add(tx, NewCustomer(name, nickname, contacts=(NewContactPoint(kind, value or "1", nickname),)))


def promise(values: Any, tx: Transaction) -> None:
    one, words, due, by = values
    promises.give(tx, who(tx, one), NewPromise(words, None if due is None else TODAY + timedelta(days=due), by))


def consent(values: Any, tx: Transaction) -> None:
    one, channel, state, how = values
    customers.note_consent(tx, Consent(who(tx, one), channel, Purpose.ANY, state, TODAY, how))


def household(values: Any, tx: Transaction) -> None:
    name, one, two = values
    relations.share_household(tx, name, list({who(tx, one), who(tx, two)}))


VERBS: dict[str, Callable[[Any, Transaction], Any]] = {
    "customer": add_customer,
    "log": log,
    "edit": edit,
    "remove": lambda v, tx: interactions.remove(tx, of(tx, "interaction", v[0])),
    "forget": lambda v, tx: customers.remove(tx, [who(tx, v[0])]),
    "learn": learn,
    "promise": promise,
    "settle": lambda v, tx: promises.settle(tx, of(tx, "promise", v[0]), v[1], v[2]),
    "wish": lambda v, tx: promises.wish(tx, who(tx, v[0]), NewWish(v[1])),
    "arrival": lambda v, tx: arrivals.note(tx, v[0], TODAY),
    "relate": lambda v, tx: relations.relate(tx, who(tx, v[0]), who(tx, v[1]), v[2]),
    "household": household,
    "consent": consent,
    "tag": lambda v, tx: tags.give(tx, [(who(tx, v[0]), v[1])]),
    "staff": lambda v, tx: staff.add(tx, v[0]),
    "name": lambda v, tx: setting_verbs.change(tx, shop_name=v[0]),
}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
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


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
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
