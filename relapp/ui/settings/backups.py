"""Settings: the door to the backups."""

from __future__ import annotations

from collections.abc import Callable

from relapp.ui.settings.layout import add_step, section
from relapp.ui.widgets.card import Card
from relapp.ui.wording import tr


def backups(begin: Callable[[], object]) -> Card:
    """What they are for, and where they are shown."""
    card = section(
        tr("Settings", "Backups"),
        tr(
            "Settings",
            "Made by themselves every half hour in which something was done, and opened and checked each time.",
        ),
    )
    add_step(card, tr("Settings", "Show th&e backups"), "package", begin)
    return card
