"""Did acting help: who came again after ideas that were followed, left, and held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain import acting as rules
from relapp.domain.acting import LOOK_BACK_DAYS, Acting, Group, Told
from relapp.domain.days import before
from relapp.domain.suggestions.answers import is_mark
from relapp.domain.suggestions.model import Answer
from relapp.services import settings
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage import answers, candidates
from relapp.storage.reader import Reader

FOLLOWED, LEFT, SHOWN, HELD = "followed", "left", "shown", "held"
CAME = "came"


@dataclass(frozen=True, slots=True)
class ActingPage:
    """What followed the suggestions from ``first`` on; ``holds_back`` says whether any are held back at present."""

    day: date
    first: date
    acting: Acting
    holds_back: bool

    def group(self, name: str) -> Group:
        """One of the four groups; an empty one where nothing was ever held back."""
        fair = self.acting.shown
        return {
            FOLLOWED: self.acting.followed.one,
            LEFT: self.acting.followed.other,
            SHOWN: fair.one if fair is not None else Group(),
            HELD: fair.other if fair is not None else Group(),
        }[name]


def load(reader: Reader, asked: Asked) -> ActingPage:
    """The page as of the morning of ``asked.day``."""
    day, first = asked.day, before(asked.day, LOOK_BACK_DAYS)
    shown = [Told(*one) for one in answers.shown_between(reader, first, day)]
    held = [Told(*one) for one in answers.held_back_between(reader, first, day)]
    given = [one for one in answers.given_between(reader, first, day) if not is_mark(one.evidence)]
    done = [Told(one.customer_id, one.kind, one.evidence, one.at.date()) for one in given if one.answer is Answer.DONE]
    otherwise = {(one.customer_id, one.kind, one.evidence) for one in given}
    people = {one.customer_id for one in (*shown, *held, *done)}
    visits = dict(candidates.visits(reader, people))
    found = rules.acting(shown, done, otherwise, held, visits, day)
    return ActingPage(day, first, found, settings.read(reader).hold_back)


def code_of(group: str, part: str = "") -> str:
    """What opens the customers of a group, or (:data:`CAME`) those of them who came."""
    return f"{group}|{part}"


def behind(_reader: Reader, found: ActingPage, code: str, _asked: Asked) -> Behind:
    """The customers that :func:`code_of` speaks of, each once."""
    name, _, part = code.partition("|")
    group = found.group(name)
    return Behind(customers=tuple(dict.fromkeys(group.came if part == CAME else group.counted)))
