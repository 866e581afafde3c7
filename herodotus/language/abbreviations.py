"""Abbreviations, and the words that begin a sentence after one, from the data file."""

import tomllib
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "abbreviations.toml"
_LISTS: dict[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
}

TITLES = _LISTS["titles"]
MONTHS = _LISTS["months"]
NUMBERING = _LISTS["numbering"]
STARTERS = _LISTS["starters"]
CAPITAL_STARTERS = _LISTS["capital_starters"]

ABBREVIATIONS = (TITLES | MONTHS | NUMBERING | _LISTS["others"]) - _LISTS["also_words"]
"""What keeps its full stop wherever it stands."""
