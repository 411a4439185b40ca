"""What customers tell the shop: how much, of what, and what became of it."""

from __future__ import annotations

from relapp.domain.pictures import Bar, Bars
from relapp.domain.themes.remarks import ThemeRow, Tone
from relapp.services.pages.insights.remarks import RemarksPage, code_of
from relapp.ui.insights.easel import Easel, ListedLine
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import themes as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words

SORT = "sort|"
"""Before a theme: opens its remarks to be sorted."""

_MOST = 12


def build_remarks(easel: Easel, found: RemarksPage) -> None:
    """How much they said, the themes as bars, each theme with its change, and what was done about it."""
    if not found.count:
        easel.say(wording.nothing())
        return
    easel.say(wording.since(found))
    every = Figure(wording.all_remarks(), number(found.count), opens=code_of(None), why=wording.why_remarks())
    easel.figures([every, *(_figure(found, tone) for tone in Tone)])
    bars = tuple(Bar(row.theme, row.count, opens=code_of(row.theme)) for row in found.themes.rows[:_MOST])
    words = Words(wording.ranked(), label=wording.name, labels=tr("Themes", "Theme"), value=wording.all_remarks())
    easel.picture(Bars(bars), words, why=wording.why_themes())
    unsorted = found.themes.unsorted
    if unsorted.count:
        offer = tr("Themes", "Put one where it belongs, and its words are known next time.")
        easel.lines(wording.name(""), [ListedLine(wording.waiting(unsorted), offer, opens=SORT)])
    lines = [_line(row) for row in found.themes.rows]
    easel.lines(
        tr("Themes", "Each theme, and how it changed"), lines, said=wording.why_change(),
        nothing=tr("Themes", "Nothing is sorted yet."),
    )  # fmt: skip
    _say_what_was_done(easel, found)


def _figure(found: RemarksPage, tone: Tone) -> Figure:
    count = found.toned(tone)
    opens = code_of(None, tone) if count else ""
    return Figure(wording.tone(tone), number(count), opens=opens, why=wording.why_tone(tone))


def _line(row: ThemeRow) -> ListedLine:
    return ListedLine(wording.line(row), wording.under(row), opens=SORT + row.theme)


def _say_what_was_done(easel: Easel, found: RemarksPage) -> None:
    lines = [
        ListedLine(wording.name(row.theme), said, opens=code_of(row.theme, "done"))
        for row in found.rows
        if (said := wording.done(found.done[row.theme]))
    ]
    easel.lines(
        tr("Themes", "What was done about it"), lines,
        said=tr("Themes", "Cases that were opened for these remarks, and what we promised with them."),
        nothing=tr("Themes", "No case and no promise began with one of them."),
    )  # fmt: skip
