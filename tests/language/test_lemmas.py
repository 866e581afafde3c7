"""Lemmas: the dictionary form, given the part of speech."""

from __future__ import annotations

import pytest

from herodotus.language.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("killed", "VERB", "kill"),
        ("left", "VERB", "leave"),
        ("Wounded", "VERB", "wound"),
        ("said", "VERB", "say"),
        ("SAID", "VERB", "say"),
        ("were", "AUX", "be"),
        ("’ve", "AUX", "have"),
        ("wo", "AUX", "will"),
        ("n’t", "PART", "not"),
        ("shells", "NOUN", "shell"),
        ("women", "NOUN", "woman"),
        ("casualties", "NOUN", "casualty"),
        ("heavier", "ADJ", "heavy"),
        ("other", "ADJ", "other"),
        ("wounded", "ADJ", "wounded"),
        ("them", "PRON", "they"),
        ("An", "DET", "a"),
        ("Nations", "PROPN", "Nations"),
        ("32", "NUM", "32"),
    ],
)
def test_lemmas(word: str, upos: str, expected: str) -> None:
    assert lemma(word, upos) == expected


def test_a_capital_counts_except_where_a_sentence_begins() -> None:
    assert lemma("Syrian", "ADJ") == "Syrian"
    assert lemma("Heavy", "ADJ", first=True) == "heavy"
    assert lemma("HEAVY", "ADJ") == "heavy"
