"""From a suggestion to ready words: what fills the gaps, and the first version for which all is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relapp.domain.days import after
from relapp.domain.interactions import Channel, Kind
from relapp.domain.questions import Question
from relapp.domain.ready_words.template import first_filled, plain
from relapp.domain.ready_words.tongue import Form, Tongue
from relapp.domain.suggestions.codes import Why
from relapp.domain.suggestions.model import Suggestion, SuggestionKind

COMMON = ("greeting", "closing", "name", "shop", "staff")
"""What every text can use: the whole greeting, the whole closing, and the names in them."""

FIELDS: Mapping[SuggestionKind, tuple[str, ...]] = {
    SuggestionKind.OWED_REPLY: ("asked", "question", "day"),
    SuggestionKind.PROMISE: ("words", "day", "late"),
    SuggestionKind.RECOVERY: ("matter", "cause", "day"),
    SuggestionKind.ARRIVAL: ("product", "wish"),
    SuggestionKind.DATE: ("occasion", "fits", "about", "day"),
    SuggestionKind.REPLENISH: ("product",),
    SuggestionKind.SLIPPING: ("usual",),
    SuggestionKind.AFTER_SALE: ("product", "day"),
    SuggestionKind.SECOND_VISIT: ("product", "day"),
    SuggestionKind.PROTECT: ("product", "amount", "day"),
    SuggestionKind.THANK: ("thanks", "day"),
    SuggestionKind.ASK: ("question", "product"),
    SuggestionKind.LIKE_THEM: ("product", "because"),
    SuggestionKind.HAND_OVER: ("colleague",),
}
"""The kinds that have words, each with what its texts can use besides :data:`COMMON`."""

_WRITTEN_BY = frozenset({Channel.MESSAGE, Channel.EMAIL, Channel.POST})
_THEIR_OWN_WORDS = frozenset({Kind.MESSAGE, Kind.EMAIL, Kind.LETTER})
_LONGEST_QUESTION = 150
_OPENS_QUOTE = '“„«»‘"'
_FIRST_WORDS = 3
_TELLS_OF_A_QUESTION = frozenset({
    "asked", "asks", "asking", "wondered", "wonders", "wanted", "wants", "she", "he", "they", "fragt", "fragte",
    "demande", "demandé", "pregunta", "preguntó", "chiede", "chiesto", "vraagt", "vroeg", "pergunta", "perguntou",
    "pyta", "pytał", "pytała", "customer",
})  # fmt: skip
"""Of the first words: then it is told as staff tell it, which nobody says to the customer's face."""

_AHEAD = frozenset({SuggestionKind.PROMISE, SuggestionKind.DATE, SuggestionKind.PROTECT})

# What stands before a surname, and what tells that a name is no person's.
_NO_FIRST_NAME = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lady", "herr", "frau", "fam", "familie", "family", "famille",
    "familia", "famiglia", "mme", "mlle", "sra", "sig", "signor", "signora", "dhr", "mevr", "mevrouw", "pan", "pani",
    "don", "dona", "the", "customer", "guest", "cafe", "café", "bar", "hotel", "restaurant", "studio", "praxis",
    "gmbh", "ltd", "limited", "inc", "llc", "ohg", "sarl", "srl", "spa", "company", "and", "und", "et",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks to whom: the customer's ``name``, ``greeted`` where a way to greet them is known, ours in front."""

    name: str
    greeted: str = ""
    staff: str = ""
    shop: str = ""


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """What to write or say, in which language and form; ``subject`` is for an e-mail."""

    text: str
    language: str
    form: Form
    subject: str


@dataclass(frozen=True, slots=True)
class MissingWords:
    """Why there are none: the text for ``kind`` needs ``fields``, which are not known of this customer."""

    kind: SuggestionKind
    language: str
    form: Form
    fields: tuple[str, ...]


def form_of(channel: Channel | None) -> Form:
    """In which form words go by ``channel``."""
    if channel is Channel.PHONE:
        return Form.SPOKEN
    return Form.WRITTEN if channel in _WRITTEN_BY else Form.COUNTER


def ready(
    suggestion: Suggestion, people: People, tongue: Tongue, form: Form, today: date, own: Sequence[str] = ()
) -> ReadyWords | MissingWords:
    """Words for ``suggestion`` from the shop's ``own`` texts, else from ours; never with a hole in them."""
    known = {**_of_people(people, tongue, form), **_of_kind(suggestion, tongue, today)}
    filled = first_filled(own or tongue.texts(suggestion.kind, form), known)
    if isinstance(filled, str):
        return ReadyWords(filled, tongue.code, form, tongue.said[suggestion.kind].subject)
    return MissingWords(suggestion.kind, tongue.code, form, filled)


