"""Dates as headers and datelines print them."""

from __future__ import annotations

import datetime

import pytest

from herodotus.sources.dates import (
    PrintedDate,
    find_date,
    has_clock,
    iso_date,
    match_date,
    starts_date,
    without_dates,
)


@pytest.mark.parametrize(
    ("printed", "year", "month", "day"),
    [
        ("Sept 28, 2020", 2020, 9, 28),
        ("Sept.28", None, 9, 28),
        ("Feb. 4, 2019", 2019, 2, 4),
        ("3 May", None, 5, 3),
        ("3rd of May 2014", 2014, 5, 3),
        ("28 SEPTEMBER", None, 9, 28),
        ("3 JAN 90", 1990, 1, 3),
        ("5 DEC 05", 2005, 12, 5),
        ("Monday, 28 September 2020", 2020, 9, 28),
        ("Thursday, February 27, 2020", 2020, 2, 27),
        ("27-Feb-2020", 2020, 2, 27),
        ("2020-09-28", 2020, 9, 28),
        ("2020/09/28", 2020, 9, 28),
        ("28.09.2020", 2020, 9, 28),
        ("04.05.2020", 2020, 5, 4),
        ("28/09/2020", 2020, 9, 28),
        ("09/28/2020", 2020, 9, 28),
        ("05/05/2020", 2020, 5, 5),
        ("29 February", None, 2, 29),
    ],
)
def test_a_printed_date_is_read(
    printed: str, year: int | None, month: int, day: int
) -> None:
    found = match_date(printed, 0)
    assert found == (PrintedDate(year, month, day), len(printed))


@pytest.mark.parametrize(
    "printed",
    [
        "03/04/2020",
        "31 June 2020",
        "30 February",
        "May",
        "12",
        "2020",
        "Maybe 3",
        "8:30",
    ],
)
def test_what_is_no_day_is_not_read(printed: str) -> None:
    assert match_date(printed, 0) is None


def test_a_date_is_found_inside_a_line() -> None:
    assert find_date("Staff report, updated 3 May 2014 at noon") == (
        PrintedDate(2014, 5, 3),
        22,
        32,
    )
    assert find_date("document 12020-09-281") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-09-28", PrintedDate(2020, 9, 28)),
        (" 20200928 ", PrintedDate(2020, 9, 28)),
        ("2020-09-28T10:15:00+04:00", PrintedDate(2020, 9, 28)),
        ("2020-09", PrintedDate(2020, 9, None)),
        ("2020", PrintedDate(2020, None, None)),
        ("28 Sept 2020, 10:15", PrintedDate(2020, 9, 28)),
        ("Mon Sep 28 10:15:00 UTC 2020", PrintedDate(2020, 9, 28)),
        ("2020-13-40", None),
        ("03/04/2020", None),
        ("yesterday", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_dates_of_metadata(value: str, expected: PrintedDate | None) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (PrintedDate(2020, 12, 30), datetime.date(2020, 12, 31)),
        (PrintedDate(2021, 1, 1), datetime.date(2020, 12, 31)),
        (PrintedDate(2021), datetime.date(2021, 12, 31)),
        (PrintedDate(None, 5, 1), None),
        (None, None),
    ],
)
def test_a_missing_year_is_taken_from_the_date_nearby(
    near: PrintedDate | None, expected: datetime.date | None
) -> None:
    assert PrintedDate(None, 12, 31).whole(near) == expected


def test_a_leap_day_needs_a_leap_year() -> None:
    assert PrintedDate(None, 2, 29).whole(PrintedDate(2021)) is None
    assert PrintedDate(None, 2, 29).whole(PrintedDate(2020)) == datetime.date(
        2020, 2, 29
    )


def test_a_month_inside_a_name_starts_no_date() -> None:
    assert starts_date("MARCH 3", 0)
    assert not starts_date("MARIB, 3 May", 0)
    assert not starts_date("FRIA, 29 Mar", 0)


def test_clock_times_are_told_from_counts() -> None:
    assert has_clock("10:15 GMT")
    assert has_clock("at 3 p.m.")
    assert not has_clock("38 people")
    assert without_dates("Mon, 28 Sep 2020 10:15 AM (UTC+04:00) Ada").split() == ["Ada"]
