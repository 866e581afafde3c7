"""Whatever the report, reading it ends, and its claims stand where they say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from herodotus.model import Claim, Report
from herodotus.reading import Reader

TEXTS = {
    path.parent.name: path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[1] / "articles").glob("*/article.txt"))
}
#: Articles that are cut, and at every how many characters.
CUTS = {"debaltseve-2015": 9, "san-salvador-1989": 1, "saada-2018": 9}
PARAGRAPHS = [part for text in TEXTS.values() for part in text.split("\n\n")]

_any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
_paragraphs = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5)
_few = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read(text: str, reader: Reader) -> tuple[Claim, ...]:
    """The claims of a text, after checking what holds of any."""
    claims = reader.read(Report.of(text)).claims
    for claim in claims:
        assert text[claim.start : claim.end] == claim.evidence
        assert claim.rule
        assert claim.id
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    return claims


@_few
@given(_any_text)
def test_any_text_is_read(reader: Reader, text: str) -> None:
    read(text, reader)


@_few
@given(words=_any_text, after=st.booleans())
def test_any_text_beside_a_report_is_read(
    reader: Reader, words: str, after: bool
) -> None:
    report = "The army said that 32 soldiers were killed by shelling on Sunday."
    read(f"{report}\n\n{words}" if after else f"{words}\n\n{report}", reader)


@_few
@given(
    number=st.from_regex(r"\A[0-9][0-9,. ]{0,12}\Z")
    | st.sampled_from(["zero", "٣٢", "½", "1e9", "-3", "dozens of scores of", "3-1"]),
    noun=st.sampled_from(["soldiers", "of them", "", "percent", "houses", "others"]),
)
def test_any_number_is_read(reader: Reader, number: str, noun: str) -> None:
    read(f"Rebels killed {number} {noun} and wounded {number} in the attack.", reader)


@pytest.mark.parametrize("name", CUTS)
def test_an_article_cut_anywhere_is_read(name: str, reader: Reader) -> None:
    text = TEXTS[name]
    for at in range(0, len(text) + 1, CUTS[name]):
        read(text[:at], reader)
        read(text[at:], reader)


@_few
@given(_paragraphs)
def test_paragraphs_in_any_order_are_read(
    reader: Reader, paragraphs: list[str]
) -> None:
    read("\n\n".join(paragraphs), reader)


@pytest.mark.parametrize("seed", range(4))
def test_sentences_in_any_order_are_read(seed: int, reader: Reader) -> None:
    sentences = [s for text in TEXTS.values() for s in text.split(". ")]
    random.Random(seed).shuffle(sentences)
    assert read(". ".join(sentences[:25]), reader)


@_few
@given(
    signs=st.text(
        st.characters(min_codepoint=0x10000, exclude_categories=["Cs", "Cn"]),
        max_size=8,
    )
)
def test_signs_beyond_the_first_plane_move_the_words_and_nothing_else(
    reader: Reader, signs: str
) -> None:
    text = "Shelling killed three civilians in Ganja, the Azerbaijani army said."
    claims, shifted = read(text, reader), read(f"{signs}\n\n{text}", reader)
    for claim, moved in zip(claims, shifted, strict=True):
        assert moved.start == claim.start + len(signs) + 2
        assert moved.evidence == claim.evidence


def test_nothing_in_a_report_gives_no_claims(reader: Reader) -> None:
    assert read("", reader) == ()
    assert read("\n\n \n", reader) == ()
    assert read("Killed, killed, killed.", reader) == ()


def test_a_long_report_is_read_to_its_end(reader: Reader) -> None:
    text = "\n\n".join(PARAGRAPHS)
    assert read(text, reader)[-1].start > len(text) / 2
