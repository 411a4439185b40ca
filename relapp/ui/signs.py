"""Which icon and which tone stand for which kind of thing, the same on every screen."""

from __future__ import annotations

from relapp.domain.brief import BriefKind
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind
from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.theme import Tone

KIND_SIGNS: dict[Kind, tuple[str, Tone]] = {
    Kind.VISIT: ("store", Tone.OK),
    Kind.PURCHASE: ("shopping-bag", Tone.ACCENT),
    Kind.RETURN: ("undo-2", Tone.WARN),
    Kind.CALL: ("phone", Tone.INFO),
    Kind.MESSAGE: ("message-circle", Tone.INFO),
    Kind.EMAIL: ("mail", Tone.INFO),
    Kind.LETTER: ("mail-open", Tone.INFO),
    Kind.DELIVERY: ("truck", Tone.ACCENT),
    Kind.APPOINTMENT: ("calendar", Tone.OK),
    Kind.ENQUIRY: ("message-circle-question-mark", Tone.WARN),
    Kind.COMPLAINT: ("triangle-alert", Tone.DANGER),
    Kind.FEEDBACK: ("thumbs-up", Tone.GIFT),
    Kind.NOTE: ("notebook-pen", Tone.NEUTRAL),
}
BRIEF_ICONS: dict[BriefKind, str] = {
    BriefKind.GREET: "smile",
    BriefKind.PEACE: "moon",
    BriefKind.NOW: "handshake",
    BriefKind.AVOID: "ban",
    BriefKind.LAST: "history",
    BriefKind.DIFFERENT: "heart",
    BriefKind.USUAL: "repeat",
    BriefKind.WISH: "hourglass",
    BriefKind.ASK: "circle-question-mark",
}
CERTAINTY_ICONS: dict[Certainty, str] = {
    Certainty.TOLD: "message-circle",
    Certainty.SEEN: "eye",
    Certainty.GUESSED: "lightbulb",
}
SUGGESTION_SIGNS: dict[SuggestionKind, tuple[str, Tone]] = {
    SuggestionKind.OWED_REPLY: ("message-circle-question-mark", Tone.INFO),
    SuggestionKind.PROMISE: ("handshake", Tone.WARN),
    SuggestionKind.RECOVERY: ("heart", Tone.DANGER),
    SuggestionKind.ARRIVAL: ("package", Tone.OK),
    SuggestionKind.DATE: ("cake", Tone.GIFT),
    SuggestionKind.REPLENISH: ("repeat", Tone.ACCENT),
    SuggestionKind.SLIPPING: ("hourglass", Tone.DANGER),
    SuggestionKind.AFTER_SALE: ("shopping-bag", Tone.ACCENT),
    SuggestionKind.SECOND_VISIT: ("user-plus", Tone.INFO),
    SuggestionKind.PROTECT: ("receipt", Tone.WARN),
    SuggestionKind.THANK: ("gift", Tone.GIFT),
    SuggestionKind.ASK: ("lightbulb", Tone.ACCENT),
    SuggestionKind.LIKE_THEM: ("users", Tone.ACCENT),
    SuggestionKind.HAND_OVER: ("arrow-left-right", Tone.INFO),
    SuggestionKind.TIDY: ("pen-line", Tone.NEUTRAL),
    SuggestionKind.SILENCE: ("moon", Tone.NEUTRAL),
}
CHANNEL_ICONS: dict[Channel, str] = {
    Channel.COUNTER: "store",
    Channel.PHONE: "phone",
    Channel.MESSAGE: "message-circle",
    Channel.EMAIL: "mail",
    Channel.POST: "mail-open",
    Channel.WEB: "globe",
    Channel.ELSEWHERE: "map-pin",
}
PROMISE_ICON = "handshake"
WISH_ICON = "hourglass"
SENSITIVE_ICON = "eye-off"
CASE_ICON = "triangle-alert"
DANGERS = frozenset({FactKind.ALLERGY, FactKind.AVOID})


def entry_sign(entry: Interaction) -> tuple[str, Tone]:
    """Icon and tone of an entry; a call shows which way it went."""
    icon, tone = KIND_SIGNS[entry.kind]
    if entry.kind is Kind.CALL and entry.direction is not Direction.BOTH:
        icon = "phone-incoming" if entry.direction is Direction.IN else "phone-outgoing"
    return icon, tone
