"""How each act must stand, told from the operations alone: done, undone or left behind, and by which last word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from relapp.domain.changes import OperationState
from relapp.storage.chain import STANDING

_DONE, _UNDONE, _LEFT = OperationState.DONE.value, OperationState.UNDONE.value, OperationState.ABANDONED.value


class Standing:
    """Takes in the operations, oldest first."""

    def __init__(self) -> None:
        self._acts: dict[int, tuple[Any, Any]] = {}
        self._undone: set[int] = set()

    def of(self, operation_id: int) -> tuple[Any, Any]:
        """State and head; nothing for what is no act."""
        return self._acts.get(operation_id, (None, None))

    def take(self, operation: Mapping[str, Any]) -> None:
        """What an operation does to acts: it is one, takes one back, or says how others are left."""
        one, reversed_id = operation["id"], operation["reverses"]
        if reversed_id is not None:
            if self.of(reversed_id)[0] == _DONE:
                self._set(reversed_id, _UNDONE, one)
            else:
                self._set(reversed_id, _DONE, reversed_id)
        elif operation["state"] is not None:
            for other in list(self._undone):
                self._set(other, _LEFT, self._acts[other][1])
            self._set(one, _DONE, one)
        for act, state, head in _left(operation["detail"]):
            self._set(act, state, head)

    def _set(self, act: Any, state: Any, head: Any) -> None:
        self._acts[act] = state, head
        self._undone.discard(act)
        if state == _UNDONE:
            self._undone.add(act)


def _left(detail: Any) -> list[tuple[Any, Any, Any]]:
    if not isinstance(detail, str) or STANDING not in detail:
        return []
    try:
        return [(int(act), state, head) for act, state, head in json.loads(detail)[STANDING]]
    except (ValueError, TypeError, LookupError):
        return []
