"""Words for why suggestions of a kind are quietened."""

from __future__ import annotations

from collections.abc import Callable

from relapp.domain.suggestions.codes import Quiet
from relapp.ui.wording import tr
from relapp.ui.wording.suggestions.acts import Details


def _refused(d: Details) -> str:
    text = tr("Suggestions", "Quietened: of %n lately judged, {wrong} were not true or not wanted.", d["judged"])
    return text.format(wrong=d["wrong"])


def _unanswered(d: Details) -> str:
    text = tr(
        "Suggestions",
        "Quietened: {answered} of %n got a reply lately, against {shop_answered} of {shop_tried} over all ideas.",
        d["tried"],
    )
    return text.format(answered=d["answered"], shop_answered=d["shop_answered"], shop_tried=d["shop_tried"])


QUIETS: dict[Quiet, Callable[[Details], str]] = {Quiet.REFUSED: _refused, Quiet.UNANSWERED: _unanswered}
