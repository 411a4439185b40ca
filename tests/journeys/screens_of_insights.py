"""How a person gets to the pages of Insights, and to what lies over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.states import CustomerState
from relapp.services import interactions
from relapp.services.pages.insights import kept
from relapp.storage import customers
from relapp.ui.insights.figure import FigureTile
from relapp.ui.insights.pages import PAGES
from relapp.ui.insights.remarks import SORT
from relapp.ui.insights.segment_rules import RULES
from relapp.ui.insights.sheets import PeopleSheet
from relapp.ui.insights.sorting import RemarksSheet, ThemeForm
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


def remarks_to_sort(desk: Desk) -> QWidget:
    page = shown(desk, "remarks")
    desk.wait(lambda: page._shown is desk.session.figures.of(page.pages["remarks"]))
    page._open(SORT, "Remarks to be sorted")
    desk.wait(lambda: any(one.isVisible() for one in desk.window.findChildren(RemarksSheet)))
    return desk.sheet


def theme_of_a_remark(desk: Desk) -> QWidget:
    ana = desk.session.editing.read(customers.ids_by_name)[0]
    entry = NewInteraction((ana,), Kind.FEEDBACK, desk.session.editing.now(), "The bench is new")
    desk.session.editing.run("log", lambda tx: interactions.log(tx, entry))
    remarks_to_sort(desk)
    desk.wait(lambda: any(one.lines for one in desk.window.findChildren(RemarksSheet)))
    next(one for one in desk.window.findChildren(RemarksSheet) if one.lines).lines[0].click()
    desk.wait(lambda: any(one.isVisible() for one in desk.window.findChildren(ThemeForm)))
    return desk.sheet


OF_INSIGHTS: dict[str, Callable[[Desk], QWidget]] = {
    **{f"insights, {page.name}": insights(page.name) for page in PAGES},
    "insights, why": why,
    "insights, people": people,
    "insights, rules": rules,
    "insights, remarks to sort": remarks_to_sort,
    "insights, theme of a remark": theme_of_a_remark,
}
