"""The wording of openings, from `data/datelines.toml`: agencies, slugs, non-places."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple


class Wording(NamedTuple):
    """The lists of the data file, in the form in which openings look things up."""

    agencies: dict[str, str]  # case-folded form → the name we keep
    bare_agency: re.Pattern[str]
    not_places: frozenset[str]
    never_in_places: frozenset[str]
    never_first_in_places: frozenset[str]
    particles: frozenset[str]
    kept_capitals: frozenset[str]
    slug_line: re.Pattern[str]
    slug_note: re.Pattern[str]
    slug_mark: re.Pattern[str]
    monitor_tag: re.Pattern[str]

    def agency(self, name: str) -> str | None:
        """The name we keep for an agency that signs as `name`; None if unknown."""
        return self.agencies.get(" ".join(name.casefold().split()))


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The wording of openings, read once."""
    file = files("herodotus") / "data" / "datelines.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))  # lists of strings
    agencies = {
        form.casefold(): forms[0] for forms in data["agencies"] for form in forms
    }
    forms = {form for forms in data["agencies"] for form in forms if len(form) > 1}
    bare = _any_of(forms | {form.upper() for form in forms})
    verbs = _any_of(data["slug_verbs"])
    return Wording(
        agencies=agencies,
        bare_agency=re.compile(rf"(?:{bare})(?![\w'’])"),
        not_places=frozenset(data["not_places"]),
        never_in_places=frozenset(data["never_in_places"]),
        never_first_in_places=frozenset(data["never_first_in_places"]),
        particles=frozenset(data["particles"]),
        kept_capitals=frozenset(data["kept_capitals"]),
        slug_line=re.compile(rf"(?:{verbs.upper()})\b[^a-z\n]{{3,}}$", re.MULTILINE),
        slug_note=re.compile(
            rf"[(\[*](?i:(?:{verbs})\b)[^()\[\]\n]{{0,160}}[)\]*]\.?[ \t]*"
        ),
        slug_mark=re.compile(
            rf"(?:{_any_of(data['slug_marks'])})(?:[ ]?\d+)?[ ]?[-–—:|][ ]?(?=\S)"
        ),
        monitor_tag=re.compile(
            rf"(?i)\[(?:{_any_of(data['monitor_tags'])})\b[^\[\]]{{0,200}}\]"
        ),
    )


def _any_of(words: set[str] | list[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)
