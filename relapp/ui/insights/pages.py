"""The pages of Insights, in the order in which they are shown. A page more is a line more here."""

from __future__ import annotations

from relapp.domain.permissions import VALUE_PAGE
from relapp.services.pages.insights import (
    acting,
    closeness,
    kept,
    learned,
    recovery,
    remarks,
    returns,
    signs,
    track_record,
    value,
    week,
)
from relapp.ui.insights.acting import build_acting, build_record
from relapp.ui.insights.closeness import build_closeness
from relapp.ui.insights.kept import build_kept
from relapp.ui.insights.learned import build_learned
from relapp.ui.insights.page import CUSTOMERS_AND_ENTRIES, InsightPage
from relapp.ui.insights.recovery import build_recovery
from relapp.ui.insights.remarks import build_remarks
from relapp.ui.insights.returns import build_returns
from relapp.ui.insights.segment_rules import change_rules
from relapp.ui.insights.signs import build_signs
from relapp.ui.insights.sorting import sort_remarks
from relapp.ui.insights.value import build_value
from relapp.ui.insights.week import build_week
from relapp.ui.wording import tr

ENTRIES = frozenset({"participant", "interaction"})
"""Tables of which pages are made that count who came when."""
_SUGGESTED = CUSTOMERS_AND_ENTRIES | {"suggestion_answer", "setting"}

PAGES = (
    InsightPage(
        "kept",
        lambda: tr("Insights", "&Kept and lost"),
        kept.load,
        build_kept,
        kept.behind,
        ENTRIES | {"customer"},
        ahead=True,
    ),
    InsightPage(
        "week",
        lambda: tr("Insights", "&When they come"),
        week.load,
        build_week,
        week.behind,
        ENTRIES,
        ahead=True,
    ),
    InsightPage(
        "value",
        lambda: tr("Insights", "What the&y bring"),
        value.load,
        build_value,
        value.behind,
        CUSTOMERS_AND_ENTRIES | {"setting", "recovery_case", "fact", "question", "wish"},
        VALUE_PAGE,
        ahead=True,
        acts=change_rules,
        slow=True,
    ),
    InsightPage(
        "returns",
        lambda: tr("Insights", "&Return on customer"),
        returns.load,
        build_returns,
        returns.behind,
        CUSTOMERS_AND_ENTRIES | {"setting", "recovery_case"},
        VALUE_PAGE,
        ahead=True,
        slow=True,
    ),
    InsightPage(
        "remarks",
        lambda: tr("Insights", "What they &tell us"),
        remarks.load,
        build_remarks,
        remarks.behind,
        CUSTOMERS_AND_ENTRIES | {"fact", "recovery_case", "promise"},
        acts=sort_remarks,
    ),
    InsightPage(
        "learned",
        lambda: tr("Insights", "What we &learned"),
        learned.load,
        build_learned,
        learned.behind,
        ENTRIES | {"customer", "fact", "question", "question_put", "contact_point", "staff"},
        slow=True,
    ),
    InsightPage(
        "closeness",
        lambda: tr("Insights", "How &close we are"),
        closeness.load,
        build_closeness,
        closeness.behind,
        _SUGGESTED | {"fact", "wish", "promise", "contact_point"},
        slow=True,
    ),
    InsightPage(
        "signs",
        lambda: tr("Insights", "The se&ven signs"),
        signs.load,
        build_signs,
        signs.behind,
        _SUGGESTED | {"fact", "wish", "promise", "recovery_case", "consent"},
        ahead=True,
        slow=True,
    ),
    InsightPage(
        "acting",
        lambda: tr("Insights", "Did &acting help?"),
        acting.load,
        build_acting,
        acting.behind,
        _SUGGESTED,
    ),
    InsightPage(
        "record",
        lambda: tr("Insights", "How &ideas do"),
        track_record.load,
        build_record,
        track_record.behind,
        _SUGGESTED,
    ),
    InsightPage(
        "recovery",
        lambda: tr("Insights", "&Promises and complaints"),
        recovery.load,
        build_recovery,
        recovery.behind,
        CUSTOMERS_AND_ENTRIES | {"recovery_case", "promise"},
    ),
)
