"""What a sentence words: a count of casualties, or anything that happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from herodotus.model import Outcome


class Worded(Protocol):
    """What a clause tells, as the rules for times and places ask about it."""

    @property
    def trigger(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def number(self) -> tuple[int, int]: ...
    @property
    def agent(self) -> int | None: ...
    @property
    def more(self) -> bool: ...
    @property
    def toll(self) -> bool: ...


@dataclass(frozen=True)
class Mention:
    """A count of casualties as a sentence words it.

    `noun` and `trigger` are token positions; `start..end` the words that carry the
    claim; `number` the words of the count. `part` marks a sub-count of a mention
    before it ("65 of them children"), and `whole` is where that one's count stands;
    `agent` is the token of who did it, if the clause says so. `bare` marks a number of
    nothing but the count told before: "the RSF gave the number as 31".
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
    whole: tuple[int, int] | None = None
    agent: int | None = None
    bare: bool = False
