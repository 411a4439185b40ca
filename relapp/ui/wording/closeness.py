"""Words for the four steps from knowing somebody's name to doing something for them because of what is known."""

from __future__ import annotations

from relapp.domain.closeness import FEWEST_PURCHASES, PERIOD, Closeness, Step
from relapp.ui.wording import tr
from relapp.ui.wording.money import number


def step(one: Step) -> str:
    """What a step is called."""
    return {
        Step.IDENTIFY: tr("Closeness", "Known and reachable"),
        Step.DIFFERENTIATE: tr("Closeness", "Known in what differs"),
        Step.INTERACT: tr("Closeness", "Talked both ways"),
        Step.TAILOR: tr("Closeness", "Served by what we know"),
    }[one]


def said(found: Closeness, one: Step) -> str:
    """Of how many, and how many it were a period ago."""
    reached = found.steps[one]
    text = tr("Closeness", "of {all} customers · {before} three months ago")
    return text.format(all=number(found.everybody), before=number(reached.before))


def nobody() -> str:
    """Of an empty shop."""
    return tr("Closeness", "Nobody is in the shop yet.")


def about() -> str:
    """What the page is."""
    return tr(
        "Closeness",
        "From a name to something done differently: identify, differentiate, interact, tailor. Each number opens who "
        "it counts; who is missing is where to go on.",
    )


def why(one: Step) -> tuple[str, ...]:
    """Whom a step counts."""
    period = tr("Closeness", "Counted over the last {n} days, and over the {n} days before for the earlier number.")
    return {
        Step.IDENTIFY: (
            tr("Closeness", "Customers with a name and a phone number, an e-mail or an address."),
            tr(
                "Closeness",
                "Three months ago: who of today's customers was there with a contact that was noted by then. What was "
                "deleted since is not counted.",
            ),
        ),
        Step.DIFFERENTIATE: (
            tr(
                "Closeness",
                "Customers of whom a need is known (something they told or you saw that sets them apart, or a wish), "
                "or whose worth shows: {n} purchases with a price.",
            ).format(n=FEWEST_PURCHASES),
            tr("Closeness", "A guess, a birthday, a language and how to greet somebody tell no need."),
        ),
        Step.INTERACT: (
            tr(
                "Closeness",
                "Customers who turned to you (a visit, a purchase, a call, a message of theirs) and to whom you "
                "turned, so that it reached them; or whom you met by appointment.",
            ),
            period.format(n=PERIOD),
        ),
        Step.TAILOR: (
            tr(
                "Closeness",
                "Customers for whom a suggestion was done (none about tidying up or handing over), a wish was met or a "
                "promise was kept. What is done in silence is not counted: nobody noted it.",
            ),
            period.format(n=PERIOD),
        ),
    }[one]
