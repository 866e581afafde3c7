"""What holds for any bytes and any text whatever."""

from __future__ import annotations

import io
import itertools
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from herodotus.errors import InputError
from herodotus.model import Failure, Report, fingerprint
from herodotus.sources import read_inputs, report_from_text
from herodotus.sources.language import foreign_language
from herodotus.sources.opening import read_opening
from herodotus.sources.text import decode

PIECES = st.sampled_from(
    [
        "BAKU",
        "Goris",
        ", ",
        " ",
        "\n",
        "\n\n",
        "Sept 30",
        "3 MAY 90",
        "2020-09-30",
        "2020",
        " date ",
        "(Reuters)",
        "(AFP",
        "/TASS/",
        "[TEXT]",
        " - ",
        " — ",
        "_",
        ":",
        ".",
        "By ",
        "UPDATE 2-",
        "(Adds details)",
        "Published On ",
        "NO DATE",
        "AP",
        "Trend:",
        "ten soldiers died",
        "10:15 GMT",
        "Ünye",
        "\u2028",
        "\x00",
        "🙂",
        "Monday, ",
    ]
)
OPENINGS = st.lists(PIECES, max_size=14).map("".join)


def check_offsets(report: Report) -> None:
    length = len(report.text)
    assert report.sha256 == fingerprint(report.text)
    assert 0 <= report.body_start <= length
    spans = [*report.headers, *([report.dateline] if report.dateline else [])]
    for start, end in spans:
        assert 0 <= start < end <= length
    ordered = sorted(spans)
    for (_, before), (after, _) in itertools.pairwise(ordered):
        assert before <= after
    report.model_dump_json().encode("utf-8")


@given(OPENINGS)
@example(" date 2020-09-30 ")
@example("(ANSA) - Rome, May 3 - ")
def test_openings_have_valid_offsets(text: str) -> None:
    try:
        report = report_from_text(text)
    except InputError:
        return
    assert report.text == text
    check_offsets(report)


@given(st.text(max_size=300))
def test_any_text_is_kept_or_refused(text: str) -> None:
    read_opening(text)
    try:
        report = report_from_text(text)
    except InputError:
        return
    assert len(report.text) == len(text)
    check_offsets(report)


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_any_bytes_are_read_or_fail_by_name(data: bytes) -> None:
    for found in read_inputs(["-"], stdin=io.BytesIO(data), longest=500):
        if isinstance(found, Report):
            check_offsets(found)
        else:
            assert isinstance(found, Failure)
            assert "standard input" in found.message
            found.model_dump_json().encode("utf-8")


@given(st.data())
def test_a_report_cut_anywhere_never_raises(data: st.DataObject) -> None:
    text = "GORIS, Sept 30 (AFP) – “Twelve” soldiers died.\n\nTwo were hurt — badly.\n"
    encoded = text.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])))
    cut = data.draw(st.integers(0, len(encoded)))
    for found in read_inputs(["-"], stdin=io.BytesIO(encoded[:cut])):
        if isinstance(found, Report):
            check_offsets(found)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "text", "date", "place", "url", "language", "x"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_fails_by_line(value: object) -> None:
    line = b'{"text": "Ten died."}\n' + json.dumps(value).encode() + b"\n"
    found = list(read_inputs(["-"], stdin=io.BytesIO(line)))
    assert len(found) == 2
    if isinstance(found[1], Failure):
        assert "standard input, line 2" in found[1].message


@given(st.text(max_size=200).filter(lambda text: "\ufffd" not in text))
def test_utf8_is_read_back(text: str) -> None:
    data = text.encode("utf-8", errors="replace")
    try:
        again = decode(b"\xef\xbb\xbf" + data, where="r.txt")
    except InputError:
        return
    assert again == data.decode().replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(max_size=120))
def test_any_text_has_a_language_or_none(text: str) -> None:
    language = foreign_language(text)
    assert language is None or language
