"""What an open shop asks of the program around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from relapp.paths import Places
from relapp.preferences import Preferences

if TYPE_CHECKING:
    from relapp.services.protection import Turned


class Door(Protocol):
    """What a session asks of the program: other shops, this PC's folders and preferences, its clock if it has one."""

    places: Places
    preferences: Preferences
    now: Callable[[], datetime] | None

    def open_sample(self) -> None: ...
    def leave_sample(self) -> None: ...
    def restore(self, chosen: Path) -> None: ...
    def turn(self, work: Callable[[], Turned], told: Callable[[Turned], str]) -> None: ...
    def change_preferences(self, **values: object) -> Preferences: ...
