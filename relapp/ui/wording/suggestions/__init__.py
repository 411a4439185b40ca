"""Words for suggestions: what to do, why, and why someone is left in peace."""

from __future__ import annotations

from datetime import date

from relapp.domain.interactions import Outcome
from relapp.domain.suggestions.codes import Act, Peace, Quiet, Why
from relapp.domain.suggestions.model import Reason
from relapp.ui.wording import tr
from relapp.ui.wording.suggestions.acts import ACTS
from relapp.ui.wording.suggestions.peaces import PEACES
from relapp.ui.wording.suggestions.quiets import QUIETS
from relapp.ui.wording.suggestions.whys import WHYS, asked, comes

__all__ = ["ACTS", "PEACES", "QUIETS", "WHYS", "act", "asked", "comes", "peace", "quiet", "settled", "why"]


def act(reason: Reason, today: date) -> str:
    """What to do: "Call back Ana Moreira"."""
    said = ACTS[Act(reason.code)](reason.details, today)
    if reason.details.get("in_person"):
        return tr("Suggestions", "{act} – no channel allowed: in person").format(act=said)
    return said


def why(reason: Reason, today: date) -> str:
    """Why, in words that the receipts bear out."""
    return WHYS[Why(reason.code)](reason.details, today)


def peace(reason: Reason, today: date) -> str:
    """Why someone is left in peace today."""
    return PEACES[Peace(reason.code)](reason.details, today)


def quiet(reason: Reason) -> str:
    """Why suggestions of a kind are quietened."""
    return QUIETS[Quiet(reason.code)](reason.details)


def settled(name: str, outcome: Outcome | None) -> str:
    """What was noted when a suggestion was followed: "Ana Moreira: done, no answer"."""
    text = {
        None: tr("Suggestions", "{name}: done"),
        Outcome.ANSWERED: tr("Suggestions", "{name}: done, they answered"),
        Outcome.UNANSWERED: tr("Suggestions", "{name}: done, no answer"),
    }[outcome]
    return text.format(name=name)
