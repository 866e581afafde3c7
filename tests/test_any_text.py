"""Whatever the text, reading ends, keeps the words in place, and repeats itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import herodotus
from herodotus.errors import InputError
from herodotus.exports.html import page
from herodotus.exports.record import csv_lines, json_line, read_record

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES}


@pytest.fixture(scope="module")
def reader() -> herodotus.Reader:
    return herodotus.Reader.load()


def read(text: str, reader: herodotus.Reader) -> bytes:
    """The printed reading of a text, after checking what must hold of any."""
    try:
        reading = herodotus.read(text, reader=reader)
    except InputError:  # empty, not text or not English: refused, with a reason
        return b""
    stored = reading.report.text
    ids = {claim.id for claim in reading.claims}
    for claim in reading.claims:
        assert stored[claim.start : claim.end] == claim.evidence
        assert {tie.claim for tie in claim.relations} <= ids - {claim.id}
    account = herodotus.reconcile(reading.claims)
    for toll in account.tolls:
        known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert known == sorted(known)
        assert set(toll.reasons) <= ids
    for claim in reading.claims:
        if claim.kind == "event":
            parties = (*claim.initiators, *claim.targets)
            assert all(party.name.strip() for party in parties)
            assert not claim.reciprocal or parties
    assert page([(reading, account)]).count('class="figure"') == len(reading.claims)
    assert len(list(csv_lines(reading))) == len(reading.claims)
    return json_line(read_record(reading, account))


@pytest.mark.parametrize("name", TEXTS)
def test_an_example_has_claims_and_reads_the_same_twice(
    name: str, reader: herodotus.Reader
) -> None:
    printed = read(TEXTS[name], reader)
    assert b'"kind": "casualty"' in printed
    assert printed == read(TEXTS[name], reader)
    assert printed == read(TEXTS[name], herodotus.Reader.load())


def test_a_report_reads_the_same_whatever_was_read_before(
    reader: herodotus.Reader,
) -> None:
    alone = {name: read(text, herodotus.Reader.load()) for name, text in TEXTS.items()}
    for name in reversed(list(TEXTS)):
        assert read(TEXTS[name], reader) == alone[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_cut_anywhere_is_read(name: str, reader: herodotus.Reader) -> None:
    text = TEXTS[name]
    for end in range(0, len(text), max(1, len(text) // 40)):
        read(text[:end], reader)
        read(text[end:], reader)


def without_stops(text: str) -> str:
    return text.replace(".", "").replace(",", "")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def a_line_a_word(text: str) -> str:
    return "\n\n".join(text.split())


def with_odd_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0\u200b ")


def with_signs(text: str) -> str:
    return text.replace("killed", "killed \U0001f54a\ufe0f\u202e")


def unclosed(text: str) -> str:
    return text.replace("\u201d", "").replace(")", "")


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        str.title,
        without_stops,
        on_one_line,
        a_line_a_word,
        with_odd_spaces,
        with_signs,
        unclosed,
    ],
)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_bad_shape_is_read(
    name: str, change: Callable[[str], str], reader: herodotus.Reader
) -> None:
    read(change(TEXTS[name]), reader)


@pytest.mark.parametrize("seed", range(12))
def test_shuffled_words_are_read(seed: int, reader: herodotus.Reader) -> None:
    dice = random.Random(seed)
    words = [word for text in TEXTS.values() for word in text.split()]
    dice.shuffle(words)
    read(" ".join(words[:300]), reader)


WORDS = (
    *("0", "-3", "1,2", "10,00,000", "1e9", "9" * 40, "\u0663\u0662", "\u00bd", "IV"),
    *("killed", "soldiers", "at least", "up to", "dozens of", "said", "and", "the"),
    *(
        "of them",
        "on Feb. 30, 2020",
        "Monday",
        "Baku",
        "\u201c",
        "\u201d",
        "(",
        ".",
        "\n",
    ),
)


@settings(max_examples=150)
@given(words=st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40))
def test_any_row_of_words_is_read(words: list[str], reader: herodotus.Reader) -> None:
    read("The army said 32 soldiers were killed on Sunday. " + " ".join(words), reader)
