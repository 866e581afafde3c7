"""Claims for the tests, made from a text by pointing at words in it."""

from __future__ import annotations

from typing import Any

from herodotus.model import CasualtyClaim, NondisclosureClaim, fingerprint


def casualty(
    text: str,
    number: str,
    low: int | None,
    high: int | None = -1,
    *,
    evidence: str | None = None,
    outcome: str = "killed",
    nth: int = 0,
    **said: Any,  # any further field of a claim
) -> CasualtyClaim:
    """The claim that stands at the nth occurrence of some words in a text."""
    words = evidence or number
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    claim = CasualtyClaim(
        start=start,
        end=start + len(words),
        evidence=words,
        text=number,
        low=low,
        high=low if high == -1 else high,
        outcome=outcome,
        **said,
    ).identified(fingerprint(text))
    assert isinstance(claim, CasualtyClaim)
    return claim


def silence(text: str, words: str, **said: Any) -> NondisclosureClaim:
    """The claim that a side has not said what it lost."""
    start = text.index(words)
    claim = NondisclosureClaim(
        start=start, end=start + len(words), evidence=words, **said
    ).identified(fingerprint(text))
    assert isinstance(claim, NondisclosureClaim)
    return claim
