"""What to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from relapp.domain.suggestions.codes import Act
from relapp.ui.wording import dates, kinds, questions, quoted, tr

Details = Mapping[str, Any]


def _call_back(d: Details, _today: date) -> str:
    return tr("Suggestions", "Call back {name}").format(name=d["name"])


def _write_back(d: Details, _today: date) -> str:
    return tr("Suggestions", "Write back to {name} {by}").format(name=d["name"], by=kinds.by_channel(d["channel"]))


def _answer(d: Details, _today: date) -> str:
    return tr("Suggestions", "Answer {name}").format(name=d["name"])


def _keep_promise(d: Details, _today: date) -> str:
    return tr("Suggestions", "Keep the promise to {name}: {words}").format(name=d["name"], words=quoted(d["words"]))


def _greet(d: Details, today: date) -> str:
    text = tr("Suggestions", "Think of {name} {on}").format(name=d["name"], on=dates.on(d["day"], today))
    return _by(text, d)


def _get_in_touch(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Get in touch with {name}").format(name=d["name"]), d)


def _look_out_for(d: Details, _today: date) -> str:
    return tr("Suggestions", "Look out for {name}: no way to reach them is on file").format(name=d["name"])


def _ask_how_it_did(d: Details, _today: date) -> str:
    text = tr("Suggestions", "Ask {name} how the {product} did").format(name=d["name"], product=d["product"])
    return _by(text, d)


def _invite_back(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Thank {name} for the first visit").format(name=d["name"]), d)


def _ask(d: Details, _today: date) -> str:
    return questions.act(d, d["name"])


def _find_phone(d: Details, _today: date) -> str:
    return tr("Suggestions", "Find a phone number for {name}").format(name=d["name"])


def _find_contact(d: Details, _today: date) -> str:
    return tr("Suggestions", "Find out how to reach {name}").format(name=d["name"])


def _put_right(d: Details, _today: date) -> str:
    return tr("Suggestions", "Put right what went wrong for {name}").format(name=d["name"])


def _check_back(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Ask {name} whether it is all right now").format(name=d["name"]), d)


def _tell_arrived(d: Details, _today: date) -> str:
    text = tr("Suggestions", "Tell {name} that what they wished for is here: {words}")
    return _by(text.format(name=d["name"], words=quoted(d["words"].strip(" ."))), d)


def _have_ready(d: Details, _today: date) -> str:
    return tr("Suggestions", "Have {product} ready for {name}").format(name=d["name"], product=d["product"])


def _offer_again(d: Details, _today: date) -> str:
    text = tr("Suggestions", "Ask {name} whether they want {product} again")
    return _by(text.format(name=d["name"], product=d["product"]), d)


def _tell_of_warranty(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Tell {name} that a warranty ends").format(name=d["name"]), d)


def _tell_of_credit(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Remind {name} of their credit").format(name=d["name"]), d)


def _thank(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Thank {name}").format(name=d["name"]), d)


def _suggest_new(d: Details, _today: date) -> str:
    text = tr("Suggestions", "Ask {name} whether {product} would be something for them")
    return _by(text.format(name=d["name"], product=d["product"]), d)


def _introduce_yourself(d: Details, _today: date) -> str:
    return _by(tr("Suggestions", "Introduce yourself to {name}").format(name=d["name"]), d)


def _compare(d: Details, _today: date) -> str:
    return tr("Suggestions", "Are {name} and {other} one person?").format(name=d["name"], other=d["other"])


def _leave(d: Details, today: date) -> str:
    if d["until"] is None:
        return tr("Suggestions", "Leave {name} in peace").format(name=d["name"])
    text = tr("Suggestions", "Leave {name} in peace until {day}")
    return text.format(name=d["name"], day=dates.day(d["until"], today))


def _by(text: str, d: Details) -> str:
    if d.get("channel") is None:
        return text
    return tr("Suggestions", "{act}, {by}").format(act=text, by=kinds.by_channel(d["channel"]))


ACTS: dict[Act, Callable[[Details, date], str]] = {
    Act.CALL_BACK: _call_back,
    Act.WRITE_BACK: _write_back,
    Act.ANSWER: _answer,
    Act.KEEP_PROMISE: _keep_promise,
    Act.GREET: _greet,
    Act.GET_IN_TOUCH: _get_in_touch,
    Act.LOOK_OUT_FOR: _look_out_for,
    Act.ASK_HOW_IT_DID: _ask_how_it_did,
    Act.INVITE_BACK: _invite_back,
    Act.ASK: _ask,
    Act.FIND_PHONE: _find_phone,
    Act.FIND_CONTACT: _find_contact,
    Act.PUT_RIGHT: _put_right,
    Act.CHECK_BACK: _check_back,
    Act.TELL_ARRIVED: _tell_arrived,
    Act.HAVE_READY: _have_ready,
    Act.OFFER_AGAIN: _offer_again,
    Act.TELL_OF_WARRANTY: _tell_of_warranty,
    Act.TELL_OF_CREDIT: _tell_of_credit,
    Act.THANK: _thank,
    Act.SUGGEST_NEW: _suggest_new,
    Act.INTRODUCE_YOURSELF: _introduce_yourself,
    Act.COMPARE: _compare,
    Act.LEAVE: _leave,
}
