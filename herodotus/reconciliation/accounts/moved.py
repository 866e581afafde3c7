"""What moves in an account when another policy makes it from the same claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from herodotus.model import Account, Toll

#: The three figures of a toll, in the order in which they are read.
BOUNDS: tuple[Literal["low", "best", "high"], ...] = ("low", "best", "high")


class Moved(NamedTuple):
    """One toll under two policies that do not make the same of it.

    `before` or `after` is none where one of them has no such toll. `bounds` are the
    figures that differ.
    """

    before: Toll | None
    after: Toll | None
    bounds: tuple[str, ...]

    @property
    def toll(self) -> Toll:
        """The toll that it is about, as it is now or else was."""
        toll = self.after if self.after is not None else self.before
        assert toll is not None  # one of them is there
        return toll


def moved(before: Account, after: Account) -> tuple[Moved, ...]:
    """The tolls that are not the same in two accounts, in the second one's order.

    A figure that stays but is another's word is no move. Tolls are the same by whom
    they count, where; of several with different periods, those of the same period are
    taken together first, then the others in their order.

    >>> moved(Account(policy="a"), Account(policy="b"))
    ()
    """
    were, are = _grouped(before.tolls), _grouped(after.tolls)
    found = []
    for key in dict.fromkeys((*are, *were)):
        for one, other in _pairs(were.get(key, []), are.get(key, [])):
            bounds = tuple(
                bound
                for bound in BOUNDS
                if one is None
                or other is None
                or getattr(one, bound) != getattr(other, bound)
            )
            if bounds:
                found.append(Moved(one, other, bounds))
    return tuple(found)


def _grouped(tolls: Iterable[Toll]) -> dict[tuple[str | None, ...], list[Toll]]:
    found: dict[tuple[str | None, ...], list[Toll]] = {}
    for toll in tolls:
        whom = (toll.conflict, toll.side, toll.status, toll.outcome)
        found.setdefault((*whom, toll.country, toll.place), []).append(toll)
    return found


def _pairs(
    were: Sequence[Toll], are: Sequence[Toll]
) -> list[tuple[Toll | None, Toll | None]]:
    left, pairs = list(were), list[tuple[Toll | None, Toll | None]]()
    alone = []
    for toll in are:
        same = next((one for one in left if one.period == toll.period), None)
        if same is None:
            alone.append(toll)
        else:
            left.remove(same)
            pairs.append((same, toll))
    while left or alone:
        pairs.append((left.pop(0) if left else None, alone.pop(0) if alone else None))
    return pairs
