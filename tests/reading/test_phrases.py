"""Phrases of people: how many, who, and which words say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.phrases import Phrase, Phrases

Parse = Callable[[str], Phrases]


def phrase_at(word: str, phrases: Phrases) -> Phrase | None:
    texts = [token.text for token in phrases.tree.tokens]
    return phrases.at(texts.index(word))


@pytest.mark.parametrize(
    ("sentence", "word", "words", "low"),
    [
        ("The bomb killed 12 Turkish soldiers.", "soldiers", "12 Turkish soldiers", 12),
        ("A family of six was killed.", "family", "family of six", 6),
        ("Nineteen were killed.", "Nineteen", "Nineteen", 19),
        (
            "More than 300 of the wounded soldiers died.",
            "300",
            "More than 300 of the wounded soldiers",
            301,
        ),
        ("The shell killed 32 of its fighters.", "32", "32 of its fighters", 32),
        ("A nurse was killed in the raid.", "nurse", "A nurse", 1),
        ("The three women were killed.", "women", "three women", 3),
    ],
)
def test_a_counted_phrase_knows_its_number_and_its_words(
    sentence: str, word: str, words: str, low: int, parse: Parse
) -> None:
    phrase = phrase_at(word, parse(sentence))
    assert phrase is not None
    assert phrase.quantity is not None
    assert phrase.quantity.low == low
    assert sentence[phrase.start : phrase.end] == words


@pytest.mark.parametrize(
    ("sentence", "word", "noun"),
    [
        ("The shell killed 32 of its fighters.", "32", "fighters"),
        ("Dozens of corpses of soldiers lay in the street.", "Dozens", "soldiers"),
        ("Nineteen were killed.", "Nineteen", "Nineteen"),
    ],
)
def test_the_noun_is_who_the_number_counts(
    sentence: str, word: str, noun: str, parse: Parse
) -> None:
    phrases = parse(sentence)
    phrase = phrase_at(word, phrases)
    assert phrase is not None
    assert phrases.tree.tokens[phrase.noun].text == noun


def test_people_without_a_number_are_named_single_or_kin(parse: Parse) -> None:
    phrases = parse("Militants killed the head of the council and his driver.")
    head, driver = phrase_at("head", phrases), phrase_at("driver", phrases)
    assert head is not None
    assert driver is not None
    assert (head.quantity, head.single, head.kin) == (None, True, False)
    assert (driver.quantity, driver.single, driver.kin) == (None, True, True)
    named = phrase_at("Ahmed", parse("Gunmen killed Ahmed Hassan in Baghdad."))
    assert named is not None
    assert named.named
    assert not named.single


def test_many_without_a_number_are_neither_counted_nor_single(parse: Parse) -> None:
    phrase = phrase_at("Militants", parse("Militants killed two judges."))
    assert phrase is not None
    assert phrase.quantity is None
    assert not phrase.single


def test_they_are_the_people_counted_before(parse: Parse) -> None:
    phrases = parse("Two brothers were stopped by soldiers who killed them.")
    phrase = phrase_at("them", phrases)
    assert phrase is not None
    assert phrase.quantity is not None
    assert phrase.quantity.low == 2


def test_a_family_counts_as_a_group(parse: Parse) -> None:
    phrases = parse("A family of six was killed.")
    family = phrase_at("family", phrases)
    assert family is not None
    assert phrases.is_group(family)
    soldiers = parse("Six soldiers were killed.")
    six = phrase_at("soldiers", soldiers)
    assert six is not None
    assert not soldiers.is_group(six)


@pytest.mark.parametrize(
    ("sentence", "word", "human"),
    [
        ("The bomb killed 12 soldiers.", "soldiers", True),
        ("Gunmen killed Ahmed Hassan in Baghdad.", "Hassan", True),
        ("The tank was hit by 12 shells.", "tank", False),
        ("The talks were cut short.", "talks", False),
    ],
)
def test_people_are_told_from_things(
    sentence: str, word: str, human: bool, parse: Parse
) -> None:
    phrases = parse(sentence)
    texts = [token.text for token in phrases.tree.tokens]
    assert phrases.human(texts.index(word)) is human


def test_a_verb_is_no_phrase(parse: Parse) -> None:
    assert phrase_at("killed", parse("The bomb killed soldiers.")) is None
