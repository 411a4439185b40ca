"""The question bank: what this shop asks its customers, and what came of each time that it asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PutAnswer(StrEnum):
    """What came of a question that was put to a customer."""

    ANSWERED = "answered"
    DECLINED = "declined"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class NewBankQuestion:
    """``code`` names a question that the program brought; its ``words`` are empty until the shop writes its own.

    The answer becomes a fact of kind ``kind``, about ``about`` where it is not about the customer.
    """

    words: str
    kind: str
    about: str = ""
    code: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A stored question; ``place`` orders the bank."""

    id: int
    code: str
    words: str
    kind: str
    about: str
    place: int
    active: bool

    @property
    def mark(self) -> str:
        """What tells this question from any other of the shop."""
        return self.code or f"own:{self.id}"


@dataclass(frozen=True, slots=True)
class QuestionPut:
    """That a customer was asked on a local day, about ``product`` where it was about one.

    ``fact_id`` is what the answer taught, ``source_id`` the entry in which it was asked.
    """

    id: int
    customer_id: int
    question_id: int
    product: str
    answer: PutAnswer
    day: date
    staff_id: int | None
    fact_id: int | None
    source_id: int | None
