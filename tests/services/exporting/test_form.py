"""What a file may say of a record: what nobody could read afterwards is refused."""

from __future__ import annotations

from typing import Any

import pytest

from relapp.services.exporting import form

PERSON = {"id": 1, "name": "Ana Moreira", "nickname": "", "reference": "", "note": "", "added": "2026-03-01"}
QUESTION = {"id": 1, "code": "", "words": "Do you bake?", "kind": "bakes", "about": "", "place": 1, "active": True}


@pytest.mark.parametrize(
    ("table", "known", "field", "value"),
    [
        ("customer", PERSON, "quiet_from", "25:00"),
        ("customer", PERSON, "quiet_to", "late"),
        ("customer", PERSON, "quiet_days", "mon"),
        ("customer", PERSON, "quiet_days", "7"),
        ("question", QUESTION | {"words": ""}, "code", "nobody asks this"),
        ("question", QUESTION | {"words": ""}, "code", ""),
    ],
)
def test_what_nobody_could_read_afterwards_is_refused(
    table: str, known: dict[str, Any], field: str, value: str
) -> None:
    with pytest.raises(form.BadValueError) as refused:
        form.columns(table, known | {field: value})
    assert (refused.value.field, refused.value.value) == (field, value)


def test_quiet_times_and_questions_of_the_shops_own_are_taken() -> None:
    row = form.columns("customer", PERSON | {"quiet_from": "20:00", "quiet_to": "08:30:00", "quiet_days": "65"})
    assert (row["quiet_from"], row["quiet_to"], row["quiet_days"]) == ("20:00:00", "08:30:00", "56")
    assert form.columns("question", QUESTION)["words"] == "Do you bake?"
    assert form.columns("question", QUESTION | {"code": "size", "words": ""})["code"] == "size"
