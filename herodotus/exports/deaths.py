"""Deaths of one event in the columns of event data: by side, civilians, unknown.

Event data sets keep one figure for each column and no total beside it, so the tolls,
some of which take in others, are taken apart until nobody is counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import combinations
from typing import NamedTuple

from herodotus.model import Toll

_SIDES = {"both": 1, None: 2}
_STATUSES = {"combatant": 0, "civilian": 0, "mixed": 1, "unknown": 2}

_Cell = tuple[str | None, str]


class Deaths(NamedTuple):
    """The dead of an event, as UCDP GED counts them; `best` is the sum of the four."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        """The most likely number of dead in all."""
        return self.a + self.b + self.civilians + self.unknown


def deaths(
    tolls: Iterable[Toll],
    *,
    a: Collection[str] = (),
    b: Collection[str] = (),
    one_sided: bool = False,
    floors: Callable[[Toll], int] = lambda toll: 0,
) -> Deaths:
    """The tolls of the dead in the four columns, with the lowest and highest total.

    What a toll of all counts beyond the tolls that it takes in is of unknown status.
    Combatants of a party that is of neither side are of unknown status too, and so is
    every combatant where violence is one-sided: the columns of the sides are empty
    there by definition (UCDP GED Codebook, `deaths_a`, `deaths_b`).

    Args:
        tolls: the tolls of the event; only those of the killed count.
        a: the parties of the one side.
        b: those of the other.
        one_sided: whether civilians are the target.
        floors: the most that is claimed of a toll whose top is open.

    >>> from herodotus.model import Period
    >>> kind = dict(outcome="killed", period=Period())
    >>> army = Toll(side="Mali", status="combatant", low=4, best=4, high=4, **kind)
    >>> all_of = Toll(side="both", status="mixed", low=9, best=9, high=12, **kind)
    >>> deaths([army, all_of], a=["Mali"], b=["JNIM"])
    Deaths(a=4, b=0, civilians=0, unknown=5, low=9, high=12)
    """
    dead = [toll for toll in tolls if toll.outcome == "killed"]
    columns = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    for (side, status), number in _apart(dead, best_of).items():
        columns[_column(side, status, a, b, one_sided=one_sided)] += number
    best = sum(columns.values())
    low = sum(_apart(dead, lambda toll: toll.low or 0).values())
    high = sum(_apart(dead, lambda toll: _top(toll, floors)).values())
    return Deaths(**columns, low=min(low, best), high=max(high, best))


def best_of(toll: Toll) -> int:
    """The figure that is coded as best; one that nobody gives is coded as its low.

    UCDP codes an open figure ("at least 14") by its lower bound; a number that is
    wholly unknown has to be 0, which a writer tells as a loss.
    """
    return (toll.low or 0) if toll.best is None else toll.best


def _top(toll: Toll, floors: Callable[[Toll], int]) -> int:
    if toll.high is not None:
        return max(toll.high, best_of(toll))
    return max(best_of(toll), toll.low or 0, floors(toll))


def _column(
    side: str | None,
    status: str,
    a: Collection[str],
    b: Collection[str],
    *,
    one_sided: bool,
) -> str:
    if status == "civilian":
        return "civilians"
    if status != "combatant" or one_sided:
        return "unknown"
    if side in a:
        return "a"
    return "b" if side in b else "unknown"


def _apart(dead: Iterable[Toll], figure: Callable[[Toll], int]) -> dict[_Cell, int]:
    """The figure of each side and status without those that it takes in."""
    by_cell: dict[_Cell, list[Toll]] = {}
    for toll in dead:
        by_cell.setdefault((toll.side, toll.status), []).append(toll)
    own: dict[_Cell, int] = {}
    for cell in sorted(by_cell, key=lambda cell: (_width(cell), str(cell))):
        within = sum(number for other, number in own.items() if _takes_in(cell, other))
        own[cell] = max(0, _over_time(by_cell[cell], figure) - within)
    return own


def _over_time(tolls: list[Toll], figure: Callable[[Toll], int]) -> int:
    """Tolls of one side: of days apart added up, else the largest of them."""
    figures = [figure(toll) for toll in tolls]
    apart = all(_disjoint(one, other) for one, other in combinations(tolls, 2))
    return sum(figures) if apart else max(figures)


def _disjoint(one: Toll, other: Toll) -> bool:
    first, second = one.period, other.period
    if first.end and second.start and first.end < second.start:
        return True
    return bool(second.end and first.start and second.end < first.start)


def _width(cell: _Cell) -> int:
    return _SIDES.get(cell[0], 0) + _STATUSES[cell[1]]


def _takes_in(cell: _Cell, other: _Cell) -> bool:
    """Whether the people of one cell are among those of a wider one."""
    (side, status), (inner_side, inner_status) = cell, other
    if side != inner_side and _SIDES.get(side, 0) <= _SIDES.get(inner_side, 0):
        return False
    return status == inner_status or _STATUSES[status] > _STATUSES[inner_status]
