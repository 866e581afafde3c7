"""The two sides facing each other: each one's losses, by each side's telling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from herodotus.exports import wording
from herodotus.exports.view import View
from herodotus.gazetteer import known_conflicts
from herodotus.model import Account, Claim, Face, NondisclosureClaim, Toll

Teller = Literal["own", "enemy", "third", "reporter"]

#: Who tells of a side's losses, in the order in which a table shows them.
TELLERS: dict[Teller, str] = {
    "own": "by its own account",
    "enemy": "by the other side",
    "third": "by third parties",
    "reporter": "in the reports’ own words",
}

_OUTCOMES = tuple(wording.OUTCOMES)
_STATUSES = tuple(wording.STATUSES)


class OneLoss(NamedTuple):
    """One kind of loss of one side: what each teller says, and what it comes to.

    `tolls` are several where their periods are apart.
    """

    side: str | None
    status: str
    outcome: str
    faces: dict[str, Face]
    tolls: tuple[Toll, ...]

    @property
    def what(self) -> str:
        """What is counted: "combatants killed"."""
        return people(self.status, self.outcome)


class Facing(NamedTuple):
    """One conflict: the sides of either camp, and those whom no camp holds.

    `rest` has third parties, `both` (of whom nobody says which side) and `None` (side
    not stated).
    """

    conflict: str | None
    left: tuple[str | None, ...]
    right: tuple[str | None, ...]
    rest: tuple[str | None, ...]
    losses: tuple[OneLoss, ...]

    def of(self, sides: tuple[str | None, ...]) -> tuple[OneLoss, ...]:
        """The losses of some sides, side by side."""
        return tuple(
            found for side in sides for found in self.losses if found.side == side
        )


def facings(account: Account) -> tuple[Facing, ...]:
    """The account by conflict and side; the conflict with most to say first."""
    conflicts = dict.fromkeys(
        row.conflict for rows in (account.faces, account.tolls) for row in rows
    )
    found = [_facing(account, conflict) for conflict in conflicts]
    return tuple(sorted(found, key=lambda facing: -len(facing.losses)))


def conflicts_of(view: View) -> list[str]:
    """The conflicts that a view tells of, that of most claims first; history aside."""
    told = Counter(
        telling.conflict
        for telling in view.tellings
        if telling.conflict and not telling.claim.background
    )
    return [conflict for conflict, _ in told.most_common()]


def people(status: str, outcome: str) -> str:
    """Who met what, in words.

    >>> people("civilian", "killed"), people("unknown", "missing")
    ('civilians killed', 'people missing')
    """
    return f"{wording.PEOPLE[status]} {wording.OUTCOMES[outcome]}"


def figure(face: Face) -> str:
    """What one teller says, as a figure: "84–103", "24 or more", "not disclosed".

    >>> known = dict(side="Mali", status="civilian", outcome="killed", teller="own")
    >>> figure(Face(**known, low=3, high=None)), figure(Face(**known, low=4, high=4))
    ('3 or more', '4')
    >>> figure(Face(**known, low=None, high=None, undisclosed=True))
    'not disclosed'
    """
    if face.low is None and face.high is None:
        return "not disclosed" if face.undisclosed else "a number not stated"
    if face.high is None:
        return f"{face.low:,} or more"
    if not face.low:
        return f"up to {face.high:,}" if face.high else "none"
    return span(face.low, face.high)


def span(low: int, high: int) -> str:
    """A range of figures, or the one figure that it is.

    >>> span(4, 4), span(4, 1200)
    ('4', '4–1,200')
    """
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def behind(loss: OneLoss, teller: str, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The claims behind what one teller says; of a silence, those that tell of it."""
    face = loss.faces[teller]
    if face.claims or not face.undisclosed:
        return face.claims
    reasons = dict.fromkeys(reason for toll in loss.tolls for reason in toll.reasons)
    return tuple(
        reason
        for reason in reasons
        if isinstance(claims.get(reason), NondisclosureClaim)
    )


def where(toll: Toll) -> str:
    """The place of a toll that is outside any known conflict, else its country.

    >>> from herodotus.model import Period
    >>> known = dict(side=None, status="civilian", outcome="killed", period=Period())
    >>> where(Toll(**known, low=1, best=1, high=1, country="MLI", place="Gao"))
    'Gao (MLI)'
    """
    if toll.place is None:
        return toll.country or ""
    return f"{toll.place} ({toll.country})" if toll.country else toll.place


def _facing(account: Account, conflict: str | None) -> Facing:
    faces = [face for face in account.faces if face.conflict == conflict]
    tolls = [toll for toll in account.tolls if toll.conflict == conflict]
    rows: list[Face | Toll] = [*faces, *tolls]
    sides: dict[str | None, int] = {}
    for row in rows:
        sides[row.side] = sides.get(row.side, 0) + 1
    left, right, rest = _camps(conflict, sides)
    order = {side: place for place, side in enumerate((*left, *right, *rest))}
    kinds = {(row.side, row.status, row.outcome) for row in rows}
    losses = [
        OneLoss(
            side,
            status,
            outcome,
            {
                face.teller: face
                for face in faces
                if (face.side, face.status, face.outcome) == (side, status, outcome)
            },
            tuple(
                toll
                for toll in tolls
                if (toll.side, toll.status, toll.outcome) == (side, status, outcome)
            ),
        )
        for side, status, outcome in sorted(
            kinds,
            key=lambda kind: (
                order[kind[0]],
                _OUTCOMES.index(kind[2]),
                _STATUSES.index(kind[1]),
            ),
        )
    ]
    return Facing(conflict, left, right, rest, tuple(losses))


_Sides = tuple[str | None, ...]


def _camps(
    conflict: str | None, sides: dict[str | None, int]
) -> tuple[_Sides, _Sides, _Sides]:
    """The sides by camp: those of the known conflict, else two that are alone."""
    known = next((one for one in known_conflicts() if one.name == conflict), None)
    if known is not None:
        left = tuple(side for side in known.a if side in sides)
        right = tuple(side for side in known.b if side in sides)
    else:
        named = [side for side in sides if side not in (None, "both")]
        named.sort(key=lambda side: (-sides[side], side or ""))
        # Of more than two nobody knows who fights whom: they may be of many wars.
        left, right = (
            (tuple(named[:1]), tuple(named[1:])) if len(named) < 3 else ((), ())
        )
    others = [side for side in sides if side not in (*left, *right)]
    others.sort(key=lambda side: (side is None, side == "both", side or ""))
    return left, right, tuple(others)
