from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome, PurchaseLine
from relapp.domain.returns import CameFrom
from relapp.ui.wording import timeline

TODAY = date(2026, 11, 19)  # a Thursday
NOON = datetime(2026, 11, 17, 12, 5, tzinfo=timezone(timedelta(hours=1)))


def entry(kind: Kind, **more: object) -> Interaction:
    values: dict[str, object] = {
        "id": 1, "kind": kind, "at": NOON, "words": "", "channel": Channel.PHONE, "direction": Direction.OUT,
        "outcome": None, "staff_id": 1, "customers": (1,),
    }  # fmt: skip
    return Interaction(**{**values, **more})  # type: ignore[arg-type]


def test_a_headline_says_who_began_and_what_came_of_it() -> None:
    assert timeline.headline(entry(Kind.CALL)) == "Call"
    assert timeline.headline(entry(Kind.MESSAGE, direction=Direction.IN)) == "Message from them"
    assert timeline.headline(entry(Kind.CALL, outcome=Outcome.UNANSWERED)) == "Call, no answer"
    assert timeline.headline(entry(Kind.VISIT, direction=Direction.IN)) == "Visit"


@pytest.mark.parametrize(
    "words", ["<Media omitted>", "<Medien ausgeschlossen>", "<Médias omis>", "<Multimedia omitido>"]
)
def test_a_picture_that_is_not_in_an_exported_chat_is_said_to_be_one(words: str) -> None:
    said = "(picture or file, not in the export)"
    assert timeline.text(entry(Kind.MESSAGE, words=words)) == said
    assert timeline.text(entry(Kind.MESSAGE, words=f"{words}\nthe blue one")) == f"{said}\nthe blue one"
    assert timeline.text(entry(Kind.NOTE, words=words)) == words
    assert timeline.text(entry(Kind.MESSAGE, words=f"she wrote {words}")) == f"she wrote {words}"


def test_the_way_is_named_only_where_it_is_unusual() -> None:
    assert timeline.source(entry(Kind.CALL), "Ina", ()) == "Ina"
    assert timeline.source(entry(Kind.ENQUIRY), "Ina", ("Bea", "Cy")) == "Ina · with Bea and Cy · by phone"
    assert timeline.source(entry(Kind.CALL, batch_id=3), "", ()) == "imported"


@pytest.mark.parametrize(
    ("days_ago", "heading"),
    [(-1, "To come"), (0, "Today"), (1, "Yesterday"), (19, "October"), (400, "October 2025")],
)
def test_headings_widen_with_distance(days_ago: int, heading: str) -> None:
    assert timeline.heading(TODAY - timedelta(days=days_ago), TODAY) == heading


def test_an_entry_that_only_knows_its_day_shows_no_time() -> None:
    assert timeline.moment(NOON, TODAY).endswith("12:05")
    assert ":" not in timeline.moment(NOON.replace(hour=0, minute=0), TODAY)


def test_a_count_says_how_many_of_how_many_only_under_a_filter() -> None:
    assert timeline.count(212, 212, filtered=False) == "212 entries"
    assert timeline.count(1, 1, filtered=False) == "1 entry"
    assert timeline.count(37, 212, filtered=True) == "37 of 212"


def bought(*lines: tuple[str, str]) -> tuple[PurchaseLine, ...]:
    return tuple(PurchaseLine(n, 1, n, name, Decimal(times), None, 0, 1250) for n, (times, name) in enumerate(lines, 1))


def test_what_was_bought_without_a_name_is_said_to_have_none_unless_words_tell_of_it() -> None:
    imported = entry(Kind.PURCHASE, lines=bought(("2", "Rye loaf"), ("1", "")))
    assert timeline.text(imported) == "2× Rye loaf, without a name"
    assert timeline.text(entry(Kind.PURCHASE, lines=bought(("1", "")), words="paid 12.50")) == "paid 12.50"


def test_what_was_brought_back_says_when_it_was_bought() -> None:
    back = bought(("-2", "Rye loaf"), ("-1", "Roll"), ("-1", "Spelt"))
    first, second, _ = back
    today = date(2026, 12, 20)
    parts = {
        first.id: (CameFrom(1, date(2026, 12, 3), Decimal(2), Decimal(6)),),
        second.id: (CameFrom(2, date(2025, 12, 3), Decimal(1), Decimal(1)),),
    }
    assert timeline.text(entry(Kind.RETURN, lines=back), parts, today) == (
        "2× Rye loaf (from 3 Dec, 2 of 6), Roll (from 3 Dec 2025), Spelt"
    )
