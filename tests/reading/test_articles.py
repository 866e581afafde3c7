"""Whole articles: what a careful reader finds in each, and nothing else.

A folder of `tests/articles` holds the article, the claims and a note on its trap. Each
expected claim quotes the words that it stands on; it gives the fields that matter there
and leaves the others open. An `optional` one may be found or not. Events are judged
only where the claims have some.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from herodotus.reading import Reader
from herodotus.sources import report_from_text

ARTICLES = sorted((Path(__file__).parents[1] / "articles").iterdir())
#: What a claim is at all; the other fields say more of it.
_CORE = ("kind", "outcome", "low", "high", "action", "item", "plover")
KINDS = {"casualty", "nondisclosure", "materiel", "control", "event"}

Fields = dict[str, Any]  # the columns of a claim, as JSON has them


def claims_of(article: Path) -> list[Fields]:
    """The claims that a careful reader finds."""
    found: list[Fields] = json.loads((article / "claims.json").read_text("utf-8"))
    return found


def stands_on(claim: Fields, words: tuple[int, int], wanted: Fields) -> bool:
    """Whether a claim is the one wanted: these words, this count."""
    overlaps = claim["start"] < words[1] and words[0] < claim["end"]
    return overlaps and all(
        claim.get(name) == wanted[name] for name in _CORE if name in wanted
    )


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_an_article_gives_the_claims_a_careful_reader_finds(
    article: Path, reader: Reader
) -> None:
    text = (article / "article.txt").read_text("utf-8")
    reading = reader.read(report_from_text(text))
    judged = any(wanted.get("kind") == "event" for wanted in claims_of(article))
    left = [
        claim.model_dump(mode="json")
        for claim in reading.claims
        if judged or claim.kind != "event"
    ]
    wrong: list[str] = []
    for wanted in claims_of(article):
        quote = wanted["quote"]
        start = text.index(quote)
        words = (start, start + len(quote))
        claim = next((c for c in left if stands_on(c, words, wanted)), None)
        if claim is None:
            if not wanted.get("optional"):
                wrong.append(f"not found: {quote}")
            continue
        left.remove(claim)
        for name in wanted.keys() - {"quote", "optional"}:
            if claim[name] != wanted[name]:
                wrong.append(f"{quote}: {name} is {claim[name]}, not {wanted[name]}")
    wrong += [f"not a claim: {claim['evidence']} [{claim['rule']}]" for claim in left]
    assert wrong == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_an_article_comes_with_its_trap_and_quotes_itself(article: Path) -> None:
    note = (article / "note.md").read_text("utf-8")
    assert note.startswith("# ")
    assert len(note.splitlines()) > 2, "a heading, and what the trap is"
    text = (article / "article.txt").read_text("utf-8")
    for wanted in claims_of(article):
        assert text.count(wanted["quote"]) == 1, wanted["quote"]
        assert wanted["kind"] in KINDS
