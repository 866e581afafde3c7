"""Statements and the words for making them: a source, a cue, what it answers for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from herodotus.model import Stance
from herodotus.reading.terms import table

Interval = tuple[int, int]


@dataclass(frozen=True)
class Statement:
    """A source, the words of its cue, and the stretches that it answers for.

    `source` is None where the text names none ("were reported"). `witness` is "model"
    or "tree".
    """

    source: Interval | None
    cue: Interval
    content: tuple[Interval, ...]
    stance: Stance
    witness: str

    def covers(self, position: int) -> bool:
        """Whether a character lies in what was said."""
        return any(start <= position < end for start, end in self.content)

    @property
    def size(self) -> int:
        """How many characters the statement covers."""
        return sum(end - start for start, end in self.content)


@dataclass(frozen=True)
class Speech:
    """The words of speech of `data/speech.toml`."""

    stance: dict[str, Stance]
    weak: frozenset[str]
    nouns: frozenset[str]
    anaphors: frozenset[str]
    speakers: frozenset[str]
    bodies: frozenset[str]
    words: frozenset[str]
    media: frozenset[str]
    reporters: frozenset[str]
    unvouched: frozenset[str]


@cache
def speech() -> Speech:
    """The words of speech, loaded once."""
    data = table("speech.toml")
    stance: dict[str, Stance] = {}
    for name in ("asserts", "confirms", "denies", "accuses", "doubts"):
        stance.update(dict.fromkeys(data["verbs"][name], name))
    return Speech(
        stance=stance,
        weak=frozenset(data["weak"]["verbs"]),
        nouns=frozenset(data["nouns"]["statement"]),
        anaphors=frozenset(data["anaphora"]["nouns"]),
        speakers=frozenset([*data["speakers"]["nouns"], *data["speakers"]["bodies"]]),
        bodies=frozenset(data["speakers"]["bodies"]),
        words=frozenset(data["nouns"]["nobody"]),
        media=frozenset(data["speakers"]["media"]),
        reporters=frozenset(data["speakers"]["reporters"]),
        unvouched=frozenset(data["unvouched"]["verbs"]),
    )
