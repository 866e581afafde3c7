"""Spans and reports: words are where they are said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import SpanError
from herodotus.model import Report, Span, fingerprint

TEXT = "Six 🕊️ were hurt near Ağdərə."


def test_a_span_counts_code_points() -> None:
    start = TEXT.index("hurt")
    span = Span.of(TEXT, start, start + 4)
    assert span.quote == "hurt"
    span.check(TEXT)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 99), (-1, 2)])
def test_a_span_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="no words lie between") as caught:
        Span.of(TEXT, start, end)
    assert (caught.value.start, caught.value.end) == (start, end)


def test_a_span_of_another_text_is_found_out() -> None:
    with pytest.raises(SpanError, match="does not read 'hurt'"):
        Span.of(TEXT, TEXT.index("hurt"), TEXT.index("hurt") + 4).check(
            "Nobody was hurt."
        )


@given(st.text(min_size=1), st.data())
def test_every_span_quotes_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    span.check(text)
    assert len(span.quote) == end - start


def test_a_report_is_named_by_its_text_unless_it_has_a_name() -> None:
    assert Report.of(TEXT).id == fingerprint(TEXT)[:16]
    assert Report.of(TEXT, id="r1").id == "r1"
    assert Report.of(TEXT, id="r1").sha256 == Report.of(TEXT).sha256


def test_half_a_surrogate_pair_has_a_fingerprint() -> None:
    assert fingerprint("\ud83d") != fingerprint("\ude00")
