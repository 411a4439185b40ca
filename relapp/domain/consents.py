"""Consents: by which way, and for what, a customer may be contacted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relapp.domain.interactions import Channel
from relapp.domain.receipts import Receipt, Source


class ConsentState(StrEnum):
    """What they said; never asked is the absence of a row."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


REACH = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST)
"""The ways by which a shop goes to a customer."""


class Purpose(StrEnum):
    """What a contact is for."""

    ANY = "any"
    OWED = "owed"
    """What we owe: replies, promises, putting things right, arrivals they wait for."""
    IDEAS = "ideas"
    """What we thought of ourselves: greetings, questions, offers."""


@dataclass(frozen=True, slots=True)
class NewWord:
    """What they said of several ways at once: ``yes`` to these, ``no`` to those ("letters only"), in their words."""

    yes: tuple[Channel, ...]
    no: tuple[Channel, ...]
    purpose: Purpose = Purpose.ANY
    how: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """One word on one channel: ``day`` is the local day it was said, ``how`` the customer's own words or the form.

    ``staff_id`` is who noted it and ``source_id`` the entry it was said in, where there is one. ``id`` is its row,
    ``None`` as long as it is not stored; two words that say the same are equal.
    """

    customer_id: int
    channel: Channel
    purpose: Purpose
    state: ConsentState
    day: date
    how: str = ""
    staff_id: int | None = None
    source_id: int | None = None
    id: int | None = field(default=None, compare=False)

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """The word itself, and the entry it was said in."""
        own = () if self.id is None else (Receipt(Source.CONSENT, self.id),)
        return own if self.source_id is None else (*own, Receipt(Source.INTERACTION, self.source_id))


def standing(consents: Iterable[Consent], channel: Channel, purpose: Purpose) -> Consent | None:
    """The word that stands on ``channel`` for ``purpose``, ``None`` if they were never asked.

    Their newest word on it, whether it was said of this purpose or of any. On one day no beats yes, and what was said
    of any purpose beats what was said of one.
    """
    said = [c for c in consents if c.channel is channel and c.purpose in (purpose, Purpose.ANY)]
    return max(said, key=_weight, default=None)


def _weight(said: Consent) -> tuple[date, bool, bool, int]:
    return said.day, said.state is ConsentState.WITHDRAWN, said.purpose is Purpose.ANY, said.id or 0


def is_refused(consents: Iterable[Consent], channel: Channel, purpose: Purpose) -> bool:
    """Whether they do not want ``channel`` for ``purpose``; never asked is not refused."""
    word = standing(consents, channel, purpose)
    return word is not None and word.state is ConsentState.WITHDRAWN