def example(kind: SuggestionKind, tongue: Tongue, form: Form, today: date, texts: Sequence[str], shop: str) -> str:
    """``texts`` as they would read for somebody made up; empty where even then something is missing."""
    told = tongue.examples
    people = People(told["name"], "", told["staff"], shop or told["shop"])
    values = {
        **told,
        "day": tongue.days.say(after(today, 3 if kind in _AHEAD else -9), today),
        "late": tongue.days.yesterday,
        "wish": told["product"],
        "cause": told["product"],
        "asked": _phrase(tongue, "asked.question", {"day": tongue.days.yesterday, "question": told["question"]}),
        "matter": _phrase(tongue, "matter.check", {"day": tongue.days.yesterday}),
        "occasion": tongue.phrases["birthday.today"],
        "thanks": _phrase(tongue, "thanks.introduced", {"who": told["who"]}),
    }
    if kind is SuggestionKind.ASK:
        values["question"] = _phrase_of_question(tongue, Question.STILL_RIGHT, told["because"])
    fields = {name: values[name] for name in FIELDS[kind]}
    filled = first_filled(texts, {**_of_people(people, tongue, form), **fields})
    return filled if isinstance(filled, str) else ""


# -- who --


def called(name: str, *, first_names: bool) -> str:
    """How somebody is greeted of whom only the name is known: by the first name where that is usual and sure."""
    words = name.split()
    if not first_names or not 2 <= len(words) <= 3 or not all(_is_a_name(word) for word in words):
        return plain(name)
    return words[0] if len(words[0].rstrip(".")) > 2 else plain(name)


def spoken_name(told: str) -> str:
    """The name in what staff noted of how to greet somebody ("Ana, never Mrs Moreira"), empty where there is none."""
    name = re.split(r"[,;:()/–—]|\s-\s", told)[0].strip()
    return name if 1 <= len(name.split()) <= 3 and all(_is_spoken(word) for word in name.split()) else ""


def _is_spoken(word: str) -> bool:
    return word[0].isupper() or not word[0].isalpha() or not word.islower() or not word.isascii()


def _is_a_name(word: str) -> bool:
    known = word.rstrip(".").casefold() in _NO_FIRST_NAME
    return not known and not word.isupper() and bool(re.fullmatch(r"[^\W\d_]+([-'’.][^\W\d_]*)*", word))


def _of_people(people: People, tongue: Tongue, form: Form) -> dict[str, str]:
    known = {
        "name": plain(people.greeted) or called(people.name, first_names=tongue.first_names),
        "staff": plain(people.staff),
        "shop": plain(people.shop),
    }
    for gap, texts in (("greeting", tongue.hello[form]), ("closing", tongue.closing)):
        filled = first_filled(texts, known)
        known[gap] = filled if isinstance(filled, str) else ""
    return known


# -- what about --


def _of_kind(suggestion: Suggestion, tongue: Tongue, today: date) -> dict[str, str]:
    details = {**suggestion.act.details, **suggestion.reason.details}
    details.pop("staff", None)
    find = _FINDERS.get(suggestion.kind, _plainly)
    found = find(suggestion, details, tongue, today)
    return {name: found.get(name, "") for name in FIELDS.get(suggestion.kind, ())}


Details = Mapping[str, Any]


