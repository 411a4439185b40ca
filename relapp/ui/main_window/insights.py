"""How the page of Insights is joined to the rest of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relapp.ui.insights.pages import PAGES
from relapp.ui.insights.view import InsightsView

if TYPE_CHECKING:
    from relapp.ui.main_window.rooms import Rooms


def made(rooms: Rooms) -> InsightsView:
    """The page, with the ways from it to customers and their entries."""
    page = InsightsView(rooms.editing, rooms.figures, PAGES)
    page.customer_wanted.connect(rooms.open_customers)
    page.list_wanted.connect(rooms.show_customers)
    page.evidence_wanted.connect(rooms.show_evidence)
    return page
