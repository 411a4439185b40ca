"""Words for what customers said about being contacted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from relapp.domain.consents import Consent, ConsentState, NewWord, Purpose
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
    return tr("Consents", "yes") if said.state is ConsentState.GIVEN else tr("Consents", "no")


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
