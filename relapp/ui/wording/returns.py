"""Words for return on customer."""

from __future__ import annotations

from relapp.domain.days import before
from relapp.domain.money import Money
from relapp.domain.return_on_customer import Basis, Person, Return, Why, roughly
from relapp.ui.wording import dates, money, tr
from relapp.ui.wording.money import number


def too_young() -> str:
    """Of a shop without a period to tell of."""
    return tr(
        "Returns",
        "There is too little yet to say. It takes half a year of entries, and ten customers who were known at the "
        "start of the period.",
    )


def title() -> str:
    """The figure."""
    return tr("Returns", "Return on customer")


def ratio(found: Return) -> str:
    """ "12 %", or words where it cannot be told."""
    if found.ratio is None:
        return tr("Returns", "not known")
    return tr("Returns", "{share}\N{NO-BREAK SPACE}%").format(share=number(round(100 * found.ratio)))


def period(found: Return) -> str:
    """ "6 May 2024 to 5 May 2025"."""
    first, last = found.period.first, before(found.period.until, 1)
    return tr("Returns", "{first} to {last}").format(first=dates.short(first), last=dates.short(last))


def said(found: Return, currency: str) -> str:
    """The sentence at the top: what it comes to in plain words."""
    change = found.end - found.start
    earned = money.about(Money(found.earned, currency))
    moved = money.about(Money(roughly(abs(change)), currency))
    words = {
        Basis.PROFIT: (
            tr("Returns", "You earned {earned}, and your customers are expected to bring {moved} more than before."),
            tr("Returns", "You earned {earned}, but your customers are expected to bring {moved} less than before."),
        ),
        Basis.SPEND: (
            tr("Returns", "You took in {earned}, and your customers are expected to spend {moved} more than before."),
            tr("Returns", "You took in {earned}, but your customers are expected to spend {moved} less than before."),
        ),
    }[found.basis]
    return words[change < 0].format(earned=earned, moved=moved)


def basis(found: Return) -> str:
    """In what all sums are told."""
    if found.basis is Basis.PROFIT:
        return tr("Returns", "All sums are what is left after the costs that you told in Settings.")
    return tr(
        "Returns",
        "All sums are what customers spend: what your goods cost is not known in full. Say it in Settings, and this "
        "page tells of profit.",
    )


def earned(found: Return) -> str:
    """The name of what the period brought."""
    return tr("Returns", "Earned") if found.basis is Basis.PROFIT else tr("Returns", "Taken in")


def start() -> str:
    """The name of equity at the start."""
    return tr("Returns", "To come, at the start")


def end() -> str:
    """The name of equity at the end."""
    return tr("Returns", "To come, now")


def known(count: int) -> str:
    """Of whom something was expected."""
    return tr("Returns", "within a year, from {n} customer(s)", count).format(n=number(count))


def bars_title() -> str:
    """The picture's title."""
    return tr("Returns", "Why what is to come changed")


def bars_said() -> str:
    """What the picture shows."""
    return tr("Returns", "How much more or less is expected, within a year, of those who …")


def change() -> str:
    """What the bars count."""
    return tr("Returns", "Change")


def why(code: str) -> str:
    """What became of customers."""
    return {
        Why.NEW: tr("Returns", "came for the first time"),
        Why.MORE: tr("Returns", "spent more than before"),
        Why.LESS: tr("Returns", "spent no more than before"),
        Why.SILENT: tr("Returns", "did not come"),
    }[Why(code)]


def ten() -> str:
    """The title of the list."""
    return tr("Returns", "The ten people behind the change")


def ten_said() -> str:
    """What the list is."""
    return tr("Returns", "Those of whom the greatest part of it comes, up or down.")


def nobody() -> str:
    """In place of the list."""
    return tr("Returns", "Nothing changed.")


def signed(amount: int, currency: str) -> str:
    """ "+£120", "−£35"."""
    words = money.about(Money(roughly(abs(amount)), currency))
    return (tr("Returns", "+{amount}") if amount >= 0 else tr("Returns", "\N{MINUS SIGN}{amount}")).format(amount=words)


