"""Paragraphs and sentences: where wire copy breaks, and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.language.segments import MOST_WORDS, paragraph_spans, sentence_words
from herodotus.language.words import word_spans


def sentences(text: str) -> list[str]:
    return [
        text[words[0][0] : words[-1][1]]
        for paragraph in paragraph_spans(text)
        for words in sentence_words(text, paragraph)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "KABUL, Sept. 28 (Wire) - Two men died.",
        "Lt. Gen. Abdul Karim told No. 3 Brigade to hold at 9 a.m. Monday.",
        "Gov. J. F. Aziz Jr. met U.S. officials and Acme Corp. executives.",
        "It was 5.5 percent vs. 4 percent, e.g. in St. Louis.",
        '"Why did they fire?" Col. Omar asked.',
        "“We won!” shouted the crowd in Mosul.",
        "He spoke to the U.N. Security Council.",
        "SAN MIGUEL, 3 JAN 90 -- LT. COL. RUIZ SAID AT 9 A.M. THAT 15 MEN DIED.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Two men died.", "Nine were hurt."),
        ("“They fled.”", "Nobody was hurt."),
        ('"They fled."', "Nobody was hurt."),
        ("They left at 5 p.m.", "The town was empty."),
        ("He was flown to the U.S.", "He died there."),
        ("Who fired first?", "Nobody knows."),
        ("Nobody knows...", "The ministry is silent."),
        ("Nine died (two of them children).", "Ten were hurt."),
        ("TWO SOLDIERS DIED.", "NINE WERE WOUNDED."),
        ("They counted 32 dead.", "15 more lay in the river."),
        ("The army fell back.", "3 villages burned."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_missing_space_does_not_join_sentences() -> None:
    assert sentences("Two soldiers died.The army denied it.") == [
        "Two soldiers died.",
        "The army denied it.",
    ]


def test_a_line_end_ends_a_paragraph() -> None:
    assert sentences("Shelling kills two\nTwo men died\r\n\r\n  Nine fled") == [
        "Shelling kills two",
        "Two men died",
        "Nine fled",
    ]


WRAPPED = """\
BEIRUT, 4 MAR 89 -- A SPOKESMAN FOR THE ARMY SAID TODAY THAT FOUR MEN
HAD BEEN KILLED BY SHELLS WHICH FELL ON THE SOUTHERN PART OF THE CITY
AND THAT SEVEN OTHERS WERE WOUNDED. NO GROUP HAS TAKEN RESPONSIBILITY
SO FAR.

   THE PORT REMAINED CLOSED FOR THE SECOND DAY, THE HARBOUR MASTER AND
THE MINISTRY OF TRANSPORT REPORTED.
"""


def test_the_edge_of_a_page_ends_nothing() -> None:
    found = sentences(WRAPPED)
    assert len(found) == 3
    assert found[0].endswith("SEVEN OTHERS WERE WOUNDED.")
    assert found[2].startswith("THE PORT")


def test_a_list_of_short_lines_is_not_wrapped_text() -> None:
    lines = ["Killed: 4", "Wounded: 12", "Missing: 3", "Displaced: 1,200", "Tanks: 2"]
    assert sentences("\n".join(lines)) == lines


def test_a_table_is_cut() -> None:
    text = " ".join(["word"] * (2 * MOST_WORDS + 5))
    lengths = [len(words) for words in sentence_words(text, (0, len(text)))]
    assert lengths == [MOST_WORDS, MOST_WORDS, 5]


@given(st.text(alphabet="aBcT1 .?!'”“\"\n()-’,", max_size=120))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    found = [
        word
        for paragraph in paragraph_spans(text)
        for sentence in sentence_words(text, paragraph)
        for word in sentence
    ]
    apart = [
        word
        for paragraph in paragraph_spans(text)
        for word in word_spans(text, *paragraph)
    ]
    assert found == apart
    covered = {place for start, end in found for place in range(start, end)}
    assert covered == {i for i, sign in enumerate(text) if not sign.isspace()}
