from datetime import date, datetime, timedelta

from relapp.domain.customers import CustomerStat
from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.promises import Promise, PromisedBy, PromiseState
from relapp.ui.wording import memory

TODAY = date(2026, 11, 19)


def fact(kind: str, value: str, **more: object) -> Fact:
    values: dict[str, object] = {
        "id": 1, "customer_id": 1, "kind": kind, "value": value, "about": "", "certainty": Certainty.TOLD,
        "month": None, "day": None, "year": None, "learned": TODAY, "source_id": None, "staff_id": None,
    }  # fmt: skip
    return Fact(**{**values, **more})  # type: ignore[arg-type]


def promise(due: date | None, **more: object) -> Promise:
    values: dict[str, object] = {
        "id": 1, "customer_id": 1, "words": "call", "due": due, "by": PromisedBy.SHOP, "state": PromiseState.OPEN,
        "made": TODAY, "source_id": None, "staff_id": None,
    }  # fmt: skip
    return Promise(**{**values, **more})  # type: ignore[arg-type]


def test_a_fact_names_its_kind_and_whom_it_is_about() -> None:
    assert memory.fact(fact(FactKind.LIKES, "rye")) == "Likes: rye"
    assert memory.fact(fact("poodle", "Fisk")) == "Poodle: Fisk"
    assert memory.fact(fact(FactKind.SIZE, "39", about="daughter")) == "daughter – Size: 39"
    assert memory.fact(fact(FactKind.ABOUT, "left-handed")) == "left-handed"


def test_a_day_that_comes_round_is_said_also_on_29_february() -> None:
    assert memory.fact(fact("name day", "", month=2, day=29)) == "Name day: 29 Feb"
    assert memory.fact(fact(FactKind.BIRTHDAY, "", month=6, day=13, year=1980)) == "Birthday: 13 Jun 1980"


def test_a_day_that_was_typed_is_not_said_twice() -> None:
    assert memory.fact(fact(FactKind.BIRTHDAY, "3 March", month=3, day=3)) == "Birthday: 3 Mar"
    assert memory.fact(fact(FactKind.BIRTHDAY, "tomorrow", month=3, day=3)) == "Birthday: 3 Mar"
    assert memory.fact(fact("name day", "13/06", month=6, day=13)) == "Name day: 13 Jun"
    assert memory.fact(fact(FactKind.DATE, "opens her second shop", month=6, day=13)).endswith("second shop 13 Jun")


def test_an_old_fact_says_check_and_a_guess_says_so() -> None:
    old = fact(FactKind.SIZE, "39", learned=date(2023, 3, 1))
    assert memory.fact_state(old, TODAY) == "told, 1 Mar 2023 – check"
    assert memory.fact_state(fact(FactKind.LIKES, "rye", certainty=Certainty.GUESSED), TODAY) == "our guess, today"


def test_a_promise_says_when_it_is_due_and_whose_it_is() -> None:
    assert memory.promise_state(promise(TODAY), TODAY) == "due today"
    assert memory.promise_state(promise(TODAY - timedelta(days=20)), TODAY) == "late, was due 30 Oct"
    assert memory.promise_state(promise(None), TODAY) == "no day named"
    assert memory.promise_state(promise(TODAY, by=PromisedBy.CUSTOMER), TODAY) == "theirs, due today"
    kept = promise(TODAY, state=PromiseState.KEPT, closed=TODAY)
    assert memory.promise_state(kept, TODAY) == "Kept today"


def test_what_is_still_to_come_is_no_contact_yet() -> None:
    def standing(*days: int) -> str:
        moments = [datetime(2026, 11, 19, 10).astimezone() + timedelta(days=away) for away in days]
        last = max((one for one in moments if one.date() <= TODAY), default=None)
        coming = min((one for one in moments if one.date() > TODAY), default=None)
        return memory.standing(CustomerStat(1, len(days), 0, moments[0], last, coming), TODAY)

    assert standing(-20, -2) == "Customer since 30 Oct · 2 entries · last contact 2 days ago"
    assert standing(-20, 5) == "Customer since 30 Oct · 2 entries · last contact 20 days ago · next contact in 5 days"
    assert standing(1) == "1 entry · next contact tomorrow"


def test_the_ledger_counts_how_promises_ended() -> None:
    kept, broken = promise(None, state=PromiseState.KEPT), promise(None, state=PromiseState.BROKEN)
    assert memory.ledger((kept, kept, broken, promise(None))) == "2 kept, 1 broken"
    assert memory.ledger((promise(None),)) == ""
