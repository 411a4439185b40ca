"""The pages of Insights, in the order in which they are shown. A page more is a line more here."""

from __future__ import annotations

from relapp.services.pages.insights import kept
from relapp.ui.insights.kept import build_kept
from relapp.ui.insights.page import InsightPage
from relapp.ui.wording import tr

PAGES = (
    InsightPage(
        "kept",
        lambda: tr("Insights", "&Kept and lost"),
        kept.load,
        build_kept,
        kept.behind,
        frozenset({"customer", "participant", "interaction"}),
        ahead=True,
    ),
)
