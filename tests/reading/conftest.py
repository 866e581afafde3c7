"""One loaded model for all tests of reading, and the ways into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.language import Language
from herodotus.model import CasualtyClaim, Claim
from herodotus.reading import Reader
from herodotus.reading.casualties import find_casualties
from herodotus.reading.mentions import Mention
from herodotus.reading.phrases import Phrases
from herodotus.reading.quantities import find_quantities
from herodotus.reading.tree import Tree
from herodotus.sources import report_from_text


@pytest.fixture(scope="session")
def language() -> Language:
    return Language.load()


@pytest.fixture(scope="session")
def reader(language: Language) -> Reader:
    return Reader(language)


@pytest.fixture(scope="session")
def parse(language: Language) -> Callable[[str], Phrases]:
    """The counted phrases, with the tree, of a text of one sentence."""

    def parsed(sentence: str) -> Phrases:
        analysis = language.analyse(sentence)
        assert len(analysis.sentences) == 1
        persons = [(n.start, n.end) for n in analysis.names if n.label == "person"]
        tree = Tree(analysis.sentences[0])
        return Phrases(tree, find_quantities(sentence), persons)

    return parsed


@pytest.fixture(scope="session")
def casualties(parse: Callable[[str], Phrases]) -> Callable[[str], list[Mention]]:
    """The casualty counts of a text of one sentence."""

    def found(sentence: str) -> list[Mention]:
        return find_casualties(parse(sentence))

    return found


@pytest.fixture(scope="session")
def claims(reader: Reader) -> Callable[[str], list[Claim]]:
    """All claims of a text."""

    def read(text: str) -> list[Claim]:
        return list(reader.read(report_from_text(text)).claims)

    return read


@pytest.fixture(scope="session")
def tolls(claims: Callable[[str], list[Claim]]) -> Callable[[str], list[CasualtyClaim]]:
    """The casualty claims of a text."""

    def read(text: str) -> list[CasualtyClaim]:
        return [c for c in claims(text) if isinstance(c, CasualtyClaim)]

    return read
