"""Why this, why now, why not earlier, asked of a real file; and the words for every answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Because, Peace
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.services import answers, consents, customers, suggestions, why
from relapp.services.pages import customer as customer_page
from relapp.services.suggestions import Board
from relapp.services.why import Why
from relapp.ui.wording import receipts
from relapp.ui.wording import why as wording
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop, a_sold


def board(shop: Shop, day: date = TODAY) -> Board:
    return shop.read(lambda reader: suggestions.board(reader, day))


def the(shop: Shop, held: Board, customer_id: int, kind: SuggestionKind) -> tuple[Suggestion, Why]:
    one = next(one for one in held.standing[customer_id] if one.kind is kind)
    return one, shop.read(lambda reader: why.of_suggestion(reader, held, one))


def said(found: Why) -> str:
    return "\n".join(wording.line(reason, TODAY) for reason in (*found.this, *found.now, *found.earlier))


def codes(found: Why) -> list[str]:
    return [reason.code for reason in (*found.this, *found.now, *found.earlier)]


def weekly(shop: Shop, silent: int = 25, phone: str = "0777 1234") -> int:
    who = shop.customer("Wim Weekly", phone=phone)
    for ago in range(silent, silent + 70, 7):
        shop.sell(who, a_sold("rye", 350), ago=ago)
    return who


def test_slipping_says_since_when_and_that_the_silence_was_ordinary_before(shop: Shop) -> None:
    who = weekly(shop, silent=20)
    _, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    first = next(reason for reason in found.now if reason.code == Because.STANDS_SINCE).details["day"]
    assert SuggestionKind.SLIPPING in {one.kind for one in board(shop, first).standing[who]}
    before = first - timedelta(days=1)
    assert SuggestionKind.SLIPPING not in {one.kind for one in board(shop, before).standing.get(who, ())}
    (ordinary,) = [reason for reason in found.earlier if reason.code == Because.NOT_YET]
    assert ordinary.details["day"] == before
    assert ordinary.details["silence_days"] == (before - days_ago(20)).days < ordinary.details["slipping_from"]
    assert "was still ordinary for them" in said(found)


def test_the_place_is_told_with_what_was_multiplied(shop: Shop) -> None:
    who = weekly(shop)
    one, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    (placed,) = [reason for reason in found.this if reason.code == Because.BY_SCORE]
    assert one.score is not None
    assert placed.details["reply"] == one.score.reply
    assert placed.details["stake"] == one.score.stake
    assert placed.details["place"] == 1
    assert placed.details["worth"] == round(one.score.total)
    assert "Number 1 of 1 that could be said today." in said(found)
    assert "in 100 that they respond in the next days (a guess: of them nothing was learned yet) ×" in said(found)


def test_without_sales_ideas_stand_in_the_order_of_their_kinds(shop: Shop) -> None:
    who = shop.customer("Vera Visits", phone="0777 1")
    for ago in range(25, 95, 7):
        shop.log(who, ago=ago)
    _, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    assert Because.BY_KIND in codes(found)


def test_how_they_answered_so_far_is_told_by_channel(shop: Shop) -> None:
    who = weekly(shop)
    for ago, outcome in ((200, Outcome.ANSWERED), (190, Outcome.ANSWERED), (180, Outcome.UNANSWERED)):
        shop.log(who, kind=Kind.CALL, direction=Direction.OUT, channel=Channel.PHONE, outcome=outcome, ago=ago)
    _, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    (heard,) = [reason.details for reason in found.this if reason.code == Because.HEARD]
    assert (heard["channel"], heard["answered"], heard["tried"]) == (Channel.PHONE, 2, 3)
    assert "Answered 2 of 3 calls." in said(found)


def test_what_we_owe_says_that_it_comes_before_ideas(shop: Shop) -> None:
    who = shop.customer("Ana Moreira", phone="0777 1")
    shop.log(who, kind=Kind.ENQUIRY, words="does spelt come?", ago=2)
    _, found = the(shop, board(shop), who, SuggestionKind.OWED_REPLY)
    assert Because.OWED_FIRST in codes(found)
    assert {Because.STANDS_SINCE, Because.NOT_YET} <= set(codes(found))
    assert next(reason.details["day"] for reason in found.now) == days_ago(2)


def test_what_was_shown_before_and_not_answered_says_so(shop: Shop) -> None:
    who = weekly(shop)
    one, _ = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    for ago in (2, 1):
        shop.run("draft", lambda tx, ago=ago: answers.note_shown(tx, [one], days_ago(ago)))  # type: ignore[misc]
    _, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    (shown,) = [reason.details for reason in found.earlier if reason.code == Because.SHOWN_BEFORE]
    assert (shown["first"], shown["times"]) == (days_ago(2), 2)


def test_what_was_put_off_says_until_when(shop: Shop) -> None:
    who = weekly(shop)
    shop.now = at(days_ago(5))
    one, _ = the(shop, board(shop, days_ago(5)), who, SuggestionKind.SLIPPING)
    shop.run("suggestion_later", lambda tx: answers.later(tx, one, days_ago(1)))
    shop.now = at(TODAY)
    _, found = the(shop, board(shop), who, SuggestionKind.SLIPPING)
    (held,) = [reason.details for reason in found.earlier if reason.code == Because.HELD_BACK]
    assert (held["day"], held["reason"].code) == (days_ago(2), Peace.PUT_OFF)


def test_who_is_left_in_peace_hears_why_until_when_and_what_would_have_been_said(shop: Shop) -> None:
    who = weekly(shop, silent=30)
    calls = [shop.log(who, kind=Kind.CALL, direction=Direction.OUT, ago=ago) for ago in (60, 50, 40)]
    held = board(shop)
    (left,) = held.today().left_in_peace
    found = shop.read(lambda reader: why.of_peace(reader, held, left))
    assert found.this == (left.reason,)
    assert found.now == ()  # the reason says until when
    assert [reason.code for reason in found.earlier] == [Because.WOULD_SAY]
    assert set(found.receipts) == {Receipt(Source.INTERACTION, call) for call in calls}
    assert "Get in touch with Wim Weekly" in said(found)


def test_who_is_left_in_peace_for_a_refusal_shows_the_word_and_where_it_was_said(shop: Shop) -> None:
    who = weekly(shop)
    entry = shop.log(who, words="no calls and no messages please", ago=40)
    for channel in (Channel.PHONE, Channel.MESSAGE):
        no = Consent(who, channel, Purpose.ANY, ConsentState.WITHDRAWN, days_ago(40), "no calls", source_id=entry)
        shop.run("consent", lambda tx, no=no: customers.note_consent(tx, no))  # type: ignore[misc]
    held = board(shop)
    (left,) = held.today().left_in_peace
    found = shop.read(lambda reader: why.of_peace(reader, held, left))
    evidence = shop.read(lambda reader: customer_page.evidence(reader, found.receipts, who))
    (word,) = evidence.consents
    assert (word.channel, word.day, word.how) == (left.reason.details["channel"], days_ago(40), "no calls")
    assert [one.interaction.id for one in evidence.entries] == [entry]
    line = receipts.lines(evidence, TODAY)[found.receipts[0]]
    assert "for anything: no" in line
    assert "no calls" in line


def test_who_asked_for_peace_shows_the_entries_of_that_day_and_their_own_hours_show_them(shop: Shop) -> None:
    who = weekly(shop)
    entry = shop.log(who, kind=Kind.NOTE, words="leave me alone until june please", ago=3)
    shop.run("peace", lambda tx: customers.leave_in_peace(tx, who, days_ago(-9), said=days_ago(3)))
    held = board(shop)
    (left,) = held.today().left_in_peace
    found = shop.read(lambda reader: why.of_peace(reader, held, left))
    assert found.receipts == (Receipt(Source.CUSTOMER, who), Receipt(Source.INTERACTION, entry))
    shop.run("peace", lambda tx: consents.end_peace(tx, who))
    shop.run("quiet", lambda tx: consents.set_quiet(tx, who, None, None, frozenset(range(7))))
    held = board(shop)
    (left,) = held.today().left_in_peace
    assert left.reason.code == Peace.OWN_QUIET
    found = shop.read(lambda reader: why.of_peace(reader, held, left))
    assert found.receipts == (Receipt(Source.CUSTOMER, who),)
    assert "Does not want to be reached" in said(found)


def test_silence_without_an_end_says_so(shop: Shop) -> None:
    who = weekly(shop)
    shop.run("quiet", lambda tx: customers.leave_in_peace(tx, who, days_ago(-9)))
    held = board(shop)
    (left,) = held.today().left_in_peace
    assert said(shop.read(lambda reader: why.of_peace(reader, held, left))).startswith("Asked")


@pytest.mark.parametrize("code", Because)
def test_every_answer_has_words(code: Because) -> None:
    assert code in wording.BECAUSES
