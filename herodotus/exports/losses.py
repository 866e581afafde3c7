"""What a format cannot hold: told beside the file, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from herodotus.exports.view import Loss
from herodotus.model import CasualtyClaim, Claim

#: How many claims of one loss are named, to look up.
EXAMPLES = 5

_KINDS = {
    "materiel": "weapons and vehicles lost",
    "control": "ground gained or lost",
    "event": "acts without a row of their own",
    "nondisclosure": "losses that a side has not disclosed",
}


class Losses:
    """The losses of one file as they come up, each under what it is."""

    def __init__(self) -> None:
        self._claims: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}

    def add(self, what: str, claims: Sequence[str] = (), *, number: int = 1) -> None:
        """So many more things of a kind are lost; `claims` are where to look."""
        self._numbers[what] = self._numbers.get(what, 0) + number
        self._claims.setdefault(what, []).extend(claims)

    def listed(self) -> tuple[Loss, ...]:
        """All losses, the most frequent first."""
        return tuple(
            Loss(what, number, tuple(dict.fromkeys(self._claims[what]))[:EXAMPLES])
            for what, number in sorted(
                self._numbers.items(), key=lambda item: (-item[1], item[0])
            )
        )


def kind_of(claim: Claim) -> str:
    """What a claim tells that a table of deaths has no column for.

    >>> from herodotus.model import ControlClaim
    >>> kind_of(ControlClaim(start=0, end=1, evidence="x", action="captured"))
    'ground gained or lost'
    """
    if isinstance(claim, CasualtyClaim):
        return claim.outcome.replace("_", " ")
    return _KINDS[claim.kind]


def loss_lines(losses: Iterable[Loss]) -> list[str]:
    """Losses in words, one line each: what, how many, some claims to look up.

    >>> loss_lines([Loss("injured: no column", 2, ("9f2c", "a41b"))])
    ['injured: no column: 2 (9f2c, a41b)']
    """
    return [
        f"{loss.what}: {loss.number:,}"
        + (f" ({', '.join(loss.claims)})" if loss.claims else "")
        for loss in losses
    ]
