"""Words for what customers tell the shop: themes, what praises and what complains, and how it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from relapp.domain.themes.remarks import MONTH, ThemeRow, Tone, Trend
from relapp.domain.themes.sorting import UNSORTED, By
from relapp.domain.themes.start import Theme
from relapp.services.pages.insights.remarks import DoneAbout, RemarkRow, RemarksPage
from relapp.ui.wording import dates, listed, quoted, sentences, tr
from relapp.ui.wording.money import number


def name(theme: str) -> str:
    """What a theme is called; one of the shop's own by its own words."""
    known = {
        UNSORTED: tr("Themes", "Not yet sorted"),
        Theme.QUALITY: tr("Themes", "Quality"),
        Theme.WAITING: tr("Themes", "Waiting"),
        Theme.PRICE: tr("Themes", "Price"),
        Theme.STAFF: tr("Themes", "How they are served"),
        Theme.RANGE: tr("Themes", "Range"),
        Theme.HOURS: tr("Themes", "Opening hours"),
        Theme.DELIVERY: tr("Themes", "Delivery"),
        Theme.FIT: tr("Themes", "Size and fit"),
        Theme.MISTAKES: tr("Themes", "Mistakes in orders"),
        Theme.PLACE: tr("Themes", "The place itself"),
    }
    return known.get(theme, theme)


def tone(one: Tone) -> str:
    """What a remark is: "Praise"."""
    return {
        Tone.PRAISE: tr("Themes", "Praise"),
        Tone.COMPLAINT: tr("Themes", "Complaints"),
        Tone.OTHER: tr("Themes", "Other remarks"),
    }[one]


def single(one: Tone) -> str:
    """The same of a single remark."""
    return {
        Tone.PRAISE: tr("Themes", "praise"),
        Tone.COMPLAINT: tr("Themes", "complaint"),
        Tone.OTHER: tr("Themes", "remark"),
    }[one]


def nothing() -> str:
    """Of a shop to which nobody said anything."""
    return tr(
        "Themes",
        "No remark of the last twelve months is noted. Log what customers say: “Ana complained: waited too long”, "
        "“Ben feedback: lovely bread”. Here you will see what they tell you most.",
    )


def since(found: RemarksPage) -> str:
    """Which remarks are counted."""
    said = tr("Themes", "What customers said from {first} to today.").format(first=dates.short(found.first))
    if found.cut:
        said = sentences(said, tr("Themes", "There were more than can be shown: the newest are counted."))
    return said


def all_remarks() -> str:
    """The name of all remarks."""
    return tr("Themes", "Remarks")


def why_remarks() -> tuple[str, ...]:
    """Which entries are remarks."""
    return (
        tr(
            "Themes",
            "A remark is a complaint or feedback that was logged with words, and a message, mail or letter of theirs "
            "whose words praise.",
        ),
        tr("Themes", "Each entry counts once, in the twelve months up to today."),
    )


def why_tone(one: Tone) -> tuple[str, ...]:
    """How it is found out what a remark is."""
    return {
        Tone.PRAISE: (
            tr("Themes", "Words of thanks and praise, with nothing in them that doubts, asks or blames."),
            tr("Themes", "What praises in other words stands among the other remarks: better missed than invented."),
        ),
        Tone.COMPLAINT: (tr("Themes", "What was logged as a complaint."),),
        Tone.OTHER: (tr("Themes", "Feedback that is neither a complaint nor plainly praise."),),
    }[one]


def ranked() -> str:
    """The title of the picture."""
    return tr("Themes", "What they tell you most")


def why_themes() -> tuple[str, ...]:
    """How remarks are sorted."""
    return (
        tr("Themes", "Each remark stands under one theme: the one of which its words tell most."),
        tr(
            "Themes",
            "A word tells of a theme because it is among the words every shop starts with, or because it stood in a "
            "remark that you put under that theme. Words such as “the” and “came” tell nothing.",
        ),
        tr(
            "Themes",
            "Where no word tells of a theme, or two themes are told of alike, the remark waits under “Not yet sorted”.",
        ),
        tr("Themes", "No network and no language model is asked: the words are counted here, and each can be seen."),
    )


def line(row: ThemeRow) -> str:
    """Head of a theme: "Waiting: 5 remarks"."""
    return tr("Themes", "{theme}: {n} remark(s)", row.count).format(theme=name(row.theme), n=number(row.count))


def waiting(row: ThemeRow) -> str:
    """How many remarks nobody sorted."""
    return tr("Themes", "{n} remark(s) to be sorted", row.count).format(n=number(row.count))


def under(row: ThemeRow) -> str:
    """What a theme is made of, and how it changed."""
    parts: list[str] = []
    praise, complaints = len(row.of[Tone.PRAISE]), len(row.of[Tone.COMPLAINT])
    if complaints:
        parts.append(tr("Themes", "%n complaint(s)", complaints))
    if praise:
        parts.append(tr("Themes", "{n} of praise").format(n=number(praise)))
    return " · ".join((*parts, change(row)))


def change(row: ThemeRow) -> str:
    """How this month compares with last month."""
    counts = tr("Themes", "{now} this month, {before} last month").format(
        now=number(row.now), before=number(row.before)
    )
    told = {
        Trend.MORE: tr("Themes", "more than before"),
        Trend.FEWER: tr("Themes", "fewer than before"),
        Trend.SAME: tr("Themes", "about the same"),
        Trend.TOO_FEW: tr("Themes", "too few to say"),
    }[row.trend]
    return f"{counts}: {told}"


def why_change() -> str:
    """How months are compared."""
    return tr(
        "Themes",
        "This month is the last {n} days, last month the {n} days before. More or fewer is said only where chance "
        "alone would make such a difference less than once in twenty times.",
    ).format(n=MONTH)


def done(about: DoneAbout) -> str:
    """What was done about a theme, empty where nothing was."""
    parts: list[str] = []
    if about.cases:
        parts.append(tr("Themes", "%n case(s) opened", about.cases))
    if about.right:
        parts.append(tr("Themes", "{n} all right now").format(n=number(about.right)))
    if about.promises:
        parts.append(tr("Themes", "%n promise(s) given, {kept} kept", about.promises).format(kept=number(about.kept)))
    return " · ".join(parts)


def remark_under(row: RemarkRow, today: date) -> str:
    """Whose a remark is, when, what, and why it stands where it does."""
    when = dates.day(row.remark.day, today)
    return " · ".join(part for part in (row.customer, when, single(row.remark.tone), why_here(row)) if part)


def why_here(row: RemarkRow) -> str:
    """Why a remark stands under its theme."""
    quotes: Callable[[tuple[str, ...]], str] = lambda words: listed(quoted(word) for word in words[:3])  # noqa: E731
    if row.where.by is By.STAFF:
        return tr("Themes", "you put it here")
    if row.where.by is By.WORDS:
        return tr("Themes", "because of {words}").format(words=quotes(row.where.words))
    if row.where.offered:
        return tr("Themes", "perhaps {themes}").format(themes=listed(name(one) for one in row.where.offered[:2]))
    return ""
