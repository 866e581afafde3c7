"""The words that tie figures together, read from `data/relations.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=8192)
def has_cue(kind: str, words: str) -> bool:
    """Whether one of the cues of a kind stands in these words.

    >>> has_cue("inclusion", "12 people, three of them children")
    True
    >>> has_cue("besides", "12 people were killed")
    False
    """
    return bool(cue_pattern(kind).search(words.lower()))


def opens_with(kind: str, words: str) -> bool:
    """Whether words begin with one of the cues of a kind, quotation marks aside.

    >>> opens_with("breakdown", " The dead included"), opens_with("breakdown", "Their")
    (True, False)
    """
    return bool(cue_pattern(kind).match(words.lower().lstrip(" \t\n\0\"“‘'`(")))


def has_others(words: str) -> bool:
    """Whether the words next to a number set its people apart from those before.

    >>> has_others("five more civilians"), has_others("more than 20 people")
    (True, False)
    """
    return has_cue("others", cue_pattern("not_others").sub(" ", words.lower()))


@cache
def cue_pattern(kind: str) -> re.Pattern[str]:
    """One pattern for all the cues of a kind."""
    return _any_of(_rules()["cues"][kind])


@cache
def armed_pattern() -> re.Pattern[str]:
    """One pattern for the institutions that speak for a fighting party."""
    return _any_of(_rules()["parties"]["armed"])


@cache
def people(kind: str) -> frozenset[str]:
    """The nouns of a kind."""
    return frozenset(_rules()["people"][kind])


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _rules() -> dict[str, dict[str, list[str]]]:
    path = files("herodotus").joinpath("data/relations.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
