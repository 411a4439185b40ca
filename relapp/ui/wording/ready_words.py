"""Words about ready words: forms, what can fill a gap, and why there are none."""

from __future__ import annotations

from relapp.domain.ready_words.compose import MissingWords
from relapp.domain.ready_words.tongue import Form
from relapp.ui.wording import kinds, listed, tr


def form(form: Form) -> str:
    """In which form they reach the customer."""
    return {
        Form.WRITTEN: tr("ReadyWords", "In writing"),
        Form.SPOKEN: tr("ReadyWords", "On the phone"),
        Form.COUNTER: tr("ReadyWords", "At the counter"),
    }[form]


def gap(name: str) -> str:
    """What fills a gap."""
    return {
        "greeting": tr("ReadyWords", "the greeting, with the name"),
        "closing": tr("ReadyWords", "the closing, with who writes"),
        "name": tr("ReadyWords", "how they are greeted"),
        "shop": tr("ReadyWords", "the name of the shop"),
        "staff": tr("ReadyWords", "who is at the window"),
        "asked": tr("ReadyWords", "a sentence on what they asked, and when"),
        "question": tr("ReadyWords", "the question"),
        "day": tr("ReadyWords", "the day it is about"),
        "words": tr("ReadyWords", "what was promised"),
        "late": tr("ReadyWords", "the day it was promised for, once that is past"),
        "matter": tr("ReadyWords", "a sentence on what went wrong, and a question"),
        "cause": tr("ReadyWords", "the cause"),
        "product": tr("ReadyWords", "the product"),
        "wish": tr("ReadyWords", "the wish in their words"),
        "occasion": tr("ReadyWords", "a sentence on the date"),
        "fits": tr("ReadyWords", "what fits"),
        "about": tr("ReadyWords", "whose date it is, if not theirs"),
        "usual": tr("ReadyWords", "what they usually take"),
        "amount": tr("ReadyWords", "their credit"),
        "thanks": tr("ReadyWords", "a sentence of thanks for something"),
        "because": tr("ReadyWords", "what they take already"),
        "colleague": tr("ReadyWords", "who served them so far"),
    }[name]


def missing(words: MissingWords) -> str:
    """Why there are no ready words, and what the owner can do."""
    kind = kinds.suggestion(words.kind)
    if not words.fields:
        return tr("ReadyWords", "There is nothing to write or say for “{kind}”.").format(kind=kind)
    fields = listed(f"{{{name}}} ({gap(name)})" for name in words.fields)
    text = tr(
        "ReadyWords",
        "The words for “{kind}” need {fields}, which is not known here: mend the text in Settings, Ready words.",
    )
    return text.format(kind=kind, fields=fields)
