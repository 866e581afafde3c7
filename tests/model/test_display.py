"""What notebooks show: the whole text, escaped, with the words of claims marked."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import ControlClaim
from herodotus.model.display import marked_text
from tests.samples import front, karabakh


def plain(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_a_reading_shows_its_text_with_its_claims() -> None:
    for reading, _ in (karabakh(), front()):
        page = reading._repr_html_()
        assert plain(page) == reading.report.text
        assert page.count("<mark") >= len(reading.claims) - 1
        assert page.count("<mark") == page.count("</mark>")


def test_claims_that_overlap_are_marked_together() -> None:
    claims = [
        ControlClaim(start=start, end=end, evidence="x", action="lost")
        for start, end in ((0, 4), (2, 6))
    ]
    assert marked_text("abcdefg", claims).count('title="control"') == 3


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9))))
def test_any_text_is_shown_whole(text: str, spans: list[tuple[int, int]]) -> None:
    claims = [
        ControlClaim(start=start, end=start + long, evidence="x", action="lost")
        for start, long in spans
    ]
    page = marked_text(text, claims)
    assert html.escape(text) == re.sub(r"</?(?:mark|pre)[^>]*>", "", page)
