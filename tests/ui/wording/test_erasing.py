"""What is said before and after somebody is erased."""

from __future__ import annotations

from relapp.services.erasure import Going
from relapp.ui.wording import erasing

ANA = Going(1, "Ana Moreira", 2, 6, 1, {"fact": 4, "wish": 1, "contact_point": 2, "photo": 1})


def test_what_goes_and_what_stays_is_said_in_plain_words() -> None:
    assert erasing.goes(ANA) == (
        "What goes: Ana Moreira with 2 entries, 4 facts, 1 wish, 2 ways to reach them and the picture, also from the "
        "history and the search."
    )
    assert erasing.stays(ANA) == (
        "What stays, without the name: 6 purchases for the sums and 1 entry with others. Where words name them, "
        "“(erased)” stands from now on. A mark without a name stays, so that no import brings them back."
    )


def test_of_somebody_of_whom_nothing_is_noted_the_name_goes() -> None:
    nobody = Going(1, "Ana Moreira", 0, 0, 0, {})
    assert erasing.goes(nobody) == "What goes: Ana Moreira, also from the history and the search."
    assert erasing.stays(nobody) == "A mark without a name stays, so that no import brings them back."


def test_older_copies_are_named() -> None:
    assert "shop-before-v5.db" in erasing.limits(["shop-before-v5.db"])
    assert "upgrade" not in erasing.limits([])


def test_what_has_to_wait_is_said() -> None:
    assert erasing.done(clean=True) == "Erased for good."
    assert "next start" in erasing.done(clean=False)
