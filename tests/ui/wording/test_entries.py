"""Words for a line while it is typed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import NewPurchaseLine
from relapp.domain.promises import NewPromise, PromisedBy
from relapp.domain.wishes import NewWish
from relapp.services.who import Candidate, Fit
from relapp.ui.wording import entries
from tests.builders import TODAY, at


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        (NewPromise("cake", date(2025, 5, 16)), "We promise: cake · Fri 16 May"),
        (NewPromise("bring size 39", by=PromisedBy.CUSTOMER), "They promise: bring size 39"),
        (NewPromise("call", date(2026, 1, 2)), "We promise: call · Fri 2 Jan 2026"),
        (NewWish("spelt"), "Waits for spelt"),
        (NewFact(FactKind.SIZE, "39", "daughter"), "daughter – Size: 39"),
        (NewFact(FactKind.ABOUT, "two dogs"), "two dogs"),
        (NewFact(FactKind.BIRTHDAY, "", month=2, day=29), "Birthday: 29 Feb"),
        (NewFact("shelf", "left"), "Shelf: left"),
    ],
)
def test_an_offer_says_all_that_would_be_stored(offered: NewPromise | NewWish | NewFact, said: str) -> None:
    assert entries.offer(offered, TODAY) == said


def test_a_candidate_says_why_it_fits() -> None:
    last = at(TODAY - timedelta(days=20))
    assert entries.why(Candidate(1, "Ana", "Annie", Fit.WORDS, last=last), TODAY) == "Annie · last contact 16 Apr"
    assert entries.why(Candidate(1, "Ana", "", Fit.ENDING, "07700 904417"), TODAY) == "07700 904417"
    assert entries.why(Candidate(1, "Ana", "", Fit.CONTACT, "a{b}@c.de"), TODAY) == "has a{b}@c.de"


def test_a_nickname_with_braces_is_only_a_nickname() -> None:
    assert entries.why(Candidate(1, "Ana", "{x}", Fit.WORDS), TODAY) == "{x}"


def test_a_new_customer_is_shown_with_the_number_that_would_be_stored() -> None:
    new = NewCustomer("Nora Quist", contacts=(NewContactPoint(ContactKind.PHONE, "07700 900555"),))
    assert entries.new_customer(new) == "New customer: Nora Quist · 07700 900555"


def test_a_line_with_and_without_a_price() -> None:
    assert entries.line(NewPurchaseLine("wholemeal", Decimal(2), 320, amount=640), "GBP") == "2× wholemeal £6.40"
    assert entries.line(NewPurchaseLine("wholemeal"), "GBP") == "wholemeal"


def test_lines_without_room_are_summed() -> None:
    some = [NewPurchaseLine("rye", amount=100), NewPurchaseLine("roll"), NewPurchaseLine("cake", amount=250)]
    assert entries.more_lines(some, "GBP") == "3 more £3.50"
    assert entries.more_lines(some[1:2], "GBP") == "1 more"


def test_a_moment_has_its_time_only_where_one_was_told() -> None:
    now = at(TODAY, 10)
    assert entries.moment(now - timedelta(days=1), now) == "yesterday"
    assert entries.moment(at(TODAY - timedelta(days=1), 15), now) == "yesterday 15:00"
