"""Names of one kind throughout a report; phrases for people and places by level."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from herodotus.gazetteer import find_actors
from herodotus.language import Analysis, Language, Name
from herodotus.reading.naming import references, settled_names
from herodotus.reading.tree import Tree

KINDS = ("person", "organization", "location", "facility", "norp")


def analysed(text: str, *named: tuple[str, str]) -> Analysis:
    """A text with names, each given by its words and its kind, in text order."""
    names, at = [], 0
    for words, label in named:
        start = text.index(words, at)
        at = start + len(words)
        names.append(Name(start, at, label))
    return Analysis(text, (), tuple(names), ())


def labels(analysis: Analysis) -> list[str]:
    return [n.label for n in settled_names(analysis, find_actors(analysis.text))]


def test_a_name_is_of_the_kind_that_most_of_its_mentions_have() -> None:
    text = "Barzan fell. Troops left Barzan. Barzan was quiet. Ali saw it."
    seen = analysed(
        text,
        ("Barzan", "person"),
        ("Barzan", "location"),
        ("Barzan", "location"),
        ("Ali", "person"),
    )
    assert labels(seen) == ["location", "location", "location", "person"]


def test_a_tie_changes_nothing() -> None:
    text = "Barzan fell. Barzan said so."
    seen = analysed(text, ("Barzan", "location"), ("Barzan", "person"))
    assert labels(seen) == ["location", "person"]


def test_an_armed_group_that_the_gazetteer_knows_is_an_organisation() -> None:
    text = "Fighters of Hezbollah crossed. Lebanon protested."
    seen = analysed(text, ("Hezbollah", "location"), ("Lebanon", "location"))
    assert labels(seen) == ["organization", "location"]


def test_a_country_is_no_person() -> None:
    text = "Fighting over Nagorno-Karabakh went on. Chad Smith saw it."
    seen = analysed(text, ("Nagorno-Karabakh", "person"), ("Chad Smith", "person"))
    assert labels(seen) == ["location", "person"]


@given(
    st.lists(st.tuples(st.sampled_from(["Aba", "Bor", "Kos"]), st.sampled_from(KINDS)))
)
def test_names_keep_their_places_and_settle_once(
    named: Sequence[tuple[str, str]],
) -> None:
    seen = analysed(" ".join(words for words, _ in named), *named)
    settled = settled_names(seen, ())
    assert [n[:2] for n in settled] == [n[:2] for n in seen.names]
    again = Analysis(seen.text, (), settled, ())
    assert settled_names(again, ()) == settled


def levels(language: Language, text: str) -> dict[str, tuple[str, str]]:
    seen = language.analyse(text)
    trees = [Tree(sentence) for sentence in seen.sentences]
    names = settled_names(seen, find_actors(text))
    return {
        text[one.start : one.end]: (one.label, one.level)
        for one in references(seen.mentions, names, trees)
    }


def test_a_phrase_is_a_name_a_description_or_a_pronoun(language: Language) -> None:
    found = levels(
        language,
        "President Vladimir Putin said the rebels had left Donetsk. "
        "He said they would return.",
    )
    assert found["President Vladimir Putin"] == ("person", "name")
    assert found["the rebels"] == ("organization", "description")
    assert found["Donetsk"] == ("location", "name")
    assert found["He"] == ("person", "pronoun")
    assert found["they"] == ("organization", "pronoun")


def test_a_description_that_holds_a_name_is_a_description(language: Language) -> None:
    found = levels(language, "Ukrainian forces shelled the outskirts of Donetsk.")
    assert found["Ukrainian forces"] == ("organization", "description")


def test_an_article_belongs_to_the_phrase_and_not_to_the_name(
    language: Language,
) -> None:
    text = "The United Nations sent aid to the city of Aleppo."
    found = levels(language, text)
    assert found["The United Nations"] == ("organization", "name")
    assert found["the city of Aleppo"] == ("location", "name")
    names = {text[n.start : n.end] for n in language.analyse(text).names}
    assert names == {"United Nations", "Aleppo"}
