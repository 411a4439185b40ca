"""The names of everything that comes in kinds."""

from __future__ import annotations

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.rhythm import RhythmState
from relapp.domain.staff import Role
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionKind
from relapp.domain.wishes import WishState
from relapp.ui.wording import tr


def interaction(kind: Kind) -> str:
    """The name of a kind of entry: "Purchase"."""
    return {
        Kind.VISIT: tr("Kinds", "Visit"),
        Kind.PURCHASE: tr("Kinds", "Purchase"),
        Kind.RETURN: tr("Kinds", "Return"),
        Kind.CALL: tr("Kinds", "Call"),
        Kind.MESSAGE: tr("Kinds", "Message"),
        Kind.EMAIL: tr("Kinds", "E-mail"),
        Kind.LETTER: tr("Kinds", "Letter"),
        Kind.DELIVERY: tr("Kinds", "Delivery"),
        Kind.APPOINTMENT: tr("Kinds", "Appointment"),
        Kind.ENQUIRY: tr("Kinds", "Enquiry"),
        Kind.COMPLAINT: tr("Kinds", "Complaint"),
        Kind.FEEDBACK: tr("Kinds", "Feedback"),
        Kind.NOTE: tr("Kinds", "Note"),
    }[kind]


def channel(channel: Channel) -> str:
    """The name of a channel: "Phone"."""
    return {
        Channel.COUNTER: tr("Kinds", "Counter"),
        Channel.PHONE: tr("Kinds", "Phone"),
        Channel.MESSAGE: tr("Kinds", "Message"),
        Channel.EMAIL: tr("Kinds", "E-mail"),
        Channel.POST: tr("Kinds", "Post"),
        Channel.WEB: tr("Kinds", "Web"),
        Channel.ELSEWHERE: tr("Kinds", "Elsewhere"),
    }[channel]


def by_channel(channel: Channel) -> str:
    """A channel inside a sentence: "by phone"."""
    return {
        Channel.COUNTER: tr("Kinds", "at the counter"),
        Channel.PHONE: tr("Kinds", "by phone"),
        Channel.MESSAGE: tr("Kinds", "by message"),
        Channel.EMAIL: tr("Kinds", "by e-mail"),
        Channel.POST: tr("Kinds", "by post"),
        Channel.WEB: tr("Kinds", "on the web"),
        Channel.ELSEWHERE: tr("Kinds", "elsewhere"),
    }[channel]


def direction(direction: Direction) -> str:
    """Who went to whom."""
    return {
        Direction.IN: tr("Kinds", "They came to us"),
        Direction.OUT: tr("Kinds", "We went to them"),
        Direction.BOTH: tr("Kinds", "Both"),
    }[direction]


def outcome(outcome: Outcome) -> str:
    """What came of it."""
    return {
        Outcome.ANSWERED: tr("Kinds", "Answered"),
        Outcome.UNANSWERED: tr("Kinds", "No answer"),
    }[outcome]


def fact(kind: str) -> str:
    """The name of a kind of fact; the shop's own kinds are their own names."""
    names: dict[str, str] = {
        FactKind.LIKES: tr("Kinds", "Likes"),
        FactKind.DISLIKES: tr("Kinds", "Dislikes"),
        FactKind.AVOID: tr("Kinds", "Avoid"),
        FactKind.ALLERGY: tr("Kinds", "Allergy"),
        FactKind.SIZE: tr("Kinds", "Size"),
        FactKind.BIRTHDAY: tr("Kinds", "Birthday"),
        FactKind.DATE: tr("Kinds", "Date"),
        FactKind.FAMILY: tr("Kinds", "Family"),
        FactKind.BUYS_FOR: tr("Kinds", "Buys for"),
        FactKind.BOUGHT_FOR: tr("Kinds", "Bought for"),
        FactKind.THEME: tr("Kinds", "Theme of a remark"),
        FactKind.GREET: tr("Kinds", "Greet as"),
        FactKind.LANGUAGE: tr("Kinds", "Language"),
        FactKind.REACH: tr("Kinds", "Reach"),
        FactKind.USUAL: tr("Kinds", "The usual"),
        FactKind.ABOUT: tr("Kinds", "About them"),
        FactKind.WARRANTY: tr("Kinds", "Warranty"),
        FactKind.CREDIT: tr("Kinds", "Credit"),
    }
    return names.get(kind, kind[:1].upper() + kind[1:])


