"""What somebody said in a chat, and how it becomes an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from relapp.domain.interactions import MAX_WORDS, Channel, Direction, Kind, Outcome
from relapp.services.transfer.meaning.values import phone_digits
from relapp.services.transfer.rows import BadRow, EntryRow, Who

MANY = 20
"""In a group of more people than this nobody becomes a customer by what the shop says to all."""

MOST_VOICES = 5_000

MARKS = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Signs without a width that messengers put around names and texts."""

_MARKS = re.compile(f"[{MARKS}\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER = re.compile(r"\+?[\d\s()./\-\u2010-\u2015]{6,24}")
_SELF = frozenset(
    {"me", "you", "ich", "du", "moi", "vous", "yo", "tú", "io", "tu", "ik", "jij", "eu", "você", "jag", "ja", "ty"}
    | {"я", "вы", "自分", "あなた"}
)


class Said(NamedTuple):
    """One message. ``sender`` and ``chat`` are names as the file has them; ``chat`` is the other one's or a group's.

    ``ours`` says that the shop wrote it, ``None`` where the file does not tell. ``identity`` is the messenger's own;
    where it is empty, who, when and what tell. ``code`` names why it is no entry (see ``BadRow``), empty if it is one.
    """

    line: int
    at: datetime | None
    sender: str
    text: str
    chat: str = ""
    group: bool = False
    ours: bool | None = None
    identity: str = ""
    phone: str = ""
    strangers: bool = True
    code: str = ""
    call: Outcome | None = None


def plain(text: str) -> str:
    """A text without marks that nobody sees."""
    return _MARKS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u202f", " ").strip()


def folded(name: str) -> str:
    """A name for comparing."""
    return " ".join(plain(name).split()).casefold()


class Ranked(NamedTuple):
    """The voices, whoever is likeliest the shop first, and whether anything but that likelihood says so."""

    voices: tuple[str, ...]
    sure: bool


def likeliest(voices: Counter[str], chat: str, ours: Collection[str]) -> Ranked:
    """Who of the voices is likeliest the shop, by its names ``ours``, else by whom the chat is named after."""
    ranked = [voice for voice, _ in voices.most_common(MOST_VOICES)]
    known = {folded(one) for one in ours}
    for names in (known, _SELF):
        found = [voice for voice in ranked if folded(voice) in names]
        # Of two who are both called as the shop's people are, one is not.
        if found and (len(found) == 1 or len(ranked) > 2):
            named_after = folded(found[0]) == folded(chat) and len(ranked) == 2
            return Ranked((found[0], *(other for other in ranked if other != found[0])), sure=not named_after)
    # Whose name the file bears is the other one; and the shop's own name is never shown as a number.
    ranked.sort(key=lambda voice: (folded(voice) == folded(chat), is_number(voice)))
    free = [voice for voice in ranked if folded(voice) != folded(chat) and not is_number(voice)]
    return Ranked(tuple(ranked), sure=len(ranked) < 2 or len(free) == 1)


def us_among(voices: tuple[str, ...], chat: str, ours: Collection[str]) -> str:
    """Who of the voices is the shop; empty where only the other one speaks."""
    if not voices:
        return ""
    first = voices[0]
    known = folded(first) in {folded(one) for one in ours} or folded(first) in _SELF
    if len(voices) == 1 and not known and folded(chat) in ("", folded(first)):
        return ""
    return first


def mine(voice: str, voices: Collection[str], ours: Collection[str]) -> set[str]:
    """Who speaks for the shop where ``voice`` does; of two only that one, in a group all who go by one of its names."""
    if not voice:
        return set()
    return {voice} if len(voices) <= 2 else {voice, *ours}


def is_number(name: str) -> bool:
    """Whether somebody is shown by their telephone number."""
    return _NUMBER.fullmatch(plain(name)) is not None and len(phone_digits(name)) >= 6


def who(name: str, phone: str = "") -> Who:
    """The person of a name as a chat shows it."""
    name = " ".join(plain(name).removeprefix("~").split())[:200]
    if is_number(name):
        return Who(phone=phone or name)
    return Who(name=name, phone=phone)


def entries(said: Iterable[Said], us: Collection[str], voices: Collection[str]) -> Iterator[EntryRow | BadRow]:
    """The messages as entries; ``us`` are the shop's names, ``voices`` all who speak in a chat that is only one."""
    mine = {folded(one) for one in us}
    others = tuple(voice for voice in voices if folded(voice) not in mine)
    again = _Again()
    for one in said:
        yield _entry(one, mine, others, again)


def _entry(said: Said, mine: set[str], others: tuple[str, ...], again: _Again) -> EntryRow | BadRow:
    cells = (said.at.isoformat(" ", "minutes") if said.at else "", said.sender, said.text[:200])
    if said.code:
        return BadRow(said.line, cells, said.code)
    if said.at is None:
        return BadRow(said.line, cells, "row.no_date")
    ours = folded(said.sender) in mine if said.ours is None else said.ours
    people = _heard(said, others) if ours else (who(said.sender, said.phone),)
    people = tuple(one for one in people if one.name or one.phone)
    if not people:
        return BadRow(said.line, cells, "row.no_person")
    identity = said.identity
    if not identity:
        # What the shop says to two people in the same minute is two messages.
        heard = folded(said.chat) if ours else ""
        parts = (said.at.replace(tzinfo=None).isoformat(), folded(said.sender), heard, said.text)
        identity = again.numbered("\x1f".join(parts), said.at)
    call = said.call is not None
    return EntryRow(
        line=said.line,
        who=people[: MANY * 5],
        at=said.at,
        kind=Kind.CALL if call else Kind.MESSAGE,
        channel=Channel.PHONE if call else Channel.MESSAGE,
        direction=Direction.OUT if ours else Direction.IN,
        words=said.text if len(said.text) <= MAX_WORDS else said.text[: MAX_WORDS - 2].rstrip() + " …",
        outcome=said.call,
        identity=f"chat:{identity}",
        strangers=said.strangers and len(people) <= MANY,
    )


def _heard(said: Said, others: tuple[str, ...]) -> tuple[Who, ...]:
    """To whom the shop said it."""
    if not said.group and said.chat and (not others or folded(said.chat) in map(folded, others)):
        return (who(said.chat, said.phone),)
    return tuple(who(other) for other in others) if others else ((who(said.chat),) if not said.group else ())


class _Again:
    """Numbers what is said twice in the same words at the same moment."""

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._times: Counter[str] = Counter()

    def numbered(self, identity: str, at: datetime) -> str:
        """The identity, told apart from the same before it."""
        if at != self._at:
            self._at, self._times = at, Counter()
        self._times[identity] += 1
        times = self._times[identity]
        return identity if times == 1 else f"{identity}\x1f{times}"
