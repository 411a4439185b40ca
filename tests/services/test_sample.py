"""The sample shop: believable, the same for the same day, filling every screen, and gone without a trace."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from relapp.domain.brief import BriefCode, brief
from relapp.domain.customers import ContactKind, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty, needs_check
from relapp.domain.interactions import Channel, Outcome
from relapp.domain.promises import PromisedBy, PromiseState
from relapp.domain.rhythm import RhythmState, silence
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.model import Heard, SuggestionKind
from relapp.domain.suggestions.ranking import Today
from relapp.services import answers, response, sample, settings, suggestions
from relapp.services import customers as customer_verbs
from relapp.services.dossiers import dossier, dossiers, staff_view
from relapp.services.operations import Operations
from relapp.services.sample import book
from relapp.storage import facts, journal, promises, schema
from relapp.storage import staff as staff_queries
from relapp.storage.database import Database

TODAY = date(2025, 5, 6)


def filled(today: date = TODAY) -> Database:
    database = Database.in_memory()
    sample.fill(Operations(database), today)
    return database


@pytest.fixture(scope="module")
def shop() -> Database:
    """Filled once for the tests that only read."""
    return filled()


def rows(database: Database, table: Any) -> list[dict[str, Any]]:
    with database.read() as reader:
        return [dict(row._mapping) for row in reader.rows(select(table).order_by(table.primary_key.columns[0]))]


def tables(database: Database, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    return {name: rows(database, schema.metadata.tables[name]) for name in names}


def count(database: Database, table: Any, *conditions: Any) -> int:
    with database.read() as reader:
        return int(reader.scalar(select(func.count()).select_from(table).where(*conditions)))


def ids(database: Database) -> dict[str, int]:
    return {row["name"]: row["id"] for row in rows(database, schema.customer)}


def list_of(database: Database, today: date) -> Today:
    with database.read() as reader:
        return suggestions.board(reader, today).today()


def answer_all(database: Database, found: Today, today: date) -> None:
    """As if staff did everything on the list of ``today`` at noon and reached everybody."""
    operations = Operations(database, now=lambda: datetime.combine(today, time(12)).astimezone())
    for one in found.suggestions:
        operations.run("suggestion_done", partial(answers.done, suggestion=one, outcome=Outcome.ANSWERED))


def kinds_of(found: Today) -> list[SuggestionKind]:
    return [suggestion.kind for suggestion in found.suggestions]


def test_two_shops_made_on_one_day_are_equal_to_the_last_row(shop: Database) -> None:
    every = list(schema.metadata.tables)
    assert tables(filled(), every) == tables(shop, every)


def test_fifty_two_weeks_later_everything_lies_as_many_days_back(shop: Database) -> None:
    later = TODAY + timedelta(weeks=52)

    def told_from(database: Database, today: date) -> list[Any]:
        def ago(day: str | None) -> int | None:
            return None if day is None else (today - date.fromisoformat(day)).days

        met = [
            (row["customer_id"], today.toordinal() - row["day"], row["kind"], row["amount"])
            for row in rows(database, schema.participant)
        ]
        said = [(row["words"], row["channel"], row["staff_id"]) for row in rows(database, schema.interaction)]
        known = [(row["value"], ago(row["learned"])) for row in rows(database, schema.fact)]
        given = [(row["words"], ago(row["due"]), ago(row["closed"])) for row in rows(database, schema.promise)]
        added = [(row["name"], ago(row["added"])) for row in rows(database, schema.customer)]
        return [met, said, known, given, added]

    assert told_from(filled(later), later) == told_from(shop, TODAY)


def test_it_is_a_shop_of_two_years_and_a_hundred_and_twenty_customers(shop: Database) -> None:
    assert count(shop, schema.customer) == 121
    assert 55 <= count(shop, schema.product) <= 65
    assert count(shop, schema.interaction) > 4000
    two_years = TODAY.toordinal() - 700
    assert count(shop, schema.participant, schema.participant.c.day < two_years) > 10
    assert count(shop, schema.participant, schema.participant.c.day >= TODAY.toordinal()) == 0
    assert {row["kind"] for row in rows(shop, schema.interaction)} >= {
        *("visit", "purchase", "return", "call", "message", "email", "letter"),
        *("delivery", "appointment", "enquiry", "complaint", "feedback", "note"),
    }
    assert {row["direction"] for row in rows(shop, schema.interaction)} == {"in", "out", "both"}
    assert {row["outcome"] for row in rows(shop, schema.interaction)} == {None, "answered", "unanswered"}
    with shop.read() as reader:
        assert [(one.name, one.role.value) for one in staff_queries.every(reader)] == [
            ("Ina", "owner"),
            ("Tom", "staff"),
            ("Priya", "staff"),
            ("Bea", "staff"),
        ]
        assert settings.read(reader).sample


def test_every_purchase_has_a_price_and_one_customer_made_more_than_a_hundred(shop: Database) -> None:
    assert all(row["amount"] for row in rows(shop, schema.purchase_line))
    bought = Counter(row["customer_id"] for row in rows(shop, schema.participant) if row["kind"] == "purchase")
    assert max(bought.values()) > 100


def test_what_people_wrote_is_written_once(shop: Database) -> None:
    words = Counter(row["words"] for row in rows(shop, schema.interaction) if row["words"])
    assert len(words) >= 250
    assert [text for text, times in words.items() if times > 1] == []
    assert not any("{" in text or "}" in text for text in words)


def test_no_two_customers_buy_the_same_by_the_same_rhythm() -> None:
    people = book.read(Path(__file__).parents[2] / "resources" / "sample").people
    routines = Counter((routine.take, routine.every) for person in people for routine in person.buys)
    assert max(routines.values()) == 1


def test_nobody_real_can_be_rung_or_written_to(shop: Database) -> None:
    points = rows(shop, schema.contact_point)
    phones = [row["value"] for row in points if row["kind"] == ContactKind.PHONE]
    assert all(re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", phone) for phone in phones)
    assert len(phones) > 60
    assert [phone for phone, times in Counter(phones).items() if times > 1] == ["07700 900184"]  # one of two cards
    emails = [row["value"] for row in points if row["kind"] == ContactKind.EMAIL]
    assert all(re.search(r"[@.]example\.org$", email) for email in emails)


@pytest.mark.parametrize("today", [date(2026, 5, 6), date(2028, 2, 24), date(2027, 1, 2)], ids=str)
def test_the_lists_are_full_and_mixed_and_in_two_days_every_kind_has_somebody(today: date) -> None:
    database = filled(today)
    stood: set[SuggestionKind] = set()
    lists: list[list[SuggestionKind]] = []
    for day in (today, today + timedelta(days=1)):
        with database.read() as reader:
            board = suggestions.board(reader, day)
        stood |= {one.kind for some in board.standing.values() for one in some}
        lists.append(kinds_of(board.today()))
        answer_all(database, board.today(), day)
    assert stood == {rule.KIND for rule in RULES}
    assert [len(kinds) for kinds in lists] == [7, 7]
    first, second = lists
    assert first[:4] == [
        SuggestionKind.PROMISE,
        SuggestionKind.OWED_REPLY,
        SuggestionKind.PROMISE,
        SuggestionKind.ARRIVAL,
    ]
    assert {SuggestionKind.SECOND_VISIT, SuggestionKind.SLIPPING} <= set(first[4:])
    assert max(Counter(first).values()) <= 3
    assert SuggestionKind.RECOVERY in second
    assert max(Counter(second).values()) <= 3


def test_each_of_the_rarer_kinds_speaks_of_the_one_whose_story_it_is(shop: Database) -> None:
    names = {one: name for name, one in ids(shop).items()}
    with shop.read() as reader:
        standing = suggestions.board(reader, TODAY).standing
    found = {(one.kind, names[one.customer_id]) for some in standing.values() for one in some}
    assert found >= {
        (SuggestionKind.ARRIVAL, "Łukasz Wrona"),
        (SuggestionKind.REPLENISH, "Katya Orlova"),
        (SuggestionKind.PROTECT, "Elspeth Muir"),
        (SuggestionKind.THANK, "Noor Haddad"),
        (SuggestionKind.LIKE_THEM, "Noor Haddad"),
        (SuggestionKind.HAND_OVER, "Felix Andor"),
        (SuggestionKind.TIDY, "Dr Markou"),
    }


def test_whoever_left_served_until_then_and_never_since(shop: Database) -> None:
    with shop.read() as reader:
        (gone,) = [one for one in staff_queries.every(reader) if not one.active]
    served = [row["moment"] for row in rows(shop, schema.interaction) if row["staff_id"] == gone.id]
    assert gone.name == "Bea"
    assert len(served) > 20
    assert 8 <= (TODAY - datetime.fromtimestamp(max(served)).astimezone().date()).days <= 20


def test_staff_have_a_record_of_half_a_year_with_answers_of_every_sort(shop: Database) -> None:
    with shop.read() as reader:
        records = response.record(reader, TODAY)
    told = {kind: record for kind, record in records.items() if record.shown}
    assert len(told) >= 10
    assert sum(record.shown for record in told.values()) >= 60
    asked = told[SuggestionKind.ASK]
    assert (asked.shown, asked.done, asked.later, asked.no, asked.left) == (24, 14, 1, 4, 5)
    slipping = told[SuggestionKind.SLIPPING]
    assert (slipping.tried, slipping.answered, slipping.bought) == (6, 5, 3)
    assert all(record.shown >= record.done for record in told.values())
    assert not any(record.quiet for record in told.values())
    with shop.read() as reader:
        assert [rule.kind for rule in answers.rules(reader)] == [SuggestionKind.ASK]


def test_two_customers_are_known_to_answer_three_of_four_calls(shop: Database) -> None:
    names = ids(shop)
    with shop.read() as reader:
        learned = response.response(reader, TODAY)
    for name in ("Harriet Stott", "Elspeth Muir"):
        assert Heard(Channel.PHONE, answered=3, tried=4) in learned.heard(names[name])


def test_nothing_was_shown_or_answered_on_a_day_to_come(shop: Database) -> None:
    midnight = datetime.combine(TODAY, time(0)).astimezone().timestamp()
    assert all(row["moment"] < midnight for row in rows(shop, schema.suggestion_answer))
    assert all(row["day"] < TODAY.isoformat() for row in rows(shop, schema.suggestion_shown))
    answered = {(row["customer_id"], row["kind"], row["evidence"]) for row in rows(shop, schema.suggestion_answer)}
    assert answered <= {
        (row["customer_id"], row["kind"], row["evidence"]) for row in rows(shop, schema.suggestion_shown)
    }


def test_the_first_list_names_one_late_promise_and_one_for_today(shop: Database) -> None:
    due = [one.due for one in list_of(shop, TODAY).suggestions if one.kind is SuggestionKind.PROMISE]
    assert due == [TODAY - timedelta(days=3), TODAY]


def test_some_are_left_in_peace_each_for_a_reason_of_their_own(shop: Database) -> None:
    reasons = [left.reason.code for left in list_of(shop, TODAY).left_in_peace]
    assert sorted(reasons) == sorted([Peace.ASKED_FOR, Peace.MOURNING, Peace.REFUSED, Peace.BUDGET, Peace.PUT_OFF])


def test_every_line_of_the_brief_is_there_for_somebody(shop: Database) -> None:
    people = ids(shop).values()
    with shop.read() as reader:
        view = staff_view(reader)
        briefs = [brief(one, view) for one in dossiers(reader, people, TODAY)]
    codes = Counter(line.reason.code for lines in briefs for line in lines)
    assert set(codes) == set(BriefCode)
    assert sum(len(lines) >= 6 for lines in briefs) >= 10


def test_a_weekly_buyer_is_slipping_after_three_weeks_and_a_yearly_one_not_after_five_months(shop: Database) -> None:
    names = ids(shop)

    def state(name: str) -> tuple[int | None, RhythmState]:
        with shop.read() as reader:
            seen = dossier(reader, names[name], TODAY)
        assert seen is not None
        now = silence(seen.rhythm, TODAY.toordinal())
        return now.days, now.state

    assert state("Graham Pellow") == (21, RhythmState.SLIPPING)
    assert state("Quentin Sallow") == (150, RhythmState.IN_RHYTHM)
    assert state("Bronagh Keane")[1] is RhythmState.BACK
    assert state("Zachary Thorne")[1] is RhythmState.LOST


def test_facts_of_all_sorts_are_known_some_old_some_corrected(shop: Database) -> None:
    people = list(ids(shop).values())
    with shop.read() as reader:
        known = [fact for some in facts.current(reader, people).values() for fact in some]
    assert {fact.certainty for fact in known} == set(Certainty)
    assert len({fact.kind for fact in known}) > 20
    assert any(needs_check(fact, TODAY) for fact in known)
    birthdays = [fact for fact in known if fact.kind == "birthday"]
    assert {bool(fact.year) for fact in birthdays} == {True, False}
    assert any((fact.month, fact.day) == (2, 29) for fact in birthdays)
    assert any(fact.value == "name day" for fact in known)
    replaced = [row for row in rows(shop, schema.fact) if row["superseded_by"]]
    assert len(replaced) >= 3
    assert any(row["retired"] for row in rows(shop, schema.fact))


def test_promises_stand_in_every_state_and_customers_gave_some_too(shop: Database) -> None:
    people = list(ids(shop).values())
    with shop.read() as reader:
        given = [one for some in promises.of_customers(reader, people).values() for one in some]
    assert {(one.by, one.state) for one in given} >= {
        *((PromisedBy.SHOP, state) for state in PromiseState),
        (PromisedBy.CUSTOMER, PromiseState.OPEN),
        (PromisedBy.CUSTOMER, PromiseState.KEPT),
    }
    assert {row["state"] for row in rows(shop, schema.wish)} == {"open", "met", "dropped"}
    assert {row["answer"] for row in rows(shop, schema.suggestion_answer)} == {"done", "later", "no"}


def test_people_share_households_entries_and_names_of_many_scripts(shop: Database) -> None:
    assert count(shop, schema.household) >= 3
    assert "introduced by" in {row["kind"] for row in rows(shop, schema.relation)}
    assert count(shop, schema.participant, schema.participant.c.place == 1) >= 3
    assert {"Łukasz Wrona", "Σοφία Παππά", "山田 美咲", "محمد الحاج"} <= ids(shop).keys()
    members = Counter(row["household_id"] for row in rows(shop, schema.customer) if row["household_id"])
    assert all(number >= 2 for number in members.values())


def test_an_edited_entry_opens_its_earlier_text(shop: Database) -> None:
    with shop.read() as reader:
        every = reader.scalars(select(schema.interaction.c.id))
        edited = sorted(journal.edited(reader, schema.interaction, every))
        earlier = [journal.earlier_versions(reader, schema.interaction, one)[0] for one in edited]
    assert len(edited) >= 5
    assert all(before["words"] for _, before in earlier)
    assert {operation.name for operation, _ in earlier} == {"log_edit"}


def test_customers_came_up_over_the_two_years(shop: Database) -> None:
    added = [date.fromisoformat(row["added"]) for row in rows(shop, schema.customer)]
    assert sum(day >= TODAY - timedelta(days=30) for day in added) >= 4
    assert sum(day < TODAY - timedelta(days=365) for day in added) >= 40


def test_the_file_is_sound_and_removing_it_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sample.relapp"
    sample.make(path, TODAY)
    database = Database.open(path)
    assert database.check() == []
    assert len(list_of(database, TODAY).suggestions) == 7
    database.close()
    (tmp_path / "sample-before-v2.relapp").write_bytes(b"a copy made before an upgrade")
    sample.remove(path)
    assert list(tmp_path.iterdir()) == []
    sample.remove(path)


def test_making_it_again_starts_afresh(tmp_path: Path) -> None:
    path = tmp_path / "sample.relapp"
    database = Database.open(path)
    operations = Operations(database)
    operations.run("setting", lambda tx: settings.change(tx, sample=True))
    operations.run("customer_add", lambda tx: customer_verbs.add(tx, NewCustomer("Ada")))
    database.close()
    sample.make(path, TODAY)
    database = Database.open(path)
    assert count(database, schema.customer) == 121
    assert "Ada" not in ids(database)
    database.close()


def test_the_shops_own_file_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "shop.relapp"
    database = Database.open(path)
    Operations(database).run("customer_add", lambda tx: customer_verbs.add(tx, NewCustomer("Ada")))
    database.close()
    with pytest.raises(UserError, match=r"sample\.not_sample"):
        sample.make(path, TODAY)
    with pytest.raises(UserError, match=r"sample\.not_sample"):
        sample.remove(path)
    database = Database.open(path)
    assert list(ids(database)) == ["Ada"]
    database.close()


def test_undone_to_the_start_nothing_is_left_and_redone_everything_is_back() -> None:
    database = filled()
    operations = Operations(database)
    before = tables(database, list(schema.JOURNALLED))
    while operations.undo():
        pass
    assert not any(tables(database, [*schema.JOURNALLED, "customer_stat"]).values())
    while operations.redo():
        pass
    assert tables(database, list(schema.JOURNALLED)) == before


def test_a_slip_in_the_files_names_the_customer(tmp_path: Path) -> None:
    (tmp_path / "customers").mkdir()
    (tmp_path / "shop.toml").write_text('name = "A"\ncurrency = "EUR"\nstaff = ["B"]\n', encoding="utf-8")
    (tmp_path / "products.toml").write_text("", encoding="utf-8")
    person = '[[customer]]\nname = "Ada"\nstory = [{ ago = 3, by = "B", visit = "One", call = "Two" }]\n'
    (tmp_path / "customers" / "all.toml").write_text(person, encoding="utf-8")
    with pytest.raises(ValueError, match="Ada: an entry needs exactly one of"):
        book.read(tmp_path)
