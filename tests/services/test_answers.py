"""Answers to suggestions: what each verb notes and logs, what it settles, and that Ctrl+Z takes all of it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import doubted
from relapp.domain.suggestions.budget import Budget, spent
from relapp.domain.suggestions.model import Answer, Reason, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.domain.wishes import WishState
from relapp.services import answers, promises, suggestions
from relapp.services.dossiers import dossier
from relapp.storage import answers as stored
from relapp.storage import promises as stored_promises
from relapp.storage import schema, wishes
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold

ANA = 1


@pytest.fixture
def ana(shop: Shop) -> Shop:
    """A shop with one customer, who has a phone and an e-mail address."""
    shop.customer("Ana", phone="0123 456", email="ana@example.org")
    return shop


def a_suggestion(
    kind: SuggestionKind = SuggestionKind.SLIPPING,
    channel: Channel | None = Channel.PHONE,
    *receipts: Receipt,
    evidence: str = "e",
) -> Suggestion:
    return Suggestion(ANA, kind, Reason("act"), Reason("why"), receipts, channel, None, evidence)


def answered(shop: Shop) -> list[SuggestionAnswer]:
    return shop.read(lambda reader: stored.of_customers(reader, [ANA])).get(ANA, [])


def entries(shop: Shop) -> list[Interaction]:
    return [shop.entry(row.id) for row in shop.tables()["interaction"]]


def do(shop: Shop, verb: Callable[[Transaction], object]) -> None:
    shop.run("suggestion_done", verb)


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        (Channel.PHONE, Kind.CALL),
        (Channel.MESSAGE, Kind.MESSAGE),
        (Channel.EMAIL, Kind.EMAIL),
        (Channel.POST, Kind.LETTER),
    ],
)
def test_done_logs_the_contact_that_was_made(ana: Shop, channel: Channel, kind: Kind) -> None:
    before = ana.tables()
    do(ana, lambda tx: answers.done(tx, a_suggestion(channel=channel), Outcome.ANSWERED, " will come on Friday "))
    (entry,) = entries(ana)
    assert (entry.kind, entry.channel, entry.direction, entry.outcome) == (
        kind, channel, Direction.OUT, Outcome.ANSWERED,
    )  # fmt: skip
    assert (entry.words, entry.customers, entry.day) == ("will come on Friday", (ANA,), TODAY)
    (answer,) = answered(ana)
    assert (answer.answer, answer.channel, answer.outcome) == (Answer.DONE, channel, Outcome.ANSWERED)
    assert answer.interaction_id == entry.id
    ana.operations.undo()
    assert ana.tables() == before
    ana.assert_sound()


def test_the_logged_contact_counts_for_the_budget(ana: Shop) -> None:
    do(ana, lambda tx: answers.done(tx, a_suggestion(channel=Channel.EMAIL)))
    seen = ana.read(lambda reader: dossier(reader, ANA, TODAY))
    assert seen is not None
    assert spent(seen.outgoing, TODAY, Budget()).writings == 1


def test_at_the_counter_nothing_is_logged_without_words(ana: Shop) -> None:
    do(ana, lambda tx: answers.done(tx, a_suggestion(SuggestionKind.ASK, Channel.COUNTER)))
    do(ana, lambda tx: answers.done(tx, a_suggestion(SuggestionKind.TIDY, None)))
    assert entries(ana) == []
    assert [answer.interaction_id for answer in answered(ana)] == [None, None]


def test_words_at_the_counter_are_logged_and_are_no_question_of_theirs(ana: Shop) -> None:
    do(ana, lambda tx: answers.done(tx, a_suggestion(SuggestionKind.ASK, Channel.COUNTER), words="sliced? yes"))
    do(ana, lambda tx: answers.done(tx, a_suggestion(SuggestionKind.TIDY, None), words="number from her sister"))
    assert [(entry.kind, entry.direction) for entry in entries(ana)] == [
        (Kind.VISIT, Direction.BOTH),
        (Kind.NOTE, Direction.BOTH),
    ]
    board = ana.read(lambda reader: suggestions.board(reader, TODAY))
    assert SuggestionKind.OWED_REPLY not in {one.kind for one in board.standing.get(ANA, ())}


def test_what_was_logged_already_is_linked_and_not_logged_again(ana: Shop) -> None:
    entry = ana.log(ANA, kind=Kind.CALL, words="told her")
    do(ana, lambda tx: answers.done(tx, a_suggestion(), interaction_id=entry))
    assert [one.id for one in entries(ana)] == [entry]
    assert answered(ana)[0].interaction_id == entry


def test_a_promise_is_kept_by_doing_it_but_not_by_a_call_that_nobody_took(ana: Shop) -> None:
    promise = ana.promise(ANA, "call when it is ready", due_in=-2)
    one = a_suggestion(SuggestionKind.PROMISE, Channel.PHONE, Receipt(Source.PROMISE, promise))

    def state() -> PromiseState:
        return ana.read(lambda reader: stored_promises.find(reader, [promise]))[0].state

    do(ana, lambda tx: answers.done(tx, one, Outcome.UNANSWERED))
    assert state() is PromiseState.OPEN
    do(ana, lambda tx: answers.done(tx, one, Outcome.ANSWERED))
    assert state() is PromiseState.KEPT
    ana.operations.undo()
    assert state() is PromiseState.OPEN


def test_a_promise_that_was_closed_meanwhile_stays_as_it_was_closed(ana: Shop) -> None:
    promise = ana.promise(ANA, "repair the bike", due_in=-2)
    ana.run("promise_settle", lambda tx: promises.settle(tx, promise, PromiseState.BROKEN))
    one = a_suggestion(SuggestionKind.PROMISE, None, Receipt(Source.PROMISE, promise))
    do(ana, lambda tx: answers.done(tx, one))
    assert ana.read(lambda reader: stored_promises.find(reader, [promise]))[0].state is PromiseState.BROKEN


def test_a_wish_that_was_told_of_an_arrival_is_met_and_no_other(ana: Shop) -> None:
    told, other = ana.wish(ANA, "spelt"), ana.wish(ANA, "walnut knife")
    one = a_suggestion(SuggestionKind.ARRIVAL, Channel.EMAIL, Receipt(Source.WISH, told))
    greeting = a_suggestion(SuggestionKind.DATE, Channel.EMAIL, Receipt(Source.WISH, other))
    do(ana, lambda tx: answers.done(tx, greeting))
    do(ana, lambda tx: answers.done(tx, one))
    found = ana.read(lambda reader: wishes.find(reader, [told, other]))
    assert [wish.state for wish in found] == [WishState.MET, WishState.OPEN]
    ana.operations.undo()
    assert ana.read(lambda reader: wishes.find(reader, [told]))[0].state is WishState.OPEN


def test_what_we_owe_comes_back_the_next_day_if_nobody_was_reached(ana: Shop) -> None:
    ana.log(ANA, kind=Kind.ENQUIRY, words="do you have spelt?", ago=2)

    def asked(ahead: int) -> bool:
        board = ana.read(lambda reader: suggestions.board(reader, TODAY + timedelta(days=ahead)))
        return SuggestionKind.OWED_REPLY in {one.kind for one in board.standing.get(ANA, ())}

    board = ana.read(lambda reader: suggestions.board(reader, TODAY))
    (one,) = board.standing[ANA]
    do(ana, lambda tx: answers.done(tx, one, Outcome.UNANSWERED))
    assert (asked(0), asked(1)) == (False, True)
    ana.operations.undo()
    do(ana, lambda tx: answers.done(tx, one, Outcome.ANSWERED))
    assert (asked(0), asked(1)) == (False, False)


def test_later_needs_a_day_that_is_still_to_come(ana: Shop) -> None:
    assert refused(ana, lambda tx: answers.later(tx, a_suggestion(), TODAY)) == ("later.past", {"day": TODAY})
    until = TODAY + timedelta(days=1)
    ana.run("suggestion_later", lambda tx: answers.later(tx, a_suggestion(), until))
    assert [(one.answer, one.until) for one in answered(ana)] == [(Answer.LATER, until)]


@pytest.mark.parametrize("why", Refusal)
def test_no_is_noted_with_its_reason_and_taken_back_by_undo(ana: Shop, why: Refusal) -> None:
    before = ana.tables()
    ana.run("suggestion_no", lambda tx: answers.refuse(tx, a_suggestion(), why))
    assert [(one.answer, one.refusal) for one in answered(ana)] == [(Answer.NO, why)]
    assert entries(ana) == []
    ana.operations.undo()
    assert ana.tables() == before


def test_not_true_names_the_receipt_and_mended_evidence_may_speak_again(ana: Shop) -> None:
    for ago in range(28, 92, 7):
        ana.sell(ANA, a_sold("rye", 320), ago=ago)

    def slipping() -> Suggestion | None:
        board = ana.read(lambda reader: suggestions.board(reader, TODAY))
        found = [one for one in board.standing.get(ANA, ()) if one.kind is SuggestionKind.SLIPPING]
        return found[0] if found else None

    one = slipping()
    assert one is not None
    wrong = one.receipts[0]
    ana.run("suggestion_no", lambda tx: answers.not_true(tx, one, wrong))
    assert doubted(answered(ana), TODAY) == {wrong}
    assert slipping() is None
    ana.sell(ANA, a_sold("rye", 320), ago=26)  # the visit that was forgotten
    assert slipping() is not None
    ana.operations.undo()
    ana.operations.undo()
    assert (answered(ana), slipping()) == ([], one)


def test_a_doubt_ends_on_the_day_on_which_the_receipt_is_mended(ana: Shop) -> None:
    wrong, other = (ana.log(ANA, words=words, kind=Kind.ENQUIRY, ago=5) for words in ("rye?", "spelt?"))
    receipts = [Receipt(Source.INTERACTION, entry) for entry in (wrong, other)]
    one = a_suggestion(SuggestionKind.OWED_REPLY, Channel.PHONE, *receipts)
    ana.set_day(days_ago(4))
    ana.edit(wrong, words="rye bread?")  # before anybody doubted it
    ana.set_day(days_ago(3))
    ana.run("suggestion_no", lambda tx: answers.not_true(tx, one, receipts[0]))
    ana.set_day(days_ago(2))
    ana.edit(other, words="spelt bread?")  # which nobody doubts
    assert doubted(answered(ana), TODAY) == {receipts[0]}
    ana.set_day(days_ago(1))
    ana.edit(wrong, words="took rye")
    assert doubted(answered(ana), days_ago(2)) == {receipts[0]}
    assert doubted(answered(ana), days_ago(1)) == frozenset()
    ana.operations.undo()
    assert doubted(answered(ana), TODAY) == {receipts[0]}


def test_not_true_can_only_name_what_was_shown(ana: Shop) -> None:
    with pytest.raises(ValueError, match="no receipt"):
        ana.run("suggestion_no", lambda tx: answers.not_true(tx, a_suggestion(), Receipt(Source.FACT, 1)))
    assert answered(ana) == []


def test_never_is_a_rule_with_a_way_back(ana: Shop) -> None:
    def rules() -> list[tuple[int, SuggestionKind]]:
        return [(rule.customer_id, rule.kind) for rule in ana.read(answers.rules)]

    for kind in (SuggestionKind.SLIPPING, SuggestionKind.ASK, SuggestionKind.ASK, SuggestionKind.OWED_REPLY):
        ana.run("suggestion_no", lambda tx, kind=kind: answers.refuse(tx, a_suggestion(kind), Refusal.NEVER))  # type: ignore[misc]
    assert rules() == [(ANA, SuggestionKind.SLIPPING), (ANA, SuggestionKind.ASK)]
    ana.run("suggestion_allow", lambda tx: answers.allow_again(tx, ANA, SuggestionKind.ASK))
    assert rules() == [(ANA, SuggestionKind.SLIPPING)]
    ana.operations.undo()
    assert rules() == [(ANA, SuggestionKind.SLIPPING), (ANA, SuggestionKind.ASK)]


def test_what_was_shown_is_noted_once_and_is_nothing_to_undo(ana: Shop) -> None:
    before, undoable = ana.tables(), ana.operations.undoable()
    for _ in range(2):
        ana.run("shown", lambda tx: answers.note_shown(tx, [a_suggestion()], TODAY))
    assert (ana.tables(), ana.operations.undoable()) == (before, undoable)
    shown = ana.read(lambda reader: reader.rows(select(schema.suggestion_shown)))
    assert [tuple(row) for row in shown] == [(ANA, "slipping", "e", "2025-05-06", "phone")]


def test_a_customer_who_was_removed_meanwhile_is_told(ana: Shop) -> None:
    gone = replace(a_suggestion(), customer_id=99)
    assert refused(ana, lambda tx: answers.done(tx, gone))[0] == "entry.unknown_customer"
