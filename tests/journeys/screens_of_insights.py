"""How a person gets to the pages of Insights, and to what lies over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from relapp.domain.states import CustomerState
from relapp.services.pages.insights import kept
from relapp.ui.insights.figure import FigureTile
from relapp.ui.insights.pages import PAGES
from relapp.ui.insights.segment_rules import RULES
from relapp.ui.insights.sheets import PeopleSheet
from relapp.ui.insights.view import InsightsView
from tests.journeys.conftest import Desk


def insights(name: str) -> Callable[[Desk], QWidget]:
    """A page, read and built."""

    def open_it(desk: Desk) -> QWidget:
        shown(desk, name)
        return desk.window

    return open_it


def shown(desk: Desk, name: str) -> InsightsView:
    desk.press("Ctrl+4")
    page = desk.session.insights
    page.show_page(name)
    desk.wait(lambda: page.easel is not None and desk.session.figures.is_fresh(page.pages[name]))
    return page


def why(desk: Desk) -> QWidget:
    page = shown(desk, "kept")
    next(tile for tile in page.findChildren(FigureTile) if tile.isVisible()).why_wanted.emit()
    return desk.sheet


def people(desk: Desk) -> QWidget:
    page = shown(desk, "kept")
    page._open(f"state:{CustomerState.NEVER_CAME}:{kept.NOW - 1}", "Never came on 30 April: 2")
    desk.wait(lambda: any(one.isVisible() for one in desk.window.findChildren(PeopleSheet)))
    return desk.sheet


def rules(desk: Desk) -> QWidget:
    page = shown(desk, "value")
    page._open(RULES, "Change who is served how …")
    return desk.sheet


OF_INSIGHTS: dict[str, Callable[[Desk], QWidget]] = {
    **{f"insights, {page.name}": insights(page.name) for page in PAGES},
    "insights, why": why,
    "insights, people": people,
    "insights, rules": rules,
}
