"""Dates as datelines and headers print them: whole, or short of a year or a day."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_OF = {name: i for i, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?"
    r"|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[89]|20)\d\d"

#: Years of two digits, as monitors printed them until the 1990s.
_PIVOT = 70

_DATE = re.compile(
    rf"""
    (?: {_WEEKDAY} \b \.? ,? \s+ )?
    (?:
        (?P<y1>{_YEAR}) (?P<sep>[-/.]) (?P<m1>\d\d?) (?P=sep) (?P<d1>{_DAY}) (?![\d])
      | (?P<d2>{_DAY}) (?P<sep2>[-/.]) (?P<m2>\d\d?) (?P=sep2) (?P<y2>{_YEAR}) (?!\d)
      | (?P<n3>{_MONTH}) \b \.? \s* (?P<d3>{_DAY}) (?:st|nd|rd|th)? (?!\d|:\d)
        (?: ,? \s* (?P<y3>{_YEAR}) (?!\d) )?
      | (?P<d4>{_DAY}) (?:st|nd|rd|th)? (?:\s+of)? [\s-]* (?P<n4>{_MONTH}) \b \.?
        (?: [\s,-]* (?P<y4>{_YEAR}) (?!\d) | \s (?P<yy>[0-9]\d) (?![\d:.]) )?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_PARTIAL = re.compile(rf"(?P<y>{_YEAR})(?:-(?P<m>0[1-9]|1[0-2]))?(?!\d)")
_ISO = re.compile(rf"({_YEAR})-?(\d\d)-?(\d\d)(?!\d)")
_CLOCK = (
    r"(?:at\s+)?\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?"
    r"|\d\d?\s*[ap]\.?m\b\.?"
    r"|\b\d{4}\s*(?:hrs|hours|GMT|UTC)\b"
)
_ZONE = (
    r"\(?\b(?:GMT|UTC|EST|EDT|PST|PDT|CET|CEST|EET|EEST|BST|MSK|IST|Z)\b"
    r"(?:\s*[+-]\s*\d\d?(?::?\d\d)?)?\)?|(?<=\d)\s*[+-]\d\d:?\d\d\b"
)
_NAMED = re.compile(rf"(?:{_MONTH}|{_WEEKDAY})\b\.?[ ,]*\d", re.IGNORECASE)
_TIME = re.compile(rf"{_CLOCK}|{_ZONE}", re.IGNORECASE)
_WEEKDAY_WORD = re.compile(rf"\b{_WEEKDAY}\b\.?", re.IGNORECASE)


class PrintedDate(NamedTuple):
    """A date as printed; what is not printed is `None`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def whole(self, near: PrintedDate | None = None) -> date | None:
        """The calendar day, its year taken from another date when it has none.

        With only a year known nearby, that year is taken; with a month too, the year
        that brings the two closest, so that a dateline of 31 December under a page of
        January falls in the year before. `None` if no day can be told.

        >>> PrintedDate(None, 9, 28).whole(near=PrintedDate(2020, 9, 29))
        datetime.date(2020, 9, 28)
        >>> PrintedDate(None, 12, 31).whole(near=PrintedDate(2021, 1, 2))
        datetime.date(2020, 12, 31)
        >>> PrintedDate(None, 9, 28).whole() is None
        True
        """
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if near is None or near.year is None:
            return None
        if near.month is None:
            return _day(near.year, self.month, self.day)
        ahead = self.month - near.month
        year = near.year - (ahead > 6) + (ahead < -6)
        return _day(year, self.month, self.day)


def match_date(text: str, start: int) -> tuple[PrintedDate, int] | None:
    """The date printed at `start`, and where it ends.

    >>> match_date("BAKU, Sept 28, 2020 (Agency)", 6)
    (PrintedDate(year=2020, month=9, day=28), 19)
    """
    found = _DATE.match(text, start)
    return _printed(found) if found else None


def starts_date(text: str, start: int) -> bool:
    """Whether a date, or a month or weekday before a number, begins at `start`.

    >>> starts_date("Monday, 3 May", 0), starts_date("MARIB, 3 May", 0)
    (True, False)
    """
    return bool(_NAMED.match(text, start) or match_date(text, start))


def find_date(text: str) -> tuple[PrintedDate, int, int] | None:
    """The first date printed anywhere in `text`, and where it stands.

    >>> find_date("By A. Writer | Monday, 28 September 2020")
    (PrintedDate(year=2020, month=9, day=28), 15, 40)
    """
    for found in _DATE.finditer(text):
        start = found.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "-/."):
            continue
        printed = _printed(found)
        if printed:
            return printed[0], start, printed[1]
    return None


def iso_date(value: str) -> PrintedDate | None:
    """A date as metadata give it: ISO 8601 first, then any form a report may print.

    A year, or a year and month, are kept as far as they go. `None` if it is no date,
    or if day and month cannot be told apart.

    >>> iso_date("2020-09-28T10:15:00Z").whole()
    datetime.date(2020, 9, 28)
    >>> iso_date("2020-09")
    PrintedDate(year=2020, month=9, day=None)
    >>> iso_date("03/04/2020") is None
    True
    """
    value = value.strip()
    found = _ISO.match(value)
    if found:
        year, month, day = (int(part) for part in found.groups())
        return PrintedDate(year, month, day) if _day(year, month, day) else None
    partial = _PARTIAL.fullmatch(value)
    if partial:
        month_of = partial["m"]
        return PrintedDate(int(partial["y"]), int(month_of) if month_of else None)
    printed = find_date(value)
    if printed and printed[0].year:
        return printed[0]
    return _by_dateutil(value) or (printed[0] if printed else None)


def without_dates(text: str) -> str:
    """`text` without its dates, clock times, time zones and weekdays."""
    return _WEEKDAY_WORD.sub(" ", _TIME.sub(" ", _DATE.sub(" ", text)))


def has_clock(text: str) -> bool:
    """Whether a time of day stands in `text`.

    >>> has_clock("Thursday, 2:00:38 PM"), has_clock("killed 38 people")
    (True, False)
    """
    return _TIME.search(text) is not None


def skip_clock(text: str, start: int) -> int:
    """The end of the clock times and time zones that follow `start`."""
    while True:
        ahead = re.compile(r"[\s,|]*").match(text, start)
        at = ahead.end() if ahead else start
        found = _TIME.match(text, at)
        if not found:
            return start
        start = found.end()


def _printed(found: re.Match[str]) -> tuple[PrintedDate, int] | None:
    parts = found.groupdict()
    end = found.end()
    if parts["y1"]:
        year, month, day = int(parts["y1"]), int(parts["m1"]), int(parts["d1"])
    elif parts["y2"]:
        year, month, day = int(parts["y2"]), int(parts["m2"]), int(parts["d2"])
        if month > 12 and day <= 12:
            month, day = day, month
        elif parts["sep2"] == "/" and day <= 12 and month != day:
            return None  # day and month cannot be told apart
    else:
        name = parts["n3"] or parts["n4"]
        month = _MONTH_OF[name.casefold()]
        day = int(parts["d3"] or parts["d4"])
        printed_year = parts["y3"] or parts["y4"]
        if not printed_year and parts["yy"]:
            short = int(parts["yy"])
            printed_year = str(short + (1900 if short >= _PIVOT else 2000))
        if not printed_year:
            if _day(2000, month, day) is None:  # a leap year: 29 February may stand
                return None
            return PrintedDate(None, month, day), end
        year = int(printed_year)
    return (PrintedDate(year, month, day), end) if _day(year, month, day) else None


def _by_dateutil(value: str) -> PrintedDate | None:
    """A form that only dateutil knows ("Mon Sep 28 10:15:00 UTC 2020")."""
    if (
        len(value) > 60
        or not re.search(_YEAR, value)
        or not re.search("[A-Za-z]", value)
    ):
        return None
    from dateutil import parser

    try:
        one, other = (
            parser.parse(value, default=parser.parse(default), ignoretz=True).date()
            for default in ("2000-01-01", "2001-02-02")
        )
    except (ValueError, OverflowError, TypeError):
        return None
    return PrintedDate(one.year, one.month, one.day) if one == other else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
