"""Words for the question bank: the questions, why one is put, and what the answers taught so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from relapp.domain.question_bank import BankQuestion
from relapp.domain.question_splits import SUGGESTED, Split, Told
from relapp.domain.questions import Question
from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.wording import dates, kinds, quoted, sentences, tr

if TYPE_CHECKING:
    # Words are wanted before the data layer is loaded.
    from relapp.services.pages.questions import BankRow

Details = Mapping[str, Any]
"""As ``domain.questions.Chosen.details``."""

_GAP = "{product}"


def words(question: Question, product: str) -> str:
    """One of the questions that every shop starts with, as it may be said at the counter."""
    if question is Question.SIZE:
        text = tr("Questions", "Which size do you take? ({product})")
        return text.format(product=product) if product else tr("Questions", "Which size do you take?")
    if question is Question.BUYS_FOR:
        return tr("Questions", "Who gets the {product}?").format(product=product or "…")
    if question is Question.STILL_RIGHT:
        return tr("Questions", "Is {product} still right?").format(product=product or "…")
    return {
        Question.REACH: tr("Questions", "How may we reach you?"),
        Question.BIRTHDAY: tr("Questions", "When is your birthday?"),
    }[question]


def of_bank(question: BankQuestion, product: str = "") -> str:
    """A question of the shop's bank: its own words, or the program's."""
    return question.words.replace(_GAP, product or "…") if question.words else words(Question(question.code), product)


def asked(d: Details) -> str:
    """The question that was chosen, as it may be said."""
    return d["own"].replace(_GAP, d["product"]) if d["own"] else words(d["question"], d["product"])


def act(d: Details, name: str) -> str:
    """What staff are to ask: "Ask Ada how to reach them"."""
    if d["own"]:
        return tr("Questions", "Ask {name}: {question}").format(name=name, question=quoted(asked(d)))
    text = {
        Question.REACH: tr("Questions", "Ask {name} how to reach them"),
        Question.SIZE: tr("Questions", "Ask {name} which size they take"),
        Question.BUYS_FOR: tr("Questions", "Ask {name} who gets the {product}"),
        Question.STILL_RIGHT: tr("Questions", "Ask {name} whether {product} is still right"),
        Question.BIRTHDAY: tr("Questions", "Ask {name} when their birthday is"),
    }[d["question"]]
    return text.format(name=name, product=d["product"])


def unknown(d: Details, today: date) -> str:
    """What is not known yet, or not any more, and what others' answers tell of it where they tell something."""
    split: Split | None = d["split"]
    telling = split is not None and split.strength > 0
    return sentences(_old(d, today) or _never_answered(d), taught(split) if telling else "")


def _never_answered(d: Details) -> str:
    if d["own"]:
        return tr("Questions", "What they say to it is not on file.")
    text = {
        Question.REACH: tr("Questions", "No phone, e-mail or address is on file."),
        Question.SIZE: tr("Questions", "Took {product}; their size is not on file."),
        Question.BUYS_FOR: tr("Questions", "Takes several {product}; who gets them is not on file."),
        Question.STILL_RIGHT: tr("Questions", "Usually takes {product}; what they think of it is not on file."),
        Question.BIRTHDAY: tr("Questions", "Their birthday is not on file."),
    }[d["question"]]
    return text.format(product=d["product"])


def _old(d: Details, today: date) -> str:
    if d["since"] is None:
        return ""
    text = tr("Questions", "Said {words} {on}, which is long ago.")
    return text.format(words=quoted(d["old"]), on=dates.on(d["since"], today))


def why(d: Details, today: date) -> str:
    """Why this question and no other: what the answers of others taught, and its place in the shop's list."""
    split: Split | None = d["split"]
    place = tr("Questions", "It is number {place} in your list.").format(place=d["place"])
    told = taught(split)
    if split is not None and split.strength > 0:
        return sentences(_old(d, today), told)
    return sentences(_old(d, today), told, place)


def taught(split: Split | None) -> str:
    """What the answers so far taught, in numbers that can be counted again."""
    if split is None or not split.people:
        return tr("Questions", "No customer has answered it so far.")
    answered = tr("Questions", "%n customer(s) answered it so far", split.people)
    if not split.told or split.thing is None:
        text = tr("Questions", "{answered}: too few, too much alike or too private to say what it changes.")
        return text.format(answered=answered)
    sort, thing = split.thing
    one, other = split.told
    counted = tr("Questions", "{answered}: {one}; {other}.").format(
        answered=answered, one=_group(one, sort, thing), other=_group(other, sort, thing)
    )
    beyond = (
        tr("Questions", "That is more than chance explains.")
        if split.strength > 0
        else tr("Questions", "Chance explains as much.")
    )
    return sentences(counted, beyond)


def _group(told: Told, sort: str, thing: str) -> str:
    if sort == SUGGESTED:
        text = tr("Questions", "of {people} who said {words}, {had} got the suggestion {thing}")
        thing = quoted(kinds.suggestion(SuggestionKind(thing)))
    else:
        text = tr("Questions", "of {people} who said {words}, {had} bought {thing}")
    return text.format(people=len(told.people), words=quoted(told.said), had=told.had, thing=thing)


def standing(row: BankRow) -> str:
    """Where a question of the bank stands: "known for 12 customers · 2 times not told"."""
    known = tr("Questions", "known for %n customer(s)", row.known)
    parts = [known if row.known else tr("Questions", "known for nobody yet")]
    if row.declined:
        parts.append(tr("Questions", "%n time(s) not told", row.declined))
    if row.split is not None and row.split.told:
        telling = row.split.strength > 0
        parts.append(
            tr("Questions", "the answers set customers apart")
            if telling
            else tr("Questions", "the answers change nothing so far")
        )
    if not row.question.active:
        parts.append(tr("Questions", "not asked at present"))
    return " · ".join(parts)


def answered_it() -> str:
    """Under the name of somebody who answered."""
    return tr("Questions", "answered so")


def taken(number: int) -> str:
    """The toast after questions were taken into the bank."""
    if not number:
        return tr("Questions", "All of these were there already.")
    return tr("Questions", "%n question(s) taken", number)
