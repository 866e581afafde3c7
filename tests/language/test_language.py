"""The shipped model, from text to analysis."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.errors import DataFileError
from herodotus.language import Analysis, Language, Sentence

REPORT = """\
Shelling in Donetsk kills four

KYIV, Aug. 14 (Wire) - Four civilians were killed and nine wounded when shells hit \
a market in Donetsk on Thursday, the city council said.

"We counted sixteen strikes in an hour," said Olena Marchenko, a doctor at the \
regional hospital. She said two of the dead were children.

Defence Ministry spokesman Andriy Lysenko denied that the army had fired on the city, \
and rebel leader Ivan Petrenko claimed his forces had shot down a helicopter. \
According to the Red Cross, 1,200 people have fled since Monday.
"""


@pytest.fixture(scope="module")
def language() -> Language:
    return Language.load()


@pytest.fixture(scope="module")
def analysis(language: Language) -> Analysis:
    return language.analyse(REPORT)


def test_loading_is_quick() -> None:
    Language.load()  # once for the libraries
    start = time.perf_counter()
    Language.load()
    assert time.perf_counter() - start < 1.5


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"sentence\.onnx is missing"):
        Language.load(tmp_path)


def test_nothing_in_nothing_out(language: Language) -> None:
    assert language.analyse("") == Analysis("", (), (), ())
    assert language.analyse(" \n\n ").sentences == ()


def test_every_offset_finds_its_words(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        for token in sentence.tokens:
            assert REPORT[token.start : token.end] == token.text


def test_trees_have_one_root_and_its_relation(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        roots = [token for token in sentence.tokens if token.head == -1]
        assert [token.deprel for token in roots] == ["root"]
        assert [t.deprel for t in sentence.tokens].count("root") == 1


def test_who_was_killed(analysis: Analysis) -> None:
    tokens = sentence_with(analysis, "Four civilians").tokens
    killed = next(i for i, token in enumerate(tokens) if token.text == "killed")
    civilians = next(token for token in tokens if token.text == "civilians")
    assert tokens[killed].lemma == "kill"
    assert tokens[killed].upos == "VERB"
    assert (civilians.head, civilians.deprel) == (killed, "nsubj:pass")


def test_names(analysis: Analysis) -> None:
    found = {(REPORT[name.start : name.end], name.label) for name in analysis.names}
    assert {
        ("Olena Marchenko", "person"),
        ("Andriy Lysenko", "person"),
        ("Donetsk", "location"),
        ("Red Cross", "organization"),
    } <= found


def test_attributions(analysis: Analysis) -> None:
    found = {
        " ".join(REPORT[start:end] for start, end in one.source): " ".join(
            REPORT[start:end] for start, end in one.content
        )
        for one in analysis.attributions
    }
    assert "the city council" in found
    assert "Four civilians were killed" in found["the city council"]
    assert "two of the dead were children" in found["She"]
    claimed = next(content for source, content in found.items() if "Petrenko" in source)
    assert "helicopter" in claimed
    assert "fired" not in claimed


def test_attributions_stay_in_their_paragraph(analysis: Analysis) -> None:
    for one in analysis.attributions:
        spans = [*one.source, *one.cue, *one.content]
        stretch = REPORT[min(s for s, _ in spans) : max(e for _, e in spans)]
        assert "\n" not in stretch
        assert one.cue


def test_a_sentence_reads_the_same_alone_and_in_company(
    language: Language, analysis: Analysis
) -> None:
    for sentence in analysis.sentences:
        alone = language.analyse(REPORT[sentence.start : sentence.end]).sentences
        assert [shifted(one, sentence.start) for one in alone] == [shifted(sentence, 0)]


def test_reading_twice_says_the_same(language: Language, analysis: Analysis) -> None:
    assert language.analyse(REPORT) == analysis


def test_capitals_throughout(language: Language) -> None:
    text = "THE ARMY SAID TODAY THAT SEVEN SOLDIERS WERE KILLED IN SAN MIGUEL."
    analysis = language.analyse(text)
    (sentence,) = analysis.sentences
    killed = next(token for token in sentence.tokens if token.text == "KILLED")
    assert (killed.lemma, killed.upos) == ("kill", "VERB")
    assert any(
        text[s:e] == "THE ARMY" for a in analysis.attributions for s, e in a.source
    )


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_can_be_read(language: Language, text: str) -> None:
    for sentence in language.analyse(text).sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


def sentence_with(analysis: Analysis, words: str) -> Sentence:
    return next(s for s in analysis.sentences if words in REPORT[s.start : s.end])


def shifted(sentence: Sentence, by: int) -> list[tuple[object, ...]]:
    return [(t.start + by, t.end + by, *t[2:]) for t in sentence.tokens]
