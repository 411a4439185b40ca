"""Consents: by which way, and for what, a customer may be contacted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.interactions import Channel


class ConsentState(StrEnum):
    """What they said; never asked is the absence of a row."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """What a contact is for."""

    ANY = "any"
    OWED = "owed"
    """What we owe: replies, promises, putting things right, arrivals they wait for."""
    IDEAS = "ideas"
    """What we thought of ourselves: greetings, questions, offers."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One word on one channel: ``day`` is the local day it was said, ``how`` the customer's own words or the form.

    ``staff_id`` is who noted it and ``source_id`` the entry it was said in, where there is one.
    """

    customer_id: int
    channel: Channel
    purpose: Purpose
    state: ConsentState
    day: date
    how: str = ""
    staff_id: int | None = None
    source_id: int | None = None


def is_refused(consents: Iterable[Consent], channel: Channel, purpose: Purpose) -> bool:
    """Whether they do not want ``channel`` for ``purpose``.

    Their newest word on it counts, whether it was said of this purpose or of any; on one day, no beats yes. Never
    asked is not refused.
    """
    said = [c for c in consents if c.channel is channel and c.purpose in (purpose, Purpose.ANY)]
    newest = max((c.day for c in said), default=None)
    return any(c.day == newest and c.state is ConsentState.WITHDRAWN for c in said)
