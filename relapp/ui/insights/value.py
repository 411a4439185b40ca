"""What customers bring, as a page of Insights."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from relapp.domain.money import Money
from relapp.domain.return_on_customer import roughly
from relapp.domain.segments import Segment, counts
from relapp.services.pages.insights import value as page
from relapp.services.pages.insights.value import BROUGHT, EXPECTED, MARGIN, Value, in_segment
from relapp.ui.insights.easel import CUSTOMER, Easel, ListedLine
from relapp.ui.insights.figure import Figure
from relapp.ui.insights.segment_rules import RULES
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.wording import money, tr
from relapp.ui.wording import value as wording
from relapp.ui.wording.money import number
from relapp.ui.wording.pictures import Words

_SHARES = 5


def build_value(easel: Easel, found: Value) -> None:
    """Figures, from whom it comes, when it came, what serving cost, and who is served how."""
    if not found.people:
        easel.say(wording.nobody())
        return
    easel.figures(_figures(found))
    currency = found.currency
    currency, number_of = found.currency, counts(found.standing)
    label = partial(wording.segment_counted, number_of)
    words = Words(wording.segments_title(), label=label, value=wording.expected(), thin=wording.thin())
    said, why = wording.segments_said(), wording.why_segments(found.rules, currency)
    easel.picture(page.segment_bars(found), words, said=said, why=why)
    # As wide as its words.
    easel.column.addWidget(_rules_button(easel, found), 0, Qt.AlignmentFlag.AlignLeading)
    words = Words(wording.months_title(), value=wording.paid(), thin=wording.thin())
    easel.picture(page.month_line(found), words, said=wording.months_said(), why=wording.why_months())
    words = Words(wording.costs_title(), label=wording.line, thin=wording.no_costs())
    said = wording.costs_said(found.lines())
    easel.picture(page.cost_bars(found), words, said=said, why=wording.why_costs(found.costs))
    for segment in (Segment.MOST_VALUABLE, Segment.MOST_GROWABLE, Segment.SERVE_DIFFERENTLY):
        _list(easel, found, segment)
    _shares(easel, found)


def _figures(found: Value) -> list[Figure]:
    whole, currency = found.whole, found.currency
    margin = wording.not_known() if whole.margin is None else money.about(Money(whole.margin, currency))
    expected = money.about(Money(roughly(found.expected), currency))
    below = counts(found.standing)[Segment.SERVE_DIFFERENTLY]
    return [
        Figure(
            wording.brought(),
            money.about(Money(whole.spend, currency)),
            wording.within(found.period),
            BROUGHT,
            wording.why_brought(found.period),
        ),
        Figure(
            wording.margin(),
            margin,
            wording.margin_said(whole, currency),
            MARGIN if whole.margin is None else BROUGHT,
            wording.why_margin(found.costs),
        ),
        Figure(
            wording.expected(),
            expected,
            wording.expected_said(len(found.learned.expected)),
            EXPECTED,
            wording.why_expected(found.seen),
        ),
        Figure(
            wording.below(),
            number(below),
            wording.below_said(),
            in_segment(Segment.SERVE_DIFFERENTLY),
            wording.why_below(found.costs),
        ),
    ]


def _rules_button(easel: Easel, found: Value) -> Button:
    words = tr("Value", "Change who is served &how …")
    button = Button(ButtonKind.OUTLINE, words, "settings")
    button.setAccessibleDescription(" ".join(wording.why_segments(found.rules, found.currency)))
    button.clicked.connect(lambda: easel.opened.emit(RULES, words.replace("&", "")))
    return button


def _list(easel: Easel, found: Value, segment: Segment) -> None:
    said, nothing = {
        Segment.MOST_VALUABLE: (wording.top_said(), wording.nobody_below()),
        Segment.MOST_GROWABLE: (wording.growable_said(), wording.no_growable()),
        Segment.SERVE_DIFFERENTLY: (wording.below_list(), wording.nobody_below()),
    }.get(segment, ("", ""))
    lines, currency = [], found.currency
    for one in found.first(segment):
        if one.customer_id not in found.names:
            continue
        match segment:
            case Segment.MOST_VALUABLE:
                under, tag = wording.valuable(one, currency), wording.a_year(one.expected, currency)
            case Segment.MOST_GROWABLE:
                under, tag = wording.growable(one, currency), ""
            case _:
                under = wording.sum_of(one.brought, currency)
                tag = money.money(Money(one.brought.remains, currency))
        lines.append(ListedLine(found.names[one.customer_id], under, tag, f"{CUSTOMER}{one.customer_id}"))
    easel.lines(wording.segment(segment), lines, said=said if lines else "", nothing=nothing)


def _shares(easel: Easel, found: Value) -> None:
    lines = [
        ListedLine(found.names[fact.customer_id], wording.share(fact), opens=f"{CUSTOMER}{fact.customer_id}")
        for fact in found.shares[:_SHARES]
        if fact.customer_id in found.names
    ]
    easel.lines(wording.shares_title(), lines, said=wording.shares_said(), nothing=wording.no_shares())
