"""A language as ready words speak it: its days, its greetings and our own texts. One module a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.questions import Question
from relapp.domain.ready_words.template import fill
from relapp.domain.suggestions.model import SuggestionKind

_NEAR_DAYS = 6


class Form(StrEnum):
    """How words reach the customer."""

    WRITTEN = "written"
    """A message, an e-mail, a letter."""
    SPOKEN = "spoken"
    """The first words of a call."""
    COUNTER = "counter"
    """What to say when they stand before us."""


@dataclass(frozen=True, slots=True)
class Said:
    """Our own texts for one kind, first choice first, without greeting and closing; ``subject`` is for e-mails.

    Where ``counter`` is empty, what is said on the phone is said there too.
    """

    subject: str
    written: tuple[str, ...]
    spoken: tuple[str, ...]
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """Days as they stand in a sentence. ``weekdays`` begin on Monday; ``on`` and ``on_year`` have gaps for a date.

    ``odd`` are days of the month that are written otherwise, by their number; a year comes after them.
    """

    today: str
    tomorrow: str
    yesterday: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    on: str
    on_year: str
    odd: Mapping[int, str]

    def say(self, when: date, today: date) -> str:
        """A day inside a sentence: "today", "on Friday" for one that comes within six days, "on 14 June"."""
        away = (when - today).days
        near = {0: self.today, 1: self.tomorrow, -1: self.yesterday}
        if away in near:
            return near[away]
        if 0 < away <= _NEAR_DAYS:
            return self.weekdays[when.weekday()]
        with_year = when.year != today.year
        text = self.on_year if with_year else self.on
        if when.day in self.odd:
            text = self.odd[when.day] + (" {year}" if with_year else "")
        values = {"day": str(when.day), "month": self.months[when.month - 1], "year": str(when.year)}
        return fill(text, values)


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    ``name`` is what it calls itself. ``first_names``: whether a customer of whom no greeting is known is greeted by
    the first name, else by the whole. ``hello`` are greetings by form, first choice first; ``closing`` ends what is
    written. ``phrases`` are sentences about what a suggestion rests on, by name. ``examples`` fill gaps in a preview.
    """

    code: str
    name: str
    first_names: bool
    and_: str
    days: Days
    hello: Mapping[Form, tuple[str, ...]]
    closing: tuple[str, ...]
    phrases: Mapping[str, str]
    questions: Mapping[Question, str]
    said: Mapping[SuggestionKind, Said]
    examples: Mapping[str, str]

    def texts(self, kind: SuggestionKind, form: Form) -> tuple[str, ...]:
        """Our own texts whole, first choice first."""
        said = self.said[kind]
        if form is Form.WRITTEN:
            return tuple(f"{{greeting}}\n\n{body}\n\n{{closing}}" for body in said.written)
        bodies = said.counter if form is Form.COUNTER and said.counter else said.spoken
        return tuple(f"{{greeting}} {body}" for body in bodies)

    def listed(self, things: Sequence[str]) -> str:
        """ "bread, milk and tea"."""
        if len(things) < 2:
            return "".join(things)
        last = things[-1]
        # Spanish says "e" before the sound of an i.
        joined = "e" if self.and_ == "y" and last.casefold().startswith(("i", "hi", "í")) else self.and_
        return f"{', '.join(things[:-1])} {joined} {last}"
