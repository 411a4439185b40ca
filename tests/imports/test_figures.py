"""The figures that ``python -m tests.imports`` prints are reached where they need no files but these."""

from __future__ import annotations

from tests.imports.tables import measure_columns


def test_columns_of_many_programs_and_languages_are_given_their_meaning_unaided() -> None:
    for figure in measure_columns():
        assert figure.reached, f"{figure.name}: {figure.share:.1%}: {figure.failures}"
