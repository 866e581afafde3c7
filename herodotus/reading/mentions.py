"""A count of casualties as a sentence words it."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus.model import Outcome


@dataclass(frozen=True)
class Mention:
    """A count of casualties as a sentence words it.

    `noun` and `trigger` are token positions; `start..end` the words that carry the
    claim; `number` the words of the count. `part` marks a sub-count of the mention
    before it ("65 of them children"); `agent` is the token of who did it, if the
    clause says so.
    """

    outcome: Outcome
    low: int | None
    high: int | None
    approx: bool
    number: tuple[int, int]
    victims: tuple[int, int]
    start: int
    end: int
    noun: int
    trigger: int
    rule: str
    form: str
    more: bool = False
    toll: bool = False
    part: bool = False
    agent: int | None = None
