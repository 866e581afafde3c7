"""Calendar arithmetic: TIMEX3 values and the days that they stand for.

Periods are pairs of first and last day, both included; `None` is an open end. Weeks are
ISO 8601 weeks, Monday to Sunday. A date outside the years 1 to 9999 has no days here.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from herodotus.reading.times_lexicon import times_data

Days = tuple[date | None, date | None]

OPEN: Days = (None, None)
DAY = timedelta(days=1)


def ucdp_date_precision(begin: date | None, until: date | None) -> int:
    """How precisely an event is dated, as UCDP codes it.

    UCDP GED codebook, variable `date_prec`: 1 the exact day is known; 2 a range of 2 to
    6 days; 3 the week; 4 the month, or a range of 8 to 30 days; 5 more than a month, up
    to a year. An open period is coded 5.

    >>> ucdp_date_precision(date(2020, 9, 27), date(2020, 9, 28))
    2
    """
    if begin is None or until is None:
        return 5
    days = (until - begin).days + 1
    for precision, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= most:
            return precision
    return 5


def month_days(year: int, month: int, shade: str = "") -> Days:
    """The days of a month, or of its first, middle or last third.

    >>> [str(day) for day in month_days(2020, 9, "late")]
    ['2020-09-21', '2020-09-30']
    """
    first = day_of(year, month, 1)
    if first is None:
        return OPEN
    following = moved(first, 1, "M")
    last = following - DAY if following else date.max
    if shade == "early":
        return first, first + timedelta(days=9)
    if shade == "mid":
        return first + timedelta(days=10), first + timedelta(days=19)
    if shade == "late":
        return first + timedelta(days=20), last
    return first, last


def year_days(year: int, shade: str = "") -> Days:
    """The days of a year, or of its first, middle or last four months."""
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(shade, (1, 12))
    return month_days(year, months[0])[0], month_days(year, months[1])[1]


def decade_days(year: int, shade: str = "") -> Days:
    """The days of a decade that begins in `year`, or of a part of it.

    >>> [str(day) for day in decade_days(1990, "early")]
    ['1990-01-01', '1994-12-31']
    """
    first, last = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get(shade, (0, 9))
    return year_days(year + first)[0], year_days(year + last)[1]


def week_of(day: date) -> tuple[str, Days]:
    """The ISO week of a day.

    >>> week_of(date(2020, 9, 28))[0]
    '2020-W40'
    """
    year, week, weekday = day.isocalendar()
    begin = shifted(day, 1 - weekday)
    return f"{year:04d}-W{week:02d}", (begin, begin and shifted(begin, 6))


def weekend_of(day: date) -> tuple[str, Days]:
    """The Saturday and Sunday that end the ISO week of a day."""
    value, (begin, _) = week_of(day)
    saturday = begin and shifted(begin, 5)
    return f"{value}-WE", (saturday, saturday and shifted(saturday, 1))


def season_days(year: int, name: str) -> Days:
    """The months of a season; winter is that which begins in the year."""
    _, first, last = times_data()["season"][name]
    end = month_days(year + (last < first), last)[1]
    return month_days(year, first)[0], end


def unit_days(day: date, unit: str) -> tuple[str, Days]:
    """The day, week, month, year, decade or century that a day lies in.

    >>> unit_days(date(2020, 9, 28), "M")[0]
    '2020-09'
    """
    if unit == "W":
        return week_of(day)
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}", month_days(day.year, day.month)
    if unit == "Y":
        return f"{day.year:04d}", year_days(day.year)
    if unit == "E":
        return f"{day.year // 10:03d}X", decade_days(day.year // 10 * 10)
    if unit == "C":
        first = day.year // 100 * 100
        return f"{day.year // 100:02d}", (
            year_days(max(first, 1))[0],
            year_days(first + 99)[1],
        )
    return day.isoformat(), (day, day)


def edge_days(day: date, unit: str, shade: str) -> Days:
    """The beginning, middle or end of the month or year that a day lies in."""
    if unit == "M":
        return month_days(day.year, day.month, shade)
    return year_days(day.year, shade)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where there is none such.

    >>> day_of(2021, 2, 29)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, count: float, unit: str) -> date | None:
    """The day so many units away; None beyond the calendar.

    >>> moved(date(2020, 3, 31), -1, "M")
    datetime.date(2020, 2, 29)
    """
    try:
        if unit == "D":
            return day + timedelta(days=round(count))
        if unit in {"W", "F"}:
            return day + timedelta(weeks=round(count) * (2 if unit == "F" else 1))
        if unit == "M":
            return day + relativedelta(months=round(count))
        years = {"Y": 1, "E": 10, "C": 100}.get(unit)
        if years is not None:
            return day + relativedelta(months=round(count * years * 12))
        hours = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}[unit]
        return day + timedelta(days=int(count * hours / 24))
    except (ValueError, OverflowError):
        return None


def shifted(day: date, days: int) -> date | None:
    """The day so many days away; None beyond the calendar."""
    return moved(day, days, "D")


def weekday_before(anchor: date, weekday: int, *, itself: bool = True) -> date | None:
    """The latest such weekday (Monday is 0) up to the anchor, or strictly before it.

    >>> weekday_before(date(2020, 9, 28), 0)
    datetime.date(2020, 9, 28)
    """
    back = (anchor.weekday() - weekday) % 7
    return shifted(anchor, -(back or (0 if itself else 7)))


def weekday_after(anchor: date, weekday: int, *, itself: bool = True) -> date | None:
    """The first such weekday (Monday is 0) from the anchor on, or strictly after it."""
    ahead = (weekday - anchor.weekday()) % 7
    return shifted(anchor, ahead or (0 if itself else 7))


def duration(count: float | None, unit: str) -> str:
    """A TIMEX3 duration; None is an unknown number.

    >>> duration(2, "W"), duration(None, "D"), duration(24, "TH"), duration(4, "E")
    ('P2W', 'PXD', 'PT24H', 'P40Y')
    """
    factor, letter = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}.get(
        unit[-1], (1, unit[-1])
    )
    if unit == "TH" and count is not None and count % 1 == 0.5:
        return f"PT{int(count)}H30M" if count > 1 else "PT30M"
    amount = "X" if count is None else f"{count * factor:g}"
    if count is not None and count * factor >= 1e6:
        amount = f"{count * factor:.0f}"
    return f"P{'T' if unit[0] == 'T' else ''}{amount}{letter}"
