"""Words for the page that counts of how many customers each sentence of the relationship card holds."""

from __future__ import annotations

from relapp.domain.relationship import Aspect
from relapp.services.pages.insights.signs import SignsPage
from relapp.ui.wording import relationship, sentences, tr
from relapp.ui.wording.money import number


def about(found: SignsPage) -> str:
    """What is counted, and of whom."""
    said = tr("Signs", "Of how many customers each of the seven sentences of the relationship card holds today.")
    if not found.is_drawn:
        return said
    drawn = tr(
        "Signs",
        "{n} of {all} customers were looked at, drawn by lot: with 95 in 100 the share of all lies between the "
        "marks at the end of a bar.",
    )
    return sentences(said, drawn.format(n=number(len(found.looked)), all=number(found.everybody)))


def nobody() -> str:
    """Of an empty shop."""
    return tr("Signs", "Nobody is in the shop yet.")


def title() -> str:
    """What the picture is called."""
    return tr("Signs", "How many it holds of")


def not_yet(found: SignsPage, aspect: Aspect) -> str:
    """Of how many a sentence holds, and of how many not yet."""
    holding, lacking = len(found.who(aspect)), len(found.who(aspect, holds=False))
    text = tr("Signs", "holds of {yes}, not yet of {no}")
    return text.format(yes=number(holding), no=number(lacking))


def why() -> tuple[str, ...]:
    """By which rules."""
    rules = (
        tr("Signs", "{aspect}: {rule}").format(aspect=relationship.aspect(one), rule=relationship.rule(one))
        for one in Aspect
    )
    return (tr("Signs", "No points and no sum: each sentence holds or it does not, by its rule."), *rules)
