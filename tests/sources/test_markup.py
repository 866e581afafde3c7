"""Markup to a tree: what no document may hold is seen, what does harm is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import TooLong
from herodotus.sources.markup import parsed

NEVER = ["\x00", "\x08", "\x0b", "\x0e", "\x1f", "\ufffe", "\uffff", "\ud800", "\udfff"]


@pytest.mark.parametrize("char", NEVER, ids=ascii)
def test_what_no_document_may_hold_is_shown_as_missing(char: str) -> None:
    for written in (char, f"&#{ord(char)};", f"&#x{ord(char):x};"):
        if written != char and ord(char) >= 0xD800 and ord(char) < 0xE000:
            continue  # parsers drop references to halves of pairs
        tree = parsed(f"<p>Ten{written}died</p>", where="a page")
        assert tree.findtext(".//p") == "Ten\ufffddied"


@given(st.text(st.characters(exclude_characters="<&\r")))
def test_all_other_signs_are_kept(text: str) -> None:
    tree = parsed(f"<p>Ten{text}died</p>", where="a page")
    shown = "".join("\ufffd" if char in NEVER or _bad(char) else char for char in text)
    assert tree.findtext(".//p") == f"Ten{shown}died"


def _bad(char: str) -> bool:
    code = ord(char)
    return (code < 32 and char not in "\t\n\f") or 0xD800 <= code < 0xE000


@pytest.mark.parametrize("before", ["", "<p>Ten died.</p>" * 3000], ids=["", "later"])
def test_a_tag_of_ten_thousand_attributes_is_refused(before: str) -> None:
    many = "".join(f" a{i}=b" for i in range(10_001))
    with pytest.raises(TooLong, match="more attributes"):
        parsed(f"{before}<p{many}>Ten died.</p>", where="a page")
    few = "".join(f" a{i}=b" for i in range(5_000))
    assert parsed(f"{before}<p{few}>Two died.</p>", where="a page") is not None
    long = "<p>" + "Ten died. " * 9_000 + "</p>"
    assert parsed(before + long, where="a page") is not None
