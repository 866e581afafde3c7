"""Reports made of a text at hand: frozen, hashed, dated, placed."""

from __future__ import annotations

import datetime

import pytest

from herodotus.errors import EmptyInput, InputError, TooLong
from herodotus.model import fingerprint
from herodotus.sources import report_from_text

PROSE = "Twelve soldiers were killed in the attack, the army said."


def test_the_text_is_frozen_and_hashed() -> None:
    text = "GORIS, Sept 30, 2020 (AFP) - One.\r\n\r\nTwo \x00 \U0001f600."
    report = report_from_text(text)
    assert report.text == text
    assert report.sha256 == fingerprint(text)
    assert report.id == report.sha256[:16]
    assert report.dateline == (0, text.index("One") - 1)
    assert report.text[report.body_start :].startswith("One.")
    assert report.language == "en"
    assert report.agency == "AFP"


@pytest.mark.parametrize(
    ("byline", "author", "agency"),
    [
        ("By Ana Ruiz", "Ana Ruiz", None),
        ("By Ana Ruiz and Tom Ode, AFP | Sept 30, 2020", "Ana Ruiz and Tom Ode", "AFP"),
        ("Author: Ana Ruiz", "Ana Ruiz", None),
        ("By AFP", None, "AFP"),
    ],
)
def test_a_byline_names_the_author(
    byline: str, author: str | None, agency: str | None
) -> None:
    report = report_from_text(f"Shelling at the river\n{byline}\n\n{PROSE}")
    assert (report.author, report.agency) == (author, agency)
    given = report_from_text(f"{byline}\n\n{PROSE}", author="Ida Holm")
    assert given.author == "Ida Holm"


def test_what_is_known_is_kept() -> None:
    report = report_from_text(
        PROSE, id="a1", title="Attack", url="https://example.org/x", publisher="Paper"
    )
    assert (report.id, report.title, report.publisher) == ("a1", "Attack", "Paper")
    assert (report.date, report.date_from) == (None, None)
    assert (report.place, report.place_from) == (None, None)
    assert report.body_start == 0


HEADER = " date 2020-09-30 Goris\n\n"
LINE = "NAMUR, Oct 5, 2021 (Belga) - "


@pytest.mark.parametrize(
    ("text", "date", "place", "expected"),
    [
        (
            HEADER + LINE + PROSE,
            "2019-01-02",
            "Arlon",
            ("2019-01-02", "argument", "Arlon", "argument"),
        ),
        (
            HEADER + LINE + PROSE,
            None,
            None,
            ("2020-09-30", "header", "Goris", "header"),
        ),
        (LINE + PROSE, None, None, ("2021-10-05", "dateline", "Namur", "dateline")),
        (
            LINE + PROSE,
            "3 May 2014",
            None,
            ("2014-05-03", "argument", "Namur", "dateline"),
        ),
    ],
)
def test_the_order_of_precedence(
    text: str, date: str | None, place: str | None, expected: tuple[str, str, str, str]
) -> None:
    report = report_from_text(text, date=date, place=place)
    assert (
        str(report.date),
        report.date_from,
        report.place,
        report.place_from,
    ) == expected


def test_a_date_in_the_address_comes_last() -> None:
    url = "https://example.org/world/2020/09/30/shells-fall"
    report = report_from_text(PROSE, url=url)
    assert (report.date, report.date_from) == (datetime.date(2020, 9, 30), "url")
    report = report_from_text("GORIS, Sept 29 (AFP) - " + PROSE, url=url)
    assert (report.date, report.date_from) == (datetime.date(2020, 9, 29), "dateline")


def test_an_address_above_the_text_is_its_url() -> None:
    url = "https://example.org/news/2022/5/27/shells-fall"
    report = report_from_text(url + "\r\n\r\n" + PROSE)
    assert report.url == url
    assert (report.date, report.date_from) == (datetime.date(2022, 5, 27), "url")
    assert report.text[report.body_start :] == PROSE
    assert report_from_text(url + "\n" + PROSE, url="https://a.org").url != url


def test_numbers_in_an_address_are_no_date() -> None:
    for tail in ("472154", "2020/13/45", "20201345", "2020/02/30", "id=120200930"):
        assert report_from_text(PROSE, url="https://example.org/" + tail).date is None


def test_a_day_of_an_unknown_year_is_no_date() -> None:
    report = report_from_text("GORIS, Sept 29 (AFP) - " + PROSE)
    assert report.date is None
    assert report.date_from is None
    assert report.place == "Goris"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "--- *** ---"])
def test_a_text_without_words_is_empty(text: str) -> None:
    with pytest.raises(EmptyInput):
        report_from_text(text)


def test_a_text_above_the_limit_says_what_to_do() -> None:
    with pytest.raises(TooLong, match="split it") as caught:
        report_from_text(PROSE * 100, longest=1000)
    assert caught.value.limit == 1000


def test_a_year_that_is_not_read_is_called_one() -> None:
    with pytest.raises(InputError, match="in a year from 1800 to 2099"):
        report_from_text(PROSE, date="2999-01-01")


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        report_from_text(PROSE, date="03/04/2020")


def test_a_datetime_is_a_date() -> None:
    when = datetime.datetime(2020, 9, 30, 10, 15)
    assert report_from_text(PROSE, date=when).date == datetime.date(2020, 9, 30)
