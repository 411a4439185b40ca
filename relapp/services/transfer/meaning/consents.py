"""Columns that say whether somebody wants to be written to or called, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from relapp.domain.consents import ConsentState, Purpose
from relapp.domain.interactions import Channel
from relapp.services.transfer.meaning.values import DateEvidence, date_evidence
from relapp.services.transfer.meaning.wording import plain, word_set
from relapp.services.transfer.rows import NewConsent


class Asked(NamedTuple):
    """What a column asks: by which ways, what for, and whether its yes is a no ("Do not call")."""

    channels: tuple[Channel, ...]
    purpose: Purpose
    turned: bool


# As :func:`plain` leaves the words: without marks over and beside the letters.
_WISHES = (
    r"marketing|newsletter|mailing list|mailingliste|consent|opt ?in|subscri(?:bed|ption|ber)|einwilligung|werbung|"
    r"nieuwsbrief|nyhetsbrev|consenso|consentement|consentimiento|consentimento|publicidad|publicidade|publicite|"
    r"pubblicita|offres|infolettre|boletin|zgoda|samtycke|toestemming|согласие|рассылк|メルマカ|メール配信|マーケティンク|dm可否|"
    r"gdpr|rgpd|dsgvo|accepts? (?:email|sms|marketing)"
)
_REFUSALS = (
    r"unsub(?:scribed)?\b|opt(?:ed)? ?out|optout|blacklist|blocklist|suppressed|do not|don t|dont|^no "
    r"(?:e ?mail|phone|calls?|mail|post|sms|contact|marketing)|"
    r"keine werbung|werbesperre|kontaktsperre|abgemeldet|desinscrit|desabonne|no molestar|no contactar|"
    r"non contattare|niet bellen|niet mailen|nao contactar|ej kontakt|nie dzwonic|не звонить|не беспокоить"
)
_ALTOGETHER = re.compile(
    r"do not|don t|dont|^no |\ball\b|sperre|contactar|contattare|bellen|kontakt$|звонить|беспокоить"
)
# Words beside a wish that make the column tell when, why or how much instead of whether.
_ABOUT_IT = re.compile(
    r"\b(?:time|date|ip|reason|campaign|source|id|level|count|last|updated|timestamp|datum|titel|title|rating|at|on|"
    r"name|cost|code|since|method|budget|spend|team)\b"
)
# When somebody left a list tells that they did. When they came says less: it stays there after they left.
_LEFT = re.compile(
    r"(?:unsub(?:scribed?)?|opt(?:ed)? ?out|clean(?:ed)?|bounced?) (?:time|date|at|on|timestamp)"
    r"|date (?:unsubscribed|opted ?out)"
)
_WISH, _REFUSAL = re.compile(_WISHES), re.compile(_REFUSALS)
_WAYS = (
    (Channel.MESSAGE, re.compile(r"\bsms(?![a-z])|\btext\b|whatsapp")),
    (Channel.PHONE, re.compile(r"\bphone\b|\bcalls?\b|telefon|telephone|bellen|anruf|звонить|dzwonic")),
    (Channel.EMAIL, re.compile(r"\be ?mails?\b|newsletter|メール|メルマカ|mailen")),
    (Channel.POST, re.compile(r"\bpost(?:al)?\b|(?<!e )(?<!all )\bmail\b|\bbriefe?\b|\bletters?\b")),
)
_YES = word_set(
    "yes y true 1 x ok on ja j oui o si sim s tak t da wahr vrai verdadero vero sant prawda да д истина "
    "はい 希望する 希望 可 同意 同意する ✓ ✔ ☑ subscribed active granted given allowed accepted confirmed "
    "agreed angemeldet aktiv abonne inscrit iscritto suscrito ingeschreven marketing"
) | {"opted in", "opt in", "marketing contact", "single opt in", "double opt in", "confirmed opt in"}
_NO = word_set(
    "no n false 0 off nein non nao nee nej nie нет н falsch faux falso falskt falsz ложь "
    "いいえ 希望しない 不可 不同意 ✗ ✘ ☐ unsubscribed denied withdrawn declined refused suppressed cleaned "
    "bounced never pending unconfirmed invalid abgemeldet inaktiv desabonne desinscrit cancellato baja redacted"
) | {"opted out", "opt out", "never subscribed", "not subscribed", "non marketing contact", "no consent"}

_ANY_MAIL = Asked((Channel.EMAIL,), Purpose.IDEAS, turned=False)


@lru_cache(1024)
def asked(header: str) -> Asked | None:
    """What the column headed ``header`` asks, ``None`` if it is not about consent."""
    words = plain(header)
    if _LEFT.fullmatch(words):
        return Asked((Channel.EMAIL,), Purpose.IDEAS, turned=True)
    turned = _REFUSAL.search(words) is not None
    if (not turned and _WISH.search(words) is None) or _ABOUT_IT.search(words):
        return None
    ways = tuple(channel for channel, pattern in _WAYS if pattern.search(words))
    if turned and not ways:
        ways = (Channel.EMAIL, Channel.PHONE, Channel.MESSAGE, Channel.POST)
    purpose = Purpose.ANY if turned and _ALTOGETHER.search(words) else Purpose.IDEAS
    return Asked(ways or (Channel.EMAIL,), purpose, turned)


@lru_cache(1024)
def said(text: str) -> ConsentState | None:
    """The state that a cell names, ``None`` if it names none."""
    words = plain(text) or text.strip()
    if words in _YES:
        return ConsentState.GIVEN
    return ConsentState.WITHDRAWN if words in _NO else None


def is_answer(text: str) -> bool:
    """Whether a cell says yes or no, or the day on which somebody said yes."""
    return said(text) is not None or date_evidence(text) is not DateEvidence.NONE


def answer(question: Asked, text: str) -> ConsentState | None:
    """What a cell under ``question`` says. That nobody was refused anything is no consent."""
    state = said(text) or (ConsentState.GIVEN if is_answer(text) else None)
    if not question.turned or state is None:
        return state
    return ConsentState.WITHDRAWN if state is ConsentState.GIVEN else None


def consents(cells: Iterable[tuple[str, str]]) -> Iterator[NewConsent]:
    """What cells say, each with the header above it."""
    for header, cell in cells:
        question = asked(header) or _ANY_MAIL
        value = " ".join(cell.split())
        state = answer(question, value)
        if state is not None:
            for channel in question.channels:
                yield NewConsent(channel, question.purpose, state, f"{header}: {value}")
