"""Words for what customers bring, what serving them cost, and who is served how."""

from __future__ import annotations

from collections.abc import Mapping

from relapp.domain.days import before
from relapp.domain.facts import Fact
from relapp.domain.money import Money
from relapp.domain.return_on_customer import roughly
from relapp.domain.segments import Measured, Move, Rules, Segment
from relapp.domain.suggestions.signals import Range
from relapp.domain.value import Brought, Costs, Line, Period, Served
from relapp.services.similar import Need, NeedKind, Potential
from relapp.ui.wording import dates, listed, money, quoted, tr
from relapp.ui.wording.money import number

_YEAR = range(360, 371)
_TWO_YEARS = 730


def nobody() -> str:
    """Of a shop without entries."""
    return tr("Value", "Nobody has bought anything yet. With the first entries it shows here what customers bring.")


def within(period: Period) -> str:
    """ "6 May 2024 to 5 May 2025"."""
    first, last = dates.short(period.first), dates.short(before(period.until, 1))
    return tr("Value", "{first} to {last}").format(first=first, last=last)


# -- figures --


def brought() -> str:
    """The name of the spend."""
    return tr("Value", "Customers paid")


def margin() -> str:
    """The name of the margin."""
    return tr("Value", "Left after goods")


def margin_said(whole: Brought, currency: str) -> str:
    """Whether the margin is known."""
    if whole.costs_are_known:
        return tr("Value", "before time and remedies")
    unknown = money.about(Money(whole.unknown, currency))
    return tr("Value", "For {unknown} of it nobody said what the goods cost.").format(unknown=unknown)


def not_known() -> str:
    """In place of a sum."""
    return tr("Value", "not known")


def expected() -> str:
    """The name of what is expected."""
    return tr("Value", "Expected within a year")


def expected_said(count: int) -> str:
    """From whom."""
    return tr("Value", "from {n} customer(s)", count).format(n=number(count))


def why_brought(period: Period) -> tuple[str, ...]:
    """How the spend was summed."""
    return (
        tr(
            "Value",
            "All amounts of entries from {period} in the shop's currency, less what was given back for returns. Where "
            "several came together, whoever paid.",
        ).format(period=within(period)),
        tr("Value", "Entries of today count from tomorrow on."),
    )


def why_margin(costs: Costs) -> tuple[str, ...]:
    """How the margin was computed."""
    said = [tr("Value", "What customers paid less what the goods cost by the shares of the price told in Settings.")]
    for words, share in costs.goods.items():
        said.append(tr("Value", "{words}: {share} % of the price").format(words=quoted(words), share=share))
    if costs.other_goods is not None:
        said.append(tr("Value", "everything else: {share} % of the price").format(share=costs.other_goods))
    said.append(
        tr(
            "Value",
            "A discount does not make goods cheaper for you, so they count at the price before it. What was brought "
            "back counts as goods you have again.",
        )
    )
    if costs.other_goods is None:
        said.append(tr("Value", "As long as the cost of some goods is not told, no margin is made up."))
    return tuple(said)


def why_expected(seen: int) -> tuple[str, ...]:
    """How the expectation comes about; ``seen`` is for how many days there have been entries."""
    young = tr(
        "Value",
        "The shop has been seen for less than two years: a busy season of late can make it too high, a quiet one too "
        "low.",
    )
    return (
        tr(
            "Value",
            "For everybody who came before today, what they are expected to spend within 365 days: by how often and "
            "how regularly they came, how long ago, what they paid, and what people in a like place then did.",
        ),
        tr("Value", "It is an expectation and no promise: of one person it can be far off, of all together much less."),
        *([young] if seen < _TWO_YEARS else []),
    )


def below() -> str:
    """The name of the figure of those below zero."""
    return tr("Value", "Below zero")


def below_said() -> str:
    """What that is."""
    return tr("Value", "cost more in the last year than they brought")


def why_below(costs: Costs) -> tuple[str, ...]:
    """How that is found."""
    said = [tr("Value", "What they paid in the last year, less returns, goods, time and remedies, is below the limit.")]
    if costs.other_goods is None:
        said.append(tr("Value", "What some goods cost is not told. With it there could be more of them, never fewer."))
    if not costs.time_is_known:
        said.append(tr("Value", "Time costs nothing here, because nobody said in Settings what an hour costs."))
    return tuple(said)


# -- segments --


def segment(code: str) -> str:
    """The name of a segment."""
    return {
        Segment.MOST_VALUABLE: tr("Value", "Most valuable"),
        Segment.MOST_GROWABLE: tr("Value", "Most growable"),
        Segment.SERVE_DIFFERENTLY: tr("Value", "Serve differently"),
        Segment.OTHERS: tr("Value", "Everybody else"),
    }[Segment(code)]