def certainty(certainty: Certainty) -> str:
    """How the shop knows it: "told"."""
    return {
        Certainty.TOLD: tr("Kinds", "told"),
        Certainty.SEEN: tr("Kinds", "seen"),
        Certainty.GUESSED: tr("Kinds", "guessed"),
    }[certainty]


def promise_state(state: PromiseState) -> str:
    """Where a promise stands."""
    return {
        PromiseState.OPEN: tr("Kinds", "Open"),
        PromiseState.KEPT: tr("Kinds", "Kept"),
        PromiseState.BROKEN: tr("Kinds", "Broken"),
        PromiseState.EXPLAINED: tr("Kinds", "Explained"),
    }[state]


def wish_state(state: WishState) -> str:
    """Where a wish stands."""
    return {
        WishState.OPEN: tr("Kinds", "Waiting"),
        WishState.MET: tr("Kinds", "Met"),
        WishState.DROPPED: tr("Kinds", "Dropped"),
    }[state]


def contact(kind: ContactKind) -> str:
    """The name of a kind of contact point."""
    return {
        ContactKind.PHONE: tr("Kinds", "Phone"),
        ContactKind.EMAIL: tr("Kinds", "E-mail"),
        ContactKind.ADDRESS: tr("Kinds", "Address"),
        ContactKind.OTHER: tr("Kinds", "Other"),
    }[kind]


def role(role: Role) -> str:
    """What a member of staff is."""
    return {Role.OWNER: tr("Kinds", "Owner"), Role.STAFF: tr("Kinds", "Staff")}[role]


def rhythm(state: RhythmState) -> str:
    """How the present silence compares with their own gaps."""
    return {
        RhythmState.NEW: tr("Kinds", "New"),
        RhythmState.IN_RHYTHM: tr("Kinds", "In rhythm"),
        RhythmState.DUE: tr("Kinds", "Expected"),
        RhythmState.SLIPPING: tr("Kinds", "Slipping"),
        RhythmState.LOST: tr("Kinds", "Lost"),
        RhythmState.BACK: tr("Kinds", "Back"),
    }[state]


def suggestion(kind: SuggestionKind) -> str:
    """The name of a kind of suggestion."""
    return {
        SuggestionKind.OWED_REPLY: tr("Kinds", "Owed reply"),
        SuggestionKind.PROMISE: tr("Kinds", "Promise"),
        SuggestionKind.RECOVERY: tr("Kinds", "Putting right"),
        SuggestionKind.ARRIVAL: tr("Kinds", "Arrived"),
        SuggestionKind.DATE: tr("Kinds", "Date"),
        SuggestionKind.REPLENISH: tr("Kinds", "Running out"),
        SuggestionKind.SLIPPING: tr("Kinds", "Slipping"),
        SuggestionKind.AFTER_SALE: tr("Kinds", "After the sale"),
        SuggestionKind.SECOND_VISIT: tr("Kinds", "Second visit"),
        SuggestionKind.PROTECT: tr("Kinds", "Protect"),
        SuggestionKind.THANK: tr("Kinds", "Thank"),
        SuggestionKind.ASK: tr("Kinds", "Ask"),
        SuggestionKind.LIKE_THEM: tr("Kinds", "People like them"),
        SuggestionKind.HAND_OVER: tr("Kinds", "Hand over"),
        SuggestionKind.TIDY: tr("Kinds", "Tidy"),
        SuggestionKind.SILENCE: tr("Kinds", "Left in peace"),
    }[kind]


def answer(answer: Answer) -> str:
    """What staff can say to a suggestion."""
    return {
        Answer.DONE: tr("Kinds", "Done"),
        Answer.LATER: tr("Kinds", "Later"),
        Answer.NO: tr("Kinds", "No"),
    }[answer]


def refusal(refusal: Refusal, *, owed: bool = False) -> str:
    """Why staff said no; what is ``owed`` is never refused for good, only this one."""
    if owed and refusal is Refusal.NEVER:
        return tr("Kinds", "Not this one")
    return {
        Refusal.NOT_NOW: tr("Kinds", "Not now"),
        Refusal.NOT_TRUE: tr("Kinds", "Not true"),
        Refusal.DONE_ALREADY: tr("Kinds", "Done already"),
        Refusal.NEVER: tr("Kinds", "Never for this customer"),
    }[refusal]
