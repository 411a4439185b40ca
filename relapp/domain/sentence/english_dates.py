"""English words and patterns for dates and times."""

from __future__ import annotations

_LEAD = (
    r"(?:(?P<lead>on|by|until|till|til|before|for|from|since|due|due on|to|after|around|not before|starting)"
    r"(?: on| the)? )?"
)
_SUFFIX = r"(?: (?P<suffix>st|nd|rd|th))?"
_YEAR = r"(?: (?:, )?(?P<year>(?:19|20)\d\d))?"
_NAMED_DAY = r"(?:%weekday% (?:, )?(?:the )?)?"
_COUNT = r"(?P<n>\d{1,3}|%number%)"

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat weekend",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "hour"),
    **dict.fromkeys(("day", "days"), "day"),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("year", "years"), "year"),
}
SHIFTS = {"next": 1, "following": 1, "last": -1, "past": -1, "previous": -1, "this": 0, "coming": 0, "this coming": 0}
DAY_WORDS = {
    **dict.fromkeys(("tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw", "tmr", "tmw", "2moro"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow"), 2),
    **dict.fromkeys(("yesterday", "yday", "yest"), -1),
    **dict.fromkeys(("day before yesterday", "the day before yesterday"), -2),
    **dict.fromkeys(("today", "tonight"), 0),
}
DAY_PARTS = {
    "morning": 9,
    "noon": 12,
    "midday": 12,
    "lunchtime": 12,
    "lunch time": 12,
    "afternoon": 15,
    "evening": 18,
    "night": 20,
}
DATES = (
    _LEAD + _NAMED_DAY + rf"(?P<day>\d{{1,2}}){_SUFFIX}(?: of)? (?P<month>%month%)" + _YEAR,
    _LEAD + _NAMED_DAY + rf"(?P<month_first>(?P<month>%month%))(?: the)? (?P<day>\d{{1,2}}){_SUFFIX}" + _YEAR,
    _LEAD + _NAMED_DAY + r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})",
    _LEAD + _NAMED_DAY + r"(?P<slash>\d{1,2}/\d{1,2}(?:/\d{2,4})?)",
    _LEAD + _NAMED_DAY + r"(?P<dot>\d{1,2}[.-]\d{1,2}[.-](?:\d{4}|\d{2})?)",
    r"(?P<lead>on|by|until|till|before|since)(?: the)? " + _NAMED_DAY + r"(?P<dot>\d{1,2}\.\d{1,2})",
    r"%weekday% (?P<dot>\d{1,2}\.\d\d)",
    _LEAD + rf"(?:(?P<shift>%shift%) )?(?P<weekday>%weekday%)(?: ,)?(?: the)? (?P<day>\d{{1,2}}){_SUFFIX}",
    _LEAD + r"(?:the )?(?P<day>\d{1,2}) (?P<suffix>st|nd|rd|th)",
    r"(?P<lead>on|by|until|till|before|from) the (?P<day>\d{1,2})",
    rf"{_COUNT} (?P<unit>%unit%) (?:on|from|next) (?P<weekday>%weekday%)",
    _LEAD + r"(?P<weekday>%weekday%) (?P<later>week)",
    _LEAD + r"(?P<of_week>next|last|this|following) week (?:on )?(?P<weekday>%weekday%)",
    _LEAD + r"(?P<weekday>%weekday%) (?P<of_week>next|last|this) week",
    rf"(?:in|within)(?: the next| about| around)? {_COUNT} (?P<unit>%unit%)(?: ')?(?: s)?(?: time)?",
    rf"(?:about |around |some )?{_COUNT} (?P<unit>%unit%) (?P<ago>ago|back)",
    rf"{_COUNT} (?P<unit>%unit%) (?:from now|from today|today|time)",
    _LEAD + r"(?:the )?(?P<shift>%shift%) (?P<weekday>%weekday%)(?: (?P<day_part>%day_part%))?",
    _LEAD + r"(?P<weekday>%weekday%) (?P<shift>last|next)",
    r"(?:(?P<lead>by|at|before|until|towards|for) )?(?:the )?(?P<end>end) of (?:the )?"
    r"(?:(?P<shift>%shift%) )?(?P<unit>week|month|year)",
    r"(?:(?P<lead>by|at|before|until|towards|for) )?(?:the )?end of (?P<month>%month%)(?! (?:\d))",
    r"(?:later |sometime )?(?P<end>this) (?P<unit>week|month)",
    r"(?:sometime )?" + _LEAD + r"(?:the )?(?P<shift>next|last|following|past) (?P<unit>week|month|year)",
    _LEAD + r"(?P<day_word>%day_word%)(?: (?P<day_part>%day_part%))?",
    _LEAD + r"(?P<shift>this|last) (?P<day_part>%day_part%)",
    r"(?P<lead>in|by|until|till|before|since|during) (?P<month>%month%)(?! \d)",
    r"(?P<shift>next|last) (?P<month>%month%)(?! \d)",
    r"(?:(?P<lead>over|at|on|for|by|until|before) )?the (?P<weekday>weekend)",
    _LEAD + r"(?P<weekday>%weekday%)(?: (?P<day_part>%day_part%))?",
)
_AT = r"(?:(?:at|around|about|from|by|@) )?"
CLOCKS = (
    _AT + r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?: (?P<half>am|pm))?",
    _AT + r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d\d))? (?P<half>am|pm)",
    _AT + r"(?P<hour>\d{1,2}) (?:o'clock|oclock)",
    r"at (?P<day_part>noon|midday|lunchtime|lunch time)",
    r"(?P<weak>in the|at) (?P<day_part>%day_part%)",
    r"(?P<weak>at|around|about) (?P<hour>\d{1,2})(?! (?:%measure%|%price_word%|[€$£%]|each))",
)
