"""Words for what customers said about being contacted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from relapp.domain.consents import Consent, ConsentState, NewWord, Purpose, standing
from relapp.domain.interactions import Channel
from relapp.ui.wording import dates, kinds, listed, quoted, tr


def purpose(purpose: Purpose) -> str:
    """What a contact is for, inside a sentence: "for what we owe"."""
    return {
        Purpose.ANY: tr("Consents", "for anything"),
        Purpose.OWED: tr("Consents", "for what we owe"),
        Purpose.IDEAS: tr("Consents", "for ideas of ours"),
    }[purpose]


def state(said: Consent) -> str:
    """What they said: "yes"."""
    return _state(said.state)


def offered(new: NewWord) -> str:
    """What a line says of ways, to be accepted: "Yes by post · Not by phone, by message and by e-mail"."""
    parts = []
    if new.yes:
        parts.append(tr("Consents", "Yes {ways}").format(ways=listed(kinds.by_channel(way) for way in new.yes)))
    if new.no:
        parts.append(tr("Consents", "Not {ways}").format(ways=listed(kinds.by_channel(way) for way in new.no)))
    said = " · ".join(parts)
    return said if new.purpose is Purpose.ANY else f"{said} ({purpose(new.purpose)})"


def word(said: Consent) -> str:
    """One word: "Phone, for anything: no"."""
    text = tr("Consents", "{channel}, {purpose}: {state}")
    return text.format(channel=kinds.channel(said.channel), purpose=purpose(said.purpose), state=state(said))


def proof(said: Consent, staff: Mapping[int, str], today: date) -> str:
    """When it was said, in which words, and who noted it: "said 3 May · “no calls please” · noted by Ina"."""
    parts = [tr("Consents", "said {on}").format(on=dates.on(said.day, today))]
    if said.how.strip():
        parts.append(quoted(said.how))
    name = "" if said.staff_id is None else staff.get(said.staff_id, "")
    if name:
        parts.append(tr("Consents", "noted by {name}").format(name=name))
    return " · ".join(parts)


def way(said: Sequence[Consent], channel: Channel) -> str:
    """What stands on a way: "Phone: only for what we owe"."""
    words = [standing(said, channel, one) for one in (Purpose.OWED, Purpose.IDEAS)]
    states = [None if word is None else word.state for word in words]
    name = kinds.channel(channel)
    if states == [ConsentState.GIVEN, ConsentState.WITHDRAWN]:
        return tr("Consents", "{channel}: only for what we owe").format(channel=name)
    if states[0] == states[1]:
        return tr("Consents", "{channel}: {state}").format(channel=name, state=_state(states[0]))
    text = tr("Consents", "{channel}: {owed} for what we owe, {ideas} for ideas of ours")
    return text.format(channel=name, owed=_state(states[0]), ideas=_state(states[1]))


def proofs(said: Sequence[Consent], channel: Channel, staff: Mapping[int, str], today: date) -> str:
    """When and how what stands on a way was said."""
    words = dict.fromkeys(standing(said, channel, one) for one in (Purpose.OWED, Purpose.IDEAS))
    told = [proof(word, staff, today) for word in words if word is not None]
    return "; ".join(told) or tr("Consents", "nothing was said")


def warning(word: Consent, today: date) -> str:
    """What to say before somebody is reached by a way that they refused: "Said on 3 May: not by phone."."""
    by, on = kinds.by_channel(word.channel), dates.on(word.day, today)
    text = tr("Consents", "Said {on}: not {by}.")
    if word.purpose is not Purpose.ANY:
        text = tr("Consents", "Said {on}: not {by} {purpose}.")
    return text.format(on=on, by=by, purpose=purpose(word.purpose))


def _state(state: ConsentState | None) -> str:
    if state is None:
        return tr("Consents", "never asked")
    return tr("Consents", "yes") if state is ConsentState.GIVEN else tr("Consents", "no")
