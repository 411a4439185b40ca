"""Promises and complaints: what was put right, how fast, who came back, and whether the shop did what it said."""

from __future__ import annotations

from relapp.domain.pictures import Bar, Bars
from relapp.domain.putting_right import Fate
from relapp.services.pages.insights.recovery import CASES, PROMISES, RecoveryPage, code_of
from relapp.ui.insights.easel import Easel
from relapp.ui.insights.figure import Figure
from relapp.ui.wording import putting_right as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words


def build_recovery(easel: Easel, found: RecoveryPage) -> None:
    """Promises as bars by what became of them, then five figures on complaints."""
    cases, promises = found.cases, found.promises
    if not cases.opened and not cases.open and not any(promises.of.values()):
        easel.say(wording.nothing())
        return
    easel.head(tr("PuttingRight", "What you promised"))
    bars = tuple(Bar(fate, len(ids), opens=code_of(PROMISES, fate)) for fate, ids in promises.of.items() if ids)
    words = Words(
        tr("PuttingRight", "Kept in time: {share}").format(share=wording.kept(promises)),
        label=lambda code: wording.fate(Fate(code)),
        labels=tr("PuttingRight", "What became of it"),
        value=tr("PuttingRight", "Promises"),
        thin=tr("PuttingRight", "Nothing was promised in the last twelve months."),
    )
    said = tr("PuttingRight", "Closed in the last twelve months, and open today.")
    easel.picture(Bars(bars), words, said=said, why=wording.why_kept())
    easel.head(tr("PuttingRight", "What you put right"))
    if not cases.opened and not cases.open:
        easel.say(tr("PuttingRight", "No case was opened in the last twelve months. C on a complaint opens one."))
        return
    easel.figures(_figures(found))


def _figures(found: RecoveryPage) -> list[Figure]:
    cases = found.cases
    year = tr("PuttingRight", "of the last twelve months")
    return [
        Figure(
            tr("PuttingRight", "Open cases"), number(len(cases.open)), tr("PuttingRight", "today"),
            _opens("open", cases.open), wording.why_open(),
        ),
        Figure(
            tr("PuttingRight", "All right now"), wording.part_of(cases.right, cases.asked),
            tr("PuttingRight", "of who was asked again"), _opens("right", cases.right), wording.why_open(),
        ),
        Figure(
            tr("PuttingRight", "Remedy suits the cause"), wording.part_of(cases.matched, cases.remedied), year,
            _opens("matched", cases.matched), wording.why_matched(),
        ),
        Figure(
            tr("PuttingRight", "Came back after it"), wording.part_of(cases.came, cases.due_back), year,
            _opens("came", cases.came), wording.why_came(),
        ),
        Figure(
            tr("PuttingRight", "Days to fix"), wording.typical(cases), tr("PuttingRight", "half took no longer"),
            _opens("fixed", cases.fixed), wording.why_days(),
        ),
    ]  # fmt: skip


def _opens(part: str, ids: tuple[int, ...]) -> str:
    return code_of(CASES, part) if ids else ""
