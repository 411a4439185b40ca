"""Words for pictures: each mark, the whole as sentences, and the figures as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QLocale

from relapp.domain.cells import Cell as ListCell
from relapp.domain.money import Money
from relapp.domain.pictures import (
    Bar,
    Bars,
    Cell,
    Flow,
    Heat,
    Line,
    Mark,
    Measure,
    Move,
    Picture,
    Point,
    Spark,
    Stand,
    Step,
    Unit,
)
from relapp.services.exporting.lists import SavedList
from relapp.ui.wording import dates, tr
from relapp.ui.wording import money as money_words


@dataclass(frozen=True, slots=True)
class Words:
    """What a page calls the parts of one of its pictures.

    ``label`` turns the codes of bars and states into words; ``labels`` is what such a label is ("Theme"). ``value``,
    ``second`` and ``earlier`` name the values; ``thin`` is said where there is too little for a picture.
    """

    title: str
    label: Callable[[str], str] = str
    labels: str = ""
    value: str = ""
    second: str = ""
    earlier: str = ""
    thin: str = ""


def amount(value: float | None, measure: Measure, *, short: bool = False) -> str:
    """A value of a picture: "1,204", "£6.40", "41 days", "58 %"; ``short`` is for axes."""
    if value is None:
        return tr("Pictures", "not known")
    match measure.unit:
        case Unit.MONEY:
            written = money_words.about if short or measure.about else money_words.money
            return written(Money(round(value), measure.currency))
        case Unit.SHARE:
            return _decimal(value * 100) + "\N{NO-BREAK SPACE}" + QLocale().percent()
        case Unit.DAYS:
            whole = round(value)
            return money_words.number(whole) if short else dates.days(whole)
    return _decimal(value)


def _decimal(value: float) -> str:
    """With one decimal where it has any worth telling."""
    return QLocale().toString(float(value), "f", 0 if abs(value - round(value)) < 0.05 else 1)


def day(when: date, step: Step, *, short: bool = False) -> str:
    """The place of a point on its line: "Oct 2026", "3 Oct 2026", "week of 5 Oct 2026"; ``short`` is for axes."""
    if step is Step.MONTH:
        return dates.month(when, with_year=not short)
    said = dates.short(when, with_year=not short)
    return tr("Pictures", "week of {day}").format(day=said) if step is Step.WEEK and not short else said


def label(mark: Mark, picture: Picture, words: Words) -> str:
    """What a mark is, without its value."""
    match mark:
        case Point():
            return day(mark.at, picture.step if isinstance(picture, Line | Spark) else Step.DAY)
        case Bar():
            return words.label(mark.label)
        case Stand():
            assert isinstance(picture, Flow)
            end = dates.short(picture.later if mark.after else picture.earlier)
            return tr("Pictures", "{state} on {day}").format(state=words.label(mark.state), day=end)
        case Move() if mark.source == mark.target:
            return tr("Pictures", "Still: {state}").format(state=words.label(mark.source))
        case Move():
            before, after = words.label(mark.source), words.label(mark.target)
            return tr("Pictures", "{before} → {after}").format(before=before, after=after)
        case Cell():
            return tr("Pictures", "{weekday}, {start} to {end}").format(
                weekday=dates.weekday(mark.weekday), start=hour(mark.hour), end=hour(mark.hour + 1)
            )


def hour(number: int, *, short: bool = False) -> str:
    """An hour of the day: "9:00", or the figure alone."""
    return money_words.number(number) if short else dates.clock(time(number % 24))


def mark(one: Mark, picture: Picture, words: Words) -> str:
    """A mark with all that it says: "Oct 2026: 52; between 40 and 61; last month 47"."""
    measure = picture.measure
    said = [amount(one.value, measure)]
    if isinstance(one, Point | Bar) and one.low is not None and one.high is not None:
        low, high = amount(one.low, measure), amount(one.high, measure)
        said.append(tr("Pictures", "between {low} and {high}").format(low=low, high=high))
    if isinstance(one, Point) and one.second is not None:
        if words.value:
            said[0] = f"{words.value} {said[0]}"
        said.append(f"{words.second} {amount(one.second, measure)}".strip())
    if isinstance(one, Bar) and one.earlier is not None:
        said.append(f"{words.earlier} {amount(one.earlier, measure)}".strip())
    return f"{label(one, picture, words)}: {'; '.join(said)}"


def thin(words: Words) -> str:
    """What is said in place of a picture of too little."""
    return words.thin or tr("Pictures", "There is too little yet to draw a picture of.")


def summary(picture: Picture, words: Words) -> str:
    """The whole in one or two sentences, for whoever cannot see it."""
    if picture.is_thin:
        return thin(words)
    match picture:
        case Line() | Spark():
            return _of_points(picture.points, picture, words)
        case Bars():
            return tr("Pictures", "Bars: {bars}.").format(
                bars="; ".join(mark(one, picture, words) for one in picture.bars)
            )
        case Heat():
            busiest = max(picture.cells, key=lambda cell: cell.value)
            said = tr("Pictures", "Busiest: {cell}.").format(cell=mark(busiest, picture, words))
            return f"{said} {untimed(picture)}".strip()
        case Flow():
            moved = [one for one in picture.moves if one.source != one.target and one.value]
            moved.sort(key=lambda one: -one.value)
            if not moved:
                return tr("Pictures", "Nobody moved.")
            return tr("Pictures", "Moves: {moves}.").format(moves="; ".join(mark(one, picture, words) for one in moved))


def untimed(picture: Heat) -> str:
    """How many stand in no cell, empty where none."""
    return tr("Pictures", "%n more without a time of day.", picture.untimed) if picture.untimed else ""


def _of_points(points: Sequence[Point], picture: Line | Spark, words: Words) -> str:
    known = [point for point in points if point.value is not None]
    highest, lowest = (choose(known, key=lambda one: one.value or 0) for choose in (max, min))
    said = tr("Pictures", "From {first} to {last}.")
    if highest.value != lowest.value:
        said = tr("Pictures", "From {first} to {last}. Highest {highest}, lowest {lowest}.")
    return said.format(
        first=mark(known[0], picture, words),
        last=mark(known[-1], picture, words),
        highest=mark(highest, picture, words),
        lowest=mark(lowest, picture, words),
    )


# -- the figures as a list --


def table(picture: Picture, words: Words) -> SavedList:
    """The figures of a picture as a list to be saved: money in major units, days in ISO 8601, shares from 0 to 1."""
    value = words.value or tr("Pictures", "Value")
    bounds = (tr("Pictures", "At least"), tr("Pictures", "At most"))
    number = ListCell.MONEY if picture.measure.unit is Unit.MONEY else ListCell.NUMBER
    columns: Sequence[tuple[str, ListCell]]
    rows: Sequence[Sequence[object]]
    match picture:
        case Line() | Spark():
            names = (value, *bounds, words.second)
            columns = ((tr("Pictures", "Day"), ListCell.WHEN), *((name, number) for name in names))
            rows = [(one.at.isoformat(), one.value, one.low, one.high, one.second) for one in picture.points]
        case Bars():
            names = (value, words.earlier, *bounds)
            columns = ((words.labels, ListCell.TEXT), *((name, number) for name in names))
            rows = [(words.label(one.label), one.value, one.earlier, one.low, one.high) for one in picture.bars]
        case Heat():
            days, hours = (tr("Pictures", "Weekday"), ListCell.TEXT), (tr("Pictures", "From"), ListCell.WHEN)
            columns = (days, hours, (value, number))
            rows = [(dates.weekday(one.weekday), f"{one.hour:02}:00", one.value) for one in picture.cells]
        case Flow():
            ends = [(end.isoformat(), ListCell.TEXT) for end in (picture.earlier, picture.later)]
            columns = (*ends, (value, number))
            rows = [(words.label(one.source), words.label(one.target), one.value) for one in picture.moves]
    return _list(picture.measure, words.title, columns, rows)


def _list(
    measure: Measure, title: str, columns: Sequence[tuple[str, ListCell]], rows: Sequence[Sequence[object]]
) -> SavedList:
    """Without the columns in which no row says anything."""
    used = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    written = [tuple(_written(row[place], measure) for place in used) for row in rows]
    return SavedList(title, [columns[place][0] for place in used], written, [columns[place][1] for place in used])


def _written(value: object, measure: Measure) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    assert isinstance(value, int | float)
    if measure.unit is Unit.MONEY:
        return str(Money(round(value), measure.currency).value)
    return f"{value:.4f}".rstrip("0").rstrip(".")
