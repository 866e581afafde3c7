"""Paragraphs as a reader counts them."""

from __future__ import annotations

from herodotus.exports.paragraphs import paragraph_at, paragraphs
from herodotus.model import Report
from tests.samples import karabakh


def test_headers_are_number_0() -> None:
    text = " date 2020-09-28 Baku\n\nFirst.\n(Editing by X)\n\n \n\nSecond."
    note = text.index("(")
    report = Report.of(
        text, body_start=text.index("First"), headers=((note, text.index(")") + 1),)
    )
    found = [(p.number, text[p.start : p.end]) for p in paragraphs(report)]
    assert found == [
        (0, " date 2020-09-28 Baku"),
        (1, "First."),
        (0, "(Editing by X)"),
        (2, "Second."),
    ]


def test_a_dateline_that_opens_a_paragraph_is_part_of_it() -> None:
    reading, _ = karabakh()
    assert [p.number for p in paragraphs(reading.report)] == [1, 2, 3, 4, 5, 6, 7]


def test_between_paragraphs_there_is_none() -> None:
    among = paragraphs(Report.of("One.\n\nTwo."))
    assert paragraph_at(0, among) == 1
    assert paragraph_at(4, among) is None
    assert paragraph_at(6, among) == 2
