"""Scores: what makes an idea worth trying, by which way, and how the list is ordered by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel, Kind
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import DOUBT_DAYS, mark_of
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import slipping
from relapp.domain.suggestions.model import RANK, Answer, Heard, Reason, Refusal, Score, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import LIMIT, candidates_for, choose, shortlist
from relapp.domain.suggestions.reach import OWED, way_for_idea
from relapp.domain.suggestions.response import Person, Response
from relapp.domain.suggestions.scoring import score_of
from relapp.domain.suggestions.signals import Outlook, Signals
from tests.builders import TODAY, a_customer, a_promise, a_refusal_of, an_answer, an_interaction, days_ago, visits

SHOP = ShopView(typical=1_000)


def slipping_away(money: float = 10_000, p_drift: float | None = 0.5, p_buy: float = 0.4) -> Dossier:
    """A customer who has been silent for long, with a phone and an e-mail address."""
    return gather(
        a_customer(),
        TODAY,
        recent=visits(*range(21, 56, 7)),
        contacts=[ContactKind.PHONE, ContactKind.EMAIL],
        signals=Signals(outlook=Outlook(p_buy=p_buy, money=money, p_drift=p_drift)),
    )


def idea(dossier: Dossier, shop: ShopView = SHOP) -> Suggestion:
    (one,) = candidates_for(dossier, shop)[0]
    return one


def score(dossier: Dossier, shop: ShopView = SHOP) -> Score:
    found = idea(dossier, shop).score
    assert found is not None
    return found


def replies(**people: Person) -> Response:
    """A shop in which nobody differs but these, by customer ``c1`` and so on."""
    return Response(-1.0, 0.0, 0.0, 0.0, {}, {}, {int(name[1:]): one for name, one in people.items()})


# -- the pieces --


def test_at_stake_is_the_expected_money_times_the_chance_to_lose_it() -> None:
    assert (score(slipping_away()).stake, score(slipping_away()).drifting) == (5_000, 0.5)
    assert score(slipping_away(p_drift=None, p_buy=0.4)).stake == 6_000


def test_nobody_counts_for_less_than_is_typical_in_the_shop() -> None:
    assert score(slipping_away(money=10)).stake == 1_000
    unknown = replace(slipping_away(), signals=Signals())
    assert (score(unknown).stake, score(unknown).money) == (1_000, None)


def test_the_total_is_made_of_the_pieces_that_are_told() -> None:
    one = score(slipping_away())
    assert one.total == pytest.approx(one.reply * 5_000 * one.share * (0.5 + one.urgency / 2) / one.minutes)
    assert replace(one, minutes=10).total < one.total < replace(one, urgency=1.0, reply=0.9).total


def test_what_staff_called_not_true_counts_for_less_until_it_is_long_ago() -> None:
    one = slipping_away()
    wrong = an_answer(SuggestionKind.SLIPPING, "other", Answer.NO, Refusal.NOT_TRUE, ago=30)
    named = an_answer(SuggestionKind.ASK, mark_of(idea(one).receipts[0]), Answer.NO, Refusal.NOT_TRUE, ago=30)
    elsewhere = an_answer(SuggestionKind.ASK, mark_of(Receipt(Source.FACT, 5)), Answer.NO, Refusal.NOT_TRUE, ago=30)
    assert score(replace(one, answers=(wrong,))).trust == 0.5
    assert score(replace(one, answers=(named,))).trust == 0.5
    assert score(replace(one, answers=(elsewhere,))).trust == 1
    assert score(replace(one, answers=(replace(named, mended=TODAY),))).trust == 1
    assert score(replace(one, answers=(replace(named, mended=days_ago(-1)),))).trust == 0.5
    long_ago = replace(wrong, at=wrong.at - timedelta(days=DOUBT_DAYS))
    assert score(replace(one, answers=(long_ago,))).trust == 1


@pytest.mark.parametrize("refusal", [None, Refusal.DONE_ALREADY])
def test_what_was_done_or_had_been_done_speaks_for_a_kind_again(refusal: Refusal | None) -> None:
    wrong = an_answer(SuggestionKind.SLIPPING, "other", Answer.NO, Refusal.NOT_TRUE, ago=30)
    right = an_answer(SuggestionKind.SLIPPING, "third", Answer.NO if refusal else Answer.DONE, refusal, ago=20)
    assert score(replace(slipping_away(), answers=(wrong, right))).trust == pytest.approx(2 / 3)


# -- by which way --


def test_the_way_that_this_customer_answers_is_taken_and_told() -> None:
    one = slipping_away()
    heard = (Heard(Channel.PHONE, 0, 3), Heard(Channel.EMAIL, 3, 4))
    learned = replies(**{f"c{one.customer.id}": Person(channels={Channel.EMAIL: 1.0}, heard=heard)})
    shop = replace(SHOP, response=learned)
    assert (idea(one).channel, idea(one, shop).channel) == (Channel.PHONE, Channel.EMAIL)
    assert score(one, shop).heard == heard
    assert score(one, shop).reply == 0.5


def test_the_likeliest_way_is_not_taken_against_their_will_or_beyond_the_budget() -> None:
    one = slipping_away()
    learned = replies(**{f"c{one.customer.id}": Person(channels={Channel.EMAIL: 2.0})})
    shop = replace(SHOP, response=learned)
    assert way_for_idea(replace(one, consents=(a_refusal_of(Channel.EMAIL),)), shop) is Channel.PHONE
    wrote = tuple(an_interaction(Kind.EMAIL, ago) for ago in (30, 40, 50))
    calls_too = replace(shop.budget, calls=9)
    assert way_for_idea(replace(one, outgoing=wrote), replace(shop, budget=calls_too)) is Channel.EMAIL
    wrote += (an_interaction(Kind.CALL, 20),)
    assert way_for_idea(replace(one, outgoing=wrote), replace(shop, budget=calls_too)) is Channel.PHONE


class ByKind:
    """Replies of a shop whose customers answer mails about one kind of suggestion, and calls about all others."""

    def __init__(self, kind: SuggestionKind) -> None:
        self._kind = kind

    def chance(
        self, _customer: int, kind: SuggestionKind | None, channel: Channel, _warmth: float = 0.0, _own: bool = False
    ) -> float:
        return 0.9 if (channel is Channel.EMAIL) is (kind is self._kind) else 0.1

    def heard(self, _customer: int) -> tuple[Heard, ...]:
        return ()


def test_the_likeliest_way_is_that_for_the_kind() -> None:
    one = slipping_away()
    for kind, channel in ((SuggestionKind.SLIPPING, Channel.EMAIL), (SuggestionKind.DATE, Channel.PHONE)):
        found = slipping.suggest(one, replace(SHOP, response=ByKind(kind)))
        assert found is not None
        assert found.channel is channel


def test_without_anything_learned_the_way_is_the_one_that_worked_last() -> None:
    one = slipping_away()
    assert slipping.suggest(one, SHOP) == slipping.suggest(one, replace(SHOP, response=replies()))


# -- the order --


def kinds_of(standing: Mapping[int, tuple[Suggestion, ...]]) -> list[tuple[int, SuggestionKind]]:
    return [(one.customer_id, one.kind) for one in choose(standing, {}, TODAY).suggestions]


def test_ideas_are_ordered_by_what_trying_them_is_worth() -> None:
    little, much, risky = slipping_away(2_000), slipping_away(50_000, 0.3), slipping_away(50_000, 0.9)
    shown = shortlist([little, much, risky], SHOP).suggestions
    assert [one.customer_id for one in shown] == [risky.customer.id, much.customer.id, little.customer.id]


def test_who_replies_comes_before_who_does_not() -> None:
    first, second = slipping_away(), slipping_away()
    learned = replies(**{f"c{second.customer.id}": Person(likes=1.0), f"c{first.customer.id}": Person(likes=-1.0)})
    shown = shortlist([first, second], replace(SHOP, response=learned)).suggestions
    assert [one.customer_id for one in shown] == [second.customer.id, first.customer.id]


def an_idea(who: int, kind: SuggestionKind, score: Score | None) -> Suggestion:
    return Suggestion(who, kind, Reason("a"), Reason("b"), (), None, None, f"{who} {kind}", score=score)


def test_without_sales_ideas_stand_in_the_order_of_kinds() -> None:
    unweighed = Score(0.5, (), None, None, None, 1.0, 0.0, 1)
    standing: dict[int, tuple[Suggestion, ...]] = {
        1: (an_idea(1, SuggestionKind.ASK, replace(unweighed, reply=1.0)),),
        2: (an_idea(2, SuggestionKind.SLIPPING, unweighed),),
        3: (an_idea(3, SuggestionKind.SLIPPING, replace(unweighed, reply=0.6)),),
        4: (an_idea(4, SuggestionKind.DATE, replace(unweighed, reply=0.1)),),
    }
    assert [who for who, _ in kinds_of(standing)] == [4, 3, 2, 1]


def test_an_open_complaint_stands_with_what_is_overdue() -> None:
    recovery = an_idea(1, SuggestionKind.RECOVERY, None)
    promise = replace(an_idea(2, SuggestionKind.PROMISE, None), due=TODAY)
    waiting = replace(recovery, customer_id=3, due=days_ago(-4))
    assert [who for who, _ in kinds_of({1: (recovery,), 2: (promise,), 3: (waiting,)})] == [1, 2, 3]


def test_a_kind_that_has_failed_shows_one_at_most_and_behind_the_others() -> None:
    shop = replace(SHOP, quieted=frozenset({SuggestionKind.SLIPPING}))
    dossiers = [slipping_away(90_000) for _ in range(4)]
    standing = {one.customer.id: candidates_for(one, shop)[0] for one in dossiers}
    standing[999] = (an_idea(999, SuggestionKind.TIDY, Score(0.1, (), None, None, 1_000, 0.1, 0.0, 2)),)
    assert [kind for _, kind in kinds_of(standing)] == [SuggestionKind.TIDY, SuggestionKind.SLIPPING]


def test_what_we_owe_is_never_quieted() -> None:
    late = gather(a_customer(), TODAY, promises=[a_promise(due_in=-1)])
    shop = replace(SHOP, quieted=frozenset(SuggestionKind))
    shown = shortlist([slipping_away(), late], shop).suggestions
    assert [one.kind for one in shown] == [SuggestionKind.PROMISE, SuggestionKind.SLIPPING]


# -- whatever the numbers --


SCORES = st.builds(
    Score,
    st.floats(0, 1),
    st.just(()),
    st.none() | st.integers(0, 10**9),
    st.none() | st.floats(0, 1),
    st.none() | st.integers(1, 10**9),
    st.floats(0.05, 1),
    st.floats(0, 1),
    st.integers(1, 60),
    st.floats(0.1, 1),
    st.booleans(),
)


@st.composite
def scored(draw: st.DrawFn) -> dict[int, tuple[Suggestion, ...]]:
    """Candidates with any scores at all."""
    standing = {}
    for who in range(1, draw(st.integers(0, 14)) + 1):
        kinds = draw(st.sets(st.sampled_from(SuggestionKind), min_size=1, max_size=3))
        standing[who] = tuple(
            replace(
                an_idea(who, kind, draw(SCORES)),
                due=draw(st.none() | st.integers(-9, 9).map(days_ago)),
                urgency=draw(st.floats(0, 1)),
            )
            for kind in sorted(kinds)
        )
    return standing


@given(scored())
def test_no_statistic_outranks_what_is_owed(standing: dict[int, tuple[Suggestion, ...]]) -> None:
    shown = choose(standing, {}, TODAY).suggestions
    statistical = [one.kind not in OWED and (_failed(one) or one.due is None or one.due > TODAY) for one in shown]
    assert statistical == sorted(statistical)
    owing = {who for who, some in standing.items() if any(one.kind in OWED for one in some)}
    assert len(shown) <= LIMIT
    if any(statistical):
        assert owing <= {one.customer_id for one in shown}


@given(scored())
def test_whatever_the_scores_half_of_the_places_are_the_most_for_a_kind_and_one_if_it_failed(
    standing: dict[int, tuple[Suggestion, ...]],
) -> None:
    shown = choose(standing, {}, TODAY).suggestions
    ideas = [one for one in shown if one.kind not in OWED and (one.due is None or one.due > TODAY)]
    assert all(times <= LIMIT // 2 for times in Counter(one.kind for one in ideas).values())
    failed = Counter(one.kind for one in shown if one.kind not in OWED and _failed(one))
    assert all(times == 1 for times in failed.values())
    assert len({one.customer_id for one in shown}) == len(shown)


def _failed(one: Suggestion) -> bool:
    return one.score is not None and one.score.quieted


@given(scored(), st.permutations(range(1, 15)))
def test_the_order_is_total(standing: dict[int, tuple[Suggestion, ...]], order: list[int]) -> None:
    shuffled = {one: standing[one] for one in order if one in standing}
    assert choose(shuffled, {}, TODAY) == choose(standing, {}, TODAY)


def test_every_idea_has_a_share_and_none_is_more_than_the_whole() -> None:
    one = slipping_away()
    suggestion = idea(one)
    shares = [score_of(one, SHOP, replace(suggestion, kind=kind)).share for kind in RANK]
    assert all(0 < share <= 1 for share in shares)
