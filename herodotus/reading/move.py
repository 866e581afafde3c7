"""What one word tells of ground: the outcome of the rules of control."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus.model import Action
from herodotus.reading.ground import Ground


@dataclass(frozen=True)
class Move:
    """A word that tells of control: what was done, where, and by whom it says.

    `held` marks ground that a side only says to hold: a change where it says so itself.
    `kept` is ground held as before ("still holds"), which answers who says to have
    taken it. `meant` is how many places a pronoun takes up ("holds both"); their ground
    is that of the move before.
    """

    trigger: int
    action: Action
    grounds: tuple[Ground, ...]
    by: tuple[int, ...]
    rule: str
    held: bool = False
    kept: bool = False
    meant: int = 0
