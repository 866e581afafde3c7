"""Bytes in many encodings, and bytes that are no text."""

from __future__ import annotations

import codecs
import os

import pytest

from herodotus.errors import BinaryInput, EncodingProblem, InputError
from herodotus.sources.text import decode, without_surrogates


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "mac-roman",
    ],
)
def test_every_encoding_gives_the_same_text(encoding: str, report_text: str) -> None:
    assert decode(report_text.encode(encoding), where="r.txt") == report_text


def test_big_endian_marks_are_known(report_text: str) -> None:
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        data = mark + report_text.encode(encoding)
        assert decode(data, where="r.txt") == report_text


@pytest.mark.parametrize("encoding", ["cp1251", "cp1250", "cp1254"])
def test_curly_quotes_of_any_windows_code_page(encoding: str, report_text: str) -> None:
    text = report_text.replace("é", "e")
    assert decode(text.encode(encoding), where="r.txt") == text


@pytest.mark.parametrize(
    ("encoding", "addition"),
    [
        ("latin-1", " Nariño and São Tomé were quiet."),
        ("cp1250", " Ratko Mladić and Ejup Ganić met in Goražde."),
        ("cp1254", " The bodies were taken to Şırnak and Iğdır."),
        ("cp1251", " Министерство обороны сообщило об этом."),
        ("koi8-r", " Министерство обороны сообщило об этом."),
    ],
)
def test_names_of_other_languages_in_old_encodings(
    encoding: str, addition: str, report_text: str
) -> None:
    plain = report_text.replace("é", "e").translate(str.maketrans("“”–—", '""--', ""))
    text = plain + addition
    assert decode(text.encode(encoding), where="r.txt") == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"the soldiers\x92 families", "the soldiers’ families"),
        (b"He said \x93no\x94.", "He said “no”."),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"", ""),
    ],
)
def test_small_pieces(data: bytes, text: str) -> None:
    assert decode(data, where="r.txt") == text


def test_utf8_cut_inside_a_character_is_still_utf8(report_text: str) -> None:
    data = report_text.encode()
    cut = data.index("—".encode()) + 2
    text = decode(data[:cut], where="r.txt")
    assert text.startswith(
        "GORIS, Sept 30, 2020 (AFP) – The ministry said that “twelve"
    )
    assert text.endswith("on Tuesday \ufffd")


def test_utf8_with_one_bad_byte_is_still_utf8(
    report_text: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = decode(report_text.encode() + b"Caf\xe9s closed.", where="r.txt")
    assert text == report_text + "Caf\ufffds closed."
    assert "r.txt: 1 damaged" in caplog.text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "an archive or office document"),
        (b"\x1f\x8b\x08\x00\x00", "compressed"),
        (b"{\\rtf1\\ansi\\deff0", "rich text"),
        (bytes(range(256)) * 8, "not text"),
        (b"\x00" * 40, "not text"),
    ],
)
def test_binary_is_told_and_named(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryInput, match=kind) as caught:
        decode(data, where="photos/scan.txt")
    assert "photos/scan.txt" in str(caught.value)
    assert caught.value.where == "photos/scan.txt"


def test_a_stray_nul_does_not_make_text_binary(report_text: str) -> None:
    data = report_text.encode() * 3
    assert decode(data + b"end\x00", where="r.txt").endswith("end\x00")


def test_bytes_of_no_encoding() -> None:
    data = bytes(byte for byte in os.urandom(20_000) if byte >= 0x80)
    with pytest.raises(InputError) as caught:
        decode(b"\x81\x8d\x8f\x90\x9d" * 40 + data, where="noise.txt")
    assert isinstance(caught.value, BinaryInput | EncodingProblem)
    assert "noise.txt" in str(caught.value)


def test_halves_of_pairs_are_replaced_one_for_one() -> None:
    assert (
        without_surrogates("a\ud800b\udfffc\U0001f600") == "a\ufffdb\ufffdc\U0001f600"
    )