def segment_counted(counts: Mapping[Segment, int], code: str) -> str:
    """The name of a segment with how many customers stand in it."""
    return tr("Value", "{segment} ({n})").format(segment=segment(code), n=number(counts[Segment(code)]))


def segments_title() -> str:
    """The title of the picture."""
    return tr("Value", "From whom it is expected")


def segments_said() -> str:
    """What the picture shows."""
    return tr("Value", "What is expected within a year, by who is served how.")


def why_segments(rules: Rules, currency: str) -> tuple[str, ...]:
    """The rules in words, in their order."""
    return (
        rule(Segment.SERVE_DIFFERENTLY, rules, currency),
        rule(Segment.MOST_VALUABLE, rules, currency),
        rule(Segment.MOST_GROWABLE, rules, currency),
        tr("Value", "The rules are asked in this order; who fits none is among everybody else."),
    )


def rule(one: Segment, rules: Rules, currency: str) -> str:
    """One rule in words."""
    name = segment(one)
    match one:
        case Segment.SERVE_DIFFERENTLY:
            least = money.money(Money(rules.least, currency))
            said = tr("Value", "{name}: after all costs that are told, less than {least} remains of the last year.")
            return said.format(name=name, least=least)
        case Segment.MOST_VALUABLE:
            said = tr("Value", "{name}: the {top} % of customers from whom most is expected within a year.")
            return said.format(name=name, top=rules.top)
        case Segment.MOST_GROWABLE:
            said = tr(
                "Value",
                "{name}: even the lower end of what people with the same needs spend is {growth} % more than they "
                "spent themselves, and at least {fewest} such people are known.",
            )
            return said.format(name=name, growth=rules.growth, fewest=rules.fewest)
    return name


def growable(one: Measured, currency: str) -> str:
    """What people like them spend, and they."""
    if one.potential is None:
        return too_few()
    spend = money.about(Money(one.spend, currency))
    return tr("Value", "People with the same needs: {range}. They paid {spend}.").format(
        range=spent(one.potential, currency), spend=spend
    )


def spent(found: Range, currency: str) -> str:
    """ "£180–£420 a year; 11 people"."""
    low, high = (money.about(Money(roughly(amount), currency)) for amount in (found.low, found.high))
    between = tr("Value", "{low}–{high}").format(low=low, high=high)
    if found.days in _YEAR:
        during = tr("Value", "{between} a year").format(between=between)
    else:
        during = tr("Value", "{between} in %n day(s)", found.days).format(between=between)
    return tr("Value", "{spent}; %n people", found.people).format(spent=during)


def too_few() -> str:
    """Where nothing is said."""
    return tr("Value", "Too few people with the same needs to say.")


def valuable(one: Measured, currency: str) -> str:
    """What they paid and how often they came."""
    paid = money.about(Money(one.brought.spend, currency))
    return tr("Value", "%n visit(s) and {paid} in the last year", one.brought.visits).format(paid=paid)


def a_year(amount: int, currency: str) -> str:
    """An expectation of one year."""
    return tr("Value", "{amount} a year").format(amount=money.about(Money(roughly(amount), currency)))


def top_said() -> str:
    """What the list of the most valuable is."""
    return tr("Value", "Those from whom most is expected.")


def growable_said() -> str:
    """What the list of the most growable is."""
    return tr("Value", "Those who could need more of what people like them come for, the most room first.")


def no_growable() -> str:
    """In place of it."""
    return tr("Value", "Nobody by these rules, or too few people with the same needs to say.")


def below_list() -> str:
    """What the list of those below zero is."""
    return tr("Value", "Each sum is made of their own entries. Open a page to see it line by line.")


def nobody_below() -> str:
    """In place of it."""
    return tr("Value", "Nobody.")


def sum_of(one: Brought, currency: str) -> str:
    """The lines of a sum in one sentence, without what is nothing."""
    parts = [tr("Value", "paid {amount}").format(amount=_money(one.bought, currency))]
    for what, amount in ((Line.RETURNS, one.returned), (Line.GOODS, one.goods), (Line.TIME, one.time),
                         (Line.REMEDIES, one.remedies)):  # fmt: skip
        if amount:
            parts.append(f"{line(what)} \N{MINUS SIGN}{_money(amount, currency)}")
    return listed(parts)


# -- costs --


def line(code: str) -> str:
    """The name of a line of costs."""
    return {
        Line.RETURNS: tr("Value", "returns"),
        Line.DISCOUNTS: tr("Value", "discounts"),
        Line.GOODS: tr("Value", "goods"),
        Line.TIME: tr("Value", "time"),
        Line.REMEDIES: tr("Value", "remedies"),
    }[Line(code)]


