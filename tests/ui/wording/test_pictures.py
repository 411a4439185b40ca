"""The words of pictures, and their figures as a list."""

from __future__ import annotations

from datetime import date
from io import StringIO

from relapp.domain.pictures import Bar, Bars, Cell, Flow, Heat, Line, Measure, Move, Point, Spark, Stand, Step, Unit
from relapp.services.exporting import tables
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

EUROS = Measure(Unit.MONEY, "EUR")
WORDS = Words("Returning", labels="Theme", value="Kept", second="Slipping", earlier="in September")


def months(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(date(2026, place + 1, 1), value) for place, value in enumerate(values))


def test_an_amount_is_said_in_its_measure() -> None:
    assert wording.amount(1204, Measure()) == "1,204"
    assert wording.amount(3.26, Measure()) == "3.3"
    assert wording.amount(-640, EUROS) == "-€6.40"
    assert wording.amount(64_049, EUROS, short=True) == "€640"
    assert wording.amount(64_049, Measure(Unit.MONEY, "EUR", about=True)) == "€640"
    assert wording.amount(1, Measure(Unit.DAYS)) == "1 day"
    assert wording.amount(0.575, Measure(Unit.SHARE)) == "57.5\N{NO-BREAK SPACE}%"
    assert wording.amount(None, EUROS) == "not known"


def test_a_point_says_its_month_its_band_and_the_second_line() -> None:
    line = Line((Point(date(2026, 10, 31), 52, 40, 61, 7),))
    assert wording.mark(line.points[0], line, WORDS) == "Oct 2026: Kept 52; between 40 and 61; Slipping 7"


def test_a_week_and_a_day_are_said_as_such() -> None:
    assert wording.day(date(2026, 10, 5), Step.WEEK) == "week of 5 Oct 2026"
    assert wording.day(date(2026, 10, 5), Step.DAY, short=True) == "5 Oct"


def test_a_bar_says_what_it_was_before() -> None:
    bars = Bars((Bar("late", 12, earlier=9), Bar("cold", 3)))
    words = Words("Themes", label={"late": "Late", "cold": "Cold"}.__getitem__, earlier="last month")
    assert wording.summary(bars, words) == "Bars: Late: 12; last month 9; Cold: 3."


def test_a_line_is_summed_up_by_its_ends_and_its_turns() -> None:
    line = Line(months(4, None, 9, 2, 5))
    assert wording.summary(line, Words("x")) == (
        "From Jan 2026: 4 to May 2026: 5. Highest Mar 2026: 9, lowest Apr 2026: 2."
    )
    assert wording.summary(Line(months(4, 4)), Words("x")) == "From Jan 2026: 4 to Feb 2026: 4."


def test_an_hour_of_the_week_is_said_in_full() -> None:
    heat = Heat((Cell(1, 9, 14), Cell(6, 23, 40)), untimed=3)
    assert wording.mark(heat.cells[0], heat, WORDS) == "Tuesday, 09:00 to 10:00: 14"
    assert wording.summary(heat, WORDS) == "Busiest: Sunday, 23:00 to 00:00: 40. 3 more without a time of day."


def test_moves_are_said_with_both_states_the_largest_first() -> None:
    moves = (Move("kept", "kept", 9), Move("kept", "lost", 1), Move("lost", "back", 2))
    flow = Flow(date(2026, 9, 30), date(2026, 10, 31), (Stand("kept", 10, False), Stand("lost", 2, False)), (), moves)
    words = Words("x", label=str.title)
    assert wording.summary(flow, words) == "Moves: Lost → Back: 2; Kept → Lost: 1."
    assert wording.mark(flow.before[0], flow, words) == "Kept on 30 Sept 2026: 10"
    assert wording.mark(moves[0], flow, words) == "Still: Kept: 9"


def test_too_little_is_said_and_not_summed_up() -> None:
    few = (Line(months(4, None)), Spark(months(1, 2)), Bars((Bar("a", 0),)), Heat((Cell(0, 9, 19),)))
    assert all(one.is_thin for one in few)
    assert {wording.summary(one, Words("x", thin="Two months are needed.")) for one in few} == {
        "Two months are needed."
    }


def test_the_figures_are_a_list_in_which_no_formula_runs() -> None:
    bars = Bars((Bar("=1+1", 640, earlier=5, low=None, opens="a"), Bar("b", 12.4)), EUROS)
    saved = wording.table(bars, WORDS)
    file = StringIO()
    tables.write(file, saved.header, saved.rows)
    assert file.getvalue() == "\ufeffTheme,Kept,in September\r\n'=1+1,6.40,0.05\r\nb,0.12,\r\n"


def test_a_line_as_a_list_leaves_out_what_no_point_says() -> None:
    saved = wording.table(Line(months(4, None, 9.5)), WORDS)
    assert list(saved.header) == ["Day", "Kept"]
    assert list(saved.rows) == [("2026-01-01", "4"), ("2026-02-01", ""), ("2026-03-01", "9.5")]


def test_the_hours_that_are_shown_are_those_that_are_used() -> None:
    assert Heat((Cell(0, 9, 1), Cell(3, 17, 2), Cell(4, 5, 0))).hours == range(9, 18)
    assert Heat(()).hours == range(0)
