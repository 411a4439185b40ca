"""By which way a suggestion reaches its customer, and what begins a call or a letter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QUrl

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel
from relapp.domain.ready_words.compose import ReadyWords
from relapp.services.pages.today import TodayItem
from relapp.ui.links import mail_link, message_link, phone_link


@dataclass(frozen=True, slots=True)
class Way:
    """How the customer of a suggestion is reached: ``value`` is the number or address on file."""

    channel: Channel
    value: str

    @property
    def opens(self) -> bool:
        """Whether a program of the system can begin it."""
        return self.link() is not None

    def link(self, words: ReadyWords | None = None) -> QUrl | None:
        """What begins a call, a message or an e-mail, with the ready words in it; ``None`` where nothing can."""
        text, subject = (words.text, words.subject) if words is not None else ("", "")
        if self.channel is Channel.PHONE:
            return phone_link(self.value)
        if self.channel is Channel.MESSAGE:
            return message_link(self.value, text)
        return mail_link(self.value, subject, text) if self.channel is Channel.EMAIL else None


_POINTS = {
    Channel.PHONE: ContactKind.PHONE,
    Channel.MESSAGE: ContactKind.PHONE,
    Channel.EMAIL: ContactKind.EMAIL,
    Channel.POST: ContactKind.ADDRESS,
}


def way_of(item: TodayItem) -> Way | None:
    """The way of a suggestion, ``None`` where it has none or nothing is on file for it."""
    channel = item.suggestion.channel
    if channel is None or channel not in _POINTS:
        return None
    value = next((point.value for point in item.contacts if point.kind is _POINTS[channel]), "")
    return Way(channel, value) if value else None
