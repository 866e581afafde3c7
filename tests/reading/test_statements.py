"""Who is given the word, and for which words, by the tree and by the model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.language import AttributionSpans, Language
from herodotus.reading.speech import Statement, speech
from herodotus.reading.statements import find_statements
from herodotus.reading.tree import Tree

Hear = Callable[[str], list[Statement]]


@pytest.fixture
def hear(language: Language) -> Hear:
    """The statements that the tree alone tells of."""

    def heard(text: str) -> list[Statement]:
        sentences = language.analyse(text).sentences
        return find_statements(text, [Tree(s) for s in sentences], ())

    return heard


def source(statement: Statement, text: str) -> str | None:
    return text[slice(*statement.source)] if statement.source else None


@pytest.mark.parametrize(
    ("text", "who", "cue", "what"),
    [
        (
            "The defence ministry said that 32 soldiers were killed.",
            "The defence ministry",
            "said",
            "32 soldiers",
        ),
        (
            "Thirty-two soldiers were killed, the defence ministry said.",
            "the defence ministry",
            "said",
            "Thirty-two soldiers",
        ),
        (
            "“We lost 12 men,” said Colonel Ivan Petrov.",
            "Colonel Ivan Petrov",
            "said",
            "12 men",
        ),
        (
            "According to the Red Cross, 1,200 people have fled.",
            "the Red Cross",
            "According to",
            "1,200 people",
        ),
        (
            "Four people died in the raid, according to police.",
            "police",
            "according to",
            "Four people",
        ),
        (
            "By the army's count, 300 rebels were killed.",
            "the army",
            "By the army's count",
            "300 rebels",
        ),
        (
            "The toll of 30 was announced by the health ministry.",
            "the health ministry",
            "announced",
            "30",
        ),
    ],
)
def test_a_statement_has_a_source_a_cue_and_what_was_said(
    text: str, who: str, cue: str, what: str, hear: Hear
) -> None:
    (statement,) = hear(text)
    assert source(statement, text) == who
    assert text[slice(*statement.cue)] == cue
    assert statement.covers(text.index(what))
    assert not statement.covers(text.index(cue))
    assert statement.witness == "tree"


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("said", "asserts"),
        ("claimed", "asserts"),
        ("confirmed", "confirms"),
        ("denied", "denies"),
        ("doubted", "doubts"),
    ],
)
def test_the_verb_tells_the_stance(verb: str, stance: str, hear: Hear) -> None:
    (statement,) = hear(f"The army {verb} that 40 civilians had been killed.")
    assert statement.stance == stance


@pytest.mark.parametrize(
    "text",
    ["Twelve deaths were reported on Monday.", "It was reported that 12 people died."],
)
def test_a_passive_may_name_nobody(text: str, hear: Hear) -> None:
    (statement,) = hear(text)
    assert statement.source is None
    assert statement.covers(text.index("deaths" if "deaths" in text else "12"))


def test_who_is_cited_answers_for_the_clause(hear: Hear) -> None:
    text = "The agency reported 20 deaths, citing a hospital official."
    sources = {source(s, text) for s in hear(text) if s.covers(text.index("20 deaths"))}
    assert sources == {"The agency", "a hospital official"}


def test_each_verb_answers_for_its_own_clause(hear: Hear) -> None:
    text = "The governor, who said that nine people were hurt, blamed the rebels."
    said, blamed = hear(text)
    assert (said.stance, blamed.stance) == ("asserts", "accuses")
    assert said.covers(text.index("nine"))
    assert not blamed.covers(text.index("nine"))


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were killed by a mine.",
        "Rebels fired rockets at the town and soldiers returned fire.",
    ],
)
def test_where_nobody_speaks_nothing_is_heard(text: str, hear: Hear) -> None:
    assert hear(text) == []


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_the_model_is_a_witness_too() -> None:
    text = "“Nine died,” the mayor denied."
    spans = AttributionSpans(
        source=(span(text, "the mayor"),),
        cue=(span(text, "denied"),),
        content=(span(text, "“Nine died,”"),),
    )
    (statement,) = find_statements(text, [], [spans])
    assert statement.witness == "model"
    assert statement.covers(text.index("Nine"))
    assert statement.size == len("“Nine died,”")


def test_a_witness_without_words_is_not_heard() -> None:
    spans = AttributionSpans(source=((0, 3),), cue=((4, 8),), content=())
    assert find_statements("The army said.", [], [spans]) == []


def test_the_words_of_speech_are_data() -> None:
    assert speech().stance["deny"] == "denies"
    assert speech().stance["say"] == "asserts"
