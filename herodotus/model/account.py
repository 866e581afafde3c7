"""The account: what the claims of a scope come to, side by side, with reasons."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Outcome, VictimStatus
from herodotus.model.display import table

#: Who tells of a side's losses: itself, its enemy, somebody else, the report itself.
Teller = Literal["own", "enemy", "third", "reporter"]


class Period(BaseModel):
    """From a day to a day, both included; `None` is open."""

    model_config = ConfigDict(frozen=True)

    start: date | None = None
    end: date | None = None


class Toll(BaseModel):
    """Low, best and high for one side, status, outcome and period.

    The range is a range of claims, not a confidence interval. `None` is unknown, or
    open at the top; never zero. `said_by` names the parties whose word `best` is.
    `alleged` are the parties said to have done it; `grade` is how well the claim is
    supported, where the policy grades (Airwars). `country` and `place` say where, for
    people outside any known conflict.
    """

    model_config = ConfigDict(frozen=True)

    side: str | None
    status: VictimStatus
    outcome: Outcome
    period: Period
    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    undisclosed: bool = False
    conflict: str | None = None
    country: str | None = None
    place: str | None = None
    alleged: tuple[str, ...] = ()
    grade: str | None = None


class Face(BaseModel):
    """What one teller makes of one side's losses: a cell of the two-sided table.

    `teller` is `own` (the side itself), `enemy` (whom it fights), `third` (anybody
    who takes no part) or `reporter` (the report's own voice). The figures are the
    range of what they say last; `claims` are the ids behind it.
    """

    model_config = ConfigDict(frozen=True)

    conflict: str | None = None
    side: str | None
    status: VictimStatus
    outcome: Outcome
    teller: Teller
    low: int | None
    high: int | None
    said_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    undisclosed: bool = False


class Flag(BaseModel):
    """What does not add up between claims, named and never mended in silence.

    `type` is one of those that docs/codebook.md lists: `total_falls`,
    `increment_misfit`, `lone_outlier`, ...; `note` says it in a sentence.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    claims: tuple[str, ...]
    note: str


class Dispute(BaseModel):
    """Two claims that cannot both be right, or a claim and its denial.

    `kind` says what they disagree on: `figures`, `control` (who holds or gains
    ground), `accusation` (each side blames the other, or one denies the blame).
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["figures", "control", "accusation"]
    one: str
    other: str
    about: str


class Tolls(NamedTuple):
    """The tolls of one outcome, of all sides or of some: `account.killed.by("Mali")`.

    `low`, `best` and `high` are those of the toll that takes in the others: of both
    sides before one, of people of both or of unknown status before one. Combatants and
    civilians of one side and period are added up where no toll does so. Where none of
    these is there, or several are, the three are `None`: then look at `tolls`.
    """

    tolls: tuple[Toll, ...]

    def by(self, side: str | None, *, status: VictimStatus | None = None) -> Tolls:
        """The tolls of one side, or of one status of its people."""
        return Tolls(
            tuple(
                toll
                for toll in self.tolls
                if toll.side == side and status in (None, toll.status)
            )
        )

    @property
    def low(self) -> int | None:
        """The lowest figure that is supported."""
        return _added([toll.low for toll in self._whole()])

    @property
    def best(self) -> int | None:
        """The figure to use."""
        return _added([toll.best for toll in self._whole()])

    @property
    def high(self) -> int | None:
        """The highest figure claimed; `None` is open, or unknown."""
        return _added([toll.high for toll in self._whole()])

    @property
    def reasons(self) -> tuple[str, ...]:
        """The ids of the claims behind the three figures."""
        found = (reason for toll in self._whole() for reason in toll.reasons)
        return tuple(dict.fromkeys(found))

    def _whole(self) -> tuple[Toll, ...]:
        """The toll that takes in the others, or the parts of one side that do."""
        widest = [toll for toll in self.tolls if toll.side == "both"] or self.tolls
        for status in ("mixed", "unknown"):
            of_all = tuple(toll for toll in widest if toll.status == status)
            if of_all:
                return of_all if len(of_all) == 1 else ()
        if len({(toll.side, toll.period) for toll in widest}) > 1:
            return ()
        apart = len({toll.status for toll in widest}) == len(widest)
        return tuple(widest) if apart else ()


class Balance(BaseModel):
    """Whether parts equal the total that the report states for them."""

    model_config = ConfigDict(frozen=True)

    whole: str
    parts: tuple[str, ...]
    stated: int
    sum: int
    holds: bool


class Account(BaseModel):
    """The reconciled statement for a scope, under a named policy."""

    model_config = ConfigDict(frozen=True)

    policy: str
    tolls: tuple[Toll, ...] = ()
    balance: tuple[Balance, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
    faces: tuple[Face, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def killed(self) -> Tolls:
        """The tolls of the dead."""
        return self.of("killed")

    @property
    def injured(self) -> Tolls:
        """The tolls of the injured."""
        return self.of("injured")

    def of(self, outcome: Outcome) -> Tolls:
        """The tolls of one outcome: `account.of("missing").best`."""
        return Tolls(tuple(toll for toll in self.tolls if toll.outcome == outcome))

    def _repr_html_(self) -> str:
        """Each side's losses by every teller, and what they come to, for notebooks."""
        told = {
            (face.conflict, face.side, face.status, face.outcome, face.teller): face
            for face in self.faces
        }
        titles = ("side", "status", "outcome", *_TELLERS.values())
        titles += ("low", "best", "high", "best is by")
        rows = []
        for toll in self.tolls:
            line = (toll.conflict, toll.side, toll.status, toll.outcome)
            rows.append(
                (
                    toll.side or "not stated",
                    toll.status,
                    toll.outcome,
                    *(_said(told.get((*line, teller))) for teller in _TELLERS),
                    toll.low,
                    toll.best,
                    toll.high,
                    "not disclosed" if toll.undisclosed else ", ".join(toll.said_by),
                )
            )
        return table(titles, rows)


_TELLERS: dict[Teller, str] = {
    "own": "own account",
    "enemy": "the other side",
    "third": "third parties",
    "reporter": "the reports",
}


def _said(face: Face | None) -> str:
    """What one teller says: "84–103", "24 or more"; a dash where nothing is said."""
    if face is None:
        return "–"
    if face.low is None and face.high is None:
        return "not disclosed" if face.undisclosed else "?"
    if face.high is None:
        return f"{face.low:,} or more"
    low = face.low or 0
    return f"{low:,}" if low == face.high else f"{low:,}–{face.high:,}"


def _added(figures: list[int | None]) -> int | None:
    """The sum; unknown where any part is unknown, or where there is none."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known and len(known) == len(figures) else None
