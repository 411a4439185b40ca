"""Guards: who is left in peace, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, Customer
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.peace import MOURNING_DAYS
from relapp.domain.suggestions.budget import Budget, fits, fits_again
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.domain.suggestions.model import Answer, LeftInPeace, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.suggestions.reach import OWED
from tests.builders import (
    TODAY,
    a_case,
    a_customer,
    a_fact,
    a_promise,
    a_refusal_of,
    an_answer,
    an_interaction,
    days_ago,
    visits,
)

PHONE = (ContactKind.PHONE,)


def slipping_one(
    *more: Interaction,
    customer: Customer | None = None,
    contacts: Iterable[ContactKind] = PHONE,
    today: date = TODAY,
    **known: object,
) -> Dossier:
    recent = [*visits(21, 28, 35, 42, 49), *more]
    return gather(customer or a_customer(), today, recent=recent, contacts=contacts, **known)  # type: ignore[arg-type]


def shown(dossier: Dossier, budget: Budget | None = None) -> list[Suggestion]:
    return list(candidates_for(dossier, ShopView(budget=budget or Budget()))[0])


def cut(dossier: Dossier, budget: Budget | None = None) -> LeftInPeace:
    standing, left = candidates_for(dossier, ShopView(budget=budget or Budget()))
    assert not standing
    return left[0]


def contacts_of(*channels: Channel, ago: int = 30) -> list[Interaction]:
    kinds = {
        Channel.PHONE: Kind.CALL,
        Channel.MESSAGE: Kind.MESSAGE,
        Channel.EMAIL: Kind.EMAIL,
        Channel.POST: Kind.LETTER,
    }
    return [an_interaction(kinds[channel], ago) for channel in channels]


def test_nothing_stands_against_an_idea_for_someone_of_whom_nothing_is_known() -> None:
    assert [one.kind for one in shown(slipping_one())] == [SuggestionKind.SLIPPING]


def test_who_asked_for_quiet_is_left_in_peace_to_the_last_day() -> None:
    quiet = cut(slipping_one(customer=a_customer(leave_until=TODAY)))
    assert (quiet.reason.code, quiet.until) == (Peace.ASKED_FOR, TODAY)
    assert shown(slipping_one(customer=a_customer(leave_until=days_ago(1))))


def test_who_mourns_is_left_in_peace_for_three_months() -> None:
    quiet = cut(slipping_one(facts=[a_fact(MOURNING, "her mother", learned=10)]))
    assert (quiet.reason.code, quiet.until) == (Peace.MOURNING, days_ago(10 - MOURNING_DAYS))
    assert shown(slipping_one(facts=[a_fact(MOURNING, "her mother", learned=MOURNING_DAYS + 1)]))


def test_an_open_complaint_comes_before_any_idea() -> None:
    dossier = slipping_one(an_interaction(Kind.COMPLAINT, 10, "handle broke"))
    standing, left = candidates_for(dossier, ShopView())
    assert [one.kind for one in standing] == [SuggestionKind.OWED_REPLY]
    assert [one.reason.code for one in left] == [Peace.COMPLAINT]


ANSWERED = (an_interaction(Kind.COMPLAINT, 12, "handle broke"), an_interaction(Kind.CALL, 10, outcome=Outcome.ANSWERED))


def complaint_cuts(dossier: Dossier, shop: ShopView | None = None) -> date | None:
    """The day of the complaint that cuts the idea, ``None`` where the idea is shown."""
    standing, left = candidates_for(dossier, shop or ShopView())
    ideas = [one for one in standing if one.kind not in OWED]
    cuts = [one.reason.details["since"] for one in left if one.reason.code == Peace.COMPLAINT]
    assert bool(ideas) is not bool(cuts)
    return cuts[0] if cuts else None


def test_no_idea_is_shown_while_a_complaint_is_being_put_right() -> None:
    promise = a_promise("send a new handle", due_in=10)
    case = a_case(opened=9, promise_id=promise.id)
    assert complaint_cuts(slipping_one(cases=[case], promises=[promise])) == days_ago(9)
    assert complaint_cuts(slipping_one(cases=[a_case(opened=9, closed=days_ago(1))])) is None


@pytest.mark.parametrize("answered", [10, 1])
def test_no_idea_is_shown_before_they_were_asked_whether_it_is_all_right_now(answered: int) -> None:
    complaint, call = ANSWERED[0], an_interaction(Kind.CALL, answered, outcome=Outcome.ANSWERED)
    assert complaint_cuts(slipping_one(complaint, call)) == days_ago(12)
    told = an_interaction(Kind.CALL, 1, outcome=Outcome.ANSWERED)
    assert complaint_cuts(slipping_one(complaint, call, told)) is None


def test_that_question_may_be_put_off_or_settled_or_switched_off() -> None:
    asks = [one for one in shown(slipping_one(*ANSWERED)) if one.kind is SuggestionKind.RECOVERY]
    evidence = asks[0].evidence
    later = an_answer(SuggestionKind.RECOVERY, evidence, Answer.LATER, until=days_ago(-6))
    assert complaint_cuts(slipping_one(*ANSWERED, answers=[later])) == days_ago(12)
    done = an_answer(SuggestionKind.RECOVERY, evidence, Answer.DONE)
    assert complaint_cuts(slipping_one(*ANSWERED, answers=[done])) is None
    assert complaint_cuts(slipping_one(*ANSWERED), ShopView(off=frozenset({SuggestionKind.RECOVERY}))) is None


def test_who_was_met_today_is_left_in_peace_until_tomorrow() -> None:
    met = cut(slipping_one(an_interaction(Kind.VISIT, 0)))
    assert (met.reason.code, met.until) == (Peace.TODAY, TODAY)
    assert shown(slipping_one(an_interaction(Kind.NOTE, 0)))


def test_who_refused_every_way_is_left_in_peace_with_the_day_they_said_so() -> None:
    refused = [a_refusal_of(Channel.PHONE, said=50), a_refusal_of(Channel.MESSAGE, said=50)]
    left = cut(slipping_one(consents=refused))
    assert left.reason.code == Peace.REFUSED
    assert left.reason.details["said"] == days_ago(50)


def test_the_day_of_a_refusal_is_its_own_and_not_that_of_a_later_yes_for_something_else() -> None:
    no = [a_refusal_of(way, said=50) for way in (Channel.PHONE, Channel.MESSAGE)]
    yes = Consent(1, Channel.PHONE, Purpose.OWED, ConsentState.GIVEN, days_ago(5))
    assert cut(slipping_one(consents=[*no, yes])).reason.details["said"] == days_ago(50)


def test_letters_only_means_letters_only() -> None:
    no = [a_refusal_of(way) for way in (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL)]
    (found,) = shown(slipping_one(consents=no, contacts=list(ContactKind)))
    assert found.channel is Channel.POST


@pytest.mark.parametrize(
    "used",
    [
        (Channel.PHONE,) * 3,
        (Channel.EMAIL,) * 4,
        (Channel.EMAIL, Channel.MESSAGE, Channel.EMAIL, Channel.MESSAGE),
        (Channel.POST,) * 10,
        (Channel.PHONE, Channel.PHONE, Channel.EMAIL),
        (Channel.PHONE, Channel.EMAIL, Channel.EMAIL, Channel.POST),
    ],
    ids=lambda used: f"{len(used)}-{used[0]}-{used[-1]}",
)
def test_the_budget_is_used_up_by_calls_mails_letters_and_mixtures(used: tuple[Channel, ...]) -> None:
    left = cut(slipping_one(*contacts_of(*used)))
    assert left.reason.code == Peace.BUDGET
    assert left.until == days_ago(30 - 92 + 1)


def test_the_budget_is_free_again_on_the_day_after_it_says() -> None:
    calls = contacts_of(Channel.PHONE, Channel.PHONE, Channel.PHONE)
    left = cut(slipping_one(*calls))
    assert left.until is not None
    free = fits_again(Channel.PHONE, calls, TODAY, Budget())
    assert free == days_ago(30 - 92)
    assert free is not None
    assert not fits(Channel.PHONE, calls, left.until, Budget())
    assert fits(Channel.PHONE, calls, free, Budget())


def test_a_shop_that_allows_no_calls_calls_nobody() -> None:
    budget = Budget(calls=0, writings=0)
    left = cut(slipping_one(), budget)
    assert (left.reason.code, left.until) == (Peace.BUDGET, None)


def test_deliveries_notes_and_what_came_in_use_no_budget() -> None:
    free = [
        an_interaction(Kind.DELIVERY, 30, channel=Channel.POST),
        an_interaction(Kind.NOTE, 30, channel=Channel.PHONE, direction=Direction.OUT),
        an_interaction(Kind.CALL, 30, direction=Direction.IN),
    ]
    assert shown(slipping_one(*free * 5))


def test_what_we_owe_goes_past_silence_and_budget() -> None:
    dossier = slipping_one(
        *contacts_of(*[Channel.PHONE] * 3),
        an_interaction(Kind.ENQUIRY, 3),
        promises=[a_promise(due_in=-1)],
        customer=a_customer(leave_until=TODAY),
        facts=[a_fact(MOURNING, "", learned=1)],
    )
    assert [one.kind for one in shown(dossier)] == [SuggestionKind.OWED_REPLY, SuggestionKind.PROMISE]


@given(
    st.lists(st.tuples(st.sampled_from([Kind.CALL, Kind.EMAIL, Kind.MESSAGE, Kind.LETTER]), st.integers(0, 120))),
    st.integers(0, 4),
    st.integers(0, 5),
    st.integers(0, 11),
    st.sampled_from([Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST]),
)
def test_the_first_free_day_is_the_first_on_which_it_fits(
    past: list[tuple[Kind, int]], calls: int, writings: int, letters: int, channel: Channel
) -> None:
    budget = Budget(calls=calls, writings=writings, letters=letters)
    entries = [an_interaction(kind, ago) for kind, ago in past]
    free = fits_again(channel, entries, TODAY, budget)
    days = [days_ago(-ahead) for ahead in range(100)]
    assert free == next((day for day in days if fits(channel, entries, day, budget)), None)
