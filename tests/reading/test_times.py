"""Time expressions: what is found, its TIMEX3 value, and the days that it means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.reading.times import Timex, find_times, ucdp_date_precision

#: A Monday, the second day of a war.
MONDAY = date(2020, 9, 28)


def told(text: str, anchor: date | None = MONDAY) -> list[str]:
    """Each expression of a text as "words = value, first day .. last day"."""
    return [
        f"{time.text} = {time.value}, {time.begin or ''}..{time.until or ''}"
        for time in find_times(text, anchor=anchor)
    ]


DAYS = [
    ("on the 25th, he said", "the 25th = 2020-09-25, 2020-09-25..2020-09-25"),
    ("on the 30th, he said", "the 30th = 2020-08-30, 2020-08-30..2020-08-30"),
    (
        "was hit this past Sunday",
        "this past Sunday = 2020-09-27, 2020-09-27..2020-09-27",
    ),
    ("a rally planned for Friday", "Friday = 2020-10-02, 2020-10-02..2020-10-02"),
    ("they will meet again on Friday", "Friday = 2020-10-02, 2020-10-02..2020-10-02"),
    ("to be held on Thursday", "Thursday = 2020-10-01, 2020-10-01..2020-10-01"),
    ("it will still be held in May", "May = 2020-05, 2020-05-01..2020-05-31"),
    ("a vote will be held in March", "March = 2021-03, 2021-03-01..2021-03-31"),
    ("put off until Friday", "Friday = 2020-10-02, ..2020-10-02"),
    ("shelled on Monday", "Monday = 2020-09-28, 2020-09-28..2020-09-28"),
    ("shelled on Sunday", "Sunday = 2020-09-27, 2020-09-27..2020-09-27"),
    ("was hit last Monday", "last Monday = 2020-09-21, 2020-09-21..2020-09-21"),
    ("to meet next Monday", "next Monday = 2020-10-05, 2020-10-05..2020-10-05"),
    ("they will meet Friday", "Friday = 2020-10-02, 2020-10-02..2020-10-02"),
    ("It said Friday it will", "Friday = 2020-09-25, 2020-09-25..2020-09-25"),
    ("after Sunday's clashes", "Sunday = 2020-09-27, 2020-09-27..2020-09-27"),
    ("early Saturday", "Saturday = 2020-09-26, 2020-09-26..2020-09-26"),
    ("on 3 May", "3 May = 2020-05-03, 2020-05-03..2020-05-03"),
    ("on May 3", "May 3 = 2020-05-03, 2020-05-03..2020-05-03"),
    ("on the 3rd of May", "the 3rd of May = 2020-05-03, 2020-05-03..2020-05-03"),
    ("killed on 2 December", "2 December = 2019-12-02, 2019-12-02..2019-12-02"),
    (
        "elections are due on 3 October",
        "3 October = 2020-10-03, 2020-10-03..2020-10-03",
    ),
    ("Sept. 28, 2020", "Sept. 28, 2020 = 2020-09-28, 2020-09-28..2020-09-28"),
    ("(28.09.2020)", "28.09.2020 = 2020-09-28, 2020-09-28..2020-09-28"),
    ("9/27/2020", "9/27/2020 = 2020-09-27, 2020-09-27..2020-09-27"),
    ("2020-09-28", "2020-09-28 = 2020-09-28, 2020-09-28..2020-09-28"),
    ("QUITO, 3 JAN 90 -- [TEXT]", "3 JAN 90 = 1990-01-03, 1990-01-03..1990-01-03"),
    ("the 9/11 attacks", "9/11 = 2001-09-11, 2001-09-11..2001-09-11"),
    ("YESTERDAY", "YESTERDAY = 2020-09-27, 2020-09-27..2020-09-27"),
    ("three days ago", "three days ago = 2020-09-25, 2020-09-25..2020-09-25"),
    ("on Easter Sunday", "Easter Sunday = 2020-04-12, 2020-04-12..2020-04-12"),
]

PERIODS = [
    ("fighting since Sunday", "Sunday = 2020-09-27, 2020-09-27..2020-09-28"),
    ("for six straight days", "six straight days = P6D, 2020-09-23..2020-09-28"),
    ("a month-long siege", "month-long = P1M, .."),
    ("half a century of war", "half a century = P50Y, .."),
    ("half an hour of shelling", "half an hour = PT30M, .."),
    (
        "two and a half years ago",
        "two and a half years ago = 2018-03, 2018-03-01..2018-03-31",
    ),
    ("earlier this century", "earlier this century = 20, 2000-01-01..2020-09-27"),
    (
        "the weekend of September 19",
        "the weekend of September 19 = 2020-W38-WE, 2020-09-19..2020-09-20",
    ),
    ("at 6 o'clock", "6 o'clock = 2020-09-28T06:00, 2020-09-28..2020-09-28"),
    (
        "in the small hours of Sunday",
        "the small hours of Sunday = 2020-09-27TMO, 2020-09-27..2020-09-27",
    ),
    ("shelled every Friday", "every Friday = XXXX-WXX-5, .."),
    ("shelled on Friday nights", "Friday nights = XXXX-WXX-5TNI, .."),
    ("each morning", "each morning = XXXX-XX-XXTMO, .."),
    ("every other day", "every other day = P2D, .."),
    ("every two weeks", "every two weeks = P2W, .."),
    ("twice a week", "a week = P1W, .."),
    ("on weekdays", "weekdays = XXXX-WXX-XX, .."),
    ("on weekends", "weekends = XXXX-WXX-WE, .."),
    ("as roads are these days", "these days = PRESENT_REF, .."),
    ("at present", "present = PRESENT_REF, .."),
    ("in present-day Belize", "present-day = PRESENT_REF, .."),
    ("a few days ago", "a few days ago = PAST_REF, ..2020-09-28"),
    (
        "territory won back overnight",
        "overnight = 2020-09-27TNI, 2020-09-27..2020-09-28",
    ),
    ("on Monday morning", "Monday morning = 2020-09-28TMO, 2020-09-28..2020-09-28"),
    ("died last night", "last night = 2020-09-27TNI, 2020-09-27..2020-09-27"),
    ("said last week", "last week = 2020-W39, 2020-09-21..2020-09-27"),
    ("over the weekend", "the weekend = 2020-W39-WE, 2020-09-26..2020-09-27"),
    ("in the past 24 hours", "the past 24 hours = PT24H, 2020-09-27..2020-09-28"),
    ("in the past two weeks", "the past two weeks = P2W, 2020-09-15..2020-09-28"),
    ("in recent weeks", "recent weeks = PXW, ..2020-09-28"),
    ("for a second day", "a second day = P2D, 2020-09-27..2020-09-28"),
    (
        "for the third straight day",
        "the third straight day = P3D, 2020-09-26..2020-09-28",
    ),
    ("earlier this year", "earlier this year = 2020, 2020-01-01..2020-09-27"),
    ("749 violations so far this year", "this year = 2020, 2020-01-01..2020-09-28"),
    ("begun last month", "last month = 2020-08, 2020-08-01..2020-08-31"),
    ("since late September", "late September = 2020-09, 2020-09-21..2020-09-28"),
    ("since 10 May", "10 May = 2020-05-10, 2020-05-10..2020-09-28"),
    ("by the end of Monday", "Monday = 2020-09-28, ..2020-09-28"),
    ("In May 12 people were killed", "May = 2020-05, 2020-05-01..2020-05-31"),
    ("in December, troops were", "December = 2019-12, 2019-12-01..2019-12-31"),
    ("flared up in 2016", "2016 = 2016, 2016-01-01..2016-12-31"),
    ("on May 24, and 1074 injured", "May 24 = 2020-05-24, 2020-05-24..2020-05-24"),
    ("in the early 1990s", "the early 1990s = 199X, 1990-01-01..1994-12-31"),
    ("late 1990s", "late 1990s = 199X, 1995-01-01..1999-12-31"),
    ("in the 19th century", "the 19th century = 18, 1800-01-01..1899-12-31"),
    ("the spring of 2016", "the spring of 2016 = 2016-SP, 2016-03-01..2016-05-31"),
    (
        "the first half of 2019",
        "the first half of 2019 = 2019-H1, 2019-01-01..2019-06-30",
    ),
    (
        "the last week of August",
        "the last week of August = P1W, 2020-08-25..2020-08-31",
    ),
    ("a year ago", "a year ago = 2019, 2019-01-01..2019-12-31"),
    ("two weeks of fighting", "two weeks = P2W, .."),
    ("a six-week war", "six-week = P6W, .."),
    ("shelled daily", "daily = P1D, .."),
    ("two and a half hours", "two and a half hours = PT2H30M, .."),
    ("at 4:30 pm", "4:30 pm = 2020-09-28T16:30, 2020-09-28..2020-09-28"),
    (
        "9 a.m. EST Sunday",
        "9 a.m. EST Sunday = 2020-09-27T09:00, 2020-09-27..2020-09-27",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAYS + PERIODS)
def test_one_expression(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may go.",
        "He may march on.",
        "The second shell fell in the sun.",
        "Theresa May said so.",
        "2000 soldiers and 1500 people",
        "a 10-year-old boy and a man 72 years old",
        "The fall of Kabul",
        "The Good Friday Agreement",
        "Source: Russia Today",
        "scored 6/10 on page 3",
        "a trial date",
    ],
)
def test_what_tells_no_time(text: str) -> None:
    assert told(text) == []


RANGES = [
    ("3-4 May", ["3", "4 May"], "2020-05-03", "2020-05-04"),
    ("April 24-26, 2019", ["April 24", "26, 2019"], "2019-04-24", "2019-04-26"),
    (
        "between 27 September and 2 October",
        ["27 September", "2 October"],
        "2020-09-27",
        "2020-10-02",
    ),
    (
        "from May 15 to August 16, 1988",
        ["May 15", "August 16, 1988"],
        "1988-05-15",
        "1988-08-16",
    ),
    (
        "overnight into Saturday",
        ["overnight", "Saturday"],
        "2020-09-25",
        "2020-09-26",
    ),
    (
        "Saturday night into Sunday",
        ["Saturday night", "Sunday"],
        "2020-09-26",
        "2020-09-27",
    ),
    ("from Sunday to Tuesday", ["Sunday", "Tuesday"], "2020-09-27", "2020-09-29"),
    ("in 1915-17", ["1915", "17"], "1915-01-01", "1917-12-31"),
    (
        "during the night of Friday 12 to Saturday, June 13, 2015",
        ["the night of Friday 12", "Saturday, June 13, 2015"],
        "2015-06-12",
        "2015-06-13",
    ),
]


@pytest.mark.parametrize(("text", "words", "begin", "until"), RANGES)
def test_both_ends_of_a_range_carry_it_whole(
    text: str, words: list[str], begin: str, until: str
) -> None:
    found = find_times(text, anchor=MONDAY)
    assert [time.text for time in found] == words
    for time in found:
        assert (str(time.begin), str(time.until)) == (begin, until)
        assert time.relation == "range"


def test_days_that_are_listed_stay_apart() -> None:
    assert told("on Sunday and Monday") == [
        "Sunday = 2020-09-27, 2020-09-27..2020-09-27",
        "Monday = 2020-09-28, 2020-09-28..2020-09-28",
    ]
    assert told("on 28 and 29 August") == [
        "28 = 2020-08-28, 2020-08-28..2020-08-28",
        "29 August = 2020-08-29, 2020-08-29..2020-08-29",
    ]


def test_a_day_told_from_another() -> None:
    text = "Wednesday's strike came a day after three soldiers fell."
    assert told(text, date(2016, 11, 24)) == [
        "Wednesday = 2016-11-23, 2016-11-23..2016-11-23",
        "a day after = 2016-11-22, 2016-11-22..2016-11-22",
    ]
    text = "said the general on Tuesday. A day before, a truce was called."
    assert told(text, date(2018, 2, 27))[1] == (
        "A day before = 2018-02-26, 2018-02-26..2018-02-26"
    )


def test_since_opens_a_period_unless_it_compares() -> None:
    running = find_times("600 have died since May, when war began", anchor=MONDAY)[0]
    assert (running.begin, running.until) == (date(2020, 5, 1), MONDAY)
    assert running.relation == "since"
    text = "the worst clash since May, when seven soldiers died"
    compared = find_times(text, anchor=MONDAY)[0]
    assert (compared.begin, compared.until) == (date(2020, 5, 1), date(2020, 5, 31))
    assert compared.relation == ""


def test_a_month_or_season_beside_the_one_told_before() -> None:
    text = (
        "War came in June 1967. The previous April, and the following March, were calm."
    )
    assert [time.value for time in find_times(text, anchor=MONDAY)] == [
        "1967-06",
        "1967-04",
        "1968-03",
    ]
    text = "They wintered there in 1777. The next spring they marched"
    assert find_times(text, anchor=None)[1].value == "1778-SP"


def test_until_a_day_counted_from_now_is_ahead() -> None:
    text = "can be reached between now and Dec. 20"
    assert find_times(text, anchor=MONDAY)[1].value == "2020-12-20"


def test_a_clock_goes_with_its_day() -> None:
    assert told("at 6 a.m. on Sunday") == [
        "6 a.m. = 2020-09-27T06:00, 2020-09-27..2020-09-27",
        "Sunday = 2020-09-27, 2020-09-27..2020-09-27",
    ]
    assert told("at 3 pm (1500 GMT)")[1].startswith("1500 GMT = 2020-09-28T15:00")


def test_hours_up_to_a_day() -> None:
    (hours, day) = find_times("in the 24 hours to Monday morning", anchor=MONDAY)
    assert (hours.value, hours.begin, hours.until) == (
        "PT24H",
        date(2020, 9, 27),
        MONDAY,
    )
    assert day.value == "2020-09-28TMO"


def test_a_day_in_a_name_is_no_time() -> None:
    assert told("the March 23 Movement took the town on March 23") == [
        "March 23 = 2020-03-23, 2020-03-23..2020-03-23"
    ]
    assert told("the Oct. 7 attacks") == ["Oct. 7 = 2020-10-07, 2020-10-07..2020-10-07"]


def test_without_a_day_a_history_gives_its_own_years() -> None:
    text = "War came on 1 September 1939. On 17 September others joined. In May 1940"
    assert [time.value for time in find_times(text, anchor=None)] == [
        "1939-09-01",
        "1939-09-17",
        "1940-05",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A study of 2005 doubts that. On 4 August", "1964-08-04"),
        ("In 2005, a stone was set there. On 4 August", "2005-08-04"),
        ("It was worse than the previous year. On 4 August", "1964-08-04"),
        ("They recalled November 1963. In March", "1964-03"),
    ],
)
def test_a_history_goes_on_from_its_own_days(text: str, value: str) -> None:
    story = f"On 2 August 1964 a ship was fired at. {text} came more."
    assert find_times(story, anchor=None)[-1].value == value


def test_without_a_day_what_is_relative_stays_open() -> None:
    text = "On Monday, yesterday, last week, 3 May, overnight and now"
    found = find_times(text, anchor=None)
    assert [time.value for time in found] == [
        "XXXX-WXX-1",
        "XXXX-XX-XX",
        "XXXX-WXX",
        "XXXX-05-03",
        "XXXX-XX-XXTNI",
        "PRESENT_REF",
    ]
    assert all(time.begin is None and time.until is None for time in found)


def test_a_wrapped_line_does_not_part_a_date() -> None:
    text = "THE MASSACRE THAT TOOK PLACE IN THE CAPITAL ON 16\nNOVEMBER SHOWS"
    assert told(text, date(1990, 1, 10)) == [
        "16\nNOVEMBER = 1989-11-16, 1989-11-16..1989-11-16"
    ]
    assert told("Clashes in May\n12 soldiers died") == [
        "May = 2020-05, 2020-05-01..2020-05-31"
    ]


@pytest.mark.parametrize(
    ("begin", "until", "precision"),
    [
        (date(2020, 9, 28), date(2020, 9, 28), 1),
        (date(2020, 9, 27), date(2020, 9, 28), 2),
        (date(2020, 9, 21), date(2020, 9, 27), 3),
        (date(2020, 5, 1), date(2020, 5, 31), 4),
        (date(2020, 1, 1), date(2020, 9, 27), 5),
        (None, date(2020, 9, 28), 5),
    ],
)
def test_precision_as_ucdp_codes_it(
    begin: date | None, until: date, precision: int
) -> None:
    assert ucdp_date_precision(begin, until) == precision


_PIECES = """
    Monday Sun May MAY March 3 31 29 February 1990s 2020 9999 0001 the last next of to -
    , . ( ) night week years 12 two few ago before after and between since until 24
    hours 10:35 a.m. 0735 GMT 31.02.2020 2020-02-30 centuries 999999 ½ century BC 1st
    second day this that early mid weekend Easter New Year 's Day half quarter a every
    spring ' '90 in for by today tomorrow earlier later 19th 00 pm at decades months 400
    thousand 7/8 9/11 ٣ ² first third straight past recent same following Eve
"""
WORDS = st.sampled_from([*_PIECES.split(), "\n", "\n\n"])
ANCHORS = st.none() | st.dates() | st.sampled_from([date.min, date.max])


def check(text: str, found: tuple[Timex, ...]) -> None:
    end = 0
    for time in found:
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert time.text.strip() == time.text
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        assert time.value
        if time.begin is not None and time.until is not None:
            assert time.begin <= time.until
        end = time.end


@given(st.lists(WORDS, max_size=14), ANCHORS)
def test_any_string_of_time_words_is_read_in_order(
    words: list[str], anchor: date | None
) -> None:
    text = " ".join(words)
    check(text, find_times(text, anchor=anchor))


@given(st.text(max_size=80), ANCHORS)
def test_any_text_is_read_in_order(text: str, anchor: date | None) -> None:
    check(text, find_times(text, anchor=anchor))


@given(st.dates(date(1900, 1, 2), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_latest_such_day(anchor: date, back: int) -> None:
    day = date.fromordinal(anchor.toordinal() - back)
    (time,) = find_times(f"killed on {day:%A}", anchor=anchor)
    assert (time.begin, time.until) == (day, day)