def person(one: Person, found: Return, currency: str) -> str:
    """Why what is expected of one customer changed, by what is on record."""
    spend, earlier = (money.about(Money(amount, currency)) for amount in (one.spend, one.spend_before))
    match one.why:
        case Why.NEW:
            said = tr("Returns", "First came on {day}; since then %n visit(s) and {spend}.", one.visits)
            return said.format(day=dates.short(one.first), spend=spend)
        case Why.SILENT:
            said = tr("Returns", "Has not come since {day}; in the {days} days before the period {spend}.")
            return said.format(day=dates.short(one.last), days=number(found.period.days), spend=earlier)
    visits = tr("Returns", "%n visit(s) and {spend}", one.visits).format(spend=spend)
    visits_before = tr("Returns", "%n and {spend}", one.visits_before).format(spend=earlier)
    return tr("Returns", "{now}; in as many days before {then}.").format(now=visits, then=visits_before)


# -- why --


def why_ratio(found: Return, currency: str) -> tuple[str, ...]:
    """How the return is computed, with this period's own sums."""
    sums = [money.about(Money(amount, currency)) for amount in (found.earned, found.end, found.start)]
    return (
        tr(
            "Returns",
            "Return on customer is what the period earned, and by how much what is still to come from customers "
            "changed, for each unit of what was to come at its start (Don Peppers and Martha Rogers, 2005).",
        ),
        tr("Returns", "Here: ({earned} + {end} \N{MINUS SIGN} {start}) ÷ {start} = {ratio}.").format(
            earned=sums[0], end=sums[1], start=sums[2], ratio=ratio(found)
        ),
        tr("Returns", "Who earns by spoiling what customers would still bring has a good profit and a poor return."),
        *_seasons(found),
        basis(found),
    )


def _seasons(found: Return) -> tuple[str, ...]:
    if found.period.days >= 365:
        return ()
    return (
        tr(
            "Returns",
            "The period is less than a year, because the shop is young. It may end in a busier or a quieter season "
            "than it began in; then part of the change is the season.",
        ),
    )


def why_earned(found: Return) -> tuple[str, ...]:
    """How the earnings are computed."""
    if found.basis is Basis.SPEND:
        sums = tr("Returns", "What customers paid from {period}, less what they got back for returns.")
    else:
        sums = tr(
            "Returns",
            "What customers paid from {period}, less what they got back for returns, what the goods cost by the shares "
            "that you told, what your time cost if you told that, and what putting complaints right cost.",
        )
    return (sums.format(period=period(found)), basis(found))


def why_equity(found: Return) -> tuple[str, ...]:
    """How equity is computed."""
    said = (
        tr(
            "Returns",
            "For everybody who had come by that morning, what they are expected to spend within the next 365 days, by "
            "their own visits and by what people in a like place did; added up.",
        ),
        tr(
            "Returns",
            "Both mornings are told by the same rules, and each only from what was known on it. Who came later is not "
            "in the sum of the start.",
        ),
    )
    if found.basis is Basis.PROFIT:
        part = tr("Returns", "Of that the part is counted that the goods left of the spend of this period.")
        return (*said, part)
    return said


def why_start(found: Return, currency: str) -> tuple[str, ...]:
    """How equity at the start is computed, and what came of it."""
    start, true = (money.about(Money(amount, currency)) for amount in (found.start, found.came_true))
    said = tr(
        "Returns",
        "What came of it: from those people {start} was expected within 365 days; in the {days} days since then it was "
        "{true}.",
    )
    return (*why_equity(found), said.format(start=start, days=number(found.period.days), true=true))


def why_bars() -> tuple[str, ...]:
    """How the picture was counted."""
    return (
        tr(
            "Returns",
            "Everybody is in one of the four: first came in the period; came before it and not in it; spent more in it "
            "than in as many days before; or spent no more.",
        ),
        tr("Returns", "The four changes add up to the whole change of what is to come."),
    )
