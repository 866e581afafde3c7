"""The lists of words that the rules read say each thing once, and one thing of it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "herodotus" / "data"
FILES = sorted(DATA.rglob("*.toml"))
STATUSES = ("combatant", "civilian", "unknown")
BY_WORD = ("acts", "befalls", "states", "counts", "roles")


def table(name: str) -> dict[str, Any]:  # whatever TOML holds
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def word_lists(value: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a table, however deep, with the way to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from word_lists(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        if value and all(isinstance(entry, str) for entry in value):
            yield path, value
        for number, entry in enumerate(value):
            yield from word_lists(entry, f"{path}[{number}]")


def in_several(lists: Mapping[str, list[str]]) -> list[str]:
    """The words that stand in more than one of some lists."""
    held = Counter(word for words in lists.values() for word in set(words))
    return sorted(word for word, times in held.items() if times > 1)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(DATA).as_posix())
def test_no_list_holds_an_entry_twice(path: Path) -> None:
    doubled = {}
    for name, words in word_lists(tomllib.loads(path.read_text(encoding="utf-8"))):
        twice = [word for word, times in Counter(words).items() if times > 1]
        if twice:
            doubled[name] = twice
    assert doubled == {}


def test_a_verb_of_speech_has_one_stance() -> None:
    assert in_several(table("speech.toml")["verbs"]) == []


def test_a_noun_for_people_has_one_status() -> None:
    victims = table("victims.toml")
    assert in_several({name: victims[name] for name in STATUSES}) == []
    assert in_several(victims["pairs"]) == []
    modifiers = ("modifiers_combatant", "modifiers_civilian")
    assert in_several({name: victims[name] for name in modifiers}) == []


def test_what_is_never_people_is_no_noun_for_people() -> None:
    victims = table("victims.toml")
    assert in_several({n: victims[n] for n in (*STATUSES, "not_people")}) == []


@pytest.mark.parametrize("field", BY_WORD)
def test_a_word_of_casualty_tells_one_outcome(field: str) -> None:
    """A list and its stricter sister (`acts`, `acts_only_people`) count as one."""
    terms = table("casualty_terms.toml")
    lists = {
        f"{outcome}.{name}": words
        for outcome, kinds in terms.items()
        if outcome not in {"phrase", "toll"}
        for name, words in kinds.items()
        if name == field or name.startswith(f"{field}_only")
    }
    assert lists
    assert in_several(lists) == []


def test_a_signature_belongs_to_one_agency() -> None:
    agencies = table("datelines.toml")["agencies"]
    assert in_several({a[0]: [form.casefold() for form in a] for a in agencies}) == []
