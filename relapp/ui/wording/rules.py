"""Words for the rules of suggestions: when each may fire, and how it has done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from relapp.domain.suggestions.model import Reason, SuggestionKind
from relapp.domain.suggestions.record import Record
from relapp.ui.wording import sentences, suggestions, tr
from relapp.ui.wording.money import number


def when(kind: SuggestionKind) -> str:
    """When a kind may be suggested; in English the rule's own sentence."""
    return WHENS[kind]()


def track_record(record: Record) -> str:
    """How a kind has done lately: "Last half year: shown 40 times · done 22 · answered 9 · bought after 15"."""
    parts = (
        tr("Rules", "shown %n time(s)", record.shown),
        tr("Rules", "done {n}").format(n=number(record.done)),
        tr("Rules", "answered {n}").format(n=number(record.answered)),
        tr("Rules", "bought after {n}").format(n=number(record.bought)),
    )
    return tr("Rules", "Last half year: {record}").format(record=" · ".join(parts))


def none_shown() -> str:
    """Before any kind has a record."""
    return tr("Rules", "How each has done will stand here once some were shown.")


def never_shown() -> str:
    """Of a kind that has no record yet."""
    return tr("Rules", "Not shown yet.")


def quietened(why: Reason) -> str:
    """Why a kind comes after the others."""
    return sentences(suggestions.quiet(why), tr("Rules", "It comes after the others until that changes."))


def always_on() -> str:
    """Why a kind has no switch."""
    return tr("Rules", "Always on: it is what customers wait for.")


WHENS: Mapping[SuggestionKind, Callable[[], str]] = {
    SuggestionKind.OWED_REPLY: lambda: tr(
        "Rules",
        "The customer asked, wrote, complained or rang in vain within three months, and since then no contact of "
        "ours but calls that nobody took has followed, nor have they come, which answers everything but a complaint.",
    ),
    SuggestionKind.PROMISE: lambda: tr(
        "Rules",
        "A promise of ours is open and due tomorrow, today or earlier, or was made a week ago with no day named.",
    ),
    SuggestionKind.RECOVERY: lambda: tr(
        "Rules",
        "A complaint is being put right: nothing was done about it yet, or the day has come to ask the customer again "
        "(four days after our last act where no day was set); or they complained within three months, we answered four "
        "or more days ago, and since then they have neither bought nor spoken with us.",
    ),
    SuggestionKind.ARRIVAL: lambda: tr(
        "Rules",
        "Something came in within three months that one of their open wishes asks for, and they have not taken it "
        "since; who has waited longest comes first.",
    ),
    SuggestionKind.DATE: lambda: tr(
        "Rules",
        "A yearly date that they told us, or that we saw, falls within the next seven days; a guessed one never "
        "counts.",
    ),
    SuggestionKind.REPLENISH: lambda: tr(
        "Rules",
        "They took a product at least twice, by their own gaps (with fewer than five purchases by ten or more gaps of "
        "other customers too) they want it again about now, and it is not yet twice that long since they took it last; "
        "they come by a rhythm before it runs out, or can be reached.",
    ),
    SuggestionKind.SLIPPING: lambda: tr(
        "Rules",
        "They came at least three times, and their present silence is unusual by their own gaps, yet not so long "
        "that they must be counted as lost.",
    ),
    SuggestionKind.AFTER_SALE: lambda: tr(
        "Rules",
        "One to four weeks ago they bought something new to them that costs at least as much as two of their ordinary "
        "purchases (or stands out in this shop, while fewer than three purchases of theirs are known), and neither "
        "side has been in touch since.",
    ),
    SuggestionKind.SECOND_VISIT: lambda: tr(
        "Rules",
        "They came once, one to six weeks ago, can be reached, and we have not been in touch with them since.",
    ),
    SuggestionKind.PROTECT: lambda: tr(
        "Rules",
        "A warranty, a credit or a voucher of theirs, of which they told us or that we saw, ends within thirty "
        "days; or a credit with no day was noted, or given for a complaint, more than sixty days ago and they have not "
        "come since.",
    ),
    SuggestionKind.THANK: lambda: tr(
        "Rules",
        "Somebody whom they introduced came for the first time within sixty days, or they praised us within "
        "thirty, and we have not been in touch since; or within a fortnight they came for the 10th, 25th, 50th, "
        "100th or 250th time, or it was one, five or ten years since the first time.",
    ),
    SuggestionKind.ASK: lambda: tr(
        "Rules",
        "They come by a rhythm of their own and are expected about now, something useful about them is not known, "
        "and no question was put to them within the last month; a question declined twice is never asked again.",
    ),
    SuggestionKind.LIKE_THEM: lambda: tr(
        "Rules",
        "They come by a rhythm of their own and are expected about now, at least three others who take what they "
        "take also take something that they never had and do not dislike, and nothing new was put to them within "
        "the last month.",
    ),
    SuggestionKind.HAND_OVER: lambda: tr(
        "Rules",
        "At least four in five of the last five to ten times they were served by somebody who works here no "
        "longer, by nobody else since, and they keep to their rhythm.",
    ),
    SuggestionKind.TIDY: lambda: tr(
        "Rules",
        "We promised a call and have no phone number, or they wait for something and we have no way to tell them; "
        "or they have the phone number or e-mail address of another customer, or the same name in one household.",
    ),
    SuggestionKind.SILENCE: lambda: tr(
        "Rules",
        "They asked to be left in peace, they are in mourning, or no way to reach them has room in the contact "
        "budget; this beats every idea of ours (kinds 5 to 14), never what we owe (1 to 4) nor tidying (15).",
    ),
}