def _plainly(_suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    """Every detail by its own name."""
    return {name: _said(value, tongue, today) for name, value in d.items()}


def _owed_reply(suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    values = {"day": _said(d.get("asked"), tongue, today), "question": _question_in(str(d.get("words") or ""))}
    kind = d.get("kind")
    if suggestion.reason.code == Why.MISSED_CALL:
        phrase = "asked.call"
    elif kind == Kind.COMPLAINT:
        phrase = "asked.complaint"
    elif values["question"]:
        phrase = "asked.question"
    else:
        phrase = "asked.written" if kind in _THEIR_OWN_WORDS else "asked.other"
    return {**values, "asked": _phrase(tongue, phrase, values)}


def _question_in(words: str) -> str:
    """Their own question, up to its mark; empty where nothing of the kind was noted, or only what staff say of it."""
    asked = plain(words[: words.rfind("?") + 1])
    quoted = max(asked.rfind(sign) for sign in _OPENS_QUOTE)
    if quoted >= 0:
        asked = asked[quoted + 1 :].strip()
    elif not _TELLS_OF_A_QUESTION.isdisjoint(re.findall(r"\w+", asked.casefold())[:_FIRST_WORDS]):
        return ""
    return asked if 1 < len(asked) <= _LONGEST_QUESTION else ""


def _promise(_suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    due = d.get("due")
    late = due if isinstance(due, date) and due < today else None
    return {
        "words": _said(d.get("words"), tongue, today).rstrip(" ."),
        "day": _said(due, tongue, today),
        "late": _said(late, tongue, today),
    }


def _recovery(suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    values = {
        "day": _said(d.get("complained") or d.get("opened"), tongue, today),
        "cause": _said(d.get("cause"), tongue, today),
    }
    phrase = "matter.open" if suggestion.reason.code == "recovery.case" else "matter.check"
    return {**values, "matter": _phrase(tongue, phrase, values)}


def _arrival(_suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    wish = _said(d.get("wish") or d.get("words"), tongue, today)
    # In their own words: what a note says that came in may tell how much of it there is.
    return {"wish": wish, "product": wish or _said(d.get("product") or d.get("arrived"), tongue, today)}


def _date(suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    day = d.get("day")
    values = {name: _said(d.get(name), tongue, today) for name in ("day", "about", "value", "fits")}
    if suggestion.reason.code == Why.BIRTHDAY:
        own = "birthday.today" if day == today else "birthday.coming"
        phrase = "birthday.of" if values["about"] else own
    else:
        phrase = "date.of" if values["about"] else "date.own"
    return {**values, "occasion": _phrase(tongue, phrase, values)}


def _bought(_suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    return {
        "product": _said(d.get("product") or d.get("products"), tongue, today),
        "day": _said(d.get("bought") or d.get("first"), tongue, today),
    }


def _protect(suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    value = _said(d.get("value"), tongue, today)
    is_credit = not suggestion.reason.code.endswith(".warranty")
    return {
        "product": "" if is_credit else value,
        "amount": value if is_credit else "",
        "day": _said(d.get("day"), tongue, today),
    }


def _thank(suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    first = d.get("first")
    values = {
        "day": _said(d.get("day"), tongue, today),
        "who": _said(d.get("who"), tongue, today),
        "times": _said(d.get("times"), tongue, today),
        "since": str(first.year) if isinstance(first, date) else "",
    }
    phrase = suggestion.reason.code.replace("thank.", "thanks.", 1)
    said = _phrase(tongue, phrase, values) if phrase in tongue.phrases else ""
    return {**values, "thanks": said or tongue.phrases["thanks.plain"]}


def _ask(_suggestion: Suggestion, d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    product = _said(d.get("product"), tongue, today)
    question, own = d.get("question"), d.get("own", "")
    if own:
        # The shop's own words are in the shop's own language; nobody translates them.
        return {"product": product, "question": plain(own).replace("{product}", product)}
    said = _phrase_of_question(tongue, question, product) if isinstance(question, Question) else ""
    return {"product": product, "question": said}


def _hand_over(suggestion: Suggestion, _d: Details, tongue: Tongue, today: date) -> dict[str, str]:
    return {"colleague": _said(suggestion.reason.details.get("staff"), tongue, today)}


_FINDERS: Mapping[SuggestionKind, Callable[[Suggestion, Details, Tongue, date], dict[str, str]]] = {
    SuggestionKind.OWED_REPLY: _owed_reply,
    SuggestionKind.PROMISE: _promise,
    SuggestionKind.RECOVERY: _recovery,
    SuggestionKind.ARRIVAL: _arrival,
    SuggestionKind.DATE: _date,
    SuggestionKind.AFTER_SALE: _bought,
    SuggestionKind.SECOND_VISIT: _bought,
    SuggestionKind.PROTECT: _protect,
    SuggestionKind.THANK: _thank,
    SuggestionKind.ASK: _ask,
    SuggestionKind.HAND_OVER: _hand_over,
}


def _said(value: Any, tongue: Tongue, today: date) -> str:
    """A detail as it stands in a sentence: days written out, several things as one list."""
    if isinstance(value, date):
        return tongue.days.say(value, today)
    if isinstance(value, (tuple, list)):
        return tongue.listed([said for one in value if (said := _said(one, tongue, today))])
    if isinstance(value, str):
        return _calm(plain(value))
    return str(value) if isinstance(value, int) else ""


def _calm(words: str) -> str:
    """Tills shout: several words in capitals are said in a normal voice."""
    words = words.rstrip(" .")
    return words.capitalize() if words.isupper() and " " in words else words


def _phrase(tongue: Tongue, name: str, values: Mapping[str, str]) -> str:
    filled = first_filled((tongue.phrases[name],), values)
    return filled if isinstance(filled, str) else ""


def _phrase_of_question(tongue: Tongue, question: Question, product: str) -> str:
    filled = first_filled((tongue.questions.get(question, "{product}"),), {"product": product})
    return filled if isinstance(filled, str) else ""
