"""Did acting help: two comparisons, what each is worth, and the track record of each kind of suggestion."""

from __future__ import annotations

from relapp.domain.acting import Comparison
from relapp.domain.intervals import wilson
from relapp.domain.pictures import Bar, Bars, Measure, Unit
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.record import Record
from relapp.services.pages.insights import acting as acting_page
from relapp.services.pages.insights import track_record
from relapp.services.pages.insights.acting import CAME, FOLLOWED, HELD, LEFT, SHOWN, ActingPage
from relapp.services.pages.insights.track_record import RecordPage
from relapp.ui.insights.easel import Easel, ListedLine
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import acting as wording
from relapp.ui.wording import kinds, rules, tr
from relapp.ui.wording.pictures import Words


def build_acting(easel: Easel, found: ActingPage) -> None:
    """Followed against left with its warning; shown against held back, or how to come by that."""
    followed = found.acting.followed
    if not any(found.group(name).counted or found.group(name).waiting for name in (FOLLOWED, LEFT, HELD)):
        easel.say(wording.nothing())
        easel.say("" if found.holds_back else wording.how_to_be_fair())
        return
    _compare(easel, found, (FOLLOWED, LEFT), followed, wording.followed_title())
    easel.say(wording.no_proof())
    fair = found.acting.shown
    if fair is not None:
        _compare(easel, found, (SHOWN, HELD), fair, wording.fair_title())
        easel.say(wording.is_fair())
    elif found.holds_back:
        easel.say(tr("Acting", "One idea in ten is held back. The fair comparison stands here once there are enough."))
    else:
        easel.say(wording.how_to_be_fair())
    came = [
        ListedLine(wording.group(name), wording.of_group(one), opens=acting_page.code_of(name, CAME))
        for name in (FOLLOWED, LEFT, SHOWN, HELD)
        if (one := found.group(name)).came
    ]
    if came:
        easel.lines(tr("Acting", "Who came again"), came)


def _compare(easel: Easel, found: ActingPage, names: tuple[str, str], made: Comparison, title: str) -> None:
    figures, bars = [], []
    for name in names:
        one = found.group(name)
        opens = acting_page.code_of(name) if one.counted else ""
        figures.append(
            Figure(wording.group(name), wording.of_group(one), wording.came(one), opens=opens, why=wording.why())
        )
        range_ = wilson(len(one.came), len(one.counted))
        came = acting_page.code_of(name, CAME) if one.came else ""
        bars.append(Bar(name, one.share, low=range_.low, high=range_.high, opens=came))
    easel.figures(figures)
    words = Words(title, label=wording.group, value=wording.came_share(), thin=wording.thin())
    shown = Bars((), Measure(Unit.SHARE)) if made.is_thin else Bars(tuple(bars), Measure(Unit.SHARE))
    easel.picture(shown, words, said=wording.verdict(made) if not made.is_thin else "", why=wording.why())


def build_record(easel: Easel, found: RecordPage) -> None:
    """How often each kind was shown and done, and what came of it."""
    if not found.records:
        easel.say(wording.no_record())
        return
    easel.say(wording.since())
    bars = tuple(
        Bar(kind, one.done, earlier=one.shown, opens=track_record.code_of(kind, "done") if one.done else "")
        for kind, one in found.records.items()
    )
    words = Words(
        tr("Acting", "Done, of what was shown"),
        label=lambda code: kinds.suggestion(SuggestionKind(code)),
        labels=tr("Acting", "Kind"),
        value=tr("Acting", "Done"),
        earlier=tr("Acting", "Shown"),
    )
    easel.picture(Bars(bars), words, why=wording.why_record())
    lines = [_line(kind, one) for kind, one in found.records.items()]
    easel.lines(tr("Acting", "What came of each kind"), lines, said=tr("Acting", "Enter shows for whom it was done."))
    came = [
        ListedLine(
            kinds.suggestion(kind),
            tr("Acting", "came after it: %n customer(s)", len(set(found.people[kind].get("bought", ())))),
            opens=track_record.code_of(kind, "bought"),
        )
        for kind, one in found.records.items()
        if one.bought
    ]
    if came:
        easel.lines(tr("Acting", "Who came after it"), came)


def _line(kind: SuggestionKind, record: Record) -> ListedLine:
    tag = tr("Acting", "quietened") if record.quiet is not None else ""
    said = wording.record_line(record)
    if record.quiet is not None:
        said = f"{said} · {rules.quietened(record.quiet)}"
    part = "done" if record.done else "shown"
    return ListedLine(kinds.suggestion(kind), said, tag, opens=track_record.code_of(kind, part))
