"""Every format that is no table."""

from __future__ import annotations

from relapp.services.transfer.reading import calendars, shop, vcards
from relapp.services.transfer.reading.chats import signal, stamped, telegram, telegram_page
from relapp.services.transfer.reading.documents import Format
from relapp.services.transfer.reading.mail import reader as mail

FORMATS: tuple[Format, ...] = (
    shop.FORMAT,
    vcards.FORMAT,
    calendars.FORMAT,
    mail.FORMAT,
    stamped.FORMAT,
    telegram.FORMAT,
    telegram_page.FORMAT,
    signal.FORMAT,
)
"""In the order in which they are tried; what none recognises is taken for a table."""
