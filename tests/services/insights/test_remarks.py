"""What they tell us: every figure counted once more by other means, and a move that teaches, in one undo."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import text

from relapp.domain.cases import NewCase
from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Direction, Kind
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.suggestions.praise import is_praise
from relapp.domain.themes.remarks import Tone, Trend
from relapp.domain.themes.sorting import By
from relapp.domain.themes.start import Theme
from relapp.services import cases, promises, themes
from relapp.services.pages.insights import remarks as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.remarks import DoneAbout, RemarksPage, code_of
from relapp.storage import facts
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.shop import Shop


def load(shop: Shop, day: date = TODAY) -> RemarksPage:
    return shop.read(lambda reader: page.load(reader, Asked(day)))


def behind(shop: Shop, found: RemarksPage, theme: str | None, part: str = "") -> list[int]:
    shown = shop.read(lambda reader: page.behind(reader, found, code_of(theme, part), Asked(TODAY)))
    return [piece.receipt.id for piece in shown.evidence]


def complain(shop: Shop, customer: int, words: str, ago: int = 1, **fields: object) -> int:
    return shop.log(customer, kind=Kind.COMPLAINT, words=words, ago=ago, **fields)  # type: ignore[arg-type]


def move(shop: Shop, entry: int, theme: str) -> None:
    shop.run("remark_move", lambda tx: themes.move(tx, entry, theme))


def test_remarks_are_complaints_feedback_and_written_praise_of_a_year(shop: Shop) -> None:
    ana, ben = shop.customer("Ana"), shop.customer("Ben")
    stale = complain(shop, ana, "The loaf was stale", 0)
    both = shop.log(ana, ben, kind=Kind.FEEDBACK, words="We waited for ages", ago=364)
    praise = shop.log(ben, kind=Kind.EMAIL, words="Thank you, wonderful bread", ago=3, direction=Direction.IN)
    complain(shop, ana, "Stale", 365)
    complain(shop, ana, "", 1)
    shop.log(ben, kind=Kind.EMAIL, words="May I order two?", ago=3, direction=Direction.IN)
    shop.log(ben, kind=Kind.EMAIL, words="Thank you for the wonderful order", ago=3, direction=Direction.OUT)
    shop.log(ana, kind=Kind.VISIT, words="Waited ten minutes", ago=3)
    found = load(shop)
    assert found.count == 3
    assert behind(shop, found, None) == [stale, praise, both]
    assert [found.toned(tone) for tone in Tone] == [1, 1, 1]
    assert behind(shop, found, None, Tone.COMPLAINT) == [stale]
    assert behind(shop, found, Theme.WAITING) == [both]


def test_this_month_is_compared_with_the_one_before_only_where_there_is_enough(shop: Shop) -> None:
    ana = shop.customer()
    for ago in (0, 5, 29, 30, 59, 60):
        complain(shop, ana, "Stale", ago)
    row = load(shop).themes.rows[0]
    assert (row.count, row.now, row.before, row.trend) == (6, 3, 2, Trend.TOO_FEW)
    for _ in range(12):
        complain(shop, ana, "Stale again", 2)
    assert load(shop).themes.rows[0].trend is Trend.MORE
    for _ in range(8):
        complain(shop, ana, "Stale again", 40)
    assert load(shop).themes.rows[0].trend is Trend.SAME


def test_what_was_done_about_them_stands_beside(shop: Shop) -> None:
    ana = shop.customer()
    put_right, promised, nothing = (complain(shop, ana, "Stale", ago) for ago in (5, 4, 3))
    case = shop.run("case_open", lambda tx: cases.open_case(tx, ana, NewCase("faulty"), source_id=put_right))
    shop.run("case_asked", lambda tx: cases.asked(tx, case, all_right=True))
    given = shop.run("promise_give", lambda tx: promises.give(tx, ana, NewPromise("a fresh one"), source_id=promised))
    shop.run("promise_settle", lambda tx: promises.settle(tx, given, PromiseState.KEPT))
    found = load(shop)
    assert found.done[Theme.QUALITY] == DoneAbout(1, 1, 1, 1, (put_right, promised))
    assert set(behind(shop, found, Theme.QUALITY, page.DONE)) == {put_right, promised}
    shown = shop.read(lambda reader: page.rows(reader, found, Theme.QUALITY))
    assert [(row.remark.id, row.case_id) for row in shown] == [(nothing, None), (promised, None), (put_right, case)]
    assert {row.customer for row in shown} == {"Ana Moreira"}


# -- moving --


def test_a_moved_remark_stays_teaches_and_one_undo_takes_it_back(shop: Shop) -> None:
    ana = shop.customer()
    first, second = (complain(shop, ana, words, 2) for words in ("Dogs under the bench", "Dogs and a bench"))
    third = complain(shop, ana, "Why are there dogs?")
    assert behind(shop, load(shop), "") == [third, second, first]
    before = shop.everything()
    move(shop, first, " Animals ")
    move(shop, second, "Animals")
    found = load(shop)
    assert behind(shop, found, "Animals") == [third, second, first]
    assert [found.themes.where[one].by for one in (first, second, third)] == [By.STAFF, By.STAFF, By.WORDS]
    assert "Animals" in found.names
    assert found.themes.rows[0].taught[0] in ("dogs", "bench")
    shop.operations.undo()
    shop.operations.undo()
    assert shop.tables()["fact"] == before["fact"]
    assert behind(shop, load(shop), "") == [third, second, first]


def test_what_a_remark_is_about_is_nothing_known_of_the_customer_and_goes_with_the_entry(shop: Shop) -> None:
    ana = shop.customer()
    entry = complain(shop, ana, "Stale")
    move(shop, entry, "waiting")
    move(shop, entry, "Price")
    assert [fact.value for fact in shop.read(lambda reader: facts.of_sources(reader, [entry]))[entry]] == [Theme.PRICE]
    assert shop.read(lambda reader: facts.current(reader, [ana])) == {}
    assert FactKind.THEME not in shop.read(facts.kinds)
    assert behind(shop, load(shop), Theme.PRICE) == [entry]
    move(shop, entry, "")
    assert behind(shop, load(shop), Theme.QUALITY) == [entry]
    move(shop, entry, "Price")
    from relapp.services import interactions

    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
    assert shop.tables()["fact"] == []
    shop.operations.undo()
    assert behind(shop, load(shop), Theme.PRICE) == [entry]


def test_corrections_of_former_years_go_on_teaching(shop: Shop) -> None:
    ana = shop.customer()
    for words in ("Dogs under the bench", "A bench and dogs"):
        move(shop, complain(shop, ana, words, 500), "Animals")
    fresh = complain(shop, ana, "Dogs!")
    assert behind(shop, load(shop), "Animals") == [fresh]


def test_what_cannot_be_moved_is_refused(shop: Shop) -> None:
    entry = complain(shop, shop.customer(), "Stale")
    for moved, theme, code in ((entry, "x" * 61, "theme.too_long"), (entry + 1, "price", "remark.gone")):
        with pytest.raises(UserError) as refused:
            move(shop, moved, theme)
        assert refused.value.code == code


# -- the sample shop, counted again --


def test_the_sample_shops_figures_are_those_that_a_plain_query_counts(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
        told = reader.rows(
            text(
                "SELECT i.id, i.kind, i.words, date(i.moment + 60 * i.utc_offset, 'unixepoch') AS day "
                "FROM interaction i "
                "WHERE i.words != '' AND i.direction != 'out' AND (i.kind IN ('complaint', 'feedback') OR "
                "i.kind IN ('email', 'letter', 'message') AND i.direction = 'in') AND "
                "day BETWEEN '2024-05-07' AND '2025-05-06'"
            )
        )
        shown = page.behind(reader, found, code_of(None), Asked(TODAY)).evidence
    told = [row for row in told if row.kind in ("complaint", "feedback") or is_praise(row.words)]
    tones = Counter(
        Tone.COMPLAINT if row.kind == "complaint" else Tone.PRAISE if is_praise(row.words) else Tone.OTHER
        for row in told
    )
    assert found.count == len(told) >= 20
    assert {tone: found.toned(tone) for tone in Tone} == tones
    assert {piece.receipt.id for piece in shown} == {row.id for row in told}
    assert sum(row.now for row in found.rows) == sum(row.day > "2025-04-06" for row in told)
    assert sum(row.before for row in found.rows) == sum("2025-03-07" < row.day <= "2025-04-06" for row in told)
    assert [row.count for row in found.themes.rows] == sorted((row.count for row in found.themes.rows), reverse=True)
