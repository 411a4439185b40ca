"""The words of suggestions: a shopkeeper's, checkable, and never the same for two histories."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import LookAlike
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.introductions import Introduced
from relapp.domain.questions import STANDARD, Chosen, Question, Unknown
from relapp.domain.receipts import Source
from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.codes import Act, Peace, Quiet, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import silence
from relapp.domain.suggestions.model import Reason, Suggestion
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.suggestions.signals import LikeThem, Outlook, Signals
from relapp.ui.wording import questions
from relapp.ui.wording.suggestions import ACTS, PEACES, QUIETS, WHYS, act, peace, why
from tests.builders import (
    TODAY,
    a_birthday,
    a_case,
    a_customer,
    a_due,
    a_fact,
    a_line,
    a_new,
    a_promise,
    a_purchase,
    a_wish,
    an_arrival,
    an_interaction,
    days_ago,
    visits,
)
from tests.domain.suggestions.strategies import dossiers, guarded

SHOP = ShopView(staff={3: "Tom"}, notable=5_000, gone=frozenset({3}))

TYPED = "{name} %n <b>"
"""What the random histories hold that looks like a gap, and is not."""


def first(*recent: Interaction, name: str = "Ana Moreira", **known: object) -> Suggestion:
    known.setdefault("contacts", list(ContactKind))
    return candidates_for(gather(a_customer(name), TODAY, recent=recent, **known), SHOP)[0][0]  # type: ignore[arg-type]


def said(suggestion: Suggestion) -> tuple[str, str]:
    return act(suggestion.act, TODAY), why(suggestion.reason, TODAY)


def test_every_code_has_words() -> None:
    assert (set(ACTS), set(WHYS), set(PEACES), set(QUIETS)) == (set(Act), set(Why), set(Peace), set(Quiet))


def test_a_question_is_told_with_its_day_its_words_and_who_took_it() -> None:
    asked = an_interaction(Kind.ENQUIRY, 3, "does spelt  come", staff_id=3)
    assert said(first(asked)) == (
        "Call back Ana Moreira",
        "Asked on Sat: “does spelt come” – unanswered. Noted by Tom.",
    )


def test_a_mail_is_answered_by_mail_and_more_of_them_are_counted() -> None:
    mails = [an_interaction(Kind.EMAIL, ago, direction=Direction.IN) for ago in (9, 2)]
    tried = an_interaction(Kind.CALL, 1, outcome=Outcome.UNANSWERED)
    assert said(first(*mails, tried)) == (
        "Write back to Ana Moreira by e-mail",
        "Sent an e-mail on 27 Apr – unanswered. 1 more from them since. We tried 1 time and reached nobody.",
    )


def test_a_missed_call_is_told_as_one() -> None:
    missed = an_interaction(Kind.CALL, 1, direction=Direction.IN, outcome=Outcome.UNANSWERED)
    assert said(first(missed))[1] == "Called yesterday and reached nobody."


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        (a_promise(due_in=-1), "Promised on Thu for yesterday: 1 day late."),
        (a_promise(due_in=-4), "Promised on Thu for Fri: 4 days late."),
        (a_promise(due_in=0, staff_id=3), "Promised on Thu for today. With Tom."),
        (a_promise(due_in=1), "Promised on Thu for tomorrow."),
        (a_promise(due_in=None, made=8), "Promised on 28 Apr with no day named, 8 days ago."),
    ],
)
def test_a_promise_is_told_with_its_words_and_its_day(promise: object, reason: str) -> None:
    assert said(first(promises=[promise])) == ("Keep the promise to Ana Moreira: “repair the bike”", reason)


def test_a_rhythm_is_told_so_that_anyone_can_check_it() -> None:
    sales = [a_purchase(ago, "wholemeal", "spelt") for ago in range(21, 63, 7)]
    assert said(first(*sales)) == (
        "Get in touch with Ana Moreira, by phone",
        "Comes about every 7 days (last 6 visits), mostly on a Tuesday; last on 15 Apr, 21 days ago. "
        "Usually takes spelt and wholemeal.",
    )


def test_a_daily_customer_comes_nearly_every_day_and_last_year_is_named() -> None:
    today = date(2025, 1, 8)
    found = gather(a_customer("Ana"), today, recent=visits(*range(15, 20), today=today))
    (one,) = candidates_for(found, SHOP)[0]
    assert act(one.act, today) == "Look out for Ana: no way to reach them is on file"
    assert why(one.reason, today) == "Comes nearly every day (last 5 visits); last on 24 Dec 2024, 15 days ago."


def test_a_birthday_is_told_with_what_fits() -> None:
    assert said(first(facts=[a_birthday(4)], wishes=[a_wish("walnut knife")])) == (
        "Think of Ana Moreira on Sat, by phone",
        "Birthday on Sat. What fits: walnut knife.",
    )
    assert said(first(facts=[a_birthday(0, about="daughter")]))[1] == "Birthday today (daughter)."


def test_a_new_thing_and_a_first_visit_are_told_with_what_was_taken() -> None:
    wheel = a_purchase(10, a_line("wheel", price=9_000))
    assert said(first(wheel, *visits(50)))[1] == "Bought wheel on 26 Apr, new to them; nothing heard since."
    assert said(first(a_purchase(10, "board", words="for her mother"))) == (
        "Thank Ana Moreira for the first visit, by phone",
        "Came for the first time on 26 Apr, 10 days ago, and took board. Noted: “for her mother”. Not back yet.",
    )
    assert said(first(wheel, *visits(50)))[0] == "Ask Ana Moreira how the wheel did, by phone"


def test_words_that_end_in_a_full_stop_get_no_second_one() -> None:
    told = said(first(a_purchase(10, "board", words="For her mother.")))[1]
    assert told.endswith("Noted: “For her mother”. Not back yet.")


def test_a_question_of_ours_is_told_with_when_they_come() -> None:
    assert said(first(*visits(6, 13, 20, 27), contacts=[])) == (
        "Ask Ana Moreira how to reach them",
        "Comes about every 7 days (last 4 visits), mostly on a Wednesday; last on 30 Apr, so may come any day. "
        "No phone, e-mail or address is on file.",
    )


def told(name: str = "Ana Moreira", shop: ShopView = SHOP, **known: object) -> tuple[str, str]:
    known.setdefault("contacts", [ContactKind.PHONE])
    return said(candidates_for(gather(a_customer(name), TODAY, **known), shop)[0][0])  # type: ignore[arg-type]


def test_putting_right_is_told_from_the_complaint_to_the_question() -> None:
    assert told(cases=[a_case(remedy="replace", opened=14)]) == (
        "Ask Ana Moreira whether it is all right now, by phone",
        "Complaint being put right since 22 Apr: “handle broke”. Remedy: Replace. They were not asked again yet.",
    )
    assert told(cases=[a_case("", opened=3, owner_id=3)]) == (
        "Put right what went wrong for Ana Moreira",
        "Complaint being put right since Sat. No remedy is noted yet. With Tom.",
    )
    complaint, answer = an_interaction(Kind.COMPLAINT, 9, "handle broke."), an_interaction(Kind.EMAIL, 6)
    assert told(recent=[complaint, answer])[1] == (
        "Complained on 27 Apr: “handle broke”. Answered on Wed; nothing heard since."
    )


def test_an_arrival_is_told_in_the_words_of_the_wish() -> None:
    assert told(wishes=[a_wish("spelt flour")], arrivals=[an_arrival("Spelt flour 5 kg", ago=0)]) == (
        "Tell Ana Moreira that what they wished for is here: “spelt flour”, by phone",
        "Wished for “spelt flour” (said on 26 Apr); “Spelt flour 5 kg” came in today.",
    )
    sold = an_arrival("Spelt loaf", ago=2, sold=True)
    assert told(wishes=[a_wish("spelt")], arrivals=[sold])[1] == (
        "Wished for “spelt” (said on 26 Apr); Spelt loaf was first sold on Sun."
    )


def test_running_out_says_how_certain_it_is() -> None:
    many, few = (30, 58, 88, 120, 149), (30, 58)
    own = Signals(due=(a_due("tea", *many, gap=29.8),))
    pooled = Signals(due=(a_due("tea", *few, gap=29.8),))
    assert told(recent=[a_purchase(ago, "tea") for ago in many], signals=own) == (
        "Have tea ready for Ana Moreira",
        "Takes tea about every 29 days (last 5 times); last on 6 Apr, 30 days ago.",
    )
    assert told(recent=[a_purchase(ago, "tea") for ago in few], signals=pooled) == (
        "Ask Ana Moreira whether they want tea again, by phone",
        "Took tea 2 times, 28 days apart, last on 6 Apr, 30 days ago. "
        "That is little to go by; counted with 12 gaps of other customers it is about every 30 days.",
    )


def test_silence_that_came_back_with_others_is_counted() -> None:
    outlook = Signals(outlook=Outlook(0.3, 100.0, like_them=LikeThem(7, 10, 90)))
    assert told(recent=visits(21, 28, 35, 42, 49), signals=outlook)[1].endswith(
        "21 days ago. 7 of 10 who were silent like this came back within 90 days."
    )


def test_what_ends_and_what_lies_unused_is_told_with_its_day() -> None:
    ends = a_fact(FactKind.WARRANTY, "kettle", month=5, day=20, year=2025, about="mother")
    assert told(facts=[ends]) == (
        "Tell Ana Moreira that a warranty ends, by phone",
        "A warranty ends on 20 May: “kettle” (mother). Noted on 6 Apr.",
    )
    assert told(facts=[a_fact("Gutschein", "20 euros", month=5, day=9, year=2025)])[1] == (
        "A credit ends on Fri: “20 euros”. Noted on 6 Apr."
    )
    unused = a_fact(FactKind.CREDIT, "20 euros", learned=90)
    assert told(facts=[unused]) == (
        "Remind Ana Moreira of their credit, by phone",
        "Has had a credit since 5 Feb: “20 euros”. Has not come since.",
    )
    assert told(facts=[unused], recent=visits(100, 700))[1].endswith("Has not come since; last on 26 Jan.")


def test_thanks_are_told_with_what_they_are_for() -> None:
    newcomer = Introduced(7, "Bea Moss", Visit(days_ago(5).toordinal(), 4711))
    assert told(introduced=[newcomer]) == (
        "Thank Ana Moreira, by phone",
        "Bea Moss came through them, for the first time on Thu.",
    )
    assert told(recent=[an_interaction(Kind.FEEDBACK, 5, "lovely rye.")])[1] == (
        "Praised us on Thu: “lovely rye”. Nobody has answered."
    )
    birthday = a_birthday(200)
    assert told(recent=visits(*range(4, 94, 9)), facts=[birthday]) == (
        "Thank Ana Moreira, at the counter",
        "Has come 10 times by now, first on 10 Feb and last on 2 May.",
    )
    assert told(recent=visits(5, 12, 19, 26, 370), facts=[birthday])[1] == (
        "Has been coming for 1 year: first on 1 May 2024."
    )


def test_something_new_is_a_question_with_the_numbers_behind_it() -> None:
    sales = [a_purchase(ago, "tea") for ago in (6, 13, 20, 27)]
    new = Signals(new=(a_new("oat bar", "tea"),))
    words = [said(one) for one in candidates_for(gather(a_customer("Ana"), TODAY, recent=sales, signals=new), SHOP)[0]]
    assert (
        "Ask Ana whether oat bar would be something for them, at the counter",
        "Took tea 4 times lately, last on 30 Apr. 12 of 31 who take that take oat bar too; they never had it.",
    ) in words


def test_handing_over_names_who_left_and_how_often_they_served() -> None:
    served = [an_interaction(Kind.VISIT, 3 + 7 * place, staff_id=3) for place in range(5)]
    assert told(recent=served, facts=[a_birthday(200)]) == (
        "Introduce yourself to Ana Moreira, at the counter",
        "Served 5 of the last 5 times by Tom, who works here no longer; last on 3 May.",
    )


def test_two_who_may_be_one_are_put_side_by_side() -> None:
    assert told(look_alikes=[LookAlike(0, "A. Moreira", ContactKind.PHONE, "0123 456")]) == (
        "Are Ana Moreira and A. Moreira one person?",
        "Has the same phone number as A. Moreira: 0123 456.",
    )
    assert told(look_alikes=[LookAlike(0, "Ana Moreira", None)])[1] == (
        "Has the same name as Ana Moreira and lives in the same household."
    )


def test_silence_has_words_of_its_own() -> None:
    quiet = silence.suggest(gather(a_customer("Ana", leave_until=days_ago(-6)), TODAY), SHOP)
    assert quiet is not None
    assert said(quiet) == ("Leave Ana in peace until Mon", "Asked to be left in peace until Mon.")


def test_tidying_says_what_it_is_for() -> None:
    call = a_promise("call when it is here", due_in=9)
    assert said(first(promises=[call], contacts=[])) == (
        "Find a phone number for Ana Moreira",
        "Promised them for 15 May: “call when it is here”. No phone number is on file.",
    )
    assert said(first(wishes=[a_wish("spelt")], contacts=[]))[1] == (
        "Waits for “spelt” (said on 26 Apr). No phone, e-mail or address is on file."
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Peace.ASKED_FOR, {"until": days_ago(-6)}), "Asked to be left in peace until Mon."),
        (Reason(Peace.MOURNING, {"until": days_ago(-60)}), "In mourning: leave in peace until 5 Jul."),
        (
            Reason(Peace.COMPLAINT, {"since": days_ago(3)}),
            "Complained on Sat, which is not put right to the end yet: that comes first.",
        ),
        (
            Reason(Peace.REFUSED, {"channel": Channel.PHONE, "said": days_ago(1)}),
            "Does not want to be contacted by phone (said yesterday).",
        ),
        (Reason(Peace.TODAY, {"kind": Kind.PURCHASE}), "In touch today already: Purchase."),
        (
            Reason(Peace.BUDGET, {"calls": 2, "writings": 1, "letters": 0, "until": date(2025, 5, 12)}),
            "Contacted often enough lately (2 calls and 1 e-mail or message): leave in peace until Mon.",
        ),
        (
            Reason(Peace.BUDGET, {"calls": 0, "writings": 0, "letters": 0, "until": None}),
            "This shop does not contact customers in that way.",
        ),
        (Reason(Peace.PUT_OFF, {"until": TODAY}), "Put off: comes back tomorrow."),
    ],
)
def test_who_is_left_in_peace_is_told_why(reason: Reason, words: str) -> None:
    assert peace(reason, TODAY) == words


@pytest.mark.parametrize("question", Question)
def test_every_question_has_an_act_a_reason_and_words_to_say(question: Question) -> None:
    bank = next(one for one in STANDARD if one.code == question)
    details = Chosen(Unknown(bank, "rye"), 1).details
    words = [questions.act(details, "Ana"), questions.unknown(details, TODAY), questions.asked(details)]
    assert "Ana" in words[0]
    assert words[1].endswith(".")
    assert not any("{" in said for said in words)


def test_a_long_text_is_cut_between_words() -> None:
    asked = an_interaction(Kind.ENQUIRY, 3, "spelt " * 40)
    assert "spelt…”" in said(first(asked))[1]


def test_what_a_customer_typed_is_never_taken_for_a_gap() -> None:
    asked = an_interaction(Kind.ENQUIRY, 3, "{name} %n {0} {")
    assert "“{name} %n {0} {”" in said(first(asked, name="{words}"))[1]
    assert said(first(asked, name="{words}"))[0] == "Call back {words}"


@given(guarded() | dossiers())
def test_no_sentence_has_a_hole(dossier: Dossier) -> None:
    standing, left = candidates_for(dossier, SHOP)
    quiet = silence.suggest(dossier, SHOP)
    told_of = standing if quiet is None else (*standing, quiet)
    spoken = [words for one in told_of for words in said(one)] + [peace(one.reason, TODAY) for one in left]
    for words in spoken:
        typed_off = words.replace(TYPED, "typed")
        assert typed_off == typed_off.strip()
        assert not any(hole in typed_off for hole in ("{", "}", "%n", "None", "(s)", "  ", "()", "..", "Kind.", "“”"))


@given(st.lists(st.integers(1, 60), min_size=2, max_size=9), st.lists(st.integers(1, 60), min_size=2, max_size=9))
def test_equal_histories_are_told_in_equal_words_whoever_has_them(gaps: list[int], others: list[int]) -> None:
    def reasons(name: str, steps: list[int]) -> list[str]:
        days = [sum(steps[:place]) for place in range(len(steps) + 1)]
        came = visits(*(40 + day for day in days))
        found = candidates_for(gather(a_customer(name), TODAY, recent=came), SHOP)[0]
        return [why(one.reason, TODAY) for one in found]

    assert reasons("Ada", gaps) == reasons("Eve", gaps)
    assert reasons("Ada", others) == reasons("Eve", others)


@given(st.integers(4, 12), st.integers(14, 40), st.integers(4, 12), st.integers(14, 40))
def test_different_rhythms_are_told_differently(gap: int, quiet: int, other: int, silence: int) -> None:
    def reason(every: int, last: int) -> str | None:
        came = visits(*range(last, last + 6 * every, every))
        found = candidates_for(gather(a_customer(), TODAY, recent=came, contacts=[ContactKind.PHONE]), SHOP)[0]
        return why(found[0].reason, TODAY) if found else None

    one, two = reason(gap, quiet), reason(other, silence)
    if one is not None and two is not None:
        assert (one == two) is ((gap, quiet) == (other, silence))


@given(dossiers())
def test_every_number_in_a_slipping_sentence_recomputes_from_its_receipts(dossier: Dossier) -> None:
    for one in candidates_for(dossier, SHOP)[0]:
        if one.reason.code != Why.RHYTHM:
            continue
        cited = {receipt.id for receipt in one.receipts if receipt.source is Source.INTERACTION}
        alone = gather(
            dossier.customer,
            TODAY,
            recent=[entry for entry in dossier.recent if entry.id in cited],
            contacts=dossier.contacts,
            signals=dossier.signals,
        )
        again = [other for other in candidates_for(alone, SHOP)[0] if other.kind is one.kind]
        assert [why(other.reason, TODAY) for other in again] == [why(one.reason, TODAY)]
