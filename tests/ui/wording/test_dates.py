"""Words for days."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QLocale

from relapp.ui.wording import dates
from tests.builders import TODAY, days_ago


@pytest.mark.parametrize(
    ("ago", "day", "on", "how_long"),
    [
        (0, "today", "today", "today"),
        (1, "yesterday", "yesterday", "yesterday"),
        (-1, "tomorrow", "tomorrow", "tomorrow"),
        (3, "Sat", "on Sat", "3 days ago"),
        (-4, "Sat", "on Sat", "in 4 days"),
        (7, "29 Apr", "on 29 Apr", "7 days ago"),
        (365, "6 May 2024", "on 6 May 2024", "12 months ago"),
        (5463, "22 May 2010", "on 22 May 2010", "14 years ago"),
    ],
)
def test_a_day_is_as_short_as_it_stays_clear(ago: int, day: str, on: str, how_long: str) -> None:
    when = days_ago(ago)
    assert (dates.day(when, TODAY), dates.on(when, TODAY), dates.ago(when, TODAY)) == (day, on, how_long)


def test_one_day_is_not_days() -> None:
    assert [dates.days(n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_times_and_weekdays_and_long_days_are_the_locales_own() -> None:
    assert dates.clock(time(14, 5)) == "14:05"
    assert dates.weekday(0) == "Monday"
    assert dates.long(date(2024, 5, 3)) == "Friday, 3 May 2024"


@pytest.mark.parametrize(
    ("locale", "with_year", "without"),
    [
        ("en_US", "May 3, 2024", "May 3"),
        ("de_DE", "3. Mai 2024", "3. Mai"),
        ("fr_FR", "3 mai 2024", "3 mai"),
        ("sv_SE", "3 maj 2024", "3 maj"),
        ("es_ES", "3 de may de 2024", "3 de may"),
        ("hu_HU", "2024. máj. 3.", "máj. 3."),
        ("lv_LV", "2024. gada 3. maijs", "3. maijs"),
        ("ja_JP", "2024年5月3日", "5月3日"),
        ("ar_EG", "٣ مايو ٢٠٢٤", "٣ مايو"),
    ],
)
def test_the_order_of_day_month_and_year_is_the_locales_own(locale: str, with_year: str, without: str) -> None:
    QLocale.setDefault(QLocale(locale))
    when = date(2024, 5, 3)
    assert (dates.short(when), dates.short(when, with_year=False)) == (with_year, without)