def costs_title() -> str:
    """The title of the picture."""
    return tr("Value", "What serving everybody cost in the last year")


def costs_said(lines: tuple[Served, ...]) -> str:
    """What of it is not known."""
    unknown = [line(one.line) for one in lines if not one.known]
    if not unknown:
        return ""
    return tr("Value", "Not told in full: {lines}. Nothing is made up for them.").format(lines=listed(unknown))


def why_costs(costs: Costs) -> tuple[str, ...]:
    """How each line comes about."""
    time = tr("Value", "Time: calls, messages, complaints and the like, {minutes} minutes each, by what an hour costs.")
    untold = tr("Value", "Time: nobody said in Settings what an hour costs and what a call takes, so it costs nothing.")
    return (
        tr(
            "Value",
            "Returns: what was given back. Discounts: what was let off; it is gone from what they paid already.",
        ),
        tr("Value", "Goods: by the shares of the price told in Settings."),
        time.format(minutes=costs.minutes) if costs.time_is_known else untold,
        tr("Value", "Remedies: what putting complaints right cost, as noted at each."),
    )


# -- months --


def months_title() -> str:
    """The title of the line."""
    return tr("Value", "What customers paid, month by month")


def months_said() -> str:
    """What the line shows."""
    return tr("Value", "The last twelve whole months, returns taken off.")


def paid() -> str:
    """What the line counts."""
    return tr("Value", "Paid")


def why_months() -> tuple[str, ...]:
    """How the line was counted."""
    return (
        tr(
            "Value",
            "All amounts of entries of each month in the shop's currency, less what was given back.",
        ),
        tr("Value", "Months before anybody came are left out."),
    )


def no_costs() -> str:
    """In place of a picture of costs."""
    return tr("Value", "No costs are noted yet. What goods and time cost is told in Settings.")


def thin() -> str:
    """In place of a picture."""
    return tr("Value", "There is too little yet for a picture.")


# -- share --


def shares_title() -> str:
    """The title of the list."""
    return tr("Value", "Where else they buy, as they told")


def shares_said() -> str:
    """What the list is."""
    return tr("Value", "Only what customers answered when they were asked. Nothing of it is worked out.")


def no_shares() -> str:
    """In place of the list."""
    return tr("Value", "Nobody was asked yet. The question “Where else do you buy?” is in the question bank.")


def share(fact: Fact) -> str:
    """What one customer told, with its day."""
    day = dates.short(fact.confirmed or fact.learned)
    return tr("Value", "{answer} (told on {day})").format(answer=quoted(fact.value), day=day)


# -- one customer --


def potential(found: Potential | None, currency: str) -> str:
    """What people with the same needs spend, and which needs they are."""
    if found is None:
        return too_few()
    needs = listed([need(one) for one, _ in found.shared[:3]])
    said = tr("Value", "People with the same needs: {range}. Shared: {needs}.")
    return said.format(range=spent(found.range, currency), needs=needs)


def need(one: Need) -> str:
    """A need in words."""
    return {
        NeedKind.TAKES: tr("Value", "takes {what}"),
        NeedKind.TOLD: "{what}",
        NeedKind.WAITS_FOR: tr("Value", "waits for {what}"),
    }[one.kind].format(what=" ".join(one.words.split()))


# -- changing the rules --


def moves(count: int) -> str:
    """How many would stand elsewhere."""
    if not count:
        return tr("Value", "Nobody would stand elsewhere.")
    return tr("Value", "{n} customer(s) would stand elsewhere:", count).format(n=number(count))


def move(one: Move, after: Rules, currency: str) -> str:
    """From where to where, and why."""
    said = tr("Value", "{was} → {now}: {why}")
    return said.format(was=segment(one.was), now=segment(one.now), why=_why(one.measured, one.now, after, currency))


def _why(one: Measured, now: Segment, rules: Rules, currency: str) -> str:
    match now:
        case Segment.SERVE_DIFFERENTLY:
            return tr("Value", "{amount} remains").format(amount=_money(one.brought.remains, currency))
        case Segment.MOST_GROWABLE:
            return growable(one, currency)
        case Segment.MOST_VALUABLE:
            return tr("Value", "{expected} expected").format(expected=a_year(one.expected, currency))
    said = tr("Value", "{expected} expected, not among the first {top} %")
    return said.format(expected=a_year(one.expected, currency), top=rules.top)


def _money(amount: int, currency: str) -> str:
    return money.money(Money(amount, currency))
