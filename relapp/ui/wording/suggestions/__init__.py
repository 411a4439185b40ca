"""Words for suggestions: what to do, why, and why someone is left in peace."""

from __future__ import annotations

from datetime import date

from relapp.domain.suggestions.codes import Act, Peace, Why
from relapp.domain.suggestions.model import Reason
from relapp.ui.wording.suggestions.acts import ACTS
from relapp.ui.wording.suggestions.peaces import PEACES
from relapp.ui.wording.suggestions.whys import WHYS, asked, comes

__all__ = ["ACTS", "PEACES", "WHYS", "act", "asked", "comes", "peace", "why"]


def act(reason: Reason, today: date) -> str:
    """What to do: "Call back Ana Moreira"."""
    return ACTS[Act(reason.code)](reason.details, today)


def why(reason: Reason, today: date) -> str:
    """Why, in words that the receipts bear out."""
    return WHYS[Why(reason.code)](reason.details, today)


def peace(reason: Reason, today: date) -> str:
    """Why someone is left in peace today."""
    return PEACES[Peace(reason.code)](reason.details, today)
