"""Words for the question bank."""

from __future__ import annotations

from relapp.domain.question_bank import BankQuestion
from relapp.domain.questions import Question
from relapp.ui.wording import tr


def act(question: Question, name: str, product: str) -> str:
    """What staff are to ask: "Ask Ada how to reach them"."""
    text = {
        Question.REACH: tr("Questions", "Ask {name} how to reach them"),
        Question.SIZE: tr("Questions", "Ask {name} which size they take"),
        Question.BUYS_FOR: tr("Questions", "Ask {name} whom the {product} is for"),
        Question.STILL_RIGHT: tr("Questions", "Ask {name} whether {product} is still right"),
        Question.BIRTHDAY: tr("Questions", "Ask {name} when their birthday is"),
    }[question]
    return text.format(name=name, product=product)


def unknown(question: Question, product: str) -> str:
    """What is not known yet, as a sentence."""
    text = {
        Question.REACH: tr("Questions", "No phone, e-mail or address is on file."),
        Question.SIZE: tr("Questions", "Took {product}; their size is not on file."),
        Question.BUYS_FOR: tr("Questions", "Takes several {product}; for whom is not on file."),
        Question.STILL_RIGHT: tr("Questions", "Usually takes {product}; what they think of it is not on file."),
        Question.BIRTHDAY: tr("Questions", "Their birthday is not on file."),
    }[question]
    return text.format(product=product)


def words(question: Question, product: str) -> str:
    """The question itself, as it may be said at the counter."""
    text = {
        Question.REACH: tr("Questions", "How may we reach you?"),
        Question.SIZE: tr("Questions", "Which size do you take? ({product})"),
        Question.BUYS_FOR: tr("Questions", "Whom is the {product} for?"),
        Question.STILL_RIGHT: tr("Questions", "Is {product} still right?"),
        Question.BIRTHDAY: tr("Questions", "When is your birthday?"),
    }[question]
    return text.format(product=product)


def of_bank(question: BankQuestion, product: str = "") -> str:
    """A question of the shop's bank: its own words, or the program's."""
    return question.words or words(Question(question.code), product)
