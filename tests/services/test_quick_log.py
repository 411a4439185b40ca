"""From a typed line to a stored entry, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.interactions import (
    Channel,
    Direction,
    Interaction,
    Kind,
    NewInteraction,
    NewPurchaseLine,
    Outcome,
)
from relapp.services import customers, interactions, quick_log
from relapp.services.operations import Operations
from relapp.services.quick_log import NO_OUTCOME, Known, Overrides, Understanding
from relapp.services.who import Fit
from relapp.storage import candidates, timeline
from relapp.storage import customers as stored_customers
from relapp.storage import interactions as stored_interactions
from relapp.storage.database import Database
from tests.builders import TODAY, at

NOW = at(TODAY, 10)


@pytest.fixture
def shop() -> Iterator[Operations]:
    """A shop that knows nobody."""
    database = Database.in_memory()
    yield Operations(database, now=lambda: NOW)
    database.close()


def add(shop: Operations, name: str, phone: str = "", nickname: str = "") -> int:
    contacts = (NewContactPoint(ContactKind.PHONE, phone),) if phone else ()
    return shop.run(
        "customer_add", lambda tx: customers.add(tx, NewCustomer(name, nickname=nickname, contacts=contacts))
    ).result


def understand(shop: Operations, text: str, **options: Any) -> Understanding:
    with shop.database.read() as reader:
        return quick_log.understand(reader, text, NOW, **options)


def log(shop: Operations, text: str, *, chips: bool = False, **options: Any) -> tuple[Interaction, tuple[int, ...]]:
    understood = understand(shop, text, **options)
    persons = understood.persons
    assert persons is not None
    entry = quick_log.entry_of(understood, understood.reading.chips if chips else ())
    done = shop.run("log", partial(quick_log.log_new, entry=entry, persons=persons))
    with shop.database.read() as reader:
        return stored_interactions.find(reader, [done.result.entry_id])[0], done.result.customers


def bought(shop: Operations, customer_id: int, ago: int, *lines: NewPurchaseLine) -> None:
    entry = NewInteraction((customer_id,), Kind.PURCHASE, NOW - timedelta(days=ago), lines=lines)
    shop.run("log", lambda tx: interactions.log(tx, entry))


# -- who is meant --


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("ana moreira: came by", Fit.NAME),
        ("ana m: came by", Fit.BEGINNING),
        ("mor a: came by", Fit.BEGINNING),
        ("annie: came by", Fit.NAME),
        ("4417: came by", Fit.ENDING),
        ("07700 904417: came by", Fit.CONTACT),
        ("ANA MOREIRA: came by", Fit.NAME),
    ],
)
def test_a_customer_is_found_by_name_initials_nickname_or_the_end_of_a_phone_number(
    shop: Operations, typed: str, fit: Fit
) -> None:
    ana = add(shop, "Ana Moreira", "07700 904417", "Annie")
    add(shop, "Ben Osei", "07700 900333")
    person = understand(shop, typed).people[0]
    assert (person.chosen, person.candidates[0].fit) == (ana, fit)


def test_a_name_that_fits_several_is_a_choice(shop: Operations) -> None:
    both = {add(shop, "Ana Moreira"), add(shop, "Ana Meyer")}
    understood = understand(shop, "ana m: came by")
    assert understood.persons is None
    assert {candidate.id for candidate in understood.people[0].candidates} == both


def test_a_whole_word_of_the_name_is_preferred_to_the_beginning_of_another(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira")
    add(shop, "Anabel Reid")
    assert understand(shop, "ana: came by").persons == (ana,)


def test_what_was_decided_holds_while_the_line_goes_on(shop: Operations) -> None:
    add(shop, "Ana Moreira")
    meyer = add(shop, "Ana Meyer")
    assert understand(shop, "ana m: came by, bought rye", decided={"ana m": meyer}).persons == (meyer,)


def test_somebody_only_written_alike_is_offered_and_not_taken(shop: Operations) -> None:
    moreira = add(shop, "Ana Moreira")
    person = understand(shop, "moriera: came by").people[0]
    assert person.chosen is None
    assert [candidate.id for candidate in person.candidates] == [moreira]


def test_without_a_colon_the_first_words_are_tried_as_a_name(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira")
    understood = understand(shop, "ana m tried the new roll")
    assert understood.persons == (ana,)
    assert understood.reading.words == "tried the new roll"


def test_on_an_open_page_its_customer_is_meant(shop: Operations) -> None:
    ana, ben = add(shop, "Ana Moreira"), add(shop, "Ben Osei")
    assert understand(shop, "ben was here too", customer_id=ana).persons == (ana,)
    assert understand(shop, "ben: was here too", customer_id=ana).persons == (ben,)


def test_a_label_on_an_open_page_names_nobody(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira")
    understood = understand(shop, "ingredients: rye and salt", customer_id=ana)
    assert understood.persons == (ana,)
    assert understood.reading.words == "ingredients: rye and salt"


def test_a_name_nobody_has_can_still_be_chosen_as_new_on_an_open_page(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira")
    person = understand(shop, "zoe walker: came by", customer_id=ana).people[0]
    assert (person.chosen, person.new) == (ana, NewCustomer("Zoe Walker"))
    assert person.new is not None
    understood = understand(shop, "zoe walker: came by", customer_id=ana, decided={"zoe walker": person.new})
    assert (understood.persons, understood.reading.words) == ((person.new,), "came by")


# -- new customers --


def test_a_name_nobody_has_becomes_a_customer_together_with_the_entry(shop: Operations) -> None:
    entry, ids = log(shop, "nora quist: came by")
    with shop.database.read() as reader:
        assert [customer.name for customer in stored_customers.find(reader, ids)] == ["Nora Quist"]
    assert entry.customers == ids
    shop.undo()
    with shop.database.read() as reader:
        assert stored_customers.count(reader) == 0


def test_a_new_customer_gets_the_phone_number_typed_beside_the_name(shop: Operations) -> None:
    _, ids = log(shop, "nora quist 07700 900555: came by")
    with shop.database.read() as reader:
        contacts = stored_customers.contacts(reader, ids)[ids[0]]
    assert [(contact.kind, contact.value) for contact in contacts] == [(ContactKind.PHONE, "07700 900555")]


def test_a_known_phone_number_shows_its_customer_before_somebody_new_is_made(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira", "07700 904417")
    person = understand(shop, "zoe 07700 904417: came by").people[0]
    assert person.chosen is None
    assert [(one.id, one.fit) for one in person.candidates] == [(ana, Fit.CONTACT)]
    assert person.new is not None


def test_a_number_nobody_has_makes_nobody(shop: Operations) -> None:
    add(shop, "Ana Moreira", "07700 904417")
    person = understand(shop, "555123: came by").people[0]
    assert (person.chosen, person.candidates, person.new) == (None, (), None)


def test_nothing_is_written_if_the_entry_is_refused(shop: Operations) -> None:
    entry = NewInteraction((), Kind.VISIT, NOW, words="x" * 30_000)
    with pytest.raises(UserError, match=r"entry\.too_long"):
        shop.run("log", partial(quick_log.log_new, entry=entry, persons=[NewCustomer("Nora Quist")]))
    with shop.database.read() as reader:
        assert stored_customers.count(reader) == 0


# -- what is logged --


def test_one_entry_names_two_people_and_stands_on_both_timelines(shop: Operations) -> None:
    ana, ben = add(shop, "Ana Moreira"), add(shop, "Ben Osei")
    entry, ids = log(shop, "ana m, ben: tried the new roll")
    assert ids == (ana, ben)
    with shop.database.read() as reader:
        for one in ids:
            assert [row.id for row in timeline.page(reader, one)] == [entry.id]


def test_a_call_without_an_answer(shop: Operations) -> None:
    entry, _ = log(shop, "called, no answer", customer_id=add(shop, "Ana Moreira"))
    assert (entry.kind, entry.channel, entry.direction, entry.outcome) == (
        Kind.CALL, Channel.PHONE, Direction.OUT, Outcome.UNANSWERED,
    )  # fmt: skip


def test_a_typed_product_is_the_shops_own(shop: Operations) -> None:
    ana = add(shop, "Ana Moreira")
    bought(shop, ana, 3, NewPurchaseLine("Wholemeal, small"))
    entry, _ = log(shop, "took 2 wholemeal 6.40", customer_id=ana)
    assert [(line.product, line.quantity, line.amount) for line in entry.lines] == [
        ("Wholemeal, small", Decimal(2), 640)
    ]


def test_a_backdated_entry_stands_on_its_day(shop: Operations) -> None:
    entry, _ = log(shop, "yesterday: came by", customer_id=add(shop, "Ana Moreira"))
    assert entry.day == TODAY - timedelta(days=1)


def test_only_accepted_chips_are_stored(shop: Operations) -> None:
    understood = understand(shop, "will bring her daughter's size 39 on Tuesday", customer_id=add(shop, "Ana Moreira"))
    promise = understood.reading.chips[0]
    entry = quick_log.entry_of(understood, [promise])
    assert [given.due for given in entry.promises] == [date(2025, 5, 13)]
    assert entry.facts == ()
    assert len(quick_log.entry_of(understood, understood.reading.chips).facts) == 1


# -- set by hand --


def test_another_kind_brings_its_own_channel_and_direction(shop: Operations) -> None:
    understood = understand(shop, "tried the new roll", customer_id=add(shop, "Ana Moreira"))
    told = quick_log.happened(understood, Overrides(kind=Kind.EMAIL))
    assert (told.channel, told.direction) == (Channel.EMAIL, Direction.OUT)
    told = quick_log.happened(understood, Overrides(kind=Kind.EMAIL, direction=Direction.IN))
    assert told.direction is Direction.IN


def test_an_outcome_can_be_set_and_taken_away(shop: Operations) -> None:
    understood = understand(shop, "called, no answer", customer_id=add(shop, "Ana Moreira"))
    assert quick_log.happened(understood, Overrides(outcome=Outcome.ANSWERED)).outcome is Outcome.ANSWERED
    assert quick_log.happened(understood, Overrides(outcome=NO_OUTCOME)).outcome is None


def test_a_purchase_made_a_return_by_hand_takes_its_sums_back(shop: Operations) -> None:
    understood = understand(shop, "took 2 wholemeal 6.40", customer_id=add(shop, "Ana Moreira"))
    line = quick_log.entry_of(understood, (), Overrides(kind=Kind.RETURN)).lines[0]
    assert (line.quantity, line.amount) == (Decimal(-2), -640)
    assert quick_log.entry_of(understood, (), Overrides(kind=Kind.VISIT)).lines == ()


# -- the usual --


@pytest.fixture
def regular(shop: Operations) -> int:
    """Someone who always takes a small wholemeal."""
    ana = add(shop, "Ana Moreira")
    for ago in (28, 21, 14, 7):
        bought(shop, ana, ago, NewPurchaseLine("Small wholemeal", Decimal(1), 320, amount=320))
    return ana


@pytest.mark.parametrize("typed", ["usual", "the usual", "ana: usual but no sugar"])
def test_the_usual_logs_the_usual_lines(shop: Operations, regular: int, typed: str) -> None:
    entry, _ = log(shop, typed, customer_id=regular)
    assert entry.kind is Kind.PURCHASE
    assert [(line.product, line.amount) for line in entry.lines] == [("Small wholemeal", 320)]


def test_the_difference_from_the_usual_stays_in_the_words(shop: Operations, regular: int) -> None:
    entry, _ = log(shop, "usual but no sugar", customer_id=regular)
    assert entry.words == "usual but no sugar"


def test_where_nothing_is_usual_it_says_so(shop: Operations) -> None:
    understood = understand(shop, "usual", customer_id=add(shop, "Ana Moreira"))
    assert understood.no_usual
    assert understood.reading.lines == ()


# -- from key to key --


def count_statements(shop: Operations, work: Callable[[], object]) -> int:
    from sqlalchemy import event

    seen = []
    engine = shop.database._engine
    listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731 - one and the same object to add and remove
    event.listen(engine, "before_cursor_execute", listener)
    work()
    event.remove(engine, "before_cursor_execute", listener)
    return len([statement for statement in seen if statement.startswith("SELECT")])


def test_a_further_key_after_the_name_asks_the_database_nothing(shop: Operations) -> None:
    add(shop, "Ana Moreira")
    known = Known()
    understand(shop, "ana m: took 2 r", known=known)
    assert count_statements(shop, lambda: understand(shop, "ana m: took 2 ry", known=known)) == 0


def test_what_was_paid_counts_though_nothing_is_named(shop: Operations) -> None:
    entry, _ = log(shop, "Mr Khan: paid 12.50")
    assert [(line.product, line.quantity, line.amount) for line in entry.lines] == [("", Decimal(1), 1250)]
    assert entry.total is not None
    assert entry.total.amount == 1250
    assert understand(shop, "Mr Khan: paid 12.50").reading.lines[0].product == ""


def test_a_reminder_to_ourselves_is_no_visit(shop: Operations) -> None:
    entry, (customer,) = log(shop, "Anna: call back tomorrow", chips=True)
    assert entry.kind is Kind.NOTE
    with shop.database.read() as reader:
        assert customer not in dict(candidates.visits(reader))
