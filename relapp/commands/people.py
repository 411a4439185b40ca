"""Who is meant by a name, where that is not clear."""

from __future__ import annotations

from relapp.domain.errors import UserError
from relapp.services.who import Candidate, Named


def not_settled(meant: Named) -> UserError:
    """Why nobody in particular is meant: ``customer.ambiguous``, ``customer.alike`` or ``customer.unknown``."""
    if not meant.candidates:
        return UserError("customer.unknown", words=meant.words)
    code = "customer.ambiguous" if meant.is_known else "customer.alike"
    return UserError(code, words=meant.words, candidates=[_called(one) for one in meant.candidates])


def _called(one: Candidate) -> str:
    return f"{one.name} ({one.id})"
