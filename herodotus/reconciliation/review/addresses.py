"""Addresses of figures: `best.Azerbaijan.civilian.killed` names one of an account."""

from __future__ import annotations

from typing import NamedTuple, get_args

from herodotus.model import Account, Outcome, Toll, VictimStatus
from herodotus.reconciliation.review.reasons import Bound

#: How an address names people whose side is not stated.
UNSTATED = "unstated"


class Figure(NamedTuple):
    """One figure of an account: a toll, and which of its three numbers."""

    toll: Toll
    bound: Bound


def address(figure: Figure) -> str:
    """The address of a figure, without its conflict and period.

    >>> from herodotus.model import Period
    >>> toll = Toll(side="Mali", status="civilian", outcome="killed", low=1, best=2,
    ...     high=3, period=Period())
    >>> address(Figure(toll, "high"))
    'high.Mali.civilian.killed'
    """
    toll = figure.toll
    return ".".join((figure.bound, toll.side or UNSTATED, toll.status, toll.outcome))


def figures_at(words: str, account: Account) -> tuple[Figure, ...]:
    """The figures of an account that an address names, in the account's order.

    Parts may be left out and stand in any order: `best` and `killed` are meant where
    nothing else is said, and of all statuses the one that takes in the others. Case,
    blanks, hyphens and underscores make no difference to a side. None is found where a
    part is no bound, status, outcome or side of the account.

    >>> figures_at("best.killed", Account(policy="default"))
    ()
    """
    asked = _Asked.of(words)
    found = [toll for toll in account.tolls if asked.fits(toll)]
    if asked.outcome is None:
        deaths = [toll for toll in found if toll.outcome == "killed"]
        found = deaths or found
    if asked.status is None:
        found = _widest(found)
    return tuple(Figure(toll, asked.bound) for toll in found)


class _Asked(NamedTuple):
    bound: Bound
    status: str | None
    outcome: str | None
    side: str | None

    @classmethod
    def of(cls, words: str) -> _Asked:
        bound: Bound = "best"
        status = outcome = None
        side: list[str] = []
        for part in filter(None, (piece.strip() for piece in words.split("."))):
            plain = part.casefold()
            if plain in get_args(Bound):
                bound = next(name for name in get_args(Bound) if name == plain)
            elif plain.removesuffix("s") in get_args(VictimStatus):
                status = plain.removesuffix("s")
            elif plain in get_args(Outcome):
                outcome = plain
            else:
                side.append(part)
        return cls(bound, status, outcome, _plain(".".join(side)) if side else None)

    def fits(self, toll: Toll) -> bool:
        return (
            self.status in (None, toll.status)
            and self.outcome in (None, toll.outcome)
            and self.side in (None, _plain(toll.side or UNSTATED))
        )


def _widest(tolls: list[Toll]) -> list[Toll]:
    """Of the tolls of one side, those of people of every status where there are any."""
    groups: dict[object, list[Toll]] = {}
    for toll in tolls:
        key = toll.conflict, toll.side, toll.outcome, toll.period
        groups.setdefault(key, []).append(toll)
    kept = []
    for group in groups.values():
        mixed = [toll for toll in group if toll.status == "mixed"]
        kept += mixed or group
    return kept


def _plain(side: str) -> str:
    return "".join(letter for letter in side.casefold() if letter not in " -_")
