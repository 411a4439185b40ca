"""The keys of the log line: one modifier with a letter for each choice and a number for each thing to press."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from relapp.domain.interactions import Kind
from relapp.ui.quick_log.kind_bar import IN_ORDER, SIDE_BY_SIDE
from relapp.ui.wording import kinds, tr

# On a Mac the Option key types signs of its own; the Control key is free there.
_ON_MAC = sys.platform == "darwin"
_MODIFIER = Qt.KeyboardModifier.MetaModifier if _ON_MAC else Qt.KeyboardModifier.AltModifier
_REST = SIDE_BY_SIDE + 3
EVIDENCE = "Y"
"""What the line beside the log line was read from."""
_TAKEN = frozenset({"U", EVIDENCE})
"""Alt+U logs the usual, wherever one is."""


def key_text(sign: str) -> str:
    """The key of a letter or number as this system writes it: "Alt+V"."""
    name = "Meta" if _ON_MAC else "Alt"
    return QKeySequence(f"{name}+{sign}").toString(QKeySequence.SequenceFormat.NativeText) if sign else ""


def sign_of(event: QKeyEvent) -> str:
    """The letter or number that was pressed with the form's modifier, "" for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = event.key()
    letter_or_number = Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_1 <= key <= Qt.Key.Key_9
    return chr(key) if modifiers == _MODIFIER and letter_or_number else ""


def key_letters(names: Iterable[str]) -> list[str]:
    """A letter of its own for each name, upper case: the first one that is free, empty where none is left."""
    given: list[str] = []
    for name in names:
        letters = (sign for sign in name.upper() if "A" <= sign <= "Z")
        given.append(next((letter for letter in letters if letter not in given and letter not in _TAKEN), ""))
    return given


def choice_names() -> tuple[str, str, str]:
    """What is chosen beside the kind: channel, direction, outcome."""
    return tr("QuickLog", "By which way"), tr("QuickLog", "Who went to whom"), tr("QuickLog", "What came of it")


@dataclass(frozen=True, slots=True)
class FormKeys:
    """The letters of one form: of each kind of entry, and of the three choices beside it."""

    kinds: dict[Kind, str]
    channel: str
    direction: str
    outcome: str


def form_keys() -> FormKeys:
    """The letters in the present language: the commonest kinds get theirs first."""
    names = [kinds.interaction(kind) for kind in IN_ORDER]
    given = key_letters([*names[:SIDE_BY_SIDE], *choice_names(), *names[SIDE_BY_SIDE:]])
    first, (channel, direction, outcome), rest = given[:SIDE_BY_SIDE], given[SIDE_BY_SIDE:_REST], given[_REST:]
    return FormKeys(dict(zip(IN_ORDER, [*first, *rest], strict=True)), channel, direction, outcome)
